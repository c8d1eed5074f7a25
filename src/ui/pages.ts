import { type Accessor, createEffect, createMemo, createSignal, mapArray, on } from 'solid-js'
import type { Question } from '../areas/area'
import type { Page, Paged } from '../areas/paging'
import { createAnswer } from './session'

/**
 * A list that grows page by page, each page asked anew on its own when something in it changes.
 * `items` is `undefined` until the first page is here; `more` is `undefined` at the end of the list.
 */
export function createPages<A extends object, T>(question: Question<A & Paged, Page<T>>, args: Accessor<A | undefined>) {
  const [cursors, setCursors] = createSignal<readonly string[]>([''])
  const key = createMemo(() => JSON.stringify(args()))
  createEffect(on(key, () => setCursors(['']), { defer: true }))
  const pages = mapArray(cursors, (cursor) =>
    createAnswer(question, () => {
      const asked = args()
      return asked && { ...asked, ...(cursor === '' ? {} : { cursor }) }
    }),
  )
  const answers = createMemo(() => pages().map((page) => page()))
  return {
    items: createMemo(() => (answers()[0] ? answers().flatMap((answer) => answer?.items ?? []) : undefined)),
    more: createMemo(() => {
      const next = answers().at(-1)?.cursor
      return next ? () => setCursors((so) => [...so, next]) : undefined
    }),
  }
}
