/**
 * AES-256-GCM and HKDF-SHA256, which everything else here is made of. WebCrypto where the page has it, else @noble/ciphers, loaded then.
 *
 * What it does not do: hide how long the plaintext is (it is 16 bytes shorter), survive one key with one nonce used for two plaintexts
 * (whoever calls must see to that), or promise that only one key opens a ciphertext (whoever calls names the key by `keyIdOf`).
 */
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, utf8 } from '../kit/bytes'

export const KEY_BYTES = 32
export const NONCE_BYTES = 12
/** How much longer a ciphertext is than its plaintext. */
export const TAG_BYTES = 16

/** A key made ready for several uses. `about` is not encrypted, but must be the same at both ends, or nothing opens. */
export interface Cipher {
  encrypt(nonce: Bytes, plain: Bytes, about: string): Promise<Bytes>
  /** `undefined`: another key, nonce or `about`, or a changed byte. Which of them cannot be told. */
  decrypt(nonce: Bytes, sealed: Bytes, about: string): Promise<Bytes | undefined>
}

/** `key`: 32 bytes. */
export async function cipherOf(key: Bytes): Promise<Cipher> {
  if (key.length !== KEY_BYTES) throw new RangeError(`An AES-256 key has ${KEY_BYTES} bytes, not ${key.length}.`)
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined
  if (!subtle) {
    const { gcm } = await import('@noble/ciphers/aes.js')
    return {
      encrypt: async (nonce, plain, about) => Uint8Array.from(gcm(key, nonce, utf8(about)).encrypt(plain)),
      decrypt: (nonce, sealed, about) => orNothing(async () => Uint8Array.from(gcm(key, nonce, utf8(about)).decrypt(sealed))),
    }
  }
  const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const how = (iv: Bytes, about: string) => ({ name: 'AES-GCM', iv, additionalData: utf8(about) })
  return {
    encrypt: async (nonce, plain, about) => new Uint8Array(await subtle.encrypt(how(nonce, about), imported, plain)),
    decrypt: (nonce, sealed, about) => orNothing(async () => new Uint8Array(await subtle.decrypt(how(nonce, about), imported, sealed))),
  }
}

/** HKDF-SHA256: `length` bytes that tell nothing about `secret`, nor about what other texts derive from it. `secret` must be unguessable. */
export const derive = (secret: Uint8Array, info: string, length: number = KEY_BYTES): Bytes =>
  Uint8Array.from(hkdf(sha256, secret, undefined, utf8(info), length))

/** One text for several parts, which no other parts have: for `info` and `about`. */
export const spell = (...parts: readonly (string | number | boolean)[]): string => JSON.stringify(parts)

async function orNothing<T>(open: () => Promise<T>): Promise<T | undefined> {
  try {
    return await open()
  } catch {
    return undefined
  }
}
