/**
 * The fold: world = fold(rules, log), kept up to date as rows and seals arrive in any order.
 *
 * What seals cover is final and never folded again. The pending rest stands on top of it and is taken back and folded
 * again from the first place where the order changed. Two devices that hold the same rows and seals hold the same state.
 */
import type { Base } from './base'
import { Fold, type Thrown } from './fold'
import { type Entry, OpenWindow, type Sealed, seqOf } from './order'
import type { Rules, Table, Tools } from './rules'
import { type Check, checkSeal, coverable, type Heads } from './seals'
import { dueTable, parameterTable, type State, sumOf, worldTable } from './state'
import type {
  Body,
  Data,
  DeviceId,
  Genesis,
  Hash,
  KeptSnapshot,
  Last,
  Millis,
  Ref,
  Row,
  Seal,
  SealBody,
  Settled,
  Snapshot,
  Verdict,
} from './types'
import { worldId } from './rows'

/** Where the engine takes time from. Nobody's wall clock but the host's counts (K7). */
export interface EngineClock {
  /** Milliseconds that pass on this device; where they count from does not matter. */
  local(): Millis
  /** Only at the host: world time. */
  host?(): Millis
}

export interface Start {
  readonly world: string
  readonly snapshot: KeptSnapshot
  /** Milliseconds since the last seal took effect here, when a run is taken up again. */
  readonly elapsed?: Millis
  /** Hashes of earlier seals in effect, by number: only against these can it be told that the host spoke twice. */
  readonly passed?: Iterable<readonly [number, Hash]>
  /** Devices whose keys are here: what they signed was let in when they signed it, and stays in after a restart (K7). */
  readonly own?: Iterable<DeviceId>
}

export interface Beginning extends Start {
  readonly snapshot: Snapshot
}
/**
 * A world at its very beginning: seal number 0 is the genesis. A copy (K21) begins with all that its parent had come to; of heads and
 * stops nothing is left, since its rows name another world and every feed begins anew.
 */
export function startOf(genesis: Genesis, base?: Base): Beginning {
  if (genesis.base && !base) throw new Error('this world begins where another one stood, and that is not here')
  const world = worldId(genesis)
  const parameters = Object.entries(genesis.parameters).map(([name, value]) => [name, { value, before: value, behind: -1 }] as const)
  const facts = { world, host: genesis.host, root: genesis.root, begins: genesis.begins }
  const said = [[parameterTable.name, parameters] as const, [worldTable.name, [['genesis', facts] as const]] as const]
  const tables: Snapshot['tables'] = genesis.base && base ? [...base.tables, ...said] : said
  const last = { term: 1, number: 0, hash: world, upTo: genesis.begins, version: genesis.version, sum: sumOf(tables) }
  return { world, snapshot: { last, heads: [], stopped: [], tables } }
}

/** Why this build must not write (K18): it is older than the world's rules, or it disagrees with the host. */
export type Unfit = 'outdated' | 'diverged' | undefined

export class Engine implements Sealed {
  readonly world: string
  last: Last
  /** What is sealed of every feed. */
  heads: Map<DeviceId, Ref>
  stopped: Set<DeviceId>
  /** Seals that the host signed twice under one number: proof against it. While there are any, finality waits for a person to choose (K12). */
  readonly rivals = new Map<Hash, Seal>()
  readonly alarms: string[] = []
  /** Seals without effect, kept as proof against the host that signed them. */
  readonly malformed = new Map<Hash, Seal>()
  onSettled: ((seal: Seal, settled: readonly Settled[]) => void) | undefined
  /** Told of rows that are void for good without being covered: on another branch than the sealed one, or behind a stop (K5). */
  onCut: ((rows: readonly Row[]) => void) | undefined

  private readonly fold: Fold
  private readonly state: State
  private readonly window: OpenWindow
  private folded: Entry[] = []
  private seals = new Map<Hash, Seal>()
  /** The seals in effect that this run knows of, by number. */
  private readonly passed = new Map<number, Hash>()
  private awaited = new Map<Hash, Hash>()
  private sealedAt: Millis
  private tickMark = -1
  private judged = new Set<Hash>()
  /** Timers that threw since the last seal, by the journal's mark behind them. */
  private readonly unfounded = new Set<Hash>()
  private thrown: Thrown[] = []

