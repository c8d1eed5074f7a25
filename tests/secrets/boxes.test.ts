import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Bytes, fromBase64, randomBytes, toBase64, utf8 } from '../../src/kit/bytes'
import * as native from '../../src/secrets/boxes'
import { withoutSubtle } from './withoutSubtle'

type Boxes = typeof native
const hex = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'))

let noble: Boxes
beforeAll(async () => {
  noble = await withoutSubtle(
    () => import('../../src/secrets/boxes'),
    (boxes) => boxes.makeOneUseKey(),
  )
})
const both = () => [native, noble] as const

const secrets = { ana: new Uint8Array(32).fill(1), ben: new Uint8Array(32).fill(2) }

describe('X25519', () => {
  it('gives the known answers of RFC 7748 on both paths', async () => {
    // Section 5.2, after one iteration.
    const k = hex('0900000000000000000000000000000000000000000000000000000000000000')
    const once = '422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079'
    for (const boxes of both()) {
      const key = await boxes.boxKeyOf(k)
      expect(key.id).toBe(toBase64(hex(once)))
      expect(await key.agree(k)).toEqual(hex(once))
    }
  })

  it('both paths, and Node’s own, agree on every pair', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), async (a, b) => {
        const [one, other] = [await native.boxKeyOf(a), await noble.boxKeyOf(b)]
        expect((await noble.boxKeyOf(a)).id).toBe(one.id)
        const shared = await one.agree(fromBase64(other.id) as Bytes)
        expect(shared).toHaveLength(32)
        expect(await other.agree(fromBase64(one.id) as Bytes)).toEqual(shared)
        expect(nodeAgrees(a, other.id)).toEqual(shared)
      }),
      { numRuns: 25 },
    )
  })

  it('refuses points of small order, which make everybody’s secret zero', async () => {
    const small = [
      '0000000000000000000000000000000000000000000000000000000000000000',
      '0100000000000000000000000000000000000000000000000000000000000000',
      'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
      '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ].map(hex)
    for (const boxes of both()) {
      const mine = await boxes.boxKeyOf(secrets.ana)
      for (const point of small) {
        expect(await mine.agree(point)).toBeUndefined()
        await expect(boxes.sealTo(toBase64(point), utf8('x'), 'test')).rejects.toThrow(RangeError)
        expect(await boxes.openBox(mine, Uint8Array.from([...point, ...randomBytes(40)]), 'test')).toBeUndefined()
      }
      expect(await mine.agree(new Uint8Array(31))).toBeUndefined()
      await expect(boxes.sealTo('no key', utf8('x'), 'test')).rejects.toThrow(RangeError)
      await expect(boxes.boxKeyOf(new Uint8Array(31))).rejects.toThrow(RangeError)
    }
  })
})

