/** What can go wrong with the disk, each with what to tell a person: what happened, what is safe, what to do. */
import { t } from '../language'

/** Any of the failures below. `code` is for programs and tests; `says`, `safe` and `todo` are sentences for people. */
export abstract class StoreFailure extends Error {
  abstract readonly code: string
  abstract readonly says: string
  abstract readonly safe: string
  abstract readonly todo: string
  constructor(cause?: unknown) {
    super(undefined, { cause })
    this.name = 'StoreFailure' // a class is called something shorter in a build
  }
  override get message(): string {
    return this.says
  }
}

/** The browser gives this site no more room. The whole transaction was rolled back. */
export class QuotaExceeded extends StoreFailure {
  readonly code = 'quota exceeded'
  readonly says = t`There is no room left on this device, so your last step was not kept.`
  readonly safe = t`Nothing of it was written, and everything from before it is as it was.`
  readonly todo = t`Free some space on the device or delete a world you no longer need, then do it again.`
}

/** The browser dropped its connection to the disk, and new ones failed too. */
export class ConnectionLost extends StoreFailure {
  readonly code = 'connection lost'
  readonly says = t`The browser has lost its connection to the disk.`
  readonly safe = t`What was shown as saved is saved. Your last step was not.`
  readonly todo = t`Reload this page. If that does not help, restart the browser.`
}

/** Written by a newer build, or being upgraded by one in another tab. This build must not touch it. */
export class NewerSchema extends StoreFailure {
  readonly code = 'newer schema'
  readonly says = t`This world was saved by a newer version of Mesi than the one that runs here.`
  readonly safe = t`Everything is kept. This older version will not change it.`
  readonly todo = t`Reload this page to get the newer version. If it stays the same, close all other tabs of Mesi and reload again.`
}

/** Another tab with an older build holds the database open, so that it cannot be upgraded. Opening goes on once that tab is closed. */
export class UpgradeBlocked extends StoreFailure {
  readonly code = 'upgrade blocked'
  readonly says = t`Another tab still runs an older version of Mesi and keeps this world from being updated.`
  readonly safe = t`Nothing has been changed yet, and nothing is lost.`
  readonly todo = t`Close the other tabs of Mesi. This one goes on by itself as soon as they are closed.`
}

/** What is left of a world that was deleted here is held by another tab, so that the world cannot be made anew. */
export class DeletionHeld extends StoreFailure {
  readonly code = 'deletion held'
  readonly says = t`Another tab still shows this world as it was before it was deleted here, and keeps it from coming back.`
  readonly safe = t`Nothing has been changed.`
  readonly todo = t`Close the other tabs of Mesi, then try again.`
}

/** Deleted by another tab, cleared by the person, or evicted by the browser, while it was open or since it was last here. */
export class DatabaseGone extends StoreFailure {
  readonly code = 'database gone'
  readonly says = t`This world is no longer on this device: it was deleted here, or the browser cleared it to make room.`
  readonly safe = t`What other devices or an exported file hold is safe. What is still on this screen can be exported before you leave it.`
  readonly todo = t`Import an exported file, or join the world again from another device.`
}

/** No IndexedDB: switched off, a private window that forbids it, or a frame of another site. */
export class StorageDisabled extends StoreFailure {
  readonly code = 'storage disabled'
  readonly says = t`This browser does not let Mesi keep anything on this device.`
  readonly safe = t`A world lives on the device that shows it, so none can be opened here. What other devices hold is safe.`
  readonly todo = t`Allow site data for this address, or open Mesi in a normal window instead of a private one.`
}

const LOST = new Set(['DatabaseClosedError', 'InvalidStateError', 'UnknownError'])

/** The failure behind an error of IndexedDB or Dexie, however deeply wrapped; `undefined` for an error that is not the disk's. */
export function failureOf(error: unknown): StoreFailure | undefined {
  if (error instanceof StoreFailure) return error
  const names = namesIn(error)
  if (names.includes('QuotaExceededError')) return new QuotaExceeded(error)
  if (names.includes('VersionError')) return new NewerSchema(error)
  if (names.includes('NoSuchDatabaseError')) return new DatabaseGone(error)
  if (names.some((name) => name === 'MissingAPIError' || name === 'SecurityError')) return new StorageDisabled(error)
  if (names.some((name) => LOST.has(name))) return new ConnectionLost(error)
  return undefined
}

/** Whether a transaction was aborted by something that said no reason: elsewhere the same name is what somebody stopped. */
export const isAborted = (error: unknown): boolean => namesIn(error).includes('AbortError')

/** Whether an error may mean that this browser keeps no files in databases, as no private window of Safari does (webkit.org/b/156347). */
export const mayRefuseFiles = (error: unknown): boolean =>
  namesIn(error).some((name) => name === 'DataCloneError' || name === 'UnknownError')

/** An aborted transaction hides its reason in `inner`, a failed bulk write in `failures`. */
function namesIn(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const { name, inner, cause, failures } = error as { name?: unknown; inner?: unknown; cause?: unknown; failures?: unknown }
  const first = Array.isArray(failures) ? failures.slice(0, 1) : []
  return [...(typeof name === 'string' ? [name] : []), ...[inner, cause, ...first].flatMap((each) => namesIn(each, depth + 1))]
}
