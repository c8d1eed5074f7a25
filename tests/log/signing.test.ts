import { ed25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import * as fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { concat, fromBase64, toBase64, utf8 } from '../../src/kit/bytes'
import type { Bytes } from '../../src/kit/bytes'
import * as native from '../../src/log/signing'

type Signing = typeof native

const { Point } = ed25519
const ORDER = Point.Fn.ORDER
const hex = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'))
const toNumber = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
const toBytes = (number: bigint): Bytes => new Uint8Array(Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse())

/** The module as a page without `crypto.subtle` has it. */
async function loadNoble(): Promise<Signing> {
  vi.resetModules()
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const signing = await import('../../src/log/signing')
  await signing.makeSigner()
  vi.unstubAllGlobals()
  return signing
}

let noble: Signing
beforeAll(async () => {
  noble = await loadNoble()
})
afterEach(() => vi.unstubAllGlobals())

/** What WebCrypto and noble both say of it; fails when they differ. */
async function verdict(key: Uint8Array, message: Bytes, signature: Bytes): Promise<boolean> {
  const [one, other] = await Promise.all([
    native.verifyBytes(toBase64(key), message, signature),
    noble.verifyBytes(toBase64(key), message, signature),
  ])
  expect(one, 'WebCrypto and noble agree').toBe(other)
  return one
}

const rfc8032 = [
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    text: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    text: 'r',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
]

describe('K1: a device signs exact bytes', () => {
  it.each(rfc8032)('gives the signatures of RFC 8032 on both paths: "$text"', async ({ seed, key, text, signature }) => {
    for (const signing of [native, noble]) {
      const signer = await signing.signerFromSeed(hex(seed))
      expect(signer.id).toBe(toBase64(hex(key)))
      expect(await signer.sign(text)).toBe(toBase64(hex(signature)))
      expect(await signing.verify(signer.id, text, toBase64(hex(signature)))).toBe(true)
    }
  })

  it('verifies on each path what the other signed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string({ unit: 'grapheme' }), async (seed, text) => {
        const [one, other] = await Promise.all([native.signerFromSeed(seed), noble.signerFromSeed(seed)])
        expect(one.id).toBe(other.id)
        expect(await native.verify(one.id, text, await other.sign(text))).toBe(true)
        expect(await noble.verify(one.id, text, await one.sign(text))).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('keeps the private half unreadable where WebCrypto has it, and opens what was kept', async () => {
    const made = await native.makeSigner()
    const kept = structuredClone(made.keep())
    expect(kept.kind === 'native' && kept.key.extractable).toBe(false)
    const opened = await native.openSigner(kept)
    expect(opened.id).toBe(made.id)
    expect(made.id).toHaveLength(43)
    const signature = await opened.sign('{"v":1}')
    expect(signature).toHaveLength(86)
    expect(await noble.verify(made.id, '{"v":1}', signature)).toBe(true)
  })

  it('makes and opens a device without WebCrypto, and says so when it cannot open one', async () => {
    const made = await noble.makeSigner()
    const kept = structuredClone(made.keep())
    expect(kept.kind).toBe('seed')
    for (const signing of [native, noble]) {
      const opened = await signing.openSigner(kept)
      expect(opened.id).toBe(made.id)
      expect(await native.verify(made.id, 'x', await opened.sign('x'))).toBe(true)
    }
    await expect(noble.openSigner((await native.makeSigner()).keep())).rejects.toThrow('secure page')
  })

  it('falls back where crypto.subtle is here but knows no Ed25519', async () => {
    vi.resetModules()
    const refuse = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto), subtle: { importKey: refuse, generateKey: refuse } })
    const old = await import('../../src/log/signing')
    const signer = await old.makeSigner()
    expect(signer.keep().kind).toBe('seed')
    expect(await old.verify(signer.id, 'x', await signer.sign('x'))).toBe(true)
  })

  it('refuses to sign what has no UTF-8, and a seed of another length', async () => {
    const signer = await native.signerFromSeed(hex(rfc8032[0]!.seed))
    await expect(signer.sign('\ud800')).rejects.toThrow(TypeError)
    expect(await native.verify(signer.id, '\ud800', await signer.sign('\ufffd'))).toBe(false)
    await expect(native.signerFromSeed(new Uint8Array(31))).rejects.toThrow(RangeError)
  })

  it('refuses every flipped bit of key, text and signature', async () => {
    const signer = await native.makeSigner()
    const text = 'one row'
    const signature = await signer.sign(text)
    const flip = (bytes: Uint8Array, bit: number) => {
      const flipped = Uint8Array.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      return flipped
    }
    const raw = fromBase64(signature) as Bytes
    const key = fromBase64(signer.id) as Bytes
    const answers: boolean[] = []
    for (let bit = 0; bit < 512; bit++) answers.push(await native.verifyBytes(signer.id, utf8(text), flip(raw, bit)))
    for (let bit = 0; bit < 256; bit++) answers.push(await native.verifyBytes(toBase64(flip(key, bit)), utf8(text), raw))
    for (let bit = 0; bit < 56; bit++) answers.push(await native.verifyBytes(signer.id, flip(utf8(text), bit), raw))
    expect(answers).toHaveLength(824)
    expect(answers).not.toContain(true)
    expect(await verdict(flip(key, 3), utf8(text), raw)).toBe(false)
    expect(await verdict(key, utf8(text), flip(raw, 300))).toBe(false)
  })

  it('refuses other spellings of a good signature and key, so that a stranger cannot make a second row of it', async () => {
    const signer = await native.makeSigner()
    const signature = await signer.sign('x')
    const respell = (text: string) => {
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      return text.slice(0, -1) + letters[letters.indexOf(text.at(-1) as string) + 1]
    }
    expect(await native.verify(signer.id, 'x', signature)).toBe(true)
    for (const other of [
      respell(signature),
      `${signature}=`,
      ` ${signature}`,
      signature.slice(1),
      `${signature}A`,
      '',
      signature.replace(/.$/, '+'),
    ]) {
      expect(await native.verify(signer.id, 'x', other), other).toBe(false)
    }
    for (const other of [respell(signer.id), `${signer.id}=`, '', 'é'.repeat(43)])
      expect(await native.verify(other, 'x', signature), other).toBe(false)
  })
})

