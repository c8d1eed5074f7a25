import { createDecipheriv } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, concat, fromBase64, toBase64, utf8 } from '../../src/kit/bytes'
import {
  type About,
  decryptContent,
  decryptFrames,
  encryptContent,
  encryptFrames,
  FRAME_BYTES,
  HEADER_BYTES,
  openContent,
  plainSize,
  sealedSize,
  Unreadable,
} from '../../src/secrets/frames'
import { blind } from './withoutSubtle'

const key = new Uint8Array(32).fill(7)
const about: About = { item: 'work', version: 1, creator: 'ana' }
const SEALED = FRAME_BYTES + 16
/** Bytes that differ from place to place. */
const content = (size: number): Bytes => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7) & 255)
/** Whether they are the same bytes: `toEqual` takes seconds over so many. */
const same = (one: Uint8Array | undefined, other: Uint8Array) => one !== undefined && Buffer.compare(one, other) === 0
const flip = (bytes: Bytes, at: number): Bytes => {
  const flipped = Uint8Array.from(bytes)
  flipped[at] = (flipped[at] as number) ^ 1
  return flipped
}
const frame = (sealed: Bytes, number: number): Bytes => sealed.slice(HEADER_BYTES + number * SEALED, HEADER_BYTES + (number + 1) * SEALED)
const sizes = [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES, 2 * FRAME_BYTES + 5]

describe('content in frames', () => {
  it.each(sizes)('goes there and back at %i bytes, on both paths', async (size) => {
    const plain = content(size)
    const sealed = await encryptContent(key, about, plain)
    expect(sealed).toHaveLength(sealedSize(size))
    expect(plainSize(sealed.length)).toBe(size)
    expect(same(await decryptContent(key, about, sealed), plain)).toBe(true)
    expect(same(await blind(() => decryptContent(key, about, sealed)), plain)).toBe(true)
    expect(same(await decryptContent(key, about, await blind(() => encryptContent(key, about, plain))), plain)).toBe(true)
  })

  it('arrives in pieces of any size', async () => {
    const plain = content(3 * FRAME_BYTES - 7)
    const pieces = (bytes: Bytes, cuts: readonly number[]) => {
      const at = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length]
      return at.slice(1).map((end, i) => bytes.subarray(at[i], end))
    }
    const gather = async (from: AsyncIterable<Bytes>) => {
      const all: Bytes[] = []
      for await (const piece of from) all.push(piece)
      return all
    }
    const cuts = fc.array(fc.nat(), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(cuts, cuts, async (one, other) => {
        const sealed = await gather(encryptFrames(key, about, pieces(plain, one)))
        expect(sealed.map((part) => part.length)).toEqual([HEADER_BYTES, SEALED, SEALED, SEALED - 7])
        const opened = await gather(decryptFrames(key, about, pieces(concat(...sealed), other)))
        expect(opened.map((part) => part.length)).toEqual([FRAME_BYTES, FRAME_BYTES, FRAME_BYTES - 7])
        expect(same(concat(...opened), plain)).toBe(true)
      }),
      {
        numRuns: 15,
        examples: [
          [[FRAME_BYTES - 1], [HEADER_BYTES + SEALED - 1]],
          [[FRAME_BYTES], [HEADER_BYTES, HEADER_BYTES + SEALED]],
        ],
      },
    )
  })

  it('is opened by a reader that shares no code with ours', async () => {
    const sealed = await encryptContent(key, about, content(FRAME_BYTES + 3))
    const open = (number: number, last: boolean) => {
      const bytes = frame(sealed, number)
      const counter = Buffer.alloc(4)
      counter.writeUInt32BE(number)
      const node = createDecipheriv('aes-256-gcm', key, Buffer.concat([sealed.slice(8, 16), counter]))
      node.setAAD(utf8(`["mesi content 1","work",1,"ana",${number},${last}]`)).setAuthTag(bytes.slice(-16))
      return Buffer.concat([node.update(bytes.slice(0, -16)), node.final()])
    }
    expect(same(Buffer.concat([open(0, false), open(1, true)]), content(FRAME_BYTES + 3))).toBe(true)
    expect(() => open(0, true)).toThrow()
  })

  it('is what an earlier build sealed', async () => {
    expect(
      await decryptContent(key, about, fromBase64('bWVzaQEAAABUZGCGrcceQmwY2CBOqxZYIerW3d05igYaxgJW2gQ7lC3fTQAB2UvtvYAg2v4') as Bytes),
    ).toEqual(utf8('from an earlier build'))
  })

  it('is sealed another way each time', async () => {
    const heads = await Promise.all(
      Array.from({ length: 20 }, async () => toBase64((await encryptContent(key, about, content(5))).slice(8, 16))),
    )
    expect(new Set(heads).size).toBe(20)
  })
})

