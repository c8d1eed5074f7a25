import { type Accessor, createEffect, createMemo, createSignal, mapArray, on } from 'solid-js'
import type { Question } from '../areas/area'
import type { Page, Paged } from '../areas/paging'
import { createAnswer } from './session'

/**
 * A list that grows page by page, each page asked anew on its own when something in it changes.
 * `items` is `undefined` until the first page is here.
 */
export function createPages<A extends Paged, T>(question: Question<A, Page<T>>, args: Accessor<Omit<A, keyof Paged> | undefined>) {
  const [cursors, setCursors] = createSignal<readonly string[]>([''])
  const key = createMemo(() => JSON.stringify(args()))
  createEffect(on(key, () => setCursors(['']), { defer: true }))
  const pages = mapArray(cursors, (cursor) =>
    createAnswer(question, () => {
      const asked = args()
      return asked && ({ ...asked, ...(cursor === '' ? {} : { cursor }) } as A)
    }),
  )
  const answers = createMemo(() => pages().map((page) => page()))
  const items = createMemo(() => (answers()[0] ? answers().flatMap((answer) => answer?.items ?? []) : undefined))
  const next = createMemo(() => answers().at(-1)?.cursor ?? undefined)
  /** Shows the next page too; does nothing at the end. */
  const show = () => {
    const cursor = next()
    if (cursor !== undefined) setCursors((so) => [...so, cursor])
  }
  return { items, hasMore: () => next() !== undefined, more: show }
}
