/**
 * Large content under one key, in frames that can be opened one by one: while it arrives, or where a player jumps to.
 *
 *     'mesi' 1 0 0 0 | 8 random bytes | frame 0 | frame 1 | … | last frame       a frame: at most 65,536 bytes of plaintext, and 16
 *
 * The nonce of a frame is the random bytes and its number. Each frame is bound to its work, version and creator, to its number, and to
 * whether it is the last: frames cannot be moved, exchanged, left out or cut off at the end unnoticed.
 *
 * What it does not do: hide the size; protect the reader before the last frame was seen from a work that was cut off (`openContent`
 * therefore opens that one first); tell whether the plaintext is what was promised (its hash in the row does).
 */
import { type Bytes, concat, randomBytes } from '../kit/bytes'
import { type Cipher, cipherOf, spell, TAG_BYTES } from './aes'

/** Plaintext bytes in a frame; only the last has fewer. Empty content has one empty frame. */
export const FRAME_BYTES = 65_536
export const HEADER_BYTES = 16
const SEALED_FRAME = FRAME_BYTES + TAG_BYTES
const MAGIC = Uint8Array.of(0x6d, 0x65, 0x73, 0x69, 1, 0, 0, 0)

/** What the content is. All of it must be the same at both ends. */
export interface About {
  readonly item: string
  readonly version: number
  readonly creator: string
}

/** What to say when content does not open. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  constructor() {
    super('These bytes are not what was encrypted, or the key is another.')
  }
}

/** Size of the ciphertext of that many bytes of plaintext. */
export const sealedSize = (size: number): number => HEADER_BYTES + size + TAG_BYTES * Math.max(1, Math.ceil(size / FRAME_BYTES))

/** Size of the plaintext in a ciphertext of that size; `undefined` for a size that none has. */
export function plainSize(sealed: number): number | undefined {
  const size = sealed - HEADER_BYTES - TAG_BYTES * Math.ceil((sealed - HEADER_BYTES) / SEALED_FRAME)
  return Number.isSafeInteger(size) && size >= 0 && sealedSize(size) === sealed ? size : undefined
}

/** Encrypts pieces of any sizes, holding no more than a frame of them: the header first, then the frames. One key, one piece of content. */
export async function* encryptFrames(
  key: Bytes,
  about: About,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Bytes> {
  const header = concat(MAGIC, randomBytes(HEADER_BYTES - MAGIC.length))
  const cipher = await cipherOf(key)
  yield header
  let number = 0
  for await (const { bytes, last } of cut(pieces, FRAME_BYTES)) {
    yield await cipher.encrypt(nonceOf(header, number), bytes, spelt(about, number, last))
    number++
  }
}

/** The inverse, from pieces of any sizes. Throws `Unreadable`; what was yielded before is good, but may not be all. */
export async function* decryptFrames(
  key: Bytes,
  about: About,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Bytes> {
  const cipher = await cipherOf(key)
  let header: Bytes | undefined
  let number = 0
  for await (const { bytes, last } of cut(pieces, SEALED_FRAME, HEADER_BYTES)) {
    if (header) yield await openFrame(cipher, header, about, number++, last, bytes)
    else header = bytes
  }
  if (number === 0) throw new Unreadable()
}

export async function encryptContent(key: Bytes, about: About, plain: Bytes): Promise<Bytes> {
  return gather(encryptFrames(key, about, [plain]))
}

/** The plaintext, whole or not at all. */
export async function decryptContent(key: Bytes, about: About, sealed: Bytes): Promise<Bytes | undefined> {
  try {
    return await gather(decryptFrames(key, about, [sealed]))
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

/** Content that is opened where it is looked at. */
export interface OpenContent {
  /** Bytes of plaintext. */
  readonly size: number
  /** The plaintext from `from` up to before `to`. Throws `Unreadable`. */
  read(from: number, to: number): Promise<Bytes>
}

/**
 * Opens content whose ciphertext of `sealed` bytes lies elsewhere: `fetch` reads it from `from` up to before `to`. The last frame is
 * opened at once, so that the size is true. Throws `Unreadable`.
 */
export async function openContent(
  key: Bytes,
  about: About,
  sealed: number,
  fetch: (from: number, to: number) => Promise<Bytes>,
): Promise<OpenContent> {
  const size = plainSize(sealed)
  if (size === undefined) throw new Unreadable()
  const cipher = await cipherOf(key)
  const header = await fetch(0, HEADER_BYTES)
  const final = Math.max(0, Math.ceil(size / FRAME_BYTES) - 1)
  const frame = async (number: number): Promise<Bytes> => {
    const at = HEADER_BYTES + number * SEALED_FRAME
    const bytes = await fetch(at, Math.min(at + SEALED_FRAME, sealed))
    return openFrame(cipher, header, about, number, number === final, bytes)
  }
  await frame(final)
  return {
    size,
    async read(from, to) {
      const start = Math.max(0, from)
      const end = Math.min(to, size)
      if (start >= end) return new Uint8Array(0)
      const first = Math.floor(start / FRAME_BYTES)
      const parts: Bytes[] = []
      for (let number = first; number * FRAME_BYTES < end; number++) parts.push(await frame(number))
      return concat(...parts).slice(start - first * FRAME_BYTES, end - first * FRAME_BYTES)
    },
  }
}

async function openFrame(cipher: Cipher, header: Bytes, about: About, number: number, last: boolean, sealed: Bytes): Promise<Bytes> {
  if (header.length !== HEADER_BYTES || MAGIC.some((byte, i) => header[i] !== byte)) throw new Unreadable()
  const plain = await cipher.decrypt(nonceOf(header, number), sealed, spelt(about, number, last))
  if (!plain) throw new Unreadable()
  return plain
}

/** Eight random bytes and the frame's number. */
function nonceOf(header: Bytes, number: number): Bytes {
  if (number > 0xffffffff) throw new RangeError('Content of more frames than a nonce can count.')
  const nonce = concat(header.subarray(MAGIC.length), new Uint8Array(4))
  new DataView(nonce.buffer).setUint32(HEADER_BYTES - MAGIC.length, number)
  return nonce
}

const spelt = ({ item, version, creator }: About, number: number, last: boolean): string =>
  spell('mesi content 1', item, version, creator, number, last)

async function gather(pieces: AsyncIterable<Bytes>): Promise<Bytes> {
  const all: Bytes[] = []
  for await (const piece of pieces) all.push(piece)
  return concat(...all)
}

/** Cuts pieces of any sizes into pieces of `size`, the first of `first`. The last may be shorter; there is always one behind the first. */
async function* cut(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  size: number,
  first = 0,
): AsyncGenerator<{ readonly bytes: Bytes; readonly last: boolean }> {
  let room = first || size
  let held = new Uint8Array(room)
  let filled = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      if (filled === room) {
        yield { bytes: held, last: false }
        room = size
        held = new Uint8Array(room)
        filled = 0
      }
      const part = piece.subarray(at, at + room - filled)
      held.set(part, filled)
      filled += part.length
      at += part.length
    }
  }
  yield { bytes: held.slice(0, filled), last: true }
}
