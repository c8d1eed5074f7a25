/** The worlds that this browser holds. What they consist of lies in a database each; this list only finds them. */
import { Dexie, type Table } from 'dexie'
import { connect } from './connection'
import type { StoreFailure } from './failures'
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

export interface Registry {
  /** All worlds, the last opened first. */
  list(): Promise<World[]>
  get(id: string, peer: string): Promise<World | undefined>
  /** Lists a world once its store holds its genesis; replaces an entry of the same id and peer. */
  put(world: World): Promise<void>
  /** Changes what is known of a world; nothing if it is not listed. */
  update(id: string, peer: string, change: Partial<Pick<World, 'name' | 'lastOpened' | 'demo' | 'size'>>): Promise<void>
  /** Deletes a world with everything in it. Tabs that have it open are told `DatabaseGone`. */
  remove(id: string, peer: string): Promise<void>
  close(): void
}

type RegistryDatabase = Dexie & { readonly worlds: Table<World, [string, string]> }

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
  return {
    list: async () => (await run('r', (db) => db.worlds.toArray())).sort((a, b) => b.lastOpened - a.lastOpened),
    get: (id, peer) => run('r', (db) => db.worlds.get([id, peer])),
    put: async (world) => void (await run('rw', (db) => db.worlds.put(world))),
    update: async (id, peer, change) => void (await run('rw', (db) => db.worlds.update([id, peer], change))),
    async remove(id, peer) {
      await run('rw', (db) => db.worlds.delete([id, peer])) // first: a list that names a missing world is worse than bytes that nobody lists
      await Dexie.delete(databaseName(id, peer))
      await Dexie.delete(viewsName(id, peer))
    },
    close: () => connection.close(),
  }
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
