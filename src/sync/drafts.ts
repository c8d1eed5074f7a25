/**
 * A text that several people write together: one small Yjs document per draft, whose updates travel as frames of ours and so reach
 * peers over any carrier. Whoever may read a draft also may change all of it; keep what is private out, or encrypt before it gets here.
 */
import { applyUpdate, Doc, encodeStateAsUpdate, type Text } from 'yjs'
import type { Bytes } from '../kit/bytes'
import type { Hash } from '../log/types'
import type { Sync } from './sync'

/** Bytes of one update, and of a whole draft when somebody joins. */
const LONGEST = 56_000
/** Bytes of the state of an empty document: what somebody sends who has just opened a draft. */
const NOTHING = 2

export interface Drafts {
  /** The draft's text. Opened twice, it is one. `close` it when no screen shows it; the others keep theirs. */
  open(id: Hash): { readonly text: Text; close(): void }
}

export function makeDrafts(sync: Pick<Sync, 'onDraft' | 'sendDraft' | 'onJoin'>): Drafts {
  const docs = new Map<Hash, { doc: Doc; users: number }>()
  const send = (id: Hash, update: Uint8Array, to?: string): void => {
    if (update.length <= LONGEST) sync.sendDraft(id, update as Bytes, to)
  }

  sync.onDraft((id, update, from) => {
    const draft = docs.get(id)
    if (!draft) return
    if (update.length === NOTHING) return send(id, encodeStateAsUpdate(draft.doc), from)
    try {
      applyUpdate(draft.doc, update, from)
    } catch {
      // Not an update of Yjs.
    }
  })
  sync.onJoin((link) => {
    for (const [id, { doc }] of docs) send(id, encodeStateAsUpdate(doc), link)
  })

  return {
    open(id) {
      const draft = docs.get(id) ?? { doc: new Doc(), users: 0 }
      if (!docs.has(id)) {
        docs.set(id, draft)
        // Also what came from one peer goes to the others; an update that changes nothing is not told again, so it ends.
        draft.doc.on('update', (update: Uint8Array) => send(id, update))
        send(id, encodeStateAsUpdate(draft.doc)) // empty: whoever has it open answers with theirs
      }
      draft.users += 1
      return {
        text: draft.doc.getText('text'),
        close() {
          draft.users -= 1
          if (draft.users > 0) return
          docs.delete(id)
          draft.doc.destroy()
        },
      }
    },
  }
}
