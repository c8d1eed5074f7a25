import type { Accessor } from 'solid-js'
import { createAnswer } from '../../../ui/session'
import { limit } from '../../accounts/tables'
import type { Question } from '../../area'
import { z } from '../../shapes'

interface Limits {
  readonly caption: number
  readonly comment: number
  readonly collection: number
  readonly images: number
  readonly tags: number
}
const contentLimits: Question<object, Limits> = {
  name: 'contentLimits',
  args: z.strictObject({}),
  answer: (q) => ({
    caption: limit(q, 'content.captionCharacters'),
    comment: limit(q, 'content.commentCharacters'),
    collection: limit(q, 'content.collectionCharacters'),
    images: limit(q, 'content.images'),
    tags: limit(q, 'content.tags'),
  }),
}

/** What forms count up to. The rules decide; this is for the counters beside the fields. */
export function useLimits(): Accessor<Limits> {
  const limits = createAnswer(contentLimits, () => ({}))
  return () => limits() ?? { caption: 5_000, comment: 1_000, collection: 50, images: 10, tags: 10 }
}
