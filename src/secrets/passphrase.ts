/**
 * A few bytes under a passphrase: the root and box keys in an exported world. PBKDF2-SHA256 with 600,000 rounds, then AES-256-GCM.
 *
 * What it does not do: save a weak passphrase. Whoever has the file can try as many as their machines allow, for ever; PBKDF2 only makes
 * each try cost a fraction of a second, and less on hardware made for it. A forgotten passphrase cannot be recovered by anybody.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, concat, randomBytes, utf8 } from '../kit/bytes'
import { cipherOf, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './aes'

/** The same for every file: a file cannot ask for fewer, nor for so many that reading it would never end. */
const ROUNDS = 600_000
const SALT_BYTES = 16

/** 16 bytes of salt, 12 of nonce, and the ciphertext. `about` says what it is; only the same opens it. */
export async function lockWithPassphrase(passphrase: string, plain: Bytes, about: string): Promise<Bytes> {
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = await cipherOf(await stretch(passphrase, salt))
  return concat(salt, nonce, await cipher.encrypt(nonce, plain, about))
}

/** `undefined`: another passphrase or `about`, or a changed byte. */
export async function unlockWithPassphrase(passphrase: string, locked: Bytes, about: string): Promise<Bytes | undefined> {
  if (locked.length < SALT_BYTES + NONCE_BYTES + TAG_BYTES) return undefined
  const cipher = await cipherOf(await stretch(passphrase, locked.slice(0, SALT_BYTES)))
  return cipher.decrypt(locked.slice(SALT_BYTES, SALT_BYTES + NONCE_BYTES), locked.slice(SALT_BYTES + NONCE_BYTES), about)
}

/** Composed and decomposed spellings, and wide and narrow letters, are the same passphrase on every keyboard. */
async function stretch(passphrase: string, salt: Bytes): Promise<Bytes> {
  const typed = utf8(passphrase.normalize('NFKC'))
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined
  if (!subtle) {
    const { pbkdf2Async } = await import('@noble/hashes/pbkdf2.js')
    return Uint8Array.from(await pbkdf2Async(sha256, typed, salt, { c: ROUNDS, dkLen: KEY_BYTES }))
  }
  const base = await subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, base, 8 * KEY_BYTES))
}
