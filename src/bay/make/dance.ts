/** Anjali in motion: a body drawn as one line, and the cloth that remembers where it was. */
import { blend, circle, develop, type Dice, fade, glow, line, type Sheet, TAU, wash } from './kit'

type Point = readonly [number, number]
/** Angles in radians from straight down, outwards positive to the right; a pose is a turn of every joint. */
export interface Pose {
  readonly lean: number
  readonly head: number
  readonly left: readonly [number, number]
  readonly right: readonly [number, number]
  readonly leftLeg: readonly [number, number]
  readonly rightLeg: readonly [number, number]
}
const P = (
  lean: number,
  head: number,
  left: readonly [number, number],
  right: readonly [number, number],
  leftLeg: readonly [number, number],
  rightLeg: readonly [number, number],
): Pose => ({ lean, head, left, right, leftLeg, rightLeg })

export const poses = {
  leap: P(0.25, -0.3, [-2.1, -2.5], [1.9, 2.4], [-1.35, -1.6], [1.25, 1.05]),
  arch: P(-0.5, -0.7, [-2.6, -2.9], [2.7, 3.3], [-0.15, -0.3], [0.9, 2.1]),
  warrior: P(0, 0.1, [-1.6, -1.55], [1.6, 1.5], [-0.95, -0.1], [0.95, 1]),
  plie: P(0, 0, [-1.3, -2.7], [1.3, 2.7], [-1.05, 0.35], [1.05, -0.35]),
  reach: P(0.35, 0.3, [2.4, 2.7], [2.7, 2.9], [-0.75, -0.95], [0.25, 0.1]),
  turn: P(-0.12, -0.1, [-2.3, -3.4], [1.2, 0.1], [0.05, 0], [0.95, -0.9]),
  fold: P(1.1, 1.5, [0.7, 0.2], [0.5, 0.1], [-0.2, -0.1], [0.25, 0.15]),
}

const polar = ([x, y]: Point, a: number, r: number): Point => [x + Math.sin(a) * r, y + Math.cos(a) * r]

/** Where every joint is, for a body `k` pixels tall whose hips are at `x`, `y`. */
function joints(pose: Pose, x: number, y: number, k: number) {
  const hip: Point = [x, y]
  const neck = polar(hip, Math.PI - pose.lean, k * 0.31)
  const chest = polar(hip, Math.PI - pose.lean, k * 0.26)
  const head = polar(neck, Math.PI - pose.lean - pose.head * 0.6, k * 0.1)
  const limb = (from: Point, [a, b]: readonly [number, number], p: number, q: number): readonly [Point, Point, Point] => {
    const mid = polar(from, a, k * p)
    return [from, mid, polar(mid, b, k * q)]
  }
  const across = (d: number): Point => [chest[0] + Math.cos(pose.lean) * d * k, chest[1] + Math.sin(pose.lean) * d * k]
  const hips = (d: number): Point => [hip[0] + d * k, hip[1]]
  return {
    hip,
    neck,
    head,
    left: limb(across(-0.075), pose.left, 0.17, 0.18),
    right: limb(across(0.075), pose.right, 0.17, 0.18),
    leftLeg: limb(hips(-0.045), pose.leftLeg, 0.25, 0.27),
    rightLeg: limb(hips(0.045), pose.rightLeg, 0.25, 0.27),
  }
}

export function between(a: Pose, b: Pose, t: number): Pose {
  const e = t * t * (3 - 2 * t)
  const m = (x: number, y: number) => x + (y - x) * e
  const two = (x: readonly [number, number], y: readonly [number, number]) => [m(x[0], y[0]), m(x[1], y[1])] as const
  return P(
    m(a.lean, b.lean),
    m(a.head, b.head),
    two(a.left, b.left),
    two(a.right, b.right),
    two(a.leftLeg, b.leftLeg),
    two(a.rightLeg, b.rightLeg),
  )
}