  constructor(
    private readonly rules: Rules,
    start: Start,
    private readonly clock: EngineClock,
  ) {
    this.world = start.world
    this.last = start.snapshot.last
    for (const [number, hash] of start.passed ?? []) this.passed.set(number, hash)
    this.passed.set(this.last.number, this.last.hash)
    this.heads = new Map(start.snapshot.heads.map((head) => [head.device, head]))
    this.stopped = new Set(start.snapshot.stopped)
    this.fold = new Fold(rules, start.snapshot.tables, this.last)
    this.state = this.fold.state
    this.sealedAt = clock.local() - (start.elapsed ?? 0)
    this.window = new OpenWindow(this, new Set(start.own))
  }

  // ---- time (K7)

  get worldTime(): Millis {
    return Math.floor(this.clock.host?.() ?? this.last.upTo + Math.max(0, this.clock.local() - this.sealedAt))
  }
  get elapsed(): Millis {
    return this.clock.local() - this.sealedAt
  }

  // ---- intake: any order, any number of times

  /**
   * @param unfounded rows whose data proof failed (see `proof.ts`): they keep their slot and are void
   * @param worldTime where the clock is about to be
   */
  add(rows: readonly Row[], seals: readonly Seal[] = [], unfounded: readonly Hash[] = [], worldTime?: Millis): void {
    this.untick()
    for (const hash of unfounded) this.unfounded.add(hash)
    for (const row of rows) if (row.body.world === this.world) this.window.insert(row)
    for (const seal of seals) this.takeSeal(seal)
    let sealed = false
    while (this.nextSeal()) sealed = true
    if (sealed) {
      this.window.rebuild(worldTime ?? this.worldTime, this.last.upTo) // the seals have just moved it
      this.foldTo(this.window.order, 0)
    } else this.foldTo(this.window.order, this.window.deliver(worldTime ?? this.worldTime, this.last.upTo))
    const lost = this.window.takeLost()
    for (const { hash } of lost) this.judged.add(hash)
    if (lost.length > 0) this.onCut?.(lost)
  }

  /** Takes back a row of ours that could not be made durable: as if it had never been (nobody else has seen it). */
  withdraw(hash: Hash): void {
    this.untick()
    this.window.withdraw(hash)
    this.window.rebuild(this.worldTime, this.last.upTo)
    this.foldTo(this.window.order, 0)
    this.judged.add(hash)
  }

  /** Time has passed: lets in what was kept aside (K7). @param worldTime where the clock is about to be */
  check(worldTime?: Millis): void {
    this.add([], [], [], worldTime)
  }

  /** K14: the present as a tentative layer: fires what is due by now. Taken back before anything else happens. */
  tick(): void {
    this.untick()
    this.tickMark = this.state.mark
    this.fire(this.worldTime, undefined)
  }
  untick(): void {
    if (this.tickMark >= 0) this.undoTo(this.tickMark)
    this.tickMark = -1
  }

  // ---- questions

