/**
 * A feed as it is read: what was there when it was opened, going on downwards page by page. What comes later is counted, not pushed in,
 * until it is asked for; so nothing moves under the eyes of who reads. Each card of it is a question of its own and stays live.
 */
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import type { WindowVirtualizerHandle } from 'virtua/solid'
import type { Hash } from '../../../log/types'
import { useSession } from '../../../ui/session'
import type { Question } from '../../area'
import type { Page, Paged } from '../../paging'
import type { Stretch } from './stretch'

/** Posts fetched at once, and watched for at the head. */
const SIZE = 30

interface Kept {
  readonly ids: readonly Hash[]
  /** The same, to look things up in; it grows with the list. */
  readonly shown: Set<Hash>
  readonly cursor: string | null
  scroll?: { readonly top: number; readonly sizes: WindowVirtualizerHandle['cache']; readonly stretch: Stretch }
}

/** Where somebody was in each feed: coming back from a post finds the same place. */
const kept = new Map<string, Kept>()

export interface FeedList {
  /** `undefined` until it was asked for the first time. */
  readonly ids: Accessor<readonly Hash[] | undefined>
  /** Asks for the next page, if there is one. */
  readonly more: () => void
  /** How many posts came since; `atLeast`: there may be more. */
  readonly fresh: Accessor<{ readonly count: number; readonly atLeast: boolean }>
  /** Takes them in, and begins at the top. */
  readonly refresh: () => void
  /** Where one was, once, right after the list was made. */
  readonly place: Accessor<Kept['scroll']>
  readonly keepPlace: (scroll: NonNullable<Kept['scroll']>) => void
}

/** @param args of the question but for its paging; another value is another feed */
export function createFeed<A extends Paged, T extends { readonly id: Hash }>(
  question: Question<A, Page<T>>,
  args: Accessor<Omit<A, keyof Paged>>,
): FeedList {
  const session = useSession()
  const key = createMemo(() =>
    JSON.stringify([session.peer().world, session.me() ?? '', question.name, args(), session.past() !== undefined]),
  )
  const [now, setNow] = createSignal<Kept>()
  const [head, setHead] = createSignal<readonly Hash[]>([])

  const watch = (cursor: string | undefined, told: (page: Page<T>) => void) =>
    (session.past() ?? session.peer()).watch(
      question,
      { ...args(), size: SIZE, ...(cursor === undefined ? {} : { cursor }) } as A,
      session.me(),
      told,
    )
  const ask = (cursor?: string): Page<T> => {
    let page: Page<T> = { items: [], cursor: null }
    watch(cursor, (answer) => (page = answer))()
    return page
  }
  const keep = (next: Kept) => {
    kept.set(untrack(key), next)
    setNow(next)
  }
  const refresh = () => {
    const { items, cursor } = untrack(ask)
    const ids = items.map(({ id }) => id)
    keep({ ids, shown: new Set(ids), cursor })
  }
  createEffect(
    on([key, session.past], ([key, past]) => {
      const before = past ? undefined : kept.get(key)
      // Who was at the top was reading nothing yet.
      if (before?.scroll && (before.scroll.top > 200 || before.scroll.stretch.from > 0)) setNow(before)
      else refresh()
      const stop = watch(undefined, ({ items }) => {
        setHead(items.map(({ id }) => id))
        // Where nothing is read yet, nothing can be shoved. The past is watched as it goes by.
        if (past || (untrack(now)?.ids.length === 0 && items.length > 0)) refresh()
      })
      onCleanup(stop)
    }),
  )
  const fresh = createMemo(() => {
    const shown = now()?.shown
    const count = head().filter((id) => !shown?.has(id)).length
    return { count, atLeast: count === SIZE }
  })
  return {
    ids: () => now()?.ids,
    more() {
      const before = untrack(now)
      if (!before || before.cursor === null) return
      const next = ask(before.cursor)
      const fresh = next.items.map(({ id }) => id).filter((id) => !before.shown.has(id))
      for (const id of fresh) before.shown.add(id)
      keep({ ids: [...before.ids, ...fresh], shown: before.shown, cursor: next.cursor })
    },
    fresh,
    refresh,
    place: () => kept.get(key())?.scroll,
    keepPlace(scroll) {
      const here = kept.get(untrack(key))
      if (here) here.scroll = scroll
    },
  }
}
