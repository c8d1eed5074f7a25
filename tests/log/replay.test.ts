/** Replay by example and against the engine: the same log, the same tables, at every moment, forth and back. */
import { beforeAll, describe, expect, it } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { Engine, startOf } from '../../src/log/engine'
import { boundaryOf, Replay, type Step } from '../../src/log/replay'
import { sumOf } from '../../src/log/state'
import type { Row } from '../../src/log/types'
import { START } from '../support/randomWorld'
import { at, claim, row, seal } from '../support/smallWorld'
import { holds, toyRules } from '../support/toyRules'
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
