/** What sync asks of a peer (`sync/replica.ts`), answered from its engine and its store. */
import { type Bytes, utf8 } from '../kit/bytes'
import { bodyText, genesisText } from '../log/rows'
import type { Body, DeviceId, Hash, Ref, Row } from '../log/types'
import {
  type Arrival,
  type BlobStore,
  CHUNK,
  chunksOf,
  type Entry,
  type Holding,
  type Place,
  type Receipt,
  type Replica,
} from '../sync/replica'
import { sealedBetween } from '../store/history'
import type { Told } from './core'
import { wordsLacked } from './intake'
import type { Peer } from './peer'
import { makeShortWay } from './shortWay'

/** Of each device that has forked two rows that prove it, the same at all who have them: a vector that named all of its rivals would have no end. */
function proofsOf(peer: Peer): Ref[] {
  const named = new Map<DeviceId, number>()
  const byPlace = peer.engine
    .forkProofs()
    .map(refOf)
    .filter(({ device }) => !peer.isLeftOut(device))
    .sort((a, b) => a.seq - b.seq || (a.hash < b.hash ? -1 : 1))
  return byPlace.filter(({ device }) => {
    const before = named.get(device) ?? 0
    named.set(device, before + 1)
    return before < 2
  })
}

/** Of a device that was left out no more than is final: nobody else takes the rest in, and who was told of it would ask for it for ever. */
const reachOf = (peer: Peer): Ref[] =>
  peer.engine.reach().map((ref) => {
    const head = peer.engine.head(ref.device)
    return head && head.seq < ref.seq && peer.isLeftOut(ref.device) ? head : ref
  })

export function replicaOf(peer: Peer): Replica {
  const { store } = peer
  const shortWay = makeShortWay(peer)
  return {
    world: peer.world,
    rulesVersion: () => peer.engine.last.version,
    vector: () => [...reachOf(peer), ...proofsOf(peer)],
    wantsBehind: (last) => peer.wantsBehind(last),
    lastSeal: () => peer.heldSeal(),
    isParted: () => peer.isParted,
    isOurs: async ({ number, hash }) => ((await store.sealsAt([number])).get(number) ?? hash) === hash,
    async lacks(refs) {
      const unknown = refs.filter((ref) => !peer.engine.has(ref.hash))
      const kept = await store.rowsByHash(unknown.map((ref) => ref.hash))
      return unknown.filter((ref) => !kept.has(ref.hash))
    },
    missing: () => peer.missing(),
    rowsAfter: (places) => rowsAfter(peer, places),
    rowsByHash: async (hashes) => [...(await store.rowsByHash(hashes)).values()].map(entryOf),
    async *sealedBetween(after, upTo) {
      if (!peer.floor) yield* sealedBetween(store.connection, after, upTo)
    },
    async *sealsAfter(number) {
      if (number < (peer.floor?.number ?? 0)) return // the history before is not all here
      for (let after = number; ; ) {
        const texts = await store.sealsAfter(after, 200)
        if (texts.length === 0) break
        yield texts
        after = numberOf(texts.at(-1) as string)
      }
      const others = peer.heldSeals().filter((seal) => seal.body.number > number)
      if (others.length > 0) yield others.map((seal) => seal.text)
    },
    receive: (arrival, from) => receive(peer, arrival, from),
    onNews: (listener) =>
      peer.onTold(({ from, rows, seals, payloads }: Told) =>
        listener({
          from,
          rows: rows.map((row) => ({ device: row.body.device, seq: row.body.seq, text: row.text, hash: row.hash })),
          seals: seals.map((seal) => seal.text),
          payloads: payloads as { hash: Hash; bytes: Bytes }[],
        }),
      ),
    async payloads(hashes) {
      const words = [...(await store.payloads(hashes))].flatMap(([hash, bytes]) => (bytes ? [{ hash, bytes: bytes as Bytes }] : []))
      // Who comes by an invitation knows the world only by the hash of its genesis, and asks for it like for any words.
      return hashes.includes(peer.world) ? [...words, { hash: peer.world, bytes: utf8(genesisText(peer.genesis)) }] : words
    },
    blobs: shortWay.over(blobStore(peer)),
    snapshots: shortWay,
  }
}