  get frozen(): boolean {
    return this.rivals.size > 0
  }
  head(device: DeviceId): Ref | undefined {
    return this.heads.get(device)
  }
  isStopped(device: DeviceId): boolean {
    return this.stopped.has(device)
  }
  /** The pending rows in order, each with its verdict so far. */
  get open(): readonly Entry[] {
    return this.window.order
  }
  has(hash: Hash): boolean {
    return this.window.has(hash)
  }
  isTaken(row: Row): boolean {
    return this.window.isTaken(row)
  }
  openEntry(hash: Hash): Entry | undefined {
    return this.window.entry(hash)
  }
  /** Every row here that no seal covers: delivered, waiting or kept aside. */
  pendingRows(): Row[] {
    return this.window.rows()
  }
  forkProofs(): Row[] {
    return this.window.forkProofs()
  }
  get asideCount(): number {
    return this.window.asideCount
  }
  read<S>(from: Table<S>, key: string): S | undefined {
    return this.state.get(from.id, key) as S | undefined
  }
  /** What a rule would read now. */
  get reader(): Tools {
    this.fold.tools.now = this.worldTime
    return this.fold.tools
  }
  tables(): Map<string, ReadonlyMap<string, object>> {
    return new Map(this.state.tables.map((each) => [each.name, this.state.maps[each.id] as Map<string, object>]))
  }
  rowsOf<S>(of: Table<S>): ReadonlyMap<string, S> {
    return this.state.maps[of.id] as unknown as ReadonlyMap<string, S>
  }
  /** Per device the last row here: what another peer need not send. */
  vector(): Ref[] {
    return this.heights((device) => this.window.tip(device))
  }
  /** The same up to the first gap in each feed: who is told of more would not give what stands in the gap, as far as it has it. */
  reach(): Ref[] {
    return this.heights((device) => this.window.reach(device))
  }
  private heights(of: (device: DeviceId) => Row | undefined): Ref[] {
    const vector = new Map(this.heads)
    for (const device of this.window.devices()) {
      const tip = of(device)
      if (tip && tip.body.seq > seqOf(vector.get(device))) vector.set(device, { device, seq: tip.body.seq, hash: tip.hash })
    }
    return [...vector.values()]
  }
  /** Rows and parents to ask for by hash. */
  missing(): Hash[] {
    return [...new Set([...this.window.missing(), ...[...this.awaited.values()].filter((hash) => !this.window.has(hash))])]
  }
  /** The newest rules version that this build knows. */
  get knows(): number {
    return this.rules.version
  }
  get unfit(): Unfit {
    if (this.last.version > this.rules.version) return 'outdated'
    return this.alarms.length > 0 ? 'diverged' : undefined
  }
  /** Whether a timer is due by then. One that the present has fired tentatively (K14) is due until a seal has fired it. */
  hasTimerBy(until: Millis): boolean {
    const isTentative = this.tickMark >= 0 && this.state.mark !== this.tickMark
    if (isTentative) this.untick()
    const isDue = this.state.nextTimer(until) !== undefined
    if (isTentative) this.tick()
    return isDue
  }
  /** When the timers that are set by now are due, up to `until`, ascending. Reads all of them: for a leap of the clock. */
  dues(until: Millis): Millis[] {
    return [...this.rowsOf(dueTable).values()].flatMap(({ due }) => (due <= until ? [due] : [])).sort((a, b) => a - b)
  }
  /** Reads a little of what the snapshot left unread, while there is time. @returns false when all is read */
  readAhead(): boolean {
    return this.state.readAhead()
  }
  /** Keys whose rows may be others than at the last call, by undo as well. */
  takeChanged(): Map<Table<unknown>, Set<string>> {
    return this.state.takeChanged()
  }
  /** Events whose verdict or finality was decided again since the last call. */
  takeJudged(): Set<Hash> {
    const judged = this.judged
    this.judged = new Set()
    return judged
  }

  // ---- the author's door (K17)

  /** What the next row of a device must carry. Its place is the last one of what is here now. */
  draft(device: DeviceId): Pick<Body, 'v' | 'world' | 'device' | 'seq' | 'prev' | 'stamp' | 'seen'> {
    const tip = this.window.tip(device)
    const head = this.heads.get(device)
    const before = tip ? { seq: tip.body.seq, hash: tip.hash } : head
    const seen = this.window.frontier(device)
    return { v: 1, world: this.world, device, seq: (before?.seq ?? 0) + 1, prev: before?.hash ?? null, stamp: this.worldTime, seen }
  }

  /** Asks the rules about an act before it is done; leaves no trace. */
  try(device: DeviceId, type: string, data: Data): Verdict {
    const ticked = this.tickMark >= 0
    this.untick()
    const mark = this.state.mark
    const last = this.window.order.at(-1)
    const body: Body = { ...this.draft(device), type, data }
    const at = Math.max(body.stamp, this.last.upTo, last?.at ?? 0)
    this.fire(at, undefined)
    const verdict = this.fold.judge({ id: '', body }, at).verdict
    this.undoTo(mark)
    if (ticked) this.tick()
    return verdict
  }

  // ---- seals (K8)

