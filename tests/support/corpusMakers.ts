/**
 * Builds media files byte by byte, so that one can read what is wrong with a wrong one. What needs a real encoder lies in `media/`, made by
 * `media/make.sh` and checked in.
 */
import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'

export const bytesOf = (...parts: readonly (string | Uint8Array | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const u16 = (value: number) => [value >> 8, value & 255]
export const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)]
export const u16le = (value: number) => u16(value).reverse()
const u32le = (value: number) => u32(value).reverse()
const u24le = (value: number) => u32le(value).slice(0, 3)
export const zeros = (length: number) => new Uint8Array(length)
export const recorded = (name: string): Uint8Array => readFileSync(new URL(`./media/${name}`, import.meta.url))

// What cameras and editors write into pictures

type Entry = readonly [tag: number, value: string | number]

/** One directory of a TIFF structure in big-endian order; `at` is where it begins in the structure. Texts follow behind it. */
function directory(at: number, entries: readonly Entry[], next = 0): Uint8Array {
  const textsAt = at + 2 + 12 * entries.length + 4
  let texts = ''
  const rows = entries.map(([tag, value]) => {
    if (typeof value === 'number') return bytesOf(u16(tag), u16(4), u32(1), u32(value))
    const offset = textsAt + texts.length
    texts += `${value}\0`
    return bytesOf(u16(tag), u16(2), u32(value.length + 1), u32(offset))
  })
  return bytesOf(u16(entries.length), ...rows, u32(next), texts)
}

/** EXIF as a phone writes it: model, owner, date, place, and which way up it was held (1 upright, 6 on its right side). */
export function exif(orientation = 1): Uint8Array {
  const base = (pointers: readonly Entry[]): readonly Entry[] => [
    [0x010f, 'CanaryMaker'],
    [0x0110, 'CanaryPhone'],
    [0x0112, orientation * 0x10000], // as a SHORT it stands in the upper half
    [0x0131, 'CanarySoftware'],
    [0x0132, '2021:05:06 07:08:09'],
    [0x013b, 'CanaryOwner'],
    ...pointers,
  ]
  const mainLength = directory(
    8,
    base([
      [0x8769, 0],
      [0x8825, 0],
    ]),
  ).length
  const camera: readonly Entry[] = [
    [0x9003, '2021:05:06 07:08:09'],
    [0xa431, 'CanarySerial'],
  ]
  const cameraAt = 8 + mainLength
  const placeAt = cameraAt + directory(cameraAt, camera).length
  const place: readonly Entry[] = [
    [0x0001, 'N'],
    [0x0002, '48.2082'],
    [0x0003, 'E'],
    [0x0004, '16.3738'],
  ]
  const main = directory(
    8,
    base([
      [0x8769, cameraAt],
      [0x8825, placeAt],
    ]),
  )
  return bytesOf('MM\0*', u32(8), asShort(main), directory(cameraAt, camera), directory(placeAt, place))
}

/** Decoders insist that the orientation is a SHORT. */
function asShort(main: Uint8Array): Uint8Array {
  const at = Buffer.from(main).indexOf(bytesOf(u16(0x0112), u16(4)))
  return bytesOf(main.subarray(0, at + 2), u16(3), main.subarray(at + 4))
}

export const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="48.2082" tiff:Model="CanaryPhone" xmp:CreatorTool="CanaryTool"/></rdf:RDF></x:xmpmeta>'

