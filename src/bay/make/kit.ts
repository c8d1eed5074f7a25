/** What every picture of Mesi Bay is painted with: paper, dice that fall the same way each time, light, grain and grading. */

import { Dice } from '../dice'

export { Dice }
export type Ink = OffscreenCanvasRenderingContext2D
export interface Sheet {
  readonly canvas: OffscreenCanvas
  readonly c: Ink
  readonly w: number
  readonly h: number
}

export function sheet(w: number, h: number): Sheet {
  const canvas = new OffscreenCanvas(w, h)
  const c = canvas.getContext('2d')
  if (!c) throw new Error('no canvas')
  c.lineCap = 'round'
  c.lineJoin = 'round'
  return { canvas, c, w, h }
}

export const TAU = Math.PI * 2

/** Fills everything with a gradient from the top down (or along `angle`, in radians from there). */
export function wash({ c, w, h }: Sheet, stops: readonly (readonly [at: number, colour: string])[], angle = 0): void {
  const long = Math.abs(w * Math.sin(angle)) + Math.abs(h * Math.cos(angle))
  const [dx, dy] = [(Math.sin(angle) * long) / 2, (Math.cos(angle) * long) / 2]
  const g = c.createLinearGradient(w / 2 - dx, h / 2 - dy, w / 2 + dx, h / 2 + dy)
  for (const [at, colour] of stops) g.addColorStop(at, colour)
  c.fillStyle = g
  c.fillRect(0, 0, w, h)
}

/** A soft light. `mode`: how it falls on what is there. */
export function glow(
  { c }: Sheet,
  x: number,
  y: number,
  r: number,
  colour: string,
  mode: GlobalCompositeOperation = 'screen',
  squash = 1,
): void {
  c.save()
  c.globalCompositeOperation = mode
  c.translate(x, y)
  c.scale(1, squash)
  const g = c.createRadialGradient(0, 0, 0, 0, 0, r)
  g.addColorStop(0, colour)
  g.addColorStop(0.35, fade(colour, 0.42))
  g.addColorStop(1, fade(colour, 0))
  c.fillStyle = g
  c.fillRect(-r, -r, 2 * r, 2 * r)
  c.restore()
}

/** The same colour with `alpha` times as much of it. */
export function fade(colour: string, alpha: number): string {
  return `color-mix(in oklab, ${colour} ${Math.max(0, Math.min(100, alpha * 100))}%, transparent)`
}
export const blend = (a: string, b: string, t: number): string => `color-mix(in oklab, ${a} ${(1 - t) * 100}%, ${b})`

/** Draws on a layer of its own, then lays it on. `blur` in pixels, `mode` and `alpha` of the layer. */
export function layer(
  on: Sheet,
  draw: (s: Sheet) => void,
  { blur = 0, mode = 'source-over', alpha = 1 }: { blur?: number; mode?: GlobalCompositeOperation; alpha?: number } = {},
): void {
  const top = sheet(on.w, on.h)
  draw(top)
  on.c.save()
  if (blur > 0) on.c.filter = `blur(${blur}px)`
  on.c.globalCompositeOperation = mode
  on.c.globalAlpha = alpha
  on.c.drawImage(top.canvas, 0, 0)
  on.c.restore()
}

/** Runs `draw` with a soft shadow under all it fills. */
export function shadowed(c: Ink, blur: number, dx: number, dy: number, colour: string, draw: () => void): void {
  c.save()
  c.shadowBlur = blur
  c.shadowOffsetX = dx
  c.shadowOffsetY = dy
  c.shadowColor = colour
  draw()
  c.restore()
}

export function circle(c: Ink, x: number, y: number, r: number): void {
  c.beginPath()
  c.arc(x, y, Math.max(0, r), 0, TAU)
}

/** A closed smooth line through points. */
export function blob(c: Ink, points: readonly (readonly [number, number])[]): void {
  const n = points.length
  const at = (i: number) => points[(i + n) % n] as readonly [number, number]
  const mid = (i: number) => [(at(i)[0] + at(i + 1)[0]) / 2, (at(i)[1] + at(i + 1)[1]) / 2] as const
  c.beginPath()
  c.moveTo(...mid(-1))
  for (let i = 0; i < n; i++) c.quadraticCurveTo(...at(i), ...mid(i))
  c.closePath()
}

