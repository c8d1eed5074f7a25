/**
 * Content keys: what is sold or personal is encrypted once under a key of its own, and the key is given, wrapped, to each account that
 * may read. The row of a work names its key by `keyIdOf` before anybody has it.
 *
 * What keys do not do: come back (who once had a key keeps it), stop a copy of what was read, or hide from whoever holds the log which
 * account was given which key, when and by whom.
 */
import { type Bytes, concat, fromBase64, hashOf, randomBytes, toBase64, utf8 } from '../kit/bytes'
import type { Hash } from '../log/types'
import { cipherOf, derive, KEY_BYTES, NONCE_BYTES, spell, TAG_BYTES } from './aes'
import { type BoxId, type BoxKey, openBox, sealTo } from './boxes'

export const makeContentKey = (): Bytes => randomBytes(KEY_BYTES)

/**
 * The name of a key, which tells nothing about it. It also binds: AES-GCM lets a hostile maker find two keys that open one ciphertext to
 * two different works, but no two keys have one name. So check it wherever a key comes in (`unwrapKey` does).
 */
export const keyIdOf = (key: Bytes): Hash => hashOf(concat(utf8('mesi key id 1\n'), key))

/**
 * A content key for one account, as a row's data carries it: 107 letters. `about` says what for: only the same
 * opens it. It names accounts and items and not the world, for what was sold or sent is to be opened in a copy of it, too (K21).
 */
export const wrapKey = async (key: Bytes, to: BoxId, about: string): Promise<string> =>
  toBase64(await sealTo(to, key, spell('mesi key 1', keyIdOf(key), about)))

/** The key named `id`; `undefined` when it is not in there, or not for this account and purpose. */
export async function unwrapKey(mine: BoxKey, wrapped: string, id: Hash, about: string): Promise<Bytes | undefined> {
  const box = fromBase64(wrapped)
  const key = box && (await openBox(mine, box, spell('mesi key 1', id, about)))
  return key?.length === KEY_BYTES && keyIdOf(key) === id ? key : undefined
}

/**
 * The key of one period of a plan, from the plan's one secret. Who has been given one period's key can work out no other, nor the
 * secret; who has the secret has them all, before and after: it is for its creator, and for whoever grants in their place.
 */
export const periodKey = (secret: Bytes, plan: string, period: number): Bytes => derive(secret, spell('mesi period 1', plan, period))

export interface Member {
  readonly account: string
  readonly box: BoxId
}

/** A fresh key for a group as it is now, and one wrapping of it per member. */
export interface Epoch {
  readonly key: Bytes
  readonly id: Hash
  readonly wraps: readonly { readonly account: string; readonly wrapped: string }[]
  /** Members whose box key is none: the group must not be held up by them. */
  readonly unreachable: readonly string[]
}

/**
 * Made anew at every change of membership: who joins cannot read what was written before, who leaves not what comes after. A member who
 * stays can still show everything to anybody.
 */
export async function makeEpoch(members: readonly Member[], about: string): Promise<Epoch> {
  const key = makeContentKey()
  const wraps: { account: string; wrapped: string }[] = []
  const unreachable: string[] = []
  for (const { account, box } of members) {
    try {
      wraps.push({ account, wrapped: await wrapKey(key, box, about) })
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      unreachable.push(account)
    }
  }
  return { key, id: keyIdOf(key), wraps, unreachable }
}

/**
 * Encrypts something small, such as a message, under a key that encrypts others too (up to 2^32 of them: the nonce is random). `about`
 * says what and where it is, so that it cannot be put in another's place; it must hold what makes the place unique.
 */
export async function lock(key: Bytes, plain: Bytes, about: string): Promise<Bytes> {
  const nonce = randomBytes(NONCE_BYTES)
  return concat(nonce, await (await cipherOf(key)).encrypt(nonce, plain, spell('mesi small 1', about)))
}

/** What `lock` was given; `undefined` for another key or `about`, or a changed byte. */
export async function unlock(key: Bytes, locked: Bytes, about: string): Promise<Bytes | undefined> {
  if (locked.length < NONCE_BYTES + TAG_BYTES) return undefined
  return (await cipherOf(key)).decrypt(locked.slice(0, NONCE_BYTES), locked.slice(NONCE_BYTES), spell('mesi small 1', about))
}
