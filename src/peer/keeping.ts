/**
 * What a peer keeps of what has become final: at once which seals took effect, with the rows that they cover; when things are quiet a
 * snapshot, from which the next start begins; and what was erased is destroyed.
 */
import type { Hash, Snapshot } from '../log/types'
import type { Answers } from './answers'
import type { BlobsHere } from './blobsHere'
import { type Core, LATER } from './core'
import { AWAKE_EVERY, type HostTime } from './hostTime'
import type { Intake } from './intake'
import { FLOOR, type Floor } from '../store/schema'
import { DIVERGED, hold, SEALED_AT, type SealedAt } from './life'
import type { Settlement } from '../store/feeds'
import type { ViewsBehind } from './viewsBehind'
import type { Voids } from './voids'

/** So many final rows behind the last snapshot are worth a new one: a start folds them again. Once a start has had to, fewer are. */
const SNAPSHOT_EVERY = 1_000
const FOLDED_AGAIN = 200
/** No snapshot while seals are still coming in. */
const QUIET = 1_000
/** Milliseconds of each second for reading what a start could do without. */
const READ_AHEAD = 4

interface Parts {
  readonly answers: Answers
  readonly blobs: BlobsHere
  readonly intake: Intake
  readonly views: ViewsBehind
  readonly voids: Voids
  readonly hostTime: HostTime | undefined
  /** The seal that this host made last. */
  readonly lastMade: () => Hash | undefined
}

export class Keeping {
  private sinceSnapshot = 0
  private settledAt = 0
  private writing: Promise<void> = Promise.resolve()
  /** The seal of which the disk says when it took effect. */
  private timedSeal = -1

  constructor(
    private readonly core: Core,
    private readonly parts: Parts,
  ) {}

  /** So many rows behind the last snapshot were folded again at this start. */
  foldedAgain(rows: number): void {
    this.sinceSnapshot = rows >= FOLDED_AGAIN ? Math.max(rows, SNAPSHOT_EVERY) : rows
  }

  /**
   * Puts on the disk which seals took effect, with the rows that they cover. If another tab sealed first, this tab takes that seal for
   * its own; if both are of the host's making and known to others, both are kept, and the world is frozen (K12).
   */
  async settled(bulk?: ReadonlyMap<Hash, string>): Promise<void> {
    const { store, time } = this.core
    const life = this.core.life()
    const { settlements, engine, prover } = life
    const cut = life.cut.splice(0)
    if (cut.length > 0) await this.parts.voids.cut(cut).catch(() => undefined) // where the disk refuses, the next start notes it
    if (settlements.length === 0) return
    // Of what another build will come to instead the disk says so from the very moment at which it holds it.
    const along = life.along ?? (engine.alarms.length > 0 ? { key: DIVERGED, value: true } : undefined)
    life.settlements = []
    life.along = undefined
    const came = settlements.flatMap(({ settled }) => settled.flatMap(({ hash }) => life.coming.get(hash) ?? []))
    const texts = new Map([...came.map((row) => [row.hash, row.text] as const), ...(bulk ?? [])])
    await this.parts.voids.settled(settlements, texts)
    const kept = await store.settle(settlements, texts, along)
    if (!kept.ok) {
      const foreign = settlements.flatMap(({ seal }) => (this.parts.lastMade() === seal.hash ? [] : [seal]))
      if (foreign.length > 0) await store.appendForeign({ seals: foreign })
      return this.core.reload()
    }
    if (kept.known) await this.putRight(settlements)
    prover.settled(engine.heads.values())
    hold(life, [])
    for (const { hash } of came) life.coming.delete(hash)
    this.core.tellKept({ from: LATER, rows: came, seals: [], payloads: [] })
    if (settlements.some(({ seal }) => seal.body.jump !== null)) await this.parts.hostTime?.follow()
    else this.parts.hostTime?.goOn()
    this.settledAt = time.steady()
    this.sinceSnapshot += settlements.reduce((sum, { settled }) => sum + settled.length, 0)
    await this.destroyErased()
  }

  /** An update agrees with the host again: what the build before it kept as final, and was alone with, is put right (K18). */
  async mend(): Promise<void> {
    const { store } = this.core
    const life = this.core.life()
    const { engine, again } = life
    if (!again) return
    await this.parts.voids.settled(again) // of what it was alone with a build tells on its own page only
    if (engine.unfit) return
    await store.judgeAgain(again.flatMap(({ settled }) => settled))
    await store.deleteMeta([DIVERGED])
    life.again = undefined
    const isBehind = (await store.sealsAfter(engine.last.number, 1)).length > 0 // which that build may have kept meanwhile
    if (isBehind) await store.putMeta(DIVERGED, true)
  }

