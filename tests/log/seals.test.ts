/** Seals by example: K8, K11, K12, and what of K20 the kernel knows. Random worlds are in `tests/properties/kernel.test.ts`. */
import type { Seal } from '../../src/log/types'
import { describe, expect, it } from 'vitest'
import { faceOf, refOf, rowOf, sealOf, START } from '../support/randomWorld'
import { at, claim, nothing, row, seal, small } from '../support/smallWorld'
import { DAY, deviceId, PERIOD } from '../support/toyRules'

const mint = row('host', undefined, 10, 'toy.minted', { to: 'ann', amount: 500 })
const ann = claim('ann', undefined, 20, 'ann', [mint])
const next = claim('ann', ann, 40, 'anna')

describe('K8: what makes a seal take effect', () => {
  it('K8: all it covers is final, at once and for good', () => {
    const { engine, settled, order } = small()
    engine.add([mint, ann, next], [seal(undefined, 30, [mint, ann])])
    expect(settled.map(({ hash, seq, at: instant, verdict, seal: by }) => ({ hash, seq, instant, verdict, by }))).toEqual([
      { hash: mint.hash, seq: 1, instant: at(10), verdict: null, by: 1 },
      { hash: ann.hash, seq: 1, instant: at(20), verdict: null, by: 1 },
    ])
    expect(order()).toEqual([next.hash])
    engine.add([mint, ann, next], [seal(undefined, 30, [mint, ann])])
    expect(settled).toHaveLength(2)
    expect(order()).toEqual([next.hash])
  })

  it('K8: it waits for its rows, whatever comes first, and asks for them by hash', () => {
    const one = seal(undefined, 50, [mint, next])
    const two = seal(one, 60, [])
    const { engine } = small()
    engine.add([], [two])
    engine.add([next], [one])
    expect(engine.last.number).toBe(0)
    expect(engine.missing()).toContain(ann.hash)
    engine.add([ann])
    expect(engine.last.number).toBe(0)
    engine.add([mint])
    expect(engine.last.number).toBe(2)
  })

  it('K8: what a seal waits for is asked for until it is here, also where the seal will never take effect', () => {
    const [one, two] = [seal(undefined, 50, [ann]), seal(undefined, 60, [ann])]
    const { engine } = small()
    engine.add([], [one])
    expect(engine.missing()).toEqual([ann.hash])
    engine.add([], [two])
    expect(engine.frozen).toBe(true)
    expect(engine.missing()).toEqual([ann.hash])
    engine.add([mint, ann])
    expect(engine.missing()).toEqual([])
    const good = small()
    good.engine.add([], [seal(undefined, 50, [mint])])
    expect(good.engine.missing()).toEqual([mint.hash])
    good.engine.add([mint])
    expect([good.engine.last.number, good.engine.missing()]).toEqual([1, []])
  })

  it('K8: upTo at the stamp of a row covers it, a millisecond less makes the seal malformed', () => {
    for (const [upTo, number] of [
      [20, 1],
      [19, 0],
    ] as const) {
      const { engine } = small()
      const sealed = seal(undefined, upTo, [mint, ann])
      engine.add([mint, ann], [sealed])
      expect(engine.last.number).toBe(number)
      expect([...engine.malformed.keys()]).toEqual(number ? [] : [sealed.hash])
    }
  })

  it('K8: a seal that leaves a parent unsettled is malformed', () => {
    const { engine } = small()
    const open = seal(undefined, 100, [ann])
    engine.add([mint, ann], [open])
    expect(engine.last.number).toBe(0)
    expect(engine.malformed.get(open.hash)).toBe(open)
  })

  it('K8: while the parent is not here, nobody can tell: it is waited for, and then malformed', () => {
    const { engine } = small()
    const open = seal(undefined, 100, [ann])
    engine.add([ann], [open])
    expect(engine.malformed.size).toBe(0)
    expect(engine.missing()).toContain(mint.hash)
    engine.add([mint])
    expect([...engine.malformed.keys()]).toEqual([open.hash])
  })

  it('K8: a parent on a dead branch that is not here yet makes the seal wait, and not malformed', () => {
    const left = claim('eve', undefined, 20, 'left')
    const right = claim('eve', undefined, 21, 'right')
    const behind = claim('eve', right, 22, 'behind')
    const further = claim('eve', behind, 23, 'further')
    const honest = claim('bob', undefined, 30, 'bob', [further])
    const one = seal(undefined, 25, [left])
    const two = seal(one, 100, [honest])
    const { engine } = small()
    engine.add([left, honest], [one, two])
    expect(engine.last.number).toBe(1)
    engine.add([further])
    expect(engine.last.number).toBe(1)
    engine.add([behind]) // which goes on from another row than the sealed one
    expect(engine.last.number).toBe(2)
    expect(engine.malformed.size).toBe(0)
  })

  it('K8: a parent that lies about its row is waited for, and makes the seal malformed as soon as that row is here, cut or not', () => {
    const first = claim('eve', undefined, 5, 'first')
    const [left, right] = [claim('eve', first, 6, 'left'), claim('eve', first, 7, 'right')]
    const onRight = claim('eve', right, 8, 'onRight')
    const one = seal(undefined, 10, [left])
    for (const lie of [{ device: deviceId('ann') }, { seq: 9 }]) {
      const liar = rowOf({ ...claim('mal', undefined, 9, 'mal').body, seen: [{ ...refOf(onRight), ...lie }] })
      // On a branch that this very seal cuts, on one that was cut before, and on one that stays.
      for (const [before, bad] of [
        [[], seal(undefined, 100, [left, liar])],
        [[one], seal(one, 100, [liar])],
        [[], seal(undefined, 100, [liar])],
      ] as const) {
        const late = small()
        late.engine.add([first, left], before)
        late.engine.add([liar], [bad])
        expect(late.engine.malformed.size).toBe(0)
        expect(late.engine.missing()).toContain(onRight.hash)
        const early = small()
        early.engine.add([first, left, onRight], before)
        for (const { engine } of [late, early]) {
          engine.add([onRight, liar], [bad])
          expect([...engine.malformed.keys()]).toEqual([bad.hash])
          expect(engine.last.number).toBe(before.length)
        }
      }
    }
  })

  it('K8: a parent that goes on from the row of another device is never delivered, and no seal settles it by cutting that one', () => {
    const [left, right] = [claim('bob', undefined, 5, 'left'), claim('bob', undefined, 6, 'right')]
    const liar = rowOf({ ...claim('eve', undefined, 8, 'eve').body, seq: 2, prev: right.hash })
    const honest = claim('mal', undefined, 9, 'mal', [liar])
    const bad = seal(undefined, 100, [left, honest])
    for (const heard of [
      [left, right, liar, honest],
      [liar, honest, left],
    ]) {
      const { engine } = small()
      engine.add(heard, [bad])
      expect(engine.last.number).toBe(0)
      engine.add([right])
      expect([engine.last.number, [...engine.malformed.keys()]]).toEqual([0, [bad.hash]])
    }
  })

  it('K8: a parent that comes with the seal, on a branch that is known to be dead, counts at once', () => {
    const left = claim('eve', undefined, 20, 'left')
    const right = claim('eve', undefined, 21, 'right')
    const behind = claim('eve', right, 22, 'behind')
    const further = claim('eve', behind, 23, 'further')
    const honest = claim('bob', undefined, 30, 'bob', [further])
    const one = seal(undefined, 25, [left])
    const { engine } = small()
    engine.add([left, behind], [one])
    expect(engine.has(behind.hash)).toBe(true)
    engine.add([further, honest], [seal(one, 100, [honest])])
    expect(engine.last.number).toBe(2)
  })

  it('K8: upTo does not go back; standing still is allowed', () => {
    const one = seal(undefined, 50, [])
    const { engine } = small()
    engine.add([mint], [one, seal(one, 49, [])])
    expect(engine.last.number).toBe(1)
    expect(engine.malformed.size).toBe(1)
    const other = small()
    other.engine.add([mint], [one, seal(one, 50, [mint])])
    expect(other.engine.last.number).toBe(2)
  })

  it('K8: a head goes on from the sealed one, and on its branch', () => {
    const rival = claim('ann', undefined, 21, 'rival')
    const behind = claim('ann', rival, 22, 'behind')
    const one = seal(undefined, 30, [mint, ann])
    for (const heads of [[ann], [rival], [behind]]) {
      const { engine } = small()
      engine.add([mint, ann], [one])
      const bad = seal(one, 60, heads)
      engine.add([rival, behind], [bad]) // in one breath, so that what is cut is not known yet
      expect(engine.last.number).toBe(1)
      expect([...engine.malformed.keys()]).toEqual([bad.hash])
      engine.add([next])
      expect(engine.open.map((entry) => entry.hash)).toEqual([next.hash])
    }
  })

  it('K8: a head is the row that it says it is', () => {
    for (const head of [
      { ...refOf(ann), device: deviceId('bob') },
      { ...refOf(next), seq: 1 },
      { ...refOf(ann), seq: 2 },
      { ...refOf(mint), seq: 2 },
    ]) {
      const { engine } = small()
      engine.add([mint, ann, next], [sealOf({ ...seal(undefined, 100, [mint]).body, heads: [head] })])
      expect(engine.last.number).toBe(0)
      expect(engine.malformed.size).toBe(1)
    }
  })

  it('K8: a device that was stopped has no further head', () => {
    const one = seal(undefined, 30, [mint, ann], { stopped: [deviceId('ann')] })
    const { engine, order } = small()
    engine.add([mint, ann, next], [one, seal(one, 60, [next])])
    expect(engine.last.number).toBe(1)
    expect(engine.malformed.size).toBe(1)
    expect(order()).toEqual([])
  })

  it('K8: what it covers is placed among itself: a parent that it cuts counts for nothing', () => {
    const left = claim('eve', undefined, 5, 'left')
    const right = claim('eve', undefined, 9_000, 'right')
    const honest = claim('bob', undefined, 30, 'bob', [right])
    const { engine, settled } = small()
    engine.add([left, right, honest])
    expect(engine.open.find((entry) => entry.hash === honest.hash)?.at).toBe(at(9_000))
    engine.add([], [seal(undefined, 100, [left, honest], { stopped: [deviceId('eve')] })])
    expect(settled.map((each) => [each.hash, each.at])).toEqual([
      [left.hash, at(5)],
      [honest.hash, at(30)],
    ])
  })

  it('K8: what it covers is placed behind those of its parents that it covers', () => {
    const { engine, settled } = small()
    const late = claim('ann', undefined, 100, 'late', [mint])
    const saw = claim('bob', undefined, 30, 'bob', [late])
    engine.add([mint, late, saw], [seal(undefined, 200, [mint, late, saw])])
    expect(settled.map((each) => [each.hash, each.at])).toEqual([
      [mint.hash, at(10)],
      [late.hash, at(100)],
      [saw.hash, at(100)],
    ])
  })

  it('K8: a seal of another term, number or chain changes nothing', () => {
    const stray = [
      seal(undefined, 100, [mint], { term: 2 }),
      seal(undefined, 100, [mint], { number: 2 }),
      seal(undefined, 100, [mint], { prevSeal: nothing('seal') }),
    ]
    const { engine } = small()
    engine.add([mint, ann], stray)
    expect(engine.last.number).toBe(0)
    expect(engine.frozen).toBe(false)
  })
})

