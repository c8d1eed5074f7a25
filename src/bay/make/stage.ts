/** Zeyna's nights: beams through haze, hands, long shutters, and the machines afterwards. */
import { type Dice, blend, circle, develop, fade, glow, hills, layer, line, type Sheet, TAU, wash } from './kit'

export function beams(
  s: Sheet,
  dice: Dice,
  from: readonly [number, number],
  colours: readonly string[],
  { n = 9, spread = 1.5, turn = 0, width = 0.05 } = {},
): void {
  const { c } = s
  c.save()
  c.globalCompositeOperation = 'screen'
  for (let i = 0; i < n; i++) {
    const a = Math.PI / 2 + turn + ((i + 0.5) / n - 0.5) * spread + dice.bell() * 0.03
    const long = Math.hypot(s.w, s.h) * 1.2
    const colour = colours[i % colours.length] as string
    const g = c.createRadialGradient(...from, 0, ...from, long)
    g.addColorStop(0, fade(colour, 0.95))
    g.addColorStop(0.25, fade(colour, 0.4))
    g.addColorStop(1, fade(colour, 0))
    for (const [wide, alpha] of [
      [1, 0.4],
      [0.45, 0.55],
      [0.12, 0.9],
    ] as const) {
      const half = width * wide * dice.between(0.7, 1.3)
      c.globalAlpha = alpha
      c.fillStyle = g
      c.beginPath()
      c.moveTo(...from)
      c.lineTo(from[0] + Math.cos(a - half) * long, from[1] + Math.sin(a - half) * long)
      c.lineTo(from[0] + Math.cos(a + half) * long, from[1] + Math.sin(a + half) * long)
      c.fill()
    }
  }
  c.restore()
  glow(s, ...from, 90, fade('#ffffff', 0.95))
}

export function haze(s: Sheet, dice: Dice, colours: readonly string[], n = 16): void {
  for (let i = 0; i < n; i++)
    glow(
      s,
      dice.next() * s.w,
      dice.between(0.15, 1) * s.h,
      dice.between(0.16, 0.5) * s.w,
      fade(dice.pick(colours), dice.between(0.08, 0.26)),
      'screen',
      0.55,
    )
}

/** Heads, shoulders and raised hands in rows, nearer rows larger and darker. `beat` lifts the hands. */
export function crowd(s: Sheet, dice: Dice, y: number, rows: readonly string[], k = 1, beat = 0): void {
  const { c, w, h } = s
  rows.forEach((ink, r) => {
    const size = k * (22 + r * 17)
    const base = y + r * size * 1.9
    c.fillStyle = c.strokeStyle = ink
    for (let x = -size + dice.next() * size; x < w + size; x += size * dice.between(1.15, 1.9)) {
      const top = base + dice.bell() * size * 0.45
      c.beginPath()
      c.ellipse(x, top, size * 0.4, size * 0.5, dice.bell() * 0.14, 0, TAU)
      c.fill()
      c.beginPath()
      c.moveTo(x - size * 0.95, h)
      c.bezierCurveTo(x - size * 0.95, top + size * 0.6, x - size * 0.3, top + size * 0.8, x, top + size * 0.5)
      c.bezierCurveTo(x + size * 0.3, top + size * 0.8, x + size * 0.95, top + size * 0.6, x + size * 0.95, h)
      c.fill()
      const lift = Math.sin(beat + x) * size * 0.3
      if (dice.chance(0.34)) {
        const side = dice.pick([-1, 1])
        const reach = dice.between(1.3, 2) * size - lift
        c.lineWidth = size * 0.26
        line(c, [
          [x + side * size * 0.7, top + size],
          [x + side * size * 1.05, top - reach * 0.3],
          [x + side * size * dice.between(0.5, 1.1), top - reach],
        ])
        c.stroke()
      }
    }
  })
}

