/** Forks, delivery, places and world time by example: K5, K6, K7 and K9. Random worlds are in `tests/properties/kernel.test.ts`. */
import { describe, expect, it } from 'vitest'
import { HOLD_BACK } from '../../src/log/order'
import type { Row } from '../../src/log/types'
import { at, claim, nothing, row, seal, small } from '../support/smallWorld'
import { refOf, rowOf, START } from '../support/randomWorld'
import { BEGINS, deviceId, nameOf } from '../support/toyRules'

/** The same row with other references. */
const seeing = (of: Row, ...seen: Row['body']['seen']): Row => rowOf({ ...of.body, seen })

describe('K5: forks', () => {
  const first = claim('eve', undefined, 10, 'one')
  const left = claim('eve', first, 20, 'left')
  const right = claim('eve', first, 21, 'right')
  const after = claim('eve', right, 30, 'after')

  it('K5: two rows in one slot void both and all behind them, and nothing before', () => {
    for (const order of [
      [first, left, right, after],
      [after, right, left, first],
      [right, after, first, left],
    ]) {
      const { engine, verdict } = small()
      for (const each of order) engine.add([each])
      expect([first, left, right, after].map(verdict)).toEqual(['accepted', 'fork', 'fork', 'fork'])
      expect(new Set(engine.forkProofs())).toEqual(new Set([left, right]))
    }
  })

  it('K5: of several forks of one feed the first one counts, be it its very beginning', () => {
    const [one, two] = [claim('eve', left, 40, 'one'), claim('eve', left, 41, 'two')]
    const { engine, verdict } = small()
    engine.add([first, left, one])
    engine.add([right, two])
    expect([first, left, right, one, two].map(verdict)).toEqual(['accepted', 'fork', 'fork', 'fork', 'fork'])
    const other = small()
    other.engine.add([first, left])
    const rival = claim('eve', undefined, 11, 'rival')
    other.engine.add([rival])
    expect([first, left, rival].map(other.verdict)).toEqual(['fork', 'fork', 'fork'])
  })

  it('K5: a row that is found to be on a dead branch only when the one before it comes is no rival any more', () => {
    const third = claim('eve', left, 40, 'third')
    const fourth = claim('eve', third, 50, 'fourth')
    const onAfter = claim('eve', after, 51, 'onAfter')
    for (const [arriving, word] of [
      [[onAfter, fourth], 'not here'], // two in one slot, and neither can be delivered
      [[onAfter, third, fourth], 'fork'],
    ] as const) {
      const { engine, verdict } = small()
      engine.add([first, left], [seal(undefined, 25, [left])])
      engine.add(arriving)
      expect(verdict(fourth)).toBe(word)
      engine.add([after])
      engine.add([third])
      expect([third, fourth].map(verdict)).toEqual(['accepted', 'accepted'])
      expect(engine.forkProofs()).toEqual([])
    }
  })

  it('K5: a void branch takes nothing: what a fork claimed is free', () => {
    const { engine, verdict } = small()
    const other = claim('ann', undefined, 50, 'left')
    engine.add([first, left, right, other])
    expect(verdict(other)).toBe('accepted')
    expect(engine.tables().get('toy.handles')?.has('right')).toBe(false)
  })

  it('K5: a seal names the branch that stays; the other is cut, and the device at its end', () => {
    const { engine, verdict, order } = small()
    const later = claim('eve', left, 40, 'later')
    engine.add([first, left, right, after, later], [seal(undefined, 25, [left], { stopped: [deviceId('eve')] })])
    expect([first, left].map(verdict)).toEqual(['accepted', 'accepted'])
    expect(order()).toEqual([])
    expect(engine.forkProofs()).toEqual([])
  })

  it('K5: without a stop the branch that stays goes on, and what was cut is no rival to it', () => {
    const { engine, verdict, order } = small()
    const later = claim('eve', left, 40, 'later')
    engine.add([first, left, right, after, later], [seal(undefined, 25, [left])])
    expect(verdict(later)).toBe('accepted')
    expect(order()).toEqual([later.hash])
  })

  it('K5: who saw the branch that was cut is delivered, judged and covered all the same, also by who never gets that branch', () => {
    const honest = claim('ann', undefined, 35, 'ann', [after])
    const one = seal(undefined, 25, [left], { stopped: [deviceId('eve')] })
    const two = seal(one, 50, [honest])
    const without = small()
    without.engine.add([first, left, honest], [one])
    expect(without.verdict(honest)).toBe('accepted')
    without.engine.add([], [two])
    expect(without.engine.last.number).toBe(2)
    const withAll = small()
    withAll.engine.add([first, left, right, after, honest], [one, two])
    expect(withAll.settled.map(({ hash, at }) => [hash, at])).toEqual(without.settled.map(({ hash, at }) => [hash, at]))
  })

  it('K5: who saw the branch that was cut is delivered though nobody was stopped, and stands where they would without it', () => {
    const { engine, verdict } = small()
    const honest = claim('ann', undefined, 35, 'ann', [after])
    engine.add([first, left, right, after], [seal(undefined, 25, [left])])
    engine.add([honest])
    expect(verdict(honest)).toBe('accepted')
    expect(engine.openEntry(honest.hash)).toMatchObject({ at: at(35), step: 0 })
  })

  it('K5: a settled reference gives no place, though its hash may be that of a pending row', () => {
    const sealed = claim('ann', undefined, 10, 'ann')
    const pending = claim('bob', undefined, 500, 'bob')
    const liar = seeing(claim('eve', undefined, 20, 'eve'), { device: deviceId('ann'), seq: 1, hash: pending.hash })
    const one = seal(undefined, 15, [sealed])
    for (const rows of [
      [pending, liar],
      [liar, pending],
    ]) {
      const { engine } = small()
      engine.add([sealed], [one])
      for (const each of rows) engine.add([each])
      expect(engine.open.map(({ hash, at: instant }) => [hash, instant])).toEqual([
        [liar.hash, at(20)],
        [pending.hash, at(500)],
      ])
      expect(
        engine
          .draft(deviceId('cid'))
          .seen.map((ref) => nameOf(ref.device))
          .sort(),
      ).toEqual(['bob', 'eve'])
    }
  })

  it('K5: a reference that lies is not met by a row that was cut, so nobody can build on what others will never have', () => {
    const { engine, verdict, wait } = small()
    engine.add([first, left, right, after], [seal(undefined, 25, [left])])
    const liar = seeing(claim('mal', undefined, 30, 'mal'), { device: deviceId('ann'), seq: 9, hash: after.hash })
    const prevLiar = rowOf({ ...claim('mal', undefined, 31, 'mal').body, seq: 3, prev: after.hash })
    wait(100)
    engine.add([liar, prevLiar])
    expect([liar, prevLiar].map(verdict)).toEqual(['not here', 'not here'])
    expect(engine.pendingRows()).toContain(prevLiar) // it waits; marked as cut it would settle who refers to it, here and not elsewhere
  })

  it('K5: a place is taken that is sealed, held by another row, or on a dead branch', () => {
    const { engine } = small()
    const later = claim('eve', left, 40, 'later')
    const onAfter = claim('eve', after, 50, 'onAfter')
    const taken = () => [first, left, right, later, after, onAfter].map((each) => engine.isTaken(each))
    engine.add([first, left])
    expect(taken()).toEqual([false, false, true, false, false, false])
    expect(engine.isTaken(claim('ann', undefined, 10, 'ann')), 'of a feed that nobody knows').toBe(false)
    engine.add([right])
    expect(taken()).toEqual([false, true, true, false, false, false])
    engine.add([], [seal(undefined, 25, [left])])
    expect(taken()).toEqual([true, true, true, false, true, false])
    engine.add([after])
    expect(taken(), 'behind a row that is known to be cut').toEqual([true, true, true, false, true, true])
    engine.add([], [seal(seal(undefined, 25, [left]), 30, [], { stopped: [deviceId('eve')] })])
    expect(taken(), 'of a device that is stopped only what is sealed').toEqual([true, true, true, false, false, false])
  })

  it('K5: what a seal cuts is told of once, and what it covers is not', () => {
    const { engine } = small()
    const told: string[][] = []
    engine.onCut = (rows) => void told.push(rows.map(({ hash }) => hash).sort())
    engine.add([first, left, right, after])
    const one = seal(undefined, 25, [left])
    engine.add([], [one])
    expect(told).toEqual([[right, after].map(({ hash }) => hash).sort()])
    const onAfter = claim('eve', after, 50, 'onAfter')
    engine.add([onAfter, claim('ann', undefined, 60, 'ann')])
    expect(told.slice(1)).toEqual([[onAfter.hash]])
    engine.add([], [seal(one, 100, [])])
    expect(told).toHaveLength(2)
  })

  it('K5: what is cut is known until the sealed head of its feed has passed it', () => {
    const { engine } = small()
    const later = claim('eve', left, 40, 'later')
    const one = seal(undefined, 25, [left])
    engine.add([first, left, right, after, later], [one])
    expect([right, after].map(({ hash }) => engine.has(hash))).toEqual([false, true])
    engine.add([], [seal(one, 30, [])])
    expect(engine.has(after.hash)).toBe(true)
    engine.add([], [seal(seal(one, 30, []), 50, [later])])
    expect(engine.has(after.hash)).toBe(false)
  })

  it('K5: who goes on writing goes on from what is left of their feed, however far the branch that was cut had come', () => {
    const { engine } = small()
    const [later, onAfter] = [claim('eve', left, 40, 'later'), claim('eve', after, 50, 'onAfter')]
    engine.add([first, left, right, after, onAfter, later], [seal(undefined, 25, [left])])
    expect(engine.draft(deviceId('eve'))).toMatchObject({ seq: 4, prev: later.hash })
    expect(engine.vector()).toEqual([refOf(later)])
  })

  it('K5: what only a row waits for that a seal has cut is not asked for any more', () => {
    const waits = claim('eve', first, 30, 'waits', [claim('ann', undefined, 25, 'ann')])
    const { engine } = small()
    engine.add([first, waits])
    expect(engine.missing()).toEqual(waits.body.seen.map(({ hash }) => hash))
    engine.add([], [seal(undefined, 15, [first], { stopped: [deviceId('eve')] })])
    expect(engine.missing()).toEqual([])
    expect(engine.pendingRows()).toEqual([])
  })
})

