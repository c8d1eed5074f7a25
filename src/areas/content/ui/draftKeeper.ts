/** Where the draft of a post is kept: on disk with every change, one write at a time, and what a closing page has no time for, at its side. */
import type { Peer } from '../../../peer/peer'
import type { PostDraft } from './draft'

export interface Keeper {
  /** What was kept; `undefined` where nothing is. */
  open(): Promise<PostDraft | undefined>
  /** Keeps the draft as it is now; resolves once it is on disk. */
  save(): Promise<void>
  close(): void
}

/** @param now the draft as it is, `undefined` while it is empty */
export function makeKeeper(peer: Peer, account: string, now: () => PostDraft | undefined): Keeper {
  const key = `draft/post/${account}`
  const aside = `mesi.draft.${peer.world}.${peer.store.peer}.${account}`
  let isOpen = false
  let dirty = false
  let writing: Promise<void> | undefined

  const write = async (): Promise<void> => {
    while (dirty) {
      dirty = false
      // Words that cannot be kept are still on the screen, and at the side when the page goes.
      await peer.store.putMeta(key, now()).catch(() => undefined)
    }
    writing = undefined
  }
  // A page that goes away waits for no disk. Words are few, so they are kept at once beside it; files are on disk since they were picked.
  const leave = () => {
    if (!writing) return
    const draft = now()
    localStorage.setItem(aside, JSON.stringify(draft ? { ...draft, files: undefined } : null))
  }
  addEventListener('pagehide', leave)
  return {
    async open() {
      const kept = (await peer.store.meta(key)) as PostDraft | undefined
      const words = localStorage.getItem(aside)
      localStorage.removeItem(aside)
      isOpen = true
      const left = words === null ? kept : (JSON.parse(words) as Omit<PostDraft, 'files'> | null)
      return left ? { ...kept, ...left, files: kept?.files ?? [] } : undefined
    },
    async save() {
      if (!isOpen) return
      dirty = true
      await (writing ??= write())
    },
    close: () => removeEventListener('pagehide', leave),
  }
}
