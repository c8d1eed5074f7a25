/** Fenno's postcards: a coast cut from paper, one lamp, and weather. */
import { develop, type Dice, fade, glow, hills, shadowed, type Sheet, TAU, wash } from './kit'

interface Night {
  readonly sky: readonly [string, string]
  readonly land: readonly string[]
  readonly lamp: string
  readonly stars?: number
  readonly moon?: readonly [number, number, number]
  readonly fog?: number
  readonly rain?: boolean
  readonly snow?: boolean
  readonly houses?: number
  readonly tower?: number
  readonly boat?: boolean
  readonly turn?: number
}

/** One sheet of paper in the shape of a coast, with the shadow it throws on the one behind. */
function cut(s: Sheet, dice: Dice, base: number, rise: number, colour: string, rough = 4): (x: number) => number {
  const up = hills(dice, 5)
  const shift = dice.between(0, 20)
  const edge = (x: number) => base - (0.5 + 0.5 * up((x / s.w) * rough + shift)) * rise
  shadowed(s.c, 30, 0, -8, 'rgb(0 0 0 / .45)', () => {
    s.c.fillStyle = colour
    s.c.beginPath()
    s.c.moveTo(-40, s.h + 40)
    for (let x = -40; x <= s.w + 40; x += 4) s.c.lineTo(x, edge(x))
    s.c.lineTo(s.w + 40, s.h + 40)
    s.c.fill()
  })
  return edge
}

function house(s: Sheet, dice: Dice, x: number, y: number, k: number, lamp: string): void {
  const { c } = s
  const [w, h] = [dice.between(34, 54) * k, dice.between(30, 60) * k]
  shadowed(c, 10, 3, 3, 'rgb(0 0 0 / .5)', () => {
    c.fillStyle = dice.pick(['#5b3a3a', '#3d4b5c', '#6b5a45', '#34424a', '#74514a'])
    c.fillRect(x - w / 2, y - h, w, h + 60)
    c.fillStyle = '#1c2027'
    c.beginPath()
    c.moveTo(x - w * 0.62, y - h)
    c.lineTo(x, y - h - w * 0.55)
    c.lineTo(x + w * 0.62, y - h)
    c.fill()
    c.fillRect(x + w * 0.2, y - h - w * 0.5, w * 0.13, w * 0.3)
  })
  for (const dx of [-0.24, 0.14]) {
    if (dice.chance(0.25)) continue
    c.fillStyle = lamp
    c.fillRect(x + dx * w, y - h * 0.68, w * 0.17, w * 0.22)
    glow(s, x + dx * w + w * 0.08, y - h * 0.6, w * 0.7, fade(lamp, 0.45))
  }
}