describe('K6: delivery and places', () => {
  const ann = claim('ann', undefined, 100, 'ann')
  const bob = claim('bob', undefined, 100, 'bob', [ann])

  it('K6: a row waits for what it rests on, and says what that is', () => {
    const next = claim('bob', bob, 120, 'bobby')
    const { engine, order } = small()
    engine.add([next])
    expect(engine.missing()).toEqual([bob.hash])
    engine.add([bob])
    expect(engine.missing()).toEqual([ann.hash])
    expect(order()).toEqual([])
    engine.add([ann])
    expect(engine.missing()).toEqual([])
    expect(order()).toEqual([ann, bob, next].map((each) => each.hash))
  })

  it('K6: instant = the latest of the stamp and the parents; step = one behind the deepest parent at that instant', () => {
    const early = claim('cid', undefined, 50, 'cid', [bob])
    const late = claim('dan', undefined, 130, 'dan', [bob])
    const again = claim('dan', late, 60, 'danny', [early])
    const last = claim('cid', early, 70, 'cide', [again])
    const { engine } = small()
    engine.add([last, again, late, early, bob, ann])
    expect(engine.open.map(({ row, at: instant, step }) => [nameOf(row.body.device), instant - BEGINS, step])).toEqual([
      ['ann', 100, 0],
      ['bob', 100, 1],
      ['cid', 100, 2],
      ['dan', 130, 0],
      ['dan', 130, 1],
      ['cid', 130, 2],
    ])
  })

  it('K6: of equal places the device decides, then seq, then hash', () => {
    const two = [claim('ann', undefined, 100, 'first'), claim('ann', undefined, 100, 'second')].sort((a, b) => (a.hash < b.hash ? -1 : 1))
    const other = claim('abe', undefined, 100, 'abe')
    for (const arriving of [two, [...two].reverse()]) {
      const { engine, order } = small()
      for (const each of [...arriving, other]) engine.add([each])
      expect(order()).toEqual([other, ...two].map((each) => each.hash))
    }
  })

  it('K6: a reference that lies about device or seq is never met', () => {
    const device = seeing(claim('eve', undefined, 150, 'eve'), { ...refOf(ann), device: deviceId('cid') })
    const seq = seeing(claim('mal', undefined, 150, 'mal'), { ...refOf(ann), seq: 2 })
    const { engine, order } = small()
    engine.add([device, seq, ann])
    expect(order()).toEqual([ann.hash])
  })

  it('K6: a chain of five hundred rows at one instant pushes nobody past it', () => {
    const flood: Row[] = []
    for (let i = 0; i < 500; i++) flood.push(claim('eve', flood.at(-1), HOLD_BACK, 'eve'))
    const honest = claim('ann', undefined, 0, 'ann', flood.slice(-1))
    const { engine } = small()
    engine.add([honest, ...flood.reverse()])
    expect(engine.open.at(-1)).toMatchObject({ hash: honest.hash, at: at(HOLD_BACK), step: 500 })
  })

  it('K6: a batch that comes late is merged row by row', () => {
    const many = Array.from({ length: 9 }, (_, i) => claim(`p${i}`, undefined, i, `p${i}`))
    const { engine, order } = small()
    for (const part of [[8, 4, 2], [7, 0, 3], [1, 5], [6]]) engine.add(part.map((i) => many[i] as Row))
    expect(order()).toEqual(many.map(({ hash }) => hash))
    const steps = small()
    const chain: Row[] = []
    for (let i = 0; i < 9; i++) chain.push(claim('eve', chain.at(-1), 0, `e${i}`))
    for (const each of [...chain, ...many]) steps.engine.add([each])
    expect(steps.engine.open.map(({ at: instant, step }) => instant * 100 + step)).toEqual(
      steps.engine.open.map(({ at: instant, step }) => instant * 100 + step).sort((a, b) => a - b),
    )
  })

  it('K1: a vector names the last row of every feed that is here, delivered or not, else its sealed head', () => {
    const { engine } = small()
    const [cid, dan] = [claim('cid', undefined, 10, 'cid'), claim('dan', undefined, 10, 'dan')]
    const next = claim('cid', cid, 20, 'cide')
    const waits = claim('bob', bob, 120, 'bobby')
    engine.add([cid, next, dan, waits], [seal(undefined, 15, [dan])])
    const byName = (refs: Row['body']['seen']) => Object.fromEntries(refs.map((ref) => [nameOf(ref.device), ref]))
    expect(byName(engine.vector())).toEqual({ cid: refOf(next), dan: refOf(dan), bob: refOf(waits) })
    expect(engine.draft(deviceId('bob')), 'so nobody writes twice into one place').toMatchObject({ seq: 3, prev: waits.hash })
    expect(engine.draft(deviceId('dan'))).toMatchObject({ seq: 2, prev: dan.hash })
    const device = deviceId('new')
    expect(engine.draft(device)).toEqual({ v: 1, world: START.world, device, seq: 1, prev: null, stamp: at(15), seen: [refOf(next)] })
  })

  it('K6: a row of another world is none', () => {
    const { engine } = small()
    engine.add([rowOf({ ...ann.body, world: nothing('world') })])
    expect(engine.pendingRows()).toEqual([])
  })

  it('K1: a draft names the undominated frontier, its own feed not among it', () => {
    const { engine } = small()
    const cid = claim('cid', undefined, 100, 'cid')
    engine.add([ann, bob, cid])
    const { seq, prev, seen, stamp } = engine.draft(deviceId('cid'))
    expect({ seq, prev, seen, stamp }).toEqual({ seq: 2, prev: cid.hash, seen: [refOf(bob)], stamp: BEGINS })
    expect(engine.draft(deviceId('new'))).toMatchObject({ seq: 1, prev: null })
  })

  it('K1: a draft names at most 64 rows, the latest', () => {
    const many = Array.from({ length: 70 }, (_, i) => claim(`p${i}`, undefined, i, `p${i}`))
    const { engine } = small()
    engine.add(many)
    expect(engine.draft(deviceId('ann')).seen).toEqual(many.slice(6).map(refOf))
  })
})

