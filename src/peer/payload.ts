/**
 * What people wrote, as payloads: 16 bytes of salt, then the JSON of [writer, words]. The writer stands inside, so nobody can pass
 * off another's words as their own, and nobody can have another's words erased by naming them in an act.
 */
import { z } from '../areas/shapes'
import type { AccountId } from '../areas/area'
import { concat, fromUtf8, hashOf, randomBytes, utf8, type Bytes } from '../kit/bytes'
import type { Hash, Json } from '../log/types'

const SALT = 16
const content = z.tuple([z.string().check(z.maxLength(64)), z.json()])

export interface Written {
  readonly writer: AccountId
  readonly words: Json
}

/** A payload around somebody's words. The salt makes its hash unguessable, also for short words. */
export function wrap(writer: AccountId, words: Json): { readonly hash: Hash; readonly bytes: Bytes } {
  const bytes = concat(randomBytes(SALT), utf8(JSON.stringify([writer, words])))
  return { hash: hashOf(bytes), bytes }
}

/** The words of a payload; `undefined` for bytes that `wrap` would not have written. */
export function unwrap(bytes: Uint8Array): Written | undefined {
  try {
    const [writer, words] = content.parse(JSON.parse(fromUtf8(bytes.subarray(SALT))))
    return { writer, words: words as Json }
  } catch {
    return undefined
  }
}

/** Every 43-letter name in an act's data: what it may name of payloads and blobs. */
export function namesIn(data: Json, found = new Set<Hash>()): Set<Hash> {
  if (typeof data === 'string') {
    if (data.length === 43) found.add(data)
  } else if (typeof data === 'object' && data !== null) for (const item of Object.values(data)) namesIn(item, found)
  return found
}

/** Payloads that an act names: `{ hash, characters }` wherever it stands, the settings of a persona, and what is sealed. */
export function wordsNamedIn(data: Json): Hash[] {
  if (typeof data !== 'object' || data === null) return []
  if (Array.isArray(data)) return data.flatMap(wordsNamedIn)
  const { hash, characters, settings, sealed } = data as { hash?: Json; characters?: Json; settings?: Json; sealed?: Json }
  const own = typeof hash === 'string' && typeof characters === 'number' ? [hash] : []
  const box = (sealed as { hash?: Json } | undefined)?.hash
  const others = [settings, box].filter((name) => typeof name === 'string')
  return [...own, ...others, ...Object.values(data).flatMap(wordsNamedIn)]
}
