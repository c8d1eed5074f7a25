/** Time, the fold, versions and sums by example: K13 to K19. Random worlds are in `tests/properties/kernel.test.ts`. */
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../src/log/engine'
import { pack, PackedRows } from '../../src/log/packs'
import { type Rules, table } from '../../src/log/rules'
import { sumOf } from '../../src/log/state'
import type { Row, SealBody } from '../../src/log/types'
import { faceOf, refOf, rowOf, sealOf, START } from '../support/randomWorld'
import { at, claim, row, seal, small, wordOf } from '../support/smallWorld'
import { balances, deviceId, firings, halfDone, handles, holds, subscriptions, toyRules } from '../support/toyRules'

const ANN = deviceId('ann')
const mint = row('host', undefined, 10, 'toy.minted', { to: 'ann', amount: 500 })
const held = (by: string, before: Row | undefined, stamp: number, due: number, seen: readonly Row[] = []): Row =>
  row(by, before, stamp, 'toy.held', { to: 'bob', amount: 5, due: at(due) }, seen)
const hold = held('ann', undefined, 50, 1_000, [mint])
/** Seals all that is here, as the host would. */
const settle = (engine: Engine, upTo: number, options: Parameters<Engine['propose']>[1] = {}, more: Partial<SealBody> = {}): void =>
  engine.add([], [sealOf({ ...engine.propose(at(upTo), options), ...more })])

describe('K13: timers and deadlines', () => {
  it('K13: an act is in time until the millisecond before the deadline', () => {
    for (const [stamp, word] of [
      [999, 'accepted'],
      [1_000, 'TOY-6'],
      [1_001, 'TOY-6'],
    ] as const) {
      const release = row('ann', hold, stamp, 'toy.released', { hold: hold.hash })
      const { engine, verdict } = small()
      engine.add([release, hold, mint])
      expect(verdict(release), `${stamp}`).toBe(word)
      expect(engine.read(holds, hold.hash)).toMatchObject({ state: stamp < 1_000 ? 'released' : 'expired', ends: 1 })
    }
  })

  it('K13: a boundary fires what is due at it, and not what is due a millisecond later', () => {
    for (const [upTo, state] of [
      [999, 'held'],
      [1_000, 'expired'],
    ] as const) {
      const { engine } = small()
      engine.add([mint, hold])
      settle(engine, upTo)
      expect(engine.read(holds, hold.hash)?.state).toBe(state)
      expect(engine.tables().get('log.due')?.size).toBe(upTo < 1_000 ? 1 : 0)
    }
  })

  it('K13: in the order (due, area, key), one at a time, each at its own instant', () => {
    const fired: string[] = []
    const marks = table<{ now: number }>('test.marks')
    const rules: Rules = {
      version: 1,
      tables: [marks],
      since: () => 1,
      judge(tools, { body }) {
        for (const [due, area, key] of body.data.timers as [number, string, string][]) tools.later(at(due), area, key)
        return null
      },
      timers: Object.fromEntries(
        ['a', 'b'].map((area) => [
          area,
          (tools, key) => {
            fired.push(`${tools.now - at(0)}/${area}/${key}`)
            if (key === 'chain') tools.later(tools.now + 1, 'a', 'chained')
          },
        ]),
      ),
    }
    const timers = [
      [300, 'b', 'y'],
      [300, 'a', 'z'],
      [300, 'b', 'x'],
      [200, 'b', 'z'],
      [200, 'b', 'chain'],
      [100, 'a', '9'],
      [100, 'a', '10'],
    ]
    const { engine } = small({ rules })
    engine.add([row('ann', undefined, 0, 'test.done', { timers })])
    engine.add([row('bob', undefined, 300, 'test.done', { timers: [] })])
    expect(fired).toEqual(['100/a/10', '100/a/9', '200/b/chain', '200/b/z', '201/a/chained', '300/a/z', '300/b/x', '300/b/y'])
  })

  it('K13: a timer that does not lie ahead, or at no whole instant, is a bug of the rule, and leaves nothing', () => {
    for (const ahead of [0, -1, 0.5, Number.POSITIVE_INFINITY, Number.NaN]) {
      const told: string[] = []
      const rules: Rules = {
        version: 1,
        tables: [],
        since: () => 1,
        judge(tools) {
          tools.later(tools.now + ahead, 'a', 'now')
          return null
        },
        timers: {},
        threw: (what, error) => void told.push(`${what}: ${(error as Error).message}`),
      }
      const { engine, verdict } = small({ rules })
      const act = row('ann', undefined, 10, 'test.done')
      engine.add([act])
      expect(verdict(act), `${ahead}`).toBe('quarantined')
      expect(new Set(told)).toEqual(new Set(['test.done: a timer must lie ahead of now']))
      expect(engine.tables().get('log.due')?.size).toBe(0)
    }
  })

  it('K13: a late batch in front of a timer takes the firing back and does it again', () => {
    const release = row('ann', hold, 900, 'toy.released', { hold: hold.hash })
    const { engine } = small()
    engine.add([mint, hold, claim('bob', undefined, 5_000, 'bob')])
    expect(engine.read(holds, hold.hash)?.state).toBe('expired')
    engine.add([release])
    expect(engine.read(holds, hold.hash)).toMatchObject({ state: 'released', ends: 1 })
    expect(engine.read(firings, 'last')).toMatchObject({ count: 1, orderly: true })
  })

  it('K13: a subscription renews at each of its instants, once, whatever wakes it', () => {
    const subscribed = row('ann', undefined, 50, 'toy.subscribed', { to: 'bob', total: 200 }, [mint])
    const { engine } = small()
    engine.add([mint, subscribed])
    settle(engine, 400 * 86_400_000)
    expect(engine.read(subscriptions, 'ann>bob')).toMatchObject({ renewals: 1, active: false }) // 500 pay for it twice
    expect(engine.read(balances, 'ann')).toEqual({ amount: 100 })
  })
})

