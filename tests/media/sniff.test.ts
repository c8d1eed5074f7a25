import { expect, test } from 'vitest'
import { claimOf } from '../../src/media/claim'
import { type Format, sniff } from '../../src/media/sniff'
import { bad, good } from '../support/corpus'
import { box, bytesOf } from '../support/corpusMakers'
import { naughty } from '../support/naughty'

const named = (name: string) => [...good, ...bad].find((sample) => sample.name === name)?.bytes ?? new Uint8Array()

test.each<[string, Format]>([
  ['dot.png', 'png'],
  ['drawing.mp4', 'png'],
  ['upright.jpg', 'jpeg'],
  ['moving.gif', 'gif'],
  ['talkative.webp', 'webp'],
  ['plain.avif', 'avif'],
  ['tagged.mp3', 'mp3'],
  ['tagged.m4a', 'mp4'],
  ['tagged.aac', 'aac'],
  ['tagged.ogg', 'ogg'],
  ['tagged.wav', 'wav'],
  ['tagged.flac', 'flac'],
  ['located.mp4', 'mp4'],
  ['turned.mov', 'mov'],
  ['tagged.webm', 'webm'],
  ['note.txt', 'text'],
])('%s is told from its bytes: %s', (name, format) => {
  expect(sniff(named(name))).toEqual({ format })
})

test.each([
  ['drawing.svg', 'an SVG drawing'],
  ['drawing.png', 'an SVG drawing'],
  ['page.html', 'a web page'],
  ['photo.heic', 'a HEIC photo'],
  ['paper.pdf', 'a PDF document'],
  ['game.mp4', 'a program'],
  ['noise', ''],
])('%s is not taken: %s', (name, foreign) => {
  expect(sniff(named(name))).toEqual({ foreign })
})

test.each([
  '<svg onload=alert(1)>',
  '  <!-- a -->\n<SVG>',
  '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b"><svg>',
  '<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg">',
  '\ufeff<html>',
  '<!doctype html>',
  '<script>alert(1)</script>',
  '<iframe src=x>',
  '<?xml version="1.0"?><other/>',
])('active content is refused however it begins: %s', (text) => {
  expect(sniff(new TextEncoder().encode(text))).toHaveProperty('foreign')
})

test.each([
  'BMW is a car',
  'MZ',
  'the wide road',
  'half moov',
  '#! not a script',
  'GIF, a format',
  'a < b && c > d',
  'I love <b>bold</b>',
  'naïve 💧',
])('a sentence is text even if it begins like a file: %s', (text) =>
  expect(sniff(new TextEncoder().encode(text))).toEqual({ format: 'text' }),
)

test('text may be cut in mid-letter where the look at it ends', () => {
  expect(sniff(new TextEncoder().encode(`a${'💧'.repeat(2_000)}`))).toEqual({ format: 'text' })
})

test('no naughty string and no cut of a good file makes sniffing throw', () => {
  for (const text of naughty) expect(() => sniff(new TextEncoder().encode(text))).not.toThrow()
  for (const { bytes } of good.filter((sample) => sample.bytes.length < 20_000)) {
    for (let length = 0; length < 64; length++) expect(() => sniff(bytes.subarray(0, length))).not.toThrow()
  }
})

test('brands of MP4 relatives', () => {
  const ftyp = (brand: string, others = '') => sniff(bytesOf(box('ftyp', brand, [0, 0, 0, 0], others), [0, 0, 0, 0]))
  expect(ftyp('M4A ')).toEqual({ format: 'mp4' })
  expect(ftyp('qt  ')).toEqual({ format: 'mov' })
  expect(ftyp('avis')).toEqual({ format: 'avif' })
  expect(ftyp('mif1', 'mif1avif')).toEqual({ format: 'avif' })
  expect(ftyp('mif1', 'mif1heic')).toEqual({ foreign: 'a HEIC photo' })
})

test('a name claims a kind; the type counts only where the name says nothing', () => {
  expect(claimOf({ name: 'a.JPG', type: '' })).toBe('image')
  expect(claimOf({ name: 'a.mp4', type: 'image/png' })).toBe('video')
  expect(claimOf({ name: 'a', type: 'audio/ogg' })).toBe('audio')
  expect(claimOf({ name: 'a.xyz', type: 'application/zip' })).toBeUndefined()
})
