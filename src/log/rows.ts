/**
 * Rows and seals as text (K1). What is signed is carried byte for byte and never written again from its parts,
 * so no canonical form exists that two builds could disagree about.
 */
import { hashOf } from '../kit/bytes'
import type { Body, DeviceId, Genesis, Hash, Json, Ref, Row, Seal, SealBody } from './types'

/** Longest row or seal that is read at all, in UTF-16 units. A seal names at most every device of the world. */
export const LONGEST_ROW = 32_768
const LONGEST_SEAL = 16_000_000
/** Rows of other feeds that a row names at most (K1). */
export const MOST_SEEN = 64
const SIGNATURE = 86
const LATEST = 8_640_000_000_000_000 // the last instant that a Date can hold
// 43 letters hold 258 bits, 86 hold 516: the last letter is one whose spare bits are zero, so that 32 or 64 bytes have one spelling.
const HASH = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/
const SIGNED = /^[A-Za-z0-9_-]{85}[AQgw]$/
const ROW_KEYS = 'v world device seq prev stamp seen type data'.split(' ')
const SEAL_KEYS = 'v world term number prevSeal upTo heads stopped version parameters jump quarantined quarantinedTimers sum'.split(' ')
const TYPE = /^[a-z][a-zA-Z]{0,30}\.[a-z][a-zA-Z]{0,40}$/
const KEY = /^[a-zA-Z][a-zA-Z0-9]{0,40}$/
const ASCII = /^[\x20-\x7e]{0,512}$/
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u
/** Names that every object answers to: as a key of data they would shadow what rules call. (`__proto__` has no letter in front.) */
const TAKEN = new Set('constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toJSON toLocaleString toString valueOf'.split(' '))

/** A key of a plain object that shadows nothing. */
export const isPlainKey = (key: string): boolean => KEY.test(key) && !TAKEN.has(key)

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }
const bad = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why })

export const isHash = (value: unknown): value is Hash => typeof value === 'string' && HASH.test(value)
const isSeq = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1
const isInstant = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= LATEST
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Splits a text into signature ('' inside a batch) and body. */
export const signatureOf = (text: string): string => (text.charCodeAt(0) === 123 ? '' : text.slice(0, SIGNATURE))
export const bodyText = (text: string): string => text.slice(signatureOf(text).length)

/** The text of an unsigned row or seal body: the bytes that are to be signed. Keys in the order of the types. */
export function writeBody(body: Body): string {
  const { v, world, device, seq, prev, stamp, seen, type, data } = body
  return JSON.stringify({ v, world, device, seq, prev, stamp, seen: seen.map((ref) => [ref.device, ref.seq, ref.hash]), type, data })
}
export function writeSeal(body: SealBody): string {
  const heads = body.heads.map((ref) => [ref.device, ref.seq, ref.hash])
  return JSON.stringify({ ...body, heads }, SEAL_KEYS) // the list says which keys, and in which order
}

/** A row from its text: shape, exact keys, and the limits of K2. Says nothing about its signature. */
export function readRow(text: string): Reading<Row> {
  const parsed = parse(text, LONGEST_ROW)
  if (!parsed.ok) return parsed
  const body = parsed.value
  if (!hasKeys(body, ROW_KEYS)) return bad('keys')
  const { v, world, device, seq, prev, stamp, type, data } = body
  if (v !== 1) return bad('version')
  if (!isHash(world) || !isHash(device)) return bad('world or device')
  if (!isSeq(seq) || (seq === 1 ? prev !== null : !isHash(prev))) return bad('seq or prev')
  if (!isInstant(stamp)) return bad('stamp')
  const seen = readRefs(body.seen, MOST_SEEN)
  if (!seen || seen.some((ref) => ref.device === device)) return bad('seen')
  if (typeof type !== 'string' || !TYPE.test(type)) return bad('type')
  if (!isObject(data) || !isPlain(data, 0)) return bad('data')
  return { ok: true, value: makeRow(text, { v, world, device, seq, prev: prev as Hash | null, stamp, seen, type, data }) }
}

