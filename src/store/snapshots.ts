/** Snapshots of the state at a seal: JSON in parts of 2,000 rows. Disposable: without one the world folds from its genesis. */
import type { Snapshot } from '../log/types'
import type { Connection } from './connection'
import { failpoint } from './failpoints'
import { FLOOR, type Floor, MISLED, type Misled, type SnapshotPart, type WorldDatabase } from './schema'

export const ROWS_PER_PART = 2_000

/** All that a log is, and what it comes to. */
const LOG = ['snapshot', 'seals', 'otherSeals', 'segments', 'fingerprints', 'heads', 'tail', 'forks'] as const

type Tables = Snapshot['tables']
/** Part 0. Part 1 says where the feeds stood, the others hold the rows. */
interface Header {
  readonly number: number
  readonly parts: number
  readonly rows: number
  readonly isCheckpoint: boolean
}
type Stand = Pick<Snapshot, 'last' | 'heads' | 'stopped'>

export interface Snapshots {
  /**
   * Keeps a snapshot; the one before it goes, unless it is a checkpoint. An older one than the newest here is dropped unless it is a checkpoint itself.
   * Attached views are flushed first, so that nothing that the snapshot holds is missing in them after a crash.
   */
  saveSnapshot(snapshot: Snapshot, options?: { readonly checkpoint?: boolean }): Promise<void>
  /** The newest sound snapshot at or before seal `number`, for scrubbing. */
  snapshotAt(number: number): Promise<Snapshot | undefined>
  /** Numbers of the seals that have a snapshot, ascending. */
  snapshots(): Promise<readonly number[]>
  /**
   * Lets an empty log begin from a checked snapshot of another peer's (K19); what lies behind it comes through `backfill`.
   * @param manifest the host's signed word for it @throws Error if the log is not empty
   */
  beginFrom(snapshot: Snapshot, manifest: string): Promise<void>
  /** The history behind the snapshot is here and leads to it: from now on this log is like any other. */
  confirmFloor(): Promise<void>
  /** The history behind the snapshot leads elsewhere: all of this log goes, and only the host's word for the snapshot is kept, as proof. */
  forsakeFloor(why: string): Promise<void>
}

export function makeSnapshots(connection: Connection<WorldDatabase>, flushViews: () => Promise<void>): Snapshots {
  return {
    async saveSnapshot(snapshot, { checkpoint = false } = {}) {
      const parts = await partsOf(snapshot, checkpoint)
      await flushViews()
      await connection.run('rw', ['snapshot'], (db) => keep(db, parts))
    },
    snapshotAt: (number) => connection.run('r', ['snapshot'], (db) => readSnapshot(db, number)),
    snapshots: () => connection.run('r', ['snapshot'], async (db) => (await headersIn(db)).map((header) => header.number)),
    async beginFrom(snapshot, manifest) {
      const parts = await partsOf(snapshot, false)
      const floor: Floor = { ...snapshot.last, heads: snapshot.heads, manifest }
      await connection.run('rw', ['meta', ...LOG], async (db) => {
        const counts = await Promise.all([db.seals, db.segments, db.heads, db.tail].map((table) => table.count()))
        if (counts.some((count) => count > 0)) throw new Error('only an empty log can begin from a snapshot')
        await keep(db, parts)
        await db.meta.put({ key: FLOOR, value: floor })
        await db.heads.bulkPut(snapshot.heads)
      })
    },
    confirmFloor: () => connection.run('rw', ['meta'], (db) => db.meta.delete(FLOOR)),
    forsakeFloor: (why) =>
      connection.run('rw', ['meta', ...LOG], async (db) => {
        const floor = (await db.meta.get(FLOOR))?.value as Floor | undefined
        if (!floor) return
        const misled: Misled = { manifest: floor.manifest, why }
        await db.meta.put({ key: MISLED, value: misled })
        await db.meta.delete(FLOOR)
        for (const table of LOG) await db.table(table).clear()
      }),
  }
}