describe('K14: the present', () => {
  it('K14: shows what is due and leaves nothing behind', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    const before = faceOf(engine)
    wait(1_000)
    engine.tick()
    expect(engine.read(holds, hold.hash)?.state).toBe('expired')
    expect(faceOf(engine)).toBe(before)
    engine.tick()
    engine.tick()
    const release = row('ann', hold, 999, 'toy.released', { hold: hold.hash })
    engine.add([release])
    expect(engine.read(holds, hold.hash)?.state).toBe('released')
  })

  it('K14: fires nothing a millisecond early', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    wait(999)
    engine.tick()
    expect(engine.read(holds, hold.hash)?.state).toBe('held')
  })

  it('K14: what the present has fired is due all the same until a seal has fired it, and goes on being shown', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    wait(1_000)
    engine.tick()
    expect([999, 1_000].map((until) => engine.hasTimerBy(engine.worldTime - 1_000 + until))).toEqual([false, true])
    expect(engine.read(holds, hold.hash)?.state).toBe('expired')
    settle(engine, 1_000)
    engine.tick()
    expect(engine.hasTimerBy(engine.worldTime)).toBe(false)
  })

  it('K14: shown twice, or where nothing is pending, what is due is due all the same', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    settle(engine, 500)
    expect(engine.open).toEqual([])
    wait(500)
    for (const _ of ['once', 'twice']) {
      engine.tick()
      expect(engine.read(holds, hold.hash)?.state).toBe('expired')
      expect(engine.hasTimerBy(engine.worldTime)).toBe(true)
    }
    engine.untick()
    expect(engine.read(holds, hold.hash)?.state).toBe('held')
  })

  it('K14: who asks whether something is due is not shown the present for it', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    wait(1_000)
    expect(engine.hasTimerBy(engine.worldTime)).toBe(true)
    expect(engine.read(holds, hold.hash)?.state).toBe('held')
  })

  it('K14: tells when timers are due, up to a moment, the earliest first', () => {
    const { engine } = small()
    const [later, sooner] = [held('bob', undefined, 60, 3_000, [mint]), held('cid', undefined, 60, 400, [mint])]
    engine.add(
      [mint, hold, later, sooner].map((each) => (each === mint ? each : rowOf({ ...each.body, data: { ...each.body.data, amount: 0 } }))),
    )
    expect([399, 400, 1_000, 2_999, 9_000].map((until) => engine.dues(at(until)).map((due) => due - at(0)))).toEqual([
      [],
      [400],
      [400, 1_000],
      [400, 1_000],
      [400, 1_000, 3_000],
    ])
  })

  it('K14: rules that are asked for a screen read the present', () => {
    const { engine, wait } = small()
    wait(700)
    expect(engine.reader.now).toBe(at(700))
    wait(1)
    expect(engine.reader.now).toBe(at(701))
  })

  it('K14: a seal made while the present is shown holds none of it', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    wait(1_000)
    engine.tick()
    settle(engine, 500)
    expect(engine.read(holds, hold.hash)?.state).toBe('held')
  })
})