/** A signer who does not keep to the rules: any secret scalar, any point added to the key or to R. */
function sign(message: Bytes, { a = 7n, r = 11n, addToKey = Point.ZERO, addToR = Point.ZERO } = {}) {
  const times = (scalar: bigint) => (scalar === 0n ? Point.ZERO : Point.BASE.multiply(scalar))
  const key = times(a).add(addToKey).toBytes() as Bytes
  const R = times(r).add(addToR).toBytes() as Bytes
  const k = toNumber(sha512(concat(R, key, message))) % ORDER
  return { key, R, k, signature: concat(R, toBytes((r + k * a) % ORDER)) }
}
/** A point of order eight. */
const T8 = Point.fromBytes(hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'))
const messages = Array.from({ length: 40 }, (_, i) => utf8(`message ${i}`))

describe('K1: WebCrypto and noble agree on what is good', () => {
  it('accepts the plain case', async () => {
    const { key, signature } = sign(utf8('x'))
    expect(await verdict(key, utf8('x'), signature)).toBe(true)
  })

  it('refuses S + L, which is the same number spelt differently', async () => {
    const { key, R, signature } = sign(utf8('x'))
    const s = toNumber(signature.subarray(32))
    expect(await verdict(key, utf8('x'), concat(R, toBytes(s + ORDER)))).toBe(false)
    expect(await verdict(key, utf8('x'), concat(R, toBytes(ORDER)))).toBe(false)
  })

  it('refuses keys of small order, for which one signature fits many texts', async () => {
    let fitting = 0
    for (let i = 0n; i < 8n; i++) {
      const small = i === 0n ? Point.ZERO : T8.multiplyUnsafe(i)
      expect(small.isSmallOrder()).toBe(true)
      for (const message of messages.slice(0, 9)) {
        const { key, k, signature } = sign(message, { a: 0n, addToKey: small })
        if (small.multiplyUnsafe(k).equals(Point.ZERO)) fitting++
        expect(await verdict(key, message, signature)).toBe(false)
      }
    }
    expect(fitting, 'cases that the bare equation would let through').toBeGreaterThan(9)
  })

  it('refuses R of small order', async () => {
    for (let i = 0n; i < 8n; i++) {
      const { key, signature } = sign(utf8('x'), { r: 0n, addToR: i === 0n ? Point.ZERO : T8.multiplyUnsafe(i) })
      expect(await verdict(key, utf8('x'), signature)).toBe(false)
    }
  })

  it('asks the equation without the cofactor: a torsion part passes only where it cancels', async () => {
    const passed: boolean[] = []
    for (const message of messages) {
      const { key, k, signature } = sign(message, { addToKey: T8 })
      const answer = await verdict(key, message, signature)
      expect(answer).toBe(k % 8n === 0n)
      passed.push(answer)
      expect(ed25519.verify(signature, message, key, { zip215: false }), 'noble alone multiplies by eight').toBe(true)
    }
    expect(passed).toContain(true)
    expect(passed).toContain(false)
    const { key, signature } = sign(utf8('x'), { addToR: T8 })
    expect(await verdict(key, utf8('x'), signature)).toBe(false)
  })

  it('refuses points that are spelt with a y at or above the prime, and minus zero', async () => {
    const P = 2n ** 255n - 19n
    const signature = sign(utf8('x')).signature
    for (const y of [P, P + 1n, P + 3n, P + 18n]) {
      expect(await verdict(toBytes(y), utf8('x'), signature)).toBe(false)
      expect(await verdict(sign(utf8('x')).key, utf8('x'), concat(toBytes(y), signature.subarray(32)))).toBe(false)
    }
    const any = concat(Point.BASE.multiply(11n).toBytes(), toBytes(11n))
    expect(await verdict(toBytes(P + 1n), utf8('x'), any), 'the neutral point, for which this fits every text').toBe(false)
    const minusZero = toBytes(1n + 2n ** 255n)
    expect(await verdict(minusZero, utf8('x'), concat(Point.BASE.toBytes() as Bytes, toBytes(1n)))).toBe(false)
  })

  it('refuses a key that is no point of the curve without throwing', async () => {
    let off = 0
    for (let y = 2n; y < 12n; y++) {
      const key = toBytes(y)
      try {
        Point.fromBytes(key)
      } catch {
        off++
      }
      expect(await verdict(key, utf8('x'), sign(utf8('x')).signature)).toBe(false)
    }
    expect(off).toBeGreaterThan(0)
  })

  it('agrees on random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        async (key, bytes) => {
          expect(await verdict(key, utf8('x'), bytes)).toBe(false)
        },
      ),
      { numRuns: 100 },
    )
  })
})
