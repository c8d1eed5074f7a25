import { expect, test } from 'vitest'
import { limits } from '../../src/media/limits'
import { MediaRefused } from '../../src/media/refusal'
import { prepareText } from '../../src/media/text'
import { toneOf } from '../../src/media/tone'
import { nalsOf, withoutFlacTags, withoutHevcUserData, withoutUserData, withoutVorbisTags } from '../../src/media/userData'
import { Waveform } from '../../src/media/waveform'
import { bytesOf } from '../support/corpusMakers'
import { naughty } from '../support/naughty'

const utf8 = (text: string) => new TextEncoder().encode(text)
const asText = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

test('text loses its byte order mark and gets one kind of line break', () => {
  expect(asText(prepareText(utf8('\ufeffa\r\nb\rc\n'), limits))).toBe('a\nb\nc\n')
})

test('text is counted in characters, not in bytes', () => {
  expect(asText(prepareText(utf8('💧'.repeat(5_000)), limits))).toHaveLength(10_000)
  expect(() => prepareText(utf8('💧'.repeat(5_001)), limits)).toThrow(MediaRefused)
})

test('text that is not UTF-8 is damaged', () => {
  expect(() => prepareText(bytesOf(`${'a'.repeat(5_000)}\xff`), limits)).toThrow('text is damaged')
})

test('naughty strings come out as they went in, save for line breaks', () => {
  expect(naughty.length).toBeGreaterThan(500)
  for (const text of naughty) {
    const bytes = utf8(text)
    if (text.trim() === '' || bytes.length > limits.textCharactersMax || bytes[0] === 0xef) continue
    expect(asText(prepareText(bytes, limits))).toBe(asText(bytes).replace(/\r\n?/g, '\n'))
  }
})

test('the tone of a picture is its commonest colour, lively ones first', () => {
  const pixels = (...colours: [count: number, ...rgba: number[]][]) =>
    Uint8ClampedArray.from(colours.flatMap(([count, ...rgba]) => Array.from({ length: count }, () => rgba).flat()))
  expect(toneOf(pixels([100, 255, 143, 1, 255]))).toBe('#ff8f01')
  expect(toneOf(pixels([60, 128, 128, 128, 255], [40, 255, 0, 0, 255]))).toBe('#ff0000')
  expect(toneOf(pixels([90, 0, 0, 255, 0], [1, 10, 20, 30, 255]))).toBe('#0a141e')
  expect(toneOf(pixels([4, 9, 9, 9, 0]))).toBe('#808080')
})

test('a waveform has the shape of the sound: loudest is 100, silence 0', () => {
  const waveform = new Waveform(4, 4)
  waveform.add(Float32Array.of(0.1, -0.5), 0, 1)
  waveform.add(Float32Array.of(0, 0.25), 2, 1)
  expect(waveform.peaks()).toEqual([20, 100, 0, 50])
  const silence = new Waveform(1, 64)
  silence.add(new Float32Array(100), 0, 100)
  expect(silence.peaks()).toEqual(Array.from({ length: 64 }, () => 0))
})

test('user data is cut out of H.264 and H.265 pictures, other units stay', () => {
  const unit = (...data: number[]) => bytesOf([0, 0, 0, data.length], data)
  const picture = unit(0x65, 1, 2, 3)
  const place = unit(6, 5, 3, 0x41, 0x42, 0x43, 0x80)
  const timing = unit(6, 1, 1, 0, 0x80)
  const avc = nalsOf('avc', bytesOf([1, 100, 0, 30, 0xff]))
  if (!avc) throw new Error('no configuration')
  expect([...withoutUserData(bytesOf(timing, place, picture), avc)]).toEqual([...bytesOf(timing, picture)])
  const behindTiming = unit(6, 1, 1, 0, 5, 3, 0x41, 0x42, 0x43, 0x80)
  expect([...withoutUserData(bytesOf(behindTiming, picture), avc)]).toEqual([...picture])

  const configuration = new Uint8Array(23)
  configuration[21] = 3
  const hevc = nalsOf('hevc', configuration)
  if (!hevc) throw new Error('no configuration')
  const hevcPicture = unit(0x26, 1, 9, 9)
  expect([...withoutUserData(bytesOf(unit(0x4e, 1, 5, 2, 7, 7, 0x80), hevcPicture), hevc)]).toEqual([...hevcPicture])
})

