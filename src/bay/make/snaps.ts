/** What everybody else has on their phone: windows, shelves, knitting, a sky. */
import { blend, circle, develop, type Dice, fade, glow, layer, line, shadowed, type Sheet, TAU, wash } from './kit'
import { shadeOn } from './gl'
import { lights, sea, waterline } from './sea'

const RAIN = `
vec3 town(vec2 p){
  vec3 c = mix(vec3(.02,.03,.07), vec3(.1,.08,.14), smoothstep(.2, 1., p.y));
  for (int i = 0; i < 46; i++) {
    float k = float(i);
    vec2 at = vec2(hash(vec2(k, 1.)), .12 + .5 * hash(vec2(k, 2.)));
    float r = .02 + .05 * hash(vec2(k, 3.));
    vec3 hue = mix(mix(vec3(1., .55, .2), vec3(1., .18, .14), step(.6, hash(vec2(k, 4.)))), vec3(.35, .65, 1.), step(.8, hash(vec2(k, 5.))));
    float d = length((p - at) * vec2(1., size.y / size.x));
    c += hue * smoothstep(r, r * .82, d) * (.25 + .4 * hash(vec2(k, 6.)));
  }
  return c;
}
void main(){
  vec2 p = gl_FragCoord.xy / size;
  vec2 off = vec2(0.);
  float rim = 0.;
  for (int l = 0; l < 3; l++) {
    float n = 9. + 13. * float(l);
    vec2 g = p * vec2(n, n * size.y / size.x * .8) + vec2(0., time * float(l + 1) * .2);
    vec2 id = floor(g), f = fract(g) - .5;
    vec2 jit = (vec2(hash(id + float(l)), hash(id + 7. + float(l))) - .5) * .6;
    float r = .34 * hash(id + 3.) * step(.35, hash(id + 11.));
    float d = length((f - jit) * vec2(1., .78));
    float in_ = smoothstep(r, r - .06, d);
    off += -(f - jit) * in_ * .5;
    rim += in_ * smoothstep(r - .16, r, d) * .25;
  }
  vec3 c = town(p + off) + vec3(.7, .8, 1.) * rim * .25;
  color = vec4(pow(clamp(c, 0., 1.), vec3(1. / 2.2)), 1.);
}`

function spines(s: Sheet, dice: Dice, y0: number, y1: number, colours: readonly string[], wide: readonly [number, number]): void {
  const { c, w } = s
  let x = -10
  while (x < w) {
    const d = dice.between(...wide)
    const top = y0 + dice.next() * (y1 - y0) * 0.16
    const colour = dice.pick(colours)
    const g = c.createLinearGradient(x, 0, x + d, 0)
    g.addColorStop(0, blend(colour, 'white', 0.14))
    g.addColorStop(0.3, colour)
    g.addColorStop(1, blend(colour, 'black', 0.5))
    c.fillStyle = g
    c.fillRect(x, top, d - 1.5, y1 - top)
    if (d > 14) {
      c.fillStyle = blend(colour, 'white', 0.65)
      c.fillRect(x + d * 0.36, top + 26, d * 0.28, dice.between(0.2, 0.5) * (y1 - top))
      if (dice.chance(0.5)) c.fillRect(x + d * 0.2, y1 - 40, d * 0.6, 5)
    }
    x += d
  }
}
function shelves(s: Sheet, dice: Dice, rows: number, colours: readonly string[], wide: readonly [number, number], wood: string): void {
  const { c, w, h } = s
  c.fillStyle = blend(wood, 'black', 0.75)
  c.fillRect(0, 0, w, h)
  for (let i = 0; i < rows; i++) {
    const [y0, y1] = [(i * h) / rows + 14, ((i + 1) * h) / rows - 24]
    spines(s, dice, y0, y1, colours, wide)
    c.fillStyle = wood
    c.fillRect(0, y1, w, 24)
    c.fillStyle = 'rgb(255 255 255 / .2)'
    c.fillRect(0, y1, w, 2)
    const g = c.createLinearGradient(0, y0 - 14, 0, y0 + 70)
    g.addColorStop(0, 'rgb(0 0 0 / .75)')
    g.addColorStop(1, 'rgb(0 0 0 / 0)')
    c.fillStyle = g
    c.fillRect(0, y0 - 14, w, 90)
  }
  glow(s, w * 0.25, h * 0.2, w * 0.8, 'rgb(255 200 130 / .35)', 'soft-light')
}

