/** Noa's eye: the sea at the edges of the day, low sun, long lens, somebody small in front of something large. */
import { type Dice, develop, glow, hills, line, type Sheet, TAU } from './kit'
import { rgb, shadeOn } from './gl'

export interface Light {
  readonly zenith: string
  readonly horizon: string
  readonly sun: string
  readonly water: string
  readonly shadow: string
  /** Where the sun stands: sideways from the middle, and up, both in parts of the view. */
  readonly at: readonly [number, number]
  readonly disc: number
  readonly cloud: number
  readonly swell: number
  /** Height of the horizon from below, 0 to 1. */
  readonly horizonAt: number
  readonly haze: number
}

const SEA = `
vec3 sunDir(){ return normalize(vec3(at.x, at.y, 1.6)); }
vec3 heaven(vec3 rd, float seen){
  float h = max(rd.y, 0.);
  vec3 c = mix(horizon, zenith, 1. - exp(-h * 3.2));
  float s = max(dot(rd, sunDir()), 0.);
  c += sun * (pow(s, 6.) * .16 + pow(s, 40.) * .26 + pow(s, 300.) * .4);
  if (rd.y > .004 && cloud > 0.) {
    vec2 p = rd.xz / (rd.y + .16) * vec2(.75, 1.9) + vec2(seed * 3.1 + time * .01, seed);
    float n = fbm(p), lit = fbm(p + vec2(at.x, .35) * .22);
    float d = smoothstep(1.02 - cloud, 1.32 - cloud, n * 1.28);
    vec3 cc = mix(sun * .95 + horizon * .45, shadow, smoothstep(-.12, .2, n - lit + .06));
    cc += sun * pow(s, 10.) * (1. - d) * 1.2;
    c = mix(c, cc, d * smoothstep(.0, .09, rd.y) * .92);
  }
  c += sun * (smoothstep(.99955, .99985, s) * disc + pow(s, 900.) * .8) * seen;
  return c;
}
float wave(vec2 p, float d){
  float s = 0., a = 1., f = .32, ang = .35;
  for (int i = 0; i < 7; i++) {
    vec2 dir = vec2(sin(ang), cos(ang));
    float w = sin(dot(p, dir) * f + time * sqrt(f) * 1.6 + seed * float(i + 1));
    s += a * exp(w * 1.3 - 1.3) / (1. + d * f * .028);
    p += dir * w * a * .25;
    ang += 1.73; f *= 1.62; a *= .58;
  }
  return s + (fbm(p * 1.7 + time * .35) - .5) * .5 / (1. + d * .09);
}
void main(){
  vec2 uv = (gl_FragCoord.xy - vec2(size.x * .5, size.y * horizonAt)) / size.x;
  vec3 rd = normalize(vec3(uv, 1.25));
  vec3 c;
  if (rd.y > -.0006) c = heaven(rd, 1.);
  else {
    float d = 2.4 / -rd.y;
    vec2 p = rd.xz * d;
    float e = .02 + d * .0016;
    float h0 = wave(p, d);
    vec2 g = vec2(wave(p + vec2(e, 0), d) - h0, wave(p + vec2(0, e), d) - h0) / e * swell;
    vec3 n = normalize(vec3(-g.x, 1., -g.y));
    vec3 r = reflect(rd, n); r.y = abs(r.y) + .012;
    float f = .03 + .97 * pow(1. - max(dot(n, -rd), 0.), 5.);
    f = mix(f, .55, smoothstep(60., 400., d) * .6);
    vec3 deep = water * (.55 + .5 * h0 * swell * 2.) + sun * pow(max(dot(rd, sunDir()), 0.), 6.) * .06 * h0;
    c = mix(deep, heaven(r, 0.), f);
    float glint = pow(max(dot(r, sunDir()), 0.), 90.);
    c += sun * glint * (1.1 + disc * .25);
    c += vec3(.9) * smoothstep(1.52, 1.9, h0 + noise(p * 9.) * .3) * .16 * swell / (1. + d * .05);
    c = mix(c, heaven(normalize(vec3(rd.x, .015, rd.z)), 0.), (1. - exp(-d * .0032)) * haze);
  }
  c = film(c * .74);
  c = mix(c, c * c * (3. - 2. * c), .55);
  color = vec4(pow(c, vec3(1. / 2.2)), 1.);
}`