describe('K8: what the host proposes', () => {
  it('K8: all that is stamped by upTo and closed; the rest stays pending', () => {
    const child = claim('bob', undefined, 15, 'bob', [next])
    const { engine } = small({ host: true })
    engine.add([mint, ann, next, child])
    const body = engine.propose(at(30))
    expect(body.heads).toEqual([refOf(mint), refOf(ann)])
    engine.add([], [sealOf(body)])
    expect(engine.open.map((entry) => entry.hash)).toEqual([next.hash, child.hash])
    expect(engine.alarms).toEqual([])
  })

  it('K8: proposing changes nothing, whatever is left out', () => {
    const hold = row('ann', next, 50, 'toy.held', { to: 'bob', amount: 5, due: at(1_000) })
    const other = claim('bob', undefined, 25, 'anna')
    const { engine } = small({ host: true })
    engine.add([mint, ann, next, hold, other])
    const before = faceOf(engine)
    for (const left of [undefined, mint, ann, other]) {
      const body = engine.propose(at(2_000), { isDue: (each) => each !== left })
      expect(body).toMatchObject({ v: 1, world: START.world, term: 1, number: 1, prevSeal: START.world, version: 1, jump: null })
      expect(faceOf(engine)).toBe(before)
    }
  })

  it('K5: of a fork the first branch in order, with a stop', () => {
    const left = claim('eve', undefined, 5, 'left')
    const right = claim('eve', undefined, 4, 'right')
    const { engine } = small({ host: true })
    engine.add([left, right])
    expect(engine.propose(at(30))).toMatchObject({ heads: [refOf(right)], stopped: [deviceId('eve')] })
  })

  it('K5: of a fork all of the first branch, and nothing of the other, though it stands between', () => {
    const [left, right] = [claim('eve', undefined, 5, 'left'), claim('eve', undefined, 4, 'right')]
    const onLeft = claim('eve', left, 6, 'onLeft')
    const onRight = claim('eve', right, 7, 'onRight')
    const { engine } = small({ host: true })
    engine.add([left, right, onLeft, onRight])
    const body = engine.propose(at(30))
    expect(body).toMatchObject({ heads: [refOf(onRight)], stopped: [deviceId('eve')] })
    engine.add([], [sealOf(body)])
    expect(engine.propose(at(40)).stopped, 'once').toEqual([])
  })

  it('K5: a fork that is still to come stops nobody, and who has seen it waits for it', () => {
    const first = claim('eve', undefined, 5, 'first')
    const [left, right] = [claim('eve', first, 5_000, 'left'), claim('eve', first, 5_001, 'right')]
    const saw = claim('bob', undefined, 30, 'bob', [left])
    const { engine } = small({ host: true })
    engine.add([first, left, right, saw])
    const body = engine.propose(at(100))
    expect(body).toMatchObject({ heads: [refOf(first)], stopped: [] })
    engine.add([], [sealOf(body)])
    expect(engine.propose(at(5_000))).toMatchObject({ heads: [refOf(left), refOf(saw)], stopped: [deviceId('eve')] })
  })

  it('K5: who has forked where nothing can be delivered is stopped at once', () => {
    const first = claim('eve', undefined, 5, 'first')
    const absent = claim('cid', undefined, 6, 'cid')
    const [left, right] = [claim('eve', first, 20, 'left', [absent]), claim('eve', first, 21, 'right', [absent])]
    const { engine } = small({ host: true })
    engine.add([mint, ann, next, first, left, right]) // Ann has a second row, too, which says nothing about Eve's
    expect(engine.propose(at(10))).toMatchObject({ heads: [refOf(first), refOf(mint)], stopped: [deviceId('eve')] })
  })

  it('K5: who has a row on a dead branch is stopped at once, also where another fork of theirs is still to come', () => {
    const [left, right] = [claim('eve', undefined, 5, 'left'), claim('eve', undefined, 6, 'right')]
    const dead = claim('eve', right, 7, 'dead')
    const [one, two] = [claim('eve', left, 5_000, 'one'), claim('eve', left, 5_001, 'two')]
    const { engine } = small({ host: true })
    const first = seal(undefined, 10, [left])
    engine.add([left, dead], [first])
    expect(engine.propose(at(20)).stopped).toEqual([deviceId('eve')])
    engine.add([one, two])
    const body = engine.propose(at(20))
    expect(body).toMatchObject({ heads: [], stopped: [deviceId('eve')] })
    engine.add([], [sealOf(body)])
    expect(engine.propose(at(30)).stopped).toEqual([])
    expect(engine.open).toEqual([])
  })

  it('K8: what is stamped at upTo is covered', () => {
    const { engine } = small({ host: true })
    engine.add([mint, ann])
    expect(engine.propose(at(20)).heads).toEqual([refOf(mint), refOf(ann)])
    expect(engine.propose(at(19)).heads).toEqual([refOf(mint)])
  })

  it('K18: a row of a type that nobody knows is covered as void, or it would keep who saw it from being final', () => {
    const junk = row('eve', undefined, 20, 'toy.nonsense')
    const honest = claim('bob', undefined, 30, 'bob', [junk])
    const { engine, settled } = small({ host: true })
    engine.add([junk, honest])
    engine.add([], [sealOf(engine.propose(at(100)))])
    expect(settled.map((each) => each.verdict?.why ?? 'accepted')).toEqual(['unknown type', 'accepted'])
  })

  it('K20: rows that are over quota are left out, with what rests on them, and stay pending', () => {
    const other = claim('bob', undefined, 25, 'bob')
    const { engine } = small({ host: true })
    engine.add([mint, ann, next, other])
    const body = engine.propose(at(100), { isDue: (each) => each.hash !== ann.hash })
    expect(body.heads).toEqual([refOf(mint), refOf(other)])
    engine.add([], [sealOf(body)])
    expect(engine.open.map((entry) => entry.hash)).toEqual([ann.hash, next.hash])
  })
})