// The beginning that the text of every row or seal has which can be read at all, and perhaps of some that cannot.
const ROW_PLACE = /^(?:[\w-]{86})?\{"v":1,"world":"[\w-]{43}","device":"([\w-]{43})","seq":(\d{1,16}),/
const SEAL_PLACE = /^[\w-]{86}\{"v":1,"world":"[\w-]{43}","term":\d{1,16},"number":(\d{1,16}),/
/** Where a row says that it stands, told without reading all of it. `undefined`: what `readRow` refuses. */
export function placeIn(text: string): Pick<Ref, 'device' | 'seq'> | undefined {
  const [, device, seq] = ROW_PLACE.exec(text) ?? []
  return device === undefined ? undefined : { device, seq: Number(seq) }
}
/** The same of a seal: its number. */
export function numberIn(text: string): number | undefined {
  const [, number] = SEAL_PLACE.exec(text) ?? []
  return number === undefined ? undefined : Number(number)
}

/** For the hand that has just written the body: no check. */
export const makeRow = (text: string, body: Body): Row => ({ hash: hashOf(text), text, body })

export function readSeal(text: string): Reading<Seal> {
  const parsed = parse(text, LONGEST_SEAL)
  if (!parsed.ok) return parsed
  const body = parsed.value
  if (!hasKeys(body, SEAL_KEYS) || body.v !== 1) return bad('keys')
  if (signatureOf(text) === '') return bad('unsigned')
  if (!isHash(body.world) || !isHash(body.prevSeal)) return bad('world or seal before')
  if (!isSeq(body.term) || !isSeq(body.number) || !isSeq(body.version) || !isInstant(body.upTo)) return bad('numbers')
  const heads = readRefs(body.heads, 1_000_000)
  if (!heads) return bad('heads')
  if (!isListOf(body.stopped, isHash) || !isListOf(body.quarantined, isHash)) return bad('lists')
  const isShort = (value: unknown): value is string => typeof value === 'string' && ASCII.test(value)
  if (!isListOf(body.quarantinedTimers, isShort) || !isListOf(body.parameters, isShort)) return bad('lists')
  if (body.jump !== null && !isReason(body.jump)) return bad('jump')
  if (typeof body.sum !== 'string' || !/^[0-9a-f]{16}$/.test(body.sum)) return bad('sum')
  return { ok: true, value: { hash: hashOf(text), text, body: { ...(body as unknown as SealBody), heads } } }
}

/** For the host, which has just written the body: no check. */
export const makeSeal = (text: string, body: SealBody): Seal => ({ hash: hashOf(text), text, body })

/** The world's id: the hash of its genesis, which holds a random nonce. */
export const genesisText = (genesis: Genesis): string => JSON.stringify(genesis)
export const worldId = (genesis: Genesis): string => hashOf(genesisText(genesis))

function parse(text: string, longest: number): Reading<Record<string, unknown>> {
  if (typeof text !== 'string' || text.length > longest) return bad('too long')
  const signature = signatureOf(text)
  if (signature !== '' && !SIGNED.test(signature)) return bad('signature')
  if (!text.isWellFormed()) return bad('not UTF-8')
  if (text.length > 4096 && isDeep(text)) return bad('too deep')
  try {
    const body: unknown = JSON.parse(bodyText(text))
    if (!isObject(body)) return bad('not an object')
    // Written by another hand with other spacing, key order or doubled keys: not the bytes that a device of ours signs.
    return JSON.stringify(body) === bodyText(text) ? { ok: true, value: body } : bad('spelling')
  } catch {
    return bad('not JSON')
  }
}

/** Engines take seconds over millions of nested lists, where rows have nine levels and seals three: so this is asked before they parse. */
export function isDeep(text: string, most = 12): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x5c) i++
    else if (code === 0x22) quoted = !quoted
    else if (!quoted && (code === 0x5b || code === 0x7b) && ++depth > most) return true
    else if (!quoted && (code === 0x5d || code === 0x7d)) depth--
  }
  return false
}

function hasKeys(body: Record<string, unknown>, keys: readonly string[]): boolean {
  const own = Object.keys(body)
  return own.length === keys.length && own.every((key, i) => key === keys[i])
}

/** One line that a person may have typed: no control characters, and no escape that stands for half a character. */
export const isReason = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 200 && value.isWellFormed() && !CONTROL.test(value)
const isListOf = <T>(value: unknown, is: (item: unknown) => item is T): value is T[] => Array.isArray(value) && value.every(is)

/** Refs as they are written, each device once. */
export function readRefs(value: unknown, most: number): Ref[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined
  const refs: Ref[] = []
  const devices = new Set<DeviceId>()
  for (const item of value) {
    if (!Array.isArray(item) || item.length !== 3) return undefined
    const [device, seq, hash] = item as unknown[]
    if (!isHash(device) || !isSeq(seq) || !isHash(hash) || devices.has(device)) return undefined
    devices.add(device)
    refs.push({ device, seq, hash })
  }
  return refs
}

/** K2: short ASCII, safe integers, booleans, null, lists and plain objects, six deep. */
function isPlain(value: unknown, depth: number): value is Json {
  if (depth > 6) return false
  switch (typeof value) {
    case 'string':
      return ASCII.test(value)
    case 'number':
      return Number.isSafeInteger(value) // -0 is a spelling; amounts are held below 10^11 by the shapes of the areas
    case 'boolean':
      return true
    case 'object':
      if (value === null) return true
      if (Array.isArray(value)) return value.length <= 256 && value.every((item) => isPlain(item, depth + 1))
      return Object.entries(value).every(([key, item]) => isPlainKey(key) && isPlain(item, depth + 1))
    default:
      return false
  }
}