  /** What another tab was first to keep: where that is of a build that is alone with it, what became of it is put right here (K18). */
  private async putRight(settlements: readonly Settlement[]): Promise<void> {
    const { store } = this.core
    if (this.core.life().engine.unfit || (await store.meta(DIVERGED)) === undefined) return
    await store.judgeAgain(settlements.flatMap(({ settled }) => settled))
  }

  /** What may wait until things are quiet, so that catching up is not slowed by it: without it a restart folds a little more. */
  async tidyUp(): Promise<void> {
    const { store, time, isHost } = this.core
    const { last, elapsed } = this.core.life().engine
    // The host's clock does not count from its seals.
    if (last.number !== this.timedSeal && !isHost) {
      const sealedAt: SealedAt = { seal: last.number, at: time.wall() - elapsed }
      await store.putMeta(SEALED_AT, sealedAt)
      this.timedSeal = last.number
    }
    await this.parts.hostTime?.noteAwake(AWAKE_EVERY)
    const isQuiet = time.steady() - this.settledAt >= QUIET
    if (isQuiet) await this.parts.intake.keepComing()
    const isDue = this.sinceSnapshot >= SNAPSHOT_EVERY && (isQuiet || this.sinceSnapshot >= 50 * SNAPSHOT_EVERY)
    // Where the code of the views cannot be fetched it waits for a better moment: nothing is lost, the next start folds more.
    if (isDue && (await this.areViewsOpen())) await this.saveSnapshot(isQuiet)
  }

  /** Resolves once no snapshot is being written any more. */
  get written(): Promise<void> {
    return this.writing
  }

  /** Opens them if need be. Without them everything works but DevTools. */
  areViewsOpen(): Promise<boolean> {
    return this.parts.views.open().then(
      () => true,
      () => false,
    )
  }

  async destroyErased(): Promise<void> {
    const { answers, blobs, views } = this.parts
    if (this.core.life().engine.unfit) return // K18: what the host did not come to destroys nothing, nor who does not know all that shows a file
    const gone = await this.core.life().erasure.destroy((index, name) => answers.list(index, name))
    this.core.texts.erased(gone.words)
    views.tell(gone.rows)
    for (const hash of gone.files) blobs.changed({ hash, state: 'erased', have: 0, size: 0 })
    blobs.forget(gone.dropped)
  }

  /** @param isBeside once it is made nobody waits until it and all views are written, which takes long where a world is large */
  async saveSnapshot(isBeside = false): Promise<void> {
    this.sinceSnapshot = 0
    // From what the host did not come to nothing begins, for a restart would not know; nor from what lacks tables of a newer build (K18).
    if (this.core.life().engine.unfit) return
    if ((await this.core.store.meta(DIVERGED)) !== undefined) {
      await this.core.reload() // for it may be another tab, of an older build, that has kept something meanwhile
      await this.mend() // what lies before a snapshot is not folded again
      if (this.core.life().engine.unfit) return
    }
    await this.parts.views.open()
    const snapshot = this.snapshot()
    // What is not on the disk is not final: behind it nothing could ever be kept.
    if (!(await this.isKept(snapshot.last))) return this.core.reload()
    const saved = this.core.store.saveSnapshot(snapshot)
    this.writing = Promise.allSettled([this.writing, saved]).then(() => undefined) // without it the next start folds more
    // A first picture may be thrown away, and whatever was begun from it must not come behind that (K19).
    if (!isBeside || (await this.core.store.meta(FLOOR)) !== undefined) await saved
  }

  private async isKept({ number, hash }: Snapshot['last']): Promise<boolean> {
    const { store } = this.core
    if (number === 0 || (await store.sealsAt([number])).get(number) === hash) return true
    return ((await store.meta(FLOOR)) as Floor | undefined)?.hash === hash
  }

  /** The state at the last seal. */
  snapshot(): Snapshot {
    const snapshot = this.core.life().engine.snapshot()
    this.core.show() // it takes the pending tail back and folds it again
    return snapshot
  }

  /** What the snapshot still holds unread is read a little each second, so that no later act waits for it. */
  readAhead(): void {
    const { time } = this.core
    const { engine } = this.core.life()
    const began = time.steady()
    while (time.steady() - began < READ_AHEAD && engine.readAhead());
  }
}