function bokeh(
  s: Sheet,
  dice: Dice,
  colours: readonly string[],
  n: number,
  [low, high]: readonly [number, number],
  area: readonly [number, number] = [0, 1],
): void {
  const { c, w, h } = s
  c.save()
  c.globalCompositeOperation = 'screen'
  for (let i = 0; i < n; i++) {
    const colour = dice.pick(colours)
    const [x, y, r] = [dice.next() * w, dice.between(...area) * h, dice.between(low, high)]
    c.globalAlpha = dice.between(0.12, 0.6)
    const g = c.createRadialGradient(x, y, r * 0.2, x, y, r)
    g.addColorStop(0, fade(colour, 0.55))
    g.addColorStop(0.85, fade(colour, 0.7))
    g.addColorStop(0.95, colour)
    g.addColorStop(1, fade(colour, 0))
    c.fillStyle = g
    circle(c, x, y, r)
    c.fill()
  }
  c.restore()
}

/** What a lamp in a hand writes on film in two seconds. */
export function trails(s: Sheet, dice: Dice, colours: readonly string[], n: number, time = 0): void {
  const { c, w, h } = s
  c.save()
  c.globalCompositeOperation = 'screen'
  for (let i = 0; i < n; i++) {
    const colour = colours[i % colours.length] as string
    const [a, b, p, q] = [dice.whole(1, 3), dice.whole(2, 5), dice.next() * TAU + time, dice.next() * TAU]
    const [sx, sy] = [dice.between(0.22, 0.46) * w, dice.between(0.14, 0.4) * h]
    const [dx, dy] = [dice.bell() * w * 0.08, dice.bell() * h * 0.08]
    const from = dice.next() * TAU
    const points: [number, number][] = Array.from({ length: 170 }, (_, j) => {
      const t = from + (j / 170) * 4.4
      return [w / 2 + dx + Math.sin(t * a + p) * sx, h / 2 + dy + Math.sin(t * b * 0.5 + q) * sy + Math.cos(t * 3 + p) * 14]
    })
    for (const [wide, alpha, ink] of [
      [26, 0.07, colour],
      [10, 0.2, colour],
      [4, 0.75, colour],
      [1.4, 0.95, '#fff'],
    ] as const) {
      c.globalAlpha = alpha
      c.lineWidth = wide
      c.strokeStyle = ink
      line(c, points)
      c.stroke()
    }
  }
  c.restore()
}

function deck(s: Sheet, dice: Dice, x: number, y: number, r: number, label: string): void {
  const { c } = s
  glow(s, x, y + r * 0.15, r * 1.35, 'rgb(0 0 0 / .9)', 'source-over')
  c.fillStyle = '#0b0b0d'
  circle(c, x, y, r)
  c.fill()
  for (let i = 0; i < 52; i++) {
    c.strokeStyle = `rgb(255 255 255 / ${dice.between(0.02, 0.09)})`
    c.lineWidth = 1
    circle(c, x, y, r * (0.38 + (i / 52) * 0.59))
    c.stroke()
  }
  c.save()
  c.globalCompositeOperation = 'screen'
  for (const a of [-0.9, 2.24]) {
    const g = c.createConicGradient(a - 0.4, x, y)
    g.addColorStop(0, 'rgb(255 255 255 / 0)')
    g.addColorStop(0.06, fade(label, 0.75))
    g.addColorStop(0.13, 'rgb(255 255 255 / 0)')
    c.fillStyle = g
    circle(c, x, y, r)
    c.fill()
  }
  c.restore()
  c.fillStyle = label
  circle(c, x, y, r * 0.34)
  c.fill()
  c.fillStyle = 'rgb(0 0 0 / .55)'
  c.fillRect(x - r * 0.2, y - r * 0.16, r * 0.4, r * 0.035)
  c.fillRect(x - r * 0.14, y - r * 0.1, r * 0.28, r * 0.025)
  c.fillRect(x - r * 0.2, y + r * 0.14, r * 0.26, r * 0.025)
  c.fillStyle = '#e9e4dc'
  circle(c, x, y, r * 0.035)
  c.fill()
}

