/**
 * The kernel with the real rules, in Node, in a process of its own. Prints its lines as JSON. It is built before it runs, because a
 * test runner's way of loading modules makes every call from one file to another slower than what ships.
 */
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { placeHold, holds } from '../../src/areas/ledger/holds'
import { post } from '../../src/areas/ledger/postings'
import { hashOf } from '../../src/kit/bytes'
import { days } from '../../src/kit/time'
import { Engine, type Start, startOf } from '../../src/log/engine'
import { Fold } from '../../src/log/fold'
import { Replay, type Step } from '../../src/log/replay'
import { makeSeal, worldId, writeSeal } from '../../src/log/rows'
import type { Event, Rules } from '../../src/log/rules'
import { sumOf } from '../../src/log/state'
import type { Row, Snapshot } from '../../src/log/types'
import { compare, without } from '../../src/peer/fates'
import { TIMERS_AT_ONCE } from '../../src/peer/hostTime'
import { runCrowd } from '../support/crowd'
import { makeDice } from '../support/network'
import { makeWorld, type World } from '../support/worlds'
import { type Measured, medianOf } from './table'

const RUNS = 5
const SCRUBS = 15
const MERGES = 15

/**
 * Median time of a piece of work in ms; `prepare` is not counted. What the run before has left is cleared before that, and not between
 * the two: clearing throws compiled code away, and nobody who has just folded the rows before has none.
 */
function time<T>(prepare: () => T, work: (prepared: T) => void, runs = RUNS): number {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    globalThis.gc?.()
    const prepared = prepare()
    const began = performance.now()
    work(prepared)
    times.push(performance.now() - began)
  }
  return medianOf(times)
}

