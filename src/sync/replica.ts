/**
 * What sync asks of a peer's store and engine. Sync moves texts and bytes and judges none of them: the replica verifies, keeps and
 * answers. Everything it hands out must be verified and durable, because what is sent and then lost in a crash forks a device.
 */
import type { Bytes } from '../kit/bytes'
import type { DeviceId, Hash, Last, Ref } from '../log/types'
import type { LinkId } from './link'

/**
 * How far each feed is here: one entry per feed, or one per branch of a forked one (two rows in one slot, K5), so that
 * every peer learns of every branch. Only verified rows whose `prev` chain is whole count.
 */
export type Vector = readonly Ref[]

/** Where a feed is to be continued. `seq` 0 with `hash` '': nothing of it is here. */
export interface Place {
  readonly device: DeviceId
  readonly seq: number
  readonly hash: Hash | ''
}

/** A row on its way: its slot, and its exact text. */
export interface Entry {
  readonly device: DeviceId
  readonly seq: number
  readonly text: string
}

/** What somebody wrote, sealed or plain: `hash` = SHA-256 of `bytes` (K3). At most `LONGEST_PAYLOAD` bytes; what is larger is a blob. */
export interface Payload {
  readonly hash: Hash
  readonly bytes: Bytes
}
export const LONGEST_PAYLOAD = 56_000

export type LastSeal = Pick<Last, 'term' | 'number' | 'hash'>

/** What arrived in one go from one link, in the order in which it came. Nothing in it has been checked but its framing. */
export interface Arrival {
  readonly rows: readonly string[]
  readonly seals: readonly string[]
  readonly payloads: readonly Payload[]
}

/** What became of an arrival. The promise of it settles when what it took in is durable. */
export interface Receipt {
  /** Hashes of rows, seals and payloads that were new and stood up to every check. */
  readonly fresh: readonly Hash[]
  /** Why anything was thrown away, one short reason each ('signature', 'erased', 'other world', …). What is merely early is not refused. */
  readonly refused: readonly string[]
  /** Rows that something here rests on and that are not here: asked for by hash. */
  readonly missing: readonly Hash[]
  /** Payloads that rows name, that are not here and not erased, and that this peer wants now. */
  readonly missingPayloads: readonly Hash[]
}

/** What has just become verified and durable here. `from` is the link that brought it, `null` what this peer made itself. */
export interface News {
  readonly from: LinkId | null
  /** With their hashes: a link is told of them by place. */
  readonly rows: readonly (Entry & { readonly hash: Hash })[]
  readonly seals: readonly string[]
  readonly payloads: readonly Payload[]
}

export interface Replica {
  /** The world's id: the hash of its genesis. */
  readonly world: string
  /** The rules version in force, told to peers so that an old build can say "update" (K18). */
  rulesVersion(): number
  vector(): Vector
  /**
   * From where on a feed is to be asked for whose last row in the vector is this one (seq 0: none): further on, if more of it waits here to
   * be let in (K20). `undefined`: for now there is no room for more of it.
   */
  wantsBehind?(last: Place): Place | undefined
  /** The last seal that is here with every seal before it, whether or not it could take effect yet. */
  lastSeal(): LastSeal
  /** K12: whether the host has signed seals that do not go on from those that are here, and it is not known yet from where on. */
  isParted?(): boolean
  /** Whether this seal is among those that are here, or from a time whose seals are not. */
  isOurs?(seal: LastSeal): Promise<boolean>
  /** Of these, the refs whose rows are not here. Asked for refs at or below a feed's head but of another hash: other branches. */
  lacks(refs: readonly Ref[]): Promise<readonly Ref[]>
  /** The rows of exactly these feeds behind these places, each feed ascending, in batches of a few hundred. Read as it is consumed. */
  rowsAfter(places: readonly Place[]): AsyncIterable<readonly Entry[]>
  /** Hashes of rows on which rows here rest and that are not here: whoever comes is asked for them, since no vector tells of a gap. */
  missing?(): readonly Hash[]
  /** Those of these rows that are here, in any order. */
  rowsByHash(hashes: readonly Hash[]): Promise<readonly Entry[]>
  /** The seals behind number `after`, up to number `upTo`, with the rows they cover, in sealed order. Nothing while not all of it is here. */
  sealedBetween(after: number, upTo: number): AsyncIterable<{ readonly seals: readonly string[]; readonly rows: readonly string[] }>
  /** The seals behind this number, ascending, in batches. Of rival terms: all. */
  sealsAfter(number: number): AsyncIterable<readonly string[]>
  /** Called for one link at a time, never twice at once. Must not throw for anything a stranger can send. */
  receive(arrival: Arrival, from: LinkId): Promise<Receipt>
  /** Every change from now on; the answer ends it. */
  onNews(listener: (news: News) => void): () => void
  /** Those of these payloads that are here. Never one that was erased. */
  payloads(hashes: readonly Hash[]): Promise<readonly Payload[]>
  readonly blobs: BlobStore
  readonly snapshots: Snapshots
}

