/** Bytes and text: UTF-8, base64url and SHA-256, the three ways in which the log writes things down. */
import { digest } from 'lib0/hash/sha256'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const codes = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0))
const values = new Int16Array(128).fill(-1)
for (let i = 0; i < 64; i++) values[codes[i] as number] = i

export type Bytes = Uint8Array<ArrayBuffer>

export const utf8 = (text: string): Bytes => encoder.encode(text)

/** Strict: throws a TypeError on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes)

/** Base64url without padding: 32 bytes become 43 letters. */
export function toBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let at = 0
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] as number
    const b = bytes[i + 1] ?? 0
    const c = bytes[i + 2] ?? 0
    out[at++] = codes[a >> 2] as number
    out[at++] = codes[((a & 3) << 4) | (b >> 4)] as number
    if (i + 1 < bytes.length) out[at++] = codes[((b & 15) << 2) | (c >> 6)] as number
    if (i + 2 < bytes.length) out[at++] = codes[c & 63] as number
  }
  return decoder.decode(out)
}

/** The inverse of `toBase64`; `undefined` for text that `toBase64` would not have written (so one value has one spelling). */
export function fromBase64(text: string): Bytes | undefined {
  if (text.length % 4 === 1) return undefined
  const out = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)] ?? -1
    if (value < 0) return undefined
    held = (held << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[at++] = (held >> bits) & 255
      held &= (1 << bits) - 1
    }
  }
  return held === 0 ? out : undefined
}

/** What is in base64 here, such as a hash, in hexadecimal digits, as others write it. */
export const toHex = (base64: string): string => [...(fromBase64(base64) ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Where texts become bytes to be hashed: most are short, and what is made anew for each costs a third of hashing it. */
const room = new Uint8Array(1 << 16)

/**
 * SHA-256 as 43 letters of base64url. At once, since rows are named by it and rules ask for it; WebCrypto's promises would cost as much
 * for a row as lib0 takes for it, and noble takes twice as long.
 */
export function hashOf(content: string | Uint8Array): string {
  if (typeof content !== 'string') return toBase64(digest(content))
  const { read, written } = encoder.encodeInto(content, room)
  return toBase64(digest(read === content.length ? room.subarray(0, written) : utf8(content)))
}

/** The same of much at once: where the browser has the means, not on the page's own thread. */
export async function digestOf(bytes: Bytes): Promise<string> {
  const subtle = (globalThis.crypto as Partial<Crypto>).subtle
  return subtle ? toBase64(new Uint8Array(await subtle.digest('SHA-256', bytes))) : hashOf(bytes)
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Cryptographically random bytes; never inside a rule. */
export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
