/** What can still be saved when a world can no longer be worked with here. */
import { exportWorld, leavesKeys } from './archives'
import type { Peer } from './peer'

export interface Rescued {
  readonly file: Blob
  /** True: the whole world, to be imported again. False: what this page still had in memory, to be read by people. */
  readonly isWhole: boolean
  /** Keys of accounts stay on this device: they leave it under a passphrase alone, unless the world is a demo. */
  readonly leavesKeys: boolean
}

/** The world as a file where the disk still gives it out; else everything that is in memory, as plain JSON. Never rejects. */
export async function rescue(peer: Peer): Promise<Rescued> {
  try {
    return { file: await exportWorld(peer), isWhole: true, leavesKeys: await leavesKeys(peer) }
  } catch {
    return { file: remainsOf(peer), isWhole: false, leavesKeys: true }
  }
}

function remainsOf({ engine, genesis, texts }: Peer): Blob {
  const tables = Object.fromEntries([...engine.tables()].map(([name, rows]) => [name, Object.fromEntries(rows)]))
  const remains = {
    what: `What a page of Mesi still had in memory of the world "${genesis.name}". It cannot be imported.`,
    finalAsOf: new Date(engine.last.upTo).toISOString(),
    genesis,
    pending: engine.pendingRows().map((row) => row.text),
    tables,
    words: Object.fromEntries(texts.inMemory()),
  }
  return new Blob([JSON.stringify(remains, null, 2)], { type: 'application/json' })
}
