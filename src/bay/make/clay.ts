/** Mio's shelf: bowls and vases turned on a wheel that is a function, under one large window. */
import { develop, type Dice, type Sheet } from './kit'
import { rgb, shadeOn } from './gl'

/**
 * A still life of up to three pots. A pot is a profile: radius by height, so everything about it is smooth.
 * kind 0 bowl, 1 bottle vase, 2 cup, 3 moon jar, 4 plate.
 */
const STILL = `
float profile(float kind, float y){
  if (kind < .5) return mix(.34, 1., pow(clamp(y / .62, 0., 1.), .48));
  if (kind < 1.5) return .2 + .62 * exp(-pow((y - .62) / .46, 2.)) - .02 * y + .11 * smoothstep(1.5, 1.86, y);
  if (kind < 2.5) return mix(.5, .62, smoothstep(0., .18, y)) + .05 * smoothstep(.5, .98, y);
  if (kind < 3.5) return .28 + .78 * sqrt(max(0., 1. - pow((y - .86) / .92, 2.)));
  return mix(.55, 1.32, pow(clamp(y / .2, 0., 1.), .6));
}
float tall(float kind){ return kind < .5 ? .64 : kind < 1.5 ? 1.86 : kind < 2.5 ? .98 : kind < 3.5 ? 1.66 : .2; }
float pot(vec3 p, vec4 at, float kind){
  p = (p - vec3(at.x, 0., at.y)) / at.z;
  float wobble = (kind > 2.5 ? .0025 : .007) * sin(p.y * 52. + seed) + .02 * (soft(vec2(atan(p.x, -p.z) * 1.2, p.y * 2.) + kind) - .5);
  float r = length(p.xz) + wobble, t = tall(kind), y = clamp(p.y, 0., t);
  float outer = profile(kind, y) - r, d = -outer * .62;
  d = max(d, max(-p.y, p.y - t));
  float wall = kind > 3.5 ? .05 : .075;
  float inner = r - (profile(kind, y + wall * .4) - wall);
  float floorAt = kind > 3.5 ? .05 : .1;
  d = max(d, -max(inner * .62, floorAt - p.y));
  return d * at.z - .006;
}
vec2 scene(vec3 p){
  vec2 d = vec2(p.y, 0.);
  float a = pot(p, one, kinds.x); if (a < d.x) d = vec2(a, 1.);
  if (two.z > 0.) { a = pot(p, two, kinds.y); if (a < d.x) d = vec2(a, 2.); }
  if (three.z > 0.) { a = pot(p, three, kinds.z); if (a < d.x) d = vec2(a, 3.); }
  return d;
}
vec3 normalAt(vec3 p){ vec2 e = vec2(.0015, 0.); return normalize(vec3(
  scene(p + e.xyy).x - scene(p - e.xyy).x, scene(p + e.yxy).x - scene(p - e.yxy).x, scene(p + e.yyx).x - scene(p - e.yyx).x)); }
float shade(vec3 p, vec3 l){ float s = 1., t = .02; for (int i = 0; i < 34; i++) { float d = scene(p + l * t).x; s = min(s, 7. * d / t); t += clamp(d, .02, .16); if (s < .01 || t > 5.) break; } return clamp(s, 0., 1.); }
float nook(vec3 p, vec3 n){ float o = 0., k = 1.; for (int i = 1; i < 6; i++) { float h = .05 * float(i); o += (h - scene(p + n * h).x) * k; k *= .7; } return clamp(1. - 2.2 * o, 0., 1.); }
vec3 glaze(float id, vec3 p, out float gloss){
  vec4 at = id < 1.5 ? one : id < 2.5 ? two : three;
  float kind = id < 1.5 ? kinds.x : id < 2.5 ? kinds.y : kinds.z;
  vec3 top = id < 1.5 ? glaze1 : id < 2.5 ? glaze2 : glaze3;
  vec3 q = (p - vec3(at.x, 0., at.y)) / at.z;
  float a = atan(q.x, -q.z), t = tall(kind);
  float run = t * dip + .16 * (soft(vec2(a * 2.2, seed + id * 3.)) - .5) + .09 * pow(soft(vec2(a * 5., seed)), 3.);
  float edge = smoothstep(run - .012, run + .03, q.y);
  float cloud = soft(vec2(a * 1.5, q.y * 3.) + id * 9.);
  vec3 g = mix(top * .62, top * 1.15, cloud);
  g = mix(g, clay * .75, smoothstep(t - .055, t - .005, q.y) * .8);
  g = mix(g, top * .45, smoothstep(run + .1, run + .02, q.y) * .6);
  float dots = smoothstep(.79, .83, noise(vec2(a * 22., q.y * 34.) + id)) * .7 * speck;
  g = mix(g, clay * .3, dots);
  vec3 bare = clay * (.82 + .3 * noise(vec2(a * 40., q.y * 90.)) + .16 * soft(vec2(a * 3., q.y * 20.)));
  gloss = edge;
  return mix(bare, g, edge);
}
vec3 light(vec3 ro, vec3 rd){
  float t = 2., id = -1.;
  for (int i = 0; i < 110; i++) { vec2 d = scene(ro + rd * t); if (d.x < .0012) { id = d.y; break; } t += d.x * .8; if (t > 16.) break; }
  vec3 back = mix(wall, wall * .5, smoothstep(-.1, .7, rd.y + rd.x * .5));
  if (id < 0.) return back;
  vec3 p = ro + rd * t, n = normalAt(p), l = normalize(lamp);
  float gloss = 0.;
  vec3 c = id < .5 ? table * (.9 + .16 * soft(p.xz * vec2(2., 26.) + seed)) : glaze(id, p, gloss);
  if (id > .5 && gloss > .3) n = normalize(n + .03 * (vec3(noise(p.xy * 26.), noise(p.yz * 26.), noise(p.zx * 26.)) - .5));
  float sh = shade(p + n * .004, l), ao = nook(p, n), dif = max(dot(n, l), 0.);
  vec3 warm = vec3(1.25, 1.08, .88) * 1.9, cool = vec3(.5, .6, .74) * .85;
  vec3 lit = c * (warm * dif * sh + cool * (.45 + .55 * n.y) * ao + wall * .3 * ao * max(0., -n.z * .4 + .5));
  vec3 h = normalize(l - rd);
  float soft2 = pow(max(dot(n, h), 0.), 46.) * .9 + pow(max(dot(n, h), 0.), 500.) * 2.5;
  float fres = pow(1. - max(dot(n, -rd), 0.), 4.);
  lit += gloss * (soft2 * warm * sh + fres * (wall + cool) * .35 * ao);
  return id < .5 ? mix(lit, back, smoothstep(5.5, 12., t)) : lit;
}
void main(){
  vec3 sum = vec3(0.);
  vec3 ro = vec3(0., eye.x, -6.4), look = vec3(0., eye.y, 0.);
  vec3 f = normalize(look - ro), r = normalize(cross(vec3(0, 1, 0), f)), u = cross(f, r);
  for (int i = 0; i < 2; i++) {
    vec2 uv = (gl_FragCoord.xy + vec2(float(i) * .5, float(i) * .37) - .5 * size) / size.y;
    sum += light(ro, normalize(uv.x * r + uv.y * u + eye.z * f));
  }
  color = vec4(pow(film(sum * .5 * .8), vec3(1. / 2.2)), 1.);
}`