const AERIAL = `
void main(){
  vec2 p = gl_FragCoord.xy / size.x;
  vec2 q = p + (vec2(fbm(p * 3. + seed), fbm(p * 3. - seed)) - .5) * .22;
  float along = dot(q, normalize(vec2(tilt, 1.)));
  float depth = smoothstep(beach, beach + .95, along);
  vec3 c = mix(near, deep, pow(depth, .8));
  float ripple = fbm(p * vec2(26., 40.) + fbm(p * 9.) * 3.);
  c *= .86 + .28 * ripple;
  c += .05 * smoothstep(.62, .8, fbm(q * vec2(60., 90.)));
  float foam = 0.;
  for (int i = 0; i < 4; i++) {
    float k = float(i), off = beach + .05 + k * gap + .05 * noise(vec2(p.x * 2.3 + k * 5., seed)) + .03 * fbm(p * 5. + k);
    float d = along - off;
    float lace = fbm(p * (17. - k * 1.5) + vec2(k * 3., -d * 12.));
    float body = smoothstep(-.11 - .02 * k, -.005, d) * smoothstep(.012, -.002, d);
    float power = 1. - k * .2;
    foam = max(foam, smoothstep(.55 - .3 * body, .72 - .25 * body, lace) * body * power);
    foam = max(foam, smoothstep(.02, .0, abs(d + .003)) * smoothstep(.3, .62, fbm(p * 24. + k)) * power);
    c = mix(c, deep * .75, smoothstep(.09, .0, d) * step(0., d) * .5 * power);
  }
  c = mix(c, vec3(.96, .98, .97), foam * .93);
  float wet = smoothstep(beach + .015, beach - .03, along + .02 * fbm(p * 6.));
  vec3 grains = sand * (.88 + .2 * fbm(p * 130.) + .12 * fbm(p * vec2(9., 30.)));
  c = mix(c, mix(grains * .68, grains, smoothstep(.0, .1, beach - along)), wet);
  color = vec4(pow(clamp(c, 0., 1.), vec3(1. / 2.2)), 1.);
}`

/** From above: a reef, a beach, and small people. */
export function aerial(
  s: Sheet,
  seed: number,
  look: { near: string; deep: string; sand: string; beach: number; gap: number; tilt: number },
): void {
  const { near, deep, sand, beach, gap, tilt } = look
  shadeOn(s, AERIAL, { near: rgb(near), deep: rgb(deep), sand: rgb(sand), beach, gap, tilt, seed })
}

/** Somebody paddling, seen from above, with the shadow on the sand below. */
export function paddling(s: Sheet, x: number, y: number, k: number, angle: number, board: string): void {
  const { c } = s
  c.save()
  c.translate(x, y)
  c.rotate(angle)
  c.scale(k, k)
  c.fillStyle = 'rgb(0 20 30 / .3)'
  c.filter = 'blur(3px)'
  c.beginPath()
  c.ellipse(14, 18, 8, 34, 0, 0, TAU)
  c.fill()
  c.filter = 'none'
  c.fillStyle = board
  c.beginPath()
  c.ellipse(0, 0, 8, 34, 0, 0, TAU)
  c.fill()
  c.strokeStyle = 'rgb(60 40 30 / .5)'
  c.lineWidth = 0.8
  line(c, [
    [0, -33],
    [0, 33],
  ])
  c.stroke()
  c.fillStyle = '#14181c'
  c.beginPath()
  c.ellipse(0, 3, 5, 13, 0, 0, TAU)
  c.fill()
  c.strokeStyle = '#14181c'
  c.lineWidth = 3.4
  line(c, [
    [-4, -6],
    [-12, -12],
    [-14, -20],
  ])
  c.stroke()
  line(c, [
    [4, -6],
    [12, -3],
    [15, 5],
  ])
  c.stroke()
  line(c, [
    [-2, 14],
    [-3, 28],
  ])
  c.stroke()
  line(c, [
    [2, 14],
    [3, 28],
  ])
  c.stroke()
  c.fillStyle = '#6e4a33'
  c.beginPath()
  c.arc(0, -12, 4.4, 0, TAU)
  c.fill()
  c.restore()
}

