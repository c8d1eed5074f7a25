/** How long somebody waits for the filter, and for whom: what a post that is being checked says to its maker. */
import type { Status } from '../../../sync/status'

/** What is known of a post that is being checked. */
export interface Known {
  /** This device checks the posts of this world. */
  readonly isHost: boolean
  readonly status: Status['state']
  /** Milliseconds for which nothing has been heard of the device that does. */
  readonly silence: number
  /** Posts that came before it. */
  readonly before: number
  /** How much of it was looked at, from 0 to 1; only where that is done. */
  readonly share: number | undefined
}

/** `offline`, `away`: it goes on once this device, or the one that checks, is back. */
export type Checking =
  | { readonly state: 'offline' | 'away' }
  | { readonly state: 'in line'; readonly before: number }
  | { readonly state: 'looked at'; readonly share?: number }

/** Who checks says something every few seconds while there is something to check. Assumption: after so long it is not here. */
export const SILENCE = 20_000

export function checkingOf({ isHost, status, silence, before, share }: Known): Checking {
  if (!isHost && status === 'offline') return { state: 'offline' }
  if (!isHost && (status === 'local only' || silence >= SILENCE)) return { state: 'away' }
  if (share !== undefined) return { state: 'looked at', share }
  return before > 0 ? { state: 'in line', before } : { state: 'looked at' }
}
