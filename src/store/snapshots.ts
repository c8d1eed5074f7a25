/**
 * The newest snapshot of the state at a seal: packs of rows as JSON, one behind the other in a file, each read when a row of its own is
 * looked for. Disposable: without one, or with one that another build wrote in another format, the world folds from its genesis.
 */
import { breathe } from '../kit/breathe'
import { type Bytes, utf8 } from '../kit/bytes'
import { pack, PackedRows } from '../log/packs'
import type { KeptSnapshot, Snapshot } from '../log/types'
import type { Connection } from './connection'
import { failpoint } from './failpoints'
import { mayRefuseFiles } from './failures'
import { FLOOR, type Floor, MISLED, type Misled, type SnapshotPart, type WorldDatabase } from './schema'

/** The page gets its turn after so many packs, which are some 2,000 rows. */
const PACKS_AT_ONCE = 32

/** All that a log is, and what it comes to. */
const LOG = ['snapshot', 'seals', 'otherSeals', 'segments', 'fingerprints', 'heads', 'tail', 'forks'] as const

/** Part 0. Part 1 says where the feeds stood, and has the rows. */
interface Header {
  readonly format: 3
  readonly number: number
  /** How many rows each table has, and how many bytes each of its packs. */
  readonly tables: readonly (readonly [name: string, rows: number, packs: readonly number[]])[]
}
type Stand = Pick<Snapshot, 'last' | 'heads' | 'stopped'>

export interface Snapshots {
  /**
   * Keeps a snapshot in the place of the one before, unless that is newer. Attached views keep up first, so that nothing that the snapshot
   * holds is missing in them after a crash.
   */
  saveSnapshot(snapshot: Snapshot): Promise<void>
  /**
   * Lets an empty log begin from a checked snapshot of another peer's (K19); what lies behind it comes through `backfill`.
   * @param manifest the host's signed word for it @throws Error if the log is not empty
   */
  beginFrom(snapshot: KeptSnapshot, manifest: string): Promise<void>
  /** The history behind the snapshot is here and leads to it: from now on this log is like any other. */
  confirmFloor(): Promise<void>
  /**
   * The history behind the snapshot leads elsewhere: all of this log goes, and only the host's word for the snapshot is kept, as proof. Not
   * even that where there is no `why`.
   */
  forsakeFloor(why: string | undefined): Promise<void>
}

export function makeSnapshots(connection: Connection<WorldDatabase>, viewsKeptUp: () => Promise<void>): Snapshots {
  let keepsFiles = true

  /** Writes in one transaction; where the browser keeps no files, once more with their bytes instead. */
  async function write(parts: readonly SnapshotPart[], body: (parts: readonly SnapshotPart[]) => Promise<void>): Promise<void> {
    if (keepsFiles)
      try {
        return await body(parts)
      } catch (error) {
        if (!mayRefuseFiles(error)) throw error
      }
    await body(await Promise.all(parts.map(withBytes)))
    keepsFiles = false
  }

  return {
    async saveSnapshot(snapshot) {
      const parts = await partsOf(snapshot)
      await viewsKeptUp()
      await write(parts, (written) => connection.run('rw', ['snapshot'], (db) => keep(db, written)))
    },
    async beginFrom(snapshot, manifest) {
      const parts = await partsOf(snapshot)
      const floor: Floor = { ...snapshot.last, heads: snapshot.heads, manifest }
      await write(parts, (written) =>
        connection.run('rw', ['meta', ...LOG], async (db) => {
          const counts = await Promise.all([db.seals, db.segments, db.heads, db.tail].map((table) => table.count()))
          if (counts.some((count) => count > 0)) throw new Error('only an empty log can begin from a snapshot')
          await keep(db, written)
          await db.meta.put({ key: FLOOR, value: floor })
          await db.heads.bulkPut(snapshot.heads)
        }),
      )
    },
    confirmFloor: () => connection.run('rw', ['meta'], (db) => db.meta.delete(FLOOR)),
    forsakeFloor: (why) =>
      connection.run('rw', ['meta', ...LOG], async (db) => {
        const floor = (await db.meta.get(FLOOR))?.value as Floor | undefined
        if (!floor) return
        const misled: Misled | undefined = why === undefined ? undefined : { manifest: floor.manifest, why }
        if (misled) await db.meta.put({ key: MISLED, value: misled })
        await db.meta.delete(FLOOR)
        for (const table of LOG) await db.table(table).clear()
      }),
  }
}

