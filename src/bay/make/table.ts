/** Amadou's table from straight above: plates as circles, dinner as geometry. */
import { blob, circle, develop, type Dice, line, ring, shadowed, type Sheet, TAU } from './kit'

const SHADE = 'rgb(30 16 8 / .42)'

function linen(s: Sheet, dice: Dice, ground: string, thread: string): void {
  const { c, w, h } = s
  c.fillStyle = ground
  c.fillRect(0, 0, w, h)
  c.strokeStyle = thread
  for (let x = 0; x < w; x += 4) {
    c.globalAlpha = dice.between(0.04, 0.2)
    c.lineWidth = dice.between(0.6, 1.8)
    line(c, [
      [x, 0],
      [x + dice.bell(), h / 2],
      [x + dice.bell() * 2, h],
    ])
    c.stroke()
  }
  for (let y = 0; y < h; y += 4) {
    c.globalAlpha = dice.between(0.04, 0.2)
    line(c, [
      [0, y],
      [w / 2, y + dice.bell()],
      [w, y + dice.bell() * 2],
    ])
    c.stroke()
  }
  c.globalAlpha = 1
}
function boards(s: Sheet, dice: Dice, colours: readonly string[], n = 5): void {
  const { c, w, h } = s
  for (let i = 0; i < n; i++) {
    c.fillStyle = dice.pick(colours)
    c.fillRect(0, (i * h) / n, w, h / n)
    c.strokeStyle = 'rgb(20 8 0 / .3)'
    for (let j = 0; j < 26; j++) {
      const y = ((i + dice.next()) * h) / n
      c.globalAlpha = dice.between(0.08, 0.4)
      c.lineWidth = dice.between(0.5, 2.2)
      line(c, [
        [0, y],
        [w * 0.3, y + dice.bell() * 7],
        [w * 0.7, y + dice.bell() * 7],
        [w, y],
      ])
      c.stroke()
    }
    c.globalAlpha = 0.75
    c.fillStyle = 'rgb(15 6 0)'
    c.fillRect(0, (i * h) / n - 1.5, w, 3)
    c.globalAlpha = 1
  }
}
/** Light from a window at the upper left, over everything. */
function window_(s: Sheet): void {
  const { c, w, h } = s
  c.save()
  c.globalCompositeOperation = 'soft-light'
  const g = c.createLinearGradient(0, 0, w, h)
  g.addColorStop(0, 'rgb(255 246 224 / .85)')
  g.addColorStop(0.5, 'rgb(255 240 220 / 0)')
  g.addColorStop(1, 'rgb(20 8 24 / .8)')
  c.fillStyle = g
  c.fillRect(0, 0, w, h)
  c.restore()
}
function plate(s: Sheet, x: number, y: number, r: number, colour: string, well: string, edge = 'rgb(255 255 255 / .5)'): void {
  const { c } = s
  shadowed(c, r * 0.16, r * 0.06, r * 0.09, SHADE, () => {
    c.fillStyle = colour
    circle(c, x, y, r)
    c.fill()
  })
  const g = c.createLinearGradient(x - r, y - r, x + r, y + r)
  g.addColorStop(0, 'rgb(0 0 0 / .16)')
  g.addColorStop(0.5, 'rgb(0 0 0 / 0)')
  g.addColorStop(1, edge)
  c.strokeStyle = g
  c.lineWidth = r * 0.05
  circle(c, x, y, r * 0.97)
  c.stroke()
  c.fillStyle = well
  circle(c, x, y, r * 0.76)
  c.fill()
  c.strokeStyle = 'rgb(0 0 0 / .14)'
  c.lineWidth = r * 0.02
  circle(c, x - 1, y - 1, r * 0.76)
  c.stroke()
}
function citrus(s: Sheet, x: number, y: number, r: number, rind: string, flesh: string, turn = 0): void {
  const { c } = s
  shadowed(c, r * 0.2, r * 0.06, r * 0.1, SHADE, () => {
    c.fillStyle = rind
    circle(c, x, y, r)
    c.fill()
  })
  c.fillStyle = '#fff6e0'
  circle(c, x, y, r * 0.89)
  c.fill()
  for (let i = 0; i < 9; i++) {
    const a = turn + (i / 9) * TAU
    c.fillStyle = flesh
    c.beginPath()
    c.moveTo(x + Math.cos(a + 0.35) * r * 0.1, y + Math.sin(a + 0.35) * r * 0.1)
    c.lineTo(x + Math.cos(a + 0.06) * r * 0.78, y + Math.sin(a + 0.06) * r * 0.78)
    c.quadraticCurveTo(
      x + Math.cos(a + 0.35) * r * 0.92,
      y + Math.sin(a + 0.35) * r * 0.92,
      x + Math.cos(a + 0.64) * r * 0.78,
      y + Math.sin(a + 0.64) * r * 0.78,
    )
    c.fill()
    c.strokeStyle = 'rgb(255 255 255 / .35)'
    c.lineWidth = r * 0.02
    line(c, [
      [x + Math.cos(a + 0.35) * r * 0.2, y + Math.sin(a + 0.35) * r * 0.2],
      [x + Math.cos(a + 0.3) * r * 0.7, y + Math.sin(a + 0.3) * r * 0.7],
    ])
    c.stroke()
  }
}
function leaf(s: Sheet, x: number, y: number, k: number, a: number, colour: string): void {
  const { c } = s
  c.save()
  c.translate(x, y)
  c.rotate(a)
  c.scale(k, k)
  shadowed(c, 6, 2, 4, SHADE, () => {
    c.fillStyle = colour
    c.beginPath()
    c.moveTo(0, 0)
    c.bezierCurveTo(14, -16, 40, -16, 62, 0)
    c.bezierCurveTo(40, 16, 14, 16, 0, 0)
    c.fill()
  })
  c.strokeStyle = 'rgb(255 255 240 / .45)'
  c.lineWidth = 1.4
  line(c, [
    [-8, 0],
    [30, 1],
    [58, 0],
  ])
  c.stroke()
  for (const i of [14, 26, 38]) {
    line(c, [
      [i, 0],
      [i + 6, -5],
      [i + 10, -8],
    ])
    c.stroke()
    line(c, [
      [i, 0],
      [i + 6, 5],
      [i + 10, 8],
    ])
    c.stroke()
  }
  c.restore()
}
function tomato(s: Sheet, x: number, y: number, r: number, colour = '#d5331f'): void {
  const { c } = s
  shadowed(c, r * 0.3, r * 0.12, r * 0.2, SHADE, () => {
    const g = c.createRadialGradient(x - r * 0.35, y - r * 0.4, r * 0.05, x, y, r)
    g.addColorStop(0, '#ffb08a')
    g.addColorStop(0.3, colour)
    g.addColorStop(1, `color-mix(in oklab, ${colour} 65%, black)`)
    c.fillStyle = g
    circle(c, x, y, r)
    c.fill()
  })
}
function egg(s: Sheet, dice: Dice, x: number, y: number, r: number): void {
  const { c } = s
  shadowed(c, 8, 2, 4, SHADE, () => {
    c.fillStyle = '#fffdf5'
    blob(c, ring(dice, x, y, r, 0.09, 11))
    c.fill()
  })
  const g = c.createRadialGradient(x - r * 0.14, y - r * 0.16, 2, x, y, r * 0.44)
  g.addColorStop(0, '#ffe27a')
  g.addColorStop(1, '#f08a12')
  c.fillStyle = g
  circle(c, x, y, r * 0.42)
  c.fill()
  c.fillStyle = 'rgb(255 255 255 / .8)'
  c.beginPath()
  c.ellipse(x - r * 0.15, y - r * 0.2, r * 0.09, r * 0.05, -0.6, 0, TAU)
  c.fill()
}
function prawn(s: Sheet, x: number, y: number, k: number, a: number): void {
  const { c } = s
  c.save()
  c.translate(x, y)
  c.rotate(a)
  c.scale(k, k)
  shadowed(c, 7, 3, 5, SHADE, () => {
    c.strokeStyle = '#f08a5d'
    c.lineWidth = 19
    c.beginPath()
    c.arc(0, 0, 30, 0.3, 4.2)
    c.stroke()
  })
  c.strokeStyle = '#ffd9c4'
  c.lineWidth = 3
  for (let i = 0; i < 7; i++) {
    const t = 0.5 + i * 0.55
    line(c, [
      [Math.cos(t) * 21, Math.sin(t) * 21],
      [Math.cos(t + 0.06) * 30, Math.sin(t + 0.06) * 30],
      [Math.cos(t) * 39, Math.sin(t) * 39],
    ])
    c.stroke()
  }
  c.fillStyle = '#e0613a'
  c.beginPath()
  c.moveTo(29, 9)
  c.lineTo(46, -6)
  c.lineTo(34, -12)
  c.lineTo(25, -8)
  c.fill()
  c.restore()
}
function grainsOf(s: Sheet, dice: Dice, x: number, y: number, r: number, n: number, colours: readonly string[], size = 4): void {
  const { c } = s
  for (let i = 0; i < n; i++) {
    const [a, d] = [dice.next() * TAU, Math.sqrt(dice.next()) * r]
    c.fillStyle = dice.pick(colours)
    c.save()
    c.translate(x + Math.cos(a) * d, y + Math.sin(a) * d)
    c.rotate(dice.next() * TAU)
    c.beginPath()
    c.ellipse(0, 0, size, size * 0.5, 0, 0, TAU)
    c.fill()
    c.restore()
  }
}
function noodles(s: Sheet, dice: Dice, x: number, y: number, r: number, colours: readonly string[]): void {
  const { c } = s
  for (let i = 0; i < 70; i++) {
    const a = dice.next() * TAU
    const d = dice.between(0, r * 0.6)
    const [px, py, pr] = [x + Math.cos(a) * d, y + Math.sin(a) * d, dice.between(0.2, 0.5) * r]
    const from = dice.next() * TAU
    for (const [wide, colour] of [
      [8.5, 'rgb(90 50 10 / .35)'],
      [6.5, dice.pick(colours)],
    ] as const) {
      c.strokeStyle = colour
      c.lineWidth = wide
      c.beginPath()
      c.arc(px, py, Math.min(pr, r * 0.98 - d), from, from + dice.between(1.4, 3.6))
      c.stroke()
    }
  }
}
function sauce(s: Sheet, dice: Dice, x: number, y: number, r: number, colour: string): void {
  s.c.fillStyle = colour
  blob(s.c, ring(dice, x, y, r, 0.05, 16))
  s.c.fill()
  s.c.strokeStyle = 'rgb(255 255 255 / .22)'
  s.c.lineWidth = 5
  s.c.beginPath()
  s.c.arc(x, y, r * 0.86, 3.5, 4.6)
  s.c.stroke()
}
function fork(s: Sheet, x: number, y: number, k: number, a: number, colour = '#c9c4bb'): void {
  const { c } = s
  c.save()
  c.translate(x, y)
  c.rotate(a)
  c.scale(k, k)
  shadowed(c, 8, 4, 6, SHADE, () => {
    c.strokeStyle = colour
    c.lineWidth = 11
    line(c, [
      [0, 20],
      [0, 130],
      [0, 250],
    ])
    c.stroke()
    c.lineWidth = 6
    for (const dx of [-15, -5, 5, 15]) {
      line(c, [
        [dx, -66],
        [dx, -10],
        [dx * 0.6, 16],
      ])
      c.stroke()
    }
    c.lineWidth = 16
    line(c, [
      [-9, 6],
      [0, 18],
      [9, 6],
    ])
    c.stroke()
  })
  c.restore()
}

