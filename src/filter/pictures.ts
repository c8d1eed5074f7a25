/** Pictures as pixels: decoded and scaled off the main thread. */
import { dimensions } from '../media/dimensions'
import { limits } from '../media/limits'
import { sniff } from '../media/sniff'
import { FilterFailed } from './finding'
import { type Grey, greyOf } from './print'

/** What all that looks at pictures looks at. */
export interface Picture {
  /** Pixels, as displayed. */
  readonly width: number
  readonly height: number
  /** At most 256 pixels a side. */
  readonly grey: Grey
  /** 224 by 224, as the model wants it, whatever the shape was. */
  readonly square: ImageData
}

/** Throws FilterFailed for what this browser cannot decode, or what is larger than anybody here may post. Of an animation: its first frame. */
export async function decode(file: Blob): Promise<Picture> {
  checkPixels(new Uint8Array(await file.arrayBuffer()))
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch((cause: unknown) => {
    throw new FilterFailed('decoder', 'this browser cannot open the picture', { cause })
  })
  try {
    return pictureOf(bitmap)
  } finally {
    bitmap.close()
  }
}

/** A few bytes can ask a decoder for gigabytes, so a header is read first. Throws FilterFailed for one that says too much, or nothing. */
export function checkPixels(bytes: Uint8Array): void {
  const found = sniff(bytes)
  const size = 'format' in found ? dimensions(bytes, found.format) : undefined
  if (!size) throw new FilterFailed('decoder', 'this is no picture that is shared here')
  if (size.width * size.height > limits.imagePixelsMax) throw new FilterFailed('decoder', 'this picture has too many pixels')
}

/** Of anything that can be drawn, such as a frame of a film. */
export function pictureOf(source: ImageBitmap | OffscreenCanvas): Picture {
  const { width, height } = source
  const scale = Math.min(1, 256 / Math.max(width, height))
  const small = pixels(source, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  return { width, height, grey: greyOf(small.data, small.width, small.height), square: pixels(source, 224, 224) }
}

function pixels(source: ImageBitmap | OffscreenCanvas, width: number, height: number): ImageData {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new FilterFailed('decoder', 'this browser cannot draw in a worker')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
