import { type Accessor, createEffect, createMemo, createSignal, mapArray, on, untrack } from 'solid-js'
import type { Question } from '../areas/area'
import type { Page, Paged } from '../areas/paging'
import { remember, remembered } from './kept'
import { createAnswer } from './session'

/**
 * A list that grows page by page, each page asked anew on its own when something in it changes.
 * `items` is `undefined` until the first page is here. Who comes back to it by the browser's way back finds as many pages as they left.
 */
export function createPages<A extends Paged, T>(question: Question<A, Page<T>>, args: Accessor<Omit<A, keyof Paged> | undefined>) {
  const key = createMemo(() => JSON.stringify(args()))
  const name = () => `pages of ${question.name} ${untrack(key)}`
  const [numbers, setNumbers] = createSignal<readonly number[]>(remembered<readonly number[]>(name()) ?? [0])
  createEffect(on(key, () => setNumbers([0]), { defer: true }))
  // A page begins where the one before it ends now, so that nothing falls between two pages when the first one gets a new item.
  const made: Accessor<Page<T> | undefined>[] = []
  const pages = mapArray(numbers, (number) => {
    const page = createAnswer(question, () => {
      const asked = args()
      if (!asked || number === 0) return asked as A | undefined
      const cursor = made[number - 1]?.()?.cursor
      return cursor ? ({ ...asked, cursor } as A) : undefined
    })
    made[number] = page
    return page
  })
  const answers = createMemo(() => pages().map((page) => page()))
  const items = createMemo(() => (answers()[0] ? answers().flatMap((answer) => answer?.items ?? []) : undefined))
  /** Also while a page that was asked for is on its way: what asks for it stays where it is. */
  const hasMore = createMemo(() => typeof (answers().at(-1) ?? answers().at(-2))?.cursor === 'string')
  /** Shows the next page too; does nothing at the end. */
  const more = () => {
    if (typeof answers().at(-1)?.cursor !== 'string') return
    remember(
      name(),
      setNumbers((so) => [...so, so.length]),
    )
  }
  return { items, hasMore, more }
}