describe('K15: one put', () => {
  it('K15: reports every key that it touched, what was taken back too', () => {
    const { engine } = small()
    const changed = (): string[] =>
      [...engine.takeChanged()].flatMap(([of, keys]) => [...keys].map((key) => `${of.name}/${key}`)).filter((key) => key.startsWith('toy.'))
    engine.add([mint])
    expect(changed().sort()).toEqual(['toy.balances/@minted', 'toy.balances/ann'])
    expect(changed()).toEqual([])
    const late = claim('bob', undefined, 500, 'bob')
    engine.add([late])
    changed()
    engine.add([claim('ann', undefined, 400, 'bob')])
    expect(changed()).toEqual(['toy.handles/bob'])
  })

  it('K15: rows of state are frozen', () => {
    const { engine } = small()
    engine.add([mint])
    expect(Object.isFrozen(engine.read(balances, 'ann'))).toBe(true)
  })

  it('K15: what was withdrawn has never been', () => {
    const { engine } = small()
    engine.add([mint])
    const before = faceOf(engine)
    engine.add([hold])
    engine.withdraw(hold.hash)
    expect(faceOf(engine)).toBe(before)
    expect(engine.draft(ANN)).toMatchObject({ seq: 1, prev: null })
  })

  it('K15: what was withdrawn while the present is shown has never been either, and all else stands where it stood', () => {
    const { engine, wait } = small({ host: true })
    const act = claim('bob', undefined, 60, 'bob')
    engine.add([mint, hold])
    const before = faceOf(engine)
    wait(2_000)
    engine.add([act])
    engine.tick()
    engine.takeJudged()
    engine.takeChanged()
    engine.withdraw(act.hash)
    expect(faceOf(engine)).toBe(before)
    expect(engine.takeJudged()).toContain(act.hash)
    expect([...engine.takeChanged().keys()].map((of) => of.name).sort()).toEqual([
      'log.due',
      'toy.balances',
      'toy.firings',
      'toy.handles',
      'toy.holds',
    ])
    expect(engine.hasTimerBy(at(1_000))).toBe(true)
  })

  it('K15: of what a seal has cut it is told that it was judged', () => {
    const { engine } = small()
    const [left, right] = [claim('eve', undefined, 20, 'left'), claim('eve', undefined, 21, 'right')]
    const behind = claim('eve', right, 22, 'behind')
    engine.add([left, right, behind])
    engine.takeJudged()
    engine.add([], [seal(undefined, 30, [left])])
    expect(engine.takeJudged()).toEqual(new Set([left, right, behind].map(({ hash }) => hash)))
    expect(engine.takeJudged()).toEqual(new Set())
  })

  it('K15: of what a seal makes final it is told that it was judged, though its verdict stays', () => {
    const { engine } = small()
    const act = claim('ann', undefined, 20, 'ann')
    engine.add([act])
    engine.takeJudged()
    engine.add([], [seal(undefined, 30, [act])])
    expect(engine.takeJudged()).toEqual(new Set([act.hash]))
  })

  it('K15: of two at one instant the one that a seal leaves out has done nothing before it', () => {
    const [abe, bob] = [claim('abe', undefined, 20, 'name'), claim('bob', undefined, 20, 'name')]
    const { engine, verdict } = small()
    engine.add([abe, bob])
    expect([abe, bob].map(verdict)).toEqual(['accepted', 'TOY-9'])
    settle(engine, 20, { isDue: (each) => each !== abe })
    expect([abe, bob].map(verdict)).toEqual(['TOY-9', 'accepted'])
    expect(engine.read(handles, 'name')).toEqual({ by: 'bob' })
    expect(engine.alarms).toEqual([])
  })

  it('K15: a row that comes late changes only what stands behind it', () => {
    const { engine } = small()
    const early = claim('ann', undefined, 10, 'name')
    const taken = claim('bob', undefined, 20, 'name')
    const apart = claim('cid', undefined, 5, 'apart')
    engine.add([taken, apart])
    engine.takeJudged()
    engine.add([early])
    expect(engine.takeJudged()).toEqual(new Set([early.hash, taken.hash]))
    expect(engine.read(handles, 'name')).toEqual({ by: 'ann' })
  })
})

