/** Which files are here, as far as is known at this moment, and how a screen comes by those that are not. */
import { isHash } from '../log/rows'
import type { Hash } from '../log/types'
import type { BlobState } from '../store/blobs'
import { StoreFailure } from '../store/failures'
import type { Store } from '../store/store'

interface Hooks {
  /** Whether a file was erased and nobody shows it any more. */
  isGone(file: Hash): boolean
  /** Fetches a file from whoever has it. */
  fetch(hash: Hash, size: number): void
  /** A file that came with the app itself. */
  shipped(hash: Hash): Promise<Blob | undefined>
  /** Tells screens of files of which more or less is here. */
  tell(files: readonly Hash[]): void
}

/** `refused`: the disk did not take it, most likely for want of room. */
export type Known = BlobState | (Omit<BlobState, 'state'> & { readonly state: 'refused' })

export class BlobsHere {
  private readonly states = new Map<Hash, Known>()
  private readonly asked = new Set<Hash>()
  private readonly unpacking = new Set<Hash>()

  constructor(
    private readonly store: Store,
    private readonly hooks: Hooks,
  ) {}

  changed(state: Known): void {
    this.states.set(state.hash, state)
    this.hooks.tell([state.hash])
  }

  /** A screen wants these bytes: they are fetched unless they are here, erased or already on their way. Asking again does no harm. */
  async want(hash: Hash, size: number): Promise<void> {
    if (!isHash(hash)) return // a name that a host made up (K19)
    const state = (await this.store.blobStates([hash])).get(hash)
    if (state?.state === 'here' || state?.state === 'erased') return this.changed(state) // perhaps by another tab
    if (this.hooks.isGone(hash) || this.unpacking.has(hash) || (await this.unpack(hash))) return
    this.hooks.fetch(hash, size)
  }

  /** Keeps a file that came with the app, if this is one. @returns whether it is */
  private async unpack(hash: Hash): Promise<boolean> {
    this.unpacking.add(hash)
    try {
      const shipped = await this.hooks.shipped(hash).catch(() => undefined) // where the app came from is out of reach: others may have it
      if (!shipped) return false
      const { size } = await this.store.addBlob(shipped)
      this.changed({ hash, state: 'here', have: size, size })
      return true
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error
      this.changed({ hash, state: 'refused', have: 0, size: 0 })
      return true
    } finally {
      this.unpacking.delete(hash)
    }
  }

  /** What of a blob is here, as far as is known at this moment; who watches is told when more is. */
  state(hash: Hash) {
    const known = this.states.get(hash)
    if (!known && !this.asked.has(hash)) {
      this.asked.add(hash)
      void this.store.blobStates([hash]).then(
        (states) => {
          const state = states.get(hash)
          if (state) this.changed(state)
        },
        () => this.asked.delete(hash), // a disk that refuses has its own screen
      )
    }
    if (!known || known.state === 'wrong') return { state: 'absent' as const, have: 0, size: known?.size ?? 0 }
    return { state: known.state, have: known.have, size: known.size }
  }

  /** Takes files off the disk that nothing names. They may come again. */
  async letGo(files: readonly Hash[]): Promise<void> {
    await this.store.dropBlobs(files)
    this.forget(files)
  }
  forget(files: readonly Hash[]): void {
    for (const hash of files) this.states.delete(hash)
    if (files.length > 0) this.hooks.tell(files)
  }
}