/** Bytes of one chunk of a blob; the last one may be shorter. */
export const CHUNK = 56 * 1024
export const chunksOf = (size: number): number => Math.max(1, Math.ceil(size / CHUNK))

/** Content-addressed bytes: the name is the SHA-256 of the whole. */
export interface BlobStore {
  /** `coming`: `chunks` are the ones kept so far, unverified. `erased` is for good: never served, never accepted (K3). */
  holding(hash: Hash): Promise<Holding>
  /** One chunk of a blob that is wholly here and verified; `undefined` for any other. */
  read(hash: Hash, index: number): Promise<Bytes | undefined>
  /** Keeps one chunk of a blob of `size` bytes, so that a later attempt can go on from there. */
  write(hash: Hash, size: number, index: number, bytes: Bytes): Promise<void>
  /** All chunks came: hashes the whole. False: it was not what its name says, and is dropped; or some of it was let go meanwhile. */
  finish(hash: Hash): Promise<boolean>
}
export type Holding =
  | { readonly state: 'here'; readonly size: number }
  | { readonly state: 'coming'; readonly size: number; readonly chunks: ReadonlySet<number> }
  | { readonly state: 'absent' | 'erased' }

/** One chunk of a snapshot: a blob like any other, so it is fetched, resumed and verified as one. */
export interface Piece {
  readonly hash: Hash
  readonly size: number
}

/** What of the history behind a snapshot is still to come: seals behind `after`, up to `upTo`, and how many of their rows are here. */
export interface Backlog {
  readonly after: number
  readonly upTo: number
  readonly done: number
  readonly total: number
  /** Not to be asked for now: what is here of it is still being read. */
  readonly isOpening: boolean
}

/** The short way in for a newcomer (K19). Until its history has come and leads to it, the peer is read-only: its own affair. */
export interface Snapshots {
  /** Of a world that is still being opened: resolves once it is. Nothing is asked for before. */
  opened?(): Promise<void>
  /** True while this peer would rather start from a snapshot than from the first row. */
  wanted(): boolean
  /** The host's signed manifest of a snapshot whose pieces `blobs` can serve; `undefined`: none is kept here. At most 56,000 bytes. */
  manifest(): Promise<string | undefined>
  /** The pieces of a manifest whose signature, world and floor check out; `undefined`: refused. */
  admit(manifest: string): Promise<readonly Piece[] | undefined>
  /** Every piece is in `blobs`, verified. Afterwards `vector` and `lastSeal` tell what is still needed. False: it did not fit. */
  install(manifest: string): Promise<boolean>
  /** Whatever was admitted and not installed will not be: what has come of it is let go. */
  abandon(): void
  /** Received like anything else, as the answer to `askHistory`. `undefined`: nothing (any more), or the snapshot had to go after all. */
  backlog(): Backlog | undefined
}
