/**
 * A snapshot as it travels to a newcomer (K19): its tables in packs of rows, as a disk keeps them (`packs.ts`), so that whoever has it need
 * not read it all; pieces of 64 packs; and the host's signed manifest that names each piece by SHA-256.
 *
 *     manifest   signature + { snapshot, world, last, tables: [[name, rows], …], pieces: [[hash, size, content, length], …] }
 *     piece 0    { heads: [[device, seq, hash], …], stopped: [device, …] }
 *     piece 1 …  packs, one a line, in the order of the tables: [[key, row], …]
 *
 * `content` and `length` are of the text itself, so that whoever has refolded the log can compare it, and the tables beside it; `hash` and
 * `size` are of the bytes that travel, which are packed. What the genesis says of the world is in no piece: nobody but the genesis may say it.
 */
import { type Bytes, fromUtf8 } from '../kit/bytes'
import { areRows, hasKeys, inOneOrder, isTableName, isTimer } from './base'
import { pack, PackedRows, packOf, packsOf } from './packs'
import { bodyText, isDeep, isHash, type Reading, readRefs, signatureOf } from './rows'
import { dueTable, worldTable } from './state'
import type { Hash, KeptSnapshot, Last, Snapshot } from './types'

/** Longest manifest in letters: it travels in one frame, and is ASCII. */
export const LONGEST_MANIFEST = 56_000
const PACKS_PER_PIECE = 64
/** Most bytes of one piece, and of all: some millions of rows of state. */
const LONGEST_PIECE = 16_777_216
const LONGEST_SNAPSHOT = 268_435_456
/** Deeper than any row is. A short text is parsed fast however deep it is, and looked at afterwards. */
const DEEPEST = 12
const SHORT = 65_536

export interface Piece {
  readonly hash: Hash
  readonly size: number
  readonly content: Hash
  readonly length: number
}
export interface Manifest {
  readonly world: Hash
  readonly last: Last
  /** The tables that the pieces hold, with how many rows each has. */
  readonly tables: readonly (readonly [name: string, rows: number])[]
  readonly pieces: readonly Piece[]
}

const notSaid: ReadonlySet<string> = new Set([worldTable.name])
const bad = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why })

