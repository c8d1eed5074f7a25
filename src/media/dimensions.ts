/**
 * The size of an image, read from its header before anything is decoded: a few bytes can ask a decoder for gigabytes. Where a format states a
 * size more than once, the largest counts, since decoders differ in which one they believe.
 */
import { boxAt, boxes, gifBlocks, jpegSegments, pngChunks, riffChunks } from './containers'
import { letters, says, u8, u16, u16le, u24le, u32, u32le } from './read'
import type { Format } from './sniff'

/** Pixels, and how many pictures follow one another in time. */
export interface Dimensions {
  readonly width: number
  readonly height: number
  readonly frames: number
}

/** `undefined` for a header that says nothing usable: zero or missing sizes, or a format that is no image. */
export function dimensions(bytes: Uint8Array, format: Format): Dimensions | undefined {
  const found = readers[format]?.(bytes)
  return found && found.width > 0 && found.height > 0 ? found : undefined
}

const readers: { readonly [F in Format]?: (bytes: Uint8Array) => Dimensions } = { png, jpeg, gif, webp, avif }

const nothing: Dimensions = { width: 0, height: 0, frames: 1 }
const larger = (a: Dimensions, width: number, height: number): Dimensions => ({
  width: Math.max(a.width, width),
  height: Math.max(a.height, height),
  frames: a.frames,
})

function png(bytes: Uint8Array): Dimensions {
  if (!says(bytes, 12, 'IHDR')) return nothing
  let frames = 1
  for (const chunk of pngChunks(bytes)) if (chunk.name === 'acTL') frames = Math.max(frames, u32(bytes, chunk.at))
  return { width: u32(bytes, 16), height: u32(bytes, 20), frames }
}

function jpeg(bytes: Uint8Array): Dimensions {
  let found = nothing
  for (const { name, at } of jpegSegments(bytes)) {
    if (/^C[01235679ABDEF]$/.test(name)) found = larger(found, u16(bytes, at + 3), u16(bytes, at + 1))
  }
  return found
}

function gif(bytes: Uint8Array): Dimensions {
  let found = larger(nothing, u16le(bytes, 6), u16le(bytes, 8))
  let frames = 0
  for (const { name, at } of gifBlocks(bytes)) {
    if (name !== 'frame') continue
    found = larger(found, u16le(bytes, at) + u16le(bytes, at + 4), u16le(bytes, at + 2) + u16le(bytes, at + 6))
    frames++
  }
  return { ...found, frames: Math.max(1, frames) }
}

function webp(bytes: Uint8Array): Dimensions {
  let found = nothing
  let frames = 0
  for (const { name, at, end } of riffChunks(bytes)) {
    if (name === 'VP8X') found = larger(found, u24le(bytes, at + 4) + 1, u24le(bytes, at + 7) + 1)
    else if (name === 'ANMF') {
      frames++
      found = larger(found, 2 * u24le(bytes, at) + u24le(bytes, at + 6) + 1, 2 * u24le(bytes, at + 3) + u24le(bytes, at + 9) + 1)
      for (const inner of riffChunks(bytes, at + 16, end)) found = webpBitstream(found, bytes, inner.name, inner.at)
    } else found = webpBitstream(found, bytes, name, at)
  }
  return { ...found, frames: Math.max(1, frames) }
}

function webpBitstream(found: Dimensions, bytes: Uint8Array, name: string, at: number): Dimensions {
  if (name === 'VP8 ') return larger(found, u16le(bytes, at + 6) & 0x3fff, u16le(bytes, at + 8) & 0x3fff)
  if (name !== 'VP8L' || u8(bytes, at) !== 0x2f) return found
  const packed = u32le(bytes, at + 1)
  return larger(found, (packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1)
}

function avif(bytes: Uint8Array): Dimensions {
  let found = nothing
  const properties = boxAt(bytes, 'meta/iprp/ipco')
  if (!properties) return nothing
  for (const { name, at } of boxes(bytes, properties.at, properties.end)) {
    if (name === 'ispe') found = larger(found, u32(bytes, at + 4), u32(bytes, at + 8))
  }
  return { ...found, frames: letters(bytes, 8, 4) === 'avis' ? 2 : 1 }
}
