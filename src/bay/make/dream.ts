/** Aurelia's dreams: folded light, moons and doors, and somebody who looks. Nothing here was ever in front of a lens, and it shows. */
import { develop, type Dice, fade, glow, line, type Sheet, sheet, TAU } from './kit'
import { rgb, shadeOn } from './gl'

const FOLD = `
void main(){
  vec2 p = (gl_FragCoord.xy - .5 * size) / size.x * zoom;
  p = spin(turn) * p;
  vec2 q = vec2(fbm(p + seed + time * .06), fbm(p + vec2(5.2, 1.3) + seed));
  vec2 r = vec2(fbm(p + 3.2 * q + vec2(1.7, 9.2) + time * .1), fbm(p + 3.2 * q + vec2(8.3, 2.8) - time * .07));
  float f = fbm(p + 3.4 * r);
  float e = .012;
  float fx = fbm(p + vec2(e, 0) + 3.4 * r) - f;
  vec3 c = mix(a, b, smoothstep(.2, .75, f));
  c = mix(c, d, smoothstep(.35, .95, length(q)) * .85);
  c = mix(c, g, smoothstep(.45, .85, r.y) * .75);
  c += (fx * 9.) * (.25 + .4 * g);
  c *= .72 + .6 * f;
  color = vec4(pow(clamp(c * 1.15, 0., 1.), vec3(1. / 2.2)), 1.);
}`

interface Palette {
  readonly a: string
  readonly b: string
  readonly d: string
  readonly g: string
}
export function fold(s: Sheet, seed: number, p: Palette, { zoom = 2.2, turn = 0.3, time = 0 } = {}): void {
  shadeOn(s, FOLD, { a: rgb(p.a), b: rgb(p.b), d: rgb(p.d), g: rgb(p.g), zoom, turn, time, seed })
}
export const dusk: Palette = { a: '#1a1446', b: '#ff7a8a', d: '#4c2bd6', g: '#ffd1a1' }
const mint: Palette = { a: '#06323f', b: '#8df0d1', d: '#1f6fb2', g: '#fff1c9' }
const coral: Palette = { a: '#5a0f3c', b: '#ff6a3d', d: '#b01e63', g: '#ffe0b0' }
const pearl: Palette = { a: '#7f7bb8', b: '#f6d9e4', d: '#9cc3ef', g: '#fff8ea' }
const deep: Palette = { a: '#02040f', b: '#2740c9', d: '#0a0f3d', g: '#7be0ff' }

/** A figure in a long robe, seen from behind. `x`, `y`: where it stands; `k`: height in pixels. */
export function robed({ c }: Sheet, x: number, y: number, k: number, ink: string, rim: string): void {
  c.save()
  c.translate(x, y)
  c.scale(k / 100, k / 100)
  const body = () => {
    c.beginPath()
    c.moveTo(-3.4, -83)
    c.bezierCurveTo(-13, -81, -12.5, -66, -12, -56)
    c.bezierCurveTo(-11.5, -34, -19, -12, -23, 0)
    c.quadraticCurveTo(0, 5, 24, 0)
    c.bezierCurveTo(19, -12, 11.5, -34, 12, -56)
    c.bezierCurveTo(12.5, -66, 13, -81, 3.4, -83)
    c.closePath()
    c.moveTo(6.6, -91.5)
    c.ellipse(0, -91.5, 6.6, 8.2, 0, 0, TAU)
  }
  c.shadowBlur = k * 0.16
  c.shadowColor = rim
  c.fillStyle = ink
  body()
  c.fill()
  c.shadowBlur = 0
  c.clip()
  c.strokeStyle = rim
  c.globalAlpha = 0.3
  c.lineWidth = 0.8
  for (const [a, b] of [
    [-6, -13],
    [-1, -3],
    [4, 9],
    [8, 17],
  ] as const) {
    line(c, [
      [a * 0.7, -76],
      [a, -40],
      [b, 2],
    ])
    c.stroke()
  }
  c.globalAlpha = 0.9
  c.lineWidth = 2.2
  line(c, [
    [11, -80],
    [13.4, -60],
    [13, -40],
    [25, 2],
  ])
  c.stroke()
  c.restore()
}

