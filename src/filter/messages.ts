/** What the page and the filter's worker say to each other, one work at a time. */
import type { Asking, Examined, FilterPart, Looked, Work } from './finding'

/** A work to be examined, without its library: of that the worker knows what it was told. */
export type Task = Omit<Work, 'among'> & { readonly among?: Asking }

/** News of the library: of another one than before, or what has changed in it. */
export type Told = { readonly forget: true } | { readonly changes: readonly (readonly [name: string, looked: Looked | undefined])[] }

export type Message = Task | Told

export type Answer =
  /** Said when a work is begun, and every second while it is looked at. */
  | { readonly alive: true }
  | { readonly progress: number }
  | { readonly examined: Examined }
  | { readonly failed: FilterPart; readonly message: string }
