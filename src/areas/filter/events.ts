/** What the host says a work holds: the shape of the one act. */
import { type Advice, categories } from '../../filter/finding'
import { subject } from '../reports/events'
import { hash, whole, z } from '../shapes'

const advices = ['pass', 'doubt', 'block'] as const satisfies readonly Advice[]
/** What the filter could not look at, so that a person has to. */
export const parts = ['words', 'pictures', 'sound', 'film'] as const
export type Part = (typeof parts)[number]

const hit = z.strictObject({
  category: z.enum(categories),
  /** Thousandths. */
  sure: whole(0, 1_000),
  where: z.string().check(z.regex(/^[a-z]+( \d{1,6})?$/), z.maxLength(30)),
  /** In a few plain words that do not repeat what offends. */
  saw: z.string().check(z.regex(/^[\x20-\x7e]{1,120}$/)),
  /** The earlier work. */
  of: z.optional(hash),
})

/**
 * The filter of the host has looked at a thing as it says now. Whatever is not clean says what it saw, or what it could not look at.
 * `filter`: which version of it. `prints`: how its pictures look, to know them again.
 */
export const found = z
  .strictObject({
    subject,
    filter: z.string().check(z.regex(/^[A-Za-z0-9._+-]{1,40}$/)),
    advice: z.enum(advices),
    hits: z.array(hit).check(z.maxLength(32)),
    prints: z.array(z.string().check(z.regex(/^[0-9a-f]{16}$/))).check(z.maxLength(32)),
    unseen: z.optional(z.array(z.enum(parts)).check(z.minLength(1), z.maxLength(parts.length))),
  })
  .check(
    z.refine(({ advice, hits, unseen }) => advice === 'pass' || hits.length > 0 || unseen !== undefined, { path: ['hits'] }),
    z.refine(({ advice, hits }) => advice !== 'block' || hits.length > 0, { path: ['hits'] }),
    z.refine(({ advice, unseen }) => advice !== 'pass' || unseen === undefined, { path: ['unseen'] }),
  )
export type Found = z.infer<typeof found>
