/** What a person is told about sync, in one line that is always on screen. */
import type { Observable } from './observable'

export type Status =
  /** Switched off by the person or without any carrier. */
  | { readonly state: 'offline' }
  /** Looking for peers; nobody is there. */
  | { readonly state: 'local only' }
  /** Rows are known to exist elsewhere: `done` of `total` of this catching-up are here. Of a snapshot that comes first it counts chunks. */
  | { readonly state: 'syncing'; readonly peers: number; readonly done: number; readonly total: number }
  /** All is here but the history behind a snapshot: `done` of its `total` rows are. Until then one can only look around. */
  | { readonly state: 'backfilling'; readonly peers: number; readonly done: number; readonly total: number }
  /** Nothing known to be missing. */
  | { readonly state: 'connected'; readonly peers: number }

export type SyncStatus = Observable<Status>

interface Count {
  readonly done: number
  readonly total: number
}

/** The status from what the parts know. `total` 0: nothing is being caught up. */
export function statusOf(online: boolean, peers: number, { done, total }: Count, backlog?: Count): Status {
  if (!online) return { state: 'offline' }
  if (peers === 0) return { state: 'local only' }
  if (total > done) return { state: 'syncing', peers, done, total }
  return backlog ? { state: 'backfilling', peers, done: backlog.done, total: backlog.total } : { state: 'connected', peers }
}

export const sameStatus = (a: Status, b: Status): boolean => JSON.stringify(a) === JSON.stringify(b)

/** For the status line and for logs: 'offline', 'local only', '3 peers', 'syncing 40 of 900', 'backfilling 40 of 900'. */
export function inWords(status: Status): string {
  if (status.state === 'syncing' || status.state === 'backfilling') return `${status.state} ${status.done} of ${status.total}`
  if (status.state === 'connected') return status.peers === 1 ? '1 peer' : `${status.peers} peers`
  return status.state
}
