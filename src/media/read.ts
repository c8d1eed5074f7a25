/**
 * Reading numbers and names out of untrusted bytes. A read past the end gives zeros instead of throwing: the walkers below check bounds once
 * per part, and a hostile length inside a part can then at worst make a detector see nothing.
 */

/** A named stretch of a file: `start` is its first byte, its content lies in [`at`, `end`). */
export interface Part {
  readonly name: string
  readonly start: number
  readonly at: number
  readonly end: number
}

export const u8 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
export const u16 = (bytes: Uint8Array, at: number): number => u8(bytes, at) * 0x100 + u8(bytes, at + 1)
export const u24 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 0x100 + u8(bytes, at + 2)
export const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 0x10000 + u16(bytes, at + 2)
export const u64 = (bytes: Uint8Array, at: number): number => u32(bytes, at) * 0x1_0000_0000 + u32(bytes, at + 4)
export const u16le = (bytes: Uint8Array, at: number): number => u8(bytes, at) + u8(bytes, at + 1) * 0x100
export const u24le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) + u8(bytes, at + 2) * 0x10000
export const u32le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000

const windows1252 = new TextDecoder('latin1')

/** One letter per byte; never fails. For names inside formats, which are ASCII, and for searching. */
export const letters = (bytes: Uint8Array, at: number, length: number): string =>
  windows1252.decode(bytes.subarray(at, Math.max(at, Math.min(bytes.length, at + length))))

/** Whether the ASCII text `text` stands at `at`. */
export function says(bytes: Uint8Array, at: number, text: string): boolean {
  if (at + text.length > bytes.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

/** Where the ASCII text `text` first stands in [`from`, `to`), or -1. */
export function find(bytes: Uint8Array, text: string, from = 0, to = bytes.length): number {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first, from); at >= 0 && at + text.length <= to; at = bytes.indexOf(first, at + 1)) {
    if (says(bytes, at, text)) return at
  }
  return -1
}
