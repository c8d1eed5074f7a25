/**
 * What a peer keeps of one world, and the only door to it. Everything here survives a crash at any moment as a whole or not at all.
 *
 *     const store = await createStore({ genesis, peer: '' })   or   await openStore({ world, peer: '' })
 *     const { snapshot, seals, rows } = await store.load()
 *     const kept = await store.appendOwn(device, [row], payloads)   // kept.ok: on disk, may be sent
 *
 * Promises reject with a StoreFailure (`failures.ts`) when the disk is at fault, and with a plain Error when the caller is.
 */
import { hashOf } from '../kit/bytes'
import type { KeptSnapshot } from '../log/types'
import { type Blobs, makeBlobs } from './blobs'
import { type Connection, connect } from './connection'
import { DatabaseGone, type StoreFailure } from './failures'
import { type Feeds, makeFeeds, type Mark, markOf } from './feeds'
import { makePayloads, type Payloads } from './payloads'
import { databaseName, declareWorld, GENESIS, type KeyRow, type WorldDatabase } from './schema'
import { rowsCoveredAfter } from './segments'
import { makeSnapshots, readSnapshot, type Snapshots } from './snapshots'

/** What a peer starts from. Rows and seals are texts that were verified before they were kept. */
export interface Loaded {
  readonly genesis: string
  /** The newest one; without it the world folds from its genesis. */
  readonly snapshot: KeptSnapshot | undefined
  /** Seals in effect behind the snapshot, in order. */
  readonly seals: readonly string[]
  /** Seals that were kept without having taken effect. */
  readonly otherSeals: readonly string[]
  /** Rows that the snapshot does not hold: those that its later seals cover, in sealed order, then the tail in order of arrival. */
  readonly rows: readonly string[]
  /** Rows of other branches and behind a stop (K5). The pending ones among them belong to the fold as well. */
  readonly forks: readonly string[]
  /** Up to where this was read, for `since`. */
  readonly mark: Mark
  readonly meta: ReadonlyMap<string, unknown>
}

export interface Store extends Feeds, Snapshots, Payloads, Blobs {
  readonly world: string
  readonly peer: string
  /** Set once this world can no longer be worked with; every call throws it from then on. */
  readonly failed: StoreFailure | undefined
  load(): Promise<Loaded>

  key(id: string): Promise<KeyRow | undefined>
  keys(kind?: KeyRow['kind']): Promise<KeyRow[]>
  putKeys(keys: readonly KeyRow[]): Promise<void>
  deleteKey(id: string): Promise<void>

  /** Small things of the peer's own, such as its clock's offset. Keys that begin with `store.` are the store's. */
  meta(key: string): Promise<unknown>
  putMeta(key: string, value: unknown): Promise<void>
  /** All whose keys begin with this. */
  metaFrom(prefix: string): Promise<ReadonlyMap<string, unknown>>
  deleteMeta(keys: readonly string[]): Promise<void>
  /** Keeps `first` where nothing is kept yet, and answers what is. Of several that ask at one moment, all get the same. */
  metaOr(key: string, first: unknown): Promise<unknown>
  /**
   * Puts what comes of all whose keys begin with `prefix`, in one go: what another tab keeps at the same moment is among it, or comes behind it.
   * @param change may be asked more than once, as where the connection was lost @returns what it answered last
   */
  changeMeta(
    prefix: string,
    change: (kept: ReadonlyMap<string, unknown>) => ReadonlyMap<string, unknown>,
  ): Promise<ReadonlyMap<string, unknown>>

  /** About how many bytes this world takes on disk. Reads all payloads: for a list of worlds, not for a loop. */
  measure(): Promise<number>
  /** Views that must not lag behind a snapshot; see `views.ts`. */
  attachViews(views: { keptUp(): Promise<void> }): void
  /** A transaction of one's own for the export. */
  readonly connection: Connection<WorldDatabase>
  close(): void
}

export interface StoreOptions {
  /** Told at once what nobody asked for, so that a screen can say it: blocked upgrade, deletion, newer tab. */
  readonly onFailure?: (failure: StoreFailure) => void
}

/** Opens a world that this browser holds. @throws StoreFailure; `DatabaseGone` if it is not here (any more) */
export async function openStore({
  world,
  peer,
  onFailure,
}: StoreOptions & { readonly world: string; readonly peer: string }): Promise<Store> {
  const connection = await connectWorld(world, peer, 'must exist', onFailure)
  if (!(await connection.run('r', ['meta'], (db) => holds(db, world)))) {
    connection.close()
    throw new DatabaseGone()
  }
  return makeStore(world, peer, connection)
}

/**
 * Makes the store of a new, joined or imported world; one that is here already is opened as it is.
 * @param genesis the exact text, whose hash is the world's id
 */
export async function createStore({
  genesis,
  peer,
  onFailure,
}: StoreOptions & { readonly genesis: string; readonly peer: string }): Promise<Store> {
  const world = hashOf(genesis)
  const connection = await connectWorld(world, peer, 'may be made', onFailure)
  await connection.run('rw', ['meta'], (db) => db.meta.put({ key: GENESIS, value: genesis }))
  return makeStore(world, peer, connection)
}

