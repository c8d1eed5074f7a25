/**
 * The kernel with the real rules, in Node, in a process of its own. Prints its lines as JSON. It is built before it runs, because a
 * test runner's way of loading modules makes every call from one file to another slower than what ships.
 */
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { Engine, type Start, startOf } from '../../src/log/engine'
import type { Rules, Tools } from '../../src/log/rules'
import { dueTable, parameterTable, State, timerId } from '../../src/log/state'
import type { Row, Snapshot } from '../../src/log/types'
import { makeWorld, type World } from '../support/worlds'
import { type Measured, medianOf } from './table'

const RUNS = 5

/** What an act finds when it is folded: state with its undo log, timers that fire when due, and nothing of delivery or seals. */
class Fold {
  private readonly state: State
  private readonly tools: Tools & { now: number }
  accepted = 0

  constructor(
    private readonly rules: Rules,
    snapshot: Snapshot,
  ) {
    const state = new State(rules.tables)
    for (const [name, rows] of snapshot.tables) state.load(name, rows)
    this.state = state
    const tools: Tools & { now: number } = {
      now: 0,
      get: (from, key) => state.get(from.id, key) as never,
      put: (to, key, row) => state.put(to.id, key, row as object | undefined),
      later(due, area, key) {
        const timer = { due, area, key }
        state.put(dueTable.id, timerId(timer), timer)
      },
      parameter: (name) => (state.get(parameterTable.id, name) as { value: number | string }).value,
      setParameter: (name, value) => state.put(parameterTable.id, name, { value, before: value, behind: 0 }),
    }
    this.tools = tools
  }

  add(rows: readonly Row[]): void {
    const { rules, state, tools } = this
    for (const { hash, body } of rows) {
      for (let timer = state.nextTimer(body.stamp); timer; timer = state.nextTimer(body.stamp)) {
        state.put(dueTable.id, timerId(timer), undefined)
        tools.now = timer.due
        rules.timers[timer.area]?.(tools, timer.key)
      }
      tools.now = body.stamp
      if (rules.judge(tools, { id: hash, body }) === null) this.accepted++
    }
  }

  undo(): void {
    this.state.undoTo(0)
  }
}

/** Median time of a piece of work in ms; `prepare` is not counted. */
function time<T>(prepare: () => T, work: (prepared: T) => void): number {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const prepared = prepare()
    globalThis.gc?.()
    const began = performance.now()
    work(prepared)
    times.push(performance.now() - began)
  }
  return medianOf(times)
}

function assert(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the bench itself is wrong: ${what}`)
}

function fold(world: World): Measured[] {
  const { rows } = world
  const { snapshot } = startOf(world.genesis)
  const events = (ms: number) => (rows.length / ms) * 1000
  const whole = (one: Fold) => {
    one.add(rows)
    assert(one.accepted === rows.length, 'an act was refused')
  }
  const first = time(() => new Fold(compose(areas), snapshot), whole)
  const rules = compose(areas)
  whole(new Fold(rules, snapshot))
  const again = time(() => new Fold(rules, snapshot), whole)

  // What if somebody had never topped up? Whatever they spent then is refused, and what others did with it.
  const dropped = rows.findIndex(({ body }, i) => i > rows.length / 10 && body.type === 'ledger.toppedUp')
  const edited = rows.toSpliced(dropped, 1)
  const whatIf = time(
    () => new Fold(rules, snapshot),
    (one) => {
      one.add(edited)
      assert(one.accepted <= edited.length && one.accepted > edited.length / 2, 'the edited world did not fold')
    },
  )
  const unit = 'events/s'
  const ofFold = { unit, bar: 300_000, moonshot: 1_000_000, runs: RUNS } as const
  return [
    {
      what: 'fold with undo log and real rules, first time',
      measured: events(first),
      ...ofFold,
      note: 'the shape of every act is checked too',
    },
    { what: 'the same again, as after a late row', measured: events(again), ...ofFold },
    { what: 'what-if over 100,000 events', unit: 'ms', measured: whatIf, bar: 1_000, moonshot: 300, runs: RUNS },
  ]
}

function year({ genesis, rows, now }: World): Measured {
  const measured = time(
    () => new Engine(compose(areas), startOf(genesis), { local: () => now, host: () => now }),
    (engine) => {
      engine.add(rows)
      assert(engine.open.length === rows.length, 'a row was not delivered')
    },
  )
  return { what: 'a year of 1,000 accounts (100,000 events, one batch)', unit: 'ms', measured, bar: 5_000, moonshot: 500, runs: RUNS }
}

/** 20,000 sealed events, 5,000 pending ones, and 1,000 more from devices that were away, all stamped among those. */
async function lateMerge(): Promise<Measured> {
  const { id, snapshot, rows, now } = await makeWorld({ events: 26_000, accounts: 260, open: 6_000, signed: false, seen: false })
  const pending = rows.slice(-6_000)
  const late = new Set<Row>()
  for (const device of new Set(pending.map(({ body }) => body.device))) {
    const own = pending.filter(({ body }) => body.device === device)
    for (const row of own.slice(Math.max(0, own.length - (1_000 - late.size)))) late.add(row)
  }
  assert(late.size === 1_000, 'there are not 1,000 late rows')
  const start: Start = { world: id, snapshot: snapshot as Snapshot }
  const onTime = pending.filter((row) => !late.has(row))
  const rules = compose(areas)
  const measured = time(
    () => {
      const engine = new Engine(rules, start, { local: () => now, host: () => now })
      engine.add(onTime)
      assert(engine.open.length === 5_000, 'the window is not 5,000')
      return engine
    },
    (engine) => {
      engine.add([...late])
      assert(engine.open.length === 6_000, 'a late row was not delivered')
    },
  )
  return { what: '1,000 late events merged over the last 5,000', unit: 'ms', measured, bar: 25, moonshot: 10, runs: RUNS }
}

const world = await makeWorld({ events: 100_000, accounts: 1_000, signed: false, sealEvery: 0 })
const lines = [...fold(world), await lateMerge(), year(world)]
console.log(JSON.stringify(lines))