export function tower(s: Sheet, x: number, y: number, k: number, lamp: string, turn: number): void {
  const { c } = s
  const top = y - 400 * k
  c.save()
  c.globalCompositeOperation = 'screen'
  for (const side of [turn, turn + Math.PI]) {
    const reach = s.w * 1.4
    const flat = Math.cos(side)
    const g = c.createLinearGradient(x, top, x + flat * reach, top - 60)
    g.addColorStop(0, fade(lamp, 0.85))
    g.addColorStop(0.4, fade(lamp, 0.22))
    g.addColorStop(1, fade(lamp, 0))
    c.fillStyle = g
    c.beginPath()
    c.moveTo(x, top - 5 * k)
    c.lineTo(x + flat * reach, top - 170 * k - Math.sin(side) * 60)
    c.lineTo(x + flat * reach, top + 130 * k - Math.sin(side) * 60)
    c.lineTo(x, top + 5 * k)
    c.fill()
  }
  c.restore()
  shadowed(c, 26, 12, 6, 'rgb(0 0 0 / .5)', () => {
    c.fillStyle = '#e9e1d2'
    c.beginPath()
    c.moveTo(x - 52 * k, y + 40)
    c.lineTo(x - 31 * k, top + 42 * k)
    c.lineTo(x + 31 * k, top + 42 * k)
    c.lineTo(x + 52 * k, y + 40)
    c.fill()
  })
  c.save()
  c.beginPath()
  c.moveTo(x - 52 * k, y + 40)
  c.lineTo(x - 31 * k, top + 42 * k)
  c.lineTo(x + 31 * k, top + 42 * k)
  c.lineTo(x + 52 * k, y + 40)
  c.clip()
  c.fillStyle = '#b8392c'
  for (const band of [0.28, 0.62]) c.fillRect(x - 60 * k, top + (y - top) * band, 120 * k, 62 * k)
  const g = c.createLinearGradient(x - 45 * k, 0, x + 45 * k, 0)
  g.addColorStop(0, 'rgb(0 0 20 / .1)')
  g.addColorStop(1, 'rgb(0 0 30 / .55)')
  c.fillStyle = g
  c.fillRect(x - 60 * k, top, 120 * k, y - top + 60)
  c.fillStyle = '#ffd98a'
  for (const at of [0.2, 0.5, 0.82]) c.fillRect(x - 7 * k, top + (y - top) * at, 13 * k, 22 * k)
  c.restore()
  c.fillStyle = '#20242c'
  c.fillRect(x - 44 * k, top + 36 * k, 88 * k, 9 * k)
  c.fillRect(x - 22 * k, top - 22 * k, 44 * k, 60 * k)
  c.beginPath()
  c.moveTo(x - 32 * k, top - 20 * k)
  c.lineTo(x, top - 60 * k)
  c.lineTo(x + 32 * k, top - 20 * k)
  c.fill()
  c.fillStyle = lamp
  c.fillRect(x - 15 * k, top - 14 * k, 30 * k, 44 * k)
  glow(s, x, top + 6 * k, 150 * k, fade(lamp, 0.95))
}

export function night(s: Sheet, dice: Dice, n: Night): void {
  const { c, w, h } = s
  wash(s, [
    [0, n.sky[0]],
    [1, n.sky[1]],
  ])
  c.fillStyle = '#fff'
  for (let i = 0; i < (n.stars ?? 0); i++) {
    c.globalAlpha = dice.between(0.2, 1)
    c.beginPath()
    c.arc(dice.next() * w, dice.next() * h * 0.6, dice.between(0.7, 2.2), 0, TAU)
    c.fill()
  }
  c.globalAlpha = 1
  if (n.moon) {
    const [mx, my, r] = n.moon
    glow(s, mx, my, r * 4, 'rgb(255 240 214 / .5)')
    shadowed(c, 20, 0, 4, 'rgb(0 0 0 / .3)', () => {
      c.fillStyle = '#f7ead0'
      c.beginPath()
      c.arc(mx, my, r, 0, TAU)
      c.fill()
    })
    c.fillStyle = 'rgb(190 170 140 / .35)'
    for (const [dx, dy, k] of [
      [-0.3, -0.2, 0.22],
      [0.25, 0.3, 0.16],
      [0.1, -0.4, 0.11],
    ] as const) {
      c.beginPath()
      c.arc(mx + dx * r, my + dy * r, k * r, 0, TAU)
      c.fill()
    }
  }
  n.land.forEach((colour, i) => {
    const t = i / n.land.length
    const edge = cut(s, dice, h * (0.52 + t * 0.42), h * (0.2 - t * 0.1), colour, 3 + i)
    if (n.tower !== undefined && i === 1) tower(s, n.tower * w, edge(n.tower * w) + 26, (h / 1125) * 0.95, n.lamp, n.turn ?? 0.35)
    if (n.houses && i === 2)
      for (let j = 0; j < n.houses; j++) {
        const x = (0.08 + (0.84 * (j + dice.between(0.2, 0.8))) / n.houses) * w
        house(s, dice, x, edge(x) + 10, dice.between(0.9, 1.4), n.lamp)
      }
    if (n.boat && i === 1) {
      const [x, y] = [0.62 * w, edge(0.62 * w) - 2]
      shadowed(c, 12, 2, 4, 'rgb(0 0 0 / .5)', () => {
        c.fillStyle = '#7a2f2a'
        c.beginPath()
        c.moveTo(x - 70, y - 26)
        c.lineTo(x + 80, y - 26)
        c.lineTo(x + 54, y + 20)
        c.lineTo(x - 48, y + 20)
        c.fill()
        c.fillStyle = '#efe6d4'
        c.beginPath()
        c.moveTo(x + 4, y - 40)
        c.lineTo(x + 4, y - 190)
        c.lineTo(x + 78, y - 44)
        c.fill()
        c.fillRect(x - 4, y - 200, 5, 180)
      })
      glow(s, x - 40, y - 40, 60, fade(n.lamp, 0.9))
    }
    if (n.fog) {
      for (let j = 0; j < 5; j++)
        glow(
          s,
          dice.next() * w,
          h * (0.55 + t * 0.4),
          w * dice.between(0.3, 0.6),
          `rgb(226 232 236 / ${n.fog * dice.between(0.3, 0.8)})`,
          'source-over',
          0.16,
        )
    }
  })
  if (n.rain) {
    c.strokeStyle = 'rgb(214 228 240 / .4)'
    for (let i = 0; i < 320; i++) {
      const [x, y, l] = [dice.next() * w * 1.1, dice.next() * h, dice.between(18, 60)]
      c.lineWidth = dice.between(0.6, 1.6)
      c.beginPath()
      c.moveTo(x, y)
      c.lineTo(x - l * 0.25, y + l)
      c.stroke()
    }
  }
  if (n.snow) {
    c.fillStyle = '#fff'
    for (let i = 0; i < 260; i++) {
      c.globalAlpha = dice.between(0.3, 0.95)
      c.beginPath()
      c.arc(dice.next() * w, dice.next() * h, dice.between(1, 5), 0, TAU)
      c.fill()
    }
    c.globalAlpha = 1
  }
}

