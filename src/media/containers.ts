/**
 * Walks over the parts of the file formats we accept, one generator per family. Each stops quietly at the first part that does not fit into
 * the file; `endOf` then tells a whole file from a cut one, and what stands behind the end is the caller's to judge.
 */
import { concat } from '../kit/bytes'
import { letters, type Part, says, u8, u16, u24, u32, u32le, u64 } from './read'

/** PNG chunks, up to and with IEND. The part ends before the checksum. */
export function* pngChunks(bytes: Uint8Array): Generator<Part> {
  for (let start = 8; start + 12 <= bytes.length; ) {
    const at = start + 8
    const end = at + u32(bytes, start)
    if (end + 4 > bytes.length) return
    const name = letters(bytes, start + 4, 4)
    yield { name, start, at, end }
    if (name === 'IEND') return
    start = end + 4
  }
}

/** JPEG segments by marker in hex ('E1' is APP1), up to and with 'D9', the end of the image. Image data is skipped over. */
export function* jpegSegments(bytes: Uint8Array): Generator<Part> {
  let start = 2
  while (start + 2 <= bytes.length && bytes[start] === 0xff) {
    const marker = u8(bytes, start + 1)
    const name = marker.toString(16).toUpperCase().padStart(2, '0')
    const at = start + 2
    if (marker === 0xff)
      start++ // a fill byte
    else if (marker === 0xd9) return yield { name, start, at, end: at }
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) start = at
    else {
      const end = at + u16(bytes, at)
      if (end > bytes.length || end < at + 2) return
      yield { name, start, at: at + 2, end }
      start = marker === 0xda ? afterScan(bytes, end) : end
    }
  }
}

/** The next marker behind the image data that begins at `from`: FF followed by neither 00 (a data byte) nor a restart marker. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = u8(bytes, at + 1)
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** The first block of a GIF: behind its header and the palette that all frames share. */
export const gifBody = (bytes: Uint8Array): number => 13 + paletteBytes(u8(bytes, 10))

const paletteBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** GIF blocks: 'frame', 'control', 'comment', 'text', 'app:' with the eleven letters of its name, up to and with 'trailer'. */
export function* gifBlocks(bytes: Uint8Array): Generator<Part> {
  for (let start = gifBody(bytes); start < bytes.length; ) {
    const kind = u8(bytes, start)
    if (kind === 0x3b) return yield { name: 'trailer', start, at: start + 1, end: start + 1 }
    if (kind !== 0x21 && kind !== 0x2c) return
    const at = start + (kind === 0x2c ? 1 : 2)
    const data = kind === 0x2c ? at + 9 + paletteBytes(u8(bytes, at + 8)) + 1 : at
    const end = afterSubBlocks(bytes, data)
    if (end === undefined) return
    yield { name: kind === 0x2c ? 'frame' : gifExtension(bytes, start), start, at, end }
    start = end
  }
}

function gifExtension(bytes: Uint8Array, start: number): string {
  const label = u8(bytes, start + 1)
  if (label === 0xf9) return 'control'
  if (label === 0xfe) return 'comment'
  if (label === 0x01) return 'text'
  return `app:${letters(bytes, start + 3, 11)}`
}

function afterSubBlocks(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length; ) {
    const length = u8(bytes, at)
    at += 1 + length
    if (length === 0) return at
  }
  return undefined
}

/** RIFF chunks (WebP, WAV). A pad byte follows an odd chunk. */
export function* riffChunks(bytes: Uint8Array, from = 12, to = bytes.length): Generator<Part> {
  for (let start = from; start + 8 <= to; ) {
    const at = start + 8
    const end = at + u32le(bytes, start + 4)
    if (end > to) return
    yield { name: letters(bytes, start, 4), start, at, end }
    start = end + ((end - at) % 2)
  }
}

/** Boxes of MP4, QuickTime, HEIF and AVIF in [`from`, `to`). Length 1 means a 64-bit length follows, 0 means up to the end. */
export function* boxes(bytes: Uint8Array, from = 0, to = bytes.length): Generator<Part> {
  for (let start = from; start + 8 <= to; ) {
    const short = u32(bytes, start)
    const at = start + (short === 1 ? 16 : 8)
    const end = short === 0 ? to : start + (short === 1 ? u64(bytes, start + 8) : short)
    if (end < at || end > to) return
    yield { name: letters(bytes, start + 4, 4), start, at, end }
    start = end
  }
}

/** The first box at a path such as `moov/udta`; inside 'meta' the four bytes of version and flags are skipped. */
export function boxAt(bytes: Uint8Array, path: string, from = 0, to = bytes.length): Part | undefined {
  const [name, ...rest] = path.split('/')
  for (const box of boxes(bytes, from, to)) {
    if (box.name !== name) continue
    if (rest.length === 0) return box
    return boxAt(bytes, rest.join('/'), insideMeta(bytes, box), box.end)
  }
  return undefined
}

/** Where the children of a box begin. 'meta' carries four bytes first in MP4 and none in QuickTime, where 'hdlr' follows at once. */
export const insideMeta = (bytes: Uint8Array, box: Part): number =>
  box.name === 'meta' && !says(bytes, box.at + 4, 'hdlr') ? box.at + 4 : box.at

