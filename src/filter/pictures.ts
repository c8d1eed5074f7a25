/** Pictures as pixels: decoded and scaled off the main thread. */
import { dimensions } from '../media/dimensions'
import { limits } from '../media/limits'
import { type Format, sniff } from '../media/sniff'
import { FilterFailed } from './finding'
import { framesOfAll } from './moments'
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

/**
 * A picture; of an animation some of its frames, the first one first. Where a browser opens no frames by themselves, the first one alone.
 * Throws FilterFailed for what this browser cannot decode, or what is larger than anybody here may post.
 */
export async function* picturesIn(file: Blob): AsyncGenerator<Picture> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { format, frames } = checkPixels(bytes)
  if (frames > 1 && 'ImageDecoder' in self) yield* framesIn(bytes, `image/${format}`)
  else yield await drawn(() => createImageBitmap(file, { imageOrientation: 'from-image' }))
}

/** Each is opened to learn how long it is shown. Assumption: more than anybody draws. */
const mostFrames = 1_000

async function* framesIn(data: Uint8Array<ArrayBuffer>, type: string): AsyncGenerator<Picture> {
  const decoder = new ImageDecoder({ data, type, preferAnimation: true })
  try {
    await unlessBroken(Promise.all([decoder.tracks.ready, decoder.completed]))
    const count = decoder.tracks.selectedTrack?.frameCount ?? 0
    if (count === 0) throw new FilterFailed('decoder', 'this animation has no frames')
    if (count > mostFrames) throw new FilterFailed('decoder', 'this animation has too many frames')
    const frame = async (frameIndex: number) => (await unlessBroken(decoder.decode({ frameIndex }))).image
    const lasting: number[] = []
    for (let i = 0; i < count; i++) {
      const image = await frame(i)
      lasting.push((image.duration ?? 0) / 1_000_000)
      image.close()
    }
    for (const i of framesOfAll(lasting)) {
      const image = await frame(i)
      try {
        yield await drawn(() => createImageBitmap(image))
      } finally {
        image.close()
      }
    }
  } finally {
    decoder.close()
  }
}

async function drawn(open: () => Promise<ImageBitmap>): Promise<Picture> {
  const bitmap = await unlessBroken(open())
  try {
    return pictureOf(bitmap)
  } finally {
    bitmap.close()
  }
}

const unlessBroken = <T>(opening: Promise<T>): Promise<T> =>
  opening.catch((cause: unknown) => {
    throw new FilterFailed('decoder', 'this browser cannot open the picture', { cause })
  })

/** A few bytes can ask a decoder for gigabytes, so a header is read first. Throws FilterFailed for one that says too much, or nothing. */
export function checkPixels(bytes: Uint8Array): { readonly format: Format; readonly frames: number } {
  const found = sniff(bytes)
  const size = 'format' in found ? dimensions(bytes, found.format) : undefined
  if (!('format' in found) || !size) throw new FilterFailed('decoder', 'this is no picture that is shared here')
  const { width, height, frames } = size
  const pixels = width * height
  // What moves is no longer than it may be to keep moving when it is made ready.
  if (pixels > limits.imagePixelsMax || (frames > 1 && pixels * frames > limits.animationPixelsMax))
    throw new FilterFailed('decoder', 'this picture has too many pixels')
  return { format: found.format, frames }
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
