/**
 * A text that several people write together: one small Yjs document per draft, whose updates travel as frames of ours and so reach
 * peers over any carrier. Whoever may read a draft also may change all of it; keep what is private out, or encrypt before it gets here.
 */
import { applyUpdate, Doc, encodeStateAsUpdate, type Text } from 'yjs'
import { concat } from '../kit/bytes'
import type { Hash } from '../log/types'
import type { Sync } from './sync'

/** Bytes of one part of an update, and how many parts it may have: a frame holds one, behind which it is and of how many. */
const PART = 55_000
const MOST_PARTS = 64
/** Bytes of the state of an empty document: what somebody sends who has just opened a draft. */
const NOTHING = 2

export interface Drafts {
  /**
   * The draft's text. Opened twice, it is one. `close` it when no screen shows it; the others keep theirs. A change of more than 3.5 MB
   * throws a RangeError: it stands here, and cannot be shared. Nor is a draft that has grown beyond that given to who comes later.
   */
  open(id: Hash): { readonly text: Text; close(): void }
  /** Listens no more. */
  stop(): void
}

export function makeDrafts(sync: Pick<Sync, 'onDraft' | 'sendDraft' | 'onJoin'>): Drafts {
  const docs = new Map<Hash, { doc: Doc; users: number }>()
  /** What has come so far of an update that is longer than a frame, by link and draft. A link keeps the order. */
  const coming = new Map<string, Uint8Array[]>()

  const isShareable = (update: Uint8Array): boolean => update.length <= PART * MOST_PARTS
  /** What is too long stays here: others see what they had. */
  function send(id: Hash, update: Uint8Array, to?: string): void {
    if (!isShareable(update)) return
    const count = Math.ceil(update.length / PART)
    for (let nth = 0; nth < count; nth++)
      sync.sendDraft(id, concat(Uint8Array.of(nth, count), update.subarray(nth * PART, (nth + 1) * PART)), to)
  }
  /** The whole update, once its last part is here. */
  function gather(id: Hash, [nth = 0, count = 0]: Uint8Array, part: Uint8Array, from: string): Uint8Array | undefined {
    const name = `${from} ${id}`
    const parts = nth === 0 ? [] : coming.get(name)
    coming.delete(name)
    if (parts?.length !== nth || count > MOST_PARTS) return undefined
    parts.push(part)
    if (parts.length === count) return concat(...parts)
    coming.set(name, parts)
    return undefined
  }

  const stopDrafts = sync.onDraft((id, frame, from) => {
    const draft = docs.get(id)
    const update = draft && gather(id, frame, frame.subarray(2), from)
    if (!draft || !update) return
    if (update.length === NOTHING) return send(id, encodeStateAsUpdate(draft.doc), from)
    try {
      applyUpdate(draft.doc, update, from)
    } catch {
      // Not an update of Yjs.
    }
  })
  const stopJoins = sync.onJoin((link) => {
    for (const [id, { doc }] of docs) send(id, encodeStateAsUpdate(doc), link)
  })

  return {
    open(id) {
      const draft = docs.get(id) ?? { doc: new Doc(), users: 0 }
      if (!docs.has(id)) {
        docs.set(id, draft)
        // Also what came from one peer goes to the others; an update that changes nothing is not told again, so it ends.
        draft.doc.on('update', (update: Uint8Array, _: unknown, __: Doc, { local }: { readonly local: boolean }) => {
          if (local && !isShareable(update)) throw new RangeError(`${update.length} bytes are too many for a shared draft`)
          send(id, update)
        })
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
    stop() {
      stopDrafts()
      stopJoins()
    },
  }
}
