/**
 * A newcomer's short way in (K19): the host's signed manifest from any peer, its pieces from all peers, and only then the rows behind it.
 * Whatever goes wrong, the long way is always there: every row from the first.
 */
import type { Millis } from '../log/types'
import type { Blobs, Download } from './blobs'
import type { Limits } from './limits'
import type { Replica } from './replica'
import type { Session } from './session'
import type { Timing } from './timing'

export interface Newcomer {
  joined(session: Session): void
  manifest(session: Session, text: string): Promise<void>
  left(session: Session): void
  tick(): void
  isIdle(): boolean
}

/** `hold` stops the pulling of rows while a snapshot is on its way, and starts it again. */
export function makeNewcomer(replica: Replica, blobs: Blobs, timing: Timing, limits: Limits, hold: (on: boolean) => void): Newcomer {
  const asked = new Set<Session>()
  let waiting: { session: Session; since: Millis } | undefined
  let fetching: { downloads: readonly Download[]; have: number; at: Millis } | undefined
  let over = false

  function finish(): void {
    over = true
    waiting = undefined
    fetching = undefined
    hold(false)
  }

  /** The next peer that has not been asked yet, or the long way. */
  function askNext(open: Iterable<Session>): void {
    if (over || waiting || fetching) return
    const session = [...open].find((one) => one.isOpen() && !asked.has(one))
    if (!session) return
    if (!replica.snapshots.wanted()) return finish()
    asked.add(session)
    waiting = { session, since: timing.now() }
    hold(true)
    session.send({ type: 'askManifest' })
  }

  return {
    joined(session) {
      if (!over && !replica.snapshots.wanted()) finish()
      askNext([session])
    },
    async manifest(session, text) {
      if (waiting?.session !== session) return
      waiting = undefined
      const pieces = text === '' ? undefined : await replica.snapshots.admit(text)
      if (text !== '' && !pieces) session.strike('a manifest that does not check out')
      if (!pieces) return finish()
      const downloads = pieces.map((piece) => blobs.fetch(piece.hash, piece.size))
      fetching = { downloads, have: 0, at: timing.now() }
      const came = await Promise.all(downloads.map((download) => download.done))
      if (came.every(Boolean)) await replica.snapshots.install(text)
      finish()
    },
    left(session) {
      asked.delete(session)
      if (waiting?.session === session) finish()
    },
    tick() {
      const late = timing.now() - limits.patience
      if (waiting && waiting.since < late) finish()
      if (!fetching) return
      const have = fetching.downloads.reduce((sum, download) => sum + download.progress.get().have, 0)
      if (have > fetching.have) fetching = { ...fetching, have, at: timing.now() }
      else if (fetching.at < late) for (const download of fetching.downloads) download.stop()
    },
    isIdle: () => !waiting && !fetching,
  }
}