export const lights = {
  ember: {
    zenith: '#2b3358',
    horizon: '#ff9a5c',
    sun: '#ff8a3c',
    water: '#0d1c2b',
    shadow: '#4d3a55',
    at: [0.12, 0.05],
    disc: 9,
    cloud: 0.52,
    swell: 0.32,
    horizonAt: 0.5,
    haze: 0.7,
  },
  rose: {
    zenith: '#5d7ba6',
    horizon: '#ffc9b0',
    sun: '#ff9f8f',
    water: '#1c3a4a',
    shadow: '#8d7691',
    at: [-0.42, 0.07],
    disc: 5,
    cloud: 0.6,
    swell: 0.2,
    horizonAt: 0.58,
    haze: 0.85,
  },
  teal: {
    zenith: '#2e6a8c',
    horizon: '#d7e7dd',
    sun: '#ffe9b8',
    water: '#05454f',
    shadow: '#8fa9ad',
    at: [0.5, 0.42],
    disc: 3,
    cloud: 0.42,
    swell: 0.42,
    horizonAt: 0.66,
    haze: 0.55,
  },
  storm: {
    zenith: '#1b222b',
    horizon: '#7d8a8e',
    sun: '#c9c3ad',
    water: '#0a1a1e',
    shadow: '#171c22',
    at: [-0.15, 0.24],
    disc: 0,
    cloud: 0.78,
    swell: 0.62,
    horizonAt: 0.52,
    haze: 0.6,
  },
  violet: {
    zenith: '#141a3c',
    horizon: '#c06a8c',
    sun: '#ff6d5a',
    water: '#0b1026',
    shadow: '#35264d',
    at: [0.3, 0.015],
    disc: 7,
    cloud: 0.56,
    swell: 0.26,
    horizonAt: 0.42,
    haze: 0.8,
  },
  moon: {
    zenith: '#04070f',
    horizon: '#1f3348',
    sun: '#9db8cc',
    water: '#02060c',
    shadow: '#0a1420',
    at: [0.06, 0.34],
    disc: 14,
    cloud: 0.5,
    swell: 0.22,
    horizonAt: 0.46,
    haze: 0.6,
  },
  mist: {
    zenith: '#c3ccd0',
    horizon: '#f0e3d2',
    sun: '#fff1d4',
    water: '#5d7a80',
    shadow: '#b9bfc4',
    at: [0.02, 0.16],
    disc: 2.5,
    cloud: 0.3,
    swell: 0.14,
    horizonAt: 0.44,
    haze: 1,
  },
  gold: {
    zenith: '#6f7f8f',
    horizon: '#ffd37a',
    sun: '#ffb640',
    water: '#1d2a26',
    shadow: '#8a6a4a',
    at: [-0.05, 0.1],
    disc: 10,
    cloud: 0.38,
    swell: 0.36,
    horizonAt: 0.6,
    haze: 0.75,
  },
} satisfies { readonly [name: string]: Light }

export function sea(s: Sheet, light: Light, seed: number, time = 0): void {
  const colours = Object.fromEntries((['zenith', 'horizon', 'sun', 'water', 'shadow'] as const).map((name) => [name, rgb(light[name])]))
  const { at, disc, cloud, swell, horizonAt, haze } = light
  shadeOn(s, SEA, { ...colours, at, disc, cloud, swell, horizonAt, haze, seed, time })
}

/** Where a point of the horizon is on the sheet. */
export const waterline = (s: Sheet, light: Light): number => s.h * (1 - light.horizonAt)

const NIGHT = '#0b0d12'