/** An open smooth line through points. */
export function line(c: Ink, points: readonly (readonly [number, number])[]): void {
  const [first] = points
  if (!first) return
  c.beginPath()
  c.moveTo(...first)
  for (let i = 1; i < points.length - 1; i++) {
    const [a, b] = [points[i] as readonly [number, number], points[i + 1] as readonly [number, number]]
    c.quadraticCurveTo(...a, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
  }
  c.lineTo(...(points.at(-1) as readonly [number, number]))
}

/** A wobbly ring of points for `blob`. */
export function ring(dice: Dice, x: number, y: number, r: number, wobble: number, n = 12, squash = 1): [number, number][] {
  return Array.from({ length: n }, (_, i) => {
    const a = (i / n) * TAU
    const d = r * (1 + dice.bell() * wobble)
    return [x + Math.cos(a) * d, y + Math.sin(a) * d * squash]
  })
}

/** Smooth noise over one dimension. */
export function hills(dice: Dice, octaves = 4): (x: number) => number {
  const waves = Array.from({ length: octaves * 3 }, (_, i) => {
    const f = 2 ** Math.floor(i / 3) * dice.between(0.7, 1.4)
    return [f, dice.between(0, TAU), 1 / f] as const
  })
  const sum = waves.reduce((total, [, , a]) => total + a, 0)
  return (x) => waves.reduce((total, [f, p, a]) => total + Math.sin(x * f + p) * a, 0) / sum
}

const tiles = new Map<string, OffscreenCanvas>()
function noiseTile(kind: 'grain' | 'paper'): OffscreenCanvas {
  const known = tiles.get(kind)
  if (known) return known
  const dice = new Dice(kind)
  const size = kind === 'grain' ? 320 : 512
  const { canvas, c } = sheet(size, size)
  const image = c.createImageData(size, size)
  for (let i = 0; i < image.data.length; i += 4) {
    const v = 128 + dice.bell() * (kind === 'grain' ? 58 : 40)
    image.data[i] = image.data[i + 1] = image.data[i + 2] = v
    image.data[i + 3] = 255
  }
  c.putImageData(image, 0, 0)
  if (kind === 'paper') {
    const soft = sheet(size, size)
    soft.c.filter = 'blur(1.2px) contrast(2.2)'
    soft.c.drawImage(canvas, 0, 0)
    tiles.set(kind, soft.canvas)
    return soft.canvas
  }
  tiles.set(kind, canvas)
  return canvas
}

export interface Grade {
  readonly grain?: number
  readonly paper?: number
  readonly vignette?: number
  /** Lifts the blacks towards this colour, as old film does. */
  readonly lift?: string
  /** Lies over everything as soft light: the mood of the whole. */
  readonly tint?: string
  /** Light that spills over bright places. */
  readonly bloom?: number
}

/** What a lens, a film and a lab do to a picture. */
export function develop(s: Sheet, { grain = 0.1, paper = 0, vignette = 0.3, lift, tint, bloom = 0 }: Grade): void {
  const { c, w, h } = s
  c.save()
  if (bloom > 0) {
    const copy = sheet(w, h)
    copy.c.filter = `blur(${w / 45}px) brightness(1.05) contrast(1.5)`
    copy.c.drawImage(s.canvas, 0, 0)
    c.globalCompositeOperation = 'screen'
    c.globalAlpha = bloom
    c.drawImage(copy.canvas, 0, 0)
    c.globalAlpha = 1
  }
  if (tint) {
    c.globalCompositeOperation = 'soft-light'
    c.fillStyle = tint
    c.fillRect(0, 0, w, h)
  }
  if (lift) {
    c.globalCompositeOperation = 'lighten'
    c.fillStyle = lift
    c.fillRect(0, 0, w, h)
  }
  if (vignette > 0) {
    c.globalCompositeOperation = 'multiply'
    const g = c.createRadialGradient(w / 2, h / 2, Math.min(w, h) * 0.35, w / 2, h / 2, Math.hypot(w, h) * 0.56)
    g.addColorStop(0, 'rgb(255 255 255)')
    g.addColorStop(1, `rgb(${[255, 255, 255].map((v) => v * (1 - vignette)).join(' ')})`)
    c.fillStyle = g
    c.fillRect(0, 0, w, h)
  }
  for (const [kind, strength] of [
    ['paper', paper],
    ['grain', grain],
  ] as const) {
    if (strength <= 0) continue
    c.globalCompositeOperation = 'overlay'
    c.globalAlpha = strength
    const pattern = c.createPattern(noiseTile(kind), 'repeat')
    if (pattern) c.fillStyle = pattern
    c.fillRect(0, 0, w, h)
    c.globalAlpha = 1
  }
  c.restore()
}
