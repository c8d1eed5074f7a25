/** SHA-256 as browsers get it: Node resolves the same library to its own, so the file that is bundled is named here. */
import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest } from '../../node_modules/lib0/hash/sha256.js'
import { hashOf, utf8 } from '../../src/kit/bytes'

const said = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64url')

describe('SHA-256', () => {
  test('agrees with OpenSSL for every length of up to four blocks, wherever the bytes lie in their buffer', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => (i * 167 + 13) & 255)
    for (let length = 0; length <= 256; length++)
      for (const from of [0, 1, 7]) {
        const part = bytes.subarray(from, from + length)
        expect(Buffer.from(digest(part)).toString('base64url'), `${length} bytes`).toBe(said(part))
      }
  })

  test('and for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
        expect(Buffer.from(digest(bytes)).toString('base64url')).toBe(said(bytes))
      }),
    )
  })

  test('of a text is that of its UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(hashOf(text)).toBe(said(text))
        expect(hashOf(utf8(text))).toBe(said(text))
      }),
    )
  })

  test('of a text that is longer than what is kept ready for texts is that of all of it, to the last letter', () => {
    for (const length of [65_535, 65_536, 65_537, 200_000]) {
      const text = `${'ä'.repeat(100)}${'a'.repeat(length - 200)}€`
      expect(hashOf(text), `${length}`).toBe(said(text))
    }
  })
})
