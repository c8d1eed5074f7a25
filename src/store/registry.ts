/** The worlds that this browser holds. What they consist of lies in a database each; this list only finds them. */
import { Dexie, type Table } from 'dexie'
import { connect } from './connection'
import { DeletionHeld, type StoreFailure } from './failures'
import { databaseName, viewsName } from './schema'

export interface World {
  readonly id: string
  /** Which store of it: '' or the name of a second peer in the same browser. */
  readonly peer: string
  readonly name: string
  readonly createdAt: number
  readonly lastOpened: number
  /** The world that it was copied from. */
  readonly parent: string | null
  /** Made to be shown: its keys may be exported without a passphrase. */
  readonly demo: boolean
  /** About how many bytes it takes, as last measured. */
  readonly size: number
}

/** What is in the way of a database that is to go: nothing any more, or a tab that does not let go of it, after which it goes by itself. */
export type Removed = 'gone' | 'held'

export interface Registry {
  /** All worlds, the last opened first. */
  list(): Promise<World[]>
  get(id: string, peer: string): Promise<World | undefined>
  /**
   * Notes that the databases of a world are about to be made: if nobody lists it, `tidy` finds them. Of one that was deleted, what is left
   * goes first: to open that would be to wait for it without a word. @throws StoreFailure; `DeletionHeld` where a tab does not let go of it
   */
  begin(id: string, peer: string): Promise<void>
  /** Lists a world once its store holds its genesis; replaces an entry of the same id and peer. */
  put(world: World): Promise<void>
  /** Changes what is known of a world; nothing if it is not listed. */
  update(id: string, peer: string, change: Partial<Pick<World, 'name' | 'lastOpened' | 'demo' | 'size'>>): Promise<void>
  /** Deletes a world with everything in it. Tabs that have it open are told `DatabaseGone`; nobody waits for one that cannot hear that. */
  remove(id: string, peer: string): Promise<Removed>
  /** Deletes what was to go when a page was closed, and what a page that was killed had begun to make, a day later. */
  tidy(): Promise<void>
  close(): void
}

/** A world that is not there yet, or not any more: its databases may be. */
interface Unlisted {
  readonly id: string
  readonly peer: string
  readonly is: 'being made' | 'going'
  readonly since: number
}
type Entry = World | Unlisted
type RegistryDatabase = Dexie & { readonly worlds: Table<Entry, [string, string]> }

const DAY = 86_400_000
const isListed = (entry: Entry | undefined): entry is World => entry !== undefined && !('is' in entry)

/** @throws StoreFailure */
export async function openRegistry(onFailure?: (failure: StoreFailure) => void): Promise<Registry> {
  const connection = await connect<RegistryDatabase>({
    name: 'mesi',
    declare: (db) => db.version(1).stores({ worlds: '[id+peer]' }),
    durability: 'strict',
    presence: 'may be made',
    onFailure,
  })
  const run = <Result>(mode: 'r' | 'rw', body: (db: RegistryDatabase) => PromiseLike<Result>) => connection.run(mode, ['worlds'], body)
  /** Deletes the databases of a world and then forgets that there was one. A tab that does not let go is waited for this long, in ms. */
  const destroy = (id: string, peer: string, patience: number): Promise<Removed> =>
    new Promise((resolve, reject) => {
      const heldAfter = (wait: number) => setTimeout(resolve, wait, 'held')
      const unsaid = heldAfter(LONGEST)
      Promise.all([databaseName(id, peer), viewsName(id, peer)].map((name) => destroyDatabase(name, () => heldAfter(patience))))
        .then(() => forget(id, peer))
        .then(() => resolve('gone'), reject)
        .finally(() => clearTimeout(unsaid))
    })
  const forget = (id: string, peer: string) =>
    run('rw', async (db) => {
      const entry = await db.worlds.get([id, peer])
      if (entry && !isListed(entry) && entry.is === 'going') await db.worlds.delete([id, peer]) // it may be made anew by now
    })
  return {
    list: async () => (await run('r', (db) => db.worlds.toArray())).filter(isListed).sort((a, b) => b.lastOpened - a.lastOpened),
    async get(id, peer) {
      const entry = await run('r', (db) => db.worlds.get([id, peer]))
      return isListed(entry) ? entry : undefined
    },
    async begin(id, peer) {
      const before = await run('r', (db) => db.worlds.get([id, peer]))
      const isGoing = before !== undefined && !isListed(before) && before.is === 'going'
      if (isGoing && (await destroy(id, peer, PATIENCE)) === 'held') throw new DeletionHeld()
      await run('rw', async (db) => {
        if (!isListed(await db.worlds.get([id, peer]))) await db.worlds.put({ id, peer, is: 'being made', since: Date.now() })
      })
    },
    put: async (world) => void (await run('rw', (db) => db.worlds.put(world))),
    update: (id, peer, change) =>
      run('rw', async (db) => {
        const entry = await db.worlds.get([id, peer])
        if (isListed(entry)) await db.worlds.put({ ...entry, ...change })
      }),
    async remove(id, peer) {
      // First: a list that names a missing world is worse than bytes that nobody lists. A disk without room takes no note, only things away.
      await run('rw', (db) => db.worlds.put({ id, peer, is: 'going', since: Date.now() })).catch(() =>
        run('rw', (db) => db.worlds.delete([id, peer])),
      )
      return destroy(id, peer, PATIENCE)
    },
    async tidy() {
      const dayAgo = Date.now() - DAY
      const isToGo = (entry: Entry): entry is Unlisted => !isListed(entry) && (entry.is === 'going' || entry.since <= dayAgo)
      const found = (await run('r', (db) => db.worlds.toArray())).filter(isToGo)
      const goes = ({ id, peer }: Entry) =>
        run('rw', async (db) => {
          const entry = await db.worlds.get([id, peer])
          if (!entry || !isToGo(entry)) return false // it was made anew since
          if (entry.is === 'being made') await db.worlds.put({ ...entry, is: 'going' })
          return true
        })
      // Side by side: one that is held, or that the disk refuses, keeps no other waiting.
      await Promise.allSettled(found.map(async (entry) => (await goes(entry)) && destroy(entry.id, entry.peer, 0)))
    },
    close: () => connection.close(),
  }
}

/** How long a tab that is told has to let go. */
const PATIENCE = 1_000
/** How long the browser may say nothing: neither of a tab that cannot even be told, nor behind another deletion that waits, does it say that. */
const LONGEST = 10_000

async function destroyDatabase(name: string, onHeld: () => void): Promise<void> {
  const db = new Dexie(name)
  db.on('blocked', () => {
    onHeld()
    return false as never // nothing of it in the console
  })
  await db.delete()
}

/** Asks the browser not to evict this site's data. To be called at the first real work: browsers judge by engagement. */
export async function askToPersist(): Promise<'granted' | 'refused' | 'unknown'> {
  const storage = typeof navigator === 'undefined' ? undefined : navigator.storage
  if (!storage?.persist) return 'unknown'
  try {
    return (await storage.persist()) ? 'granted' : 'refused'
  } catch {
    return 'unknown'
  }
}