const refOf = (row: Row): Ref => ({ device: row.body.device, seq: row.body.seq, hash: row.hash })
const entryOf = (text: string): Entry => {
  const { device, seq } = JSON.parse(bodyText(text)) as Body
  return { device, seq, text }
}
const numberOf = (sealText: string): number => (JSON.parse(bodyText(sealText)) as { number: number }).number

async function* rowsAfter({ store, floor }: Peer, places: readonly Place[]): AsyncGenerator<readonly Entry[]> {
  // Of a feed whose history is not all here nothing is given: what stands on a gap is of no use.
  const from = new Map(floor?.heads.map((head) => [head.device, head.seq]))
  const whole = places.filter((place) => place.seq >= (from.get(place.device) ?? 0))
  if (whole.length === 0) return
  for await (const texts of store.rowsAfter(whole, new Set(whole.map(({ device }) => device)))) yield texts.map(entryOf)
}

async function receive(peer: Peer, arrival: Arrival, from: string): Promise<Receipt> {
  const { told, rows, refused, missing } = await peer.receive(from, arrival.rows, arrival.seals, arrival.payloads)
  const missingPayloads = await wordsLacked(peer.store, rows)
  const fresh = [...rows, ...told.seals, ...told.payloads].map(({ hash }) => hash)
  return { fresh, refused, missing, missingPayloads }
}

/** The store writes a blob from the front; chunks that come ahead of their turn wait here. */
function blobStore(peer: Peer): BlobStore {
  const { store } = peer
  const ahead = new Map<Hash, { readonly size: number; readonly chunks: Map<number, Bytes> }>()
  return {
    async holding(hash): Promise<Holding> {
      const state = (await store.blobStates([hash])).get(hash)
      if (peer.isGone(hash)) return { state: 'erased' }
      if (!state || state.state === 'wrong') return { state: 'absent' }
      if (state.state === 'erased') return { state: 'erased' }
      if (state.state === 'here') return { state: 'here', size: state.size }
      const kept = Math.floor(state.have / CHUNK)
      return { state: 'coming', size: state.size, chunks: new Set([...Array(kept).keys(), ...(ahead.get(hash)?.chunks.keys() ?? [])]) }
    },
    read: async (hash, index) => (peer.isGone(hash) ? undefined : store.blobPart(hash, index * CHUNK, CHUNK)),
    async write(hash, size, index, bytes) {
      if (peer.isGone(hash)) return // while it was on its way: `holding` says so once all has come
      const before = ahead.get(hash)
      const { chunks } = before?.size === size ? before : { chunks: new Map<number, Bytes>() }
      ahead.set(hash, { size, chunks: chunks.set(index, bytes) })
      let state = await store.beginBlob(hash, size)
      for (;;) {
        const next = Math.floor(state.have / CHUNK)
        const chunk = chunks.get(next)
        // The last chunk has the store verify the whole: `finish` writes it.
        if (!chunk || next === chunksOf(size) - 1) return
        chunks.delete(next)
        state = await store.writeChunk(hash, next * CHUNK, chunk)
        // How far it is, the download tells: it counts what waits here too, and two counts would make progress jump back and forth.
        if (state.state !== 'coming') peer.blobChanged(state)
      }
    },
    async finish(hash) {
      if (peer.isGone(hash)) return ahead.delete(hash), false
      const waiting = ahead.get(hash)
      // Some of it may have been let go since it was written: then it is not whole, whatever is in what came behind it.
      let state = (await store.blobStates([hash])).get(hash) ?? (waiting && (await store.beginBlob(hash, waiting.size)))
      while (state?.state === 'coming') {
        const next = Math.floor(state.have / CHUNK)
        const chunk = waiting?.chunks.get(next)
        if (!chunk) return false
        state = await store.writeChunk(hash, next * CHUNK, chunk)
      }
      ahead.delete(hash)
      if (!state) return false
      peer.blobChanged(state)
      return state.state === 'here'
    },
  }
}
