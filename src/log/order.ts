/**
 * The open window: every row that no seal covers yet. Which of them are delivered (K6), which are cut (K5), which wait
 * for a parent or for the clock (K7), and where the delivered ones stand.
 *
 * A place depends only on a row, its parents and the last seal, so between two seals places never move: a batch that
 * arrives late is merged in, and only what stands behind it is folded again. Each seal rebuilds the window, which is small then.
 */
import { MOST_SEEN } from './rows'
import type { Event } from './rules'
import type { DeviceId, Hash, Millis, Ref, Row, Verdict } from './types'

/** Rows stamped later than this past world time are kept aside until their time comes (K7). */
export const HOLD_BACK = 10_000

/** A delivered row at its place, and what the fold has said of it. */
export interface Entry {
  readonly row: Row
  readonly hash: Hash
  /** The row as rules see it. */
  readonly event: Event
  readonly at: Millis
  readonly step: number
  forked: boolean
  /** What `forked` was when the fold passed here. */
  forkedWhenFolded: boolean
  verdict: Verdict
  threw: boolean
  /** The mark in the journal behind this row, once folded. */
  end: number
}

interface Node {
  readonly row: Row
  /** Once let in, a row stays in, whatever the clock says later. */
  letIn: boolean
  entry: Entry | undefined
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** K6: instants, then steps, then device, seq and hash. */
export const byPlace = (a: Entry, b: Entry): number =>
  a.at - b.at ||
  a.step - b.step ||
  compare(a.row.body.device, b.row.body.device) ||
  a.row.body.seq - b.row.body.seq ||
  compare(a.hash, b.hash)

/** What is sealed of every feed, and which devices a seal has stopped. */
export interface Sealed {
  head(device: DeviceId): Ref | undefined
  isStopped(device: DeviceId): boolean
}

export class OpenWindow {
  /** The delivered rows in order. */
  order: Entry[] = []
  private readonly nodes = new Map<Hash, Node>()
  private readonly cut = new Map<Hash, Row>()
  private slots = new Map<DeviceId, Map<number, Hash[]>>()
  private forks = new Map<DeviceId, number>()
  /** Rows by the hash of the first thing that they wait for. */
  private waiting = new Map<Hash, Node[]>()
  private aside: Node[] = []
  private tips = new Set<Hash>()
  private forksChanged = false
  private arrived: Node[] = []
  private lost: Row[] = []

  /** @param own devices whose rows the clock does not keep out */
  constructor(
    private sealed: Sealed,
    private readonly own: ReadonlySet<DeviceId> = new Set(),
  ) {}

  has(hash: Hash): boolean {
    return this.nodes.has(hash) || this.cut.has(hash)
  }
  /** Whether a row's place in its feed is sealed or held by another row, or on a dead branch: then it is at most proof of a fork (K5). */
  isTaken(row: Row): boolean {
    const { hash, body } = row
    if (body.seq <= seqOf(this.sealed.head(body.device)) || (!this.sealed.isStopped(body.device) && this.isCut(row))) return true
    return (
      this.slots
        .get(body.device)
        ?.get(body.seq)
        ?.some((other) => other !== hash) ?? false
    )
  }
  row(hash: Hash): Row | undefined {
    return this.nodes.get(hash)?.row
  }
  entry(hash: Hash): Entry | undefined {
    return this.nodes.get(hash)?.entry
  }
  rows(): Row[] {
    return [...this.nodes.values()].map((node) => node.row)
  }

  /** Takes a row in, without delivering it yet. What lies at or below a sealed head is either sealed or a dead branch: nothing to do. */
  insert(row: Row): void {
    if (this.has(row.hash) || row.body.seq <= seqOf(this.sealed.head(row.body.device))) return
    const node: Node = { row, letIn: this.own.has(row.body.device), entry: undefined }
    this.nodes.set(row.hash, node)
    this.arrived.push(node)
  }

