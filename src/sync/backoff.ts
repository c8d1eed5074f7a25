/** When to try a peer again that could not be reached: at once after a good while together, else later and later, never in step. */
import type { Millis } from '../log/types'
import type { Timing } from './timing'

const FIRST: Millis = 1_000
const LONGEST: Millis = 60_000
/** A connection that lived as long as this was a good one. */
const GOOD: Millis = 3_000

export function makeBackoff(timing: Timing, chance: () => number = Math.random) {
  const peers = new Map<string, { failures: number; until: Millis }>()
  return {
    /** A connection ended after so many ms, 0 if it never came about. */
    ended(peer: string, lived: Millis): void {
      if (lived >= GOOD) return void peers.delete(peer)
      const failures = (peers.get(peer)?.failures ?? 0) + 1
      const delay = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 10)) * (0.5 + chance())
      if (peers.size > 1_000) peers.clear()
      peers.set(peer, { failures, until: timing.now() + delay })
    },
    /** How long this peer is still to be left alone. */
    wait: (peer: string): Millis => Math.max(0, (peers.get(peer)?.until ?? 0) - timing.now()),
    clear: (): void => peers.clear(),
  }
}
