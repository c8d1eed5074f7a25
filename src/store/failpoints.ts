/**
 * The one hook by which a test stops the store between two steps of a write. `__FAILPOINTS__` is a constant of the build:
 * where it is false the body below is dead code and no bundle holds it.
 */
declare const __FAILPOINTS__: boolean

/** Every place at which a write can be stopped. All of them lie inside a transaction, before its commit. */
export const failpoints = [
  'store.append.afterHead',
  'store.append.afterAdd',
  'store.arrive.afterRows',
  'store.arrive.afterPayloads',
  'store.settle.afterSeals',
  'store.settle.afterTail',
  'store.settle.afterSegments',
  'store.snapshot.afterParts',
  'store.payloads.afterErase',
  'store.blob.afterChunk',
  'store.blob.afterErase',
] as const
export type Failpoint = (typeof failpoints)[number]

/**
 * Calls `globalThis.mesiFailpoint(name)` if a test has put one there. It may throw (the write fails here) or never return
 * (the page can be killed here); it must not wait, because a transaction that waits for something else commits.
 */
export function failpoint(name: Failpoint): void {
  if (typeof __FAILPOINTS__ !== 'undefined' && __FAILPOINTS__) {
    ;(globalThis as { mesiFailpoint?: (name: Failpoint) => void }).mesiFailpoint?.(name)
  }
}