async function keep(db: WorldDatabase, parts: readonly SnapshotPart[]): Promise<void> {
  const header = JSON.parse((parts[0] as SnapshotPart).text) as Header
  const others = await headersIn(db)
  if (!header.isCheckpoint && others.some((other) => other.number > header.number)) return
  for (const { number, isCheckpoint } of others) {
    const isReplaced = number === header.number || (number < header.number && !isCheckpoint)
    if (isReplaced) await partsAt(db, number).delete()
  }
  await db.snapshot.bulkPut(parts)
  failpoint('store.snapshot.afterParts')
}

/** Writing 100,000 rows as JSON takes a while: the page gets its turn between parts. */
async function partsOf({ last, heads, stopped, tables }: Snapshot, isCheckpoint: boolean): Promise<SnapshotPart[]> {
  const stand: Stand = { last, heads, stopped }
  const parts: SnapshotPart[] = [{ seal: last.number, part: 1, text: JSON.stringify(stand) }]
  let rows = 0
  for (const piece of piecesOf(tables)) {
    for (const [, each] of piece) rows += each.length
    parts.push({ seal: last.number, part: parts.length + 1, text: JSON.stringify(piece) })
    await new Promise((resolve) => setTimeout(resolve))
  }
  const header: Header = { number: last.number, parts: parts.length, rows, isCheckpoint }
  return [{ seal: last.number, part: 0, text: JSON.stringify(header) }, ...parts]
}

/** Cuts tables into pieces of at most 2,000 rows; a small table shares a piece with others, a large one spans several. */
function* piecesOf(tables: Tables): Generator<Tables> {
  let piece: Tables[number][] = []
  let room = ROWS_PER_PART
  for (const [name, rows] of tables) {
    let from = 0
    do {
      const some = rows.slice(from, from + room)
      piece.push([name, some])
      from += some.length
      room -= some.length
      if (room === 0) {
        yield piece
        piece = []
        room = ROWS_PER_PART
      }
    } while (from < rows.length)
  }
  if (piece.length > 0) yield piece
}

/** Inside a transaction over `snapshot`: the newest one at or before `number` whose parts are all there and well-formed. */
export async function readSnapshot(db: WorldDatabase, number = Number.MAX_SAFE_INTEGER): Promise<Snapshot | undefined> {
  const headers = (await headersIn(db)).filter((header) => header.number <= number)
  for (const header of headers.reverse()) {
    const snapshot = await readParts(db, header)
    if (snapshot) return snapshot
  }
  return undefined
}

/** Asks for all parts at once, one by one: each is read as JSON while the disk brings the next. */
async function readParts(db: WorldDatabase, header: Header): Promise<Snapshot | undefined> {
  const part = async <T>(nth: number) => parse<T>(await db.snapshot.get([header.number, nth]))
  const pieces = Array.from({ length: Math.max(0, header.parts - 1) }, (_, i) => part<Tables>(i + 2))
  const [stand, ...read] = await Promise.all([part<Stand>(1), ...pieces])
  if (!stand) return undefined
  const tables = new Map<string, (readonly [string, object])[]>()
  let count = 0
  for (const piece of read) {
    if (!piece) return undefined
    for (const [name, rows] of piece) {
      const table = tables.get(name)
      if (table) for (const row of rows) table.push(row)
      else tables.set(name, rows as (readonly [string, object])[])
      count += rows.length
    }
  }
  return count === header.rows ? { ...stand, tables: [...tables] } : undefined
}

function parse<T>(part: SnapshotPart | undefined): T | undefined {
  try {
    return part && (JSON.parse(part.text) as T)
  } catch {
    return undefined
  }
}

const partsAt = (db: WorldDatabase, number: number) =>
  db.snapshot.where('[seal+part]').between([number, 0], [number, Number.MAX_SAFE_INTEGER])

async function headersIn(db: WorldDatabase): Promise<Header[]> {
  const numbers = new Set((await db.snapshot.toCollection().primaryKeys()).map(([seal]) => seal))
  const rows = await db.snapshot.bulkGet([...numbers].map((seal): [number, number] => [seal, 0]))
  return rows.flatMap((row) => parse<Header>(row) ?? [])
}
