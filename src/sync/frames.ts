/**
 * Frames as bytes: one byte of type, then fields of fixed width, then at most one list. Numbers are big-endian, hashes 32 raw bytes,
 * texts UTF-8, rows separated by newlines (a row is JSON, which never holds one). A frame is read wholly and exactly or not at all:
 * a length that does not add up, a byte left over or an unknown flag makes it malformed, and nothing of it is used.
 */
import { type Bytes, concat, fromBase64, fromUtf8, toBase64, utf8 } from '../kit/bytes'
import { exhaustive } from '../kit/exhaustive'
import type { Reading } from '../log/rows'
import type { Hash, Ref } from '../log/types'
import { LONGEST_FRAME, type PeerId } from './link'
import { CHUNK, type LastSeal, LONGEST_PAYLOAD, type Payload, type Place } from './replica'

/**
 * Raised when an older build could no longer understand a newer one at all. Unknown row types are no reason: they travel as text. Nor is a
 * further type of frame, as long as it is sent only to who knows it by the `rules` of their hello: to others it is malformed.
 */
export const PROTOCOL = 1

/** Most refs, places and hashes that fit one frame. */
export const REFS_PER_FRAME = 800
export const HASHES_PER_FRAME = 1_500
const PAYLOADS_PER_FRAME = 100
/** Bytes of text that fit one frame beside its fields. */
export const TEXT_PER_FRAME = 59_000

export type Message =
  /** First on every link, from both ends. */
  | { readonly type: 'hello'; readonly world: string; readonly self: PeerId; readonly rules: number }
  /** What is here. `whole`: this starts a full account, in several frames while `more`; else only what moved since. */
  | { readonly type: 'vector'; readonly whole: boolean; readonly more: boolean; readonly last: LastSeal; readonly refs: readonly Ref[] }
  /** Hash of the whole vector and the last seal: equal at both ends when nothing is missing at either. */
  | { readonly type: 'digest'; readonly hash: Hash }
  | { readonly type: 'askRows'; readonly ask: number; readonly places: readonly Place[] }
  | { readonly type: 'askHashes'; readonly kind: 'rows' | 'payloads'; readonly hashes: readonly Hash[] }
  | { readonly type: 'askSeals'; readonly after: number }
  /** `ask` 0: sent unasked, or asked by hash. `last` closes an ask. */
  | { readonly type: 'rows'; readonly ask: number; readonly last: boolean; readonly texts: readonly string[] }
  /** Bytes of newline-separated seals. `more`: the last of them goes on in the next frame. `last` closes an ask. */
  | { readonly type: 'seals'; readonly more: boolean; readonly last: boolean; readonly bytes: Bytes }
  | { readonly type: 'payloads'; readonly payloads: readonly Payload[] }
  | { readonly type: 'absent'; readonly kind: Absent; readonly hashes: readonly Hash[] }
  | { readonly type: 'askChunks'; readonly hash: Hash; readonly indexes: readonly number[] }
  | { readonly type: 'chunk'; readonly hash: Hash; readonly index: number; readonly bytes: Bytes }
  | { readonly type: 'askManifest' }
  /** '' when there is none. */
  | { readonly type: 'manifest'; readonly text: string }
  /** What seals behind number `after`, up to number `upTo`, cover, and these seals. Answered by rows and seals; rows of this `ask` close it. */
  | { readonly type: 'askHistory'; readonly ask: number; readonly after: number; readonly upTo: number }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' }
  /** How many bytes of content the sender of this has taken up on this link, since it opened. */
  | { readonly type: 'credit'; readonly bytes: number }
  /** A Yjs update of one shared draft. */
  | { readonly type: 'draft'; readonly hash: Hash; readonly bytes: Bytes }
  | { readonly type: 'bye'; readonly reason: string }

export type Absent = 'rows' | 'payloads' | 'blob'
const ABSENT: readonly Absent[] = ['rows', 'payloads', 'blob']

/** The first byte. Numbers are never given a second meaning. */
const CODES: { readonly [type in Message['type']]: number } = {
  hello: 1,
  vector: 2,
  digest: 3,
  askRows: 4,
  askHashes: 5,
  askSeals: 6,
  rows: 7,
  seals: 8,
  payloads: 9,
  absent: 10,
  askChunks: 11,
  chunk: 12,
  askManifest: 13,
  manifest: 14,
  ping: 15,
  pong: 16,
  credit: 17,
  draft: 18,
  bye: 19,
  askHistory: 20,
}
const TYPES = new Map(Object.entries(CODES).map(([type, code]) => [code, type as Message['type']]))

/** What counts against the window between two peers: everything that can be long. The rest is small and answers at once. */
export const isContent = (type: Message['type']): boolean =>
  type === 'rows' || type === 'seals' || type === 'payloads' || type === 'chunk' || type === 'draft'

/** Throws a RangeError for a message that does not fit a frame: the caller cuts its lists. */
export function encode(message: Message): Bytes {
  const frame = concat(byte(CODES[message.type]), ...parts(message))
  if (frame.length > LONGEST_FRAME) throw new RangeError(`${message.type} of ${frame.length} bytes is too long for a frame`)
  return frame
}