/** Someone behind the desk with one hand on the mixer and one in the air. */
export function selector(s: Sheet, x: number, y: number, k: number, ink: string, rim: string, lift = 0): void {
  const { c } = s
  c.save()
  c.translate(x, y)
  c.scale(k, k)
  c.shadowBlur = 22 * k
  c.shadowColor = rim
  c.fillStyle = c.strokeStyle = ink
  c.beginPath()
  c.moveTo(-52, 60)
  c.bezierCurveTo(-58, -8, -42, -34, -12, -40)
  c.lineTo(12, -40)
  c.bezierCurveTo(42, -34, 58, -8, 52, 60)
  c.fill()
  c.beginPath()
  c.ellipse(2, -70, 20, 25, 0.08, 0, TAU)
  c.fill()
  c.beginPath()
  c.moveTo(-17, -82)
  c.bezierCurveTo(-34, -40, -30, -20, -20, -6)
  c.lineTo(-6, -40)
  c.fill()
  c.lineWidth = 8
  c.beginPath()
  c.arc(2, -74, 22, Math.PI * 1.06, Math.PI * 1.94)
  c.stroke()
  c.lineWidth = 15
  line(c, [
    [42, -18],
    [70, -58 - lift],
    [62, -112 - lift * 1.6],
  ])
  c.stroke()
  line(c, [
    [-44, -14],
    [-74, 22],
    [-40, 50],
  ])
  c.stroke()
  c.restore()
}

function desk(s: Sheet, dice: Dice, y: number): void {
  const { c, w, h } = s
  c.fillStyle = '#07070a'
  c.fillRect(0, y, w, h - y)
  for (let i = 0; i < 46; i++) {
    const [x, v] = [dice.between(0.05, 0.95) * w, y + dice.between(0.08, 0.5) * (h - y)]
    const colour = dice.pick(['#ff5a3d', '#42e8ff', '#ffd24a', '#8dff9a', '#ff4fd8'])
    glow(s, x, v, 13, fade(colour, 0.8))
    c.fillStyle = colour
    c.fillRect(x - 3, v - 1.5, 6, 3)
  }
}

const tall = [900, 1125] as const
const wide = [1140, 760] as const
const finish = (s: Sheet, tint?: string) => develop(s, { grain: 0.22, vignette: 0.32, bloom: 0.35, ...(tint ? { tint } : {}) })