describe('content that is not what it was', () => {
  it('does not open for another key, item, version or creator', async () => {
    const sealed = await encryptContent(key, about, content(10))
    const others = [
      { ...about, item: 'another' },
      { ...about, version: 2 },
      { ...about, creator: 'ben' },
    ]
    for (const other of others) expect(await decryptContent(key, other, sealed)).toBeUndefined()
    expect(await decryptContent(new Uint8Array(32).fill(8), about, sealed)).toBeUndefined()
  })

  it('does not open with frames cut off, left out, exchanged, repeated, or from another version', async () => {
    const sealed = await encryptContent(key, about, content(3 * FRAME_BYTES))
    const other = await encryptContent(key, about, content(3 * FRAME_BYTES))
    const header = sealed.slice(0, HEADER_BYTES)
    const [a, b, c] = [frame(sealed, 0), frame(sealed, 1), frame(sealed, 2)]
    expect(same(await decryptContent(key, about, concat(header, a, b, c)), content(3 * FRAME_BYTES))).toBe(true)
    const wrong = [
      [a, b],
      [a],
      [],
      [a, c],
      [b, c],
      [b, a, c],
      [a, b, b, c],
      [a, b, c, c],
      [a, frame(other, 1), c],
      [a, b, c, new Uint8Array(16)],
    ]
    for (const frames of wrong) expect(await decryptContent(key, about, concat(header, ...frames))).toBeUndefined()
    expect(await decryptContent(key, about, concat(other.slice(0, HEADER_BYTES), a, b, c))).toBeUndefined()
  })

  it('does not open after a changed byte anywhere, or cut anywhere', async () => {
    const sealed = await encryptContent(key, about, content(100))
    for (let at = 0; at < sealed.length; at++) {
      expect(await decryptContent(key, about, flip(sealed, at)), `byte ${at}`).toBeUndefined()
      expect(await decryptContent(key, about, sealed.slice(0, at)), `${at} bytes`).toBeUndefined()
    }
    expect(await decryptContent(key, about, concat(sealed, new Uint8Array(1)))).toBeUndefined()
  })
})

describe('content that is opened where it is looked at', () => {
  const from = (sealed: Bytes) => {
    const asked: [number, number][] = []
    const fetch = async (start: number, end: number) => {
      asked.push([start, end])
      return sealed.slice(start, end)
    }
    return { asked, fetch }
  }

  it('gives any stretch of itself, and reads only the frames of it', async () => {
    const plain = content(3 * FRAME_BYTES + 9)
    const sealed = await encryptContent(key, about, plain)
    const { asked, fetch } = from(sealed)
    const open = await openContent(key, about, sealed.length, fetch)
    expect(open.size).toBe(plain.length)
    asked.length = 0
    expect(await open.read(FRAME_BYTES - 1, FRAME_BYTES + 1)).toEqual(plain.slice(FRAME_BYTES - 1, FRAME_BYTES + 1))
    expect(asked).toEqual([0, 1].map((number) => [HEADER_BYTES + number * SEALED, HEADER_BYTES + (number + 1) * SEALED]))
    expect(await open.read(plain.length - 1, 9 * FRAME_BYTES)).toEqual(plain.slice(-1))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -5, max: plain.length + 5 }),
        fc.integer({ min: -5, max: plain.length + FRAME_BYTES }),
        async (start, end) => {
          expect(same(await open.read(start, end), plain.slice(Math.max(0, start), Math.max(0, end)))).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  it.each(sizes)('opens at %i bytes', async (size) => {
    const sealed = await encryptContent(key, about, content(size))
    const open = await openContent(key, about, sealed.length, from(sealed).fetch)
    expect(same(await open.read(0, size), content(size))).toBe(true)
  })

  it('does not open when it was cut off at a frame, or has a size that no content has', async () => {
    const sealed = await encryptContent(key, about, content(2 * FRAME_BYTES))
    const short = sealed.slice(0, HEADER_BYTES + SEALED)
    await expect(openContent(key, about, short.length, from(short).fetch)).rejects.toThrow(Unreadable)
    for (const size of [0, HEADER_BYTES, HEADER_BYTES + 15, HEADER_BYTES + SEALED + 1, HEADER_BYTES + SEALED + 16, -1, 1.5, Number.NaN]) {
      expect(plainSize(size), `${size}`).toBeUndefined()
      await expect(openContent(key, about, size, from(sealed).fetch)).rejects.toThrow(Unreadable)
    }
    const open = await openContent(key, about, sealed.length, from(flip(sealed, HEADER_BYTES + 5)).fetch)
    await expect(open.read(0, 1)).rejects.toThrow(Unreadable)
  })

  it('knows the size of every content', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger().map(Math.abs), (size) => plainSize(sealedSize(Math.floor(size / 2))) === Math.floor(size / 2)),
    )
  })
})
