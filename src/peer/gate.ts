/**
 * Who gets in (K20): a feed counts once its device was let in, and no faster than seals follow. What may not come in yet waits in a pen of
 * fixed size, and what waited for a row comes in behind it.
 */
import { devices, invites } from '../areas/accounts/tables'
import type { Engine } from '../log/engine'
import type { DeviceId, Hash, Millis, Ref, Row, Seal } from '../log/types'
import type { Place } from '../sync/replica'
import { MOST_RESTED_ON } from './acting'
import type { Life } from './life'
import { makePen } from './pen'

/**
 * Rows of one device that may wait for a seal here, since each seal folds again what it leaves open; what it sends beyond that waits in the
 * pen, and comes in behind the seals. Where no seal reaches it, so many more come in each second, up to the most.
 */
export const OPEN_AT_ONCE = 500
const OPEN_PER_SECOND = 20
export const MOST_OPEN = 2_000
/** Of a file, so many of each device: the file is there once, and nobody sends again what was left out of it. */
const MOST_IN_FILE = 10_000
/** While so many rows of all devices are open, no more of each come in than an act of ours may rest on. */
const MANY_OPEN = 3_000
/** Rows of a device that was not let in here, and that come in all the same because an act of somebody else rests on them. */
const MOST_OF_STRANGERS = 20
/** Devices beyond its uses that may try an invite, so that somebody learns why they were refused. */
const MOST_TRIES = 50
/** Two rows for one place prove that a device forked; so many are kept of each device, and what more it signs waits in the pen. */
const MOST_PROOFS = 16

export class Gate {
  private readonly pen = makePen()
  /** Of the rows in the pen, those whose proof failed: it stays so, however long they wait there. */
  private readonly unfounded = new Set<Hash>()
  /** By device, rows beside another in their place that were let in since the start. */
  private readonly proofs = new Map<DeviceId, number>()
  /** Of these, those above what is sealed of it. */
  private readonly forked = new Map<DeviceId, number>()
  /** Rows that have tried an invite: one that the disk refused comes again, which is no further try. */
  private readonly tries = new Map<string, Set<Hash>>()
  /** By device with more rows than come in at once: up to where it was sealed, and since when. */
  private readonly queues = new Map<DeviceId, { readonly head: number; readonly since: Millis }>()

  /**
   * @param isFree devices that need nobody's leave: the host's, and this browser's own
   * @param steady milliseconds that never go back
   */
  constructor(
    private readonly life: () => Life,
    private readonly isFree: (device: DeviceId) => boolean,
    private readonly steady: () => Millis,
  ) {}

  private get engine(): Engine {
    return this.life().engine
  }

  /**
   * Folds what may come in, and with it what waited for it in the pen. Answers the rows that came in.
   * @param isFile it comes from a file that somebody brings in: what was open or kept as proof in that world is here, too
   */
  admit(proven: readonly Row[], seals: readonly Seal[], unfounded: readonly Hash[], isFile = false): Row[] {
    for (const hash of unfounded) this.unfounded.add(hash)
    const fold = (rows: readonly Row[], sealed: readonly Seal[] = []) =>
      this.engine.add(
        rows,
        sealed,
        rows.flatMap(({ hash }) => (this.unfounded.delete(hash) ? [hash] : [])),
      )
    const admitted: Row[] = []
    const places = new Set<string>()
    /** Rows of these that prove a fork at most; what lies behind one of them does so, too. */
    const proofs = new Set<Hash>()
    let named: ReadonlySet<Hash> | undefined
    const isNamed = ({ hash, body }: Row): boolean => {
      if (body.seq > (this.life().promised.get(body.device) ?? 0)) return false
      return (named ??= this.namedBySeals(proven)).has(hash)
    }
    const comesIn = (row: Row): boolean => {
      if (!this.isAdmitted(row, isFile)) return false
      const place = `${row.body.device} ${row.body.seq}`
      const isProof = places.has(place) || this.engine.isTaken(row) || proofs.has(row.body.prev ?? '')
      if (isProof) proofs.add(row.hash)
      if (isProof ? !this.isOneMoreProof(row) && !isNamed(row) : this.isSpent(row) && !isNamed(row)) return false
      places.add(place)
      return true
    }
    for (const row of proven) {
      if (this.engine.has(row.hash)) this.unfounded.delete(row.hash)
      else if (comesIn(row)) admitted.push(row)
      else {
        const gone = this.pen.put(row)
        this.life().prover.dropped(gone)
        for (const { hash } of gone) this.unfounded.delete(hash)
      }
    }
    fold(admitted, seals)
    while (this.pen.size > 0) {
      const awaited = this.awaitedHere()
      const released = this.pen.take(
        (row) => (awaited.has(row.hash) && !this.isSpent(row) && this.distance(row) <= this.mostAwaited(row)) || comesIn(row),
      )
      if (released.length === 0) break
      fold(released)
      admitted.push(...released)
    }
    return admitted
  }

  /** Whether anything waits that may come in by itself, as time passes and seals take effect. */
  get hasWaiting(): boolean {
    return this.pen.size > 0
  }

