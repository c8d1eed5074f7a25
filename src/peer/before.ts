/** What happened in the world that this one was copied from (K21), told from there where that world is in this browser. */
import type { Genesis, Hash, Settled } from '../log/types'
import { readSeal } from '../log/rows'
import { openRegistry } from '../store/registry'
import { GENESIS } from '../store/schema'
import { openStore, type Store } from '../store/store'
import type { Peer } from './peer'
import { hasInState } from './verdicts'

export interface Before {
  readonly world: string
  /** What that world is called here; `null` where it is not in this browser. */
  readonly name: string | null
  /** The row and what became of it, where that world is in this browser. */
  readonly found?: { readonly text: string; readonly settled: Settled; readonly sealedAt: number }
}

const MOST_PARENTS = 32

/** Looks for an act that is not in the log of this world. @returns `undefined` if it is not of a world that this one was copied from */
export async function lookBefore(peer: Peer, event: Hash): Promise<Before | undefined> {
  let { parent } = peer.genesis
  for (let i = 0; parent !== null && i < MOST_PARENTS; i++) {
    const known = await inRegistry(parent, peer.store.peer)
    if (!known) break
    const store = await openStore({ world: parent, peer: peer.store.peer })
    try {
      const found = await findIn(store, event)
      // What came to the parent after it was copied is nothing of ours.
      if (found) return found.sealedAt <= peer.genesis.begins ? { world: parent, name: known.name, found } : undefined
      parent = (JSON.parse((await store.meta(GENESIS)) as string) as Genesis).parent
    } finally {
      store.close()
    }
  }
  // What the state knows by name and the log does not was there from the beginning.
  const { parent: first } = peer.genesis
  if (first === null || !hasInState(peer.engine, event) || !(await peer.store.isWhole())) return undefined
  return { world: first, name: null }
}

async function inRegistry(world: string, peer: string) {
  const registry = await openRegistry()
  try {
    return await registry.get(world, peer)
  } finally {
    registry.close()
  }
}

async function findIn(store: Store, event: Hash): Promise<Before['found']> {
  const [settled, texts] = await Promise.all([store.verdictOf(event), store.rowsByHash([event])])
  const text = texts.get(event)
  if (!settled || text === undefined) return undefined
  const [seal] = (await store.sealsAfter(settled.seal - 1, 1)).map((each) => readSeal(each))
  return seal?.ok ? { text, settled, sealedAt: seal.value.body.upTo } : undefined
}