export function body({ c }: Sheet, pose: Pose, x: number, y: number, k: number, ink: string): ReturnType<typeof joints> {
  const j = joints(pose, x, y, k)
  c.fillStyle = c.strokeStyle = ink
  const taper = (points: readonly Point[], from: number, to: number) => {
    for (let i = 0; i <= 30; i++) {
      const t = i / 30
      const [a, b, d] = points as readonly [Point, Point, Point]
      const u = t < 0.5 ? t * 2 : (t - 0.5) * 2
      const [p, q] = t < 0.5 ? [a, b] : [b, d]
      circle(c, p[0] + (q[0] - p[0]) * u, p[1] + (q[1] - p[1]) * u, k * (from + (to - from) * t))
      c.fill()
    }
  }
  taper(j.leftLeg, 0.043, 0.014)
  taper(j.rightLeg, 0.043, 0.014)
  taper(j.left, 0.026, 0.011)
  taper(j.right, 0.026, 0.011)
  c.beginPath()
  c.moveTo(...j.left[0])
  c.quadraticCurveTo(j.neck[0], j.neck[1] - k * 0.01, ...j.right[0])
  c.quadraticCurveTo(
    (j.hip[0] + j.right[0][0]) / 2 - k * 0.015,
    (j.hip[1] + j.right[0][1]) / 2,
    j.rightLeg[0][0] + k * 0.035,
    j.rightLeg[0][1],
  )
  c.lineTo(j.leftLeg[0][0] - k * 0.035, j.leftLeg[0][1] + k * 0.02)
  c.quadraticCurveTo((j.hip[0] + j.left[0][0]) / 2 + k * 0.015, (j.hip[1] + j.left[0][1]) / 2, ...j.left[0])
  c.fill()
  c.lineWidth = k * 0.03
  line(c, [j.neck, j.head])
  c.stroke()
  c.beginPath()
  c.ellipse(...j.head, k * 0.046, k * 0.057, -pose.lean, 0, TAU)
  c.fill()
  const bun = polar(j.head, Math.PI - pose.lean - pose.head + 0.9, k * 0.058)
  circle(c, ...bun, k * 0.027)
  c.fill()
  return j
}

interface Cloth {
  readonly n?: number
  readonly spread?: number
  readonly mode?: GlobalCompositeOperation
  readonly alpha?: number
  /** Where in its swing it is, in radians. */
  readonly phase?: number
}

/** Cloth: many lines that start at the hands and follow late. */
export function veil(
  { c }: Sheet,
  dice: Dice,
  from: Point,
  via: Point,
  to: Point,
  colours: readonly [string, string],
  { n = 70, spread = 90, mode = 'source-over', alpha = 0.5, phase = 0 }: Cloth = {},
): void {
  c.save()
  c.globalCompositeOperation = mode
  const [u, v, s1, s2] = [dice.next() * 9, dice.next() * 9, dice.between(0.6, 1.2), dice.between(0.6, 1.4)]
  for (let i = 0; i < n; i++) {
    const t = i / n
    const w = Math.sin(t * 5 * s1 + u + phase) * spread
    const x = Math.cos(t * 4 * s2 + v - phase) * spread
    c.strokeStyle = blend(colours[0], colours[1], (Math.sin(t * 9 + u) + 1) / 2)
    c.globalAlpha = alpha * (0.35 + 0.65 * Math.abs(Math.sin(t * 7 + v)))
    c.lineWidth = 1.2 + 2.6 * Math.abs(Math.cos(t * 6 + u))
    c.beginPath()
    c.moveTo(...from)
    c.bezierCurveTo(
      via[0] + w * 0.5 + (t - 0.5) * spread,
      via[1] + x * 0.6,
      via[0] - x + (t - 0.5) * spread * 2,
      via[1] + w,
      to[0] + (t - 0.5) * spread * 2.6 + x * 0.3,
      to[1] + w * 0.6 + (t - 0.5) * spread,
    )
    c.stroke()
  }
  c.restore()
}

const tall = [900, 1125] as const
const finish = (s: Sheet) => develop(s, { grain: 0.18, vignette: 0.22, bloom: 0.1 })
const floorLight = (s: Sheet, x: number, y: number, colour: string) => glow(s, x, y, s.w * 0.42, colour, 'screen', 0.2)
function shadowOf(s: Sheet, x: number, y: number, r: number): void {
  s.c.save()
  s.c.filter = 'blur(14px)'
  s.c.fillStyle = 'rgb(0 0 0 / .38)'
  s.c.beginPath()
  s.c.ellipse(x, y, r, r * 0.12, 0, 0, TAU)
  s.c.fill()
  s.c.restore()
}

