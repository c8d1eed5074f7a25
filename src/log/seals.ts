/** K8: when a seal may take effect, and what the host's next one covers. */
import { type OpenWindow, type Sealed, seqOf } from './order'
import type { DeviceId, Hash, Last, Millis, Ref, Row, SealBody } from './types'

/** Heads and stops as a seal would leave them: its own over those in effect. */
export class Heads implements Sealed {
  private readonly heads = new Map<DeviceId, Ref>()
  private readonly stopped: Set<DeviceId>
  constructor(
    private readonly under: Sealed,
    stopped: Iterable<DeviceId>,
  ) {
    this.stopped = new Set(stopped)
  }
  head(device: DeviceId): Ref | undefined {
    return this.heads.get(device) ?? this.under.head(device)
  }
  isStopped(device: DeviceId): boolean {
    return this.stopped.has(device) || this.under.isStopped(device)
  }
  advance(ref: Ref): void {
    this.heads.set(ref.device, ref)
  }
  get changed(): Ref[] {
    return [...this.heads.values()]
  }
}

/** What looking at a seal found. `malformed` is for good and kept as proof; `waiting` names something that is not here yet. */
export type Check =
  | { readonly is: 'good'; readonly covered: readonly Hash[]; readonly heads: Heads }
  | { readonly is: 'waiting'; readonly for: Hash }
  | { readonly is: 'malformed'; readonly why: string }

const malformed = (why: string): Check => ({ is: 'malformed', why })

export function checkSeal(seal: SealBody, last: Last, sealed: Sealed, window: OpenWindow): Check {
  if (seal.upTo < last.upTo) return malformed('its time goes back')
  const heads = new Heads(sealed, seal.stopped)
  const covered: Row[] = []
  let wait: Hash | undefined
  for (const named of seal.heads) {
    const from = heads.head(named.device)
    if (named.seq <= seqOf(from) || sealed.isStopped(named.device)) return malformed('a head does not advance')
    let hash = named.hash
    for (let seq = named.seq; seq > seqOf(from); seq--) {
      const row = window.row(hash)
      if (!row) {
        // Of a branch that is cut under the seals in effect nothing can be covered; anything else may still come.
        if (window.has(hash)) return malformed('covers a branch that is cut')
        wait = hash
        break
      }
      if (row.body.device !== named.device || row.body.seq !== seq) return malformed('a head names another row')
      if (seq === seqOf(from) + 1 && row.body.prev !== (from?.hash ?? null)) return malformed('covers another branch')
      covered.push(row)
      hash = row.body.prev as Hash
    }
    heads.advance(named)
  }
  for (const { body } of covered) {
    if (body.stamp > seal.upTo) return malformed('covers a later stamp')
    for (const parent of body.seen) {
      if (window.isSettled(parent, heads)) continue
      if (window.isRooted(parent)) return malformed('leaves a parent unsettled')
      wait = parent.hash
    }
  }
  return wait === undefined ? { is: 'good', covered: covered.map((row) => row.hash), heads } : { is: 'waiting', for: wait }
}

/**
 * What the host can cover at `upTo`: rows in order whose feed continues the sealed one and whose parents it settles too. A forked device
 * keeps its first branch, and is stopped by the seal that reaches its fork (K5). Where that cannot be delivered it is stopped at once, and so is
 * one with rows on a dead branch, since others may have seen these and could not prove them. `isDue` lets the host leave out what is over quota (K20).
 */
export function coverable(
  window: OpenWindow,
  sealed: Sealed,
  upTo: Millis,
  isDue: (row: Row) => boolean,
): { readonly covered: Hash[]; readonly heads: Heads; readonly stopped: DeviceId[] } {
  const [forks, dead] = [window.forkedDevices(), window.deadDevices()]
  let stopped = [...new Set([...forks.keys(), ...dead])].filter((device) => !sealed.isStopped(device))
  for (;;) {
    const found = coveredWith(window, sealed, stopped, upTo, isDue)
    const isToCome = (device: DeviceId): boolean => {
      const fork = dead.has(device) ? 0 : (forks.get(device) as number)
      return seqOf(found.heads.head(device)) < fork && window.order.some(({ row }) => row.body.device === device && row.body.seq === fork)
    }
    const reached = stopped.filter((device) => !isToCome(device))
    if (reached.length === stopped.length) return { ...found, stopped }
    stopped = reached // what has seen more of the others is to wait for them
  }
}

function coveredWith(
  window: OpenWindow,
  sealed: Sealed,
  stopped: readonly DeviceId[],
  upTo: Millis,
  isDue: (row: Row) => boolean,
): { readonly covered: Hash[]; readonly heads: Heads } {
  const heads = new Heads(sealed, stopped)
  const covered: Hash[] = []
  for (const { row, hash } of window.order) {
    const { device, seq, prev, stamp, seen } = row.body
    const head = heads.head(device)
    if (stamp > upTo || seq !== seqOf(head) + 1 || prev !== (head?.hash ?? null) || !isDue(row)) continue
    if (!seen.every((parent) => window.isSettled(parent, heads))) continue
    heads.advance({ device, seq, hash })
    covered.push(hash)
  }
  return { covered, heads }
}
