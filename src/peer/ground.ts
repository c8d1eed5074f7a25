/**
 * The ground on which a world stands here: its whole history, or for a while a snapshot whose history is on its way (K19). Nobody acts
 * before that has come and was checked; what does not stand up to it is thrown away with all that rests on it.
 */
import { readManifest } from '../log/manifest'
import { numberIn, placeIn } from '../log/rows'
import type { KeptSnapshot, Ref, Row, Seal } from '../log/types'
import { FLOOR, type Floor, MISLED, type Misled } from '../store/schema'
import type { Loaded } from '../store/store'
import type { Backlog } from '../sync/replica'
import { apart } from './apart'
import type { Core } from './core'
import { HelperGone } from './helper'
import { coveredBy, type Covers, type History, type Standing, totalOf } from './history'
import { makeStall, type Stall } from './stall'

/** History that has not come on for so long is folded as far as it is here; after that it is given up, and the long way taken. */
const HISTORY_SLOW = 5_000
const HISTORY_STALLED = 20_000
/** After so long a history that the disk refused is opened anew; each time it does that again, twice as long. */
const AGAIN_AFTER = 1_000
const AGAIN_AFTER_MOST = 60_000

interface Texts {
  readonly rows: readonly string[]
  readonly seals: readonly string[]
}

interface Hooks {
  /** Told when the history behind the snapshot has been checked, or the snapshot was thrown away: one may act from now on. */
  readonly onChecked: () => void
  /** Whether a link from which something came is still there. */
  readonly isLinked: (link: string) => boolean
}

export class Ground {
  /** The snapshot from which this world began here, as long as the history behind it is not here and checked. */
  floor: Floor | undefined
  /** Why an earlier snapshot was thrown away, if one was. */
  misled: Misled | undefined
  private history: History | undefined
  private stall: Stall | undefined
  /** How far the history is on the disk, for as long as it is not open. */
  private reached: Pick<History, 'number' | 'progress'> | undefined
  private again = { wait: AGAIN_AFTER, at: 0 }
  private coverage: { readonly floor: Floor; readonly covers: Covers } | undefined

  constructor(
    private readonly core: Core,
    private readonly hooks: Hooks,
  ) {}

  /** How much of the history is here, for whoever asks why nobody may act. */
  get progress(): History['progress'] | undefined {
    return (this.history ?? this.reached)?.progress
  }

  /** The disk was read anew: perhaps another tab has begun with a snapshot, or is done with one. */
  async readAgain({ meta }: Loaded): Promise<void> {
    const floor = meta.get(FLOOR) as Floor | undefined
    this.misled = meta.get(MISLED) as Misled | undefined
    if (floor?.hash === this.floor?.hash) return
    this.floor = floor
    this.history = undefined
    this.reached = undefined
    this.again = { wait: AGAIN_AFTER, at: 0 }
    if (!floor) this.core.helper.dismiss()
    await this.openHistory()
    if (!floor) apart(this.hooks.onChecked)
  }

  /** What of the history behind a snapshot is still to come. */
  get backlog(): Backlog | undefined {
    if (!this.floor) return undefined
    const { number = 0, progress = { done: 0, total: totalOf(this.floor) } } = this.history ?? this.reached ?? {}
    return { after: number, upTo: this.floor.number, ...progress, isOpening: !this.history }
  }

  /** Whether every row has to be waited for: a snapshot of this world could not stand. */
  get isLongWay(): boolean {
    return this.misled !== undefined
  }

  /** Begins with a snapshot that was checked, if nothing is here. @param manifest the host's word for it @returns whether it did */
  beginFrom(snapshot: KeptSnapshot, manifest: string): Promise<boolean> {
    const { core } = this
    return core.turn(async () => {
      const { engine } = core.life()
      if (core.isHost || engine.last.number > 0 || engine.vector().length > 0) return false
      const isKept = await core.store.beginFrom(snapshot, manifest).then(
        () => true,
        () => false, // another tab was first, or the disk refuses, which has its own screen
      )
      await core.reload(isKept ? snapshot : undefined)
      core.kept()
      return isKept
    })
  }

  /** Of what came, unread: what belongs to the history, which goes its own way, and the rest. */
  sort(rows: readonly string[], seals: readonly string[]): { readonly past: Texts; readonly live: Texts } {
    const [past, live] = [
      { rows: [] as string[], seals: [] as string[] },
      { rows: [] as string[], seals: [] as string[] },
    ]
    for (const text of rows) (this.isPast(placeIn(text)) ? past : live).rows.push(text)
    for (const text of seals) (this.isPastSeal(numberIn(text)) ? past : live).seals.push(text)
    return { past, live }
  }

