/**
 * A second reading of the kernel's statements, written from the statements and not from the engine: it shares types, rows and
 * rules with it, and no code. It is slow on purpose: no journal, no heap, no merging. What is pending is worked out from
 * nothing each time, by the plainest words that say it. Where engine and oracle differ, one of them has misread a statement.
 */
import type { Rules, Table, Tools } from '../../src/log/rules'
import { sumOf } from '../../src/log/state'
import type { Body, DeviceId, Hash, Last, Millis, Ref, Row, Seal, SealBody, Settled, Snapshot, Verdict } from '../../src/log/types'

export type Tables = Map<string, Map<string, object>>

/** One pending row where it stands. */
export interface Standing {
  readonly hash: Hash
  readonly row: Row
  readonly at: Millis
  readonly step: number
  readonly verdict: Verdict
}

/** What a peer holds to be true. */
export interface View {
  readonly last: Last
  readonly heads: ReadonlyMap<DeviceId, Ref>
  readonly stopped: ReadonlySet<DeviceId>
  readonly frozen: boolean
  readonly order: readonly Standing[]
  /** State with the pending rows on top. */
  readonly tables: Tables
  readonly worldTime: Millis
}

export type SealVerdict =
  | { readonly is: 'good'; readonly covered: readonly Row[] }
  | { readonly is: 'waiting' | 'malformed'; readonly why: string }

const TEN_SECONDS = 10_000

/** What seals have settled: heads by device, and devices that are at their end. */
interface Sealed {
  readonly heads: ReadonlyMap<DeviceId, Ref>
  readonly stopped: ReadonlySet<DeviceId>
}

/** A peer as the statements describe one: it hears rows and seals at moments of its own clock, and forgets nothing. */
export class Oracle {
  last: Last
  heads: Map<DeviceId, Ref>
  stopped: Set<DeviceId>
  /** All that seals have settled here, in order. */
  readonly settled: Settled[] = []
  readonly malformed = new Set<Hash>()
  private readonly rows = new Map<Hash, Row>()
  private readonly seals = new Map<Hash, Seal>()
  private readonly letIn = new Set<Hash>()
  private final: Tables
  private sealedAt: Millis
  private now: { local: Millis; host: Millis | undefined }

  constructor(
    private readonly rules: Rules,
    start: { readonly snapshot: Snapshot; readonly elapsed?: Millis },
    local: Millis,
    host?: Millis,
    /** Rows whose data does not prove what it must: void, whatever the rules would say. */
    private readonly isUnfounded: (row: Row) => boolean = () => false,
  ) {
    this.last = start.snapshot.last
    this.heads = new Map(start.snapshot.heads.map((head) => [head.device, head]))
    this.stopped = new Set(start.snapshot.stopped)
    this.final = emptyTables(rules)
    for (const [name, rows] of start.snapshot.tables) this.final.set(name, new Map(rows))
    this.sealedAt = local - (start.elapsed ?? 0)
    this.now = { local, host }
  }

  /** Rows and seals arrive together at one moment. Also the way to say that time has passed. */
  hear(rows: Iterable<Row>, seals: Iterable<Seal>, local: Millis, host?: Millis): void {
    this.now = { local, host }
    for (const row of rows) this.rows.set(row.hash, row)
    for (const seal of seals) this.seals.set(seal.hash, seal)
    while (this.takeNextSeal()) {}
    for (const hash of this.delivered()) this.letIn.add(hash)
  }

  /** A run ends and another takes up its state: elapsed time goes on (K7); what was let in is asked again. */
  restart(local: Millis, elapsed: Millis): void {
    this.sealedAt = local - elapsed
    this.now = { ...this.now, local }
    this.letIn.clear()
    for (const hash of this.delivered()) this.letIn.add(hash)
  }

  /** K7: the last seal's boundary and the time that passed here since; the host has a clock of its own. */
  get worldTime(): Millis {
    return Math.floor(this.now.host ?? this.last.upTo + Math.max(0, this.now.local - this.sealedAt))
  }

  /** All that follows from what was heard. */
  view(): View {
    const { order, tables } = this.foldPending()
    const { last, heads, stopped, frozen, worldTime } = this
    return { last, heads, stopped, frozen, order, tables, worldTime }
  }

  /** State as K14 shows it: what is due by now has fired, on top of the pending rows. */
  present(): Tables {
    const { tables } = this.foldPending()
    this.fire(tables, this.worldTime, [])
    return tables
  }

  /** State at the last seal (K19). */
  atSeal(): Tables {
    return copy(this.final)
  }

