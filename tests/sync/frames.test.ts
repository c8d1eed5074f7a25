import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bytes, hashOf, toBase64, utf8 } from '../../src/kit/bytes'
import { cut, decode, encode, HASHES_PER_FRAME, type Message, REFS_PER_FRAME, TEXT_PER_FRAME } from '../../src/sync/frames'
import { LONGEST_FRAME } from '../../src/sync/link'
import { CHUNK, LONGEST_PAYLOAD } from '../../src/sync/replica'

const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64)
const u32 = fc.nat(2 ** 32 - 1)
const u48 = fc.maxSafeNat().map((value) => value % 2 ** 48)
const bytes = (maxLength: number): fc.Arbitrary<Bytes> => fc.uint8Array({ maxLength }).map((value) => value)
const ref = fc.record({ device: anyHash, seq: u48.map((seq) => Math.max(1, seq)), hash: anyHash })
const start = fc.record({ device: anyHash, seq: fc.constant(0), hash: fc.constant('' as const) })
const few = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 20 })
const line = fc.string({ minLength: 1, maxLength: 50 }).filter((text) => !text.includes('\n') && text.isWellFormed())

const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    type: fc.constant('hello' as const),
    world: anyHash,
    self: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toBase64),
    rules: u32,
  }),
  fc.record({
    type: fc.constant('vector' as const),
    whole: fc.boolean(),
    more: fc.boolean(),
    last: fc.record({ term: u32, number: u48, hash: anyHash }),
    refs: few(ref),
  }),
  fc.record({ type: fc.constant('digest' as const), hash: anyHash }),
  fc.record({ type: fc.constant('askRows' as const), ask: u32, places: few(fc.oneof(ref, start)) }),
  fc.record({ type: fc.constant('askHashes' as const), kind: fc.constantFrom('rows' as const, 'payloads' as const), hashes: few(anyHash) }),
  fc.record({ type: fc.constant('askSeals' as const), after: u48 }),
  fc.record({ type: fc.constant('rows' as const), ask: u32, last: fc.boolean(), texts: few(line) }),
  fc.record({ type: fc.constant('seals' as const), more: fc.boolean(), last: fc.boolean(), bytes: bytes(200) }),
  fc.record({ type: fc.constant('payloads' as const), payloads: few(fc.record({ hash: anyHash, bytes: bytes(100) })) }),
  fc.record({
    type: fc.constant('absent' as const),
    kind: fc.constantFrom('rows' as const, 'payloads' as const, 'blob' as const),
    hashes: few(anyHash),
  }),
  fc.record({ type: fc.constant('askChunks' as const), hash: anyHash, indexes: few(u32) }),
  fc.record({ type: fc.constant('chunk' as const), hash: anyHash, index: u32, bytes: bytes(200) }),
  fc.record({ type: fc.constantFrom('askManifest' as const, 'ping' as const, 'pong' as const) }),
  fc.record({ type: fc.constant('manifest' as const), text: line }),
  fc.record({ type: fc.constant('credit' as const), bytes: u48 }),
  fc.record({ type: fc.constant('draft' as const), hash: anyHash, bytes: bytes(200) }),
  fc.record({ type: fc.constant('bye' as const), reason: line }),
)

const whyNot = (frame: Uint8Array): string => {
  const reading = decode(frame as Bytes)
  return reading.ok ? 'read' : reading.why
}

test('every message comes out as it went in', () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      expect(decode(encode(message))).toEqual({ ok: true, value: message })
    }),
    { numRuns: 500 },
  )
})

