/**
 * Before a world can be opened its genesis must be here, and for a copy (K21) what it was copied from. An invite link only names the
 * genesis by hash, so the newcomer stands on the doorstep as a peer without anything, asks whoever opens for these, and believes each
 * because its hash is the one that the link, or the genesis, has named.
 */
import { type Bytes, concat, fromUtf8, hashOf } from '../kit/bytes'
import type { Hash } from '../log/types'
import { readGenesis } from '../store/archive'
import type { Carrier } from '../sync/link'
import { type BlobStore, chunksOf, type Replica } from '../sync/replica'
import { startSync } from '../sync/sync'
import { makeTabsCarrier } from '../sync/tabs'
import type { Timing } from '../sync/timing'
import { makeWebrtcCarrier } from '../sync/webrtc'
import type { Ticket } from './ticket'

/** What a world needs to be opened for the first time. */
export interface Beginning {
  /** The exact text. */
  readonly genesis: string
  /** Of a copy: what it was copied from. Its hash was checked, nothing else. */
  readonly base?: Blob
}

export interface Waiting {
  /** Ends the wait: then the promise rejects with its reason. */
  readonly stop?: AbortSignal | undefined
  /** Told how much of a copy's base has come, in bytes. */
  readonly onProgress?: ((have: number, size: number) => void) | undefined
  /** Told when the link names another meeting place of a world that one is in already: that is not believed. */
  readonly onOtherRoom?: (() => void) | undefined
  /** Where to look; from a page, other tabs of this browser, and other browsers over WebRTC. */
  readonly carriers?: readonly Carrier[]
  readonly timing?: Timing
}

const lines = (): Carrier[] => [makeTabsCarrier(), makeWebrtcCarrier()]

/** Waits for a peer of the ticket's world and answers what opens it. Waits for as long as it takes. */
export function fetchBeginning(ticket: Ticket, { stop, onProgress, carriers = lines(), timing }: Waiting = {}): Promise<Beginning> {
  return new Promise((resolve, reject) => {
    const files = inMemory()
    const found = (genesis: string): void => {
      const reading = readGenesis(genesis)
      const base = reading.ok ? reading.value.base : null
      if (!base) return leave(() => resolve({ genesis }))
      const download = sync.fetch(base.hash, base.size)
      download.progress.subscribe(({ have, size }) => onProgress?.(have, size))
      void download.done.then((isWhole) => {
        if (isWhole) leave(() => resolve({ genesis, base: files.taken(base.hash) }))
      })
    }
    // Not from within the very session that is being closed.
    const leave = (then: () => void): void =>
      queueMicrotask(() => {
        sync.stop()
        then()
      })
    const replica = visitor(ticket.world, files, found)
    const sync = startSync({ replica, carriers, room: { world: ticket.world, secret: ticket.room }, ...(timing ? { timing } : {}) })
    sync.wantPayloads([ticket.world])
    stop?.addEventListener('abort', () => {
      sync.stop()
      reject(stop.reason as Error)
    })
  })
}

const none = async function* (): AsyncGenerator<never> {}

/** A replica that has nothing, and keeps nothing but the chunks of what it waits for. */
function visitor(world: string, blobs: BlobStore, found: (genesis: string) => void): Replica {
  let isFound = false
  return {
    world,
    rulesVersion: () => 1,
    vector: () => [],
    lastSeal: () => ({ term: 1, number: 0, hash: world }),
    lacks: async () => [],
    rowsAfter: none,
    rowsByHash: async () => [],
    sealedBetween: none,
    sealsAfter: none,
    async receive({ payloads }) {
      const genesis = payloads.find(({ bytes }) => hashOf(bytes) === world)
      if (genesis && !isFound) {
        isFound = true
        found(fromUtf8(genesis.bytes))
      }
      return { fresh: genesis ? [world] : [], refused: [], missing: [], missingPayloads: [] }
    },
    onNews: () => () => {},
    payloads: async () => [],
    blobs,
    snapshots: {
      wanted: () => false,
      manifest: async () => undefined,
      admit: async () => undefined,
      install: async () => false,
      backlog: () => undefined,
    },
  }
}

/** Keeps chunks while the page is open: there is no world yet to keep them in. */
function inMemory(): BlobStore & { taken(hash: Hash): Blob } {
  const coming = new Map<Hash, { readonly size: number; readonly chunks: Map<number, Bytes> }>()
  const here = new Map<Hash, Blob>()
  return {
    async holding(hash) {
      const part = coming.get(hash)
      if (here.has(hash)) return { state: 'here', size: (here.get(hash) as Blob).size }
      return part ? { state: 'coming', size: part.size, chunks: new Set(part.chunks.keys()) } : { state: 'absent' }
    },
    read: async () => undefined,
    async write(hash, size, index, bytes) {
      const part = coming.get(hash) ?? { size, chunks: new Map<number, Bytes>() }
      coming.set(hash, part)
      part.chunks.set(index, bytes)
    },
    async finish(hash) {
      const part = coming.get(hash)
      coming.delete(hash)
      if (!part) return false
      const bytes = concat(...Array.from({ length: chunksOf(part.size) }, (_, index) => part.chunks.get(index) ?? concat()))
      if (hashOf(bytes) !== hash) return false
      here.set(hash, new Blob([bytes]))
      return true
    },
    taken: (hash) => here.get(hash) as Blob,
  }
}
