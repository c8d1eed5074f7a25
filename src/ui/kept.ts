/**
 * What a screen remembers for who comes back to it by the browser's way back or forth; who comes by a link begins anew.
 * Entries of the history have no names in every browser, but the router numbers them: one with the same number and address is the same.
 */
import { createSignal, type Signal } from 'solid-js'

const MOST = 300
const kept = new Map<string, unknown>()

const entry = (name: string): string => {
  const { _depth } = (history.state ?? {}) as { readonly _depth?: number }
  return JSON.stringify([_depth, location.pathname, location.search, name])
}

/** @param name of what it is, and of whom: while one screen makes room for the next, the address may still be that of the first */
export const remembered = <T>(name: string): T | undefined => kept.get(entry(name)) as T | undefined

export function remember(name: string, value: unknown): void {
  const key = entry(name)
  kept.delete(key)
  kept.set(key, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break
    kept.delete(oldest)
  }
}

/** A signal that is as it was for who comes back. */
export function createKept<T extends string | number | boolean>(name: string, first: T): Signal<T> {
  const [value, setValue] = createSignal<T>(remembered<T>(name) ?? first)
  const set = (next: T) => {
    remember(name, next)
    return setValue(() => next)
  }
  return [value, set as Signal<T>[1]]
}
