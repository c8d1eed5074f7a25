/**
 * The post one is writing: kept on this device with every change, so that neither a reload nor a closed tab loses it. Files that are being
 * made ready are kept as they were picked, and the work on them goes on where it can.
 */
import { t } from '../../../language'
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile, type SetStoreFunction, unwrap } from 'solid-js/store'
import { type MadeFile, MediaRefused } from '../../../peer/files'
import type { Hash } from '../../../log/types'
import { holdPicked } from '../../../peer/picked'
import { StoreFailure } from '../../../store/failures'
import { useSession } from '../../../ui/session'
import type { Form, Made, Media, Published } from '../events'
import { type Keeper, keptNowhere, makeKeeper } from './draftKeeper'
import { isPosted, type Sent } from './sent'
import { emptyWording, type WordingDraft } from './wording'

/** A file on its way into a post. */
export type Attached = { readonly key: number; readonly name: string } & (
  | { readonly state: 'working'; readonly picked: File; readonly progress: number }
  | { readonly state: 'ready'; readonly made: MadeFile }
  | { readonly state: 'refused'; readonly sentence: string; readonly hint: string }
)

export interface PostDraft extends WordingDraft {
  form: Form
  files: readonly Attached[]
  /** Until its maker says, what goes without saying (`madeOf`). */
  made: Made | undefined
  persona: Published['persona']
  rightsConfirmed: boolean
  /** What a red flag has its maker say beside it (`detailWords`); blank where nothing is asked. */
  details: readonly string[]
  /** As what it was sent, while nobody knows yet whether it is posted. */
  sent: Sent | null
}

/** Of the files of a draft, and of the small ones before them. */
const filesIn = (draft: PostDraft | undefined): Hash[] =>
  (draft?.files ?? []).flatMap((each) => {
    if (each.state !== 'ready') return []
    const { hash, thumb } = each.made.file
    return thumb ? [hash, thumb.hash] : [hash]
  })

/** Why a file did not become part of a post, and what helps. */
function why(error: unknown): { readonly sentence: string; readonly hint: string } {
  if (error instanceof MediaRefused) return { sentence: error.refusal.sentence, hint: error.refusal.hint }
  if (error instanceof StoreFailure) return { sentence: error.says, hint: error.todo }
  return { sentence: t`This file could not be made ready on this device.`, hint: t`Try it again, or take another one.` }
}

/** How much of it is AI's work, as its maker says; who is AI need not say so each time. */
export const madeOf = <M extends Made>(said: M | undefined, isAi: boolean | undefined): M | 'human' | 'generated' =>
  said ?? (isAi ? 'generated' : 'human')

const emptyDraft = (): PostDraft => ({
  ...emptyWording(),
  form: 'droplet',
  files: [],
  made: undefined,
  persona: 'none',
  rightsConfirmed: false,
  details: [],
  sent: null,
})

export interface Drafting {
  readonly draft: PostDraft
  readonly change: (changes: Partial<PostDraft>) => void
  /** False until what was kept is here: nothing may be written before. */
  readonly isOpen: Accessor<boolean>
  /** That a draft of before was found. */
  readonly found: Accessor<boolean>
  /** False while the disk refuses it. */
  readonly isKept: Accessor<boolean>
  readonly attach: (files: readonly File[]) => void
  readonly detach: (key: number) => void
  /** Puts a file one place further to the front or the back. */
  readonly move: (key: number, by: -1 | 1) => void
  /** Whether all files are on this device still. One that is not says so: it was in a post that has been deleted. */
  readonly areFilesHere: () => Promise<boolean>
  /** Notes as what it is sent. @returns once that is on disk, or the disk has refused it: whoever finds the draft again can tell that it is a post by now */
  readonly mark: (sent: Sent) => Promise<void>
  /** Throws the draft away: published, or on purpose. */
  readonly clear: () => Promise<void>
  /** Brings one back that was thrown away, unless another one has been begun. */
  readonly restore: (before: PostDraft) => Promise<void>
}