describe('a sealed box', () => {
  it('is opened by its account and nobody else, across both paths', async () => {
    for (const from of both()) {
      for (const to of both()) {
        const ana = await to.boxKeyOf(secrets.ana)
        const ben = await to.boxKeyOf(secrets.ben)
        const box = await from.sealTo(ana.id, utf8('hello'), 'greeting')
        expect(box).toHaveLength(5 + native.BOX_BYTES)
        expect(await to.openBox(ana, box, 'greeting')).toEqual(utf8('hello'))
        expect(await to.openBox(ben, box, 'greeting'), 'another account').toBeUndefined()
        expect(await to.openBox(ana, box, 'farewell'), 'another purpose').toBeUndefined()
      }
    }
  })

  it('is opened by a reader that shares no code with ours', async () => {
    const ana = await native.boxKeyOf(secrets.ana)
    const box = await native.sealTo(ana.id, utf8('hello'), 'greeting')
    const once = toBase64(box.slice(0, 32))
    const info = `["mesi box 1","${once}","${ana.id}","greeting"]`
    const okm = Buffer.from(hkdfSync('sha256', nodeAgrees(secrets.ana, once), '', info, 44))
    const node = createDecipheriv('aes-256-gcm', okm.subarray(0, 32), okm.subarray(32))
    node.setAuthTag(box.slice(-16))
    expect(Buffer.concat([node.update(box.slice(32, -16)), node.final()]).toString()).toBe('hello')
  })

  it('is what an earlier build sealed', async () => {
    const box = fromBase64('OrkVudqSeJHQQTcxHHXwZ_pYwyPPprNmLGeotug4D0DdrZbFKur-e8VBn5AjEX-cCAJEo9729B2igS9_Q7RgrFESMxnG') as Bytes
    for (const boxes of both())
      expect(await boxes.openBox(await boxes.boxKeyOf(secrets.ana), box, 'pinned')).toEqual(utf8('from an earlier build'))
  })

  it('is another each time, of the same thing', async () => {
    const { id } = await native.boxKeyOf(secrets.ana)
    const boxes = await Promise.all(Array.from({ length: 20 }, async () => toBase64(await native.sealTo(id, utf8('x'), 'test'))))
    expect(new Set(boxes.map((box) => box.slice(0, 40))).size).toBe(20)
  })

  it('does not open after any flipped bit, cut or addition', async () => {
    const ana = await native.boxKeyOf(secrets.ana)
    const box = await native.sealTo(ana.id, utf8('x'), 'test')
    const opened: unknown[] = []
    for (let bit = 0; bit < box.length * 8; bit++) {
      const flipped = Uint8Array.from(box)
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      opened.push(await native.openBox(ana, flipped, 'test'))
    }
    for (let length = 0; length < box.length; length++) opened.push(await native.openBox(ana, box.slice(0, length), 'test'))
    opened.push(await native.openBox(ana, Uint8Array.from([...box, 0]), 'test'))
    expect(opened).toHaveLength(9 * box.length + 1)
    expect(opened.every((plain) => plain === undefined)).toBe(true)
  })

  it('holds nothing at all as well', async () => {
    const ana = await native.boxKeyOf(secrets.ana)
    expect(await native.openBox(ana, await native.sealTo(ana.id, new Uint8Array(0), 'test'), 'test')).toEqual(new Uint8Array(0))
  })
})

describe('KYF: a key for one use', () => {
  it('opens what was sealed to it, also after a restart, until it is destroyed', async () => {
    for (const boxes of both()) {
      const key = await boxes.makeOneUseKey()
      const box = await native.sealTo(key.id, utf8('my name'), 'kyf')
      const kept = structuredClone(key.keep())
      const again = boxes.openOneUseKey(kept)
      expect(again.id).toBe(key.id)
      expect(await boxes.openBox(again, box, 'kyf')).toEqual(utf8('my name'))
      again.destroy()
      expect(await boxes.openBox(again, box, 'kyf')).toBeUndefined()
      expect(() => again.keep()).toThrow('destroyed')
      expect(await boxes.openBox(key, box, 'kyf'), 'the other copy is another copy').toEqual(utf8('my name'))
    }
  })

  it('cannot be read out where WebCrypto has it, and is overwritten where it has not', async () => {
    const kept = (await native.makeOneUseKey()).keep()
    expect(kept.kind === 'native' && kept.key.extractable).toBe(false)
    const key = await noble.makeOneUseKey()
    const secret = key.keep()
    if (secret.kind !== 'secret') throw new Error('not the fallback')
    expect(secret.secret.some((byte) => byte !== 0)).toBe(true)
    key.destroy()
    expect(secret.secret.every((byte) => byte === 0)).toBe(true)
  })
})

/** X25519 by Node's older interface. */
function nodeAgrees(secret: Uint8Array, other: string): Bytes {
  const privateKey = createPrivateKey({
    key: Buffer.concat([hex('302e020100300506032b656e04220420'), secret]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: other }, format: 'jwk' })
  return new Uint8Array(diffieHellman({ privateKey, publicKey }))
}