type Pot = readonly [x: number, z: number, size: number]
const none: Pot = [0, 0, 0]
interface Still {
  readonly pots: readonly [Pot, Pot?, Pot?]
  readonly kinds: readonly [number, number, number]
  readonly glazes: readonly [string, string, string]
  readonly clay: string
  readonly table: string
  readonly wall: string
  readonly lamp?: readonly [number, number, number]
  readonly dip?: number
  readonly speck?: number
  readonly eye?: readonly [height: number, look: number, lens: number]
}

function still(
  s: Sheet,
  seed: number,
  { pots, kinds, glazes, clay, table, wall, lamp = [-2.2, 2.4, -1.2], dip = 0.3, speck = 1, eye = [2.2, 0.62, 2.15] }: Still,
): void {
  const [one, two = none, three = none] = pots
  shadeOn(s, STILL, {
    one: [...one, 0],
    two: [...two, 0],
    three: [...three, 0],
    kinds,
    glaze1: rgb(glazes[0]),
    glaze2: rgb(glazes[1]),
    glaze3: rgb(glazes[2]),
    clay: rgb(clay),
    table: rgb(table),
    wall: rgb(wall),
    lamp,
    dip,
    speck,
    eye,
    seed,
  })
}

const piece = (size: readonly [number, number], seed: number, what: Still, tint?: string) => ({
  size,
  paint(s: Sheet, _dice: Dice) {
    still(s, seed, what)
    develop(s, { grain: 0.12, vignette: 0.2, bloom: 0.06, ...(tint ? { tint } : {}) })
  },
})
const tall = [880, 1100] as const
const wide = [1140, 855] as const
const square = [1000, 1000] as const

