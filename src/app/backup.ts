/** When a world was last saved as a file from this browser, and when it is time to say so: by how old that is and by how much was made since. */
import { createSignal } from 'solid-js'
import { contentIndex } from '../areas/content/views'
import type { Question } from '../areas/area'
import { z } from '../areas/shapes'
import type { Peer } from '../peer/peer'

/** How many posts of these accounts there are. */
export const postsBy: Question<{ readonly accounts: readonly string[] }, number> = {
  name: 'postsBy',
  args: z.strictObject({ accounts: z.array(z.string()) }),
  answer: (q, { accounts }) => accounts.reduce((sum, account) => sum + q.list(contentIndex, `by ${account}`).length, 0),
}

export interface Backup {
  /** When it was last saved, in milliseconds since 1970; before the first time, since when there is something to lose. */
  readonly at: number
  readonly saved: boolean
  /** How many posts were in it. */
  readonly posts: number
  /** The person would rather not hear of it until then. */
  readonly quietUntil: number
}

const DAY = 86_400_000
const QUIET = 7 * DAY

/** Whether it is time: much was made since, or something and it is long ago. Without any file yet, earlier. */
export function isDue({ at, saved, posts, quietUntil }: Backup, now: number, postsNow: number): boolean {
  const fresh = postsNow - posts
  if (now < quietUntil || fresh < 1) return false
  return saved ? fresh >= 20 || now - at >= 21 * DAY : fresh >= 10 || now - at >= QUIET
}

const slot = ({ world, store }: Peer): string => `mesi.backup.${world}.${store.peer}`
const [changed, change] = createSignal(0)

/** What is known of the last file of this world, as a signal. A world that is met for the first time counts from now. */
export function backupOf(peer: Peer, now = Date.now()): Backup {
  changed()
  try {
    const known = JSON.parse(localStorage.getItem(slot(peer)) ?? '') as Partial<Backup>
    if (typeof known.at === 'number' && typeof known.posts === 'number')
      return { at: known.at, posts: known.posts, saved: known.saved === true, quietUntil: known.quietUntil ?? 0 }
  } catch {
    // nothing is known yet
  }
  const first = { at: now, saved: false, posts: 0, quietUntil: 0 }
  localStorage.setItem(slot(peer), JSON.stringify(first))
  return first
}

function keep(peer: Peer, backup: Backup): void {
  localStorage.setItem(slot(peer), JSON.stringify(backup))
  change((n) => n + 1)
}

/** It was just saved as a file. */
export const noteBackup = (peer: Peer, now = Date.now()): void => {
  const accounts = peer.personas.map(({ account }) => account)
  keep(peer, { at: now, saved: true, posts: peer.answers.ask(postsBy, { accounts }), quietUntil: 0 })
}

/** Not now: it is said again in a week. */
export const putOffBackup = (peer: Peer, now = Date.now()): void => keep(peer, { ...backupOf(peer), quietUntil: now + QUIET })
