/**
 * One IndexedDB database that may go away under us: the browser drops connections, other tabs upgrade or delete it, and
 * the system evicts it. Work is done through `run`, which survives a lost connection and answers everything else as a StoreFailure.
 */
import { Dexie } from 'dexie'
import {
  ConnectionLost,
  DatabaseGone,
  failureOf,
  isAborted,
  NewerSchema,
  StorageDisabled,
  type StoreFailure,
  UpgradeBlocked,
} from './failures'

export interface Opening<Database extends Dexie> {
  readonly name: string
  /** Declares the tables under the build's schema number. A database with a higher one is refused and not touched. */
  readonly declare: (db: Dexie) => void
  /** `strict`: a write has reached the disk when its promise resolves. */
  readonly durability: 'strict' | 'relaxed'
  /** `must exist`: never made anew; one that is not there any more is `DatabaseGone`. */
  readonly presence: 'must exist' | 'may be made'
  /** Looks once at a database that was just opened again: is it still the one it was? */
  readonly isIntact?: (db: Database) => PromiseLike<boolean>
  /** Told at once about what nobody asked for: a blocked upgrade, a deletion, a newer tab. */
  readonly onFailure?: ((failure: StoreFailure) => void) | undefined
}

/** How long a disk that has refused a second connection too is left alone, in milliseconds: a browser that clears its data refuses meanwhile. */
const BREATH = 300

export interface Connection<Database extends Dexie> {
  readonly name: string
  /** Set once this database can no longer be used; every later `run` throws it. */
  readonly failed: StoreFailure | undefined
  /**
   * Runs `body` as one transaction over `tables`: wholly there or wholly absent. After a lost connection it is run again over
   * a new one, at once and then a breath later, so `body` may run three times and must not change anything but the database. Throws
   * a StoreFailure for what the disk did, and whatever `body` threw otherwise.
   */
  run<Result>(mode: 'r' | 'rw', tables: readonly string[], body: (db: Database) => PromiseLike<Result>): Promise<Result>
  /** Until `false`, whatever is written is rolled back and refused, as by a disk without room: for who wants to see that happen. */
  full(on: boolean): void
  readonly isFull: boolean
  close(): void
}

/** Opens, and answers when it can be worked with. Rejects with a StoreFailure. */
export async function connect<Database extends Dexie>(opening: Opening<Database>): Promise<Connection<Database>> {
  let failed: StoreFailure | undefined
  let closed = false
  let wasOpen = false
  let isFull = false
  let live: Database | undefined
  let current = open()
  await current
  return {
    name: opening.name,
    get failed() {
      return failed
    },
    run,
    full(on) {
      isFull = on
    },
    get isFull() {
      return isFull
    },
    close() {
      closed = true
      current.then((db) => db.close({ disableAutoOpen: true })).catch(() => undefined)
    },
  }

  async function run<Result>(mode: 'r' | 'rw', tables: readonly string[], body: (db: Database) => PromiseLike<Result>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      if (failed) throw failed
      if (closed) throw new ConnectionLost(new Error('used after it was closed'))
      const handle = current
      try {
        const db = live ?? (await handle) // at once where it can be: whoever shows something next has the disk work meanwhile
        // async: Dexie must see native awaits begin
        return await db.transaction(mode, [...tables], async () => {
          const result = await body(db)
          if (isFull && mode === 'rw') throw new DOMException('full on purpose', 'QuotaExceededError')
          return result
        })
      } catch (error) {
        const failure = failureOf(error) ?? (isAborted(error) ? new ConnectionLost(error) : undefined)
        if (failed) throw failed
        if (tries === 3 || closed || !(failure instanceof ConnectionLost)) throw failure ?? error
        if (tries === 2) await new Promise((again) => setTimeout(again, BREATH))
        reopen(handle)
      }
    }
  }

  /** Puts a new handle in the place of `stale`, unless somebody already has. */
  function reopen(stale: Promise<Database>): void {
    if (current !== stale || closed || failed) return
    live = undefined
    current = open()
    current.catch(() => undefined) // whoever works next sees it
    stale.then((db) => db.close({ disableAutoOpen: true })).catch(() => undefined)
  }

  async function open(): Promise<Database> {
    // A cache would be held per connection and be wrong as soon as another tab writes.
    const options = { autoOpen: false, chromeTransactionDurability: opening.durability, cache: 'disabled', ...strictFactory() } as const
    const db = new Dexie(opening.name, options) as Database
    opening.declare(db)
    if (opening.presence === 'must exist' || wasOpen) {
      db.on('populate', () => {
        throw new DatabaseGone() // aborts the making of an empty one
      })
    }
    db.on('blocked', () => {
      opening.onFailure?.(new UpgradeBlocked())
      return false as never
    })
    db.on('versionchange', (event) => {
      fail(event.newVersion ? new NewerSchema() : new DatabaseGone())
      db.close({ disableAutoOpen: true }) // lets the other tab go on
      return false as never
    })
    try {
      await db.open()
      if (wasOpen && opening.isIntact && !(await opening.isIntact(db))) throw fail(new DatabaseGone())
    } catch (error) {
      db.close({ disableAutoOpen: true })
      const failure = failed ?? failureOf(error)
      // Whoever opens it hears that from the promise; a page that shows another world goes on with that one.
      if (wasOpen && (failure instanceof DatabaseGone || failure instanceof NewerSchema)) throw fail(failure)
      // Before it was ever open, a browser without storage says what a lost connection says. Later whatever it says is a lost connection:
      // while it clears its data, Chromium aborts.
      if (!wasOpen) throw failure instanceof ConnectionLost ? new StorageDisabled(error) : (failure ?? error)
      throw failure ?? new ConnectionLost(error)
    }
    wasOpen = true
    live = db
    db.on('close', () => {
      if (live === db) reopen(current) // tells an evicted database from a lost connection
    })
    return db
  }

  function fail(failure: StoreFailure): StoreFailure {
    if (!failed) {
      failed = failure
      opening.onFailure?.(failure)
    }
    return failed
  }
}

/** Dexie answers a newer database by opening it without a version and adding what it misses in it. This factory does not let it. */
function strictFactory(): { indexedDB?: IDBFactory } {
  if (typeof indexedDB === 'undefined') return {}
  const open = (name: string, version?: number) => {
    if (version === undefined) throw new DOMException('a newer version is installed', 'VersionError')
    return indexedDB.open(name, version)
  }
  const deleteDatabase = (name: string) => indexedDB.deleteDatabase(name)
  const cmp = (first: unknown, second: unknown) => indexedDB.cmp(first, second)
  return { indexedDB: { open, deleteDatabase, cmp, databases: () => indexedDB.databases() } }
}