  /** K6, K7: rows that are here, not cut, in time, and rest only on what is settled or delivered. The least set that is so. */
  delivered(): Set<Hash> {
    const here = [...this.rows.values()].filter((row) => !isSealedOrDead(row, this) && !this.isCut(row, this))
    const limit = this.worldTime + TEN_SECONDS
    const found = new Set<Hash>()
    const isFound = (device: DeviceId, seq: number, hash: Hash | null): boolean => {
      const row = hash === null ? undefined : this.rows.get(hash)
      return row !== undefined && found.has(row.hash) && row.body.device === device && row.body.seq === seq
    }
    for (let grown = true; grown; ) {
      grown = false
      for (const { hash, body } of here) {
        if (found.has(hash)) continue
        if (body.stamp > limit && !this.letIn.has(hash)) continue
        const continues = body.seq === headSeq(this, body.device) + 1 || isFound(body.device, body.seq - 1, body.prev)
        if (!continues) continue
        if (!body.seen.every((ref) => this.isSettled(ref, this) || isFound(ref.device, ref.seq, ref.hash))) continue
        found.add(hash)
        grown = true
      }
    }
    return found
  }

  /** K5: above the sealed head on another branch, or behind a stop. Only the chain below a row, as far as it is here, can say so. */
  isCut(row: Row, sealed: Sealed): boolean {
    const { device, seq, prev } = row.body
    if (isSealedOrDead(row, sealed)) return false
    if (sealed.stopped.has(device)) return true
    if (seq === headSeq(sealed, device) + 1) return prev !== (sealed.heads.get(device)?.hash ?? null)
    const before = prev === null ? undefined : this.rows.get(prev)
    if (before?.body.device !== device || before.body.seq !== seq - 1) return false // a lie about what it continues
    return this.isCut(before, sealed)
  }

  /** K5: at or below a sealed head, whatever its hash; or cut, and truly the row that it says it is. */
  private isSettled(ref: Ref, sealed: Sealed): boolean {
    if (ref.seq <= headSeq(sealed, ref.device) || sealed.stopped.has(ref.device)) return true
    const row = this.rows.get(ref.hash)
    return row !== undefined && row.body.device === ref.device && row.body.seq === ref.seq && this.isCut(row, sealed)
  }

  /** K5: from which seq on a device's pending rows are void, because two of its rows claim one slot. */
  private forks(): Map<DeviceId, number> {
    const slots = new Map<string, Row[]>()
    for (const row of this.rows.values()) {
      if (isSealedOrDead(row, this) || this.isCut(row, this)) continue
      const slot = `${row.body.device}/${row.body.seq}`
      slots.set(slot, [...(slots.get(slot) ?? []), row])
    }
    const forks = new Map<DeviceId, number>()
    for (const rivals of slots.values()) {
      const { device, seq } = (rivals[0] as Row).body
      if (rivals.length > 1) forks.set(device, Math.min(seq, forks.get(device) ?? seq))
    }
    return forks
  }

  /** K6, K8, K9: rows placed among themselves behind `floor`; a reference that is settled gives no place. */
  private place(hashes: ReadonlySet<Hash>, floor: Millis): { row: Row; at: Millis; step: number }[] {
    const places = new Map<Hash, { row: Row; at: Millis; step: number }>()
    const placeOf = (hash: Hash): { row: Row; at: Millis; step: number } => {
      const known = places.get(hash)
      if (known) return known
      const row = this.rows.get(hash) as Row
      const { body } = row
      const parents: Hash[] = body.seen.filter((ref) => !this.isSettled(ref, this) && hashes.has(ref.hash)).map((ref) => ref.hash)
      if (body.prev !== null && hashes.has(body.prev)) parents.push(body.prev)
      const above = parents.map(placeOf)
      const at = Math.max(body.stamp, floor, ...above.map((parent) => parent.at))
      const step = Math.max(0, ...above.filter((parent) => parent.at === at).map((parent) => parent.step + 1))
      const place = { row, at, step }
      places.set(hash, place)
      return place
    }
    return [...hashes].map(placeOf).sort((a, b) => {
      const x = [a.at, a.step, a.row.body.device, a.row.body.seq, a.row.hash] as const
      const y = [b.at, b.step, b.row.body.device, b.row.body.seq, b.row.hash] as const
      for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return (x[i] as string | number) < (y[i] as string | number) ? -1 : 1
      return 0
    })
  }

  private foldPending(): { order: Standing[]; tables: Tables } {
    const forks = this.forks()
    const tables = copy(this.final)
    const order = this.place(this.delivered(), this.last.upTo).map(({ row, at, step }): Standing => {
      this.fire(tables, at, [])
      const forked = row.body.seq >= (forks.get(row.body.device) ?? Infinity)
      const verdict: Verdict = forked ? { why: 'fork', clauses: [] } : this.judge(tables, row, at)
      return { hash: row.hash, row, at, step, verdict }
    })
    return { order, tables }
  }

