/**
 * A replica in a few plain maps, for the tests of sync: it verifies (with a signature that is no secret), keeps, and answers.
 * Rows are real rows; seals and manifests are short texts that only chain.
 */
import { type Bytes, concat, fromUtf8, hashOf, utf8 } from '../../src/kit/bytes'
import { bodyText, makeRow, readRow, signatureOf, writeBody } from '../../src/log/rows'
import type { DeviceId, Hash, Ref, Row } from '../../src/log/types'
import {
  chunksOf,
  CHUNK,
  type Entry,
  type Holding,
  type News,
  type Payload,
  type Piece,
  type Receipt,
  type Replica,
} from '../../src/sync/replica'

export const WORLD = hashOf('world')
export const deviceOf = (name: string): DeviceId => hashOf(`device ${name}`)
export const refOf = (row: Row): Ref => ({ device: row.body.device, seq: row.body.seq, hash: row.hash })
const entryOf = (row: Row) => ({ device: row.body.device, seq: row.body.seq, hash: row.hash, text: row.text })
const sign = (body: string): string => `${(hashOf(`signed ${body}`) + hashOf(`twice ${body}`)).slice(0, 85)}A`

export interface RowIdea {
  readonly device: DeviceId
  readonly seq: number
  readonly prev: Hash | null
  readonly seen?: readonly Ref[]
  readonly data?: { readonly [key: string]: string | number }
  readonly world?: string
}
export function rowOf({ device, seq, prev, seen = [], data = {}, world = WORLD }: RowIdea): Row {
  const body = { v: 1 as const, world, device, seq, prev, stamp: seq, seen, type: 'tests.done', data }
  const text = writeBody(body)
  return makeRow(sign(text) + text, body)
}

/** A feed of `length` rows; `from` continues one, `mark` makes another branch of it. */
export function feedOf(device: DeviceId, length: number, from?: Row, mark = ''): Row[] {
  const rows: Row[] = []
  for (let last = from; rows.length < length; ) {
    const row = rowOf({ device, seq: (last?.body.seq ?? 0) + 1, prev: last?.hash ?? null, data: { mark } })
    rows.push(row)
    last = row
  }
  return rows
}
export const sealText = (number: number, prev: Hash): string => `seal ${number} ${prev}`
export const payloadOf = (text: string): Payload => ({ hash: hashOf(utf8(text)), bytes: utf8(text) })

export interface Reference extends Replica {
  readonly rows: ReadonlyMap<Hash, Row>
  readonly kept: ReadonlyMap<Hash, Bytes>
  readonly erased: Set<Hash>
  /** Hashes of every row that was received, new or not, in order. */
  readonly received: Hash[]
  readonly refusals: string[]
  /** Calls of `receive` that had not returned when the next came. */
  overlaps: number
  /** What this peer does itself. */
  append(...rows: readonly Row[]): void
  write(payload: Payload, row?: Row): void
  seal(): void
  putBlob(bytes: Bytes): Hash
  offerSnapshot(): void
  head(device: DeviceId): Row | undefined
  /** The same at two replicas exactly when they hold the same. */
  sum(): Hash
}