test('a message is found behind one with zeros in it, between which stands a 3 that its length does not count', () => {
  const avc = nalsOf('avc', bytesOf([1, 100, 0, 30, 0xff]))
  if (!avc) throw new Error('no configuration')
  const picture = bytesOf([0, 0, 0, 4, 0x65, 1, 2, 3])
  const message = [6, 1, 8, 0, 0, 3, 0, 0, 3, 0, 0, 3, 0, 0, 5, 6, 0x53, 0x45, 0x43, 0x52, 0x45, 0x54, 0x80]
  expect([...withoutUserData(bytesOf([0, 0, 0, message.length], message, picture), avc)]).toEqual([...picture])
})

test('nothing is left of what holds user data alone', () => {
  const avc = nalsOf('avc', bytesOf([1, 100, 0, 30, 0xff]))
  if (!avc) throw new Error('no configuration')
  expect([...withoutUserData(bytesOf([0, 0, 0, 7, 6, 5, 3, 0x41, 0x42, 0x43, 0x80]), avc)]).toEqual([])
})

test('user data is cut out of what an H.265 decoder is told before the first picture', () => {
  const array = (type: number, ...unit: number[]) => bytesOf([0x80 | type, 0, 1, 0, unit.length], unit)
  const head = new Uint8Array(22).fill(7)
  const parameters = bytesOf(array(32, 1, 2), array(33, 3))
  const told = bytesOf(head, [4], array(32, 1, 2), array(39, 0x4e, 1, 5, 2, 7, 7, 0x80), array(33, 3), array(40, 0x50, 1, 4, 1, 9, 0x80))
  expect([...withoutHevcUserData(told)]).toEqual([...bytesOf(head, [2], parameters)])
  expect([...withoutHevcUserData(bytesOf(head, [2], parameters))]).toEqual([...bytesOf(head, [2], parameters)])
  const cut = told.subarray(0, 40)
  expect(withoutHevcUserData(cut)).toBe(cut)
})

test('what a FLAC decoder is told keeps no tags and no pictures', () => {
  const info = bytesOf([0, 0, 0, 34], new Uint8Array(34).fill(5))
  const tags = bytesOf([0x84, 0, 0, 20], new Uint8Array(8), 'LOCATION=57N')
  const bare = bytesOf('fLaC', [0x80, 0, 0, 34], new Uint8Array(34).fill(5))
  expect([...withoutFlacTags(bytesOf('fLaC', info, tags))]).toEqual([...bare])
  expect([...withoutFlacTags(bare)]).toEqual([...bare])
  const other = bytesOf('OpusHead')
  expect(withoutFlacTags(other)).toBe(other)
})

test('a picture that is not cut into units as announced is left alone', () => {
  const odd = bytesOf([0, 0, 0, 200, 6, 5])
  expect(withoutUserData(odd, { codec: 'avc', lengthBytes: 4 })).toBe(odd)
  expect(nalsOf('vp8', new Uint8Array(8))).toBeUndefined()
  expect(nalsOf('avc', undefined)).toBeUndefined()
})

test('the tags inside a Vorbis configuration are emptied, the rest stays', () => {
  const id = bytesOf('\x01vorbis', new Uint8Array(23))
  const setup = bytesOf('\x05vorbis', [1, 2, 3])
  const tags = bytesOf('\x03vorbis', [0, 0, 0, 0, 1, 0, 0, 0, 44, 1, 0, 0], `ARTIST=${'Canary'.repeat(49)}`.slice(0, 300), [1])
  const bare = withoutVorbisTags(bytesOf([2, id.length, 255, tags.length - 255], id, tags, setup))
  expect([...bare]).toEqual([...bytesOf([2, id.length, 16], id, '\x03vorbis', new Uint8Array(8), [1], setup)])
  const other = bytesOf('OpusHead')
  expect(withoutVorbisTags(other)).toBe(other)
})