  // ---- seals (K8)

  /** K12: two seals under one number that continue the same one: nothing more becomes final here, whatever either is worth. */
  get frozen(): boolean {
    const ours = [...this.seals.values()].filter(({ body }) => body.term === this.last.term)
    const claims = ours.map(({ body }) => `${body.number}/${body.prevSeal}`)
    return new Set(claims).size < claims.length
  }

  /** What a seal is worth here and now, if it is the next one. */
  look(seal: SealBody): SealVerdict {
    const malformed = (why: string): SealVerdict => ({ is: 'malformed', why })
    if (!isNext(seal, this.last)) return malformed('not the next')
    if (seal.upTo < this.last.upTo) return malformed('goes back')
    const after = { heads: new Map(this.heads), stopped: new Set([...this.stopped, ...seal.stopped]) }
    const covered: Row[] = []
    const missing: Hash[] = []
    for (const named of seal.heads) {
      const base = after.heads.get(named.device)
      if (this.stopped.has(named.device) || named.seq <= (base?.seq ?? 0)) return malformed('does not advance')
      let hash: Hash | null = named.hash
      let seq = named.seq
      for (; seq > (base?.seq ?? 0); seq--) {
        const row: Row | undefined = hash === null ? undefined : this.rows.get(hash)
        if (!row || isSealedOrDead(row, this)) {
          missing.push(hash ?? '')
          break
        }
        if (row.body.device !== named.device || row.body.seq !== seq) return malformed('names another row')
        covered.push(row)
        hash = row.body.prev
      }
      if (seq === (base?.seq ?? 0) && hash !== (base?.hash ?? null)) return malformed('another branch')
      after.heads.set(named.device, named)
    }
    for (const row of covered) {
      if (row.body.stamp > seal.upTo) return malformed('a later stamp')
      for (const ref of row.body.seen) {
        if (this.isSettled(ref, after)) continue
        if (this.isKnown(ref)) return malformed('not closed')
        missing.push(ref.hash)
      }
    }
    return missing.length > 0 ? { is: 'waiting', why: missing.join() } : { is: 'good', covered }
  }

  /** A parent that is here with its whole chain back to the sealed head, or that is another row than the reference says. */
  private isKnown(ref: Ref): boolean {
    let row = this.rows.get(ref.hash)
    if (!row || isSealedOrDead(row, this)) return false
    if (row.body.device !== ref.device || row.body.seq !== ref.seq) return true
    while (row && row.body.seq > headSeq(this, ref.device) + 1) row = this.rows.get(row.body.prev ?? '')
    return row !== undefined
  }

  private takeNextSeal(): boolean {
    if (this.frozen || this.last.version > this.rules.version) return false
    const seal = [...this.seals.values()].find(({ body }) => isNext(body, this.last))
    const found = seal && this.look(seal.body)
    if (found?.is === 'malformed') this.malformed.add(seal?.hash as Hash)
    if (!seal || found?.is !== 'good') return false
    const { covered } = found
    const { body } = seal
    const tables = copy(this.final)
    for (const { row, at } of this.place(new Set(covered.map((row) => row.hash)), this.last.upTo)) {
      this.fire(tables, at, body.quarantinedTimers)
      const verdict = this.judge(tables, row, at, body.quarantined)
      this.settled.push({ hash: row.hash, device: row.body.device, seq: row.body.seq, at, verdict, seal: body.number })
    }
    this.fire(tables, body.upTo, body.quarantinedTimers)
    this.final = tables
    for (const head of body.heads) this.heads.set(head.device, head)
    for (const device of body.stopped) this.stopped.add(device)
    this.last = { term: body.term, number: body.number, hash: seal.hash, upTo: body.upTo, version: body.version, sum: sumOf(tables) }
    this.sealedAt = this.now.local
    return true
  }

  // ---- the fold (K13, K15, K17, K18)

  private judge(tables: Tables, row: Row, at: Millis, quarantined: readonly Hash[] = []): Verdict {
    if (this.isUnfounded(row)) return { why: 'unfounded', clauses: [] }
    if (quarantined.includes(row.hash)) return { why: 'quarantined', clauses: [] }
    return judgeAt(this.rules, this.last, tables, row.hash, row.body, at)
  }
  private fire(tables: Tables, until: Millis, quarantined: readonly string[]): void {
    fireUntil(this.rules, this.last, tables, until, quarantined)
  }
}

const isNext = (seal: SealBody, last: Last): boolean =>
  seal.number === last.number + 1 && seal.prevSeal === last.hash && seal.term === last.term
const headSeq = (sealed: Sealed, device: DeviceId): number => sealed.heads.get(device)?.seq ?? 0
/** At or below a sealed head: either final or a dead branch, and no pending row in any case. */
const isSealedOrDead = (row: Row, sealed: Sealed): boolean => row.body.seq <= headSeq(sealed, row.body.device)

