/**
 * A snapshot as it travels to a newcomer (K19): pieces of at most 4,000 rows in the one order of `base.ts`, and the host's signed
 * manifest that names each by SHA-256.
 *
 *     manifest   signature + { snapshot, world, last, pieces: [[hash, size, content, length], …] }
 *     piece 0    { heads: [[device, seq, hash], …], stopped: [device, …] }
 *     piece 1 …  [[table, [[key, row], …]], …]
 *
 * `content` and `length` are of the text itself, so that whoever has refolded the log can compare; `hash` and `size` are of the bytes
 * that travel, which are packed. What the genesis says of the world is in no piece: nobody but the genesis may say it.
 */
import { hasKeys, inOneOrder, isTable } from './base'
import { bodyText, isDeep, isHash, type Reading, readRefs, signatureOf } from './rows'
import { addSums, sumOf, worldTable } from './state'
import type { Hash, Last, Snapshot } from './types'

/** Longest manifest in letters: it travels in one frame, and is ASCII. */
export const LONGEST_MANIFEST = 56_000
const ROWS_PER_PIECE = 4_000
/** Most letters of one piece, and of all: some millions of rows of state. */
const LONGEST_PIECE = 16_777_216
const LONGEST_SNAPSHOT = 268_435_456
/** Three levels around a row, and what an act's data may have. */
const DEEPEST = 12

export interface Piece {
  readonly hash: Hash
  readonly size: number
  readonly content: Hash
  readonly length: number
}
export interface Manifest {
  readonly world: Hash
  readonly last: Last
  readonly pieces: readonly Piece[]
}

const notSaid: ReadonlySet<string> = new Set([worldTable.name])
const bad = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why })

/** The texts of a snapshot, the same at everybody who stands at that seal. */
export function* piecesOf({ heads, stopped, tables }: Snapshot): Generator<string> {
  const byDevice = heads.toSorted((a, b) => (a.device < b.device ? -1 : 1))
  yield JSON.stringify({ heads: byDevice.map(({ device, seq, hash }) => [device, seq, hash]), stopped: stopped.toSorted() })
  let piece: [string, Snapshot['tables'][number][1]][] = []
  let room = ROWS_PER_PIECE
  // One table after the other: whoever takes these texts one by one lets the page draw in between.
  for (const table of tables.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [written] = inOneOrder([table], notSaid)
    if (!written) continue
    const [name, rows] = written
    for (let from = 0; from < rows.length; ) {
      const some = rows.slice(from, from + room)
      piece.push([name, some])
      from += some.length
      room -= some.length
      if (room > 0) continue
      yield JSON.stringify(piece)
      piece = []
      room = ROWS_PER_PIECE
    }
  }
  if (piece.length > 0) yield JSON.stringify(piece)
}

/** What the host signs. Its first key is one that neither a row nor a seal has, so no signature of one passes for another. */
export const writeManifest = ({ world, last, pieces }: Manifest): string => {
  const { term, number, hash, upTo, version, sum } = last
  const list = pieces.map((piece) => [piece.hash, piece.size, piece.content, piece.length])
  return JSON.stringify({ snapshot: 1, world, last: { term, number, hash, upTo, version, sum }, pieces: list })
}

/** A manifest from its text: shape and limits. Says nothing about its signature, nor whether it is true. */
export function readManifest(text: string): Reading<Manifest> {
  if (text.length > LONGEST_MANIFEST || signatureOf(text) === '') return bad('too long, or unsigned')
  const body = bodyText(text)
  const value = parse(body)
  if (!hasKeys(value, ['snapshot', 'world', 'last', 'pieces']) || value['snapshot'] !== 1) return bad('keys or version')
  const { world, last, pieces } = value
  if (!isHash(world) || !isLast(last)) return bad('world or seal')
  if (!Array.isArray(pieces) || pieces.length < 1) return bad('pieces')
  const read = pieces.map(readPiece)
  if (!read.every((piece) => piece !== undefined)) return bad('pieces')
  if (read.reduce((sum, { length }) => sum + length, 0) > LONGEST_SNAPSHOT) return bad('too large')
  const manifest = { world, last, pieces: read }
  return writeManifest(manifest) === body ? { ok: true, value: manifest } : bad('spelling')
}

/** What one piece says: the first how far the feeds stood, each other one rows and their sum. */
export type Said = Pick<Snapshot, 'heads' | 'stopped'> | { readonly tables: Snapshot['tables']; readonly sum: string }

/** What the text of a piece says. It takes some 30 ms for a megabyte, so each is looked at while the next one comes. */
export function openPiece(text: string): Reading<Said> {
  const value = parse(text)
  if (Array.isArray(value)) return isTables(value) ? { ok: true, value: { tables: value, sum: sumOf(value) } } : bad('tables')
  if (!hasKeys(value, ['heads', 'stopped'])) return bad('heads')
  const heads = readRefs(value['heads'], 1_000_000)
  const { stopped } = value
  return heads && Array.isArray(stopped) && stopped.every(isHash) ? { ok: true, value: { heads, stopped } } : bad('heads')
}

const isTables = (value: readonly unknown[]): value is Snapshot['tables'] =>
  value.length > 0 &&
  value.every((part: unknown) => {
    if (!Array.isArray(part) || part.length !== 2) return false
    const [name, rows] = part as unknown[]
    return typeof name === 'string' && !notSaid.has(name) && isTable(name, rows)
  })

/** Joins what a manifest's pieces say, in its order. @param own what the genesis says of the world, which no snapshot may */
export function joinPieces([stand, ...pieces]: readonly Reading<Said>[], last: Last, own: Snapshot['tables']): Reading<Snapshot> {
  if (!stand?.ok || !('heads' in stand.value)) return bad('heads')
  const said = own.filter(([name]) => notSaid.has(name))
  const tables = new Map<string, [string, object][]>()
  let sum = sumOf(said)
  for (const piece of pieces) {
    if (!piece.ok || !('tables' in piece.value)) return bad('tables')
    sum = addSums(sum, piece.value.sum)
    for (const [name, rows] of piece.value.tables) {
      const table = tables.get(name) ?? []
      const [before, next] = [table.at(-1), rows[0]]
      if (before && next && next[0] <= before[0]) return bad('order')
      for (const [key, row] of rows) table.push([key, row])
      tables.set(name, table)
    }
  }
  if (sum !== last.sum) return bad('the sum of its seal is another')
  return { ok: true, value: { ...stand.value, last, tables: [...tables, ...said] } }
}

function parse(text: string): unknown {
  try {
    return text.isWellFormed() && !isDeep(text, DEEPEST) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
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