export const pictures = {
  'zeyna-pier-nine': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#12061f'],
        [0.6, '#3a0b46'],
        [1, '#0a0410'],
      ])
      haze(s, dice, ['#ff3d8b', '#7a3dff', '#ff7a3d'])
      for (const x of [80, 300, 600, 820])
        beams(s, dice, [x, 30], ['#ff4f9a', '#8d5bff'], { n: 5, spread: 0.9, turn: (450 - x) / -1500, width: 0.035 })
      selector(s, 450, 700, 1.5, '#0a0412', '#ff5aa8')
      crowd(s, dice, 830, ['#2a0d38', '#180720', '#08030c'], 1.25)
      finish(s)
    },
  },
  'zeyna-two-seconds': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#04060f'],
        [1, '#0b1030'],
      ])
      haze(s, dice, ['#1f3bff', '#00b3a4'], 8)
      trails(s, dice, ['#3df0ff', '#5a7dff', '#ff4fd8', '#ffd24a'], 7)
      finish(s)
    },
  },
  'zeyna-white-label': {
    size: [1000, 1000] as const,
    paint(s: Sheet, dice: Dice) {
      wash(
        s,
        [
          [0, '#2b1a4a'],
          [1, '#0b0716'],
        ],
        0.6,
      )
      haze(s, dice, ['#ff5a3d', '#7a3dff'], 6)
      deck(s, dice, 470, 540, 400, '#ff6a3d')
      layer(s, ({ c }) => {
        c.strokeStyle = '#d9d5cf'
        c.lineWidth = 15
        line(c, [
          [930, 90],
          [900, 420],
          [770, 640],
        ])
        c.stroke()
        c.fillStyle = '#f2eee8'
        c.save()
        c.translate(760, 656)
        c.rotate(0.62)
        c.fillRect(-22, -14, 44, 66)
        c.restore()
        c.fillStyle = '#8d8a86'
        circle(c, 930, 90, 46)
        c.fill()
      })
      finish(s, 'rgb(255 170 140 / .16)')
    },
  },
  'zeyna-lasers': {
    size: wide,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#020a0d'],
        [0.7, '#04262b'],
        [1, '#010405'],
      ])
      haze(s, dice, ['#00ffc8', '#0077ff'], 12)
      beams(s, dice, [300, 210], ['#19ffd0', '#19c8ff'], { n: 19, spread: 2.5, width: 0.009 })
      beams(s, dice, [840, 210], ['#19c8ff', '#7dff5a'], { n: 19, spread: 2.5, width: 0.009 })
      crowd(s, dice, 540, ['#063035', '#021418', '#010607'], 1)
      finish(s)
    },
  },
  'zeyna-soundcheck': {
    size: wide,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#1a0c06'],
        [0.65, '#5a2410'],
        [1, '#0b0503'],
      ])
      beams(s, dice, [570, -40], ['#ffb15a', '#ff7a3d'], { n: 3, spread: 0.7, width: 0.12 })
      haze(s, dice, ['#ff8a3d', '#ffcf8a'], 10)
      selector(s, 570, 480, 1.55, '#120704', '#ffb15a')
      desk(s, dice, 590)
      finish(s, 'rgb(255 190 130 / .2)')
    },
  },
  'zeyna-last-ferry': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#060a1c'],
        [0.55, '#1d1f4a'],
        [0.56, '#0a0d22'],
        [1, '#04050d'],
      ])
      bokeh(s, dice, ['#ffcf7a', '#ff7a5a', '#7ab8ff', '#ff5aa8'], 70, [8, 40], [0.38, 0.6])
      layer(s, (t) => bokeh(t, dice, ['#ffcf7a', '#ff7a5a', '#7ab8ff'], 60, [10, 46], [0.6, 0.9]), { blur: 14, alpha: 0.6, mode: 'screen' })
      s.c.fillStyle = '#04050b'
      s.c.fillRect(0, 985, 900, 14)
      for (let x = 30; x < 900; x += 74) s.c.fillRect(x, 985, 9, 150)
      s.c.fillRect(0, 1070, 900, 8)
      finish(s, 'rgb(120 130 220 / .2)')
    },
  },
  'zeyna-red-room': {
    size: wide,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#2a0206'],
        [0.6, '#8a0a18'],
        [1, '#120103'],
      ])
      haze(s, dice, ['#ff1f3d', '#ff6a3d'], 14)
      beams(s, dice, [120, 0], ['#ff2f4a'], { n: 5, spread: 0.8, turn: -0.6, width: 0.05 })
      beams(s, dice, [1020, 0], ['#ff5a3d'], { n: 5, spread: 0.8, turn: 0.6, width: 0.05 })
      selector(s, 570, 450, 1.2, '#140103', '#ff4a5a')
      crowd(s, dice, 560, ['#4a0610', '#220308', '#0c0102'], 1.05)
      finish(s)
    },
  },
  'zeyna-tree-rings': {
    size: [1000, 1000] as const,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#0d0d16'],
        [1, '#17142c'],
      ])
      const up = hills(dice, 4)
      for (let turn = 34; turn > 3; turn--) {
        const points = Array.from({ length: 241 }, (_, i): [number, number] => {
          const a = (i / 240) * TAU
          const r = turn * 12.4 + Math.abs(up(Math.sin(a) * 3 + turn * 0.21) * up(Math.cos(a) * 4 - turn * 0.3)) * 74
          return [500 + Math.cos(a) * r, 500 + Math.sin(a) * r]
        })
        s.c.lineWidth = 2.4
        s.c.strokeStyle = blend('#ff8a3d', '#7a4bff', turn / 34)
        line(s.c, points)
        s.c.stroke()
      }
      finish(s)
    },
  },
} as const