describe('K17: asked before the act', () => {
  it('K17: answers as the fold will, and leaves no trace', () => {
    const { engine } = small()
    engine.add([mint])
    const before = faceOf(engine)
    expect(wordOf(engine.try(ANN, 'toy.sent', { to: 'bob', amount: 100, total: 110 }))).toBe('accepted')
    expect(wordOf(engine.try(ANN, 'toy.sent', { to: 'bob', amount: 100, total: 109 }))).toBe('TOY-2')
    expect(wordOf(engine.try(ANN, 'toy.sent', { to: 'bob', amount: 460, total: 506 }))).toBe('TOY-3')
    expect(wordOf(engine.try(ANN, 'toy.boosted', {}))).toBe('unknown type')
    expect(wordOf(engine.try(ANN, 'toy.broken', {}))).toBe('quarantined')
    expect(faceOf(engine)).toBe(before)
  })

  it('K17: judges at the place where the act would stand: behind what is due by then', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    wait(999)
    expect(wordOf(engine.try(ANN, 'toy.released', { hold: hold.hash }))).toBe('accepted')
    wait(1)
    expect(wordOf(engine.try(ANN, 'toy.released', { hold: hold.hash }))).toBe('TOY-6')
    const behind = small()
    behind.engine.add([mint, hold, claim('bob', undefined, 5_000, 'bob')])
    expect(wordOf(behind.engine.try(ANN, 'toy.released', { hold: hold.hash }))).toBe('TOY-6')
  })

  it('K17: the present that was shown is shown again', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    wait(2_000)
    engine.tick()
    engine.try(ANN, 'toy.made', { price: 1 })
    expect(engine.read(holds, hold.hash)?.state).toBe('expired')
    settle(engine, 500)
    expect(engine.open).toEqual([])
    wait(500)
    engine.tick()
    expect(engine.read(holds, hold.hash)?.state).toBe('expired')
    engine.try(ANN, 'toy.made', { price: 1 })
    expect(engine.read(holds, hold.hash)?.state).toBe('expired')
  })

  it('K17: what is due is not shown by asking, and not judged by before it is due, where nothing is pending', () => {
    const { engine, wait } = small()
    engine.add([mint, hold])
    settle(engine, 500)
    expect(wordOf(engine.try(ANN, 'toy.released', { hold: hold.hash }))).toBe('accepted')
    wait(500)
    expect(wordOf(engine.try(ANN, 'toy.released', { hold: hold.hash }))).toBe('TOY-6')
    expect(engine.read(holds, hold.hash)?.state).toBe('held')
  })

  it('K17: the instant that rules read is that of the last act here, where that is later', () => {
    const { engine } = small()
    engine.add([mint, hold, claim('bob', undefined, 5_000, 'bob')])
    const held = (due: number) => wordOf(engine.try(ANN, 'toy.held', { to: 'bob', amount: 5, due: at(due) }))
    expect([held(5_000), held(5_001)]).toEqual(['TOY-4', 'accepted'])
  })

  it('K17: a rule that writes before it refuses is a bug, and its writes are gone', () => {
    const marks = table<{ by: string }>('test.writes')
    const rules: Rules = {
      version: 1,
      tables: [marks],
      since: () => 1,
      judge(tools) {
        tools.put(marks, 'here', { by: 'a rule' })
        return { why: 'refused', clauses: [{ id: 'TEST-1', facts: {} }] }
      },
      timers: {},
    }
    const { engine, verdict } = small({ rules })
    const act = row('ann', undefined, 10, 'test.done')
    engine.add([act])
    expect(verdict(act)).toBe('quarantined')
    expect(engine.read(marks, 'here')).toBeUndefined()
  })
})

