/** Pictures that are worked out point by point: a fragment shader over the whole sheet. */
import type { Sheet } from './kit'

type Value = number | readonly number[]

const COMMON = `#version 300 es
precision highp float;
uniform vec2 size;
uniform float time;
uniform float seed;
out vec4 color;
const float PI = 3.14159265;
float hash(vec2 p){ p = fract(p * vec2(123.34, 456.21) + seed * .137); p += dot(p, p + 45.32); return fract(p.x * p.y); }
float noise(vec2 p){ vec2 i = floor(p), f = fract(p); f = f*f*f*(f*(f*6.-15.)+10.);
  return mix(mix(hash(i), hash(i+vec2(1,0)), f.x), mix(hash(i+vec2(0,1)), hash(i+vec2(1,1)), f.x), f.y); }
const mat2 TURN = mat2(.8, .6, -.6, .8);
float fbm(vec2 p){ float s = 0., a = .5; for (int i = 0; i < 6; i++) { s += a * noise(p); p = TURN * p * 2.03 + 11.7; a *= .5; } return s; }
float soft(vec2 p){ float s = 0., a = .5; for (int i = 0; i < 3; i++) { s += a * noise(p); p = TURN * p * 2.03 + 11.7; a *= .5; } return s / .875; }
vec3 film(vec3 x){ return clamp((x*(2.51*x+.03))/(x*(2.43*x+.59)+.14), 0., 1.); }
mat2 spin(float a){ float c = cos(a), s = sin(a); return mat2(c, -s, s, c); }
`

let board: { canvas: OffscreenCanvas; gl: WebGL2RenderingContext } | undefined
const programs = new Map<string, WebGLProgram>()

/** Paints `fragment` (GLSL with `color` as its result) over a sheet. Numbers and vectors in `values` are uniforms by name. */
export function shadeOn(s: Sheet, fragment: string, values: { readonly [name: string]: Value } = {}): void {
  if (!board) {
    const canvas = new OffscreenCanvas(8, 8)
    const gl = canvas.getContext('webgl2', { preserveDrawingBuffer: true, antialias: false })
    if (!gl) throw new Error('no WebGL')
    board = { canvas, gl }
  }
  const { canvas, gl } = board
  if (canvas.width !== s.w || canvas.height !== s.h) {
    canvas.width = s.w
    canvas.height = s.h
  }
  gl.viewport(0, 0, s.w, s.h)
  const declared = Object.entries(values).map(
    ([name, value]) => `uniform ${typeof value === 'number' ? 'float' : `vec${value.length}`} ${name};`,
  )
  const source = COMMON + declared.filter((line) => !/ (?:time|seed);/.test(line)).join('\n') + fragment
  const program = programs.get(source) ?? compile(gl, source)
  programs.set(source, program)
  gl.useProgram(program)
  for (const [name, value] of Object.entries({ seed: 1, time: 0, size: [s.w, s.h], ...values })) {
    const place = gl.getUniformLocation(program, name)
    const list = typeof value === 'number' ? [value] : [...value]
    if (list.length === 1) gl.uniform1fv(place, list)
    else if (list.length === 2) gl.uniform2fv(place, list)
    else if (list.length === 3) gl.uniform3fv(place, list)
    else gl.uniform4fv(place, list)
  }
  gl.drawArrays(gl.TRIANGLES, 0, 3)
  gl.finish()
  s.c.drawImage(canvas, 0, 0)
}

function compile(gl: WebGL2RenderingContext, source: string): WebGLProgram {
  const program = gl.createProgram()
  const vertex = `#version 300 es
void main(){ vec2 p = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4. - 1.; gl_Position = vec4(p, 0, 1); }`
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, source],
  ] as const) {
    const shader = gl.createShader(kind)
    if (!shader) throw new Error('no shader')
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader) ?? 'shader')
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'program')
  return program
}

/** '#rrggbb' as linear light, as shaders reckon. */
export const rgb = (hex: string): [number, number, number] => {
  const v = (at: number) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2
  return [v(1), v(3), v(5)]
}
