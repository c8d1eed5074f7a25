/**
 * Files as people pick them, and as a hostile person would make them. Whatever must not come out of `prepare` holds one of the `secrets`.
 */
import type { Kind, RefusalCode, Trace } from '../../src/media'
import {
  box,
  bytesOf,
  chunk,
  cut,
  gif,
  gifHead,
  jpeg,
  jpegClaiming,
  moves,
  movingWebp,
  png,
  random,
  recorded,
  talkativePng,
  talkativeWebp,
  u16le,
  u32,
  vp8x,
  wav,
  webp,
  withPlace,
  zeros,
} from './corpusMakers'

/** Looked for, as ASCII and as UTF-16, in the bytes that come out. 'x264' is what that encoder writes inside the pictures themselves. */
export const secrets: readonly string[] = ['Canary', '48.2082', '2021-05-06', '2021:05:06', 'x264']

interface Picked {
  readonly name: string
  readonly bytes: Uint8Array
}
export interface Good extends Picked {
  readonly kind: Kind
  /** As it comes out. */
  readonly type: string
  readonly strips: readonly Trace[]
  readonly width?: number
  readonly height?: number
  readonly note?: RegExp
}
export interface Bad extends Picked {
  readonly code: RefusalCode
  readonly says: RegExp
}

export const good: readonly Good[] = [
  { name: 'dot.png', bytes: png(1, 1, [255, 0, 0]), kind: 'image', type: 'image/webp', strips: [], width: 1, height: 1 },
  {
    name: 'drawing.mp4',
    bytes: png(8, 6, [255, 143, 1]),
    kind: 'image',
    type: 'image/webp',
    strips: [],
    width: 8,
    height: 6,
    note: /says a video.*PNG/,
  },
  {
    name: 'talkative.png',
    bytes: talkativePng(),
    kind: 'image',
    type: 'image/webp',
    strips: ['location', 'camera model', 'date taken', 'owner name', 'comments', 'editing history', 'software used', 'hidden data'],
    width: 8,
    height: 6,
  },
  { name: 'wide.png', bytes: png(4_000, 1_000, [10, 90, 200]), kind: 'image', type: 'image/webp', strips: [], width: 2_048, height: 512 },
  {
    name: 'upright.jpg',
    bytes: jpeg(1),
    kind: 'image',
    type: 'image/webp',
    strips: ['location', 'camera model', 'date taken', 'owner name', 'comments', 'editing history', 'software used', 'hidden data'],
    width: 64,
    height: 48,
  },
  { name: 'turned.jpg', bytes: jpeg(6), kind: 'image', type: 'image/webp', strips: ['location'], width: 48, height: 64 },
  {
    name: 'talkative.webp',
    bytes: talkativeWebp(),
    kind: 'image',
    type: 'image/webp',
    strips: ['location', 'editing history'],
    width: 64,
    height: 48,
  },
  { name: 'plain.avif', bytes: recorded('plain.avif'), kind: 'image', type: 'image/webp', strips: [], width: 64, height: 48 },
  { name: 'still.gif', bytes: gif(4, 4, 1), kind: 'image', type: 'image/webp', strips: ['comments', 'hidden data'], width: 4, height: 4 },
  { name: 'moving.gif', bytes: gif(4, 4, 3), kind: 'image', type: 'image/gif', strips: ['comments', 'hidden data'], width: 4, height: 4 },
  { name: 'moving.webp', bytes: movingWebp(), kind: 'image', type: 'image/webp', strips: ['location'], width: 64, height: 48 },
  {
    name: 'endless.gif',
    bytes: gif(640, 640, 3_000),
    kind: 'image',
    type: 'image/webp',
    strips: ['comments'],
    width: 640,
    height: 640,
    note: /first frame/,
  },
  {
    name: 'tagged.mp3',
    bytes: recorded('tagged.mp3'),
    kind: 'audio',
    type: 'audio/mpeg',
    strips: ['date taken', 'artist tags', 'cover art', 'comments'],
  },
  {
    name: 'tagged.m4a',
    bytes: recorded('tagged.m4a'),
    kind: 'audio',
    type: 'audio/mp4',
    strips: ['date taken', 'artist tags', 'cover art', 'comments'],
  },
  { name: 'tagged.aac', bytes: recorded('tagged.aac'), kind: 'audio', type: 'audio/aac', strips: ['artist tags'] },
  { name: 'tagged.ogg', bytes: recorded('tagged.ogg'), kind: 'audio', type: 'audio/ogg', strips: ['location', 'artist tags'] },
  { name: 'vorbis.ogg', bytes: recorded('vorbis.ogg'), kind: 'audio', type: 'audio/ogg', strips: ['location', 'artist tags'] },
  { name: 'tagged.wav', bytes: recorded('tagged.wav'), kind: 'audio', type: 'audio/wav', strips: ['date taken', 'artist tags'] },
  { name: 'tagged.flac', bytes: recorded('tagged.flac'), kind: 'audio', type: 'audio/flac', strips: ['artist tags', 'cover art'] },
  {
    name: 'located.mp4',
    bytes: withPlace(recorded('located.mp4')),
    kind: 'video',
    type: 'video/mp4',
    strips: ['location', 'date taken', 'artist tags', 'comments', 'software used'],
    width: 96,
    height: 64,
  },
  {
    name: 'turned.mov',
    bytes: recorded('turned.mov'),
    kind: 'video',
    type: 'video/mp4',
    strips: ['location', 'camera model'],
    width: 64,
    height: 96,
  },
  {
    name: 'tagged.webm',
    bytes: recorded('tagged.webm'),
    kind: 'video',
    type: 'video/webm',
    strips: ['location', 'artist tags', 'software used'],
    width: 96,
    height: 64,
  },
  {
    name: 'note.txt',
    bytes: bytesOf('\xef\xbb\xbfthe wide road\r\nBM & <b>bold</b>\r\n'),
    kind: 'text',
    type: 'text/plain',
    strips: [],
  },
]