async function keep(db: WorldDatabase, parts: readonly SnapshotPart[]): Promise<void> {
  const seal = parts[0]?.seal ?? 0
  if (((await newestIn(db))?.number ?? 0) > seal) return // another tab was further
  await db.snapshot.clear()
  await db.snapshot.bulkPut(parts)
  failpoint('store.snapshot.afterParts')
}

/** Writing 100,000 rows as JSON takes a while: the page gets its turn in between. What came in packs is kept as it is. */
async function partsOf({ last, heads, stopped, tables }: KeptSnapshot): Promise<SnapshotPart[]> {
  const stand: Stand = { last, heads, stopped }
  const all: Bytes[] = []
  const listed: Header['tables'][number][] = []
  for (const [name, rows] of tables) {
    const first = all.length
    const known = rows instanceof PackedRows ? rows : undefined
    const list = known ? [] : [...rows]
    for (const each of known?.packs ?? pack(list)) {
      all.push(typeof each === 'string' ? utf8(each) : (each as Bytes))
      if (!known && all.length % PACKS_AT_ONCE === 0) await breathe()
    }
    listed.push([name, known?.count ?? list.length, all.slice(first).map(({ length }) => length)])
  }
  const header: Header = { format: 3, number: last.number, tables: listed }
  return [
    { seal: last.number, part: 0, text: JSON.stringify(header) },
    { seal: last.number, part: 1, text: JSON.stringify(stand), rows: new Blob(all) },
  ]
}

async function withBytes(part: SnapshotPart): Promise<SnapshotPart> {
  return part.rows instanceof Blob ? { ...part, rows: new Uint8Array(await part.rows.arrayBuffer()) } : part
}

/** A snapshot whose rows are on their way from the disk: they need no transaction, which ends meanwhile. */
export interface Coming {
  readonly number: number
  /** `undefined`: the disk does not give them out. */
  readonly whole: Promise<KeptSnapshot | undefined>
}

/** Inside a transaction over `snapshot`, `seals` and `meta`: `undefined` if there is none, or it is damaged, or none of this log. */
export async function readSnapshot(db: WorldDatabase): Promise<Coming | undefined> {
  const header = await newestIn(db)
  const part = header && (await db.snapshot.get([header.number, 1]))
  const stand = parse<Stand>(part)
  const { rows } = part ?? {}
  const isWhole = header && rows && (rows instanceof Blob ? rows.size : rows.length) === sizeOf(header)
  return stand && isWhole && (await isOf(db, stand)) ? { number: header.number, whole: readRows(header, stand, rows) } : undefined
}

/** Whether the log has come to where it stands: another tab may have thrown away a first picture while this one wrote what rested on it (K19). */
async function isOf(db: WorldDatabase, { last: { number, hash } }: Stand): Promise<boolean> {
  const [seal, floor] = await Promise.all([db.seals.get(number), db.meta.get(FLOOR)])
  return number === 0 || seal?.hash === hash || (floor?.value as Floor | undefined)?.hash === hash
}

const sizeOf = ({ tables }: Header): number => tables.reduce((sum, [, , packs]) => packs.reduce((all, size) => all + size, sum), 0)

/** All in one go, which takes a third of the time that 75 parts took. What is read stays beside the heap, which need not be cleared of it. */
async function readRows({ tables }: Header, stand: Stand, rows: Blob | Uint8Array<ArrayBuffer>): Promise<KeptSnapshot | undefined> {
  const buffer = rows instanceof Blob ? await rows.arrayBuffer().catch(() => undefined) : rows.buffer
  if (!buffer) return undefined
  let at = 0
  const next = (size: number) => new Uint8Array(buffer, (at += size) - size, size)
  return { ...stand, tables: tables.map(([name, count, packs]) => [name, new PackedRows(packs.map(next), count)] as const) }
}

function parse<T>(part: SnapshotPart | undefined): T | undefined {
  try {
    return part && (JSON.parse(part.text) as T)
  } catch {
    return undefined
  }
}

async function newestIn(db: WorldDatabase): Promise<Header | undefined> {
  const last = (await db.snapshot.toCollection().primaryKeys()).at(-1) // parts may be large: what is looked for is found by its key
  const header = parse<Header>(last && (await db.snapshot.get([last[0], 0])))
  return header?.format === 3 ? header : undefined
}
