/**
 * Before a world can be opened its genesis must be here, and for a copy (K21) what it was copied from. An invite link only names the
 * genesis by hash, so the newcomer stands on the doorstep as a peer without anything, asks whoever opens for these, and believes each
 * because its hash is the one that the link, or the genesis, has named.
 */
import { type Bytes, concat, fromUtf8, hashOf } from '../kit/bytes'
import type { Hash } from '../log/types'
import { readGenesis } from '../store/archive'
import type { Carrier } from '../sync/link'
import { type BlobStore, chunksOf, type News, type Replica } from '../sync/replica'
import { type Hints, makeHints } from '../sync/room'
import { newDeviceName, newPeerId, startSync, type Sync } from '../sync/sync'
import type { Timing } from '../sync/timing'
import { carriersOfPage } from './carriers'
import { rules } from './life'
import type { Ticket } from './ticket'

/** What a world needs to be opened for the first time. */
export interface Beginning {
  /** The exact text. */
  readonly genesis: string
  /** Of a copy: what it was copied from. Its hash was checked, nothing else. */
  readonly base?: Blob
  /** Of any other world: the line over which it came. */
  readonly line?: Line
}

/** A line that stays up while its world is opened, for the peer that this makes; it is either taken or hung up. */
export interface Line {
  /** What the tabs of this browser have in common in the name under which it is known there. */
  readonly device: string
  readonly hints: Hints
  /** From now on what is there answers for it. It must be as empty as whoever stood on the doorstep. */
  take(replica: Replica): Sync
  hangUp(): void
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

/** Waits for a peer of the ticket's world and answers what opens it. Waits for as long as it takes. */
export function fetchBeginning(ticket: Ticket, { stop, onProgress, carriers, timing }: Waiting = {}): Promise<Beginning> {
  return new Promise((resolve, reject) => {
    stop?.throwIfAborted() // before anybody listened for it
    const files = inMemory()
    const hints = makeHints()
    const device = newDeviceName()
    const found = (genesis: string): void => {
      const reading = readGenesis(genesis)
      const base = reading.ok ? reading.value.base : null
      if (!base) return leave(() => resolve({ genesis, line: { device, hints, take, hangUp } }))
      const download = sync.fetch(base.hash, base.size)
      download.progress.subscribe(({ have, size }) => onProgress?.(have, size))
      void download.done.then((isWhole) => {
        if (!isWhole) return
        leave(() => {
          hangUp()
          resolve({ genesis, base: files.taken(base.hash) })
        })
      })
    }
    const hangUp = (): void => {
      sync.stop()
      hints.dispose()
    }
    const giveUp = (): void => {
      hangUp()
      reject(stop?.reason as Error)
    }
    // Not from within the very session that is being closed.
    const leave = (then: () => void): void => {
      stop?.removeEventListener('abort', giveUp)
      queueMicrotask(then)
    }
    const { replica, become } = visitor(ticket.world, files, found)
    const sync = startSync({
      replica,
      carriers: carriers ?? carriersOfPage(hints),
      room: { world: ticket.world, secret: ticket.room },
      self: newPeerId(device),
      ...(timing ? { timing } : {}),
    })
    const take = (replica: Replica): Sync => {
      become(replica)
      return sync
    }
    sync.wantPayloads([ticket.world])
    stop?.addEventListener('abort', giveUp)
  })
}

const none = async function* (): AsyncGenerator<never> {}

/**
 * A replica that has nothing, and keeps nothing but the chunks of what it waits for. It asks for a snapshot like anybody who has nothing
 * (K19), so that no rows come that it could not keep, and lets the answer wait until it has become the replica of the opened world.
 */
function visitor(
  world: string,
  files: BlobStore,
  found: (genesis: string) => void,
): { readonly replica: Replica; readonly become: (replica: Replica) => void } {
  let isFound = false
  let here: Replica | undefined
  let opened = (): void => {}
  const opening = new Promise<void>((resolve) => (opened = resolve))
  let listener = (_news: News): void => {}
  let stopNews = (): void => {}
  const replica: Replica = {
    world,
    rulesVersion: () => rules.version,
    vector: () => here?.vector() ?? [],
    isParted: () => here?.isParted?.() ?? false,
    isOurs: async (seal) => (await here?.isOurs?.(seal)) ?? true,
    lastSeal: () => here?.lastSeal() ?? { term: 1, number: 0, hash: world },
    lacks: async (refs) => here?.lacks(refs) ?? [],
    missing: () => here?.missing?.() ?? [],
    rowsAfter: (places) => here?.rowsAfter(places) ?? none(),
    rowsByHash: async (hashes) => here?.rowsByHash(hashes) ?? [],
    sealedBetween: (after, upTo) => here?.sealedBetween(after, upTo) ?? none(),
    sealsAfter: (number) => here?.sealsAfter(number) ?? none(),
    async receive(arrival, from) {
      if (here) return here.receive(arrival, from)
      const genesis = arrival.payloads.find(({ bytes }) => hashOf(bytes) === world)
      if (genesis && !isFound) {
        isFound = true
        found(fromUtf8(genesis.bytes))
      }
      return { fresh: genesis ? [world] : [], refused: [], missing: [], missingPayloads: [] }
    },
    onNews(told) {
      listener = told
      return () => stopNews()
    },
    payloads: async (hashes) => here?.payloads(hashes) ?? [],
    blobs: {
      holding: (hash) => (here?.blobs ?? files).holding(hash),
      read: (hash, index) => (here?.blobs ?? files).read(hash, index),
      write: (hash, size, index, bytes) => (here?.blobs ?? files).write(hash, size, index, bytes),
      finish: (hash) => (here?.blobs ?? files).finish(hash),
    },
    snapshots: {
      opened: () => opening,
      wanted: () => here?.snapshots.wanted() ?? true,
      manifest: async () => here?.snapshots.manifest(),
      admit: async (manifest) => here?.snapshots.admit(manifest),
      install: async (manifest) => here?.snapshots.install(manifest) ?? false,
      abandon: () => here?.snapshots.abandon(),
      backlog: () => here?.snapshots.backlog(),
    },
  }
  return {
    replica,
    become(replica) {
      here = replica
      stopNews = replica.onNews(listener)
      opened()
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
