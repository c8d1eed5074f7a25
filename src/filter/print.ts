/**
 * Perceptual hashes (pHash): 64 signs of the low frequencies of a picture's brightness. Pictures that look the same differ in few of them,
 * whatever their size, compression or tint. Sixty lines of our own: the small packages for this have not been kept up, and hash by blocks,
 * which tell less of a crop.
 */

/** Brightness of a picture, row by row, from 0 to 255. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly light: Float32Array
}

/** Bits in which two prints of one picture may differ: after recompression and scaling hardly ever more than the first, after a cut the second. */
export const same = 6
export const alike = 12

const side = 32
const waves = 8

/** cos((2x + 1) u π / 64) for the frequencies 1 to 8; the average brightness (0) says nothing. */
const cosines = Array.from({ length: waves }, (_, u) =>
  Float64Array.from({ length: side }, (_, x) => Math.cos(((2 * x + 1) * (u + 1) * Math.PI) / (2 * side))),
)

/** Rec. 601 brightness of RGBA bytes; what is see-through is taken for white. */
export function greyOf(rgba: Uint8ClampedArray, width: number, height: number): Grey {
  const light = new Float32Array(width * height)
  for (let i = 0; i < light.length; i++) {
    const at = i * 4
    const bright = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0)
    light[i] = 255 + ((bright - 255) * (rgba[at + 3] ?? 0)) / 255
  }
  return { width, height, light }
}

/** Averages of equal fields: `width` times `height` of them, at most one a pixel. */
export function shrink(grey: Grey, width: number, height: number): Grey {
  const light = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = fieldOf(y, height, grey.height)
    for (let x = 0; x < width; x++) {
      const [left, right] = fieldOf(x, width, grey.width)
      let sum = 0
      for (let row = top; row < bottom; row++) for (let at = left; at < right; at++) sum += grey.light[row * grey.width + at] ?? 0
      light[y * width + x] = sum / ((bottom - top) * (right - left))
    }
  }
  return { width, height, light }
}

function fieldOf(i: number, fields: number, pixels: number): readonly [from: number, to: number] {
  const from = Math.min(pixels - 1, Math.floor((i * pixels) / fields))
  return [from, Math.max(from + 1, Math.floor(((i + 1) * pixels) / fields))]
}

/** Each as 16 hex digits: its print, and the one it would have in a mirror; undefined for a picture with too little in it to be told from others. */
export function printsOf(grey: Grey): { readonly print: string; readonly mirrored: string } | undefined {
  const { light } = shrink(grey, side, side)
  const mean = light.reduce((sum, each) => sum + each, 0) / light.length
  if (Math.sqrt(light.reduce((sum, each) => sum + (each - mean) ** 2, 0) / light.length) < 4) return undefined
  const rows = cosines.map((wave) => Float64Array.from({ length: side }, (_, y) => dot(light, wave, y * side, 1)))
  const found = cosines.flatMap((wave) => rows.map((row) => dot(row, wave, 0, 1)))
  // In a mirror every other wave across turns round.
  const turned = found.map((each, i) => (i % 2 === 0 ? -each : each))
  return { print: signs(found), mirrored: signs(turned) }
}

/** The prints of what is left when a little is cut off all around: by these a work is known again that somebody cropped. */
export function croppedPrints(grey: Grey): readonly string[] {
  return [0.04, 0.08].flatMap((share) => printsOf(cut(grey, share))?.print ?? [])
}

function cut({ width, height, light }: Grey, share: number): Grey {
  const [left, top] = [Math.round(width * share), Math.round(height * share)]
  const [wide, high] = [width - 2 * left, height - 2 * top]
  const rows = Array.from({ length: high }, (_, y) => light.subarray((top + y) * width + left, (top + y) * width + left + wide))
  return {
    width: wide,
    height: high,
    light: Float32Array.from({ length: wide * high }, (_, i) => rows[Math.floor(i / wide)]?.[i % wide] ?? 0),
  }
}

function dot(values: Float32Array | Float64Array, wave: Float64Array, from: number, step: number): number {
  let sum = 0
  for (let i = 0; i < side; i++) sum += (values[from + i * step] ?? 0) * (wave[i] ?? 0)
  return sum
}

function signs(values: readonly number[]): string {
  const middle = values.toSorted((a, b) => a - b)[values.length / 2] ?? 0
  let print = ''
  for (let i = 0; i < values.length; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = values.slice(i, i + 4)
    print += (Number(a >= middle) * 8 + Number(b >= middle) * 4 + Number(c >= middle) * 2 + Number(d >= middle)).toString(16)
  }
  return print
}

/** In how many of 64 bits two prints differ. Something that is no print differs in all. */
export function distance(a: string, b: string): number {
  const [[left, right], [others, other]] = [halves(a), halves(b)]
  if (left === undefined || right === undefined || others === undefined || other === undefined) return 64
  return bitsBetween(left, others) + bitsBetween(right, other)
}

/** A print as two words of 32 bits; nothing for what is no print. */
export function halves(print: string): readonly number[] {
  return /^[0-9a-f]{16}$/.test(print) ? [Number.parseInt(print.slice(0, 8), 16) | 0, Number.parseInt(print.slice(8), 16) | 0] : []
}

/** In how many of 32 bits two words differ. */
export function bitsBetween(a: number, b: number): number {
  let left = a ^ b
  left -= (left >>> 1) & 0x55555555
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
