/** Images: decoded, turned upright, scaled and encoded anew. A small animation keeps its frames and loses only its metadata. */
import { t } from '../language'
import type { Admitted } from './admit'
import { bare } from './bare'
import { draw, encode, previewOf } from './canvas'
import type { Limits } from './limits'
import type { Prepared } from './prepared'
import { MediaRefused, refusals } from './refusal'

/** Throws MediaRefused. */
export async function preparePicture(
  bytes: Uint8Array<ArrayBuffer>,
  admitted: Admitted,
  limits: Limits,
): Promise<Omit<Prepared, 'stripped'>> {
  const { format } = admitted
  const bitmap = await decode(bytes, `image/${format}`)
  try {
    const { width, height } = bitmap
    if (width * height > limits.imagePixelsMax)
      throw new MediaRefused(refusals.tooManyPixels('image', width, height, limits.imagePixelsMax))
    const preview = await previewOf(bitmap, limits.thumbnailSideMax, format !== 'jpeg')
    const moving = movingBytes(bytes, admitted, limits)
    if (moving) return { kind: 'image', type: `image/${format}`, bytes: moving, width, height, ...preview, notes: admitted.notes }

    const still = await encode(draw(bitmap, limits.imageSideMax), format !== 'jpeg')
    const frozen = (admitted.dimensions?.frames ?? 1) > 1
    const notes = frozen
      ? [...admitted.notes, t`This animation is too large or of a kind that does not keep moving here; its first frame is shared.`]
      : admitted.notes
    return { kind: 'image', ...still, ...preview, notes }
  } finally {
    bitmap.close()
  }
}

async function decode(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes], { type }), { imageOrientation: 'from-image' })
  } catch {
    throw new MediaRefused(refusals.damaged('image'))
  }
}

function movingBytes(bytes: Uint8Array, { format, dimensions }: Admitted, limits: Limits): Uint8Array<ArrayBuffer> | undefined {
  if (!dimensions || dimensions.frames < 2 || bytes.length > limits.animationBytesMax) return undefined
  if (dimensions.width * dimensions.height * dimensions.frames > limits.animationPixelsMax) return undefined
  return format === 'gif' || format === 'webp' ? bare(bytes, format) : undefined
}
