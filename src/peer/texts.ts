/** Words by their payload's hash, read from the disk when somebody first asks, many at a time. */
import type { Hash, Json } from '../log/types'
import type { Payload } from '../store/payloads'
import type { Store } from '../store/store'
import { unwrap } from './payload'

export class Texts {
  /** `null`: erased for good. */
  private readonly known = new Map<Hash, Json | null>()
  private wanted = new Set<Hash>()
  private readonly asked = new Set<Hash>()
  /** The disk was looked at for these, in vain: only another tab can have put them there since. */
  private readonly absent = new Set<Hash>()
  /** Sync asks other peers for words that a screen shows and the disk lacks. */
  onMissing = (_hashes: readonly Hash[]): void => {}

  /**
   * @param came told once words that somebody asked for are here
   * @param isNamed whether somebody has erased words of this name; should they be another's, they will come and be shown
   */
  constructor(
    private readonly store: Store,
    private readonly came: (hashes: readonly Hash[]) => void,
    private readonly isNamed: (hash: Hash) => boolean,
  ) {}

  /** `undefined`: on their way. `null`: erased for good. */
  read(hash: Hash): Json | undefined | null {
    const words = this.known.get(hash)
    if (words !== undefined) return words
    this.want(hash)
    return this.isNamed(hash) ? null : undefined
  }

  /** Whether somebody here has asked for these words and does not have them. */
  isWanted(hash: Hash): boolean {
    return this.asked.has(hash)
  }

  /** Another tab has kept something: words that the disk lacked may be there. */
  lookAgain(): void {
    this.absent.clear()
  }

  /** Words that were just written here. */
  know(hash: Hash, words: Json): void {
    this.known.set(hash, words)
  }

  arrived(payloads: readonly Payload[]): void {
    for (const { hash, bytes } of payloads) {
      this.asked.delete(hash)
      this.absent.delete(hash)
      const written = unwrap(bytes)
      if (written && this.known.get(hash) !== null) this.known.set(hash, written.words)
    }
    if (payloads.length > 0) this.came(payloads.map(({ hash }) => hash))
  }

  erased(hashes: readonly Hash[]): void {
    for (const hash of hashes) this.known.set(hash, null)
    if (hashes.length > 0) this.came(hashes)
  }

  /** Those of these that are here; `null` for what was erased. */
  async load(hashes: readonly Hash[]): Promise<ReadonlyMap<Hash, Json | null>> {
    await this.fetch(hashes.filter((hash) => !this.known.has(hash)))
    return new Map(
      hashes.flatMap((hash) => {
        const words = this.known.get(hash) ?? (this.isNamed(hash) ? null : undefined)
        return words === undefined ? [] : [[hash, words] as const]
      }),
    )
  }

  /** Everything that was read so far, for when the disk gives out nothing any more. */
  inMemory(): ReadonlyMap<Hash, Json | null> {
    return this.known
  }

  private want(hash: Hash): void {
    if (this.wanted.size === 0) queueMicrotask(() => void this.fetchWanted())
    this.wanted.add(hash)
  }
  private async fetchWanted(): Promise<void> {
    const hashes = [...this.wanted]
    this.wanted = new Set()
    const looked = hashes.filter((hash) => !this.absent.has(hash))
    const found = await this.fetch(looked).catch(() => undefined)
    if (found && found.length > 0) this.came(found)
    const missing = hashes.filter((hash) => !this.known.has(hash))
    for (const hash of missing) this.asked.add(hash)
    if (found) for (const hash of looked) if (!this.known.has(hash)) this.absent.add(hash)
    if (missing.length > 0) this.onMissing(missing)
  }
  private async fetch(hashes: readonly Hash[]): Promise<Hash[]> {
    if (hashes.length === 0) return []
    const payloads = await this.store.payloads(hashes)
    for (const [hash, bytes] of payloads) {
      const written = bytes && unwrap(bytes)
      if (bytes === null) this.known.set(hash, null)
      else if (written) this.known.set(hash, written.words)
    }
    return [...payloads.keys()]
  }
}
