/** A made world as a browser keeps it: with its host's key and some of its people as personas. For Node (fake-indexeddb) and for pages. */
import { genesisText } from '../../src/log/rows'
import type { Hash } from '../../src/log/types'
import { keepPersona } from '../../src/peer/arriving'
import type { Settlement } from '../../src/store/feeds'
import { openRegistry } from '../../src/store/registry'
import { createStore, type Store } from '../../src/store/store'
import { REAL_BOXES, type World } from './worlds'

export interface Kept {
  /** Which store of it in this browser. */
  readonly peer?: string
  /** So many of its people, `mesi` first, can act in this browser. */
  readonly personas?: number
}

const ROWS_AT_ONCE = 10_000
const PAYLOADS_AT_ONCE = 5_000

/**
 * Puts a signed world on the disk and lists it, so that `openWorld` finds it there and the app opens it. The world's clock stands where
 * the world ended. About 3 s for 100,000 rows in Chromium.
 */
export async function putWorld(world: World, { peer = '', personas = 3 }: Kept = {}): Promise<void> {
  if (personas > REAL_BOXES) throw new RangeError(`at most ${REAL_BOXES} personas have box keys that open`)
  const store = await createStore({ genesis: genesisText(world.genesis), peer })
  try {
    await putHistory(store, world)
    for (const blob of world.blobs) await store.addBlob(new Blob([blob], { type: 'image/gif' }))
    await store.putKeys([
      { id: 'device/host', kind: 'device', value: world.hostKey.keep() },
      { id: 'invite', kind: 'device', value: world.invite },
    ])
    await store.putMeta('clock.offset', world.now - Date.now())
    await store.putMeta('clock.awakeAt', world.now)
    for (const person of world.people.slice(0, personas)) await keepPersona(store, person, { root: person.rootSeed, box: person.boxSeed })
  } finally {
    store.close()
  }
  const registry = await openRegistry()
  const { name, parent } = world.genesis
  await registry.put({ id: world.id, peer, name, createdAt: Date.now(), lastOpened: Date.now(), parent, demo: true, size: 0 })
  registry.close()
}

async function putHistory(store: Store, { rows, settlements, snapshot, payloads }: World): Promise<void> {
  const texts = new Map<Hash, string>(rows.map((row) => [row.hash, row.text]))
  let some: Settlement[] = []
  let count = 0
  for (const settlement of settlements) {
    some.push(settlement)
    count += settlement.settled.length
    if (count < ROWS_AT_ONCE) continue
    await store.settle(some, texts)
    some = []
    count = 0
  }
  await store.settle(some, texts)
  const final = settlements.reduce((sum, { settled }) => sum + settled.length, 0)
  await store.appendForeign({ rows: rows.slice(final) })
  for (let at = 0; at < payloads.length; at += PAYLOADS_AT_ONCE) await store.putPayloads(payloads.slice(at, at + PAYLOADS_AT_ONCE))
  if (snapshot) await store.saveSnapshot(snapshot)
}