const card = (n: Night, size: readonly [number, number] = [880, 1100]) => ({
  size,
  paint(s: Sheet, dice: Dice) {
    night(s, dice, n)
    develop(s, { grain: 0.08, paper: 0.16, vignette: 0.18, bloom: 0.14 })
  },
})

export const nights = {
  first: {
    sky: ['#0d1633', '#3d4f86'],
    land: ['#2f3f6b', '#22315a', '#172446', '#0d1730'],
    lamp: '#ffd98a',
    stars: 140,
    tower: 0.62,
    houses: 5,
  },
  fog: { sky: ['#9fb0b8', '#d8dcd6'], land: ['#8fa0a8', '#74868f', '#57696f', '#3b4a4f'], lamp: '#ffedb8', fog: 0.8, tower: 0.34 },
  storm: {
    sky: ['#1a2228', '#44545a'],
    land: ['#36464d', '#2a383f', '#1d292f', '#121b20'],
    lamp: '#ffe3a0',
    rain: true,
    tower: 0.5,
    houses: 4,
    turn: 0.1,
  },
  harvest: {
    sky: ['#2a1433', '#c9583f'],
    land: ['#8a3a44', '#64293d', '#421c33', '#260f22'],
    lamp: '#ffcf7a',
    moon: [640, 330, 120],
    houses: 6,
  },
  snow: {
    sky: ['#20304f', '#8fa3bd'],
    land: ['#dfe6ee', '#c3cfdd', '#a3b3c6', '#7d90a8'],
    lamp: '#ffcf7a',
    snow: true,
    houses: 7,
    tower: 0.78,
  },
  boat: {
    sky: ['#0b2233', '#2f7f86'],
    land: ['#2a6a78', '#1e5566', '#154152', '#0c2d3c'],
    lamp: '#ffdf9a',
    stars: 60,
    moon: [230, 250, 84],
    boat: true,
  },
  dawn: { sky: ['#5b6fa8', '#ffc9a8'], land: ['#c98f96', '#a06f86', '#71527a', '#463760'], lamp: '#fff0c9', tower: 0.24, houses: 5 },
} satisfies { readonly [name: string]: Night }

export const pictures = {
  'fenno-first-lamp': card(nights.first),
  'fenno-fog-day': card(nights.fog, [1140, 760]),
  'fenno-southwester': card(nights.storm),
  'fenno-harvest-moon': card(nights.harvest),
  'fenno-first-snow': card(nights.snow),
  'fenno-night-boat': card(nights.boat, [1140, 760]),
  'fenno-lamp-out': card(nights.dawn),
} as const