  /** The host's next seal at `upTo`; changes nothing here. `isDue` leaves out rows that are over quota. */
  propose(upTo: Millis, options: { version?: number; jump?: string | null; isDue?: (row: Row) => boolean } = {}): SealBody {
    this.untick()
    const { covered, heads, stopped } = coverable(this.window, this, upTo, options.isDue ?? (() => true))
    const boundary = this.foldBoundary(covered, upTo, undefined)
    this.foldTo(this.window.order, 0)
    return {
      v: 1,
      world: this.world,
      term: this.last.term,
      number: this.last.number + 1,
      prevSeal: this.last.hash,
      upTo,
      heads: heads.changed,
      stopped,
      version: options.version ?? this.last.version,
      parameters: boundary.parameters,
      jump: options.jump ?? null,
      quarantined: boundary.entries.filter((entry) => entry.threw).map((entry) => entry.hash),
      quarantinedTimers: boundary.timers,
      sum: boundary.sum,
    }
  }

  /** Looks at a seal without letting it take effect. */
  look(seal: SealBody): Check {
    return checkSeal(seal, this.last, this, this.window)
  }

  /**
   * Two different seals with one number and one seal before them: the host spoke twice. Which of them is well-formed does not matter,
   * because who hears one late can no longer tell; so this is a property of the set of seals, not of the order in which they came.
   */
  private takeSeal(seal: Seal): void {
    const { number, term, prevSeal } = seal.body
    if (term !== this.last.term) return void this.seals.set(seal.hash, seal)
    const passed = this.passed.get(number)
    const isOurPast = passed !== undefined && this.passed.get(number - 1) === prevSeal
    if (isOurPast && passed !== seal.hash) this.rivals.set(seal.hash, seal)
    if (number <= this.last.number) return
    if (!this.malformed.has(seal.hash)) this.seals.set(seal.hash, seal)
  }

  /** Seals behind the last one that are here, whether or not their rows are. */
  get next(): Seal[] {
    const { last } = this
    return [...this.seals.values(), ...this.malformed.values()].filter(
      ({ body }) => body.number === last.number + 1 && body.prevSeal === last.hash && body.term === last.term,
    )
  }

  private nextSeal(): boolean {
    const { next } = this
    if (next.length > 1) for (const each of next) this.rivals.set(each.hash, each)
    // What a newer version makes final this build could not tell (K18): it is kept, and takes effect once there is a build that can.
    if (this.frozen || this.unfit === 'outdated') return false
    const good: [Seal, Extract<Check, { is: 'good' }>][] = []
    for (const [hash, seal] of this.seals) {
      const { number, prevSeal, term } = seal.body
      if (number !== this.last.number + 1 || prevSeal !== this.last.hash || term !== this.last.term) continue
      const awaited = this.awaited.get(hash)
      if (awaited && !this.window.has(awaited)) continue
      const check = this.look(seal.body)
      if (check.is === 'good') good.push([seal, check])
      else if (check.is === 'waiting') this.awaited.set(hash, check.for)
      else {
        this.seals.delete(hash)
        this.malformed.set(hash, seal)
      }
    }
    const only = good[0]
    if (only) this.takeEffect(...only)
    return only !== undefined
  }

  private takeEffect(seal: Seal, { covered, heads }: { covered: readonly Hash[]; heads: Heads }): void {
    const { body } = seal
    const boundary = this.foldBoundary(covered, body.upTo, body)
    const settled = boundary.entries.map(
      ({ hash, row, at, verdict }): Settled => ({ hash, device: row.body.device, seq: row.body.seq, at, verdict, seal: body.number }),
    )
    if (boundary.sum !== body.sum) this.alarms.push(`the sum differs at seal ${body.number}`)
    if (boundary.parameters.join() !== body.parameters.join()) this.alarms.push(`the parameters differ at seal ${body.number}`)
    this.last = { term: body.term, number: body.number, hash: seal.hash, upTo: body.upTo, version: body.version, sum: boundary.sum }
    this.fold.last = this.last
    this.passed.set(body.number, seal.hash)
    for (const { hash } of settled) this.unfounded.delete(hash)
    for (const ref of heads.changed) this.heads.set(ref.device, ref)
    for (const device of body.stopped) this.stopped.add(device)
    this.state.forget()
    this.folded = []
    this.thrown = []
    this.sealedAt = this.clock.local()
    for (const [hash, old] of this.seals) if (old.body.number <= body.number) this.seals.delete(hash)
    for (const hash of this.awaited.keys()) if (!this.seals.has(hash)) this.awaited.delete(hash)
    for (const { hash } of settled) this.judged.add(hash)
    this.window.settle(covered)
    this.onSettled?.(seal, settled)
  }

