/**
 * Views on disk: real tables of what areas declare, that a person can read in DevTools and page through. Disposable and written
 * behind: a view row is a pure function of a state row and the texts it names, so it may lag, never lead, and can always be made again.
 *
 * They have a database of their own beside the world's: their tables change with every release, and neither an upgrade that an
 * old tab blocks nor a slow bulk write may stand in the way of an append. A changed set of views simply replaces the database.
 *
 * What keeps them right after a crash is `touched`: every key whose view row was written since the last start is made again at
 * the next one, because the pending rows it rested on may be judged differently then. Snapshots wait for `keptUp` (`Store.attachViews`).
 */
import { Dexie, type Table as DexieTable } from 'dexie'
import { hashOf } from '../kit/bytes'
import type { Hash, Json } from '../log/types'
import { type Connection, connect } from './connection'
import { viewsName } from './schema'

/** What an area declares; `areas/area.ts` says what the parts mean. */
export interface ViewTable {
  readonly name: string
  readonly version: number
  readonly schema: string
  readonly of: { readonly name: string }
  /** Takes a row of its own table and no other, which the type of a list of views cannot say. */
  project(row: never, key: string, text: (hash: Hash) => Json | undefined): ViewRow
}

/** Where views take state from: the engine's tables by name, as they are when asked, and the texts that payloads hold. */
export interface ViewSource {
  get(table: string, key: string): object | undefined
  keys(table: string): Iterable<string>
  /** Those of these texts that are here; `null` for what was erased or can never be read here. A row waits for what is missing. */
  texts(hashes: readonly Hash[]): Promise<ReadonlyMap<Hash, Json>>
}

export interface Views {
  /** Notes keys that `put` touched, undo included and what loading folded behind the snapshot; they are written once it is quiet. */
  applyChanges(changed: Iterable<readonly [table: string, keys: Iterable<string>]>): void
  /** Notes that payloads have come (or gone): rows that waited for them are written anew. */
  textsChanged(hashes: Iterable<Hash>): void
  /** Resolves when all that was noted so far is written. */
  flush(): Promise<void>
  /** Resolves when nothing noted so far is owed to a later start: at once while all views are being filled, which that would begin anew. */
  keptUp(): Promise<void>
  /** How many keys wait to be written. */
  readonly waiting: number
  /** Reads from a view, for instance a page of it by one of its indexes. */
  read<Result>(name: string, body: (table: DexieTable<ViewRow, string>) => PromiseLike<Result>): Promise<Result>
  close(): void
}

export type ViewRow = { readonly id: string } & Record<string, unknown>

/** All databases of an origin share one disk queue: an act waits at most as long as so many rows take. */
const KEYS_PER_WRITE = 100
/** Nothing is written, and nothing further, before so many ms without a change: it would stand in the way of what people wait for. */
const QUIET = 500

interface Touched {
  readonly id?: number
  readonly table: string
  readonly keys: readonly string[]
}
interface Filled {
  readonly view: string
  readonly version: number
}
type ViewDatabase = Dexie & { readonly filled: DexieTable<Filled, string>; readonly touched: DexieTable<Touched, number> }

/**
 * Opens the views of a world, clears and refills those whose version changed, and writes again what the last run touched.
 * `source` must hold the loaded world already. Resolves before the refill is done; `flush` waits for it.
 */