function parts(message: Message): Uint8Array[] {
  switch (message.type) {
    case 'hello':
      return [byte(PROTOCOL), hash(message.world), peer(message.self), u32(message.rules)]
    case 'vector': {
      const { whole, more, last, refs } = message
      return [byte((whole ? 1 : 0) | (more ? 2 : 0)), u32(last.term), u48(last.number), hash(last.hash), ...refs.map(place)]
    }
    case 'digest':
      return [hash(message.hash)]
    case 'askRows':
      return [u32(message.ask), ...message.places.map(place)]
    case 'askHashes':
      return [byte(message.kind === 'rows' ? 0 : 1), ...message.hashes.map(hash)]
    case 'askSeals':
      return [u48(message.after)]
    case 'rows':
      return [u32(message.ask), byte(message.last ? 1 : 0), utf8(message.texts.join('\n'))]
    case 'seals':
      return [byte((message.more ? 1 : 0) | (message.last ? 2 : 0)), message.bytes]
    case 'payloads':
      return message.payloads.flatMap((payload) => [hash(payload.hash), u32(payload.bytes.length), payload.bytes])
    case 'absent':
      return [byte(ABSENT.indexOf(message.kind)), ...message.hashes.map(hash)]
    case 'askChunks':
      return [hash(message.hash), ...message.indexes.map(u32)]
    case 'chunk':
      return [hash(message.hash), u32(message.index), message.bytes]
    case 'manifest':
      return [utf8(message.text)]
    case 'askHistory':
      return [u32(message.ask), u48(message.after), u48(message.upTo)]
    case 'askManifest':
    case 'ping':
    case 'pong':
      return []
    case 'credit':
      return [u48(message.bytes)]
    case 'draft':
      return [hash(message.hash), message.bytes]
    case 'bye':
      return [utf8(message.reason.slice(0, 200))]
    default:
      return exhaustive(message)
  }
}

/** A greeting in another protocol: no fault of whoever sends it. */
export const isOtherProtocol = (frame: Bytes): boolean => frame[0] === CODES.hello && frame.length > 1 && frame[1] !== PROTOCOL

/** Strict. Says in a word or two what is wrong, for the log and for the reason with which a link is closed. */
export function decode(frame: Bytes): Reading<Message> {
  if (frame.length > LONGEST_FRAME) return { ok: false, why: 'frame too long' }
  const type = frame.length > 0 ? TYPES.get(frame[0] as number) : undefined
  if (!type) return { ok: false, why: 'frame type' }
  try {
    const input = reader(frame)
    const message = read(type, input)
    input.end()
    return { ok: true, value: message }
  } catch (error) {
    return { ok: false, why: error instanceof Malformed ? `${type}: ${error.message}` : `${type}: not UTF-8` }
  }
}

class Malformed extends Error {}

function read(type: Message['type'], input: Reader): Message {
  switch (type) {
    case 'hello':
      if (input.byte() !== PROTOCOL) throw new Malformed('protocol version')
      return { type, world: input.hash(), self: input.peer(), rules: input.u32() }
    case 'vector': {
      const flags = input.flags(2)
      const last = { term: input.u32(), number: input.u48(), hash: input.hash() }
      return { type, whole: (flags & 1) !== 0, more: (flags & 2) !== 0, last, refs: input.list(70, input.ref, REFS_PER_FRAME) }
    }
    case 'digest':
      return { type, hash: input.hash() }
    case 'askRows':
      return { type, ask: input.u32(), places: input.list(70, input.place, REFS_PER_FRAME) }
    case 'askHashes':
      return { type, kind: input.flags(1) === 0 ? 'rows' : 'payloads', hashes: input.list(32, input.hash, HASHES_PER_FRAME) }
    case 'askSeals':
      return { type, after: input.u48() }
    case 'rows': {
      const ask = input.u32()
      const last = input.flags(1) === 1
      const text = input.text()
      const texts = text === '' ? [] : text.split('\n')
      if (texts.includes('')) throw new Malformed('empty row')
      return { type, ask, last, texts }
    }
    case 'seals': {
      const flags = input.flags(2)
      return { type, more: (flags & 1) !== 0, last: (flags & 2) !== 0, bytes: input.rest() }
    }
    case 'payloads': {
      const payloads: Payload[] = []
      while (input.left() > 0) payloads.push({ hash: input.hash(), bytes: input.bytes(input.atMost(LONGEST_PAYLOAD)) })
      return { type, payloads }
    }
    case 'absent': {
      const kind = ABSENT[input.byte()]
      if (!kind) throw new Malformed('kind')
      return { type, kind, hashes: input.list(32, input.hash, HASHES_PER_FRAME) }
    }
    case 'askChunks':
      return { type, hash: input.hash(), indexes: input.list(4, input.u32, 64) }
    case 'chunk': {
      const message = { type, hash: input.hash(), index: input.u32(), bytes: input.rest() }
      if (message.bytes.length > CHUNK) throw new Malformed('chunk too long')
      return message
    }
    case 'manifest':
      return { type, text: input.text() }
    case 'askHistory':
      return { type, ask: input.u32(), after: input.u48(), upTo: input.u48() }
    case 'askManifest':
    case 'ping':
    case 'pong':
      return { type }
    case 'credit':
      return { type, bytes: input.u48() }
    case 'draft':
      return { type, hash: input.hash(), bytes: input.rest() }
    case 'bye':
      return { type, reason: input.text() }
    default:
      return exhaustive(type)
  }
}

