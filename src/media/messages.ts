/** What the page and the media worker say to each other. */
import type { Limits } from './limits'
import type { Prepared } from './prepared'
import type { Refusal } from './refusal'
import type { Kind } from './sniff'

export interface Task {
  readonly file: File
  readonly kinds: readonly Kind[] | undefined
  readonly limits: Limits
}

export type Answer =
  /** It listens from now on: what was sent while its texts were still being fetched would be lost. */
  | { readonly ready: true }
  | { readonly progress: number }
  | { readonly prepared: Prepared }
  | { readonly refusal: Refusal }
  /** A fault of ours, in the words of its error. */
  | { readonly failure: string }
