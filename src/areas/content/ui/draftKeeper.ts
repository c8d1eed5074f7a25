/** Where the draft of a post is kept: on disk with every change, one write at a time; its words at the side where a closing page has no time for that, or the disk no room. */
import type { Peer } from '../../../peer/peer'
import type { PostDraft } from './draft'

export interface Keeper {
  /** What was kept; `undefined` where nothing is. */
  open(): Promise<PostDraft | undefined>
  /** Keeps the draft as it is now. @returns once it is on disk, or the disk has refused it: whether it is */
  save(): Promise<boolean>
  close(): void
}

/** @param now the draft as it is, `undefined` while it is empty */
export function makeKeeper(peer: Peer, account: string, now: () => PostDraft | undefined): Keeper {
  const key = `draft/post/${account}`
  const aside = `mesi.draft.${peer.world}.${peer.store.peer}.${account}`
  let isOpen = false
  let dirty = false
  let isRefused = false
  let writing: Promise<void> | undefined

  const write = async (): Promise<void> => {
    while (dirty) {
      dirty = false
      isRefused = await peer.store.putMeta(key, now()).then(
        () => false,
        () => true,
      )
      if (!isRefused && !dirty) localStorage.removeItem(aside)
    }
    writing = undefined
  }
  // Who goes away waits for no disk. Words are few, so they are kept at once beside it; files are on disk since they were picked.
  const leave = () => {
    if (!writing && !isRefused) return
    const draft = now()
    try {
      localStorage.setItem(aside, JSON.stringify(draft ? { ...draft, files: undefined } : null))
    } catch {
      // There is no room at all, and the composer says so.
    }
  }
  const save = async (): Promise<boolean> => {
    dirty = true
    await (writing ??= write())
    return !isRefused
  }
  addEventListener('pagehide', leave)
  return {
    async open() {
      const kept = (await peer.store.meta(key)) as PostDraft | undefined
      const words = localStorage.getItem(aside)
      isOpen = true
      const left = words === null ? kept : (JSON.parse(words) as Omit<PostDraft, 'files'> | null)
      return left ? { ...kept, ...left, files: kept?.files ?? [] } : undefined
    },
    save: async () => (isOpen ? save() : true),
    close() {
      leave()
      removeEventListener('pagehide', leave)
    },
  }
}