/** Somebody sitting on a board, seen from behind, waiting. `x`, `y`: where board meets water. */
export function waiting(s: Sheet, x: number, y: number, k: number, ink = NIGHT): void {
  const { c } = s
  c.save()
  c.translate(x, y)
  c.scale(k, k)
  c.fillStyle = ink
  c.beginPath()
  c.ellipse(0, 0, 46, 4.5, -0.02, 0, TAU)
  c.fill()
  c.beginPath()
  c.moveTo(-13, -1)
  c.bezierCurveTo(-16, -14, -13, -34, -8, -41)
  c.bezierCurveTo(-4, -45, 5, -45, 9, -41)
  c.bezierCurveTo(14, -33, 16, -14, 13, -1)
  c.fill()
  c.beginPath()
  c.ellipse(1, -52, 7.4, 9, 0.1, 0, TAU)
  c.fill()
  c.lineWidth = 6.5
  c.strokeStyle = ink
  line(c, [
    [-9, -38],
    [-19, -22],
    [-14, -6],
  ])
  c.stroke()
  line(c, [
    [10, -38],
    [20, -24],
    [17, -7],
  ])
  c.stroke()
  c.globalAlpha = 0.28
  c.scale(1, -0.8)
  c.filter = 'blur(2px)'
  c.fillRect(-13, -46, 26, 44)
  c.restore()
}

/** Somebody riding: knees bent, arms out, on a board that cuts across. */
export function riding(s: Sheet, x: number, y: number, k: number, ink = NIGHT): void {
  const { c } = s
  c.save()
  c.translate(x, y)
  c.scale(k, k)
  c.rotate(-0.12)
  c.fillStyle = c.strokeStyle = ink
  c.beginPath()
  c.moveTo(-52, 6)
  c.quadraticCurveTo(0, -6, 56, -9)
  c.quadraticCurveTo(10, 8, -52, 6)
  c.fill()
  const limb = (width: number, ...points: [number, number][]) => {
    c.lineWidth = width
    line(c, points)
    c.stroke()
  }
  limb(9, [-20, 0], [-26, -16], [-9, -27])
  limb(9, [18, -4], [17, -20], [-3, -28])
  limb(14, [-6, -28], [-1, -40], [7, -50])
  limb(6, [5, -49], [24, -50], [38, -42])
  limb(6, [4, -48], [-14, -54], [-30, -48])
  c.beginPath()
  c.ellipse(14, -60, 6.5, 8, 0.3, 0, TAU)
  c.fill()
  c.restore()
}

/** Somebody standing on sand with a board under the arm. */
export function standing(s: Sheet, x: number, y: number, k: number, ink = NIGHT): void {
  const { c } = s
  c.save()
  c.translate(x, y)
  c.scale(k, k)
  c.fillStyle = c.strokeStyle = ink
  c.save()
  c.rotate(0.16)
  c.beginPath()
  c.ellipse(16, -58, 10, 64, 0, 0, TAU)
  c.fill()
  c.restore()
  c.lineWidth = 8
  for (const points of [
    [
      [-4, -46],
      [-7, -24],
      [-8, 0],
    ],
    [
      [4, -46],
      [8, -24],
      [7, 0],
    ],
  ] as [number, number][][]) {
    line(c, points)
    c.stroke()
  }
  c.lineWidth = 15
  line(c, [
    [0, -48],
    [-1, -62],
    [0, -78],
  ])
  c.stroke()
  c.lineWidth = 5.5
  line(c, [
    [-6, -80],
    [-13, -64],
    [-10, -48],
  ])
  c.stroke()
  c.beginPath()
  c.ellipse(0, -94, 7, 8.6, 0, 0, TAU)
  c.fill()
  c.restore()
}

export function birds(s: Sheet, dice: Dice, x: number, y: number, n: number, k: number, ink = NIGHT): void {
  const { c } = s
  c.save()
  c.strokeStyle = ink
  for (let i = 0; i < n; i++) {
    const [bx, by, b] = [x + dice.bell() * 160 * k, y + dice.bell() * 60 * k, k * dice.between(6, 13)]
    const lift = dice.between(0.2, 0.6)
    c.lineWidth = b * 0.16
    line(c, [
      [bx - b, by - b * lift],
      [bx - b * 0.4, by - b * lift * 1.2],
      [bx, by],
      [bx + b * 0.4, by - b * lift * 1.25],
      [bx + b, by - b * lift * 0.9],
    ])
    c.stroke()
  }
  c.restore()
}