/** Composers of this page that are open: each looks what another one has kept. */
const looking = new Set<() => void>()

export function createPostDraft(): Drafting {
  const session = useSession()
  const [draft, set] = createStore<PostDraft>(emptyDraft())
  const [isOpen, setOpen] = createSignal(false)
  const [found, setFound] = createSignal(false)
  const [isKept, setKept] = createSignal(true)
  const work = new Map<number, AbortController>()
  let keeper: Keeper | undefined

  const isSupposed = createMemo(() => session.past()?.doing !== undefined)
  createEffect(
    on([session.peer, session.me, isSupposed], ([peer, me, supposed]) => {
      // What is only supposed to be posted takes no draft away.
      const here = supposed ? keptNowhere : makeKeeper(peer, me ?? '', () => (isEmpty(draft) ? undefined : copyOf(draft)))
      let gone = false
      keeper = here
      const take = (found: PostDraft | undefined) => {
        for (const each of work.values()) each.abort()
        // The page was closed between the act and this: the draft is a post by now.
        const kept = found?.sent && isPosted(peer, me ?? '', found.sent) ? undefined : found
        set(reconcile({ ...emptyDraft(), ...kept }, { key: 'key' }))
        setFound(kept !== undefined)
        setKept(true)
        if (kept !== found) void save()
        // Nobody waits for it: what somebody picks meanwhile belongs to this draft.
        holdPicked(peer, filesIn(kept)).catch(() => undefined)
        for (const file of draft.files) if (file.state === 'working') void makeReady(file.key, file.picked)
      }
      const open = async () => {
        const found = await here.open()
        if (gone) return
        take(found)
        setOpen(true)
      }
      // Written on in another tab, or posted there: whoever comes back here goes on with that, and does not write over it.
      const look = async () => {
        const other = await here.newer()
        if (other && !gone) take(other.draft)
      }
      const onFocus = () => void look().catch(() => undefined) // a refused disk says so with the next change
      addEventListener('focus', onFocus)
      looking.add(onFocus)
      void open()
      onCleanup(() => {
        gone = true
        removeEventListener('focus', onFocus)
        looking.delete(onFocus)
        here.close()
        setOpen(false)
        for (const each of work.values()) each.abort()
        work.clear()
      })
    }),
  )

  const save = async () => void setKept((await keeper?.save()) ?? true)
  const change = (changes: Partial<PostDraft>) => {
    set(changes as Parameters<SetStoreFunction<PostDraft>>[0])
    void save()
  }
  const isThere = (key: number) => draft.files.some((file) => file.key === key)
  const withIn = (key: number, by: Attached) => draft.files.map((file) => (file.key === key ? by : unwrap(file)))
  /** What came of a file goes into the draft as it is by now, here or in another tab. */
  const meet = async () => {
    const whose = keeper
    const other = await keeper?.newer().catch(() => undefined) // a refused disk says so with the change
    if (!other || keeper !== whose) return
    set(reconcile({ ...emptyDraft(), ...other.draft }, { key: 'key' }))
    // The tab that is at work on them may be gone before they are ready.
    for (const file of draft.files) if (file.state === 'working' && !work.has(file.key)) void makeReady(file.key, file.picked)
  }
  const replace = async (key: number, by: Attached) => {
    await meet()
    if (isThere(key)) change({ files: withIn(key, by) })
  }

  async function makeReady(key: number, picked: File): Promise<void> {
    const control = new AbortController()
    work.set(key, control)
    const name = picked.name
    try {
      const options = {
        signal: control.signal,
        // To be looked at, and not kept: while it goes on, another tab may be written in.
        onProgress: (progress: number) =>
          void (isThere(key) && set('files', withIn(key, { key, name, state: 'working', picked, progress }))),
      }
      const made = await session.mesi.blobs.put(picked, options)
      if (control.signal.aborted) return // whose draft stands here by now is another question
      if (made.kind === 'text') await takeWords(key, made)
      else await replace(key, { key, name, state: 'ready', made })
    } catch (error) {
      if (control.signal.aborted) return
      await replace(key, { key, name, state: 'refused', ...why(error) })
    } finally {
      if (work.get(key) === control) work.delete(key) // the same file may be at work anew
    }
  }

  /** A text file is words, not a file. */
  async function takeWords(key: number, made: MadeFile): Promise<void> {
    const words = (await (await session.mesi.blobs.get(made.file.hash))?.text()) ?? ''
    await meet()
    if (!isThere(key)) return
    change({
      caption: [draft.caption.trim(), words.trim()].filter((part) => part !== '').join('\n\n'),
      files: draft.files.filter((file) => file.key !== key),
    })
  }

  return {
    draft,
    change,
    isOpen,
    found,
    isKept,
    async attach(files) {
      const whose = keeper
      await meet() // a window takes what is dropped on it also while another one is written in
      if (keeper !== whose) return
      const fresh = files.map((picked): Attached => ({ key: newKey(), name: picked.name, state: 'working', picked, progress: 0 }))
      change({ files: [...draft.files.map((file) => unwrap(file)), ...fresh] })
      for (const file of fresh) if (file.state === 'working') void makeReady(file.key, file.picked)
    },
    detach(key) {
      work.get(key)?.abort()
      change({ files: draft.files.filter((file) => file.key !== key).map((file) => unwrap(file)) })
    },
    move(key, by) {
      const files = draft.files.map((file) => unwrap(file))
      const at = files.findIndex((file) => file.key === key)
      const [moved] = files.splice(at, 1)
      if (moved) files.splice(Math.max(0, at + by), 0, moved)
      change({ files })
    },
    async areFilesHere() {
      const ready = draft.files.flatMap((file) => (file.state === 'ready' ? [unwrap(file)] : []))
      const gone: typeof ready = []
      for (const file of ready) {
        const isHere = await session.mesi.blobs.get(file.made.file.hash).catch(() => true) // a disk that cannot be read says so with the act
        if (!isHere) gone.push(file)
      }
      const sentence = t`This file is no longer on this device: a post that it was in has been deleted.`
      for (const { key, name } of gone)
        await replace(key, { key, name, state: 'refused', sentence, hint: t`Pick it once more to post it.` })
      return gone.length === 0
    },
    async mark(sent) {
      set({ sent })
      await save()
    },
    async clear() {
      for (const each of work.values()) each.abort()
      set(reconcile(emptyDraft(), { key: 'key' }))
      setFound(false)
      await save()
    },
    async restore(before) {
      if (!isEmpty(draft) || (await keeper?.open()) !== undefined) return // this screen may have been left, and come to again
      change(before)
      await save()
      for (const look of looking) look()
      for (const file of before.files) if (file.state === 'working') void makeReady(file.key, file.picked)
    },
  }
}

/** None that another tab gives, which may be at work on a file that has been taken out here. */
const newKey = (): number => Math.random()

const isEmpty = (draft: PostDraft): boolean => JSON.stringify(draft) === JSON.stringify(emptyDraft())

/** The plain values behind the store, which the disk can keep. */
export const copyOf = (draft: PostDraft): PostDraft => ({
  ...unwrap(draft),
  moods: [...draft.moods],
  tags: [...draft.tags],
  details: [...draft.details],
  files: draft.files.map((file) => ({ ...unwrap(file) })),
})

/** What the post is of, by the files that are ready; a text where there are none. */
export const mediaOf = (draft: PostDraft): Media => {
  const ready = draft.files.find((file) => file.state === 'ready')
  return ready?.state === 'ready' ? ready.made.kind : 'text'
}

/** Files as `content.published` names them. */
export const filesOf = (draft: PostDraft): readonly MadeFile['file'][] =>
  draft.files.flatMap((file) => (file.state === 'ready' ? [unwrap(file).made.file] : []))