const connectWorld = (world: string, peer: string, presence: 'must exist' | 'may be made', onFailure: StoreOptions['onFailure']) =>
  connect<WorldDatabase>({
    name: databaseName(world, peer),
    declare: declareWorld,
    durability: 'strict',
    presence,
    isIntact: (db) => holds(db, world),
    onFailure,
  })

const holds = async (db: WorldDatabase, world: string): Promise<boolean> => {
  const genesis = (await db.meta.get(GENESIS))?.value
  return typeof genesis === 'string' && hashOf(genesis) === world
}

function makeStore(world: string, peer: string, connection: Connection<WorldDatabase>): Store {
  const { run } = connection
  let views: { keptUp(): Promise<void> } | undefined
  return {
    world,
    peer,
    connection,
    get failed() {
      return connection.failed
    },
    ...makeFeeds(connection),
    ...makeSnapshots(connection, async () => views?.keptUp()),
    ...makePayloads(connection),
    ...makeBlobs(connection),

    load: () => load(),

    key: (id) => run('r', ['keys'], (db) => db.keys.get(id)),
    keys: async (kind) => (await run('r', ['keys'], (db) => db.keys.toArray())).filter((key) => kind === undefined || key.kind === kind),
    putKeys: async (keys) => void (await run('rw', ['keys'], (db) => db.keys.bulkPut(keys))),
    deleteKey: (id) => run('rw', ['keys'], (db) => db.keys.delete(id)),

    meta: async (key) => (await run('r', ['meta'], (db) => db.meta.get(key)))?.value,
    metaFrom: async (prefix) => mapOf(await run('r', ['meta'], (db) => db.meta.where('key').startsWith(prefix).toArray())),
    async deleteMeta(keys) {
      for (const key of keys) mustBeFree(key)
      await run('rw', ['meta'], (db) => db.meta.bulkDelete([...keys]))
    },
    async putMeta(key, value) {
      mustBeFree(key)
      await run('rw', ['meta'], (db) => db.meta.put({ key, value }))
    },
    metaOr: (key, first) =>
      run('rw', ['meta'], async (db) => {
        const kept = await db.meta.get(key)
        if (!kept) await db.meta.add({ key, value: first })
        return kept ? kept.value : first
      }),
    changeMeta(prefix, change) {
      mustBeFree(prefix)
      return run('rw', ['meta'], async (db) => {
        const now = change(mapOf(await db.meta.where('key').startsWith(prefix).toArray()))
        await db.meta.bulkPut([...now].map(([key, value]) => ({ key, value })))
        return now
      })
    },

    measure: () =>
      run('r', ['fingerprints', 'tail', 'payloads', 'blobs', 'seals'], async (db) => {
        let size = 0
        await db.fingerprints.each((each) => void (size += each.size + each.prints.byteLength))
        await db.tail.each((row) => void (size += row.text.length))
        await db.seals.each((row) => void (size += row.text.length))
        await db.payloads.each((row) => void (size += 'bytes' in row ? row.bytes.length : 0))
        await db.blobs.each((row) => void (size += row.have))
        return size
      }),
    attachViews: (attached) => void (views = attached),
    close: () => connection.close(),
  }

  /** @param withSnapshot `false`: all of the log is read */
  async function load(withSnapshot = true): Promise<Loaded> {
    const { coming, ...loaded } = await run('r', ['meta', 'snapshot', 'seals', 'otherSeals', 'segments', 'tail', 'forks'], async (db) => {
      const [coming, mark, metaRows, otherSeals, tail, forks] = await Promise.all([
        withSnapshot ? readSnapshot(db) : undefined,
        markOf(db),
        db.meta.toArray(),
        db.otherSeals.toArray(),
        db.tail.toArray(),
        db.forks.toArray(),
      ])
      const meta = mapOf(metaRows)
      const since = coming?.number ?? 0
      const [seals, segments] = await Promise.all([
        db.seals.where('number').above(since).toArray(),
        db.segments.where('lastSeal').above(since).toArray(),
      ])
      const texts = (rows: readonly { readonly text: string }[]) => rows.map((row) => row.text)
      const final = segments.flatMap((segment) => rowsCoveredAfter(segment, since))
      const genesis = meta.get(GENESIS) as string
      return {
        coming,
        genesis,
        seals: texts(seals),
        otherSeals: texts(otherSeals),
        rows: [...final, ...texts(tail)],
        forks: texts(forks),
        mark,
        meta,
      }
    })
    const snapshot = await coming?.whole
    return coming && !snapshot ? load(false) : { ...loaded, snapshot }
  }
}

const mapOf = (rows: readonly { readonly key: string; readonly value: unknown }[]): Map<string, unknown> =>
  new Map(rows.map(({ key, value }) => [key, value]))

function mustBeFree(key: string): void {
  if (key.startsWith('store.')) throw new Error(`'${key}' is the store's own`)
}
