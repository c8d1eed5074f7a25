/** Whether what a draft was sent as has become a post: a page may be closed after the act and before its draft is gone. */
import type { Peer } from '../../../peer/peer'
import type { Millis } from '../../../log/types'
import type { AccountId } from '../../area'
import { contents } from '../tables'
import { contentIndex } from '../views'

/** What a post shall say, by its names, and from when on: the same files may have been posted without words before. */
export interface Sent {
  readonly since: Millis
  readonly caption: string | null
  readonly files: readonly string[]
}

/** Somebody has hardly posted more since, on all of their devices. */
const LATEST = 50

export function isPosted(peer: Peer, account: AccountId, { since, caption, files }: Sent): boolean {
  const own = peer.answers.list(contentIndex, `by ${account}`).slice(-LATEST)
  return own.some((id) => {
    const row = peer.engine.read(contents, id)
    return (
      row !== undefined &&
      row.at >= since &&
      (row.caption?.hash ?? null) === caption &&
      row.files.map(({ hash }) => hash).join() === files.join()
    )
  })
}
