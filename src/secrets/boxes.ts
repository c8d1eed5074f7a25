/**
 * Sealed boxes: bytes that only one account can open, for whoever knows its box key (X25519). The sender makes a key pair for this box
 * alone, agrees on a secret with the receiver's key, and encrypts under what HKDF makes of it.
 *
 * What a box does not do: say who sent it (the signed row that carries it does), stay closed once the receiver's box key is lost (there
 * is no forward secrecy against that), hide its length or that it was sent, or take back what was opened.
 */
import { type Bytes, concat, fromBase64, randomBytes, toBase64 } from '../kit/bytes'
import { cipherOf, derive, KEY_BYTES, NONCE_BYTES, spell, TAG_BYTES } from './aes'

/** A raw X25519 public key in base64url, 43 letters. */
export type BoxId = string

/** What a store keeps of a box key: structured-cloneable. */
export type KeptBoxKey =
  | { readonly kind: 'native'; readonly id: BoxId; readonly key: CryptoKey }
  | { readonly kind: 'secret'; readonly id: BoxId; readonly secret: Bytes }

export interface BoxKey {
  readonly id: BoxId
  /** The secret shared with the holder of another key; `undefined` when the other is no key, or this one was destroyed. */
  agree(other: Bytes): Promise<Bytes | undefined>
}

/** A key for one request: its private half cannot be read out where WebCrypto knows X25519, and is forgotten on demand. */
export interface OneUseKey extends BoxKey {
  /** For the store, which must delete it when the key is destroyed. Throws behind `destroy`. */
  keep(): KeptBoxKey
  /**
   * Forgets the private half: boxes sealed to it open no more, here. Does not reach what was opened before, a copy of the database made
   * before, or bytes that the browser has not overwritten on the disk yet.
   */
  destroy(): void
}

/** How much longer a box is than what is in it. */
export const BOX_BYTES = KEY_BYTES + TAG_BYTES

/** Seals `plain` to the holder of `to`. `about` says what it is for; only who says the same opens it. Throws a RangeError for no key. */
export async function sealTo(to: BoxId, plain: Bytes, about: string): Promise<Bytes> {
  const receiver = fromBase64(to)
  const once = await boxKeyOf(randomBytes(KEY_BYTES))
  const shared = receiver && (await once.agree(receiver))
  if (!shared) throw new RangeError(`Nothing can be sealed to ${to}: it is no X25519 key.`)
  const { key, nonce } = agreed(shared, once.id, to, about)
  return concat(fromBase64(once.id) as Bytes, await (await cipherOf(key)).encrypt(nonce, plain, ''))
}

/** What is in the box; `undefined` when it is for another key or purpose, or changed on the way. */
export async function openBox(mine: BoxKey, box: Bytes, about: string): Promise<Bytes | undefined> {
  if (box.length < BOX_BYTES) return undefined
  const once = box.slice(0, KEY_BYTES)
  const shared = await mine.agree(once)
  if (!shared) return undefined
  const { key, nonce } = agreed(shared, toBase64(once), mine.id, about)
  return (await cipherOf(key)).decrypt(nonce, box.slice(KEY_BYTES), '')
}

/** The box key of an account: 32 secret bytes, exportable with the account's root key. */
export async function boxKeyOf(secret: Uint8Array): Promise<BoxKey> {
  if (secret.length !== KEY_BYTES) throw new RangeError(`A box key has ${KEY_BYTES} bytes, not ${secret.length}.`)
  const own = Uint8Array.from(secret)
  const subtle = await native()
  if (subtle) {
    const key = await subtle.importKey('pkcs8', concat(PKCS8, own), ALGORITHM, true, ['deriveBits'])
    const { x } = await subtle.exportKey('jwk', key)
    if (x) return { id: x, agree: (other) => agreeNatively(subtle, key, other) }
  }
  const { x25519 } = await noble()
  return { id: toBase64(x25519.getPublicKey(own)), agree: (other) => agreeSlowly(own, other) }
}

export async function makeOneUseKey(): Promise<OneUseKey> {
  const subtle = await native()
  if (!subtle) {
    const secret = randomBytes(KEY_BYTES)
    return openOneUseKey({ kind: 'secret', id: (await boxKeyOf(secret)).id, secret })
  }
  const pair = await subtle.generateKey(ALGORITHM, false, ['deriveBits'])
  const id = toBase64(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)))
  return openOneUseKey({ kind: 'native', id, key: pair.privateKey })
}

/** The key that was kept. `destroy` overwrites the bytes that are given here. */
export function openOneUseKey(kept: KeptBoxKey): OneUseKey {
  let mine: KeptBoxKey | undefined = kept
  return {
    id: kept.id,
    async agree(other) {
      if (!mine) return undefined
      return mine.kind === 'native' ? agreeNatively(globalThis.crypto.subtle, mine.key, other) : (await boxKeyOf(mine.secret)).agree(other)
    },
    keep() {
      if (!mine) throw new Error('This key was destroyed.')
      return mine
    },
    destroy() {
      if (mine?.kind === 'secret') mine.secret.fill(0)
      mine = undefined
    },
  }
}

/** The box's key and nonce. Both public keys are part of it, so that a box cannot be passed off as another's. */
function agreed(shared: Bytes, once: BoxId, to: BoxId, about: string): { readonly key: Bytes; readonly nonce: Bytes } {
  const bytes = derive(shared, spell('mesi box 1', once, to, about), KEY_BYTES + NONCE_BYTES)
  return { key: bytes.slice(0, KEY_BYTES), nonce: bytes.slice(KEY_BYTES) }
}

// ---- X25519

const ALGORITHM = 'X25519'
/** What stands before the 32 bytes of a secret in PKCS #8. */
const PKCS8 = Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20)

let found: Promise<SubtleCrypto | undefined> | undefined
const native = () => (found ??= findNative())
const noble = () => import('@noble/curves/ed25519.js')

/** WebCrypto, if it is here and knows X25519: asked by having it do once all that is asked of it here. */
async function findNative(): Promise<SubtleCrypto | undefined> {
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined
  if (!subtle) return undefined
  try {
    const key = await subtle.importKey('pkcs8', concat(PKCS8, new Uint8Array(KEY_BYTES).fill(1)), ALGORITHM, true, ['deriveBits'])
    const raw = fromBase64((await subtle.exportKey('jwk', key)).x as string) as Bytes
    return (await agreeNatively(subtle, key, raw)) ? subtle : undefined
  } catch {
    return undefined
  }
}

async function agreeNatively(subtle: SubtleCrypto, key: CryptoKey, other: Bytes): Promise<Bytes | undefined> {
  if (other.length !== KEY_BYTES) return undefined
  try {
    const open = await subtle.importKey('raw', other, ALGORITHM, false, [])
    return unlessZero(new Uint8Array(await subtle.deriveBits({ name: ALGORITHM, public: open }, key, 8 * KEY_BYTES)))
  } catch {
    return undefined
  }
}

async function agreeSlowly(secret: Bytes, other: Bytes): Promise<Bytes | undefined> {
  const { x25519 } = await noble()
  if (other.length !== KEY_BYTES) return undefined
  try {
    return unlessZero(Uint8Array.from(x25519.getSharedSecret(secret, other)))
  } catch {
    return undefined
  }
}

/** A key of small order makes everyone's secret zero: whoever offers one wants others to be able to read. */
const unlessZero = (shared: Bytes): Bytes | undefined => (shared.some((byte) => byte !== 0) ? shared : undefined)
