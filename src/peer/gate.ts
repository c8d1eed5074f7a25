/**
 * Who gets in (K20): a feed counts once its device was let in, and no faster than seals follow. What may not come in yet waits in a pen of
 * fixed size, and what waited for a row comes in behind it.
 */
import { devices, invites } from '../areas/accounts/rules'
import type { Engine } from '../log/engine'
import type { DeviceId, Hash, Row, Seal } from '../log/types'
import type { Life } from './life'
import { makePen } from './pen'

/** Rows of one device that wait for a seal here; what it sends beyond that waits in the pen. */
const MOST_OPEN = 10_000
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
  private readonly tries = new Map<string, number>()

  /** @param free devices that need nobody's leave: the host's, and this browser's own */
  constructor(
    private readonly life: () => Life,
    private readonly isFree: (device: DeviceId) => boolean,
  ) {}

  private get engine(): Engine {
    return this.life().engine
  }

  /** Folds what may come in, and with it what waited for it in the pen. Answers the rows that came in. */
  admit(proven: readonly Row[], seals: readonly Seal[], unfounded: readonly Hash[]): Row[] {
    for (const hash of unfounded) this.unfounded.add(hash)
    const fold = (rows: readonly Row[], sealed: readonly Seal[] = []) =>
      this.engine.add(
        rows,
        sealed,
        rows.flatMap(({ hash }) => (this.unfounded.delete(hash) ? [hash] : [])),
      )
    const admitted: Row[] = []
    const places = new Set<string>()
    const comesIn = (row: Row): boolean => {
      const place = `${row.body.device} ${row.body.seq}`
      const isProof = places.has(place) || this.engine.isTaken(row)
      if (!this.isAdmitted(row) || (isProof && !this.isOneMoreProof(row))) return false
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
      const awaited = new Set(this.engine.missing())
      const released = this.pen.take((row) => awaited.has(row.hash) || comesIn(row))
      if (released.length === 0) break
      fold(released)
      admitted.push(...released)
    }
    return admitted
  }

  private isAdmitted(row: Row): boolean {
    const { device, seq } = row.body
    if (this.isFree(device)) return true
    if (this.engine.isStopped(device)) return false // nothing of it is ever covered again, and nobody waits for it (K5)
    if (seq <= (this.life().promised.get(device) ?? 0)) return true
    if (seq > (this.engine.head(device)?.seq ?? 0) + MOST_OPEN) return false
    return this.engine.read(devices, device) !== undefined || this.isWelcome(row)
  }

  private isOneMoreProof({ body }: Row): boolean {
    const proofs = this.proofs.get(body.device) ?? 0
    if (proofs >= MOST_PROOFS) return false
    this.proofs.set(body.device, proofs + 1)
    return true
  }

  /** A device arrives by an invite of the host's. A few more than it lets in may try it: they are sealed as void and learn why. */
  private isWelcome({ hash, body }: Row): boolean {
    const key = body.data['invite']
    if (body.type !== 'accounts.joined' || body.seq !== 1 || typeof key !== 'string' || this.unfounded.has(hash)) return false
    const invite = this.engine.read(invites, key)
    if (!invite) return false
    const tries = this.tries.get(key) ?? 0
    if (tries >= invite.uses + MOST_TRIES) return false
    this.tries.set(key, tries + 1)
    return true
  }
}