describe('K7: world time', () => {
  it('K7: ten seconds ahead is let in, a millisecond more is kept aside until its time has come', () => {
    const within = claim('ann', undefined, 10_000, 'ann')
    const beyond = claim('bob', undefined, 10_001, 'bob')
    const { engine, order, wait } = small()
    engine.add([within, beyond])
    expect(order()).toEqual([within.hash])
    expect(engine.asideCount).toBe(1)
    wait(0.9)
    engine.check()
    expect(engine.asideCount).toBe(1) // world time counts whole milliseconds
    wait(0.1)
    engine.check()
    expect(order()).toEqual([within.hash, beyond.hash])
    expect(engine.asideCount).toBe(0)
  })

  it('K7: of two that are kept aside each comes in when its own time has come', () => {
    const [near, far] = [claim('ann', undefined, 11_000, 'near'), claim('bob', undefined, 12_000, 'far')]
    const { engine, order, wait } = small()
    engine.add([far, near])
    const counted = [engine.asideCount]
    engine.add([], [seal(undefined, 0, [])])
    counted.push(engine.asideCount)
    for (const ms of [1_000, 999, 1]) {
      wait(ms)
      engine.check()
      counted.push(engine.asideCount)
    }
    expect(counted).toEqual([2, 2, 1, 1, 0])
    expect(order()).toEqual([near.hash, far.hash])
  })

  it('K7: once let in, a row stays in when a seal puts the clock back', () => {
    const ahead = claim('ann', undefined, 40_000, 'ann')
    const { engine, order, wait } = small()
    wait(30_000)
    engine.add([ahead])
    engine.add([], [seal(undefined, 1_000, [])])
    expect(engine.worldTime).toBe(at(1_000))
    expect(order()).toEqual([ahead.hash])
  })

  it('K7: what our own devices signed stays in over a restart, though the clock was put back; what others signed waits', () => {
    const ours = claim('ann', undefined, HOLD_BACK + 1, 'ours')
    const theirs = claim('bob', undefined, HOLD_BACK + 1, 'theirs')
    const { engine, order } = small({ start: { ...START, own: [deviceId('ann')] } })
    engine.add([ours, theirs])
    expect(order()).toEqual([ours.hash])
    expect(engine.asideCount).toBe(1)
  })

  it('K7: what rests on a row that is kept aside waits with it', () => {
    const far = claim('eve', undefined, 60_000, 'eve')
    const child = claim('ann', undefined, 10, 'ann', [far])
    const { engine, order, wait } = small()
    engine.add([child, far])
    expect(order()).toEqual([])
    wait(50_000)
    engine.check()
    expect(order()).toEqual([far.hash, child.hash])
  })

  it('K7: what comes together with seals is held against the time behind them', () => {
    const mint = row('host', undefined, 60_000, 'toy.minted', { to: 'ann', amount: 500 })
    const after = claim('ann', undefined, 61_000, 'ann')
    const { engine, order } = small()
    engine.add([mint, after], [seal(undefined, 60_000, [mint])])
    expect(order()).toEqual([after.hash])
    expect(engine.asideCount).toBe(0)
  })

  it('K7: before the clock is moved on, what will be due then can be let in', () => {
    const [near, far] = [claim('ann', undefined, 60_000, 'near'), claim('bob', undefined, 90_000, 'far')]
    const { engine, order } = small()
    engine.add([near])
    engine.check(at(50_000))
    expect(order()).toEqual([near.hash])
    engine.add([far], [seal(undefined, 100, [])], [], at(80_000))
    expect(order()).toEqual([near.hash, far.hash])
    expect(engine.worldTime).toBe(at(100))
  })

  it('K7: a seal covers what is kept aside', () => {
    const far = claim('ann', undefined, 60_000, 'ann')
    const { engine, settled } = small()
    engine.add([far], [seal(undefined, 60_000, [far])])
    expect(settled.map(({ hash, at: instant }) => [hash, instant])).toEqual([[far.hash, at(60_000)]])
    expect(engine.worldTime).toBe(at(60_000))
  })

  it('K7: world time is the last seal and what passed here since; a local clock that goes back counts as nothing', () => {
    const { engine, wait } = small()
    wait(700)
    expect(engine.worldTime).toBe(at(700))
    engine.add([], [seal(undefined, 5_000, [])])
    wait(30)
    expect(engine.worldTime).toBe(at(5_030))
    wait(-5_000)
    expect(engine.worldTime).toBe(at(5_000))
  })

  it('K7: at the host world time is its own clock', () => {
    const { engine, wait } = small({ host: true })
    wait(2_000)
    engine.add([], [seal(undefined, 500, [])])
    expect(engine.worldTime).toBe(at(2_000))
  })

  it('K7: elapsed time goes on over a restart', () => {
    const before = small()
    before.wait(50)
    before.engine.add([], [seal(undefined, 1_000, [])])
    before.wait(777)
    const { snapshot, elapsed } = { snapshot: before.engine.snapshot(), elapsed: before.engine.elapsed }
    const after = small({ start: { world: START.world, snapshot, elapsed } })
    expect(after.engine.worldTime).toBe(at(1_777))
    after.wait(3)
    expect(after.engine.worldTime).toBe(at(1_780))
  })
})