  /** The state at the last seal (K19): what came behind it travels as rows. */
  snapshot(): Snapshot {
    this.untick()
    this.foldTo([], 0)
    const tables = this.state.tables.map((each) => [each.name, [...(this.state.maps[each.id] as Map<string, object>)]] as const)
    const snapshot = { last: this.last, heads: [...this.heads.values()], stopped: [...this.stopped], tables }
    this.foldTo(this.window.order, 0)
    return snapshot
  }

  // ---- the fold (K15): undo to where the orders part, then forward

  /** Folds exactly what a seal covers, placed among itself, with the timers due by its boundary (K8, K13). */
  private foldBoundary(covered: readonly Hash[], upTo: Millis, seal: SealBody | undefined) {
    const odd =
      this.thrown.length > 0 ||
      this.folded.some((entry) => entry.threw) ||
      (seal?.quarantined.length ?? 0) + (seal?.quarantinedTimers.length ?? 0) > 0
    if (odd && seal) this.foldTo([], 0) // what counts is what the host quarantined, not what threw here
    this.foldTo(this.window.placeAmong(covered, this.last.upTo), 0, seal)
    const entries = this.folded
    this.fire(upTo, seal)
    const parameters = this.state.keysSince(parameterTable).sort()
    return { entries, sum: this.state.sumSince(this.last.sum), parameters, timers: this.thrown.map(({ timer }) => timer) }
  }

  /** Brings the tables to the end of `order`, which is known to stand as it was before index `from`. */
  private foldTo(order: readonly Entry[], from: number, seal?: SealBody): void {
    let same = Math.min(from, this.folded.length, order.length)
    for (; same < order.length && same < this.folded.length; same++) {
      const entry = order[same] as Entry
      const old = this.folded[same] as Entry
      if (entry.hash !== old.hash || entry.at !== old.at || entry.forked !== old.forkedWhenFolded) break
      if (entry === old) continue
      entry.verdict = old.verdict
      entry.threw = old.threw
      entry.end = old.end
      entry.forkedWhenFolded = old.forkedWhenFolded
    }
    this.undoTo(same === 0 ? 0 : (this.folded[same - 1] as Entry).end)
    this.folded = order.slice(0, same)
    for (let i = same; i < order.length; i++) this.foldOne(order[i] as Entry, seal)
  }

  private foldOne(entry: Entry, seal: SealBody | undefined): void {
    this.fire(entry.at, seal) // K13: timers at or before a row go first
    entry.threw = false
    entry.forkedWhenFolded = entry.forked
    if (entry.forked) entry.verdict = { why: 'fork', clauses: [] }
    else if (this.unfounded.has(entry.hash)) entry.verdict = { why: 'unfounded', clauses: [] }
    else if (seal?.quarantined.includes(entry.hash)) entry.verdict = { why: 'quarantined', clauses: [] }
    else {
      const { verdict, threw } = this.fold.judge(entry.event, entry.at)
      entry.verdict = verdict
      entry.threw = threw
      if (threw && seal) this.alarms.push(`a rule threw at ${entry.hash}, where the host's did not`)
    }
    entry.end = this.state.mark
    this.folded.push(entry)
    this.judged.add(entry.hash)
  }

  private fire(until: Millis, seal: SealBody | undefined): void {
    for (const thrown of this.fold.fire(until, seal?.quarantinedTimers)) {
      if (seal) this.alarms.push(`timer ${thrown.timer} threw, where the host's did not`)
      else this.thrown.push(thrown)
    }
  }

  private undoTo(mark: number): void {
    this.state.undoTo(mark)
    while ((this.thrown.at(-1)?.mark ?? 0) > mark) this.thrown.pop()
  }
}
