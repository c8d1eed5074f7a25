import { createDecipheriv, hkdfSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, utf8 } from '../../src/kit/bytes'
import { cipherOf, derive, spell } from '../../src/secrets/aes'
import { blind } from './withoutSubtle'

const hex = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'))
const zero = (length: number): Bytes => new Uint8Array(length)
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }) as fc.Arbitrary<Bytes>

describe('AES-256-GCM', () => {
  // Test cases 13 and 14 of the GCM submission to NIST.
  const known = [
    ['', '530f8afbc74536b9a963b4f1c4cb738b'],
    ['00000000000000000000000000000000', 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919'],
  ] as const
  it.each(known)('gives the known answer for "%s" on both paths', async (plain, sealed) => {
    const native = await cipherOf(zero(32))
    const noble = await blind(() => cipherOf(zero(32)))
    for (const cipher of [native, noble]) {
      expect(await cipher.encrypt(zero(12), hex(plain), '')).toEqual(hex(sealed))
      expect(await cipher.decrypt(zero(12), hex(sealed), '')).toEqual(hex(plain))
    }
  })

  it('opens on each path what the other sealed, and as Node’s own does', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        bytes(12),
        fc.uint8Array({ maxLength: 100 }) as fc.Arbitrary<Bytes>,
        fc.string(),
        async (key, nonce, plain, about) => {
          const native = await cipherOf(key)
          const noble = await blind(() => cipherOf(key))
          const sealed = await native.encrypt(nonce, plain, about)
          expect(await noble.encrypt(nonce, plain, about)).toEqual(sealed)
          expect(await noble.decrypt(nonce, sealed, about)).toEqual(plain)
          expect(await native.decrypt(nonce, sealed, about)).toEqual(plain)
          const node = createDecipheriv('aes-256-gcm', key, nonce)
          node.setAAD(utf8(about)).setAuthTag(sealed.slice(-16))
          expect(new Uint8Array(Buffer.concat([node.update(sealed.slice(0, -16)), node.final()]))).toEqual(plain)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('opens nothing for another key, nonce or purpose, nor after any flipped bit', async () => {
    for (const make of [(key: Bytes) => cipherOf(key), (key: Bytes) => blind(() => cipherOf(key))]) {
      const cipher = await make(zero(32))
      const sealed = await cipher.encrypt(zero(12), utf8('ten letter'), 'x')
      expect(await cipher.decrypt(zero(12), sealed, 'y')).toBeUndefined()
      expect(await cipher.decrypt(zero(12).fill(1, 11), sealed, 'x')).toBeUndefined()
      expect(await (await make(zero(32).fill(1, 31))).decrypt(zero(12), sealed, 'x')).toBeUndefined()
      expect(await cipher.decrypt(zero(12), sealed.slice(0, 15), 'x')).toBeUndefined()
      for (let bit = 0; bit < sealed.length * 8; bit++) {
        const flipped = Uint8Array.from(sealed)
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(await cipher.decrypt(zero(12), flipped, 'x')).toBeUndefined()
      }
    }
    await expect(cipherOf(zero(16))).rejects.toThrow(RangeError)
  })
})

describe('HKDF-SHA256', () => {
  it('gives the known answer of RFC 5869, test case 3', () => {
    const okm = '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8'
    expect(derive(new Uint8Array(22).fill(11), '', 42)).toEqual(hex(okm))
    expect(derive(zero(32), 'info', 44)).toEqual(new Uint8Array(hkdfSync('sha256', zero(32), '', 'info', 44)))
  })
})

describe('spelling', () => {
  it('gives no two lists of parts one text', () => {
    const part = fc.oneof(fc.string(), fc.integer(), fc.boolean())
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (one, other) => {
        expect(spell(...one) === spell(...other)).toBe(one.length === other.length && one.every((value, i) => value === other[i]))
      }),
    )
    expect(spell('a', 'b')).not.toBe(spell('a","b'))
    expect(spell('a b', 'c')).not.toBe(spell('a', 'b c'))
    expect(spell(1)).not.toBe(spell('1'))
  })
})
