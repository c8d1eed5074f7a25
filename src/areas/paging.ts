/** Pages of a list, from either end, for questions. */
import type { Index, Inquiry } from './area'
import { whole, z } from './shapes'

/** What a question takes to be asked page by page: `cursor` as the page before gave it, nothing for the first. */
export const paged = { cursor: z.optional(z.string().check(z.maxLength(200))), size: z.optional(whole(1, 200)) }
export interface Paged {
  readonly cursor?: string | undefined
  readonly size?: number | undefined
}
export interface Page<T> {
  readonly items: readonly T[]
  /** Where the next page begins; `null` at the end. */
  readonly cursor: string | null
}

/** One place in a list: what it is sorted by, then its key. */
export interface Place {
  readonly rank: number
  readonly key: string
}

/**
 * One page of a list. A cursor names a place, not an item, so it outlives what stood there.
 * @param show makes the answer for a key; `undefined` leaves it out, and the page goes on until it is full.
 */
export function page<State, T>(
  q: Inquiry,
  index: Index<State>,
  list: string,
  { cursor, size = 20 }: Paged,
  from: 'newest' | 'oldest',
  show: (key: string) => T | undefined,
): Page<T> {
  const keys = q.list(index, list)
  const place = (at: number): Place => placeOf(q, index, keys[at] as string)
  const step = from === 'newest' ? -1 : 1
  let at = from === 'newest' ? keys.length - 1 : 0
  if (cursor !== undefined) {
    const before = countBefore(keys.length, place, readCursor(cursor))
    at = from === 'newest' ? before - 1 : before + (keys[before] === readCursor(cursor).key ? 1 : 0)
  }
  const items: T[] = []
  let last: string | null = null
  for (; at >= 0 && at < keys.length; at += step) {
    if (items.length === size) return { items, cursor: last }
    const item = show(keys[at] as string)
    if (item === undefined) continue
    items.push(item)
    last = writeCursor(place(at))
  }
  return { items, cursor: null }
}

export function placeOf<State>(q: Inquiry, index: Index<State>, key: string): Place {
  const row = q.get(index.of, key)
  if (row === undefined) throw new Error(`The list ${index.name} names ${key}, which is not there.`)
  return { rank: index.rank(row), key }
}

export const writeCursor = ({ rank, key }: Place): string => `${rank}~${key}`

/** A cursor that we did not write reads as the very beginning of a list. */
export function readCursor(cursor: string): Place {
  const [rank = '', key = ''] = cursor.split('~')
  return { rank: Number(rank) || 0, key }
}

export const precedes = (a: Place, b: Place): boolean => a.rank < b.rank || (a.rank === b.rank && a.key < b.key)

/** How many of the `length` places, which are sorted, stand before `mark`. */
export function countBefore(length: number, place: (at: number) => Place, mark: Place): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (precedes(place(middle), mark)) low = middle + 1
    else high = middle
  }
  return low
}
