import { expect, test } from 'vitest'
import { admit } from '../../src/media/admit'
import { bare } from '../../src/media/bare'
import { riffChunks } from '../../src/media/containers'
import { dimensions } from '../../src/media/dimensions'
import { limits } from '../../src/media/limits'
import { type Trace, traces, tracesIn } from '../../src/media/traces'
import { good, secrets } from '../support/corpus'
import { bytesOf } from '../support/corpusMakers'

const sample = (name: string) => {
  const found = good.find((each) => each.name === name)
  if (!found) throw new Error(name)
  return found
}

test.each(good)('$name gives away: $strips', ({ name, bytes, strips }) => {
  const { format } = admit(bytes, { name, type: '' }, limits)
  const found = tracesIn(bytes, format)
  if (strips.length === 0) expect(found).toEqual([])
  else expect(found).toEqual(expect.arrayContaining([...strips]))
})

test('the corpus holds the secrets it is tested for', () => {
  for (const { name, bytes, strips } of good) {
    const planted = secrets.some((secret) => Buffer.from(bytes).includes(secret))
    expect(planted, name).toBe(strips.length > 0)
  }
})

test('traces come in one order, gravest first', () => {
  const found = tracesIn(sample('upright.jpg').bytes, 'jpeg')
  expect(found).toEqual(traces.filter((trace) => found.includes(trace)))
  expect(found[0]).toBe('location')
})

test.each<[string, Trace[]]>([
  ['talkative.png', ['location', 'camera model', 'date taken']],
  ['talkative.webp', ['location', 'camera model', 'date taken']],
])('%s: EXIF is found inside the format that carries it', (name, expected) => {
  const format = name.endsWith('png') ? 'png' : 'webp'
  expect(tracesIn(sample(name).bytes, format)).toEqual(expect.arrayContaining(expected))
})

test('a moving GIF loses its comments and its tail, and keeps its frames and its loop', () => {
  const clean = bare(sample('moving.gif').bytes, 'gif')
  if (!clean) throw new Error('not rewritten')
  expect(tracesIn(clean, 'gif')).toEqual([])
  expect(dimensions(clean, 'gif')).toEqual({ width: 4, height: 4, frames: 3 })
  expect(Buffer.from(clean).includes('NETSCAPE2.0')).toBe(true)
  for (const secret of secrets) expect(Buffer.from(clean).includes(secret)).toBe(false)
})

test('a moving WebP loses its EXIF and says so in its header', () => {
  const clean = bare(sample('moving.webp').bytes, 'webp')
  if (!clean) throw new Error('not rewritten')
  expect(tracesIn(clean, 'webp')).toEqual([])
  expect(dimensions(clean, 'webp')).toEqual({ width: 64, height: 48, frames: 2 })
  expect((clean[20] as number) & 0x2c).toBe(0)
  expect(new DataView(clean.buffer).getUint32(4, true)).toBe(clean.length - 8)
})

test('an animated WebP may hide something in a frame: it is found, and does not come along', () => {
  const { bytes } = sample('moving.webp')
  const frame = [...riffChunks(bytes)].find(({ name }) => name === 'ANMF')
  if (!frame) throw new Error('it does not move')
  const hidden = bytesOf('XMP ', [8, 0, 0, 0], 'SECRET57')
  const talkative = bytesOf(bytes.subarray(0, frame.end), hidden, bytes.subarray(frame.end))
  const view = new DataView(talkative.buffer, talkative.byteOffset)
  view.setUint32(4, talkative.length - 8, true)
  view.setUint32(frame.start + 4, frame.end - frame.at + hidden.length, true)
  expect(tracesIn(talkative, 'webp')).toContain('hidden data')
  const clean = bare(talkative, 'webp') as Uint8Array
  expect(tracesIn(clean, 'webp')).toEqual([])
  expect([...clean]).toEqual([...(bare(bytes, 'webp') as Uint8Array)])
})

test.each([
  ['upright.jpg', 'jpeg'],
  ['talkative.png', 'png'],
  ['talkative.webp', 'webp'],
  ['still.gif', 'gif'],
] as const)('%s can be laid bare without decoding it', (name, format) => {
  const clean = bare(sample(name).bytes, format)
  if (!clean) throw new Error('not rewritten')
  expect(tracesIn(clean, format)).toEqual([])
  expect(dimensions(clean, format)).toEqual(dimensions(sample(name).bytes, format))
  for (const secret of secrets) expect(Buffer.from(clean).includes(secret)).toBe(false)
})

test('no detector throws or loops on cut, swapped or garbled files', () => {
  const formats = ['png', 'jpeg', 'gif', 'webp', 'avif', 'mp4', 'webm', 'ogg', 'wav', 'mp3', 'flac'] as const
  for (const { bytes } of good.filter((each) => each.bytes.length < 12_000)) {
    for (const step of [3, 11, 101]) {
      const garbled = bytes.map((byte, at) => (at > 12 && at % step === 0 ? (byte * 7 + at) & 255 : byte))
      for (const format of formats) {
        expect(() => [tracesIn(garbled, format), tracesIn(garbled.subarray(0, garbled.length / 2), format)]).not.toThrow()
      }
    }
  }
})