export const pictures = {
  'mio-tea-bowl': piece(square, 3, {
    pots: [[0, 0, 1.2]],
    kinds: [0, 0, 0],
    glazes: ['#b9c7b4', '#000000', '#000000'],
    clay: '#7a4b33',
    table: '#8d7259',
    wall: '#cfc4b4',
    dip: 0.36,
    eye: [2.5, 0.4, 2.1],
  }),
  'mio-three-bottles': piece(tall, 5, {
    pots: [
      [-0.86, 0.35, 0.62],
      [0.02, -0.3, 0.74],
      [0.92, 0.45, 0.54],
    ],
    kinds: [1, 1, 1],
    glazes: ['#e6ddca', '#3b5b6d', '#c77b4a'],
    clay: '#5d3a2a',
    table: '#b8a690',
    wall: '#d8cdbd',
    eye: [1.7, 0.86, 2.2],
  }),
  'mio-moon-jar': piece(tall, 8, {
    pots: [[0, 0, 0.86]],
    kinds: [3, 0, 0],
    glazes: ['#efe9dd', '#000000', '#000000'],
    clay: '#a98868',
    table: '#4a443f',
    wall: '#6b6a68',
    dip: 0.02,
    speck: 0.25,
    eye: [1.6, 0.84, 2.3],
  }),
  'mio-kiln-blue': piece(wide, 13, {
    pots: [
      [-1.15, 0, 0.85],
      [0.95, -0.3, 0.72],
      [0.3, 1.2, 0.95],
    ],
    kinds: [0, 2, 1],
    glazes: ['#1f4f74', '#2b6a85', '#16324a'],
    clay: '#8a5a3c',
    table: '#d9cfc1',
    wall: '#e3dbcf',
    eye: [2.1, 0.55, 2.2],
  }),
  'mio-seconds': piece(wide, 21, {
    pots: [
      [-1.25, 0.2, 0.78],
      [0.05, -0.25, 0.78],
      [1.3, 0.25, 0.78],
    ],
    kinds: [2, 2, 2],
    glazes: ['#d9a441', '#9fb08d', '#c9684f'],
    clay: '#4d3527',
    table: '#7d6a58',
    wall: '#9d8d7c',
    dip: 0.42,
    eye: [1.9, 0.42, 2.3],
  }),
  'mio-ash-glaze': piece(
    tall,
    34,
    {
      pots: [
        [-0.3, 0, 0.84],
        [0.72, -0.7, 0.46],
      ],
      kinds: [1, 0, 0],
      glazes: ['#8b8d63', '#b3a57a', '#000000'],
      clay: '#3c2a20',
      table: '#2f2c2a',
      wall: '#4a4641',
      lamp: [2.4, 2.2, -1],
      dip: 0.5,
      eye: [1.8, 0.75, 2.1],
    },
    'rgb(255 210 150 / .12)',
  ),
  'mio-table-for-three': piece(square, 55, {
    pots: [
      [0.1, 0.7, 0.95],
      [-0.75, -0.7, 0.6],
      [0.95, -0.7, 0.56],
    ],
    kinds: [3, 2, 0],
    glazes: ['#eae4d8', '#27414b', '#c98b63'],
    clay: '#6b4a35',
    table: '#a58d74',
    wall: '#d6cbbb',
    dip: 0.2,
    eye: [2.6, 0.5, 2.0],
  }),
  'mio-red-bowl': piece(square, 89, {
    pots: [[0, 0, 1.25]],
    kinds: [0, 0, 0],
    glazes: ['#a5301d', '#000000', '#000000'],
    clay: '#23201e',
    table: '#1d1b1a',
    wall: '#2b2826',
    lamp: [-2.6, 1.9, -0.4],
    dip: 0.3,
    speck: 0.5,
    eye: [2.4, 0.38, 2.1],
  }),
} as const
