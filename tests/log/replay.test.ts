/** Replay by example and against the engine: the same log, the same tables, at every moment, forth and back. */
import { beforeAll, describe, expect, it } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { Engine, startOf } from '../../src/log/engine'
import { boundaryOf, Replay, type Step } from '../../src/log/replay'
import { sumOf, worldTable } from '../../src/log/state'
import type { Row, Seal, Verdict } from '../../src/log/types'
import { START } from '../support/randomWorld'
import { at, claim, row, seal, small, wordOf } from '../support/smallWorld'
import { balances, handles, holds, toyRules } from '../support/toyRules'
import { makeWorld, type World } from '../support/worlds'

const rules = compose(areas)
const sum = (replay: Replay): string =>
  sumOf(replay.state.tables.map((each) => [each.name, replay.state.maps[each.id] as Map<string, object>]))

let world: World
let steps: Step[]
beforeAll(async () => {
  world = await makeWorld({ events: 2_000, seed: 7, signed: false })
  const rows = new Map<string, Row>(world.rows.map((row) => [row.hash, row]))
  steps = world.settlements.flatMap(({ seal, settled }): Step[] => [
    ...settled.map(({ hash, at }): Step => ({ kind: 'act', id: hash, at, body: (rows.get(hash) as Row).body })),
    boundaryOf(seal),
  ])
})
const replayOf = (parameters?: Record<string, number | string>) => new Replay(rules, startOf(world.genesis).snapshot, steps, parameters)

describe('replay', () => {
  it('stands at every seal as the host stood there', () => {
    const replay = replayOf()
    for (const [i, step] of steps.entries()) {
      if (step.kind !== 'seal') continue
      replay.seek(i + 1)
      expect([step.number, sum(replay)]).toEqual([step.number, world.seals[step.number - 1]?.body.sum])
    }
    expect(replay.verdictAt(0)).toBeNull()
  })

  it('is the same at a moment whether it came from before or from behind', () => {
    const replay = replayOf()
    const moments = [0.1, 0.5, 0.9].map((part) => Math.floor(world.genesis.begins + (replay.end - world.genesis.begins) * part))
    const seen = (moment: number) => {
      replay.seekTime(moment)
      return sum(replay)
    }
    const forth = moments.map(seen)
    const back = moments.toReversed().map(seen).toReversed()
    expect(back).toEqual(forth)
    expect(new Set(forth).size).toBe(3)
    replay.seek(0)
    expect(sum(replay)).toBe(startOf(world.genesis).snapshot.last.sum)
  })

  it('gives every act the verdict that the engine gave', () => {
    const settled = new Map<string, unknown>()
    const engine = new Engine(rules, startOf(world.genesis), { local: () => 0 })
    engine.onSettled = (_, more) => more.forEach((each) => settled.set(each.hash, each.verdict))
    engine.add(world.rows, world.seals)
    const replay = replayOf()
    replay.seek(steps.length)
    for (const [i, step] of steps.entries()) if (step.kind === 'act') expect(replay.verdictAt(i)).toEqual(settled.get(step.id))
  })

  it('what if a number were another: only what rests on it changes', () => {
    const free = replayOf({ 'ledger.commission': 0 })
    free.seek(steps.length)
    expect(sum(free)).not.toBe(world.seals.at(-1)?.body.sum)
  })

  it('what if a number that came after the world was founded were another: it is another', () => {
    const { 'ledger.commission': _, ...parameters } = world.genesis.parameters
    const { snapshot } = startOf({ ...world.genesis, parameters })
    const commission = (supposed?: Record<string, number | string>) =>
      new Replay(rules, snapshot, [], supposed).tools.parameter('ledger.commission')
    expect(commission()).toBe(rules.usual?.['ledger.commission'])
    expect(commission({ 'ledger.commission': 0 })).toBe(0)
  })

  it('what if an act had not been: what rests on it is refused', () => {
    const without = steps.findIndex((step) => step.kind === 'act' && step.body.type === 'accounts.created')
    const replay = new Replay(rules, startOf(world.genesis).snapshot, steps.toSpliced(without, 1))
    replay.seek(steps.length - 1)
    expect(replay.verdictAt(without)).toMatchObject({ why: 'refused' })
  })

  it('K18: a timer that the host quarantined never fires, not before an act of the same seal either', () => {
    const minted = row('host', undefined, 10, 'toy.minted', { to: 'ann', amount: 100 })
    const held = row('ann', undefined, 20, 'toy.held', { to: 'bob', amount: 50, due: at(500) })
    const claimed = claim('bob', undefined, 550, 'bob')
    const end = boundaryOf(seal(undefined, 600, [], { quarantinedTimers: [`${at(500)}/hold/${held.hash}`] }))
    const acts = [minted, held, claimed].map(({ hash, body }): Step => ({ kind: 'act', id: hash, at: body.stamp, body }))
    const replay = new Replay(toyRules(), START.snapshot, [...acts, end])
    for (const position of [3, 4]) {
      replay.seek(position)
      expect(replay.read(holds, held.hash)).toMatchObject({ state: 'held', ends: 0 })
    }
    replay.seekTime(at(520))
    expect(replay.read(holds, held.hash)).toMatchObject({ state: 'held', ends: 0 })
    const fired = new Replay(toyRules(), START.snapshot, [...acts, { ...end, quarantinedTimers: [] }])
    fired.seek(3)
    expect(fired.read(holds, held.hash)).toMatchObject({ state: 'expired', ends: 1 })
  })
})