/** The texts of a snapshot, the same at everybody who stands at that seal. */
export function* piecesOf({ heads, stopped, tables }: Snapshot): Generator<string> {
  const byDevice = heads.toSorted((a, b) => (a.device < b.device ? -1 : 1))
  yield JSON.stringify({ heads: byDevice.map(({ device, seq, hash }) => [device, seq, hash]), stopped: stopped.toSorted() })
  let lines: string[] = []
  // One table after the other: whoever takes these texts one by one lets the page draw in between.
  for (const table of tables.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    for (const [, rows] of inOneOrder([table], notSaid))
      for (const line of pack(rows)) {
        if (lines.push(line) < PACKS_PER_PIECE) continue
        yield lines.join('\n')
        lines = []
      }
  if (lines.length > 0) yield lines.join('\n')
}

/** What a manifest says of the tables of these pieces. */
export const tablesOf = ({ tables }: Snapshot): Manifest['tables'] =>
  tables
    .flatMap(([name, { length }]) => (length > 0 && !notSaid.has(name) ? [[name, length] as const] : []))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

/** What the host signs. Its first key is one that neither a row nor a seal has, so no signature of one passes for another. */
export const writeManifest = ({ world, last, tables, pieces }: Manifest): string => {
  const { term, number, hash, upTo, version, sum } = last
  const list = pieces.map((piece) => [piece.hash, piece.size, piece.content, piece.length])
  return JSON.stringify({ snapshot: 2, world, last: { term, number, hash, upTo, version, sum }, tables, pieces: list })
}

/** A manifest from its text: shape and limits. Says nothing about its signature, nor whether it is true. */
export function readManifest(text: string): Reading<Manifest> {
  if (text.length > LONGEST_MANIFEST || signatureOf(text) === '') return bad('too long, or unsigned')
  const body = bodyText(text)
  const value = parse(body)
  if (!hasKeys(value, ['snapshot', 'world', 'last', 'tables', 'pieces']) || value['snapshot'] !== 2) return bad('keys or version')
  const { world, last, tables, pieces } = value
  if (!isHash(world) || !isLast(last)) return bad('world or seal')
  if (!areTables(tables)) return bad('tables')
  if (!Array.isArray(pieces) || pieces.length < 1) return bad('pieces')
  const read = pieces.map(readPiece)
  if (!read.every((piece) => piece !== undefined)) return bad('pieces')
  if (new Set(read.map(({ hash }) => hash)).size < read.length) return bad('pieces')
  if (read.reduce((sum, { length }) => sum + length, 0) > LONGEST_SNAPSHOT) return bad('too large')
  const manifest = { world, last, tables, pieces: read }
  return writeManifest(manifest) === body ? { ok: true, value: manifest } : bad('spelling')
}

/** What piece 0 says: how far the feeds stood. */
export type Stand = Pick<Snapshot, 'heads' | 'stopped'>
/** What any other piece says: packs, and how many rows each has. */
export interface Packs {
  readonly packs: readonly Bytes[]
  readonly rows: readonly number[]
}

export function readStand(bytes: Bytes): Reading<Stand> {
  const value = parse(bytes)
  if (!hasKeys(value, ['heads', 'stopped'])) return bad('heads')
  const heads = readRefs(value['heads'], 1_000_000)
  const { stopped } = value
  return heads && Array.isArray(stopped) && stopped.every(isHash) ? { ok: true, value: { heads, stopped } } : bad('heads')
}

/** The packs of piece `nth`, each looked through: rows such as rules write, where a row of their key is looked for. */
export function readPacks({ tables }: Pick<Manifest, 'tables'>, nth: number, bytes: Bytes): Reading<Packs> {
  const said: { readonly packs: Bytes[]; readonly rows: number[] } = { packs: [], rows: [] }
  const places = placesFrom(tables, (nth - 1) * PACKS_PER_PIECE)
  for (const line of linesOf(bytes)) {
    if (said.packs.length === PACKS_PER_PIECE) return bad('tables')
    const place = places.next()
    const rows = place.done ? undefined : readPack(line, ...place.value)
    if (!rows) return bad('tables')
    said.packs.push(line)
    said.rows.push(rows.length)
  }
  return { ok: true, value: said }
}

/** To which tables packs belong, from the `first` on. */
function* placesFrom(tables: Manifest['tables'], first: number): Generator<[name: string, nth: number, packs: number]> {
  let nth = first
  for (const [name, rows] of tables) {
    const packs = packsOf(rows)
    for (; nth < packs; nth++) yield [name, nth, packs]
    nth -= packs
  }
}

function* linesOf(bytes: Bytes): Generator<Bytes> {
  for (let at = 0; at <= bytes.length; ) {
    const end = bytes.indexOf(0x0a, at)
    const line = bytes.subarray(at, end < 0 ? bytes.length : end)
    yield line
    at += line.length + 1
  }
}

function readPack(line: Bytes, name: string, nth: number, packs: number) {
  const rows = parse(line)
  if (!areRows(rows) || !rows.every(([key]) => packOf(key, packs) === nth)) return undefined
  return name !== dueTable.name || rows.every(([key, row]) => isTimer(key, row)) ? rows : undefined
}

/** Joins what the pieces of a manifest say, in its order. @param own what the genesis says of the world, which no snapshot may */
export function joinPieces(
  { tables, last }: Manifest,
  { heads, stopped }: Stand,
  said: readonly Packs[],
  own: Snapshot['tables'],
): Reading<KeptSnapshot> {
  const packs = said.flatMap((each) => each.packs)
  const rows = said.flatMap((each) => each.rows)
  const joined: KeptSnapshot['tables'][number][] = []
  let at = 0
  for (const [name, count] of tables) {
    const end = at + packsOf(count)
    const here = rows.slice(at, end).reduce((sum, each) => sum + each, 0)
    if (end > packs.length || here !== count) return bad('tables')
    joined.push([name, new PackedRows(packs.slice(at, end), count)])
    at = end
  }
  if (at < packs.length) return bad('tables')
  return { ok: true, value: { heads, stopped, last, tables: [...joined, ...own.filter(([name]) => notSaid.has(name))] } }
}

function parse(said: Bytes | string): unknown {
  try {
    const text = typeof said === 'string' ? said : fromUtf8(said)
    return text.isWellFormed() && (text.length <= SHORT || !isDeep(text, DEEPEST)) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function areTables(value: unknown): value is Manifest['tables'] {
  if (!Array.isArray(value)) return false
  let before = ''
  return value.every((table: unknown) => {
    if (!Array.isArray(table) || table.length !== 2) return false
    const [name, rows] = table as unknown[]
    if (typeof name !== 'string' || !isTableName(name) || notSaid.has(name) || name <= before) return false
    before = name
    return isCount(rows, LONGEST_SNAPSHOT)
  })
}

function readPiece(value: unknown): Piece | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined
  const [hash, size, content, length] = value as unknown[]
  if (!isHash(hash) || !isHash(content)) return undefined
  return isCount(size, LONGEST_PIECE) && isCount(length, LONGEST_PIECE) ? { hash, size, content, length } : undefined
}
const isCount = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= most

function isLast(value: unknown): value is Last {
  if (!hasKeys(value, ['term', 'number', 'hash', 'upTo', 'version', 'sum'])) return false
  const { term, number, hash, upTo, version, sum } = value
  const most = Number.MAX_SAFE_INTEGER
  const isCounted = isCount(term, most) && isCount(number, most) && isCount(version, most) && isCount(upTo, 8_640_000_000_000_000)
  return isCounted && isHash(hash) && typeof sum === 'string' && /^[0-9a-f]{16}$/.test(sum)
}