export async function openViews(options: {
  readonly world: string
  readonly peer: string
  readonly views: readonly ViewTable[]
  readonly source: ViewSource
}): Promise<Views> {
  const { views, source } = options
  const connection = await connectViews(viewsName(options.world, options.peer), views)
  const all = ['filled', 'touched', ...views.map((view) => view.name)]
  const viewsOf = new Map(views.map((view) => [view.of.name, views.filter((each) => each.of.name === view.of.name)]))

  const queue = new Map<string, Set<string>>()
  /** Keys to write again though this run has not touched them; they need no record for the next one unless they wait for a text. */
  const recheck = new Map<string, Set<string>>()
  const recorded = new Map<string, Set<string>>()
  /** Which rows wait for a text, as `table/key`. */
  const wantedBy = new Map<Hash, Set<string>>()
  let oldTouched: number[] = []
  const unfilled = await takeStock()
  let writing: Promise<void> | undefined
  let failed: unknown
  let soon: ReturnType<typeof setTimeout> | undefined
  let changedAt = Number.NEGATIVE_INFINITY
  /** How many wait for all of it: then nobody else goes first. */
  let flushing = 0
  let hurry = () => {}
  /** All that is to be filled has been written; from here on what changes is owed. */
  let isAllWritten = false
  startSoon()

  const flush = async (): Promise<void> => {
    flushing++
    hurry()
    try {
      for (start(); writing; start()) {
        await writing
        if (failed) throw failed
      }
    } finally {
      flushing--
    }
  }

  return {
    applyChanges(changed) {
      for (const [table, keys] of changed) if (viewsOf.has(table)) note(table, keys)
      startSoon()
    },
    textsChanged(hashes) {
      for (const hash of hashes) {
        for (const each of wantedBy.get(hash) ?? []) {
          const slash = each.indexOf('/')
          note(each.slice(0, slash), [each.slice(slash + 1)])
        }
        wantedBy.delete(hash)
      }
      startSoon()
    },
    flush,
    keptUp: async () => (unfilled.size === views.length && !isAllWritten ? undefined : flush()),
    get waiting() {
      return [...queue.values()].reduce((sum, keys) => sum + keys.size, 0)
    },
    read: (name, body) => connection.run('r', [name], (db) => body(db.table(name))),
    close() {
      clearTimeout(soon)
      connection.close()
    },
  }

  /** Clears views of another version, queues what must be made again, and answers the views that are being filled. */
  async function takeStock(): Promise<Set<ViewTable>> {
    const stale = await connection.run('rw', all, async (db) => {
      oldTouched = []
      const filled = new Map((await db.filled.toArray()).map((row) => [row.view, row.version]))
      const stale = views.filter((view) => filled.get(view.name) !== view.version)
      for (const view of stale) {
        await db.table(view.name).clear()
        await db.filled.delete(view.name)
      }
      for (const { id, table, keys } of await db.touched.toArray()) {
        oldTouched.push(id as number)
        for (const key of keys) add(recheck, table, key)
      }
      return stale
    })
    for (const view of stale) for (const key of source.keys(view.of.name)) add(recheck, view.of.name, key)
    for (const [table, keys] of recheck) if (viewsOf.has(table)) for (const key of keys) add(queue, table, key)
    return new Set(stale)
  }

  function note(table: string, keys: Iterable<string>): void {
    for (const key of keys) {
      add(queue, table, key)
      recheck.get(table)?.delete(key) // now touched by this run as well
    }
  }

  /** Each change puts it off: whoever catches up writes every row once, and not again with every slice. */
  function startSoon(): void {
    changedAt = performance.now()
    clearTimeout(soon)
    soon = setTimeout(start, QUIET)
  }

  /** Resolves when nothing has changed for a while, or somebody waits for what is written. */
  async function calm(): Promise<void> {
    for (;;) {
      const left = changedAt + QUIET - performance.now()
      if (left <= 0 || flushing > 0) return
      await new Promise<void>((done) => {
        hurry = done
        setTimeout(done, left)
      })
    }
  }

  function start(): void {
    if (writing || (queue.size === 0 && unfilled.size === 0 && oldTouched.length === 0)) return
    failed = undefined
    writing = write()
      .catch((error: unknown) => {
        failed = error
      })
      .finally(() => {
        writing = undefined
        if (!failed) start() // what was noted during the last step
      })
  }

  async function write(): Promise<void> {
    for (;;) {
      await calm()
      const batch = takeBatch()
      if (!batch) break
      try {
        await writeBatch(...batch)
      } catch (error) {
        for (const key of batch[1]) add(queue, batch[0], key)
        throw error
      }
    }
    isAllWritten = true
    if (unfilled.size === 0 && oldTouched.length === 0) return
    const done = [...unfilled].map((view) => ({ view: view.name, version: view.version }))
    await connection.run('rw', ['filled', 'touched'], async (db) => {
      await db.filled.bulkPut(done)
      await db.touched.bulkDelete(oldTouched)
    })
    unfilled.clear()
    oldTouched = []
  }

  function takeBatch(): [table: string, keys: string[]] | undefined {
    for (const [table, keys] of queue) {
      const some = [...keys].slice(0, KEYS_PER_WRITE)
      for (const key of some) keys.delete(key)
      if (keys.size === 0) queue.delete(table)
      if (some.length > 0) return [table, some]
    }
    return undefined
  }

  async function writeBatch(table: string, keys: readonly string[]): Promise<void> {
    const of = viewsOf.get(table) ?? []
    const texts = await source.texts(textsNamed(of, table, keys))
    // From here on nothing waits until the transaction is asked for: what is written is the state of this moment.
    const touched: string[] = []
    const writes = of.map((view) => ({ view, rows: [] as object[], gone: [] as string[] }))
    for (const key of keys) {
      const row = source.get(table, key)
      let isComplete = true
      for (const { view, rows, gone } of writes) {
        if (!row) gone.push(key)
        else {
          rows.push(
            view.project(row as never, key, (hash) => {
              const text = texts.get(hash)
              if (text === undefined) {
                isComplete = false
                want(hash, table, key)
              }
              return text
            }),
          )
        }
      }
      const isOld = recheck.get(table)?.delete(key) === true && isComplete
      if (!isOld && !recorded.get(table)?.has(key)) touched.push(key)
    }
    const names = of.map((view) => view.name)
    await connection.run('rw', ['touched', ...names], async (db) => {
      for (const { view, rows, gone } of writes) {
        await db.table(view.name).bulkPut(rows)
        await db.table(view.name).bulkDelete(gone)
      }
      if (touched.length > 0) await db.touched.add({ table, keys: touched })
    })
    for (const key of touched) add(recorded, table, key)
  }

  /** The texts that the views of these keys ask for. */
  function textsNamed(of: readonly ViewTable[], table: string, keys: readonly string[]): Hash[] {
    const named = new Set<Hash>()
    for (const key of keys) {
      const row = source.get(table, key)
      if (!row) continue
      for (const view of of) view.project(row as never, key, (hash) => void named.add(hash))
    }
    return [...named]
  }

  function want(hash: Hash, table: string, key: string): void {
    const keys = wantedBy.get(hash)
    if (keys) keys.add(`${table}/${key}`)
    else wantedBy.set(hash, new Set([`${table}/${key}`]))
  }
}

function add(to: Map<string, Set<string>>, table: string, key: string): void {
  const keys = to.get(table)
  if (keys) keys.add(key)
  else to.set(table, new Set([key]))
}

/** A database whose tables are not exactly these is deleted and made anew: everything in it can be. */
async function connectViews(name: string, views: readonly ViewTable[]): Promise<Connection<ViewDatabase>> {
  const schemas = Object.fromEntries(views.map((view) => [view.name, view.schema]))
  const signature = `schema ${hashOf(JSON.stringify(schemas))}`
  const probe = new Dexie(name, { autoOpen: false })
  try {
    await probe.open()
    const isOurs = probe.tables.some((table) => table.name === 'filled') && (await probe.table('filled').get(signature)) !== undefined
    probe.close()
    if (!isOurs) await Dexie.delete(name)
  } catch {
    probe.close() // not there yet
  }
  const connection = await connect<ViewDatabase>({
    name,
    declare: (db) => db.version(1).stores({ filled: 'view', touched: '++id', ...schemas }),
    durability: 'relaxed',
    presence: 'may be made',
  })
  await connection.run('rw', ['filled'], (db) => db.filled.put({ view: signature, version: 1 }))
  return connection
}
