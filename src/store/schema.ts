/**
 * What a peer keeps of one world, table by table. Everything but `snapshot` is precious: it cannot be made again from the rest.
 * Raise SCHEMA whenever the tables change; an older build then refuses to write (`NewerSchema`).
 */
import type { Dexie, Table } from 'dexie'
import type { DeviceId, Hash, Last, Ref } from '../log/types'

export const SCHEMA = 1

/** A row that no seal covers, in the order of arrival. One per (device, seq): a second one is a fork and lies in `forks`. */
export interface TailRow {
  readonly arrived?: number
  readonly device: DeviceId
  readonly seq: number
  readonly hash: Hash
  readonly text: string
}

/** Up to 256 final rows, in sealed order. Its key says where it stands: the seal of its first row, and that row's number in the seal. */
export interface Segment {
  readonly seal: number
  readonly nth: number
  readonly lastSeal: number
  readonly count: number
  /** The rows' texts, one per line: a row never holds a line break. */
  readonly texts: string
  /** JSON of `Place[]`, parallel to the texts. */
  readonly places: string
}

/** For finding a row by its hash without an index of 100,000 entries: the first 32 bits of every hash of the segment with the same key. */
export interface Fingerprints {
  readonly seal: number
  readonly nth: number
  readonly prints: Uint32Array
  /** UTF-16 units of the segment's texts. */
  readonly size: number
}

/** A seal in effect. Number 0 is the genesis and lies in `meta`. */
export interface SealRow {
  readonly number: number
  readonly hash: Hash
  readonly text: string
}

/** `bytes` = salt + plaintext, whose SHA-256 is the hash (K3). Erased: a tombstone that is never filled again. */
export type PayloadRow = { readonly hash: Hash; readonly bytes: Uint8Array } | { readonly hash: Hash; readonly erased: true }

/** Large media by hash. `have` bytes of `size` are here; `whole` once they were verified. */
export interface BlobRow {
  readonly hash: Hash
  readonly size: number
  readonly have: number
  readonly whole: boolean
  readonly erased?: true
}
export interface BlobChunk {
  readonly hash: Hash
  readonly offset: number
  readonly bytes: Uint8Array
}

/** `kind` tells what may be exported: never a device key. `value` is a CryptoKey where the browser can, else bytes. */
export interface KeyRow {
  readonly id: string
  readonly kind: 'device' | 'root' | 'box' | 'content'
  readonly value: unknown
}

export interface MetaRow {
  readonly key: string
  readonly value: unknown
}
/** The entries of `meta` that the store itself writes; a caller's own keys must not begin with `store.`. */
export const GENESIS = 'store.genesis'
/** `Floor`: where the log of a newcomer began, while the history behind its snapshot is not here and checked. */
export const FLOOR = 'store.floor'
/** The seal there, what was sealed of every feed, and the host's signed manifest of it. */
export interface Floor extends Last {
  readonly heads: readonly Ref[]
  readonly manifest: string
}
/** `Misled`: a snapshot that the history behind it did not lead to. There is no second try. */
export const MISLED = 'store.misled'
export interface Misled {
  /** What the host signed: proof against it. */
  readonly manifest: string
  readonly why: string
}

/** A snapshot is its part 0 (a header) and its part 1 (where the feeds stood, and all rows in one file); all of it JSON. */
export interface SnapshotPart {
  readonly seal: number
  readonly part: number
  readonly text: string
  /** Bytes where the browser keeps no files. */
  readonly rows?: Blob | Uint8Array<ArrayBuffer>
}

export type WorldDatabase = Dexie & {
  readonly meta: Table<MetaRow, string>
  readonly keys: Table<KeyRow, string>
  readonly tail: Table<TailRow, number>
  readonly forks: Table<TailRow, number>
  readonly heads: Table<Ref, DeviceId>
  readonly segments: Table<Segment, [number, number]>
  readonly fingerprints: Table<Fingerprints, [number, number]>
  readonly seals: Table<SealRow, number>
  readonly otherSeals: Table<SealRow, Hash>
  readonly payloads: Table<PayloadRow, Hash>
  readonly blobs: Table<BlobRow, Hash>
  readonly blobChunks: Table<BlobChunk, [Hash, number]>
  readonly snapshot: Table<SnapshotPart, [number, number]>
}

const tables = {
  meta: 'key',
  keys: 'id',
  tail: '++arrived, &[device+seq], &hash',
  forks: '++arrived, &hash',
  heads: 'device',
  segments: '[seal+nth], lastSeal',
  fingerprints: '[seal+nth]',
  seals: 'number',
  otherSeals: 'hash',
  payloads: 'hash',
  blobs: 'hash',
  blobChunks: '[hash+offset]',
  snapshot: '[seal+part]',
}
export const worldTables = Object.keys(tables)

export function declareWorld(db: Dexie): void {
  db.version(SCHEMA).stores(tables)
}

/** Name of the database of one world as one peer keeps it. */
export const databaseName = (world: string, peer: string): string => `mesi/${world}/${peer}`
/** And of its views (`views.ts`). */
export const viewsName = (world: string, peer: string): string => `${databaseName(world, peer)}/views`

/** The last seal in effect here: the newest kept one, else where a snapshot began, else none. */
export async function lastSeal(db: WorldDatabase): Promise<Pick<Last, 'number' | 'hash'> | undefined> {
  const [newest, kept] = await Promise.all([db.seals.orderBy('number').last(), db.meta.get(FLOOR)])
  const floor = kept?.value as Last | undefined
  return floor && floor.number > (newest?.number ?? 0) ? floor : newest
}
