/** Whether what a draft was sent as has become a post: a page may be closed after the act and before its draft is gone. */
import type { Peer } from '../../../peer/peer'
import type { AccountId } from '../../area'
import { contents } from '../rules'
import { contentIndex } from '../views'

/** What a post shall say, by its names: no other draft has the same, for words are named with a salt of their own. */
export interface Sent {
  readonly caption: string | null
  readonly files: readonly string[]
}

/** Somebody has hardly posted more since, on all of their devices. */
const LATEST = 50

export function isPosted(peer: Peer, account: AccountId, { caption, files }: Sent): boolean {
  const own = peer.answers.list(contentIndex, `by ${account}`).slice(-LATEST)
  return own.some((id) => {
    const row = peer.engine.read(contents, id)
    return row !== undefined && (row.caption?.hash ?? null) === caption && row.files.map(({ hash }) => hash).join() === files.join()
  })
}
