/**
 * The vocabulary that the shapes of all acts are written in (K2: ids, enums, short ASCII, safe integers).
 * A shape only checks; it never changes what it reads, so a row's `data` is what the rules get.
 *
 * Import `z` from here and not from the package: zod would otherwise compile shapes with `new Function`, which our Content Security
 * Policy forbids, and the switch must be thrown before the first shape is made.
 */
import * as z from 'zod/mini'

z.config({ jitless: true })

export { z }

/** SHA-256 or a raw public key in base64url: 43 letters. Ids of events, accounts, devices, payloads and blobs all look like this. */
export const hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

/** An Ed25519 signature in base64url: 86 letters. */
export const signature = z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/))

/** A whole number from `least` to `most`, both included. */
export const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

/** Milliseconds since 1970, in world time. */
export const instant = whole(0, 8_640_000_000_000_000)

/** A short word of lower-case ASCII, such as a tag: `night-drive`. */
export const slug = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.maxLength(30))

/**
 * Something that a person wrote: a payload beside the row (K3), named by its hash, with its length in characters as `characters` counts them.
 * Rules read the length and never the words, so the words can be erased for good.
 */
export const writing = z.strictObject({ hash, characters: whole(0, 1_000_000) })
export type Writing = z.infer<typeof writing>

/** The length of a text in Unicode code points: the same number in every engine, which counting by graphemes is not. */
export const characters = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** A list without doubles, so that one meaning has one spelling. */
export const distinct = <T extends z.ZodMiniType<string>>(item: T, most: number) =>
  z.array(item).check(
    z.maxLength(most),
    z.refine((items) => new Set(items).size === items.length, 'doubled'),
  )