  private isPast(place: Pick<Ref, 'device' | 'seq'> | undefined): boolean {
    const { floor } = this
    if (!floor || !place) return false
    if (this.coverage?.floor !== floor) this.coverage = { floor, covers: coveredBy(floor) }
    return this.coverage.covers(place)
  }
  private isPastSeal(number: number | undefined): boolean {
    return this.floor !== undefined && number !== undefined && number <= this.floor.number
  }

  /** What is live by now: a world may have begun from a snapshot since it was sorted, which then asks for its whole history. */
  stillLive(rows: readonly Row[], seals: readonly Seal[]): { readonly rows: readonly Row[]; readonly seals: readonly Seal[] } {
    if (!this.floor) return { rows, seals }
    return { rows: rows.filter(({ body }) => !this.isPast(body)), seals: seals.filter(({ body }) => !this.isPastSeal(body.number)) }
  }

  /** What belongs to the history. Where that is not open it is here already, or is asked for anew. */
  async takeHistory(past: Texts, refused: string[], from: string): Promise<void> {
    const isAny = past.rows.length + past.seals.length > 0
    if (this.history && (isAny || refused.length > 0)) this.stall?.heard(from)
    if (!this.history || !isAny) return
    const before = this.history.number
    const taken = await this.pursue((history) => history.receive(from, past.rows, past.seals))
    if ((this.history?.number ?? 0) > before) this.again = { wait: AGAIN_AFTER, at: 0 }
    refused.push(...taken.refused)
    await this.judgeHistory(taken.standing)
  }

  async openHistory(): Promise<void> {
    if (!this.floor) return
    if (!readManifest(this.floor.manifest).ok) return this.forsake(undefined) // another build kept it, and nobody is to blame
    const { store, genesis, time, helper } = this.core
    this.history = await helper.openHistory(store, genesis, this.floor)
    const { number, progress } = this.history
    this.reached = { number, progress }
    this.stall = makeStall(() => time.steady(), this.hooks.isLinked)
    await this.judgeHistory(await this.history.fold())
  }

  /**
   * Once a second, while history is on its way: whoever sends it may be slow, send junk, or have only parts of it that can be told from
   * its seals; a row whose own past nobody has (K5) is in none of them. The long way is always right.
   */
  press(): Promise<void> {
    return this.core.turn(async () => {
      if (this.floor && !this.history) return this.openAgain()
      const { history, stall } = this
      if (!history || !stall) return
      const before = history.number
      const waited = stall.look(before)
      const isHere = before >= history.floor.number // and could not be confirmed
      if (waited < HISTORY_SLOW && !isHere) return
      await this.judgeHistory(await this.pursue((now) => now.fold()))
      const isStalled = waited >= HISTORY_STALLED && this.history === history && history.number === before
      if (isStalled) await this.forsake('the history behind it did not come')
    })
  }

  private async openAgain(): Promise<void> {
    const now = this.core.time.steady()
    if (now < this.again.at) return
    this.again = { wait: Math.min(2 * this.again.wait, AGAIN_AFTER_MOST), at: now + this.again.wait }
    await this.openHistory()
  }

  /**
   * What the disk refused of a history would be missing there, so it goes on from what was kept, a while later. One whose helper is gone
   * does so at once.
   */
  private async pursue<T>(body: (history: History) => Promise<T>): Promise<T> {
    const { history } = this
    if (!history) throw new Error('the history is not open')
    try {
      return await body(history)
    } catch (error) {
      this.history = undefined
      if (!(error instanceof HelperGone)) {
        this.again.at = this.core.time.steady() + this.again.wait
        throw error
      }
      await this.openHistory()
      if (!this.history) throw error
      return body(this.history)
    }
  }

  private async judgeHistory(standing: Standing): Promise<void> {
    if (this.history) this.reached = { number: this.history.number, progress: this.history.progress }
    if (standing === 'open') return
    if (standing !== 'confirmed') return this.forsake(standing.misled)
    this.core.helper.dismiss()
    await this.core.store.confirmFloor()
    this.floor = undefined
    this.history = undefined
    this.reached = undefined
    this.core.kept()
    apart(this.hooks.onChecked)
  }

  /** The snapshot goes with all that stood on it, and every row is waited for from the first. Nothing of ours is lost: nobody could act. */
  async forsake(why: string | undefined): Promise<void> {
    this.core.helper.dismiss()
    await this.core.store.forsakeFloor(why)
    await this.core.reload()
    this.core.kept()
  }
}