  /** Delivers what can be delivered of what arrived, and merges it into the order. Returns the first place that differs from before. */
  deliver(worldTime: Millis, floor: Millis): number {
    const news: Entry[] = []
    const retry = this.aside.filter((node) => node.row.body.stamp <= worldTime + HOLD_BACK)
    if (retry.length > 0) this.aside = this.aside.filter((node) => node.row.body.stamp > worldTime + HOLD_BACK)
    for (const node of this.arrived) this.claimSlot(node.row)
    const ready = [...this.arrived, ...retry]
    this.arrived = []
    for (let node = ready.pop(); node; node = ready.pop()) {
      if (!this.nodes.has(node.row.hash) || node.entry) continue
      const awaited = this.awaits(node, worldTime)
      if (awaited === 'clock') this.aside.push(node)
      else if (awaited !== 'nothing') this.wait(awaited, node)
      else {
        if (this.isCut(node.row)) this.markCut(node)
        else news.push(this.place(node, floor))
        const next = this.waiting.get(node.row.hash)
        if (next) {
          this.waiting.delete(node.row.hash)
          ready.push(...next)
        }
      }
    }
    return Math.min(this.merge(news), this.remarkForks())
  }

  /** Rows that are cut (K5) since the last call: no seal will ever tell of them. */
  takeLost(): readonly Row[] {
    const lost = this.lost
    this.lost = []
    return lost
  }

  /** What a seal has covered leaves the window; the rest waits for `rebuild`. */
  settle(covered: Iterable<Hash>): void {
    for (const hash of covered) this.nodes.delete(hash)
  }

  /** Takes back a row of ours that could not be made durable and that nobody else has seen. Call `rebuild` after it. */
  withdraw(hash: Hash): void {
    this.nodes.delete(hash)
  }

  /** After seals (K8): what they cut is cut, and all that remains is placed anew behind them. */
  rebuild(worldTime: Millis, floor: Millis): void {
    for (const [hash, row] of this.cut) if (row.body.seq <= seqOf(this.sealed.head(row.body.device))) this.cut.delete(hash)
    const rest = [...this.nodes.values()]
    this.order = []
    this.slots = new Map()
    this.forks = new Map()
    this.forksChanged = true
    this.waiting = new Map()
    this.tips = new Set()
    this.aside = []
    this.arrived = []
    for (const node of rest) {
      node.entry = undefined
      if (node.row.body.seq <= seqOf(this.sealed.head(node.row.body.device))) {
        this.nodes.delete(node.row.hash)
        this.lost.push(node.row)
      } else this.arrived.push(node)
    }
    this.deliver(worldTime, floor)
  }

  /** K5: settled = at or below a sealed head, whatever its hash, or cut, or of a stopped device. Counts as met and gives no place. */
  isSettled(ref: Ref, sealed: Sealed = this.sealed): boolean {
    if (ref.seq <= seqOf(sealed.head(ref.device)) || sealed.isStopped(ref.device)) return true
    if (this.isCutHere(ref.hash, ref.device, ref.seq)) return true
    if (sealed === this.sealed) return false
    const row = this.nodes.get(ref.hash)?.row
    return row?.body.device === ref.device && row.body.seq === ref.seq && this.isCutUnder(row, sealed)
  }

  /** Whether a row, with its chain back to the sealed head, is here: only then is it known not to be cut. */
  isRooted(ref: Ref): boolean {
    let row = this.nodes.get(ref.hash)?.row ?? this.cut.get(ref.hash)
    if (row && (row.body.device !== ref.device || row.body.seq !== ref.seq)) return true
    while (row && row.body.seq > seqOf(this.sealed.head(row.body.device)) + 1) row = this.nodes.get(row.body.prev as Hash)?.row
    return row !== undefined
  }

  /**
   * Places rows among themselves, in order (K6, K8): a parent outside the set gives no place.
   * `hashes` name delivered or undelivered rows that are here.
   */
  placeAmong(hashes: readonly Hash[], floor: Millis): Entry[] {
    const placed = new Map<Hash, Entry | undefined>(hashes.map((hash) => [hash, undefined]))
    const stack: Hash[] = []
    for (const start of hashes) {
      stack.push(start)
      while (stack.length > 0) {
        const hash = stack[stack.length - 1] as Hash
        const row = (this.nodes.get(hash) as Node).row
        const above = this.parentsOf(row).filter((parent) => placed.has(parent))
        const missing = above.filter((parent) => placed.get(parent) === undefined)
        if (placed.get(hash) !== undefined || missing.length === 0) {
          stack.pop()
          if (placed.get(hash) === undefined)
            placed.set(
              hash,
              makeEntry(
                row,
                floor,
                above.map((parent) => placed.get(parent) as Entry),
              ),
            )
        } else stack.push(...missing)
      }
    }
    return ([...placed.values()] as Entry[]).sort(byPlace)
  }