describe('K9: late arrivals', () => {
  const hold = row('ann', undefined, 10, 'toy.held', { to: 'bob', amount: 0, due: at(1_000) })

  it('K9: what arrives behind a seal with an earlier stamp stands at the seal', () => {
    const late = claim('bob', undefined, 20, 'bob')
    const { engine, verdict } = small()
    engine.add([hold], [seal(undefined, 500, [hold])])
    engine.add([late])
    expect(engine.open).toMatchObject([{ hash: late.hash, at: at(500), step: 0 }])
    expect(verdict(late)).toBe('accepted')
  })

  it('K9: backdating does not reach over a deadline that a seal has passed', () => {
    for (const [upTo, word] of [
      [999, 'accepted'],
      [1_000, 'TOY-6'],
    ] as const) {
      const { engine, verdict } = small()
      engine.add([hold], [seal(undefined, upTo, [hold])])
      const release = row('ann', hold, 20, 'toy.released', { hold: hold.hash })
      engine.add([release])
      expect(verdict(release)).toBe(word)
    }
  })

  it('K9: at the host, whose clock is ahead of its seals, a row stands at its stamp', () => {
    const { engine, wait } = small({ host: true })
    wait(2_000)
    const ann = claim('ann', undefined, 600, 'ann')
    engine.add([ann], [seal(undefined, 500, [])])
    engine.add([claim('bob', undefined, 700, 'bob')])
    expect(engine.open.map((entry) => entry.at)).toEqual([at(600), at(700)])
  })

  it('K9: a late row that two seals passed stands behind the second', () => {
    const one = seal(undefined, 500, [])
    const two = seal(one, 900, [])
    const late = claim('bob', undefined, 20, 'bob')
    const { engine } = small()
    engine.add([late], [one])
    expect(engine.open).toMatchObject([{ at: at(500) }])
    engine.add([], [two])
    expect(engine.open).toMatchObject([{ at: at(900) }])
  })
})
