/** Declan's posters: one joke each, set large. */
import { develop, type Dice, type Sheet, TAU } from './kit'

const FACE = "'Poppins', 'DejaVu Sans', sans-serif"

/** Sets lines so that each is as wide as the measure; answers where the next would stand. */
function stack(
  s: Sheet,
  x: number,
  y: number,
  width: number,
  lines: readonly string[],
  ink: string,
  weight = 800,
  lead = 0.86,
  most = 400,
): number {
  const { c } = s
  c.fillStyle = ink
  c.textBaseline = 'alphabetic'
  c.textAlign = 'left'
  let top = y
  for (const text of lines) {
    c.font = `${weight} 100px ${FACE}`
    const size = Math.min(most, (100 * width) / c.measureText(text).width)
    c.font = `${weight} ${size}px ${FACE}`
    top += size * lead
    c.fillText(text, x - size * 0.03, top)
  }
  return top
}
function small(
  s: Sheet,
  x: number,
  y: number,
  size: number,
  text: string,
  ink: string,
  weight = 500,
  align: CanvasTextAlign = 'left',
): void {
  s.c.font = `${weight} ${size}px ${FACE}`
  s.c.fillStyle = ink
  s.c.textAlign = align
  s.c.fillText(text, x, y)
}
const ground = (s: Sheet, colour: string) => {
  s.c.fillStyle = colour
  s.c.fillRect(0, 0, s.w, s.h)
}
function halftone(s: Sheet, x: number, y: number, r: number, ink: string, step = 14): void {
  s.c.fillStyle = ink
  for (let row = -r; row <= r; row += step)
    for (let col = -r; col <= r; col += step) {
      const d = Math.hypot(col, row) / r
      if (d > 1) continue
      const light = Math.max(0.05, 0.5 + 0.55 * ((col + row) / r / 1.4))
      s.c.beginPath()
      s.c.arc(x + col + ((row / step) % 2) * step * 0.5, y + row, step * 0.62 * Math.sqrt(light), 0, TAU)
      s.c.fill()
    }
}
const finish = (s: Sheet) => develop(s, { grain: 0.16, paper: 0.14, vignette: 0.1 })
const tall = [860, 1118] as const

/** A poster that never gets there. `t` runs from 0 to 1. */
export function loading(s: Sheet, t: number): void {
  const { c, w, h } = s
  // Quick at first, then slower, and at the very end it has second thoughts.
  const share = t < 0.86 ? 0.99 * (1 - (1 - t / 0.86) ** 3) : 0.99 * (1 - ((t - 0.86) / 0.14) ** 2)
  ground(s, '#f2c230')
  c.fillStyle = '#1c1a17'
  c.fillRect(0, h * 0.62, w, h * 0.38)
  const below = stack(s, 44, 70, w - 88, ['MY', 'CAREER'], '#1c1a17', 800, 0.86, 300)
  c.lineWidth = 10
  c.strokeStyle = '#1c1a17'
  c.strokeRect(49, below + 60, w - 98, 84)
  c.fillStyle = '#d8402a'
  c.fillRect(62, below + 73, (w - 124) * share, 58)
  small(s, 44, h * 0.62 + 150, 128, `${Math.floor(share * 100)} %`, '#f2c230', 800)
  small(s, 48, h * 0.62 + 220, 38, share > 0.975 ? 'Any second now.' : t > 0.86 ? 'Ah. One moment.' : 'Please stay seated.', '#f4ead2')
  small(s, 48, h - 56, 26, 'Declan O’Farrity, Mondays, upstairs', '#9a8f7a')
}