function assert(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the bench itself is wrong: ${what}`)
}

/** State with its undo log, timers that fire when due, and nothing of delivery or seals. */
function fold({ genesis, rows }: World): Measured[] {
  const { snapshot } = startOf(genesis)
  const fresh = (rules: Rules) => new Fold(rules, snapshot.tables, snapshot.last)
  const events = () => rows.map(({ hash, body }): Event => ({ id: hash, body }))
  const whole = ({ fold, log }: { readonly fold: Fold; readonly log: readonly Event[] }) => {
    let accepted = 0
    for (const event of log) {
      fold.fire(event.body.stamp)
      if (fold.judge(event, event.body.stamp).verdict === null) accepted++
    }
    assert(accepted === rows.length, 'an act was refused')
  }
  const first = time(() => ({ fold: fresh(compose(areas)), log: events() }), whole)
  const rules = compose(areas)
  const log = events()
  whole({ fold: fresh(rules), log })
  const again = time(() => ({ fold: fresh(rules), log }), whole)
  const common = { unit: 'events/s', bar: 300_000, moonshot: 1_000_000, runs: RUNS } as const
  const rate = (ms: number) => (rows.length / ms) * 1000
  const note = "the shape of every act is looked at too, which happens once in a row's life"
  return [
    { what: 'fold with undo log and real rules, first time', measured: rate(first), ...common, note },
    { what: 'the same again, as behind a late row', measured: rate(again), ...common },
  ]
}

/** Any moment of the world, and what would have been; both by playing its final log again. */
function replay({ genesis, rows }: World): Measured[] {
  const rules = compose(areas)
  const { snapshot } = startOf(genesis)
  const steps = rows.map(({ hash, body }): Step => ({ kind: 'act', id: hash, at: body.stamp, body }))
  // What if somebody had not topped up? Whatever they spent then is refused, and what others did with it.
  const dropped = rows.findIndex(({ body }, i) => i > rows.length / 10 && body.type === 'ledger.toppedUp')
  const edited = steps.toSpliced(dropped, 1)
  const whatIf = time(
    () => new Replay(rules, snapshot, edited),
    (replay) => {
      replay.seek(edited.length)
      assert(replay.position === edited.length, 'the edited world was not played to its end')
    },
  )

  const played = new Replay(rules, snapshot, steps)
  played.seek(steps.length)

  const dice = makeDice(1)
  const moments = Array.from({ length: SCRUBS }, () => genesis.begins + dice.int(played.end - genesis.begins))
  const times = moments.map((moment) => {
    const began = performance.now()
    played.seekTime(moment)
    return performance.now() - began
  })
  return [
    {
      what: 'scrub to any moment of 100,000 events',
      unit: 'ms',
      measured: medianOf(times),
      bar: 100,
      moonshot: 16,
      runs: SCRUBS,
      note: `from one random moment to another, a third of the log apart on average; the slowest took ${Math.max(...times).toFixed(0)} ms`,
    },
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

/** Whose fate would be another: a crowd and its desk, played again under another number. This world's own play is there already, as in an open lab. */
function policyLab(): Measured {
  const rules = compose(areas)
  const { start, steps: all } = runCrowd({ days: 800 })
  const steps = all.slice(0, 100_000)
  assert(steps.length === 100_000, 'the crowd has not done enough')
  const as = new Replay(rules, start, steps)
  as.seek(steps.length)
  const parameters = { 'reports.often': 2 }
  let fates = 0
  const measured = time(
    () => without(steps, parameters),
    (kept) => {
      const other = new Replay(rules, start, kept, parameters)
      other.seek(kept.length)
      fates = compare(as, steps, other, kept).fates.length
    },
  )
  assert(fates > 10, 'nobody has another fate')
  const note = `${fates} people of 1,212 would stand otherwise; the lab plays in slices of 8 ms, so the page goes on meanwhile`
  return { what: 'policy lab: an answer over 100,000 events', unit: 'ms', measured, bar: 1_000, moonshot: 300, runs: RUNS, note }
}

/** A host that wakes after a year: 10,000 holds of 1,000 accounts are due, each at its own instant, and are sealed as the app does it. */
function catchUp({ genesis, people }: World): Measured {
  const rules = compose(areas)
  const { id: world, snapshot } = { id: worldId(genesis), ...startOf(genesis) }
  const fold = new Fold(rules, snapshot.tables, snapshot.last)
  const dice = makeDice(2)
  fold.tools.now = genesis.begins
  for (const { account, device } of people) {
    post(fold.tools, { id: device.id }, [
      { from: '@world', to: account, amount: TIMERS * 100, currency: 'EUR', kind: 'top-up', clause: 'PAYM-1' },
    ])
  }
  for (let i = 0; i < TIMERS; i++) {
    const payer = (people[i % people.length] as World['people'][number]).account
    const due = genesis.begins + 1 + dice.int(YEAR - 1)
    placeHold(fold.tools, { id: hashOf(`hold ${i}`), by: payer }, hashOf(`hold ${i}`), {
      payer,
      amount: 100,
      currency: 'EUR',
      clause: 'PPV-1',
      due,
    })
  }
  const tables = fold.state.tables.map(({ id, name }) => [name, [...(fold.state.maps[id] as Map<string, object>)]] as const)
  const start: Start = { world, snapshot: { ...snapshot, tables, last: { ...snapshot.last, sum: sumOf(tables) } } }
  const end = genesis.begins + YEAR
  const measured = time(
    () => new Engine(rules, start, { local: () => end, host: () => end }),
    (engine) => {
      for (let upTo = genesis.begins; upTo < end; ) {
        const dues = engine.dues(end)
        upTo = dues.length > TIMERS_AT_ONCE ? (dues[TIMERS_AT_ONCE - 1] as number) : end
        const body = engine.propose(upTo, { jump: 'caught up' })
        engine.add([], [makeSeal(writeSeal(body), body)])
      }
      const left = [...engine.rowsOf(holds).values()].filter(({ state }) => state === 'open').length
      assert(engine.last.upTo === end && left === 0 && engine.alarms.length === 0, 'a hold was not given back')
    },
  )
  const note = 'each gives money back to its payer, and is folded twice: for the seal, and when it takes effect'
  return { what: 'a year caught up, with 10,000 timers due', unit: 'ms', measured, bar: 1_000, moonshot: 300, runs: RUNS, note }
}
const TIMERS = 10_000
const YEAR = days(365)

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
    MERGES,
  )
  return { what: '1,000 late events merged over the last 5,000', unit: 'ms', measured, bar: 25, moonshot: 10, runs: MERGES }
}

const world = await makeWorld({ events: 100_000, accounts: 1_000, signed: false, sealEvery: 0 })
const lines = [...fold(world), ...replay(world), policyLab(), await lateMerge(), year(world), catchUp(world)]
console.log(JSON.stringify(lines))