interface Reader {
  left(): number
  byte(): number
  flags(bits: number): number
  u32(): number
  u48(): number
  atMost(most: number): number
  hash(): Hash
  peer(): PeerId
  ref(): Ref
  place(): Place
  bytes(length: number): Bytes
  rest(): Bytes
  text(): string
  /** Everything that is left, as items of `width` bytes. */
  list<T>(width: number, item: () => T, most: number): T[]
  end(): void
}

function reader(frame: Bytes): Reader {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  let at = 1
  const take = (length: number): number => {
    if (at + length > frame.length) throw new Malformed('too short')
    at += length
    return at - length
  }
  const self: Reader = {
    left: () => frame.length - at,
    byte: () => view.getUint8(take(1)),
    flags(bits) {
      const value = self.byte()
      if (value >> bits !== 0) throw new Malformed('unknown flag')
      return value
    },
    u32: () => view.getUint32(take(4)),
    u48: () => view.getUint16(take(2)) * 2 ** 32 + view.getUint32(take(4)),
    atMost(most) {
      const value = self.u32()
      if (value > most) throw new Malformed('too long')
      return value
    },
    hash: () => toBase64(self.bytes(32)),
    peer: () => toBase64(self.bytes(16)),
    ref() {
      const ref = { device: self.hash(), seq: self.u48(), hash: self.hash() }
      if (ref.seq === 0) throw new Malformed('seq 0')
      return ref
    },
    place() {
      const device = self.hash()
      const seq = self.u48()
      const known = self.hash()
      if (seq > 0) return { device, seq, hash: known }
      if (known !== NOTHING) throw new Malformed('a hash at seq 0')
      return { device, seq, hash: '' }
    },
    bytes(length) {
      const start = take(length)
      return frame.subarray(start, start + length)
    },
    rest: () => self.bytes(self.left()),
    text: () => fromUtf8(self.rest()),
    list(width, item, most) {
      const count = self.left() / width
      if (!Number.isInteger(count)) throw new Malformed('half an item')
      if (count > most) throw new Malformed('too many')
      return Array.from({ length: count }, item)
    },
    end() {
      if (at !== frame.length) throw new Malformed('bytes left over')
    },
  }
  return self
}

const byte = (value: number): Uint8Array => Uint8Array.of(value)

function u32(value: number): Uint8Array {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, value)
  return out
}

function u48(value: number): Uint8Array {
  const out = new Uint8Array(6)
  const view = new DataView(out.buffer)
  view.setUint16(0, Math.floor(value / 2 ** 32))
  view.setUint32(2, value % 2 ** 32)
  return out
}

const NONE = new Uint8Array(32)
const NOTHING = toBase64(NONE)
const raw = (text: string, length: number): Uint8Array => {
  const bytes = fromBase64(text)
  if (bytes?.length !== length) throw new RangeError(`not ${length} bytes of base64url: ${text.slice(0, 50)}`)
  return bytes
}
const hash = (text: Hash): Uint8Array => raw(text, 32)
const peer = (text: PeerId): Uint8Array => raw(text, 16)
const place = ({ device, seq, hash: at }: Place): Uint8Array => concat(hash(device), u48(seq), at === '' ? NONE : hash(at))

/** Cuts a list so that each part holds at most `most` items and, by `sizeOf`, at most `bytes` bytes. An item alone may be longer. */
export function cut<T>(items: readonly T[], most: number, sizeOf: (item: T) => number = () => 0, bytes = TEXT_PER_FRAME): T[][] {
  const out: T[][] = []
  let size = 0
  for (const item of items) {
    const current = out.at(-1)
    const grown = size + sizeOf(item)
    if (current && current.length < most && grown <= bytes) {
      current.push(item)
      size = grown
    } else {
      out.push([item])
      size = sizeOf(item)
    }
  }
  return out
}

/** Payloads as messages, beside the hash and length of each. */
export const payloadFrames = (payloads: readonly Payload[]): Message[] =>
  cut(payloads, PAYLOADS_PER_FRAME, ({ bytes }) => bytes.length + 36).map((part) => ({ type: 'payloads', payloads: part }))

/** Seals as messages; one that is longer than a frame goes on in the next. */
export function sealFrames(texts: readonly string[]): Message[] {
  const bytes = utf8(texts.join('\n'))
  const count = Math.max(1, Math.ceil(bytes.length / TEXT_PER_FRAME))
  return Array.from({ length: count }, (_, i) => ({
    type: 'seals',
    more: i + 1 < count,
    last: false,
    bytes: bytes.subarray(i * TEXT_PER_FRAME, (i + 1) * TEXT_PER_FRAME),
  }))
}