function knit(s: Sheet, dice: Dice, motif: (x: number, y: number) => string): void {
  const { c, w, h } = s
  const [dx, dy] = [22, 19]
  for (let y = -1; y < h / dy + 1; y++)
    for (let x = -1; x < w / dx + 1; x++) {
      const colour = motif(x, y)
      for (const side of [-1, 1]) {
        c.save()
        c.translate(x * dx + dx / 2 + side * dx * 0.23 + dice.bell() * 0.6, y * dy + dy / 2 + dice.bell() * 0.6)
        c.rotate(side * -0.5)
        const g = c.createLinearGradient(-6, 0, 6, 0)
        g.addColorStop(0, blend(colour, 'black', 0.3))
        g.addColorStop(0.5, blend(colour, 'white', 0.12))
        g.addColorStop(1, blend(colour, 'black', 0.42))
        c.fillStyle = g
        c.beginPath()
        c.ellipse(0, 0, 5.6, 13, 0, 0, TAU)
        c.fill()
        c.restore()
      }
    }
}

const tall = [880, 1100] as const
const wide = [1100, 825] as const

export const pictures = {
  'lucia-night-bus': {
    size: tall,
    paint(s: Sheet) {
      shadeOn(s, RAIN, { seed: 4 })
      develop(s, { grain: 0.26, vignette: 0.35, bloom: 0.3 })
    },
  },
  'lucia-balcony': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#f4a66a'],
        [0.6, '#f7d9b0'],
        [1, '#d98a6a'],
      ])
      for (let i = 0; i < 26; i++) {
        const x = dice.next() * 880
        const y = dice.between(430, 760)
        s.c.fillStyle = blend('#8a5a6a', '#e0a58a', dice.next())
        s.c.fillRect(x, y, dice.between(60, 160), 800)
        s.c.fillStyle = 'rgb(255 220 160 / .7)'
        for (let j = 0; j < 6; j++) if (dice.chance(0.5)) s.c.fillRect(x + dice.between(8, 60), y + 20 + j * 34, 9, 13)
      }
      s.c.fillStyle = '#2a1a1c'
      for (let x = -20; x < 900; x += 62) s.c.fillRect(x, 760, 8, 360)
      s.c.fillRect(0, 748, 880, 18)
      for (const px of [130, 700]) {
        s.c.fillStyle = '#b5532f'
        s.c.beginPath()
        s.c.moveTo(px - 62, 660)
        s.c.lineTo(px + 62, 660)
        s.c.lineTo(px + 44, 752)
        s.c.lineTo(px - 44, 752)
        s.c.fill()
        for (let i = 0; i < 120; i++) {
          const a = -Math.PI / 2 + dice.bell() * 0.95
          const l = dice.between(60, 200)
          s.c.strokeStyle = blend('#2f5d3a', '#7da24f', dice.next())
          s.c.lineWidth = 4
          line(s.c, [
            [px + dice.bell() * 30, 660],
            [px + Math.cos(a) * l * 0.6, 660 + Math.sin(a) * l * 0.8],
            [px + Math.cos(a) * l, 660 + Math.sin(a) * l * 0.75 + 30],
          ])
          s.c.stroke()
          if (i % 5 === 0) {
            s.c.fillStyle = '#ff5a7a'
            circle(s.c, px + Math.cos(a) * l * 0.8, 660 + Math.sin(a) * l * 0.8, 9)
            s.c.fill()
          }
        }
      }
      develop(s, { grain: 0.22, vignette: 0.25, bloom: 0.18, tint: 'rgb(255 190 140 / .25)' })
    },
  },
  'tomek-shelf': {
    size: wide,
    paint(s: Sheet, dice: Dice) {
      shelves(
        s,
        dice,
        3,
        ['#1f2a38', '#8a2f2a', '#d9c7a8', '#2f5d5a', '#c97b3a', '#6a4a8a', '#e9e1d2', '#4a6a8a', '#d9542b'],
        [9, 19],
        '#7a5233',
      )
      glow(s, 300, 260, 900, 'rgb(255 214 160 / .5)', 'soft-light')
      develop(s, { grain: 0.2, vignette: 0.3, bloom: 0.2 })
    },
  },
  'kwabena-returns': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      shelves(s, dice, 4, ['#7a1f2a', '#1f4a5a', '#d9a441', '#e3d7bd', '#2f5d3a', '#4a3a5d', '#b5532f', '#15202b'], [22, 58], '#5d3d26')
      develop(s, { grain: 0.18, vignette: 0.35, tint: 'rgb(255 200 140 / .15)' })
    },
  },
  'marisol-row-forty': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      const star = (x: number, y: number) => {
        const [u, v] = [((x + 40) % 20) - 10, ((y + 44) % 22) - 11]
        const d = Math.abs(u) + Math.abs(v)
        const hit = (Math.abs(u) === Math.abs(v) && d < 12) || (u === 0 && Math.abs(v) < 8) || (v === 0 && Math.abs(u) < 8) || d === 9
        return hit ? '#f4ead8' : y % 22 < 2 ? '#e0a03a' : '#2a5a6a'
      }
      knit(s, dice, star)
      shadowed(s.c, 14, 6, 10, 'rgb(0 0 0 / .6)', () => {
        s.c.strokeStyle = '#d9b98a'
        s.c.lineWidth = 17
        line(s.c, [
          [-30, 210],
          [400, 120],
          [930, 40],
        ])
        s.c.stroke()
      })
      develop(s, { grain: 0.14, vignette: 0.35 })
    },
  },
  'ingrid-aurora': {
    size: wide,
    paint(s: Sheet, dice: Dice) {
      sea(s, { ...lights.moon, horizonAt: 0.3, disc: 0, cloud: 0, zenith: '#030816', horizon: '#0d2230', sun: '#1f6a5a', at: [0, 0.5] }, 5)
      layer(
        s,
        (t) => {
          for (let band = 0; band < 3; band++) {
            const p = dice.next() * 9
            for (let x = -20; x < 1120; x += 3) {
              const y = 330 + band * 46 + Math.sin(x / 170 + p) * 70 + Math.sin(x / 61 + p) * 18
              const l = 180 + 120 * Math.abs(Math.sin(x / 43 + p * 2))
              const g = t.c.createLinearGradient(0, y - l, 0, y + 12)
              g.addColorStop(0, 'rgb(150 80 220 / 0)')
              g.addColorStop(0.55, `rgb(70 255 190 / ${0.1 + 0.1 * Math.abs(Math.sin(x / 23 + p))})`)
              g.addColorStop(1, 'rgb(150 255 190 / .02)')
              t.c.fillStyle = g
              t.c.fillRect(x, y - l, 3.4, l + 12)
            }
          }
        },
        { blur: 3, mode: 'screen' },
      )
      s.c.fillStyle = '#02050a'
      const y0 = waterline(s, { ...lights.moon, horizonAt: 0.3 })
      s.c.beginPath()
      s.c.moveTo(0, y0 + 3)
      for (let x = 0; x <= 1100; x += 5) s.c.lineTo(x, y0 - 30 - 46 * Math.abs(Math.sin(x / 210)) - 12 * Math.abs(Math.sin(x / 37)))
      s.c.lineTo(1100, y0 + 3)
      s.c.fill()
      for (let i = 0; i < 9; i++) {
        const x = 650 + dice.next() * 380
        s.c.fillStyle = '#ffcf8a'
        s.c.fillRect(x, y0 - dice.between(6, 20), 4, 5)
        glow(s, x, y0 + 24, 34, 'rgb(255 190 110 / .5)', 'screen', 2.4)
      }
      develop(s, { grain: 0.24, vignette: 0.3, bloom: 0.25 })
    },
  },
  'chichi-desk': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      wash(
        s,
        [
          [0, '#ffd7de'],
          [1, '#f7b7a8'],
        ],
        0.4,
      )
      const paper = (x: number, y: number, w: number, h: number, a: number, draw: () => void, colour = '#fffaf2') => {
        s.c.save()
        s.c.translate(x, y)
        s.c.rotate(a)
        shadowed(s.c, 20, 5, 9, 'rgb(90 20 30 / .35)', () => {
          s.c.fillStyle = colour
          s.c.fillRect(-w / 2, -h / 2, w, h)
        })
        draw()
        s.c.restore()
      }
      paper(300, 360, 420, 540, -0.09, () => {
        s.c.strokeStyle = '#9ab'
        s.c.lineWidth = 2
        for (let i = 0; i < 15; i++) {
          line(s.c, [
            [-175, -215 + i * 30],
            [0, -215 + i * 30 + dice.bell()],
            [dice.between(40, 175), -215 + i * 30],
          ])
          s.c.stroke()
        }
      })
      for (const [x, y, a, hue] of [
        [620, 270, 0.14, 20],
        [660, 620, -0.08, 200],
        [260, 830, 0.1, 330],
      ] as const)
        paper(x, y, 260, 310, a, () => {
          const g = s.c.createLinearGradient(0, -130, 0, 90)
          g.addColorStop(0, `oklch(.8 .12 ${hue})`)
          g.addColorStop(1, `oklch(.45 .15 ${hue + 40})`)
          s.c.fillStyle = g
          s.c.fillRect(-112, -137, 224, 216)
          s.c.fillStyle = `oklch(.3 .08 ${hue})`
          s.c.beginPath()
          s.c.arc(-30, 10, 34, 0, TAU)
          s.c.arc(40, 20, 30, 0, TAU)
          s.c.fill()
          s.c.fillRect(-74, 40, 150, 39)
          s.c.fillStyle = '#fffaf2'
        })
      shadowed(s.c, 24, 8, 12, 'rgb(90 20 30 / .4)', () => {
        s.c.fillStyle = '#fff'
        circle(s.c, 620, 920, 112)
        s.c.fill()
      })
      s.c.fillStyle = '#6b3f24'
      circle(s.c, 620, 920, 92)
      s.c.fill()
      s.c.strokeStyle = '#c98f5d'
      s.c.lineWidth = 5
      s.c.beginPath()
      s.c.arc(610, 914, 50, 0.4, 4.4)
      s.c.stroke()
      for (const [y, colour] of [
        [990, '#ffcf3f'],
        [1030, '#ff6a8a'],
      ] as const) {
        s.c.strokeStyle = colour
        s.c.lineWidth = 17
        line(s.c, [
          [80, y],
          [240, y + 8],
          [420, y + 12],
        ])
        s.c.stroke()
      }
      develop(s, { grain: 0.16, vignette: 0.2 })
    },
  },
  'sam-first-evening': {
    size: wide,
    paint(s: Sheet) {
      s.c.save()
      const big = { ...lights.ember, horizonAt: 0.55, cloud: 0.44, at: [-0.3, 0.09] as const, swell: 0.18 }
      sea(s, big, 41)
      s.c.restore()
      s.c.save()
      s.c.translate(550, 412)
      s.c.rotate(0.035)
      s.c.scale(1.08, 1.08)
      s.c.drawImage(s.canvas, -550, -412)
      s.c.restore()
      s.c.fillStyle = 'rgb(20 10 10 / .85)'
      s.c.filter = 'blur(9px)'
      s.c.beginPath()
      s.c.ellipse(1090, 800, 150, 120, 0.3, 0, TAU)
      s.c.fill()
      s.c.filter = 'none'
      glow(s, 250, 360, 360, fade('#ffb35a', 0.4))
      develop(s, { grain: 0.26, vignette: 0.2, bloom: 0.3 })
    },
  },
  'marisol-cat': {
    size: tall,
    paint(s: Sheet, dice: Dice) {
      knit(s, dice, (x, y) => ((x + y) % 6 < 3 ? '#b8483a' : '#e3c9a8'))
      const { c } = s
      const fur = (x: number, y: number, rx: number, ry: number, colours: readonly string[], n: number) => {
        for (let i = 0; i < n; i++) {
          const [a, d] = [dice.next() * TAU, Math.sqrt(dice.next())]
          const [px, py] = [x + Math.cos(a) * rx * d, y + Math.sin(a) * ry * d]
          c.strokeStyle = dice.pick(colours)
          c.globalAlpha = 0.7
          c.lineWidth = dice.between(1.4, 3)
          line(c, [
            [px, py],
            [px + Math.cos(a + 1.2) * 12, py + Math.sin(a + 1.2) * 12],
            [px + Math.cos(a + 1.4) * 22, py + Math.sin(a + 1.4) * 22 + 5],
          ])
          c.stroke()
        }
        c.globalAlpha = 1
      }
      shadowed(c, 50, 10, 24, 'rgb(30 0 0 / .7)', () => {
        c.fillStyle = '#3a3532'
        c.beginPath()
        c.ellipse(440, 620, 320, 270, 0.1, 0, TAU)
        c.fill()
      })
      fur(440, 620, 310, 262, ['#2a2725', '#4a4440', '#3a3532', '#5d554f'], 5200)
      c.fillStyle = '#332f2c'
      circle(c, 300, 560, 128)
      c.fill()
      for (const x of [-1, 1]) {
        c.beginPath()
        c.moveTo(300 + x * 104, 500)
        c.lineTo(300 + x * 92, 396)
        c.lineTo(300 + x * 30, 446)
        c.fill()
      }
      fur(300, 560, 122, 116, ['#2f2b29', '#4d4742', '#3d3835'], 1600)
      c.strokeStyle = '#e9d9c4'
      c.lineWidth = 5
      for (const x of [252, 346]) {
        c.beginPath()
        c.arc(x, 552, 22, 0.25, Math.PI - 0.25)
        c.stroke()
      }
      c.fillStyle = '#d98a8a'
      c.beginPath()
      c.moveTo(288, 592)
      c.lineTo(312, 592)
      c.lineTo(300, 606)
      c.fill()
      c.lineWidth = 1.6
      for (const side of [-1, 1])
        for (const dy of [-8, 4, 16]) {
          line(c, [
            [300 + side * 30, 604],
            [300 + side * 90, 600 + dy],
            [300 + side * 150, 596 + dy * 2],
          ])
          c.stroke()
        }
      develop(s, { grain: 0.16, vignette: 0.35 })
    },
  },
} as const
