/**
 * The shapes of the log. A row is what one device signed; a seal is the host's signed watermark over all of them.
 * Statement numbers (K1 to K21) are explained in `src/decisions/0004-kernel.md`; tests bear them in their names.
 */

/** SHA-256, base64url, 43 letters. The hash of a row is the id of its event, and of whatever that event made. */
export type Hash = string
/** A device IS its raw Ed25519 public key in base64url, 43 letters: no directory can lie about it. */
export type DeviceId = string
export type Millis = number

/** What rules read (K2): ids, enums, short ASCII and safe integers in a plain tree with exact keys. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type Data = { readonly [key: string]: Json }

/** A pointer to a row that its author had seen (K1). */
export interface Ref {
  readonly device: DeviceId
  readonly seq: number
  readonly hash: Hash
}

/** The exact JSON that a device signs (K1), in this order of keys. `seq` counts from 1; `prev` is the hash of the row before, `null` at 1. */
export interface Body {
  readonly v: 1
  readonly world: string
  readonly device: DeviceId
  readonly seq: number
  readonly prev: Hash | null
  readonly stamp: Millis
  readonly seen: readonly Ref[]
  readonly type: string
  readonly data: Data
}

/** A row as it travels and is kept: `text` = signature (86 letters, or none inside a batch, K1) + body. Made only by `rows.ts`. */
export interface Row {
  readonly hash: Hash
  readonly text: string
  readonly body: Body
}

/** What the host signs (K8). Seals are a chain of their own; number 0 is the genesis. */
export interface SealBody {
  readonly v: 1
  readonly world: string
  readonly term: number
  readonly number: number
  readonly prevSeal: Hash
  readonly upTo: Millis
  /** Heads that moved since the last seal. */
  readonly heads: readonly Ref[]
  /** Devices that a fork ended (K5). */
  readonly stopped: readonly DeviceId[]
  readonly version: number
  /** Names of the rule parameters that what it covers has changed; in force behind this seal. */
  readonly parameters: readonly string[]
  /** Why the world's clock jumped, if it did (K11). */
  readonly jump: string | null
  readonly quarantined: readonly Hash[]
  /** Timers that threw at the host, as `due/area/key` (K18). */
  readonly quarantinedTimers: readonly string[]
  /** 16 hex digits: running sum over what rules read, at this boundary (K19). */
  readonly sum: string
}
export interface Seal {
  readonly hash: Hash
  readonly text: string
  readonly body: SealBody
}

/** The first event of a world. Its hash is the world's id. */
export interface Genesis {
  readonly v: 1
  readonly name: string
  readonly nonce: string
  readonly seed: number
  /** World time at which it begins. */
  readonly begins: Millis
  /** The device that speaks for the platform in term 1. */
  readonly host: DeviceId
  /** The platform's root key: may hand the host's part to another device (K12). */
  readonly root: DeviceId
  readonly version: number
  readonly parameters: { readonly [name: string]: number | string }
  /** The world that this one was copied from (K21). */
  readonly parent: Hash | null
  /** What that world had come to, as `base.ts` writes it: its hash, and its size in bytes, so that nobody fetches more. */
  readonly base: { readonly hash: Hash; readonly size: number } | null
}

/** Why a row changed nothing. `clauses` quote the policy; the other reasons are the log's own. */
export interface Refusal {
  /** `unfounded`: a signature inside its data is not what it says. */
  readonly why: 'refused' | 'fork' | 'unknown type' | 'quarantined' | 'unfounded'
  readonly clauses: readonly Finding[]
}
/** A clause with the facts and parameters that it was asked with. */
export interface Finding {
  readonly id: string
  readonly facts: { readonly [name: string]: Json }
}
/** `null`: accepted. */
export type Verdict = Refusal | null

/** A row at its place in the order (K6). `at` is its time for every rule. */
export interface Placed {
  readonly row: Row
  readonly at: Millis
  readonly step: number
}

/** What a seal did to one row, in the sealed order. */
export interface Settled {
  readonly hash: Hash
  readonly device: DeviceId
  readonly seq: number
  readonly at: Millis
  readonly verdict: Verdict
  readonly seal: number
}

/** Where the log stands: the last seal in effect (number 0: the genesis). */
export interface Last {
  readonly term: number
  readonly number: number
  readonly hash: Hash
  readonly upTo: Millis
  readonly version: number
  readonly sum: string
}

/** The state at the last seal (K19). What came behind it travels as rows. */
export interface Snapshot {
  readonly last: Last
  /** What is sealed of every feed. */
  readonly heads: readonly Ref[]
  readonly stopped: readonly DeviceId[]
  /** Name of the table, and its rows by key. The kernel's own tables `log.due` and `log.parameters` are among them. */
  readonly tables: readonly (readonly [name: string, rows: readonly (readonly [key: string, row: object])[]])[]
}

/** A snapshot as a disk gives it back: rows that come in packs are read when they are needed (`packs.ts`). */
export interface KeptSnapshot extends Omit<Snapshot, 'tables'> {
  readonly tables: readonly (readonly [name: string, rows: Iterable<readonly [key: string, row: object]>])[]
}
