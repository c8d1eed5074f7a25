/** What the page and the filter's worker say to each other, one work at a time. */
import type { Examined, FilterPart, Work } from './finding'

export type Task = Work

export type Answer =
  | { readonly progress: number }
  | { readonly examined: Examined }
  | { readonly failed: FilterPart; readonly message: string }
