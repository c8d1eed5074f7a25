/** What can be done with reports: the shape of the one act, and the words that the desk's acts use. */
import { hashOf } from '../../kit/bytes'
import type { Hash } from '../../log/types'
import { hash, slug, whole, z } from '../shapes'

/**
 * A payload that only the desk can read: what is reported, which breach it is said to be, in which words and with which evidence.
 * Nothing of that stands in the act. `size`: bytes of the payload. `ticket`: one half of the secret in it, see `ticketOf`.
 * `mark`: the same for the same thing as long as it says the same, and made with a key of the reporter's, so it tells nobody what.
 */
export const filed = z.strictObject({ sealed: z.strictObject({ hash, size: whole(1, 100_000_000) }), ticket: hash, mark: hash })
export type Filed = z.infer<typeof filed>

/**
 * A report and what the desk found in it bear two halves that nobody can match without the secret, which is sealed into the report: so
 * the log does not tell who reported what. Who shows the secret has shown that the two belong together.
 */
export const ticketOf = (secret: Hash): Hash => hashOf(`mesi report ticket 1\n${secret}`)
export const stubOf = (secret: Hash): Hash => hashOf(`mesi report stub 1\n${secret}`)

/** What can be reported, without anybody here knowing what it is. `version`: what it said when it was looked at. */
export const subject = z.strictObject({
  kind: slug,
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,43}( [A-Za-z0-9_-]{43})?$/)),
  version: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,43}$/)),
})
export type Subject = z.infer<typeof subject>

/** The three kinds of misuse that the seed names. */
export const misuses = ['to bother', 'no reason', 'cleared before'] as const
export const misuse = z.enum(misuses)
export type Misuse = (typeof misuses)[number]
