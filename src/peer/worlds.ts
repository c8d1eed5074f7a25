/** Worlds of this browser: opening one, the list of them, letting one go. `founding.ts` makes one, `joining.ts` comes into somebody's. */
import { hashOf, randomBytes, toBase64 } from '../kit/bytes'
import { readSeal } from '../log/rows'
import type { StoreFailure } from '../store/failures'
import { openRegistry, type Removed, type World } from '../store/registry'
import { createStore, openStore, type Store } from '../store/store'
import type { Timing } from '../sync/timing'
import type { Machine } from './clock'
import { Peer } from './peer'
import type { Ticket } from './ticket'

/** How a world is opened in this browser. */
export interface Opening {
  /** Which store of it: '' or the name of a second peer in the same browser. */
  readonly peer?: string
  readonly time?: Machine
  readonly timing?: Timing
  readonly views?: boolean
  /** Told of what befalls the disk unasked. */
  readonly onFailure?: (failure: StoreFailure) => void
}

export const told = ({ onFailure }: Opening) => (onFailure ? { onFailure } : {})

export async function openWorld(world: string, opening: Opening = {}): Promise<Peer> {
  const { peer = '' } = opening
  const store = await openStore({ world, peer, ...told(opening) })
  try {
    const [opened] = await Promise.all([Peer.open({ ...opening, store }), noteOpened(world, opening).catch(() => undefined)]) // a disk without room can be read
    return opened
  } catch (error) {
    store.close() // else its deletion would be told as that of the world that is shown
    throw error
  }
}

async function noteOpened(world: string, { peer = '', onFailure }: Opening): Promise<void> {
  const registry = await openRegistry(onFailure)
  await registry.update(world, peer, { lastOpened: Date.now() })
  registry.close()
}

/** The worlds of this browser, the last opened first. @param onFailure told while an old tab keeps their list from being opened @throws StoreFailure */
export async function listWorlds(onFailure?: (failure: StoreFailure) => void): Promise<World[]> {
  const registry = await openRegistry(onFailure)
  const tidied = registry.tidy().catch(() => undefined) // a full disk keeps nobody from the list, nor does what takes long to go
  try {
    return await registry.list()
  } finally {
    void tidied.then(() => registry.close())
  }
}

/** Notes in the list of worlds how much room this one takes by now, in bytes. Reads all of it: for the screen with that list. */
export async function measureWorld(peer: Peer): Promise<void> {
  const size = await peer.store.measure()
  const registry = await openRegistry()
  await registry.update(peer.world, peer.store.peer, { size })
  registry.close()
}

/** Makes the store of a world that is new to this browser. Until it is on the list (`list`) it counts as half made. @throws StoreFailure */
export async function beginStore({
  genesis,
  peer,
  ...opening
}: Opening & { readonly genesis: string; readonly peer: string }): Promise<Store> {
  const registry = await openRegistry(opening.onFailure)
  await registry.begin(hashOf(genesis), peer).finally(() => registry.close())
  return createStore({ genesis, peer, ...told(opening) })
}

/** Deletes a world of this browser with everything in it. Tabs that have it open are told `DatabaseGone`; while one does not hear, it is `held`. */
export async function removeWorld(world: string, peer = ''): Promise<Removed> {
  const registry = await openRegistry()
  const removed = await registry.remove(world, peer)
  registry.close()
  forgetBeside({ world, peer })
  tabs?.postMessage({ world, peer })
  return removed
}

/** What was entered in a tab stays beside that tab, which may show another world by now: it is told of each that goes. */
const tabs = typeof BroadcastChannel === 'function' ? new BroadcastChannel('mesi-removed') : undefined
if (tabs) tabs.onmessage = ({ data }: MessageEvent<{ readonly world: string; readonly peer: string }>) => forgetBeside(data)
;(tabs as { unref?(): void } | undefined)?.unref?.() // in Node, an open channel would keep the process alive

/** What stands about a world beside its databases, each called `mesi.<what>.<world>.<peer>`: who was somebody there, what they had read, a draft. */
function forgetBeside({ world, peer }: { readonly world: string; readonly peer: string }): void {
  const { localStorage, sessionStorage } = globalThis as { readonly localStorage?: Storage; readonly sessionStorage?: Storage }
  for (const kept of [localStorage, sessionStorage])
    for (const key of Object.keys(kept ?? {})) {
      const [, , of, by] = key.split('.')
      if (of === world && by === peer) kept?.removeItem(key)
    }
}

/**
 * K20: whether this peer's history stands on the seal that its invitation named: 'not yet' while it is on its way, 'no' when another
 * seal stands in its place.
 */
export async function standsOnFloor({ store, engine, floor: begun }: Peer): Promise<'yes' | 'not yet' | 'no'> {
  const floor = (await store.meta('floor')) as Ticket['floor'] | undefined
  if (!floor || floor[1] === 0) return 'yes'
  const [, number, hash] = floor
  if (engine.last.number < number) return 'not yet'
  if (engine.last.number === number) return engine.last.hash === hash ? 'yes' : 'no'
  // A snapshot behind it stands on the host's word until its history has come, and that is held to what the invitation named.
  if (begun && begun.number > number) return 'yes'
  const [text] = await store.sealsAfter(number - 1, 1)
  const seal = text === undefined ? undefined : readSeal(text)
  if (!seal?.ok || seal.value.body.number !== number) return 'not yet'
  return seal.value.hash === hash ? 'yes' : 'no'
}

/** Puts a world on the list of this browser, unless it stands there. */
export async function list(world: string, peer: string, facts: Partial<World> & Pick<World, 'name'>): Promise<void> {
  const registry = await openRegistry()
  const now = Date.now()
  if (!(await registry.get(world, peer)))
    await registry.put({ parent: null, demo: false, size: 0, createdAt: now, lastOpened: now, ...facts, id: world, peer })
  registry.close()
}

/** The secret that peers of a world meet under; made by the host, carried by links. */
export async function roomSecret(peer: Peer): Promise<string> {
  return (await peer.store.metaOr('room', toBase64(randomBytes(24)))) as string
}
