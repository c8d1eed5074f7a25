/** What the parts of a peer share: the world that it has brought to life, and the ways in which that changes. */
import type { DeviceId, Genesis, Hash, KeptSnapshot, Row, Seal } from '../log/types'
import type { Payload } from '../store/payloads'
import type { Store } from '../store/store'
import type { Machine } from './clock'
import type { Helper } from './helper'
import type { Life } from './life'
import type { Texts } from './texts'

/** What has just become verified and durable here. `from` is the link that brought it, `null` for this peer's own. */
export interface Told {
  readonly from: string | null
  readonly rows: readonly Row[]
  readonly seals: readonly Seal[]
  readonly payloads: readonly Payload[]
}
/** No link's name: what was received a while ago is on the disk now. */
export const LATER = 'later'
/** Nor this: a file that somebody brings in was a whole world before, and is told of to nobody yet. */
export const FILE = 'file'

export interface Core {
  readonly store: Store
  readonly genesis: Genesis
  readonly time: Machine
  readonly texts: Texts
  readonly isHost: boolean
  readonly helper: Helper
  /** Replaced as a whole when the disk and the engine have parted: never keep it across an await. */
  life(): Life
  /** Whether a device's key is in this browser. */
  isOwn(device: DeviceId): boolean
  /** One change at a time. */
  turn<T>(body: () => Promise<T>): Promise<T>
  /** Tells screens what has changed, the present on top (K14). */
  show(): void
  /** Folds what other tabs have kept. */
  look(): Promise<void>
  /** Within a second: the disk refused something, and may have kept it all the same. */
  lookLater(): void
  /** Begins anew from what is durable here. @param kept a snapshot with which an empty world has just begun */
  reload(kept?: KeptSnapshot): Promise<void>
  /** Puts on the disk which seals took effect. @param bulk texts of rows that they cover and that are not there yet, by hash */
  keepSettled(bulk?: ReadonlyMap<Hash, string>): Promise<void>
  /** Tells other tabs that something was kept. */
  kept(): void
  /** Tells sync and whoever else listens. */
  tell(told: Told): void
  /** Both, if there is anything to tell. */
  tellKept(told: Told): void
}