/** A disc of light with a soft edge on one side, like a moon that is also a door. */
function moon(s: Sheet, x: number, y: number, r: number, light: string, dark: string): void {
  const { c } = s
  glow(s, x, y, r * 2.3, fade(light, 0.5))
  const g = c.createLinearGradient(x - r, y - r, x + r, y + r)
  g.addColorStop(0, light)
  g.addColorStop(1, dark)
  c.fillStyle = g
  c.beginPath()
  c.arc(x, y, r, 0, TAU)
  c.fill()
}

function arch(s: Sheet, x: number, y: number, w: number, h: number, light: string, dark: string): void {
  const { c } = s
  glow(s, x, y - h * 0.5, h * 0.9, fade(light, 0.4))
  const g = c.createLinearGradient(0, y - h, 0, y)
  g.addColorStop(0, light)
  g.addColorStop(1, dark)
  c.fillStyle = g
  c.beginPath()
  c.moveTo(x - w / 2, y)
  c.lineTo(x - w / 2, y - h + w / 2)
  c.arc(x, y - h + w / 2, w / 2, Math.PI, 0)
  c.lineTo(x + w / 2, y)
  c.fill()
}

/** Turns what is above `y` over into still water below it. */
export function mirror(s: Sheet, y: number, dark = 0.4): void {
  const { c, w, h } = s
  const still = sheet(w, h)
  still.c.translate(0, 2 * y)
  still.c.scale(1, -1)
  still.c.drawImage(s.canvas, 0, 0)
  c.save()
  c.filter = `brightness(${1 - dark})`
  for (let row = y; row < h; row += 4) c.drawImage(still.canvas, 0, row, w, 4, Math.sin(row * 0.13) * (row - y) * 0.018, row, w, 4)
  c.restore()
  const g = c.createLinearGradient(0, y - 2, 0, y + 30)
  g.addColorStop(0, 'rgb(255 255 255 / .5)')
  g.addColorStop(0.12, 'rgb(255 255 255 / .06)')
  g.addColorStop(1, 'rgb(255 255 255 / 0)')
  c.fillStyle = g
  c.fillRect(0, y - 2, w, 32)
}

function stars(s: Sheet, dice: Dice, n: number, below: number): void {
  s.c.fillStyle = '#fff'
  for (let i = 0; i < n; i++) {
    s.c.globalAlpha = dice.next() ** 3
    s.c.beginPath()
    s.c.arc(dice.next() * s.w, dice.next() * below, dice.between(0.5, 1.7), 0, TAU)
    s.c.fill()
  }
  s.c.globalAlpha = 1
}

function stairs(s: Sheet, x: number, y: number, n: number, w: number, light: string, dark: string): void {
  for (let i = n; i >= 0; i--) {
    const t = i / n
    s.c.fillStyle = `color-mix(in oklab, ${dark} ${t * 100}%, ${light})`
    const wide = w * (1 - t * 0.62)
    s.c.fillRect(x - wide / 2 + t * 60, y - i * 26, wide, 27)
    s.c.fillStyle = 'rgb(255 255 255 / .22)'
    s.c.fillRect(x - wide / 2 + t * 60, y - i * 26, wide, 2)
  }
}

const tall = [900, 1125] as const
const finish = (s: Sheet, bloom = 0.3) => develop(s, { grain: 0.1, vignette: 0.22, bloom })

