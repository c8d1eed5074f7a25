/**
 * A whole world in one file. Two lines of text, then gzip:
 *
 *     mesi-archive 1 <SHA-256 of everything behind this line>
 *     {"world":…,"name":…,"demo":…,"exportedAt":…,"lines":…,"size":…}     `lines` and `size` (bytes) of what is zipped
 *     gzip of lines; the parts of a line are parted by tabs, which no JSON text of ours holds
 *
 * Its lines, in this order: the genesis; each seal behind the rows that it covers; the tail; forks; seals without effect;
 * payloads; blobs in chunks; keys. Tombstones travel as tombstones. Verdicts do not travel: whoever reads folds them anew.
 */
import { nameShown } from '../kit/names'
import { LARGEST_BASE } from '../log/base'
import { isHash, type Reading } from '../log/rows'
import type { Genesis, Hash, Row, Seal } from '../log/types'
import type { Payload } from './payloads'

export const ARCHIVE_VERSION = 1
export interface Limits {
  /** Bytes of the file as it is. */
  readonly file: number
  /** Bytes that really come out of the compressed part, whatever the file says about them. */
  readonly inflated: number
  readonly lines: number
  /** UTF-16 units of one line. */
  readonly line: number
}
/** What no file goes beyond, neither one that is written nor one that is read. */
export const LIMITS: Limits = { file: 2 ** 31, inflated: 2 ** 31, lines: 5_000_000, line: 17_000_000 }
export const FIRST_LINE = /^mesi-archive (\d{1,9}) ([A-Za-z0-9_-]{43})\n/
/** Every kind of line with its place in the file. */
export const SECTION = {
  genesis: 0,
  row: 1,
  seal: 1,
  tail: 2,
  fork: 3,
  proof: 4,
  payload: 5,
  erased: 6,
  blob: 7,
  chunk: 7,
  keys: 8,
} as const
export type LineKind = keyof typeof SECTION

/** What a file says about itself in its second line. */
export interface ArchiveInfo {
  readonly world: string
  readonly name: string
  readonly demo: boolean
  readonly exportedAt: number
  readonly lines: number
  readonly size: number
}

/** A key that makes an account one's own. Device keys never leave a browser. */
export interface ExportedKey {
  readonly id: string
  readonly kind: 'root' | 'box'
  readonly bytes: Uint8Array
}

/**
 * A file that was read to its end and is sound: every text is well-formed, every feed and the seals are unbroken chains, heads are
 * where the seals say, payloads and blobs have their hashes. Signatures are not looked at: let the rows through the door of sync for that.
 */
export interface Archive {
  readonly info: ArchiveInfo
  readonly genesis: { readonly text: string; readonly value: Genesis }
  readonly seals: readonly Seal[]
  /** Final rows in sealed order. */
  readonly rows: readonly Row[]
  readonly tail: readonly Row[]
  readonly forks: readonly Row[]
  readonly proofs: readonly Seal[]
  readonly payloads: readonly Payload[]
  readonly erasedPayloads: readonly Hash[]
  readonly blobs: readonly { readonly hash: Hash; readonly file: Blob }[]
  readonly erasedBlobs: readonly Hash[]
  readonly keys: readonly ExportedKey[]
}

/** Longest of each, so that a hostile file cannot fill memory with one line. In bytes of the decoded thing. */
export const LONGEST_PAYLOAD = 1_048_576
export const ARCHIVE_CHUNK = 196_608

const PARAMETER = /^[a-zA-Z][a-zA-Z0-9.]{0,80}$/
const PLAIN = /^[\x20-\x7e]{0,512}$/
const isWhole = (value: unknown, least: number): value is number => Number.isSafeInteger(value) && (value as number) >= least
/** What a person typed in one line, and others can see: no lone surrogates, no control characters, nothing that turns the words around it. */
export const isName = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  value.length <= 200 &&
  value.isWellFormed() &&
  !/[\p{Zl}\p{Zp}]/u.test(value) &&
  nameShown(value) === value.trim()

/** An object with exactly these keys in this order, spelled as we spell it; `undefined` otherwise. */
export function readExact(text: string, keys: readonly string[]): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value) || JSON.stringify(value) !== text) return undefined
    return Object.keys(value).join() === keys.join() ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function isBaseName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'hash,size') return false
  const { hash, size } = value as { hash: unknown; size: unknown }
  return isHash(hash) && isWhole(size, 1) && size <= LARGEST_BASE
}

/** A genesis from its text: shape, exact keys, bounds. */
export function readGenesis(text: string): Reading<Genesis> {
  const bad = (why: string) => ({ ok: false, why }) as const
  if (text.length > 65_536) return bad('too long')
  const value = readExact(text, ['v', 'name', 'nonce', 'seed', 'begins', 'host', 'root', 'version', 'parameters', 'parent', 'base'])
  if (!value || value['v'] !== 1) return bad('keys or version')
  const { name, nonce, seed, begins, host, root, version, parameters, parent, base } = value
  if (!isName(name)) return bad('name')
  if (typeof nonce !== 'string' || nonce.length < 16 || !PLAIN.test(nonce)) return bad('nonce')
  if (!Number.isSafeInteger(seed) || !isWhole(begins, 0) || !isWhole(version, 1)) return bad('numbers')
  if (!isHash(host) || !isHash(root) || !(parent === null || isHash(parent))) return bad('host, root or parent')
  if (parent === null ? base !== null : !isBaseName(base)) return bad('base')
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return bad('parameters')
  for (const [key, each] of Object.entries(parameters)) {
    const isValue = Number.isSafeInteger(each) || (typeof each === 'string' && PLAIN.test(each))
    if (!PARAMETER.test(key) || !isValue) return bad('parameters')
  }
  return { ok: true, value: value as unknown as Genesis }
}
