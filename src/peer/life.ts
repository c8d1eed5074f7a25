/**
 * From the disk to an engine: at every start, and again whenever the two have parted, because another tab sealed first or the disk
 * refused what the engine had already folded. What comes out holds exactly what is durable here.
 */
import { areas } from '../areas'
import { accounts, erased } from '../areas/accounts/tables'
import { compose } from '../areas/compose'
import { Engine, type EngineClock, type Start } from '../log/engine'
import { hostsOf, makeProver, type Prover } from '../log/proof'
import { seqOf } from '../log/order'
import { readRow, readSeal } from '../log/rows'
import type { Reading } from '../log/rows'
import type { Rules, Table } from '../log/rules'
import type { DeviceId, Genesis, Hash, Millis, Row, Seal } from '../log/types'
import type { Along, Mark, Settlement } from '../store/feeds'
import type { Loaded, Store } from '../store/store'
import { apart } from './apart'
import { beginningOf } from './beginning'
import type { FollowerClock, HostClock, Machine } from './clock'
import { slept } from './clock'
import { type Erasure, makeErasure } from './erasure'

/** The fold survives a rule that throws (K18), and nobody would notice: so a developer is told, once for each kind. */
export const THREW = 'A rule threw, which is a bug in it:'
const toldOf = new Set<string>()
const threw = (what: string, error: unknown): void => {
  if (toldOf.has(what)) return
  toldOf.add(what)
  apart(() => {
    throw new Error(`${THREW} ${what}`, { cause: error })
  })
}
export const rules: Rules = { ...compose(areas), threw }
const proofs = areas.flatMap((area) => area.proofs ?? [])

/** When the last seal took effect here, by the wall clock: from it, time goes on at the next start. */
export interface SealedAt {
  readonly seal: number
  readonly at: Millis
}
export const SEALED_AT = 'clock.sealedAt'
/** On the disk: what is kept as final may be what this build alone came to (K18). */
export const DIVERGED = 'diverged'

/** The engine and what must stay in step with it. */
export interface Life {
  readonly engine: Engine
  readonly prover: Prover
  readonly erasure: Erasure
  /** Seals that took effect and are not on the disk as such yet. */
  settlements: Settlement[]
  /** Seals that are on the disk, folded anew, where what is kept of them there may be wrong. */
  again: Settlement[] | undefined
  /** What is kept with the next of them or not at all. */
  along: Along | undefined
  /** Rows that were cut, and not kept as such yet. */
  cut: Row[]
  /** Final rows without effect, as far as this run folded them. */
  readonly voids: Set<Hash>
  /** Proven seals that could not take effect yet, by the seal before them. */
  readonly held: Map<Hash, Seal>
  /** A seal has come that is another one than that of its number, and it is not known where they part (K12). */
  hasOtherPast: boolean
  /** How far held seals cover each feed. */
  readonly promised: Map<DeviceId, number>
  /** Rows of others that held seals are about to cover: written once, where the seal puts them, and told of then. */
  readonly coming: Map<Hash, Row>
  /** Keys that `put` touched since they were last taken. */
  readonly changed: Map<Table<unknown>, Set<string>>
  /** Up to where the disk was read. */
  mark: Mark
}

export interface Reviving {
  readonly store: Store
  readonly loaded: Loaded
  readonly clock: HostClock | FollowerClock
  /** Devices whose keys are here. */
  readonly own: readonly DeviceId[]
  readonly time: Machine
  /** By which everything is judged. */
  readonly by: Rules
}