describe('K18: versions and bugs', () => {
  const boost = row('ann', undefined, 20, 'toy.boosted', {}, [mint])
  const again = row('ann', boost, 200, 'toy.boosted')

  it('K18: a version counts behind the seal that names it, not for what that seal covers', () => {
    const { engine, verdict } = small()
    engine.add([mint, boost, again])
    expect(verdict(again)).toBe('unknown type')
    settle(engine, 100, { version: 2 })
    expect([boost, again].map(verdict)).toEqual(['unknown type', 'accepted'])
    settle(engine, 300)
    expect(engine.last.version).toBe(2)
    expect(engine.alarms).toEqual([])
  })

  it('K18: a rule that answers otherwise since a version does so behind the seal that names it, and a build of before goes on as before', () => {
    const first = claim('ann', undefined, 10, 'name')
    const second = claim('ann', first, 20, 'name')
    const third = claim('ann', second, 200, 'name')
    const { engine, verdict } = small()
    const old = small({ rules: toyRules({ version: 1 }) })
    for (const each of [engine, old.engine]) each.add([first, second, third])
    expect([first, second, third].map(verdict)).toEqual(['accepted', 'TOY-9', 'TOY-9'])
    for (const each of [engine, old.engine]) settle(each, 100, { version: 2 })
    expect([first, second, third].map(verdict)).toEqual(['accepted', 'TOY-9', 'accepted'])
    expect(engine.read(handles, 'name')).toEqual({ by: 'ann', times: 2 })
    expect(old.verdict(third)).toBe('TOY-9')
    expect(old.engine.unfit).toBe('outdated')
    settle(engine, 300)
    expect(engine.alarms).toEqual([])
  })

  it('K18: a build that is older than the version in force says so, and goes on reading; what is final behind that it leaves to a build that can tell', () => {
    const old = small({ rules: toyRules({ version: 1 }) })
    const host = small({ host: true })
    host.engine.add([mint, boost, again])
    const one = sealOf(host.engine.propose(at(100), { version: 2 }))
    host.engine.add([], [one])
    const two = sealOf(host.engine.propose(at(300)))
    old.engine.add([mint, boost, again])
    expect(old.engine.unfit).toBeUndefined()
    old.engine.add([], [one])
    expect(old.engine.unfit).toBe('outdated')
    old.engine.add([], [two])
    expect(old.engine.last.number).toBe(1)
    expect(old.verdict(again)).toBe('unknown type')
    expect(old.engine.openEntry(again.hash)).toBeDefined()
  })

  it('K18: a throw leaves no trace; the host lists the row, and every build voids exactly these', () => {
    const broken = row('ann', undefined, 20, 'toy.broken')
    const made = row('bob', undefined, 30, 'toy.made', { price: 7 })
    const host = small({ host: true, rules: toyRules({ broken: true }) }) // the host's build throws on `toy.made` too
    host.engine.add([broken, made])
    expect(host.engine.read(halfDone, 'ann')).toBeUndefined()
    const one = sealOf(host.engine.propose(at(100)))
    expect(one.body.quarantined).toEqual([broken.hash, made.hash])
    const follower = small()
    follower.engine.add([broken, made])
    expect(follower.verdict(made)).toBe('accepted')
    for (const { engine } of [host, follower]) engine.add([], [one])
    expect(follower.verdict(made)).toBe('quarantined')
    expect(follower.engine.tables().get('toy.items')?.size).toBe(0)
    expect(follower.engine.alarms).toEqual([])
    expect(follower.engine.last.sum).toBe(host.engine.last.sum)
  })

  it('K18: a build that throws where the host did not stops writing', () => {
    const made = row('bob', undefined, 30, 'toy.made', { price: 7 })
    const host = small({ host: true })
    host.engine.add([made])
    const { engine } = small({ rules: toyRules({ broken: true }) })
    engine.add([made])
    expect(engine.unfit).toBeUndefined()
    engine.add([], [sealOf(host.engine.propose(at(100)))])
    expect(engine.unfit).toBe('diverged')
    expect(engine.last.number).toBe(1)
  })

  it('K18: a row that only the host quarantined is void, though nothing threw here', () => {
    const made = row('bob', undefined, 30, 'toy.made', { price: 7 })
    const host = small({ host: true, rules: toyRules({ broken: true }) })
    const follower = small()
    for (const { engine } of [host, follower]) engine.add([made])
    expect(follower.verdict(made)).toBe('accepted')
    follower.engine.add([], [sealOf(host.engine.propose(at(100)))])
    expect(follower.verdict(made)).toBe('quarantined')
    expect(follower.engine.tables().get('toy.items')?.size).toBe(0)
    expect(follower.engine.alarms).toEqual([])
  })

  it('K18: a build that throws where the host refused stops writing, though the sums agree', () => {
    const refused = row('bob', undefined, 30, 'toy.bought', { item: 'none' })
    const [ann, cid] = [claim('ann', undefined, 20, 'ann'), claim('cid', undefined, 40, 'cid')]
    const rules = toyRules()
    const judge: Rules['judge'] = (tools, act) => {
      if (act.body.type === 'toy.bought') throw new Error('a bug of this build alone')
      return rules.judge(tools, act)
    }
    const host = small({ host: true })
    const { engine } = small({ rules: { ...rules, judge } })
    for (const each of [host.engine, engine]) each.add([ann, refused, cid])
    engine.add([], [sealOf(host.engine.propose(at(100)))])
    expect(engine.alarms).toEqual([`a rule threw at ${refused.hash}, where the host's did not`])
    expect(engine.unfit).toBe('diverged')
  })

  it('K18: a timer that throws is quarantined by its due, area and key', () => {
    const fuse = row('ann', undefined, 20, 'toy.fused', { due: at(500) })
    const told: string[] = []
    const host = small({ host: true, rules: { ...toyRules(), threw: (what) => void told.push(what) } })
    const follower = small()
    for (const { engine } of [host, follower]) engine.add([mint, fuse])
    const one = sealOf(host.engine.propose(at(600)))
    expect(one.body.quarantinedTimers).toEqual([`${at(500)}/fuse/${fuse.hash}`])
    expect(new Set(told)).toEqual(new Set(['timer fuse']))
    for (const { engine, verdict } of [host, follower]) {
      engine.add([], [one])
      expect(engine.alarms).toEqual([])
      expect(engine.read(halfDone, fuse.hash)).toBeUndefined()
      expect(engine.tables().get('log.due')?.size).toBe(0)
      expect(verdict(mint)).toBe('accepted')
    }
  })

  it('K18: a timer that throws here and not at the host stops writing here', () => {
    const fuse = row('ann', undefined, 20, 'toy.fused', { due: at(500) })
    const { engine } = small()
    engine.add([fuse])
    settle(engine, 600, {}, { quarantinedTimers: [] })
    expect(engine.unfit).toBe('diverged')
    expect(engine.read(halfDone, fuse.hash)).toBeUndefined()
  })

  it('K18: a timer that throws while its act is pending is listed once, however often it was fired and taken back', () => {
    const fuse = row('ann', undefined, 20, 'toy.fused', { due: at(500) })
    const refused = row('bob', undefined, 600, 'toy.bought', { item: 'none' })
    const { engine, verdict, wait } = small({ host: true })
    wait(700)
    engine.add([fuse, refused])
    expect(verdict(refused)).not.toBe('accepted') // so nothing is written between what threw and what comes behind
    engine.tick()
    for (const late of [650, 640, 400]) {
      engine.add([claim(`p${late}`, undefined, late, `p${late}`)])
      expect(engine.propose(at(700)).quarantinedTimers, `${late}`).toEqual([`${at(500)}/fuse/${fuse.hash}`])
    }
    engine.withdraw(fuse.hash)
    expect(engine.propose(at(700)).quarantinedTimers).toEqual([])
  })

  it('K18: a timer that threw here before the seal came, and not at the host, stops writing here', () => {
    const fuse = row('ann', undefined, 20, 'toy.fused', { due: at(500) })
    const later = claim('bob', undefined, 600, 'bob')
    const { engine } = small()
    engine.add([fuse, later]) // what stands behind it has fired it
    settle(engine, 700, {}, { quarantinedTimers: [] })
    expect(engine.unfit).toBe('diverged')
    expect(engine.last.number).toBe(1)
  })

  it('K18: a timer that only the host quarantined is taken back where it had fired already', () => {
    const later = claim('bob', undefined, 1_100, 'bob')
    const { engine } = small()
    engine.add([mint, hold, later])
    expect(engine.read(holds, hold.hash)?.state).toBe('expired')
    const one = seal(undefined, 1_200, [mint, hold, later], { quarantinedTimers: [`${at(1_000)}/hold/${hold.hash}`] })
    engine.add([], [one])
    expect(engine.read(holds, hold.hash)?.state).toBe('held')
    expect(engine.tables().get('log.due')?.size).toBe(0)
  })

  it('a row whose data proves nothing is void, pending and final, and asks no rule', () => {
    const { engine, verdict, settled } = small()
    engine.add([mint], [], [mint.hash])
    expect(verdict(mint)).toBe('unfounded')
    expect(engine.propose(at(100)).quarantined).toEqual([])
    settle(engine, 100)
    expect(settled.map((each) => wordOf(each.verdict))).toEqual(['unfounded'])
    expect(engine.read(balances, 'ann')).toBeUndefined()
  })
})