/** Matroska elements by id in hex. Segments and clusters are entered, as live recordings leave their length open. */
export function* ebmlElements(bytes: Uint8Array, from = 0, to = bytes.length): Generator<Part> {
  for (let start = from; start < to; ) {
    const idLength = Math.clz32(u8(bytes, start)) - 23
    if (idLength > 4) return
    const sizeAt = start + idLength
    const sizeLength = Math.clz32(u8(bytes, sizeAt)) - 23
    if (sizeLength > 8) return
    const at = sizeAt + sizeLength
    const name = hex(bytes, start, idLength)
    if (name === '18538067' || name === '1F43B675') {
      yield { name, start, at, end: at }
      start = at
      continue
    }
    const end = at + ebmlSize(bytes, sizeAt, sizeLength)
    if (!(end <= to)) return
    yield { name, start, at, end }
    start = end
  }
}

function ebmlSize(bytes: Uint8Array, at: number, length: number): number {
  let size = u8(bytes, at) & (0xff >> length)
  let open = size === 0xff >> length
  for (let i = 1; i < length; i++) {
    size = size * 0x100 + u8(bytes, at + i)
    open &&= u8(bytes, at + i) === 0xff
  }
  return open ? Number.NaN : size
}

const hex = (bytes: Uint8Array, at: number, length: number): string => {
  let text = ''
  for (let i = at; i < at + length; i++) text += u8(bytes, i).toString(16).toUpperCase().padStart(2, '0')
  return text
}

/** FLAC metadata blocks by type number ('4' holds the tags). */
export function* flacBlocks(bytes: Uint8Array, from = 0): Generator<Part> {
  for (let start = from + 4; start + 4 <= bytes.length; ) {
    const head = u8(bytes, start)
    const at = start + 4
    const end = at + u24(bytes, start + 1)
    if (end > bytes.length) return
    yield { name: String(head & 0x7f), start, at, end }
    if (head & 0x80) return
    start = end
  }
}

/** The first two packets of the first Ogg stream: the codec's header and its tags. Pages of other streams are passed over. */
export function oggHeaders(bytes: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = []
  const serial = u32le(bytes, 14)
  const open: Uint8Array[] = []
  for (let page = 0; says(bytes, page, 'OggS') && packets.length < 2; ) {
    const count = u8(bytes, page + 26)
    let at = page + 27 + count
    for (let i = 0; i < count; i++) {
      const length = u8(bytes, page + 27 + i)
      if (u32le(bytes, page + 14) === serial) {
        open.push(bytes.subarray(at, at + length))
        if (length < 255) packets.push(concat(...open.splice(0)))
      }
      at += length
    }
    page = at
  }
  return packets.slice(0, 2)
}

/** The three headers of Vorbis as Matroska and MP4 keep them: 02, the lengths of the first two in runs of FF, then all three. */
export function vorbisHeaders(configuration: Uint8Array): [id: Uint8Array, tags: Uint8Array, setup: Uint8Array] | undefined {
  if (u8(configuration, 0) !== 2) return undefined
  let at = 1
  const [idLength, tagsLength] = [0, 0].map((length) => {
    while (u8(configuration, at) === 0xff) length += u8(configuration, at++)
    return length + u8(configuration, at++)
  }) as [number, number]
  const tagsAt = at + idLength
  const setupAt = tagsAt + tagsLength
  if (setupAt >= configuration.length || !says(configuration, tagsAt, '\x03vorbis')) return undefined
  return [configuration.subarray(at, tagsAt), configuration.subarray(tagsAt, setupAt), configuration.subarray(setupAt)]
}

/** ID3v2 frames at `from`, by id; `end` of the tag is `id3End`. Unsynchronised and compressed frames are named, not read. */
export function* id3Frames(bytes: Uint8Array, from = 0): Generator<Part> {
  const version = u8(bytes, from + 3)
  const stop = id3End(bytes, from)
  const [idLength, headLength] = version === 2 ? [3, 6] : [4, 10]
  for (let start = from + 10; start + headLength <= stop && u8(bytes, start) !== 0; ) {
    const sizeAt = start + idLength
    const size = version === 2 ? u24(bytes, sizeAt) : version === 4 ? syncsafe(bytes, sizeAt) : u32(bytes, sizeAt)
    const at = start + headLength
    if (at + size > stop) return
    yield { name: letters(bytes, start, idLength), start, at, end: at + size }
    start = at + size
  }
}

/** Where the sound begins behind an ID3v2 tag at `from`; `from` itself if there is none. */
export const id3End = (bytes: Uint8Array, from = 0): number =>
  says(bytes, from, 'ID3') ? Math.min(bytes.length, from + 10 + syncsafe(bytes, from + 6) + (u8(bytes, from + 5) & 0x10 ? 10 : 0)) : from

const syncsafe = (bytes: Uint8Array, at: number): number =>
  (u8(bytes, at) & 0x7f) * 0x200000 + (u8(bytes, at + 1) & 0x7f) * 0x4000 + (u8(bytes, at + 2) & 0x7f) * 0x80 + (u8(bytes, at + 3) & 0x7f)