export const pictures = {
  'declan-quiet-carriage': {
    size: tall,
    paint(s: Sheet) {
      ground(s, '#f4e9d8')
      s.c.fillStyle = '#d8382a'
      s.c.fillRect(0, 0, 860, 64)
      const y = stack(s, 60, 90, 740, ['I WAS', 'ASKED', 'TO LEAVE', 'THE QUIET', 'CARRIAGE'], '#1c1a18')
      small(s, 60, y + 74, 30, 'for breathing in a minor key.', '#1c1a18')
      small(s, 60, 1078, 20, 'Declan O’Farrity · The Net Loft · Thursdays, if I remember', '#d8382a', 600)
      finish(s)
    },
  },
  'declan-gym': {
    size: tall,
    paint(s: Sheet) {
      ground(s, '#1f4fd8')
      halftone(s, 560, 430, 330, '#ffdf3d', 17)
      const y = stack(s, 54, 600, 752, ['MY GYM', 'MISSES ME'], '#ffffff')
      small(s, 58, y + 66, 34, 'Every month. On my bank statement.', '#ffdf3d', 600)
      finish(s)
    },
  },
  'declan-seagull': {
    size: tall,
    paint(s: Sheet) {
      ground(s, '#ffcf3f')
      const { c } = s
      c.fillStyle = '#fff'
      c.strokeStyle = '#1c1a18'
      c.lineWidth = 9
      c.beginPath()
      c.moveTo(170, 560)
      c.bezierCurveTo(200, 380, 420, 300, 560, 380)
      c.bezierCurveTo(590, 280, 720, 270, 742, 366)
      c.bezierCurveTo(760, 470, 680, 600, 480, 622)
      c.bezierCurveTo(350, 640, 230, 620, 90, 640)
      c.closePath()
      c.fill()
      c.stroke()
      c.fillStyle = '#9aa3ab'
      c.beginPath()
      c.moveTo(210, 520)
      c.bezierCurveTo(300, 420, 460, 420, 560, 470)
      c.bezierCurveTo(460, 560, 330, 590, 120, 618)
      c.fill()
      c.fillStyle = '#ff7a1d'
      c.beginPath()
      c.moveTo(738, 356)
      c.lineTo(832, 396)
      c.lineTo(742, 408)
      c.fill()
      c.stroke()
      c.fillStyle = '#1c1a18'
      c.beginPath()
      c.arc(688, 352, 13, 0, TAU)
      c.fill()
      c.fillRect(650, 318, 58, 9)
      for (const x of [430, 500]) c.fillRect(x, 622, 9, 120)
      const y = stack(s, 60, 770, 740, ['HE HAS MY CHIPS'], '#1c1a18')
      small(s, 60, y + 58, 30, 'and, I have to say, better timing than me.', '#1c1a18')
      small(s, 60, 1070, 20, 'Seagull Material · new hour in spring', '#1c1a18', 700)
      finish(s)
    },
  },
  'declan-read': {
    size: tall,
    paint(s: Sheet) {
      ground(s, '#0f1b16')
      let y = 100
      for (let i = 0; i < 7; i++) {
        s.c.globalAlpha = 1 - i * 0.14
        y = stack(s, 60, y - 8, 740, ['SEEN 14:02'], '#6dffb0', 800, 0.98)
      }
      s.c.globalAlpha = 1
      small(s, 60, 1060, 32, 'A love story in one act.', '#6dffb0', 600)
      finish(s)
    },
  },
  'declan-therapist': {
    size: tall,
    paint(s: Sheet) {
      ground(s, '#ff8fa3')
      const y = stack(s, 60, 60, 740, ['MY', 'THERAPIST', 'LAUGHED.'], '#7a0026')
      stack(s, 60, y + 44, 740, ['I’M BACK NEXT', 'WEEK WITH A', 'BETTER ENDING.'], '#fff3ee', 800, 0.95)
      finish(s)
    },
  },
  'declan-tide': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      ground(s, '#f2efe9')
      for (let i = 0; i < 15; i++) {
        s.c.fillStyle = `oklch(${0.78 - i * 0.035} ${0.06 + i * 0.004} 225)`
        s.c.beginPath()
        s.c.moveTo(0, s.h)
        const y0 = 520 + i * 42
        const p = dice.next() * 9
        for (let x = 0; x <= s.w; x += 6) s.c.lineTo(x, y0 + Math.sin(x / 90 + p) * 18 + Math.sin(x / 41 + p * 2) * 6)
        s.c.lineTo(s.w, s.h)
        s.c.fill()
      }
      stack(s, 60, 40, 740, ['TIME AND', 'TIDE WAIT'], '#173042')
      small(s, 62, 424, 33, 'for my cousin Fergal. Nobody knows why.', '#173042', 600)
      finish(s)
    },
  },
  'declan-sold-out': {
    size: tall,
    paint(s: Sheet) {
      ground(s, '#e9e4da')
      s.c.save()
      s.c.translate(430, 520)
      s.c.rotate(-0.14)
      stack(s, -430, -360, 860, ['SOLD', 'OUT'], '#d8382a')
      s.c.strokeStyle = '#d8382a'
      s.c.lineWidth = 16
      s.c.strokeRect(-450, -330, 900, 640)
      s.c.restore()
      small(s, 430, 1010, 34, 'both seats', '#1c1a18', 700, 'center')
      small(s, 430, 1056, 22, '(thank you, Mam)', '#1c1a18', 500, 'center')
      finish(s)
    },
  },
} as const