describe('parameters', () => {
  const set = row('host', undefined, 20, 'toy.feeSet', { fee: 50 })
  const set2 = row('host', set, 25, 'toy.feeSet', { fee: 20 })

  it('a change is in force behind the seal that covers it, and the seal names it', () => {
    const { engine } = small()
    engine.add([set])
    expect(engine.reader.parameter('fee')).toBe(10)
    const one = sealOf(engine.propose(at(100)))
    expect(one.body.parameters).toEqual(['fee'])
    engine.add([], [one])
    expect(engine.reader.parameter('fee')).toBe(50)
    expect(engine.alarms).toEqual([])
  })

  it('two changes under one seal: what was in force stays so until the seal, then the second is', () => {
    const { engine } = small()
    engine.add([set, set2])
    expect(engine.reader.parameter('fee')).toBe(10)
    settle(engine, 100)
    expect(engine.reader.parameter('fee')).toBe(20)
  })

  it('a change that no seal has covered yet waits for its own', () => {
    const { engine } = small()
    engine.add([set, set2])
    settle(engine, 22)
    expect(engine.reader.parameter('fee')).toBe(50)
    settle(engine, 100)
    expect(engine.reader.parameter('fee')).toBe(20)
  })

  it('one that came after the world was founded has its usual value; a name that nobody knows throws', () => {
    const { engine } = small({ rules: { ...toyRules(), usual: { fee: 99, patience: 7 } } })
    expect(engine.reader.parameter('patience')).toBe(7)
    expect(engine.reader.parameter('fee')).toBe(10)
    expect(() => engine.reader.parameter('mercy')).toThrow('no parameter is called mercy')
  })

  it('a seal that names other parameters than it changed alarms', () => {
    const { engine } = small()
    engine.add([set])
    settle(engine, 100, {}, { parameters: [] })
    expect(engine.unfit).toBe('diverged')
  })
})

