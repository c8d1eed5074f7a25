/** What the page and the filter's worker say to each other, one work at a time. */
import type { Examined, FilterPart, Work } from './finding'

export type Task = Work

export type Answer =
  /** Said when a work is begun, and every second while it is looked at. */
  | { readonly alive: true }
  | { readonly progress: number }
  | { readonly examined: Examined }
  | { readonly failed: FilterPart; readonly message: string }