  /** K1: the undominated frontier, without the feed of `device`; of more than `MOST_SEEN` tips the latest. */
  frontier(device: DeviceId): Ref[] {
    const tips: Entry[] = []
    for (const hash of this.tips) {
      const entry = this.nodes.get(hash)?.entry
      if (entry && entry.row.body.device !== device) tips.push(entry)
    }
    const latest = new Map<DeviceId, Entry>() // two tips of one device are a fork: one reference to a device is enough
    for (const entry of tips.sort(byPlace)) latest.set(entry.row.body.device, entry)
    return [...latest.values()].slice(-MOST_SEEN).map(({ row, hash }) => ({ device: row.body.device, seq: row.body.seq, hash }))
  }

  /** The last row of a feed that is here and not cut, whether it could be delivered or not. */
  tip(device: DeviceId): Row | undefined {
    const seqs = this.slots.get(device)
    const last = seqs && seqs.get(Math.max(...seqs.keys()))
    return this.nodes.get(last?.[0] as Hash)?.row
  }
  /** The last row of a feed before which none is missing. */
  reach(device: DeviceId): Row | undefined {
    const seqs = this.slots.get(device)
    let seq = seqOf(this.sealed.head(device))
    while (seqs?.has(seq + 1)) seq++
    return this.nodes.get(seqs?.get(seq)?.[0] as Hash)?.row
  }
  devices(): Iterable<DeviceId> {
    return this.slots.keys()
  }

  /** Devices with two rows in one slot, and from which seq on (K5). */
  forkedDevices(): ReadonlyMap<DeviceId, number> {
    return this.forks
  }
  /** Devices of which a row stands on a dead branch: they have forked at or below their sealed head, or right behind it. */
  deadDevices(): ReadonlySet<DeviceId> {
    return new Set([...this.cut.values()].map(({ body }) => body.device))
  }
  /** Pairs of rows that prove a fork: kept and relayed. */
  forkProofs(): Row[] {
    const proofs: Row[] = []
    for (const seqs of this.slots.values())
      for (const hashes of seqs.values()) if (hashes.length > 1) proofs.push(...hashes.map((hash) => (this.nodes.get(hash) as Node).row))
    return proofs
  }

  /** Parents that are not here: asked for by hash, since a vector of (device, seq) cannot tell branches apart. */
  missing(): Hash[] {
    return [...this.waiting.keys()].filter((hash) => !this.has(hash))
  }
  /** Rows kept aside because their stamp lies ahead. */
  get asideCount(): number {
    return this.aside.length
  }

  private awaits(node: Node, worldTime: Millis): Hash | 'clock' | 'nothing' {
    const { body } = node.row
    if (this.isCut(node.row)) return 'nothing'
    if (body.seq > seqOf(this.sealed.head(body.device)) + 1 && !this.isDelivered(body.prev as Hash, body.device, body.seq - 1))
      return body.prev as Hash
    for (const ref of body.seen) if (!this.isSettled(ref) && !this.isDelivered(ref.hash, ref.device, ref.seq)) return ref.hash
    if (!node.letIn && body.stamp > worldTime + HOLD_BACK) return 'clock'
    return 'nothing'
  }

  /** A reference that lies about its row's device or seq is never met. */
  private isDelivered(hash: Hash, device: DeviceId, seq: number): boolean {
    const node = this.nodes.get(hash)
    return node?.entry !== undefined && node.row.body.device === device && node.row.body.seq === seq
  }

  private wait(hash: Hash, node: Node): void {
    const list = this.waiting.get(hash)
    if (list) list.push(node)
    else this.waiting.set(hash, [node])
  }