describe('K19: sums and snapshots', () => {
  it('K19: the sum is that of the state at the boundary, however it was reached', () => {
    const { engine } = small()
    engine.add([mint, hold])
    settle(engine, 500)
    settle(engine, 1_000)
    const other = small()
    other.engine.add([hold, mint])
    settle(other.engine, 1_000)
    expect(engine.last.sum).toBe(sumOf(engine.snapshot().tables))
    expect(other.engine.last.sum).toBe(engine.last.sum)
  })

  it('K19: a sum that differs alarms, and does not stop reading', () => {
    const { engine } = small()
    engine.add([mint], [seal(undefined, 100, [mint])])
    expect(engine.unfit).toBe('diverged')
    expect(engine.last.number).toBe(1)
    engine.add([claim('bob', undefined, 200, 'bob')])
    expect(engine.read(handles, 'bob')).toEqual({ by: 'bob' })
  })

  it('K19: table, key and row each weigh in the sum; the order of rows does not', () => {
    const one = { by: 'ann' }
    const sums = [
      sumOf([['a', [['x', one]]]]),
      sumOf([['b', [['x', one]]]]),
      sumOf([['a', [['y', one]]]]),
      sumOf([['a', [['x', { by: 'bob' }]]]]),
      sumOf([]),
    ]
    expect(new Set(sums).size).toBe(sums.length)
    const two = { by: 'bob' }
    expect(
      sumOf([
        [
          'a',
          [
            ['x', one],
            ['y', two],
          ],
        ],
      ]),
    ).toBe(
      sumOf([
        [
          'a',
          [
            ['y', two],
            ['x', one],
          ],
        ],
      ]),
    )
  })

  it('K19: what a snapshot left unread is read on while there is time, until all is read', () => {
    const { engine } = small()
    engine.add([mint, hold], [seal(undefined, 500, [mint, hold])])
    const { tables, ...stand } = engine.snapshot()
    const packed = tables.map(([name, rows]) => [name, new PackedRows([...pack(rows, 1)], rows.length)] as const)
    const other = small({ start: { world: START.world, snapshot: { ...stand, tables: packed } } })
    let reads = 0
    while (other.engine.readAhead()) reads++
    expect(reads).toBeGreaterThan(3)
    expect(other.engine.readAhead()).toBe(false)
    expect(faceOf(other.engine)).toBe(faceOf(engine))
  })

  it('K19: a snapshot says which devices were stopped, and whoever begins with it lets them write no more', () => {
    const { engine } = small()
    engine.add([mint, hold], [seal(undefined, 500, [mint, hold], { stopped: [ANN] })])
    const snapshot = engine.snapshot()
    expect(snapshot.stopped).toEqual([ANN])
    const other = small({ start: { world: START.world, snapshot } })
    other.engine.add([claim('ann', hold, 600, 'ann')])
    expect(other.engine.open).toEqual([])
    expect(other.engine.isStopped(ANN)).toBe(true)
  })

  it('K19: a snapshot and the tail lead to the same place, and what is pending is no part of it', () => {
    const { engine } = small()
    const tail = claim('bob', undefined, 600, 'bob', [hold])
    engine.add([mint, hold])
    settle(engine, 500)
    engine.add([tail])
    const wanted = faceOf(engine)
    const snapshot = JSON.parse(JSON.stringify(engine.snapshot())) as ReturnType<Engine['snapshot']>
    expect(faceOf(engine)).toBe(wanted)
    expect(snapshot.heads).toEqual([refOf(mint), refOf(hold)])
    expect(snapshot.tables.find(([name]) => name === handles.name)?.[1]).toEqual([])
    const other = small({ start: { world: START.world, snapshot, elapsed: engine.elapsed } })
    other.engine.add([tail])
    expect(faceOf(other.engine)).toBe(wanted)
    // What is due is in the snapshot: it fires here as there.
    for (const each of [engine, other.engine]) settle(each, 2_000)
    expect(faceOf(other.engine)).toBe(faceOf(engine))
    expect(other.engine.read(holds, hold.hash)?.state).toBe('expired')
  })
})
