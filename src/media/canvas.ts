/** Drawing and encoding off the main thread. Encoding from pixels is what removes an image's metadata: nothing but colours comes through. */
import { bare } from './bare'
import type { Prepared, Thumbnail } from './prepared'
import { sniff } from './sniff'
import { toneOf } from './tone'

const quality = 0.85
type Source = ImageBitmap | OffscreenCanvas

/** Scaled down so that its longer side is at most `side` pixels; never scaled up. */
export function draw(source: Source, side: number): OffscreenCanvas {
  const scale = Math.min(1, side / Math.max(source.width, source.height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(source.width * scale)), Math.max(1, Math.round(source.height * scale)))
  const context = contextOf(canvas)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** WebP; where a browser cannot write it, PNG for what may be see-through and JPEG for what cannot be. */
export async function encode(canvas: OffscreenCanvas, mayBeSeeThrough: boolean): Promise<Thumbnail> {
  let blob = await canvas.convertToBlob({ type: 'image/webp', quality })
  if (blob.type !== 'image/webp' && !mayBeSeeThrough) blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const written = sniff(bytes)
  return {
    bytes: ('format' in written && bare(bytes, written.format)) || bytes,
    type: blob.type,
    width: canvas.width,
    height: canvas.height,
  }
}

/** What a picture is represented by until it is loaded. */
export async function previewOf(
  source: Source,
  side: number,
  mayBeSeeThrough: boolean,
): Promise<Required<Pick<Prepared, 'thumbnail' | 'tone'>>> {
  const small = draw(source, 32)
  return {
    thumbnail: await encode(draw(source, side), mayBeSeeThrough),
    tone: toneOf(contextOf(small).getImageData(0, 0, small.width, small.height).data),
  }
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser cannot draw in a worker')
  return context
}