export const pictures = {
  'aurelia-first-light': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      fold(s, 2, dusk, { zoom: 1.6 })
      stars(s, dice, 160, 600)
      moon(s, 450, 420, 210, '#fff0d8', '#ff8d7a')
      robed(s, 450, 860, 330, '#1b1038', '#ffc9a8')
      mirror(s, 862, 0.35)
      finish(s)
    },
  },
  'aurelia-door-in-the-sea': {
    size: tall,
    paint(s: Sheet) {
      fold(s, 6, mint, { zoom: 1.5, turn: 1.2 })
      arch(s, 520, 800, 250, 520, '#fff6dc', '#ffb88a')
      robed(s, 520, 802, 210, '#0a2b38', '#fff1c9')
      mirror(s, 802, 0.3)
      finish(s)
    },
  },
  'aurelia-the-choir': {
    size: tall,
    paint(s: Sheet) {
      fold(s, 11, coral, { zoom: 1.9, turn: 2 })
      moon(s, 300, 330, 120, '#ffe9c4', '#ff7d4d')
      for (const [x, k] of [
        [150, 300],
        [300, 360],
        [450, 410],
        [600, 360],
        [750, 300],
      ] as const)
        robed(s, x, 930, k, '#3a0a2b', '#ffb27a')
      mirror(s, 932, 0.4)
      finish(s)
    },
  },
  'aurelia-stairs': {
    size: tall,
    paint(s: Sheet) {
      fold(s, 19, pearl, { zoom: 1.4, turn: 0.8 })
      moon(s, 560, 300, 150, '#ffffff', '#f3c7d6')
      stairs(s, 400, 1120, 24, 700, '#fff4ea', '#8f86c9')
      robed(s, 440, 770, 200, '#4a4480', '#ffffff')
      finish(s, 0.2)
    },
  },
  'aurelia-deep-listening': {
    size: [1080, 810] as const,
    paint(s: Sheet, dice: Dice) {
      fold(s, 23, deep, { zoom: 2, turn: 0.1 })
      stars(s, dice, 220, 560)
      for (let i = 9; i > 0; i--) {
        s.c.strokeStyle = fade('#8fe8ff', 0.75 - i * 0.07)
        s.c.lineWidth = 2.4
        s.c.beginPath()
        s.c.arc(540, 560, 38 * i, Math.PI, 0)
        s.c.stroke()
      }
      robed(s, 540, 600, 190, '#050a24', '#9feaff')
      mirror(s, 602, 0.3)
      finish(s, 0.4)
    },
  },
  'aurelia-two-suns': {
    size: tall,
    paint(s: Sheet) {
      fold(s, 31, { a: '#3a1d0f', b: '#ffb24d', d: '#d1492e', g: '#fff0c9' }, { zoom: 1.3, turn: 1.9 })
      moon(s, 300, 330, 130, '#fff7df', '#ffb14d')
      moon(s, 610, 470, 74, '#ffe0c4', '#ff6a4d')
      s.c.fillStyle = '#2a120c'
      for (const [base, up, alpha] of [
        [840, 70, 0.45],
        [910, 60, 0.7],
        [990, 46, 1],
      ] as const) {
        s.c.globalAlpha = alpha
        s.c.beginPath()
        s.c.moveTo(0, 1125)
        for (let x = 0; x <= 900; x += 6) s.c.lineTo(x, base + Math.sin(x / 150 + base) * up + Math.sin(x / 61 + base * 2) * up * 0.2)
        s.c.lineTo(900, 1125)
        s.c.fill()
      }
      s.c.globalAlpha = 1
      robed(s, 640, 965, 170, '#1c0b07', '#ffc27a')
      finish(s)
    },
  },
  'aurelia-garden': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      fold(s, 40, { a: '#0d2b2a', b: '#ffa9c6', d: '#2f8f6b', g: '#ffeccf' }, { zoom: 1.7, turn: 0.5 })
      moon(s, 450, 360, 170, '#fff4e0', '#ffb4c8')
      robed(s, 450, 900, 300, '#12302c', '#ffd9e4')
      for (let i = 0; i < 90; i++) {
        const [x, y] = [dice.next() * 900, 820 + dice.next() ** 0.7 * 320]
        const k = 0.5 + (y - 820) / 300
        s.c.strokeStyle = fade('#0b2420', 0.9)
        s.c.lineWidth = 2 * k
        const top: [number, number] = [x + dice.bell() * 30 * k, y - 110 * k * dice.between(0.6, 1.2)]
        line(s.c, [[x, y + 60], [x + dice.bell() * 12, y - 30 * k], top])
        s.c.stroke()
        s.c.fillStyle = dice.pick(['#ffb3cb', '#fff0d6', '#ff7fa6', '#ffe08a'])
        for (let j = 0; j < 6; j++) {
          s.c.beginPath()
          s.c.ellipse(top[0] + Math.cos(j * 1.05) * 7 * k, top[1] + Math.sin(j * 1.05) * 7 * k, 7 * k, 4 * k, j * 1.05, 0, TAU)
          s.c.fill()
        }
      }
      finish(s, 0.35)
    },
  },
} as const
