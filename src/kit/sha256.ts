/**
 * SHA-256 (FIPS 180-4), at once and without an object for each answer: rows are short, and libraries make a hasher for every one of them,
 * which takes as long as hashing it.
 */
import type { Bytes } from './bytes'

// biome-ignore format: 64 words, eleven to a line
const K = Int32Array.from([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
  0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
  0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
  0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
  0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
  0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
])
const BEGINNING = Int32Array.from([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19])

/** Bytes that are hashed in one go; behind them there is room for the padding. */
const ROOM = 1 << 16
const room = new Uint8Array(ROOM + 128)
const front = room.subarray(0, ROOM)
const view = new DataView(room.buffer)
const words = new Int32Array(64)
const state = new Int32Array(8)
const found = new Uint8Array(32)
const foundView = new DataView(found.buffer)
const encoder = new TextEncoder()

/** The 32 bytes; those of the next answer take their place. */
export function sha256(content: string | Uint8Array): Bytes {
  state.set(BEGINNING)
  if (typeof content === 'string') {
    const { read, written } = encoder.encodeInto(content, front)
    if (read < content.length) return sha256(encoder.encode(content))
    return finish(written, written)
  }
  let at = 0
  for (; content.length - at > ROOM; at += ROOM) {
    room.set(content.subarray(at, at + ROOM))
    take(ROOM)
  }
  room.set(content.subarray(at))
  return finish(content.length - at, content.length)
}

/** Pads what lies in the room, of a content of `length` bytes in all. */
function finish(rest: number, length: number): Bytes {
  const end = ((rest + 8) & ~63) + 64
  room[rest] = 0x80
  room.fill(0, rest + 1, end - 8)
  view.setUint32(end - 8, length / 2 ** 29)
  view.setUint32(end - 4, length * 8)
  take(end)
  for (let i = 0; i < 8; i++) foundView.setInt32(4 * i, state[i] as number)
  return found
}

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

const add = (at: number, word: number): void => void (state[at] = (state[at] as number) + word)

/** Takes up the blocks in front of `end`. */
function take(end: number): void {
  for (let at = 0; at < end; at += 64) {
    for (let t = 0; t < 16; t++) words[t] = view.getInt32(at + 4 * t)
    for (let t = 16; t < 64; t++) {
      const a = words[t - 15] as number
      const b = words[t - 2] as number
      const small = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3)
      const large = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10)
      words[t] = (words[t - 16] as number) + small + (words[t - 7] as number) + large
    }
    let a = state[0] as number
    let b = state[1] as number
    let c = state[2] as number
    let d = state[3] as number
    let e = state[4] as number
    let f = state[5] as number
    let g = state[6] as number
    let h = state[7] as number
    for (let t = 0; t < 64; t++) {
      const first =
        (h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + (g ^ (e & (f ^ g))) + (K[t] as number) + (words[t] as number)) | 0
      const second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) | (c & (a | b)))
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + second) | 0
    }
    add(0, a)
    add(1, b)
    add(2, c)
    add(3, d)
    add(4, e)
    add(5, f)
    add(6, g)
    add(7, h)
  }
}
