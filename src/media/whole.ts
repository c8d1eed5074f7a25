/** Whether an image reaches its own end. Browsers draw the upper half of a cut picture and call it a success; its owner should hear of it. */
import { boxes, gifBlocks, jpegSegments, pngChunks } from './containers'
import { type Part, u32le } from './read'
import type { Format } from './sniff'

const last = (parts: Iterable<Part>): Part | undefined => [...parts].at(-1)

/** True for formats that have no end of their own; their decoders notice. */
export function isWhole(bytes: Uint8Array, format: Format): boolean {
  switch (format) {
    case 'png':
      return last(pngChunks(bytes))?.name === 'IEND'
    case 'jpeg':
      return last(jpegSegments(bytes))?.name === 'D9'
    case 'gif':
      return last(gifBlocks(bytes))?.name === 'trailer'
    case 'webp':
      return u32le(bytes, 4) + 8 <= bytes.length
    case 'avif':
      return last(boxes(bytes))?.end === bytes.length
    default:
      return true
  }
}