const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const page = '<!-- hello -->\n<!DOCTYPE html><html><body onload="alert(1)"></body></html>'

export const bad: readonly Bad[] = [
  { name: 'nothing.jpg', bytes: zeros(0), code: 'empty', says: /empty/ },
  { name: 'blank.txt', bytes: bytesOf(' \n\t\n'), code: 'empty', says: /empty/ },
  { name: 'cut.jpg', bytes: cut(recorded('plain.jpg')), code: 'damaged', says: /image is damaged/ },
  {
    name: 'cut.png',
    bytes: cut(png(50, 50, [1, 2, 3], chunk('tEXt', `Comment\0${'x'.repeat(500)}`))),
    code: 'damaged',
    says: /image is damaged/,
  },
  { name: 'cut.webp', bytes: cut(recorded('plain.webp')), code: 'damaged', says: /image is damaged/ },
  { name: 'cut.gif', bytes: cut(gif(40, 40, 3)), code: 'damaged', says: /image is damaged/ },
  { name: 'cut.avif', bytes: cut(recorded('plain.avif')), code: 'damaged', says: /image is damaged/ },
  { name: 'garbled.png', bytes: png(50, 50, [1, 2, 3], zeros(0), false), code: 'damaged', says: /image is damaged/ },
  { name: 'header.png', bytes: bytesOf('\x89PNG\r\n\x1a\n'), code: 'damaged', says: /image is damaged/ },
  { name: 'cut.mp4', bytes: cut(recorded('located.mp4')), code: 'damaged', says: /video is damaged/ },
  {
    name: 'hollow.mp4',
    bytes: bytesOf(box('ftyp', 'isom\0\0\0\0isom'), box('moov', box('mvhd', zeros(100)))),
    code: 'damaged',
    says: /damaged/,
  },
  {
    name: 'overlong.mp4',
    bytes: bytesOf(box('ftyp', 'isom\0\0\0\0isom'), u32(0x7fff_ffff), 'moov', zeros(64)),
    code: 'damaged',
    says: /damaged/,
  },
  { name: 'cut.webm', bytes: recorded('tagged.webm').subarray(0, 200), code: 'damaged', says: /damaged/ },
  { name: 'tag-only.mp3', bytes: bytesOf('ID3\x03\0\0\0\0\x01\0', zeros(138)), code: 'mismatch', says: /damaged/ },
  { name: 'bomb.png', bytes: png(20_000, 20_000, [0, 0, 0], zeros(0), false), code: 'tooManyPixels', says: /20,000 by 20,000/ },
  { name: 'bomb.jpg', bytes: jpegClaiming(65_500, 65_500), code: 'tooManyPixels', says: /65,500 by 65,500/ },
  { name: 'bomb.gif', bytes: gif(20_000, 20_000, 1), code: 'tooManyPixels', says: /20,000 by 20,000/ },
  {
    name: 'overflowing.gif',
    bytes: bytesOf(gifHead(1, 1), [0x2c], u16le(0), u16le(0), u16le(60_000), u16le(60_000), [0, 7, 0, 0x3b]),
    code: 'tooManyPixels',
    says: /60,000 by 60,000/,
  },
  { name: 'bomb.webp', bytes: webp(vp8x(moves, 16_384, 16_384), zeros(0)), code: 'tooManyPixels', says: /16,384/ },
  { name: 'drawing.svg', bytes: bytesOf(script), code: 'unsupported', says: /SVG/ },
  { name: 'drawing.png', bytes: bytesOf('\n<?xml version="1.0"?>', script), code: 'unsupported', says: /SVG/ },
  { name: 'page.html', bytes: bytesOf(page), code: 'unsupported', says: /web page/ },
  { name: 'page.txt', bytes: bytesOf(page), code: 'unsupported', says: /web page/ },
  { name: 'page.jpg', bytes: bytesOf(page), code: 'mismatch', says: /says an image, but its content is a web page/ },
  { name: 'words.jpg', bytes: bytesOf('just words'), code: 'mismatch', says: /says an image, but its content is text/ },
  { name: 'photo.heic', bytes: bytesOf(box('ftyp', 'heic\0\0\0\0mif1heic'), zeros(64)), code: 'unsupported', says: /HEIC/ },
  { name: 'paper.pdf', bytes: bytesOf('%PDF-1.7\n%\xff\xff\xff\xff\n'), code: 'unsupported', says: /PDF/ },
  { name: 'game.mp4', bytes: bytesOf('MZ\x90\0', random(500)), code: 'mismatch', says: /says a video, but its content is a program/ },
  { name: 'noise.mp3', bytes: random(2_000), code: 'mismatch', says: /says a sound/ },
  { name: 'noise', bytes: random(2_000), code: 'unsupported', says: /cannot be shared/ },
  { name: 'heavy.jpg', bytes: bytesOf(recorded('plain.jpg'), zeros(21 * 1024 * 1024)), code: 'tooLarge', says: /21 MB; at most 20 MB/ },
  {
    name: 'heavy.mp4',
    bytes: bytesOf(box('ftyp', 'isom\0\0\0\0isom'), zeros(51 * 1024 * 1024)),
    code: 'tooLarge',
    says: /51 MB; at most 50 MB/,
  },
  { name: 'long.wav', bytes: wav(601), code: 'tooLong', says: /longer than 10 minutes/ },
  { name: 'long.txt', bytes: bytesOf('a'.repeat(5_001)), code: 'tooLong', says: /5,001 characters; at most 5,000/ },
]