  private isCut({ body }: Row): boolean {
    if (this.sealed.isStopped(body.device)) return true
    const head = this.sealed.head(body.device)
    if (body.seq === seqOf(head) + 1) return body.prev !== (head?.hash ?? null)
    return this.isCutHere(body.prev as Hash, body.device, body.seq - 1)
  }
  /** Of a reference that lies about its row's device or seq nothing is known: else it would be met here and not there. */
  private isCutHere(hash: Hash, device: DeviceId, seq: number): boolean {
    const row = this.cut.get(hash)
    return row !== undefined && row.body.device === device && row.body.seq === seq
  }
  /** The same under heads that a seal proposes and that are not in effect. */
  private isCutUnder(row: Row, sealed: Sealed): boolean {
    for (let at: Row | undefined = row; at; at = this.nodes.get(at.body.prev as Hash)?.row) {
      const { body } = at
      if (body.device !== row.body.device) return false // a row that lies about what stands before it is never delivered
      const head = sealed.head(body.device)
      if (body.seq <= seqOf(head) + 1) return body.prev !== (head?.hash ?? null)
      if (this.isCutHere(body.prev as Hash, body.device, body.seq - 1)) return true
    }
    return false
  }
  private markCut(node: Node): void {
    this.lost.push(node.row)
    this.nodes.delete(node.row.hash)
    this.cut.set(node.row.hash, node.row)
    const seqs = this.slots.get(node.row.body.device)
    const rivals = seqs?.get(node.row.body.seq)?.filter((hash) => hash !== node.row.hash) ?? []
    if (rivals.length === 1) this.forksChanged = true
    if (rivals.length > 0) seqs?.set(node.row.body.seq, rivals)
    else seqs?.delete(node.row.body.seq)
    if (seqs?.size === 0) this.slots.delete(node.row.body.device)
  }

  /** What gives a row its place. A settled reference gives none: its hash may be any row's, here or not, so places would depend on arrival. */
  private parentsOf({ body }: Row): Hash[] {
    const parents = body.seen.filter((ref) => !this.isSettled(ref)).map((ref) => ref.hash)
    return body.prev === null ? parents : [body.prev, ...parents]
  }

  private place(node: Node, floor: Millis): Entry {
    const above: Entry[] = []
    for (const parent of this.parentsOf(node.row)) {
      const entry = this.nodes.get(parent)?.entry
      if (entry) above.push(entry)
      this.tips.delete(parent)
    }
    node.letIn = true
    node.entry = makeEntry(node.row, floor, above)
    node.entry.forked = node.row.body.seq >= (this.forks.get(node.row.body.device) ?? Infinity)
    this.tips.add(node.row.hash)
    return node.entry
  }

  private merge(news: Entry[]): number {
    if (news.length === 0) return Infinity
    news.sort(byPlace)
    const first = news[0] as Entry
    let low = 0
    let high = this.order.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (byPlace(this.order[middle] as Entry, first) < 0) low = middle + 1
      else high = middle
    }
    const tail = this.order.splice(low)
    let i = 0
    for (const entry of news) {
      while (i < tail.length && byPlace(tail[i] as Entry, entry) < 0) this.order.push(tail[i++] as Entry)
      this.order.push(entry)
    }
    while (i < tail.length) this.order.push(tail[i++] as Entry)
    return low
  }

  private claimSlot(row: Row): void {
    const { device, seq } = row.body
    let seqs = this.slots.get(device)
    if (!seqs) this.slots.set(device, (seqs = new Map()))
    const hashes = seqs.get(seq)
    if (!hashes) seqs.set(seq, [row.hash])
    else if (!hashes.includes(row.hash)) this.forksChanged = hashes.push(row.hash) > 1
  }

  /** K5: while no seal reaches the slot, the device's rows from a fork on are void. A rival that is cut is no rival. */
  private remarkForks(): number {
    if (!this.forksChanged) return Infinity
    this.forksChanged = false
    this.forks = new Map()
    for (const [device, seqs] of this.slots)
      for (const [seq, hashes] of seqs) if (hashes.length > 1) this.forks.set(device, Math.min(seq, this.forks.get(device) ?? Infinity))
    let first = Infinity
    for (let i = 0; i < this.order.length; i++) {
      const entry = this.order[i] as Entry
      const forked = entry.row.body.seq >= (this.forks.get(entry.row.body.device) ?? Infinity)
      if (forked === entry.forked) continue
      entry.forked = forked
      first = Math.min(first, i)
    }
    return first
  }
}

export const seqOf = (head: Ref | undefined): number => head?.seq ?? 0

/** K6, K9: the instant is the latest of the stamp, the last seal and the parents; the step is one more than the deepest parent at that instant. */
function makeEntry(row: Row, floor: Millis, above: readonly Entry[]): Entry {
  let at = Math.max(row.body.stamp, floor)
  for (const parent of above) at = Math.max(at, parent.at)
  let step = 0
  for (const parent of above) if (parent.at === at) step = Math.max(step, parent.step + 1)
  const { hash, body } = row
  const event: Event = { id: hash, body, looked: undefined }
  return { row, hash, event, at, step, forked: false, forkedWhenFolded: false, verdict: null, threw: false, end: 0 }
}
