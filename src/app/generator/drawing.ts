/** Pictures from words: shapes or a face, drawn by a kept generator on this device. The same words give the same picture. */
import { createAvatar } from '@dicebear/core'
import * as faces from '@dicebear/lorelei'
import * as shapes from '@dicebear/shapes'

const SIDE = 768
/** Somebody whom one would like to meet. */
const smiles = ['happy01', 'happy02', 'happy05', 'happy06', 'happy07', 'happy08', 'happy09', 'happy10'] as const
const grounds = ['ffd9b8', 'ffcabf', 'f6e3c5', 'd9e7dc', 'cfe0ea', 'e4d8ee']

/** @throws Error where this browser cannot draw it */
export async function drawn(prompt: string, what: 'pattern' | 'face', round: number): Promise<File> {
  const options = { seed: `${prompt.trim()} ${round}`, size: SIDE }
  const picture =
    what === 'face' ? createAvatar(faces, { ...options, backgroundColor: grounds, mouth: [...smiles] }) : createAvatar(shapes, options)
  const address = URL.createObjectURL(new Blob([picture.toString()], { type: 'image/svg+xml' }))
  try {
    const image = new Image(SIDE, SIDE)
    image.src = address
    await image.decode()
    const canvas = new OffscreenCanvas(SIDE, SIDE)
    canvas.getContext('2d')?.drawImage(image, 0, 0, SIDE, SIDE)
    return new File([await canvas.convertToBlob({ type: 'image/png' })], `${what}.png`, { type: 'image/png' })
  } finally {
    URL.revokeObjectURL(address)
  }
}
