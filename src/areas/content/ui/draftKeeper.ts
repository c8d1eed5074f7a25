/** Where the draft of a post is kept: on disk with every change, one write at a time; its words at the side where a closing page has no time for that, or the disk no room. */
import type { Peer } from '../../../peer/peer'
import { tabName } from '../../../ui/tabName'
import type { PostDraft } from './draft'

export interface Keeper {
  /** What was kept; `undefined` where nothing is. */
  open(): Promise<PostDraft | undefined>
  /** What another tab has kept since; `undefined` where none has, or something was changed here while the disk was asked. */
  newer(): Promise<{ readonly draft: PostDraft | undefined } | undefined>
  /** Keeps the draft as it is now. @returns once it is on disk, or the disk has refused it: whether it is */
  save(): Promise<boolean>
  close(): void
}

/** A draft as it was at a moment, by the clock of this device; `null`: there was none, since it was posted or thrown away. */
interface Kept {
  readonly at: number
  readonly draft: PostDraft | null
}

const keyOf = (account: string): string => `draft/post/${account}`
const asideOf = (peer: Peer, account: string): string => `mesi.draft.${peer.world}.${peer.store.peer}.${account}`
/** What stands at the side, of all tabs: each leaves its own. */
const asides = (aside: string): string[] => Object.keys(localStorage).filter((key) => key === aside || key.startsWith(`${aside}.`))

/** Of an account that was deleted: its words are erased, those that it has not posted too. */
export async function forgetDraft(peer: Peer, account: string): Promise<void> {
  for (const aside of asides(asideOf(peer, account))) localStorage.removeItem(aside)
  const kept = (await peer.store.meta(keyOf(account)).catch(() => undefined)) as Kept | undefined
  if (!kept?.draft) return
  await peer.store.putMeta(keyOf(account), { at: Date.now(), draft: null } satisfies Kept).catch(() => undefined) // a full disk has its own screen
}

/** Nothing in what no build of ours has written: what is kept on disk counts then. */
function keptIn(text: string | null): Kept | undefined {
  try {
    const left = JSON.parse(text ?? 'null') as Partial<Kept> | null
    return typeof left?.at === 'number' && typeof left.draft === 'object' ? { at: left.at, draft: left.draft } : undefined
  } catch {
    return undefined
  }
}

export const keptNowhere: Keeper = {
  open: async () => undefined,
  newer: async () => undefined,
  save: async () => true,
  close() {},
}

/** @param now the draft as it is, `undefined` while it is empty */
export function makeKeeper(peer: Peer, account: string, now: () => PostDraft | undefined): Keeper {
  const [key, aside] = [keyOf(account), asideOf(peer, account)]
  const own = `${aside}.${tabName}`
  let isOpen = false
  /** What the disk is told next: as it was then, since somebody else's draft may stand here by the time that it is. */
  let next: Kept | undefined
  let isRefused = false
  let changedAt = 0
  let writing: Promise<void> | undefined

  const write = async (): Promise<void> => {
    for (let kept = next; kept; kept = next) {
      next = undefined
      isRefused = await peer.store.putMeta(key, kept).then(
        () => false,
        () => true,
      )
      if (!isRefused && !next) for (const each of [own, ...asides(aside).filter(isOver)]) localStorage.removeItem(each)
    }
    writing = undefined
  }
  const isOver = (left: string) => (keptIn(localStorage.getItem(left))?.at ?? 0) < changedAt
  // Who goes away waits for no disk. Words are few, so they are kept at once beside it; files are on disk since they were picked.
  const leave = () => {
    if (!writing && !isRefused) return
    const draft = now()
    try {
      localStorage.setItem(own, JSON.stringify({ at: changedAt, draft: draft ? { ...draft, files: [] } : null } satisfies Kept))
    } catch {
      // There is no room at all, and the composer says so.
    }
  }
  /** What was kept last: what stands at the side may be older, as where another tab has posted it meanwhile. What this tab left goes before that of others. */
  const last = async (): Promise<Kept | undefined> => {
    const kept = (await peer.store.meta(key)) as Kept | undefined
    const others = () => asides(aside).flatMap((each) => keptIn(localStorage.getItem(each)) ?? [])
    const left = keptIn(localStorage.getItem(own)) ?? others().sort((a, b) => b.at - a.at)[0]
    if (!left || (kept && kept.at > left.at)) return kept
    return left.draft ? { at: left.at, draft: { ...left.draft, files: kept?.draft?.files ?? [] } } : left
  }
  addEventListener('pagehide', leave)
  return {
    async open() {
      const kept = await last()
      isOpen = true
      changedAt = kept?.at ?? 0
      return kept?.draft ?? undefined
    },
    async newer() {
      if (!isOpen || writing) return undefined
      const before = changedAt
      const kept = await last()
      if (!kept || kept.at <= before || changedAt !== before) return undefined
      changedAt = kept.at
      return { draft: kept.draft ?? undefined }
    },
    async save() {
      if (!isOpen) return true
      changedAt = Date.now()
      next = { at: changedAt, draft: now() ?? null }
      await (writing ??= write())
      return !isRefused
    },
    close() {
      leave()
      removeEventListener('pagehide', leave)
    },
  }
}
