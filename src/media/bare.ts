/**
 * Images without their metadata, without decoding them: the parts that make the picture are copied into a new file and all else stays behind,
 * whatever stands after the end included. Serves two ends: an animation keeps moving, and what a browser's own encoder adds is taken out again
 * (Chromium puts a colour profile into WebP, others write EXIF). Colours are sRGB by then, which is what a file without a profile means.
 */
import { concat } from '../kit/bytes'
import { gifBlocks, gifBody, jpegSegments, pngChunks, riffChunks } from './containers'
import { type Part, u8 } from './read'
import type { Format } from './sniff'
import { isGifLoop, isOfFrame } from './traces'

type Bytes = Uint8Array<ArrayBuffer>

/** `undefined` for a file that is cut off or of another format than PNG, JPEG, GIF and WebP. */
export function bare(bytes: Uint8Array, format: Format): Bytes | undefined {
  return makers[format]?.(bytes)
}

const makers: { readonly [F in Format]?: (bytes: Uint8Array) => Bytes | undefined } = { png, jpeg, gif, webp }

function png(bytes: Uint8Array): Bytes | undefined {
  const chunks = [...pngChunks(bytes)]
  if (chunks.at(-1)?.name !== 'IEND') return undefined
  const kept = chunks.filter((chunk) => /^(?:IHDR|PLTE|tRNS|sRGB|gAMA|IDAT|IEND)$/.test(chunk.name))
  return concat(bytes.subarray(0, 8), ...kept.map((chunk) => bytes.subarray(chunk.start, chunk.end + 4)))
}

/** A segment is copied up to the next one, as image data stands between them. APP0 and APP14 say how to read the colours. */
function jpeg(bytes: Uint8Array): Bytes | undefined {
  const segments = [...jpegSegments(bytes)]
  if (segments.at(-1)?.name !== 'D9') return undefined
  const stretches = segments.map((segment, i) => ({
    name: segment.name,
    bytes: bytes.subarray(segment.start, segments[i + 1]?.start ?? segment.end),
  }))
  const kept = stretches.filter(({ name }) => !/^(?:E[1-9A-DF]|FE)$/.test(name))
  return concat(bytes.subarray(0, 2), ...kept.map((stretch) => stretch.bytes))
}

function gif(bytes: Uint8Array): Bytes | undefined {
  const blocks = [...gifBlocks(bytes)]
  if (blocks.at(-1)?.name !== 'trailer') return undefined
  const kept = blocks.filter((block) => /^(?:frame|control|trailer)$/.test(block.name) || isGifLoop(block))
  return concat(bytes.subarray(0, gifBody(bytes)), ...kept.map((block) => bytes.subarray(block.start, block.end)))
}

function webp(bytes: Uint8Array): Bytes | undefined {
  const kept = [...riffChunks(bytes)].filter((chunk) => /^(?:VP8[ LX]|ALPH|ANIM|ANMF)$/.test(chunk.name))
  if (kept.length === 0) return undefined
  const bare = concat(
    bytes.subarray(0, 12),
    ...kept.map((chunk) => (chunk.name === 'ANMF' ? bareFrame(bytes, chunk) : padded(bytes, chunk))),
  )
  const announcesAlpha = 0x10
  const announcesAnimation = 0x02
  if (kept[0]?.name === 'VP8X') bare[20] = u8(bare, 20) & (announcesAlpha | announcesAnimation)
  new DataView(bare.buffer).setUint32(4, bare.length - 8, true)
  return bare
}

/** A frame has chunks of its own behind sixteen bytes that say where it stands and for how long. */
function bareFrame(bytes: Uint8Array, chunk: Part): Uint8Array {
  const inner = [...riffChunks(bytes, chunk.at + 16, chunk.end)].filter(isOfFrame).map((part) => padded(bytes, part))
  const frame = concat(bytes.subarray(chunk.start, chunk.at + 16), ...inner)
  new DataView(frame.buffer).setUint32(4, frame.length - 8, true)
  return frame
}

const padded = (bytes: Uint8Array, chunk: Part): Uint8Array => {
  const whole = bytes.subarray(chunk.start, chunk.end)
  return (chunk.end - chunk.at) % 2 === 1 ? concat(whole, new Uint8Array(1)) : whole
}
