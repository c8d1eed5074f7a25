/**
 * Ed25519 over exact bytes (K1). WebCrypto does the work where the page has it; @noble/curves does where it has not
 * (http on a LAN address, older browsers) and is loaded only then.
 *
 * Libraries differ on signatures that only a dishonest signer can make, and a log whose peers differ has two truths. So what is good is
 * said here, once, and holds on both paths: every encoding is the one shortest spelling, S lies below the group's order, neither the key
 * nor R is a point of small order, and S·B = R + k·A holds as it stands, without the cofactor. That is also what keeps a stranger from
 * respelling a good signature: another spelling would be another row in the same slot, and make its honest author look like a forker.
 */
import { concat, fromBase64, randomBytes, toBase64, utf8 } from '../kit/bytes'
import type { Bytes } from '../kit/bytes'
import type { DeviceId } from './types'

/** What the store's `keys` table keeps of a signer: structured-cloneable, and no secret bytes where the browser can hide them. */
export type KeptSigner =
  | { readonly kind: 'native'; readonly id: DeviceId; readonly key: CryptoKey }
  | { readonly kind: 'seed'; readonly id: DeviceId; readonly seed: Bytes }

export interface Signer {
  /** The raw public key, base64url, 43 letters. */
  readonly id: DeviceId
  /**
   * Signs the UTF-8 bytes of `text`: 86 letters. Sign a row once and keep it: some browsers sign the same bytes differently each time,
   * and two signatures of one row are two rows in one slot (a fork). Throws a TypeError on a lone surrogate, which has no UTF-8.
   */
  sign(text: string): Promise<string>
  keep(): KeptSigner
}

const ALGORITHM = 'Ed25519'
const MOST_KEYS = 4096

/** A signer for a new device; its private half cannot be read out where WebCrypto knows Ed25519. */
export async function makeSigner(): Promise<Signer> {
  const subtle = await native()
  if (!subtle) return signerFromSeed(randomBytes(32))
  const pair = await subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])
  const id = toBase64(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)))
  return nativeSigner(subtle, pair.privateKey, { kind: 'native', id, key: pair.privateKey })
}

/** The signer that was kept. Throws where the browser that made it had WebCrypto's Ed25519 and this page has not. */
export async function openSigner(kept: KeptSigner): Promise<Signer> {
  if (kept.kind === 'seed') return signerFromSeed(kept.seed)
  const subtle = await native()
  if (!subtle) throw new Error('This key was made in a secure page (https or localhost) and works only in one.')
  return nativeSigner(subtle, kept.key, kept)
}

/** The one signer of a seed of 32 bytes. For root keys and invites, which travel; for devices only where a test asks for fixed keys. */
export async function signerFromSeed(seed: Uint8Array): Promise<Signer> {
  if (seed.length !== 32) throw new RangeError(`A seed has 32 bytes, not ${seed.length}.`)
  const own = Uint8Array.from(seed)
  const subtle = await native()
  if (subtle) {
    const key = await subtle.importKey('pkcs8', concat(PKCS8, own), ALGORITHM, true, ['sign'])
    const { x } = await subtle.exportKey('jwk', key)
    if (x) return nativeSigner(subtle, key, { kind: 'seed', id: x, seed: own })
  }
  const { ed25519 } = await noble()
  const kept: KeptSigner = { kind: 'seed', id: toBase64(ed25519.getPublicKey(own)), seed: own }
  return { id: kept.id, sign: async (text) => toBase64(ed25519.sign(bytesOf(text), own)), keep: () => kept }
}

/** Whether `signature` (86 letters) is the device's over the UTF-8 bytes of `text`. False for anything misspelt; throws for no input. */
export async function verify(id: DeviceId, text: string, signature: string): Promise<boolean> {
  if (id.length !== 43 || signature.length !== 86 || !text.isWellFormed()) return false
  const raw = fromBase64(signature)
  return raw !== undefined && verifyBytes(id, utf8(text), raw)
}

/** `verify` over bytes: `signature` is R and S, 64 bytes. */
export async function verifyBytes(id: DeviceId, message: Bytes, signature: Bytes): Promise<boolean> {
  const key = fromBase64(id)
  if (key?.length !== 32 || signature.length !== 64) return false
  const r = signature.subarray(0, 32)
  const s = signature.subarray(32)
  if (!isFitPoint(key) || !isFitPoint(r) || !isBelow(s, ORDER)) return false
  const subtle = await native()
  if (subtle) {
    try {
      return await subtle.verify(ALGORITHM, await importedKey(subtle, id, key), signature, message)
    } catch {
      // Some libraries throw for a key that is no point of the curve, others answer false. The fallback says which it is.
    }
  }
  return verifySlowly(key, r, s, message)
}