describe('K11: a jump', () => {
  it('K11: says why, moves the clock, and fires what it passes, each at its own instant', () => {
    const subscribed = row('ann', next, 50, 'toy.subscribed', { to: 'bob', total: 40 })
    const host = small({ host: true })
    const follower = small()
    for (const { engine } of [host, follower]) engine.add([mint, ann, next, subscribed])
    host.wait(100 * DAY)
    const jump = sealOf(host.engine.propose(at(100 * DAY), { jump: 'a hundred days' }))
    for (const { engine } of [host, follower]) engine.add([], [jump])
    expect(jump.body.jump).toBe('a hundred days')
    expect(follower.engine.worldTime).toBe(at(100 * DAY))
    expect(follower.engine.tables().get('toy.subscriptions')?.get('ann>bob')).toMatchObject({ renewals: 3, until: at(50 + 4 * PERIOD) })
    expect(follower.engine.tables().get('toy.balances')?.get('bob')).toEqual({ amount: 160 })
    expect(follower.engine.alarms).toEqual([])
  })
})

describe('K12: two seals of one number', () => {
  const one = seal(undefined, 100, [mint])
  const two = seal(undefined, 100, [mint, ann])
  const bad = seal(undefined, 5, [mint])

  it('K12: heard together, neither takes effect; all stays pending and both are kept', () => {
    const { engine } = small()
    engine.add([mint, ann], [one, two])
    expect(engine.frozen).toBe(true)
    expect(engine.last.number).toBe(0)
    expect(engine.open).toHaveLength(2)
    expect(new Set(engine.rivals.values())).toEqual(new Set([one, two]))
  })

  it('K12: heard late, even one that is malformed, it stops finality where it stands', () => {
    for (const second of [two, bad]) {
      const { engine } = small()
      engine.add([mint, ann], [one])
      expect(engine.frozen).toBe(false)
      engine.add([], [second])
      expect(engine.frozen).toBe(true)
      expect([...engine.rivals]).toEqual([[second.hash, second]])
      engine.add([], [seal(one, 200, [])])
      expect(engine.last.number).toBe(1)
    }
  })

  it('K12: heard behind a malformed one of its number, a good one has no effect either', () => {
    const { engine } = small()
    engine.add([mint, ann], [bad])
    expect([...engine.malformed.keys()]).toEqual([bad.hash])
    engine.add([], [one])
    expect(engine.frozen).toBe(true)
    expect(engine.last.number).toBe(0)
    expect(new Set(engine.rivals.values())).toEqual(new Set([one, bad]))
  })

  it('K12: two seals behind a past that nobody has are no rivals, in whichever order they and the good one are heard', () => {
    const one = seal(undefined, 100, [mint])
    const [here, there] = [10, 20].map((upTo) => seal(undefined, upTo, [], { prevSeal: nothing('another past') })) as [Seal, Seal]
    for (const heard of [
      [here, there, one],
      [one, here, there],
      [here, one, there],
    ]) {
      const { engine } = small()
      engine.add([mint])
      for (const each of heard) engine.add([], [each])
      expect([engine.frozen, engine.last.number]).toEqual([false, 1])
    }
  })

  it('K12: a seal of another number or behind another seal is no rival', () => {
    for (const stray of [seal(undefined, 100, [], { number: 2 }), seal(undefined, 100, [], { prevSeal: nothing('another past') })])
      for (const heard of [
        [one, stray],
        [stray, one],
      ]) {
        const { engine } = small()
        engine.add([], heard)
        engine.add([mint])
        expect(engine.frozen).toBe(false)
        expect(engine.last.number).toBe(1)
      }
  })

  it('K12: heard before its rows, it is a rival all the same', () => {
    const { engine } = small()
    engine.add([mint], [two])
    engine.add([], [one])
    expect(engine.frozen).toBe(true)
    expect(engine.last.number).toBe(0)
  })

  it('K12: a seal of another term is no rival, before or behind', () => {
    const other = seal(undefined, 100, [mint, ann], { term: 2 })
    for (const heard of [[one, other], [other, one], [other]]) {
      const { engine } = small()
      engine.add([], heard)
      engine.add([mint, ann], [one])
      engine.add([], [other])
      expect(engine.frozen).toBe(false)
      expect(engine.last.number).toBe(1)
    }
  })

  it('K12: heard twice, a seal is no rival of itself', () => {
    const { engine } = small()
    engine.add([mint], [one, one])
    engine.add([], [one])
    expect(engine.frozen).toBe(false)
    const again = small({ start: { world: START.world, snapshot: engine.snapshot() } })
    again.engine.add([], [one])
    expect(again.engine.frozen).toBe(false)
  })

  it('K12: after a restart a rival of a seal in effect is known by the seals before it, and a stray one is none', () => {
    const first = small()
    first.engine.add([mint, ann], [one])
    const snapshot = first.engine.snapshot()
    const restart = () => small({ start: { world: START.world, snapshot, passed: [[0, START.world]] } }).engine
    const stray = seal(undefined, 100, [mint], { prevSeal: nothing('another past') })
    const hears = (heard: Seal) => {
      const engine = restart()
      engine.add([], [heard])
      return engine.frozen
    }
    expect([one, two, bad, stray].map(hears)).toEqual([false, true, true, false])
  })

  it('K12: acts go on as pending while finality is frozen', () => {
    const { engine, verdict } = small()
    engine.add([mint], [one, two])
    engine.add([ann, next])
    expect(verdict(next)).toBe('accepted')
  })
})