interface Solo {
  readonly ground: readonly [string, string]
  readonly pose: Pose
  readonly at: Point
  readonly k: number
  readonly ink: string
  readonly cloth: readonly [string, string]
  readonly floor?: number
  readonly to: readonly [Point, Point]
}
function solo({ ground, pose, at, k, ink, cloth, floor, to }: Solo) {
  return {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      wash(
        s,
        [
          [0, ground[0]],
          [1, ground[1]],
        ],
        0.25,
      )
      glow(s, at[0], at[1] - k * 0.15, s.w * 0.75, fade('#ffffff', 0.32), 'soft-light')
      if (floor) {
        s.c.fillStyle = 'rgb(0 0 0 / .12)'
        s.c.fillRect(0, floor, s.w, s.h - floor)
        shadowOf(s, at[0], floor + 30, k * 0.3)
        floorLight(s, at[0], floor + 40, 'rgb(255 255 255 / .35)')
      }
      const j = joints(pose, ...at, k)
      veil(s, dice, j.left[2], [(j.left[2][0] + to[0][0]) / 2, (j.left[2][1] + to[0][1]) / 2 - 120], to[0], cloth, {
        n: 120,
        spread: 90,
        alpha: 0.55,
      })
      body(s, pose, ...at, k, ink)
      veil(s, dice, j.right[2], [(j.right[2][0] + to[1][0]) / 2, (j.right[2][1] + to[1][1]) / 2 - 90], to[1], cloth, {
        n: 120,
        spread: 75,
        alpha: 0.6,
      })
      finish(s)
    },
  }
}

export const pictures = {
  'anjali-marigold': solo({
    ground: ['#f7b733', '#e4572e'],
    pose: poses.leap,
    at: [450, 560],
    k: 720,
    ink: '#2a0f14',
    cloth: ['#fff3d0', '#ff9f1c'],
    to: [
      [120, 980],
      [830, 900],
    ],
  }),
  'anjali-indigo': solo({
    ground: ['#2b3a8c', '#0f1440'],
    pose: poses.arch,
    at: [430, 610],
    k: 760,
    ink: '#070a22',
    cloth: ['#bcd0ff', '#4f6dff'],
    floor: 985,
    to: [
      [150, 900],
      [800, 820],
    ],
  }),
  'anjali-half-moon': solo({
    ground: ['#f3ded0', '#d99a8b'],
    pose: poses.plie,
    at: [450, 640],
    k: 760,
    ink: '#43131f',
    cloth: ['#a4243b', '#ff8c7a'],
    floor: 960,
    to: [
      [110, 420],
      [800, 420],
    ],
  }),
  'anjali-warrior': solo({
    ground: ['#0f5b57', '#04211f'],
    pose: poses.warrior,
    at: [450, 610],
    k: 780,
    ink: '#020d0c',
    cloth: ['#ffe08a', '#2fd1b5'],
    floor: 975,
    to: [
      [60, 1010],
      [850, 1000],
    ],
  }),
  'anjali-reach': solo({
    ground: ['#e9e4da', '#b9b2a6'],
    pose: poses.reach,
    at: [380, 640],
    k: 760,
    ink: '#1d1a18',
    cloth: ['#d8382a', '#8a1712'],
    floor: 1000,
    to: [
      [250, 980],
      [840, 640],
    ],
  }),
  'anjali-seven-frames': {
    size: [1200, 750] as const,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#1a0d2e'],
        [1, '#4a1d4f'],
      ])
      const order = [poses.fold, poses.turn, poses.warrior, poses.leap, poses.arch, poses.reach, poses.plie]
      order.forEach((pose, i) => {
        const x = 130 + i * 158
        const ink = blend('#ff5a7a', '#ffd27a', i / 6)
        const j = joints(pose, x, 400, 400)
        veil(s, dice, j.right[2], [x + 70, 260], [x + 150, 480], [ink, '#ffffff'], { n: 40, spread: 34, alpha: 0.22, mode: 'screen' })
        s.c.globalAlpha = 0.86
        body(s, pose, x, 400, 400, ink)
        s.c.globalAlpha = 1
      })
      finish(s)
    },
  },
} as const