// ---- what both paths agree on

const PRIME = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')
const ORDER = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
/** The y of the eight points of small order: 1, -1, 0 and the two of order eight. The sign of x picks among them. */
const SMALL = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(fromHex)

/** An encoding of y below the field's prime, and not of a point of small order. Whether it lies on the curve is left to the libraries. */
function isFitPoint(point: Bytes): boolean {
  const y = Uint8Array.from(point)
  y[31] = (y[31] as number) & 127
  return isBelow(y, PRIME) && !SMALL.some((small) => small.every((byte, i) => byte === y[i]))
}

/** Little-endian comparison. Not in constant time: everything here is public. */
function isBelow(number: Uint8Array, limit: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    if (number[i] !== limit[i]) return (number[i] as number) < (limit[i] as number)
  }
  return false
}

function fromHex(hex: string): Bytes {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
}

function bytesOf(text: string): Bytes {
  if (!text.isWellFormed()) throw new TypeError('A lone surrogate cannot be signed: it has no UTF-8.')
  return utf8(text)
}

// ---- WebCrypto

/** What stands before the 32 bytes of a seed in PKCS #8. */
const PKCS8 = fromHex('302e020100300506032b657004220420')

let found: Promise<SubtleCrypto | undefined> | undefined
const native = () => (found ??= findNative())

/** WebCrypto, if it is here and knows Ed25519: asked by having it do once all that is asked of it below. */
async function findNative(): Promise<SubtleCrypto | undefined> {
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined
  if (!subtle) return undefined
  try {
    const key = await subtle.importKey('pkcs8', concat(PKCS8, new Uint8Array(32)), ALGORITHM, true, ['sign'])
    const raw = fromBase64((await subtle.exportKey('jwk', key)).x as string) as Bytes
    const open = await subtle.importKey('raw', raw, ALGORITHM, false, ['verify'])
    const message = utf8('Ed25519?')
    return (await subtle.verify(ALGORITHM, open, await subtle.sign(ALGORITHM, key, message), message)) ? subtle : undefined
  } catch {
    return undefined
  }
}

const nativeSigner = (subtle: SubtleCrypto, key: CryptoKey, kept: KeptSigner): Signer => ({
  id: kept.id,
  sign: async (text) => toBase64(new Uint8Array(await subtle.sign(ALGORITHM, key, bytesOf(text)))),
  keep: () => kept,
})

const imported = new Map<DeviceId, Promise<CryptoKey>>()

/** Imported once per device; of more than MOST_KEYS the oldest goes. */
function importedKey(subtle: SubtleCrypto, id: DeviceId, raw: Bytes): Promise<CryptoKey> {
  const known = imported.get(id)
  if (known) return known
  const key = subtle.importKey('raw', raw, ALGORITHM, false, ['verify'])
  imported.set(id, key)
  key.catch(() => imported.delete(id))
  if (imported.size > MOST_KEYS) imported.delete(imported.keys().next().value as DeviceId)
  return key
}

// ---- the fallback

const noble = () => import('@noble/curves/ed25519.js')
let rested = 0

/** noble's own `verify` multiplies by the cofactor, which browsers do not: so the equation is asked here as they ask it. */
async function verifySlowly(key: Bytes, r: Bytes, s: Bytes, message: Bytes): Promise<boolean> {
  const [{ ed25519 }, { sha512 }] = await Promise.all([noble(), import('@noble/hashes/sha2.js')])
  await breathe()
  const { Point } = ed25519
  try {
    const minusA = Point.fromBytes(key, false).negate()
    const k = Point.Fn.create(toNumber(sha512(concat(r, key, message))))
    const found = Point.BASE.multiplyUnsafe(toNumber(s)).add(minusA.multiplyUnsafe(k)).toBytes()
    return found.every((byte, i) => byte === r[i])
  } catch {
    return false // the key is no point of the curve
  }
}

const toNumber = (littleEndian: Uint8Array): bigint => littleEndian.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

/** The fallback runs on the page's own thread, at 0.4 ms each: it lets the page draw every 8 ms. */
async function breathe(): Promise<void> {
  if (performance.now() - rested < 8) return
  await new Promise((resolve) => setTimeout(resolve, 0))
  rested = performance.now()
}