describe('hostile bytes', () => {
  test('random bytes, flipped bits and cut frames are read exactly or refused, and never throw', () => {
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(anyMessage, fc.nat(), fc.nat(7)).map(([message, at, bit]) => {
        const frame = encode(message)
        const index = at % frame.length
        frame[index] = (frame[index] as number) ^ (1 << bit)
        return frame
      }),
      fc.tuple(anyMessage, fc.nat()).map(([message, at]) => {
        const frame = encode(message)
        return frame.subarray(0, at % frame.length)
      }),
    )
    fc.assert(
      fc.property(hostile, (frame) => {
        const reading = decode(frame)
        // What is read at all is exactly what an encoder of ours would have written.
        if (reading.ok) expect(toBase64(encode(reading.value))).toBe(toBase64(frame))
      }),
      { numRuns: 3_000 },
    )
  })

  test.each<[string, () => Uint8Array, string]>([
    ['no bytes', () => new Uint8Array(), 'frame type'],
    ['type 0', () => Uint8Array.of(0), 'frame type'],
    ['a type of the future', () => Uint8Array.of(200), 'frame type'],
    ['a byte too many', () => Uint8Array.of(15, 0), 'ping: bytes left over'],
    ['half a hash', () => Uint8Array.of(3, 1, 2, 3), 'digest: too short'],
    ['half an item in a list', () => Uint8Array.of(5, 0, ...new Uint8Array(33)), 'askHashes: half an item'],
    ['an unknown flag', () => Uint8Array.of(5, 2), 'askHashes: unknown flag'],
    ['an unknown kind', () => Uint8Array.of(10, 3), 'absent: kind'],
    ['a hello of another protocol', () => Uint8Array.of(1, 9, ...new Uint8Array(52)), 'hello: protocol version'],
    ['a payload that claims 4 GB', () => Uint8Array.of(9, ...new Uint8Array(32), 255, 255, 255, 255), 'payloads: too long'],
    ['a payload longer than its frame', () => Uint8Array.of(9, ...new Uint8Array(32), 0, 0, 1, 0, 7), 'payloads: too short'],
    ['text that is not UTF-8', () => Uint8Array.of(7, 0, 0, 0, 1, 0, 0xc3, 0x28), 'rows: not UTF-8'],
    ['an empty row between two', () => Uint8Array.of(7, 0, 0, 0, 1, 0, 97, 10, 10, 98), 'rows: empty row'],
    ['a ref with seq 0', () => Uint8Array.of(2, 1, ...new Uint8Array(42), ...new Uint8Array(70)), 'vector: seq 0'],
    ['a frame of 60,001 bytes', () => new Uint8Array(LONGEST_FRAME + 1).fill(7), 'frame too long'],
    ['65 chunks asked for at once', () => Uint8Array.of(11, ...new Uint8Array(32 + 65 * 4)), 'askChunks: too many'],
  ])('%s is refused', (_, frame, why) => {
    expect(whyNot(frame())).toBe(why)
  })
})

test('the longest of each list fits a frame, and one more does not', () => {
  const hash = hashOf('x')
  const refs = (count: number) => Array.from({ length: count }, () => ({ device: hash, seq: 1, hash }))
  const last = { term: 1, number: 1, hash }
  const vector = (count: number): Message => ({ type: 'vector', whole: true, more: false, last, refs: refs(count) })
  expect(whyNot(encode(vector(REFS_PER_FRAME)))).toBe('read')
  expect(whyNot(encode(vector(REFS_PER_FRAME + 1)))).toBe('vector: too many')
  expect(whyNot(encode({ type: 'askHashes', kind: 'rows', hashes: Array.from({ length: HASHES_PER_FRAME }, () => hash) }))).toBe('read')
  expect(whyNot(encode({ type: 'rows', ask: 1, last: false, texts: ['x'.repeat(TEXT_PER_FRAME)] }))).toBe('read')
  expect(whyNot(encode({ type: 'payloads', payloads: [{ hash, bytes: utf8('x'.repeat(LONGEST_PAYLOAD)) }] }))).toBe('read')
  expect(whyNot(encode({ type: 'chunk', hash, index: 0, bytes: utf8('x'.repeat(CHUNK)) }))).toBe('read')
  expect(whyNot(encode({ type: 'chunk', hash, index: 0, bytes: utf8('x'.repeat(CHUNK + 1)) }))).toBe('chunk: chunk too long')
  expect(() => encode({ type: 'rows', ask: 1, last: false, texts: ['x'.repeat(LONGEST_FRAME)] })).toThrow(RangeError)
})

test('a list is cut so that no part is too long, nothing is lost and order is kept', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30)), fc.integer({ min: 1, max: 5 }), (sizes, most) => {
      const parts = cut(sizes, most, (size) => size, 40)
      expect(parts.flat()).toEqual(sizes)
      for (const part of parts) {
        expect(part.length).toBeGreaterThan(0)
        expect(part.length).toBeLessThanOrEqual(most)
        expect(part.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(40)
      }
    }),
  )
})
