import { expect, test } from 'vitest'
import { admit } from '../../src/media/admit'
import { dimensions } from '../../src/media/dimensions'
import { limits } from '../../src/media/limits'
import { MediaRefused, refusalCodes, refusals } from '../../src/media/refusal'
import type { Format } from '../../src/media/sniff'
import { isWhole } from '../../src/media/whole'
import { bad, good } from '../support/corpus'

const refusalOf = (name: string, bytes: Uint8Array) => {
  try {
    admit(bytes, { name, type: '' }, limits)
  } catch (error) {
    if (error instanceof MediaRefused) return error.refusal
    throw error
  }
  return undefined
}

/** Faults that show only once a decoder or demuxer has been at work; the browser tests have them. */
const needsDecoder = /^(?:blank|cut\.mp4|hollow|overlong|cut\.webm|tag-only|long|garbled)/

test.each(bad.filter(({ name }) => !needsDecoder.test(name)))(
  '$name is refused before anything is decoded: $code',
  ({ name, bytes, code, says }) => {
    const refusal = refusalOf(name, bytes)
    expect(refusal?.code).toBe(code)
    expect(refusal?.sentence).toMatch(says)
    expect(refusal?.hint).toMatch(/\.$/)
  },
)

test.each(good)('$name is admitted as $kind', ({ name, bytes, kind }) => {
  const { kind: found } = admit(bytes, { name, type: '' }, limits)
  expect(found === kind || (found === 'video' && kind === 'audio')).toBe(true)
})

test.each<[string, Format, number, number, number]>([
  ['dot.png', 'png', 1, 1, 1],
  ['wide.png', 'png', 4_000, 1_000, 1],
  ['turned.jpg', 'jpeg', 64, 48, 1],
  ['moving.gif', 'gif', 4, 4, 3],
  ['endless.gif', 'gif', 640, 640, 3_000],
  ['talkative.webp', 'webp', 64, 48, 1],
  ['moving.webp', 'webp', 64, 48, 2],
  ['plain.avif', 'avif', 64, 48, 1],
])('the header of %s (%s) says %i x %i, %i frame(s)', (name, format, width, height, frames) => {
  const bytes = good.find((sample) => sample.name === name)?.bytes ?? new Uint8Array()
  expect(dimensions(bytes, format)).toEqual({ width, height, frames })
  expect(isWhole(bytes, format)).toBe(true)
})

test('a header cut at any length is read without a throw', () => {
  for (const { bytes } of good) {
    for (let length = 0; length < 400; length += 7) {
      for (const format of ['png', 'jpeg', 'gif', 'webp', 'avif'] as const) {
        expect(() => [dimensions(bytes.subarray(0, length), format), isWhole(bytes.subarray(0, length), format)]).not.toThrow()
      }
    }
  }
})

test('every refusal has a code of the closed list, one sentence and one hint', () => {
  const all = [
    refusals.empty(),
    refusals.unsupported('a HEIC photo'),
    refusals.unsupported(''),
    refusals.codec('film'),
    refusals.wrongKind('text', ['image', 'video']),
    refusals.mismatch('image', { foreign: 'a program' }),
    refusals.mismatch('image', { format: 'text' }),
    refusals.tooLarge('audio', 30e6, 20e6),
    refusals.tooLarge(undefined, 30e6, 20e6),
    refusals.tooLong('video', 60_000),
    refusals.tooManyCharacters(6_000, 5_000),
    refusals.tooManyPixels('image', 20_000, 20_000, 50e6),
    refusals.damaged(),
    refusals.damaged('audio'),
    refusals.tookTooLong(60_000),
  ]
  expect(new Set(all.map((refusal) => refusal.code))).toEqual(new Set(refusalCodes))
  for (const { sentence, hint } of all) {
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(hint).toMatch(/^[A-Z].*\.$/)
  }
  expect(refusals.wrongKind('text', ['image', 'video']).sentence).toBe('This is text, and only an image or a video fits here.')
  expect(refusals.tooLong('audio', 600_000).sentence).toBe('This sound is longer than 10 minutes.')
})