  /** Another tab has let these in and kept them: they wait here no more, and would pass for second ones beside themselves. */
  letGo(rows: readonly Row[]): void {
    if (!this.hasWaiting) return
    const hashes = new Set(rows.map(({ hash }) => hash))
    for (const { hash } of this.pen.take((row) => hashes.has(row.hash))) this.unfounded.delete(hash)
  }

  /** Whether a row is here and waits: whoever asks for it by hash need not ask others. */
  isWaiting(hash: Hash): boolean {
    return this.pen.has(hash)
  }

  /**
   * From where on more of a feed is of use, given its last row that came in. `undefined`: for now there is no room for more of it. What a
   * seal is about to cover comes in at once: of that, what waits in the pen is another branch, or nothing without what lies before it.
   */
  wantsBehind(last: Place): Place | undefined {
    const promised = this.life().promised.get(last.device) ?? 0
    return promised > last.seq ? last : this.pen.wantsBehind(last)
  }

  /** Whether a row could stay here that is asked for by hash: what the pen has just let go would come only to go again. */
  hasUseOf({ device, seq }: Ref): boolean {
    return seq <= (this.life().promised.get(device) ?? 0) || this.pen.hasRoom(device)
  }

  private isAdmitted(row: Row, isFile: boolean): boolean {
    const { device, seq } = row.body
    if (this.isFree(device)) return true
    if (isFile && this.distance(row) <= MOST_IN_FILE && this.engine.read(devices, device) !== undefined) return true
    if (this.engine.isStopped(device)) return false // nothing of it is ever covered again, and nobody waits for it (K5)
    if (seq <= (this.life().promised.get(device) ?? 0)) return true
    return this.engine.read(devices, device) === undefined ? this.isWelcome(row) : this.hasRoom(row)
  }

  /** What held seals name, with what stands before it among these rows, and all that is missed: no flood of other branches keeps it out. */
  private namedBySeals(rows: readonly Row[]): ReadonlySet<Hash> {
    const heads = [...this.life().held.values()].flatMap(({ body }) => body.heads.map(({ hash }) => hash))
    const named = new Set([...this.engine.missing(), ...heads])
    for (const { hash, body } of rows.toReversed()) if (body.prev !== null && named.has(hash)) named.add(body.prev)
    return named
  }

  /** What others rest on and waits here, with what stands before it: of a long feed the beginning comes in, and behind its seal the rest. */
  private awaitedHere(): ReadonlySet<Hash> {
    const awaited = new Set<Hash>()
    for (const hash of this.engine.missing())
      for (let row = this.pen.row(hash); row && !awaited.has(row.hash); row = this.pen.row(row.body.prev ?? '')) awaited.add(row.hash)
    return awaited
  }

  /** How far behind its head a row comes in because another one rests on it. Who was not let in brings a few, not a feed. */
  private mostAwaited({ body }: Row): number {
    return this.engine.read(devices, body.device) === undefined ? MOST_OF_STRANGERS : OPEN_AT_ONCE
  }

  /** How far behind its device's sealed head a row stands. */
  private distance({ body }: Row): number {
    return body.seq - (this.engine.head(body.device)?.seq ?? 0)
  }

  /** A peer that no seal reaches sees more of the others, little by little. */
  private hasRoom(row: Row): boolean {
    const far = this.distance(row)
    if (far <= MOST_RESTED_ON) return true
    if (far > MOST_OPEN || this.engine.open.length >= MANY_OPEN) return false
    if (far <= OPEN_AT_ONCE) return true
    const { device } = row.body
    const head = this.engine.head(device)?.seq ?? 0
    let queue = this.queues.get(device)
    if (queue?.head !== head) this.queues.set(device, (queue = { head, since: this.steady() }))
    return far <= OPEN_AT_ONCE + ((this.steady() - queue.since) * OPEN_PER_SECOND) / 1_000
  }

  private isOneMoreProof(row: Row): boolean {
    const { device, seq } = row.body
    const proofs = this.proofs.get(device) ?? 0
    if (proofs >= MOST_PROOFS || this.isSpent(row)) return false
    this.proofs.set(device, proofs + 1)
    // What lies below may be final elsewhere and not here yet (K19), and then it proves nothing.
    if (seq > (this.engine.head(device)?.seq ?? 0)) this.forked.set(device, (this.forked.get(device) ?? 0) + 1)
    return true
  }
  /** Whether its device has proven often enough that it forks: what it signs now waits for the seal that stops it. */
  private isSpent({ body }: Row): boolean {
    return (this.forked.get(body.device) ?? 0) >= MOST_PROOFS
  }

  /** A device arrives by an invite of the host's. A few more than it lets in may try it: they are sealed as void and learn why. */
  private isWelcome({ hash, body }: Row): boolean {
    const key = body.data['invite']
    if (body.type !== 'accounts.joined' || body.seq !== 1 || typeof key !== 'string' || this.unfounded.has(hash)) return false
    const invite = this.engine.read(invites, key)
    if (!invite) return false
    const tries = this.tries.get(key) ?? new Set()
    if (!tries.has(hash) && tries.size >= invite.uses + MOST_TRIES) return false
    this.tries.set(key, tries.add(hash))
    return true
  }
}