export function makeReference(options: { wantsSnapshot?: boolean; slow?: () => Promise<void> } = {}): Reference {
  const rows = new Map<Hash, Row>()
  const early = new Map<Hash, Row>()
  const feeds = new Map<DeviceId, Row[]>()
  const branches = new Map<DeviceId, Map<Hash, Row>>()
  const seals: string[] = []
  const kept = new Map<Hash, Bytes>()
  const erased = new Set<Hash>()
  const blobs = new Map<Hash, { size: number; chunks: Map<number, Bytes>; here: boolean }>()
  const listeners = new Set<(news: News) => void>()
  let wanted = options.wantsSnapshot ?? false
  let manifest: string | undefined
  let busy = false

  const say = (news: Partial<News>): void => {
    for (const listener of listeners) listener({ from: null, rows: [], seals: [], payloads: [], ...news })
  }
  /** Takes in a row whose `prev` is here, and every early one that waited for it. */
  function enter(row: Row): Row[] {
    if (rows.has(row.hash)) return []
    const { device, prev } = row.body
    rows.set(row.hash, row)
    early.delete(row.hash)
    const feed = feeds.get(device) ?? []
    feeds.set(device, feed)
    feed.push(row)
    if ((feed.at(-2)?.body.seq ?? 0) > row.body.seq) feed.sort((a, b) => a.body.seq - b.body.seq)
    const heads = branches.get(device) ?? new Map<Hash, Row>()
    branches.set(device, heads)
    if (prev) heads.delete(prev)
    heads.set(row.hash, row) // a row enters after its `prev`, so nothing stands on it yet
    return [row, ...[...early.values()].filter((other) => other.body.prev === row.hash).flatMap(enter)]
  }
  const lastHash = (): Hash => (seals.length > 0 ? hashOf(seals.at(-1) as string) : WORLD)

  async function receive(arrival: Parameters<Replica['receive']>[0], from: string): Promise<Receipt> {
    if (busy) self.overlaps += 1
    busy = true
    await options.slow?.()
    const fresh: Hash[] = []
    const refused: string[] = []
    const missing = new Set<Hash>()
    const missingPayloads = new Set<Hash>()
    const newRows: Row[] = []
    const newSeals: string[] = []
    const newPayloads: Payload[] = []
    for (const text of arrival.rows) {
      const reading = readRow(text)
      if (!reading.ok) refused.push(reading.why)
      else if (reading.value.body.world !== WORLD) refused.push('other world')
      else if (signatureOf(text) !== sign(bodyText(text))) refused.push('signature')
      else {
        const row = reading.value
        self.received.push(row.hash)
        const { prev, seen } = row.body
        if (prev === null || rows.has(prev)) newRows.push(...enter(row))
        else early.set(row.hash, row)
        for (const hash of [...(prev ? [prev] : []), ...seen.map((ref) => ref.hash)]) missing.add(hash)
        const payload = row.body.data.payload
        if (typeof payload === 'string' && !erased.has(payload) && !kept.has(payload)) missingPayloads.add(payload)
      }
    }
    for (const text of arrival.seals) {
      if (text === sealText(seals.length + 1, lastHash())) {
        seals.push(text)
        newSeals.push(text)
      } else if (!seals.includes(text)) refused.push('seal')
    }
    for (const payload of arrival.payloads) {
      if (hashOf(payload.bytes) !== payload.hash) refused.push('payload')
      else if (erased.has(payload.hash)) refused.push('erased')
      else if (!kept.has(payload.hash)) {
        kept.set(payload.hash, payload.bytes)
        newPayloads.push(payload)
      }
    }
    fresh.push(...newRows.map((row) => row.hash), ...newSeals.map(hashOf), ...newPayloads.map((payload) => payload.hash))
    self.refusals.push(...refused)
    busy = false
    if (fresh.length > 0) say({ from, rows: newRows.map(entryOf), seals: newSeals, payloads: newPayloads })
    return {
      fresh,
      refused,
      missing: [...missing].filter((hash) => !rows.has(hash) && !early.has(hash)),
      missingPayloads: [...missingPayloads].filter((hash) => !kept.has(hash)),
    }
  }

  const self: Reference = {
    world: WORLD,
    rows,
    kept,
    erased,
    received: [],
    refusals: [],
    overlaps: 0,
    rulesVersion: () => 1,
    vector: () => [...branches.values()].flatMap((heads) => [...heads.values()].map(refOf)),
    lastSeal: () => ({ term: 1, number: seals.length, hash: lastHash() }),
    lacks: async (refs) => refs.filter((ref) => !rows.has(ref.hash)),
    async *rowsAfter(places) {
      for (const { device, seq } of places) {
        const after = (feeds.get(device) ?? []).filter((row) => row.body.seq > seq)
        for (let at = 0; at < after.length; at += 300) yield after.slice(at, at + 300).map(entryOf)
      }
    },
    rowsByHash: async (hashes) => hashes.flatMap((hash): Entry[] => (rows.has(hash) ? [entryOf(rows.get(hash) as Row)] : [])),
    async *sealedBetween() {},
    async *sealsAfter(number) {
      yield seals.slice(number)
    },
    receive,
    onNews(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    payloads: async (hashes) =>
      hashes.flatMap((hash) => (kept.has(hash) && !erased.has(hash) ? [{ hash, bytes: kept.get(hash) as Bytes }] : [])),
    blobs: {
      async holding(hash): Promise<Holding> {
        if (erased.has(hash)) return { state: 'erased' }
        const blob = blobs.get(hash)
        if (!blob) return { state: 'absent' }
        return blob.here ? { state: 'here', size: blob.size } : { state: 'coming', size: blob.size, chunks: new Set(blob.chunks.keys()) }
      },
      async read(hash, index) {
        const blob = blobs.get(hash)
        return blob?.here && !erased.has(hash) ? blob.chunks.get(index) : undefined
      },
      async write(hash, size, index, bytes) {
        if (erased.has(hash)) return
        const blob = blobs.get(hash) ?? { size, chunks: new Map(), here: false }
        blobs.set(hash, blob)
        blob.chunks.set(index, bytes.slice())
      },
      async finish(hash) {
        const blob = blobs.get(hash)
        if (!blob || erased.has(hash)) return false
        const whole = wholeOf(blob)
        blob.here = whole.length === blob.size && hashOf(whole) === hash
        if (!blob.here) blobs.delete(hash)
        return blob.here
      },
    },
    snapshots: {
      wanted: () => wanted,
      manifest: async () => manifest,
      async admit(text) {
        const [seal, pieces] = text.split('|')
        if (seal !== 'signed by the host' || !pieces) return undefined
        return pieces.split(',').map((piece): Piece => ({ hash: piece.slice(0, 43), size: Number(piece.slice(43)) }))
      },
      async install(text) {
        const pieces = (text.split('|')[1] as string).split(',').map((piece) => piece.slice(0, 43))
        const whole = concat(...pieces.flatMap((piece) => blobs.get(piece) ?? []).map(wholeOf))
        for (const line of fromUtf8(whole).split('\n')) {
          const reading = readRow(line)
          if (reading.ok) enter(reading.value)
        }
        wanted = false
        return true
      },
      abandon: () => {},
      backlog: () => undefined,
    },
    append(...added) {
      for (const row of added) enter(row)
      say({ rows: added.map(entryOf) })
    },
    write(payload, row) {
      kept.set(payload.hash, payload.bytes)
      if (row) enter(row)
      say({ rows: row ? [entryOf(row)] : [], payloads: [payload] })
    },
    seal() {
      const text = sealText(seals.length + 1, lastHash())
      seals.push(text)
      say({ seals: [text] })
    },
    putBlob(bytes) {
      const hash = hashOf(bytes)
      const chunks = new Map(Array.from({ length: chunksOf(bytes.length) }, (_, i) => [i, bytes.slice(i * CHUNK, (i + 1) * CHUNK)]))
      blobs.set(hash, { size: bytes.length, chunks, here: true })
      return hash
    },
    offerSnapshot() {
      const whole = utf8([...feeds.values()].flatMap((feed) => feed.map((row) => row.text)).join('\n'))
      const cuts = [whole.subarray(0, whole.length >> 1), whole.subarray(whole.length >> 1)]
      manifest = `signed by the host|${cuts.map((bytes) => `${self.putBlob(bytes)}${bytes.length}`).join(',')}`
    },
    head: (device) => feeds.get(device)?.at(-1),
    sum: () => hashOf([...[...rows.keys()].sort(), ...seals, ...[...kept.keys()].sort()].join()),
  }
  return self
}

const wholeOf = ({ size, chunks }: { readonly size: number; readonly chunks: ReadonlyMap<number, Bytes> }): Bytes =>
  concat(...Array.from({ length: chunksOf(size) }, (_, i) => chunks.get(i) ?? new Uint8Array()))