// PNG

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc = (bytes: Uint8Array) =>
  (bytes.reduce((c, byte) => (crcTable[(c ^ byte) & 255] as number) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0
export const chunk = (name: string, data: string | Uint8Array | readonly number[] = []) => {
  const body = bytesOf(name, data)
  return bytesOf(u32(body.length - 4), body, u32(crc(body)))
}

/** RGB, one colour. `extra` chunks go behind the header; `pixels: false` leaves the picture itself out. */
export function png(width: number, height: number, colour: readonly number[], extra: Uint8Array = zeros(0), pixels = true): Uint8Array {
  const rows = pixels
    ? bytesOf(...Array.from({ length: height }, () => bytesOf([0], Buffer.alloc(width * 3, Uint8Array.from(colour)))))
    : zeros(64)
  const header = bytesOf(u32(width), u32(height), [8, 2, 0, 0, 0])
  return bytesOf('\x89PNG\r\n\x1a\n', chunk('IHDR', header), extra, chunk('IDAT', deflateSync(rows)), chunk('IEND'))
}

export const talkativePng = () =>
  bytesOf(
    png(
      8,
      6,
      [255, 143, 1],
      bytesOf(
        chunk('tEXt', 'Author\0CanaryAuthor'),
        chunk('tEXt', 'Comment\0CanaryPrompt'),
        chunk('tIME', [...u16(2021), 5, 6, 7, 8, 9]),
        chunk('eXIf', exif()),
        chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${xmp}`),
      ),
    ),
    'CanaryTrailer',
  )

// JPEG

const segment = (marker: number, data: Uint8Array) => bytesOf([0xff, marker], u16(data.length + 2), data)

/** 64 x 48 as stored; on its side, as phones write it, it shows as 48 x 64. */
export function jpeg(orientation: number): Uint8Array {
  const plain = recorded('plain.jpg')
  return bytesOf(
    plain.subarray(0, 2),
    segment(0xe1, bytesOf('Exif\0\0', exif(orientation))),
    segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0', xmp)),
    segment(0xed, bytesOf('Photoshop 3.0\0', '8BIM\x04\x04\0\0', u32(18), [0x1c, 2, 90], u16(13), 'CanaryCityXYZ')),
    segment(0xfe, bytesOf('CanaryComment')),
    plain.subarray(2),
    'CanaryTrailer',
  )
}

/** The frame header is overwritten; what follows no longer matters to whoever reads it first. */
export function jpegClaiming(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(recorded('plain.jpg'))
  const at = bytes.indexOf(bytesOf([0xff, 0xc0]))
  bytes.set([...u16(height), ...u16(width)], at + 5)
  return bytes
}

// GIF

/** One of 128 colours for each pixel. */
export const gifFrame = (left: number, width: number, height: number, colour: (x: number, y: number) => number) => {
  const codes: number[] = []
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (pixel % 100 === 0) codes.push(0x80)
    codes.push(colour(pixel % width, Math.floor(pixel / width)))
  }
  codes.push(0x81)
  const blocks: Uint8Array[] = []
  for (let at = 0; at < codes.length; at += 255) blocks.push(bytesOf([Math.min(255, codes.length - at)], codes.slice(at, at + 255)))
  return bytesOf([0x2c], u16le(left), u16le(0), u16le(width), u16le(height), [0, 7], ...blocks, [0])
}
const gifPalette = bytesOf(Array.from({ length: 128 }, (_, i) => [i * 2, 143, 255 - i * 2]).flat())
export const gifHead = (width: number, height: number) => bytesOf('GIF89a', u16le(width), u16le(height), [0xf6, 0, 0], gifPalette)
const gifLoop = bytesOf([0x21, 0xff, 11], 'NETSCAPE2.0', [3, 1, 0, 0, 0])
const gifPause = [0x21, 0xf9, 4, 0, 5, 0, 0, 0]
const gifComment = bytesOf([0x21, 0xfe, 13], 'CanaryComment', [0])

export const gifOf = (width: number, height: number, frames: readonly Uint8Array[]): Uint8Array =>
  bytesOf(
    gifHead(width, height),
    ...(frames.length > 1 ? [gifLoop] : []),
    gifComment,
    ...frames.map((frame) => bytesOf(gifPause, frame)),
    [0x3b],
    'CanaryTrailer',
  )
export const gif = (width: number, height: number, frames: number): Uint8Array =>
  gifOf(
    width,
    height,
    Array.from({ length: frames }, (_, i) => gifFrame(0, Math.min(4, width), Math.min(4, height), () => (i * 60) % 128)),
  )

// WebP

const riffChunk = (name: string, data: Uint8Array) => bytesOf(name, u32le(data.length), data, data.length % 2 ? [0] : [])
export const webp = (...chunks: readonly Uint8Array[]) => bytesOf('RIFF', u32le(4 + bytesOf(...chunks).length), 'WEBP', ...chunks)
export const vp8x = (flags: number, width: number, height: number) =>
  riffChunk('VP8X', bytesOf([flags, 0, 0, 0], u24le(width - 1), u24le(height - 1)))
const hasExif = 0x08
const hasXmp = 0x04
export const moves = 0x02

export const talkativeWebp = () =>
  webp(vp8x(hasExif | hasXmp, 64, 48), recorded('plain.webp').subarray(12), riffChunk('EXIF', exif()), riffChunk('XMP ', bytesOf(xmp)))

export function movingWebp(): Uint8Array {
  const plain = recorded('moving.webp')
  const body = Buffer.from(plain.subarray(12))
  body[8] = (body[8] as number) | hasExif
  return webp(body, riffChunk('EXIF', exif()))
}

// Sound and film

export const box = (name: string, ...data: readonly (string | Uint8Array | readonly number[])[]) => {
  const body = bytesOf(...data)
  return bytesOf(u32(body.length + 8), name, body)
}

/** The place as phones write it, put into the user data of a file whose 'moov' comes last, so that nothing else moves. */
export function withPlace(mp4: Uint8Array): Uint8Array {
  const bytes = Buffer.from(mp4)
  const place = box('\xa9xyz', u16(18), u16(0x15c7), '+48.2082+016.3738/')
  for (const name of ['moov', 'udta']) {
    const at = bytes.lastIndexOf(name, undefined, 'latin1') - 4
    bytes.writeUInt32BE(bytes.readUInt32BE(at) + place.length, at)
  }
  return bytesOf(bytes, place)
}

/** 8-bit samples at 4 kHz: small for its length. */
export function wav(seconds: number): Uint8Array {
  const samples = Buffer.alloc(seconds * 4_000, Uint8Array.from([128, 200, 128, 56]))
  const shape = riffChunk('fmt ', bytesOf(u16le(1), u16le(1), u32le(4_000), u32le(4_000), u16le(1), u16le(8)))
  const data = riffChunk('data', samples)
  return bytesOf('RIFF', u32le(4 + shape.length + data.length), 'WAVE', shape, data)
}

export const random = (length: number) => {
  let state = 1
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 0x7fff_ffff) >> 8)
}
export const cut = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length * 0.6))