export async function revive({ store, loaded, clock, own, time, by }: Reviving): Promise<Life> {
  const genesis = JSON.parse(loaded.genesis) as Genesis
  const snapshot = loaded.snapshot ?? (await beginningOf(store, genesis)).snapshot
  const forks = loaded.forks.flatMap((text) => okay(readRow(text)))
  const rows = [...loaded.rows.flatMap((text) => okay(readRow(text))), ...forks]
  const seals = loaded.seals.flatMap((text) => okay(readSeal(text)))
  const others = loaded.otherSeals.flatMap((text) => okay(readSeal(text)))
  const kept = seals.at(-1)?.body.number ?? snapshot.last.number
  const passed = await passedAround(store, others)
  const sealedAt = loaded.meta.get(SEALED_AT) as SealedAt | undefined
  // The seals behind the snapshot take effect anew while loading, as long ago as the last of them did at first.
  let ago = sealedAt?.seal === kept ? slept(sealedAt.at, time) : 0
  const ticking: EngineClock = { local: () => clock.local() - ago, ...('host' in clock ? { host: () => clock.host() } : {}) }
  const start: Start = { world: store.world, snapshot, elapsed: 0, passed, own }
  const engine = new Engine(by, start, ticking)
  const prover = makeProver({ world: store.world, host: hostsOf(genesis), proofs })
  const life: Life = {
    engine,
    prover,
    erasure: makeErasure(engine, store, genesis.base?.hash),
    settlements: [],
    again: loaded.meta.has(DIVERGED) ? [] : undefined,
    along: undefined,
    cut: [],
    voids: new Set(),
    held: new Map(),
    hasOtherPast: false,
    promised: new Map(),
    coming: new Map(),
    changed: new Map(),
    mark: loaded.mark,
  }
  // Whatever a snapshot says is final.
  life.erasure.note(new Map<Table<unknown>, Set<string>>([everyKey(engine, erased), everyKey(engine, accounts)]))
  life.erasure.sealed()
  engine.onSettled = (seal, settled) => {
    if (seal.body.number > kept) life.settlements.push({ seal, settled })
    else life.again?.push({ seal, settled })
    for (const { hash, verdict } of settled) if (verdict) life.voids.add(hash)
    gather(life)
    life.erasure.sealed()
  }
  engine.onCut = (rows) => life.cut.push(...rows)
  // What was cut before the snapshot the engine has nothing to say of; a page that was killed may not have noted it.
  life.cut.push(...forks.filter(({ body }) => body.seq <= seqOf(engine.head(body.device))))
  engine.add(rows, seals, await prover.unfounded(rows))
  ago = 0
  engine.add([], others)
  prover.settled(engine.heads.values())
  prover.trust(rows)
  hold(life, others)
  return life
}

const everyKey = <State>(engine: Engine, of: Table<State>): [Table<unknown>, Set<string>] => [of, new Set(engine.rowsOf(of).keys())]

/** Takes what `put` has touched; what was gathered before and not shown yet stays among it. */
export function gather({ engine, erasure, changed }: Life): void {
  const news = engine.takeChanged()
  erasure.note(news)
  for (const [table, keys] of news) {
    const known = changed.get(table)
    if (known) for (const key of keys) known.add(key)
    else changed.set(table, keys)
  }
}

/** Rows that were kept aside because of their stamp come in once their time has come (K7). @returns whether there were any */
export function letIn({ engine }: Life): boolean {
  if (engine.asideCount === 0) return false
  engine.check()
  return true
}

/** Notes proven seals that still wait for their turn, and forgets those whose turn has come. */
export function hold({ engine, prover, held, promised }: Life, seals: readonly Seal[]): void {
  for (const seal of seals) {
    if (seal.body.number <= engine.last.number) continue
    held.set(seal.body.prevSeal, seal)
    for (const { device, seq } of seal.body.heads) promised.set(device, Math.max(seq, promised.get(device) ?? 0))
    prover.expect(seal.body.heads)
  }
  for (const [before, seal] of held) if (seal.body.number <= engine.last.number) held.delete(before)
  if (held.size === 0) promised.clear()
}

/** The seals in effect around others, against which it can be told that the host spoke twice. */
async function passedAround(store: Store, others: readonly Seal[]): Promise<[number, Hash][]> {
  if (others.length === 0) return []
  const numbers = others.flatMap(({ body }) => [body.number - 1, body.number])
  return [[0, store.world], ...(await store.sealsAt(numbers))]
}

/** Keys whose rows differ between two engines: what a screen must be told when one takes the place of the other. */
export function differences(before: Engine, after: Engine): Map<Table<unknown>, Set<string>> {
  const changed = before.takeChanged()
  for (const table of rules.tables as readonly Table<object>[]) {
    const [old, now] = [before.rowsOf(table), after.rowsOf(table)]
    const keys = new Set(changed.get(table))
    for (const [key, row] of old) if (JSON.stringify(row) !== JSON.stringify(now.get(key))) keys.add(key)
    for (const key of now.keys()) if (!old.has(key)) keys.add(key)
    if (keys.size > 0) changed.set(table, keys)
  }
  return changed
}

export const okay = <T>(reading: Reading<T>): T[] => (reading.ok ? [reading.value] : [])