/** Land far away, in as many ridges as colours. */
export function ridges(s: Sheet, dice: Dice, y: number, colours: readonly string[], height: number, slope = 1): void {
  const { c, w } = s
  colours.forEach((colour, i) => {
    const up = hills(dice, 5)
    const shift = dice.between(0, 9)
    c.fillStyle = colour
    c.beginPath()
    c.moveTo(0, y + 2)
    for (let x = 0; x <= w; x += 3) {
      const lean = slope > 0 ? x / w : 1 - x / w
      c.lineTo(x, y - Math.max(0, (0.25 + 0.75 * up((x / w) * 4 + shift)) * height * (1 - i * 0.22) * lean ** Math.abs(slope)))
    }
    c.lineTo(w, y + 2)
    c.fill()
  })
}

/** A palm that leans in from the side. */
export function palm(s: Sheet, dice: Dice, x: number, y: number, k: number, lean: number, ink = NIGHT): void {
  const { c } = s
  const top = [x + lean * k, y - 330 * k] as const
  c.save()
  c.strokeStyle = ink
  for (let i = 0; i < 24; i++) {
    const t = i / 23
    c.lineWidth = (11 - 6 * t) * k
    const at = (u: number): [number, number] => [x + (top[0] - x) * u ** 1.7, y + (top[1] - y) * u]
    line(c, [at(t), at(Math.min(1, t + 0.05))])
    c.stroke()
  }
  for (let i = 0; i < 13; i++) {
    const a = -Math.PI / 2 + ((i - 6) / 6) * 2.3 + dice.bell() * 0.12
    const long = dice.between(120, 165) * k
    const tip = [top[0] + Math.cos(a) * long, top[1] + Math.sin(a) * long * 0.65 + long * 0.5] as const
    const bend = [top[0] + Math.cos(a) * long * 0.55, top[1] + Math.sin(a) * long * 0.75 - long * 0.12] as const
    for (let j = 0; j <= 26; j++) {
      const t = j / 26
      const px = (1 - t) ** 2 * top[0] + 2 * (1 - t) * t * bend[0] + t * t * tip[0]
      const py = (1 - t) ** 2 * top[1] + 2 * (1 - t) * t * bend[1] + t * t * tip[1]
      c.lineWidth = 2.1 * k
      const hang = (16 + 26 * Math.sin(t * Math.PI)) * k
      line(c, [
        [px, py],
        [px + dice.bell() * 5 * k, py + hang * 0.6],
        [px + dice.bell() * 9 * k + Math.cos(a) * 8 * k, py + hang],
      ])
      c.stroke()
    }
  }
  c.restore()
}

/** Wet sand with what the sky leaves on it. */
export function shore(s: Sheet, dice: Dice, y: number, sand: string, sheen: string): void {
  const { c, w, h } = s
  const up = hills(dice, 3)
  const edge = (x: number) => y + up((x / w) * 3) * h * 0.018
  const path = (lift: number) => {
    c.beginPath()
    c.moveTo(0, h)
    for (let x = 0; x <= w; x += 5) c.lineTo(x, edge(x) - lift)
    c.lineTo(w, h)
  }
  c.save()
  c.fillStyle = 'rgb(255 255 255 / .75)'
  c.filter = 'blur(1.5px)'
  path(5)
  c.fill()
  c.filter = 'none'
  const g = c.createLinearGradient(0, y, 0, h)
  g.addColorStop(0, sheen)
  g.addColorStop(0.4, sand)
  g.addColorStop(1, '#15100e')
  c.fillStyle = g
  path(0)
  c.fill()
  c.restore()
}