describe('replay of a few acts', () => {
  const minted = row('host', undefined, 10, 'toy.minted', { to: 'ann', amount: 100 })
  const held = row('ann', undefined, 20, 'toy.held', { to: 'bob', amount: 50, due: at(500) })
  const timer = `${at(500)}/hold/${held.hash}`
  const taken = claim('bob', undefined, 900, 'name')
  const stepOf = ({ hash, body }: Row) => ({ kind: 'act', id: hash, at: body.stamp, body }) as const
  const few = (...story: (Row | Seal)[]) =>
    new Replay(
      toyRules(),
      START.snapshot,
      story.map((each) => ('heads' in each.body ? boundaryOf(each as Seal) : stepOf(each as Row))),
    )

  it('shows what is due at a moment as done, and as not done a millisecond before', () => {
    const replay = few(minted, held, taken)
    const shown = (ms: number) => {
      replay.seekTime(at(ms))
      const hold = replay.read(holds, held.hash)
      return [replay.position, replay.now - at(0), replay.tools.now - at(0), hold?.state, hold?.ends]
    }
    expect(shown(19)).toEqual([1, 19, 19, undefined, undefined])
    expect(shown(499)).toEqual([2, 499, 499, 'held', 0])
    expect(shown(500)).toEqual([2, 500, 500, 'expired', 1])
    expect(shown(5_000)).toEqual([3, 5_000, 5_000, 'expired', 1])
    expect(shown(500)).toEqual([2, 500, 500, 'expired', 1])
    expect(shown(20)).toEqual([2, 20, 20, 'held', 0])
    expect(shown(-5), 'nothing was before the world').toEqual([0, 0, 0, undefined, undefined])
  })

  it('stands at the time of the last act that is played, and knows no verdict of those ahead', () => {
    const replay = few(minted, held, taken)
    const stand = () => [replay.now - at(0), replay.tools.now - at(0), ...[0, 1, 2].map((step) => replay.verdictAt(step))]
    expect(stand()).toEqual([0, 0, undefined, undefined, undefined])
    replay.seek(9)
    expect(stand()).toEqual([900, 900, null, null, null])
    replay.seek(1)
    expect(stand()).toEqual([10, 10, null, undefined, undefined])
    replay.seek(0)
    expect(stand()).toEqual([0, 0, undefined, undefined, undefined])
    expect(replay.read(balances, '@minted')).toBeUndefined()
    expect([replay.end, few().end]).toEqual([at(900), at(0)])
  })

  it('what was void for a reason of the log itself is void here, and no rule is asked', () => {
    const fork = { why: 'fork', clauses: [] } as const
    const replay = new Replay(toyRules(), START.snapshot, [{ ...stepOf(taken), outside: fork }])
    replay.seek(1)
    expect(replay.verdictAt(0)).toEqual(fork)
    expect(replay.read(handles, 'name')).toBeUndefined()
  })

  it('the version and the numbers in force are those of the last seal before, forth and back', () => {
    const set = row('host', minted, 30, 'toy.feeSet', { fee: 50 })
    const one = seal(undefined, 100, [], { version: 2 })
    const replay = few(minted, set, one, taken, seal(one, 1_000, [], { version: 2 }))
    const boosted = { id: held.hash, body: row('ann', undefined, 0, 'toy.boosted').body }
    const inForce = (position: number) => {
      replay.seek(position)
      return [replay.tools.parameter('fee'), wordOf(replay.try(boosted))]
    }
    for (const position of [0, 2, 3, 4, 5, 4, 3, 2, 5, 1, 0])
      expect(inForce(position), `${position}`).toEqual(position < 3 ? [10, 'unknown type'] : [50, 'accepted'])
  })

  it('what if a number were another: it stands among the numbers and nowhere else', () => {
    const replay = new Replay(toyRules(), START.snapshot, [], { fee: 0 })
    expect(replay.tools.parameter('fee')).toBe(0)
    expect(replay.read(worldTable, 'fee')).toBeUndefined()
  })

  it('an act can be asked about at a moment, and leaves no trace', () => {
    const replay = few(minted, held, taken)
    const release = row('ann', held, 0, 'toy.released', { hold: held.hash })
    const asked = (ms: number) => {
      replay.seekTime(at(ms))
      const before = sum(replay)
      const word = wordOf(replay.try({ id: release.hash, body: release.body }))
      expect(sum(replay)).toBe(before)
      return word
    }
    expect([499, 500].map(asked)).toEqual(['accepted', 'TOY-6'])
  })

  it('an act that never was stands at the moment that is shown, and what lies ahead is played behind it', () => {
    const replay = few(minted, held, taken)
    const end = () => {
      replay.seekTime(replay.end)
      return [replay.position, replay.read(handles, 'name')?.by, wordOf(replay.verdictAt(replay.position - 1) as Verdict)]
    }
    replay.seekTime(at(520))
    expect(replay.insert(stepOf(claim('ann', held, 0, 'name')))).toBeNull()
    expect([replay.position, replay.now, replay.read(holds, held.hash)?.state]).toEqual([3, at(520), 'expired'])
    expect(end()).toEqual([4, 'ann', 'TOY-9'])
    replay.seekTime(at(519))
    expect(replay.read(handles, 'name')).toBeUndefined()
    replay.seekTime(at(520))
    expect(replay.read(handles, 'name')).toEqual({ by: 'ann' })
    expect(wordOf(replay.insert(stepOf(claim('cid', undefined, 0, 'name'))))).toBe('TOY-9')
    replay.remove(2)
    expect([replay.position, replay.now, replay.read(holds, held.hash)?.state]).toEqual([2, at(520), 'expired'])
    expect(replay.read(handles, 'name')).toBeUndefined()
    expect(end()).toEqual([3, 'bob', 'accepted'])
  })

  it('K18: a timer that the host quarantined stays so where acts are put in and taken away before its seal', () => {
    const second = row('ann', held, 25, 'toy.held', { to: 'bob', amount: 50, due: at(700) })
    const one = seal(undefined, 600, [], { quarantinedTimers: [timer] })
    const two = seal(one, 1_000, [], { quarantinedTimers: [`${at(700)}/hold/${second.hash}`] })
    const replay = few(minted, held, second, one, taken, two)
    const states = () => [held, second].map(({ hash }) => replay.read(holds, hash)?.state)
    replay.seekTime(at(550))
    expect(states()).toEqual(['held', 'held'])
    replay.insert(stepOf(claim('cid', undefined, 0, 'cid')))
    expect(states()).toEqual(['held', 'held'])
    for (const position of [4, 5, 6, 7]) {
      replay.seek(position)
      expect(states(), `${position}`).toEqual(['held', 'held'])
    }
    replay.seekTime(at(550))
    replay.remove(1)
    expect(states()).toEqual(['held', 'held'])
    for (const position of [3, 4, 5, 6]) {
      replay.seek(position)
      expect(states(), `${position}`).toEqual(['held', 'held'])
    }
  })

  it('K18: so does one that was set before the story begins', () => {
    const { engine } = small()
    engine.add([minted, held], [seal(undefined, 100, [minted, held])])
    const end = boundaryOf(seal(undefined, 1_000, [], { quarantinedTimers: [timer] }))
    const replay = new Replay(toyRules(), engine.snapshot(), [stepOf(taken), end])
    expect(replay.now).toBe(at(100))
    for (const position of [1, 2]) {
      replay.seek(position)
      expect(replay.read(holds, held.hash)?.state).toBe('held')
    }
  })
})
