/** What is too poor to be shown (CONT-4), as far as bytes tell: size, sharpness, one colour, silence, no words. Taste is not among it. */
import { later } from '../language'
import type { Hit } from './finding'
import { type Grey, shrink } from './print'

const poor = (sure: number, where: string, saw: string): Hit => ({ category: 'quality', sure, where, saw })

/** `width` and `height`: of the picture itself, in pixels. `grey`: the picture, or a smaller copy of at most 256 pixels a side. */
export function pictureQuality(width: number, height: number, grey: Grey, where: string): readonly Hit[] {
  if (Math.min(width, height) < 32) return [poor(860, where, later`a picture of hardly any size`)]
  if (spread(grey) < 4) return [poor(640, where, later`a picture of one colour`)]
  return [
    ...(Math.min(width, height) < 128 ? [poor(480, where, later`a very small picture`)] : []),
    ...(sharpness(grey) < 4 ? [poor(460, where, later`a blurred picture`)] : []),
  ]
}

/** Standard deviation of the brightness. */
function spread({ light }: Grey): number {
  const mean = light.reduce((sum, each) => sum + each, 0) / light.length
  return Math.sqrt(light.reduce((sum, each) => sum + (each - mean) ** 2, 0) / light.length)
}

/** Variance of the Laplacian, of the sharpest of sixteen fields: a portrait before a blurred background is sharp. */
export function sharpness(grey: Grey): number {
  const { width, height, light } = Math.max(grey.width, grey.height) > 256 ? shrink(grey, ...fitting(grey)) : grey
  let best = 0
  for (let field = 0; field < 16; field++) {
    const [left, right] = [Math.floor(((field % 4) * width) / 4), Math.floor((((field % 4) + 1) * width) / 4)]
    const [top, bottom] = [Math.floor((Math.floor(field / 4) * height) / 4), Math.floor(((Math.floor(field / 4) + 1) * height) / 4)]
    let [sum, squares, count] = [0, 0, 0]
    for (let y = Math.max(1, top); y < Math.min(height - 1, bottom); y++) {
      for (let x = Math.max(1, left); x < Math.min(width - 1, right); x++) {
        const at = y * width + x
        const edge =
          (light[at - 1] ?? 0) + (light[at + 1] ?? 0) + (light[at - width] ?? 0) + (light[at + width] ?? 0) - 4 * (light[at] ?? 0)
        sum += edge
        squares += edge * edge
        count++
      }
    }
    if (count > 0) best = Math.max(best, squares / count - (sum / count) ** 2)
  }
  return best
}

function fitting({ width, height }: Grey): readonly [width: number, height: number] {
  const scale = 256 / Math.max(width, height)
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}

/** `loudest`: of all samples, from 0 to 1. `seconds`: how long it is. */
export function soundQuality(loudest: number, seconds: number): readonly Hit[] {
  if (loudest < 0.003) return [poor(880, 'sound', later`silence`)]
  return seconds < 0.5 ? [poor(480, 'sound', later`a sound of hardly any length`)] : []
}

/** A text that has no letter, digit or pictogram in it. */
export function textQuality(texts: readonly string[]): readonly Hit[] {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(texts.join('')) ? [] : [poor(860, 'words', later`a text without words`)]
}