const square = [1000, 1000] as const
const tall = [880, 1100] as const
const finish = (s: Sheet) => {
  window_(s)
  develop(s, { grain: 0.12, paper: 0.06, vignette: 0.22 })
}

export const pictures = {
  'amadou-thieb': {
    size: square,
    paint(s: Sheet, dice: Dice) {
      boards(s, dice, ['#6b3d22', '#744528', '#5f361e'])
      plate(s, 500, 500, 400, '#efe4d0', '#f7efe0')
      sauce(s, dice, 500, 500, 292, '#b8431f')
      grainsOf(s, dice, 500, 500, 285, 2300, ['#d9672a', '#e6813c', '#c9541f', '#f0a055'], 7)
      for (let i = 0; i < 5; i++) {
        const a = i * 1.26 + 0.3
        s.c.save()
        s.c.translate(500 + Math.cos(a) * 165, 500 + Math.sin(a) * 165)
        s.c.rotate(a + 0.5)
        shadowed(s.c, 9, 3, 5, SHADE, () => {
          s.c.fillStyle = i % 2 ? '#f2913a' : '#5b7d3a'
          s.c.beginPath()
          s.c.roundRect(-62, -19, 124, 38, 19)
          s.c.fill()
        })
        s.c.restore()
      }
      citrus(s, 505, 480, 66, '#b7d14a', '#e3ee9c', 0.2)
      for (let i = 0; i < 8; i++)
        leaf(s, 500 + dice.bell() * 150, 500 + dice.bell() * 150, dice.between(0.5, 0.9), dice.next() * TAU, '#3f7a3a')
      fork(s, 946, 420, 1.1, 0.05)
      finish(s)
    },
  },
  'amadou-four-lemons': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      linen(s, dice, '#3f6f8a', '#cfe3ee')
      for (const [x, y, r] of [
        [270, 280, 165],
        [630, 340, 140],
        [300, 700, 150],
        [640, 760, 175],
      ] as const)
        citrus(s, x, y, r, '#f4c22b', '#ffe27a', dice.next())
      leaf(s, 420, 460, 2.4, 0.5, '#4a8a3f')
      leaf(s, 470, 560, 1.9, -0.6, '#3b7636')
      leaf(s, 120, 930, 2, -0.3, '#4a8a3f')
      grainsOf(s, dice, 440, 540, 420, 120, ['#fff', '#f4f4f4'], 3)
      finish(s)
    },
  },
  'amadou-midnight-noodles': {
    size: square,
    paint(s: Sheet, dice: Dice) {
      linen(s, dice, '#1d1b22', '#6a6474')
      plate(s, 500, 510, 390, '#23384a', '#2e4a60', 'rgb(255 255 255 / .18)')
      sauce(s, dice, 500, 510, 285, '#8a3a16')
      noodles(s, dice, 500, 510, 262, ['#f2c463', '#f7d384', '#e6af45'])
      egg(s, dice, 400, 430, 104)
      prawn(s, 610, 420, 1.5, 0.5)
      prawn(s, 640, 590, 1.35, 2.2)
      for (let i = 0; i < 26; i++) {
        s.c.strokeStyle = dice.pick(['#7db85a', '#a8d67d', '#5a9a3f'])
        s.c.lineWidth = 6
        circle(s.c, 420 + dice.bell() * 90, 640 + dice.bell() * 50, 11)
        s.c.stroke()
      }
      finish(s)
    },
  },
  'amadou-market-reds': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      linen(s, dice, '#efe6d6', '#b8a88f')
      for (let row = 0; row < 5; row++)
        for (let col = 0; col < 4; col++)
          tomato(
            s,
            145 + col * 197 + dice.bell() * 12,
            150 + row * 200 + dice.bell() * 12,
            dice.between(62, 92),
            dice.pick(['#d5331f', '#e0512a', '#b8261a', '#e88a2a', '#8a1f2a']),
          )
      for (let i = 0; i < 7; i++) leaf(s, dice.next() * 880, dice.next() * 1100, dice.between(1, 1.7), dice.next() * TAU, '#4d7f3f')
      finish(s)
    },
  },
  'amadou-breakfast-grid': {
    size: square,
    paint(s: Sheet, dice: Dice) {
      const tiles = ['#f2b84b', '#e4572e', '#17505a', '#f5e9d3', '#2f7d6b', '#f0c9a0', '#b33a2b', '#f7dfa5', '#1f3a52']
      for (let i = 0; i < 9; i++) {
        const [x, y] = [(i % 3) * 334, Math.floor(i / 3) * 334]
        s.c.fillStyle = tiles[i] as string
        s.c.fillRect(x, y, 334, 334)
        const [cx, cy] = [x + 167, y + 167]
        if (i === 0) egg(s, dice, cx, cy, 112)
        if (i === 1) plate(s, cx, cy, 118, '#fff6e6', '#3b2414')
        if (i === 2) citrus(s, cx, cy, 112, '#f08a1d', '#ffb84d')
        if (i === 3)
          for (let j = 0; j < 9; j++) tomato(s, cx - 78 + (j % 3) * 78, cy - 78 + Math.floor(j / 3) * 78, 30, j % 2 ? '#d5331f' : '#e88a2a')
        if (i === 4) noodles(s, dice, cx, cy, 110, ['#f7d384', '#f2c463'])
        if (i === 5) prawn(s, cx, cy, 2.2, 0.4)
        if (i === 6) {
          plate(s, cx, cy, 120, '#f7efe0', '#fff')
          grainsOf(s, dice, cx, cy, 84, 420, ['#fff', '#f2ead8', '#e3d7bd'], 7)
        }
        if (i === 7) for (let j = 0; j < 8; j++) leaf(s, cx, cy, 1.6, (j / 8) * TAU, j % 2 ? '#3f7a3a' : '#5b9a4a')
        if (i === 8) citrus(s, cx, cy, 112, '#b7d14a', '#e3ee9c', 0.3)
      }
      finish(s)
    },
  },
  'amadou-two-spoons': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      linen(s, dice, '#c9543a', '#ffb79c')
      plate(s, 440, 420, 300, '#f7efe0', '#fffaf0')
      sauce(s, dice, 440, 420, 200, '#5a2d1a')
      for (let i = 0; i < 5; i++) {
        s.c.strokeStyle = 'rgb(255 240 214 / .85)'
        s.c.lineWidth = 5
        circle(s.c, 440, 420, 40 + i * 30)
        s.c.stroke()
      }
      for (let i = 0; i < 7; i++) tomato(s, 440 + Math.cos(i) * 235, 420 + Math.sin(i * 1.0) * 235, 15, '#7a1f4a')
      leaf(s, 440, 420, 1.3, -0.6, '#5b9a4a')
      fork(s, 230, 850, 0.95, 0.25, '#e6ded0')
      fork(s, 640, 850, 0.95, -0.2, '#e6ded0')
      finish(s)
    },
  },
  'amadou-green-everything': {
    size: square,
    paint(s: Sheet, dice: Dice) {
      boards(s, dice, ['#d9c7a8', '#cfbb99', '#dfceb1'])
      plate(s, 500, 500, 400, '#20463a', '#2c5a4a', 'rgb(255 255 255 / .2)')
      for (let i = 0; i < 62; i++) {
        const [a, d] = [dice.next() * TAU, Math.sqrt(dice.next()) * 230]
        leaf(
          s,
          500 + Math.cos(a) * d,
          500 + Math.sin(a) * d,
          dice.between(1, 2.1),
          dice.next() * TAU,
          dice.pick(['#3f7a3a', '#6aa84f', '#8ec06a', '#2f6b3a', '#b7d14a']),
        )
      }
      for (let i = 0; i < 9; i++) citrus(s, 500 + dice.bell() * 170, 500 + dice.bell() * 170, 34, '#c94f7a', '#ffd0dc', dice.next())
      grainsOf(s, dice, 500, 500, 260, 160, ['#fff', '#f2d27a', '#1d1d1d'], 4)
      fork(s, 60, 460, 1.05, -0.04, '#8a6a3a')
      finish(s)
    },
  },
} as const
