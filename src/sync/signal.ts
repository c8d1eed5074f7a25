/** One signalling message as y-webrtc puts it: what a peer says, under the key that everybody in the room has from its password. */
import { fromBase64, toBase64 } from 'lib0/buffer'
import { createDecoder, readAny, readVarString, readVarUint8Array } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeAny, writeVarString, writeVarUint8Array } from 'lib0/encoding'

const LONGEST = 100_000

export interface Signal {
  readonly from: string
  /** Only this peer is meant; everybody, if nothing is said. */
  readonly to?: string
  readonly type: 'announce' | 'signal'
  readonly signal?: { readonly type?: string }
}

/** Decrypts and reads a message as y-webrtc does, and answers `undefined` where that would throw. */
export async function open(data: unknown, key: CryptoKey | null): Promise<Signal | undefined> {
  if (typeof data !== 'string' || data.length > LONGEST || !key) return undefined
  try {
    const decoder = createDecoder(fromBase64(data))
    if (readVarString(decoder) !== 'AES-GCM') return undefined
    const iv = new Uint8Array(readVarUint8Array(decoder))
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(readVarUint8Array(decoder)))
    const value: unknown = readAny(createDecoder(new Uint8Array(plain)))
    return isSignal(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The inverse of `open`: as y-webrtc writes it. */
export async function write(signal: Signal, key: CryptoKey): Promise<string> {
  const plain = createEncoder()
  writeAny(plain, { ...signal })
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = createEncoder()
  writeVarString(sealed, 'AES-GCM')
  writeVarUint8Array(sealed, iv)
  writeVarUint8Array(sealed, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(toUint8Array(plain)))))
  return toBase64(toUint8Array(sealed))
}

function isSignal(value: unknown): value is Signal {
  if (typeof value !== 'object' || value === null) return false
  const { from, to, type } = value as { from?: unknown; to?: unknown; type?: unknown }
  if (typeof from !== 'string' || from.length > 64 || (to !== undefined && typeof to !== 'string')) return false
  return type === 'announce' || type === 'signal'
}