export const copy = (tables: Tables): Tables => new Map([...tables].map(([name, rows]) => [name, new Map(rows)]))

function emptyTables(rules: Rules): Tables {
  const names = [...rules.tables.map((each) => each.name), 'log.due', 'log.parameters', 'log.world']
  return new Map(names.map((name) => [name, new Map()]))
}

/** K17, K18: one verdict. What a rule writes counts only when it accepts; a throw leaves nothing. */
function judgeAt(rules: Rules, last: Last, tables: Tables, id: Hash, body: Body, now: Millis): Verdict {
  const since = rules.since(body.type)
  if (since === undefined || since > last.version) return { why: 'unknown type', clauses: [] }
  const writes: Write[] = []
  try {
    const verdict = rules.judge(toolsOver(tables, writes, last, now), { id, body })
    if (verdict === null) commit(tables, writes)
    return verdict
  } catch {
    return { why: 'quarantined', clauses: [] }
  }
}

/** K13: one at a time, the earliest first, each at its own instant; one that throws is gone without a trace. */
function fireUntil(rules: Rules, last: Last, tables: Tables, until: Millis, quarantined: readonly string[]): void {
  for (;;) {
    const due = [...((tables.get('log.due') ?? new Map()) as Map<string, { due: Millis; area: string; key: string }>)]
    const [first] = due
      .filter(([, timer]) => timer.due <= until)
      .sort(([, a], [, b]) => a.due - b.due || (a.area < b.area ? -1 : a.area > b.area ? 1 : 0) || (a.key < b.key ? -1 : 1))
    if (!first) return
    const [id, timer] = first
    tables.get('log.due')?.delete(id)
    if (quarantined.includes(id)) continue
    const writes: Write[] = []
    try {
      rules.timers[timer.area]?.(toolsOver(tables, writes, last, timer.due), timer.key)
      commit(tables, writes)
    } catch {
      // gone, as a row that throws is
    }
  }
}

type Write = readonly [table: string, key: string, row: object | undefined]

function commit(tables: Tables, writes: readonly Write[]): void {
  for (const [name, key, row] of writes) {
    if (row === undefined) tables.get(name)?.delete(key)
    else tables.get(name)?.set(key, row)
  }
}

function toolsOver(tables: Tables, writes: Write[], last: Last, now: Millis): Tools {
  const get = (name: string, key: string): object | undefined => {
    for (let i = writes.length - 1; i >= 0; i--) if (writes[i]?.[0] === name && writes[i]?.[1] === key) return writes[i]?.[2]
    return tables.get(name)?.get(key)
  }
  /** In force behind the seal that covers the act which changed it. */
  const parameter = (name: string): number | string => {
    const row = get('log.parameters', name) as { value: number | string; before: number | string; behind: number } | undefined
    if (!row) throw new Error(`no parameter ${name}`)
    return row.behind < last.number ? row.value : row.before
  }
  return {
    now,
    get: <S>(from: Table<S>, key: string) => get(from.name, key) as S | undefined,
    put: (to, key, row) => void writes.push([to.name, key, row as object | undefined]),
    later(due, area, key) {
      if (!Number.isSafeInteger(due) || due <= now) throw new Error('a timer lies ahead')
      writes.push(['log.due', `${due}/${area}/${key}`, { due, area, key }])
    },
    parameter,
    version: last.version,
    setParameter: (name, value) => void writes.push(['log.parameters', name, { value, before: parameter(name), behind: last.number }]),
  }
}

/**
 * Folds what was accepted and nothing else: seal by seal the rows of a final list that are not void, at the places they had. If
 * void leaves no trace, this is the state.
 */
export function foldAccepted(
  rules: Rules,
  start: Snapshot,
  seals: readonly Seal[],
  settled: readonly Settled[],
  rowOf: (hash: Hash) => Row,
): Tables {
  const tables = emptyTables(rules)
  for (const [name, rows] of start.tables) tables.set(name, new Map(rows))
  let last = start.last
  for (const { hash, body } of seals) {
    for (const each of settled) {
      if (each.seal !== body.number || each.verdict !== null) continue
      fireUntil(rules, last, tables, each.at, body.quarantinedTimers)
      const row = rowOf(each.hash)
      if (judgeAt(rules, last, tables, row.hash, row.body, each.at) !== null)
        throw new Error('accepted before, and not when the void rows are gone')
    }
    fireUntil(rules, last, tables, body.upTo, body.quarantinedTimers)
    last = { term: body.term, number: body.number, hash, upTo: body.upTo, version: body.version, sum: '' }
  }
  return tables
}
