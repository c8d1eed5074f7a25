import type { Signal } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'

/**
 * How a resource keeps a list that is asked for again: `createResource(ask, { storage: sameRows })`. What has the same `id` stays the same row,
 * so a list moves and does not flicker, and who presses a button meets the one on which they began.
 */
export function sameRows<T>(first: T | undefined): Signal<T | undefined> {
  const [held, hold] = createStore<{ value: T | undefined }>({ value: first })
  const value = () => held.value
  const set = (next: unknown) => {
    const now = typeof next === 'function' ? (next(unwrap(value())) as T) : next
    hold('value' as never, reconcile(now as never) as never)
    return value()
  }
  return [value, set as Signal<T | undefined>[1]]
}