/** The pictures, by name. */
export const pictures: { readonly [name: string]: { readonly size: readonly [number, number]; paint(s: Sheet, dice: Dice): void } } = {
  'noa-dawn-patrol': {
    size: [960, 1200],
    paint(s, dice) {
      sea(s, { ...lights.rose, horizonAt: 0.52 }, 3)
      ridges(s, dice, waterline(s, { ...lights.rose, horizonAt: 0.52 }), ['#a48b99', '#7f6f83'], 60, 2)
      waiting(s, 560, 735, 1.25, '#1b2430')
      waiting(s, 250, 672, 0.55, '#323c4a')
      waiting(s, 335, 664, 0.45, '#3d4653')
      develop(s, { grain: 0.13, vignette: 0.22, bloom: 0.16, tint: 'rgb(255 190 160 / .22)', lift: 'rgb(26 26 34)' })
    },
  },
  'noa-ember-line': {
    size: [1200, 900],
    paint(s, dice) {
      sea(s, lights.ember, 7)
      riding(s, 700, 560, 1.5)
      birds(s, dice, 340, 240, 6, 0.9)
      develop(s, { grain: 0.13, vignette: 0.35, bloom: 0.28, lift: 'rgb(18 14 20)' })
    },
  },
  'noa-green-room': {
    size: [960, 1200],
    paint(s) {
      aerial(s, 4, { near: '#5cc6bd', deep: '#0b4a63', sand: '#e3c79c', beach: 0.16, gap: 0.27, tilt: 0.35 })
      paddling(s, 560, 560, 1.1, 0.4, '#f2ead8')
      paddling(s, 640, 500, 1.05, 0.25, '#ff7a4d')
      paddling(s, 300, 300, 0.95, -0.3, '#f5f5f0')
      develop(s, { grain: 0.14, vignette: 0.2 })
    },
  },
  'noa-storm-desk': {
    size: [1200, 800],
    paint(s, dice) {
      sea(s, lights.storm, 5)
      birds(s, dice, 860, 210, 9, 0.8, '#0b0f12')
      develop(s, { grain: 0.13, vignette: 0.45, lift: 'rgb(16 20 22)' })
    },
  },
  'noa-after-school': {
    size: [960, 1200],
    paint(s, dice) {
      sea(s, { ...lights.gold, horizonAt: 0.62 }, 21)
      shore(s, dice, 900, '#6e4f34', '#e5a95a')
      standing(s, 600, 1010, 2.1, '#17100c')
      standing(s, 430, 985, 1.6, '#1c140f')
      glow(s, s.w * 0.47, 400, 520, 'rgb(255 190 90 / .35)')
      develop(s, { grain: 0.13, vignette: 0.3, bloom: 0.25, lift: 'rgb(24 16 12)' })
    },
  },
  'noa-violet-hour': {
    size: [1200, 900],
    paint(s, dice) {
      sea(s, lights.violet, 13)
      palm(s, dice, 130, 930, 1.9, 150)
      palm(s, dice, 20, 930, 1.45, 210)
      develop(s, { grain: 0.13, vignette: 0.3, bloom: 0.22 })
    },
  },
  'noa-full-moon': {
    size: [960, 1200],
    paint(s) {
      sea(s, lights.moon, 17)
      waiting(s, 400, 800, 1.1, '#010204')
      develop(s, { grain: 0.13, vignette: 0.4, bloom: 0.3, tint: 'rgb(120 160 200 / .15)' })
    },
  },
  'noa-mist': {
    size: [1200, 800],
    paint(s, dice) {
      sea(s, lights.mist, 23)
      ridges(s, dice, waterline(s, lights.mist), ['#c9c8c4', '#b4b7b6', '#9aa3a5'], 150, -1.3)
      waiting(s, 820, 540, 0.9, '#4b5659')
      develop(s, { grain: 0.13, vignette: 0.12, bloom: 0.1, tint: 'rgb(250 220 190 / .25)' })
    },
  },
  'noa-glass': {
    size: [960, 1200],
    paint(s, dice) {
      sea(s, { ...lights.rose, zenith: '#23456b', horizon: '#ffb38a', sun: '#ff8e6b', swell: 0.1, horizonAt: 0.55, at: [0.2, 0.04] }, 29)
      birds(s, dice, 420, 300, 4, 1.2, '#1e2838')
      develop(s, { grain: 0.13, vignette: 0.25, bloom: 0.2 })
    },
  },
  'noa-outside-set': {
    size: [1200, 800],
    paint(s) {
      aerial(s, 9, { near: '#3f8f93', deep: '#0a2b40', sand: '#c9a57e', beach: -0.02, gap: 0.2, tilt: -0.5 })
      paddling(s, 860, 250, 0.9, -0.5, '#ffd23f')
      paddling(s, 930, 215, 0.85, -0.4, '#f5f5f0')
      paddling(s, 690, 130, 0.8, 0.2, '#e4e9ee')
      develop(s, { grain: 0.16, vignette: 0.3, tint: 'rgb(255 190 130 / .16)' })
    },
  },
}
