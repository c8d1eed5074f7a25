/**
 * The ground on which a world stands here: its whole history, or for a while a snapshot whose history is on its way (K19). Nobody acts
 * before that has come and was checked; what does not stand up to it is thrown away with all that rests on it.
 */
import { readManifest } from '../log/manifest'
import { numberIn, placeIn } from '../log/rows'
import type { KeptSnapshot } from '../log/types'
import { FLOOR, type Floor, MISLED, type Misled } from '../store/schema'
import type { Loaded } from '../store/store'
import type { Backlog } from '../sync/replica'
import { apart } from './apart'
import type { Core } from './core'
import type { History, Standing } from './history'
import { makeStall, type Stall } from './stall'

/** History that has not come on for so long is folded as far as it is here; after that it is given up, and the long way taken. */
const HISTORY_SLOW = 5_000
const HISTORY_STALLED = 20_000

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

  constructor(
    private readonly core: Core,
    private readonly hooks: Hooks,
  ) {}

  /** How much of the history is here, for whoever asks why nobody may act. */
  get progress(): History['progress'] | undefined {
    return this.history?.progress
  }

  /** The disk was read anew: perhaps another tab has begun with a snapshot, or is done with one. */
  async readAgain({ meta }: Loaded): Promise<void> {
    const floor = meta.get(FLOOR) as Floor | undefined
    this.misled = meta.get(MISLED) as Misled | undefined
    if (floor?.hash === this.floor?.hash) return
    this.floor = floor
    this.history = undefined
    await this.openHistory()
    if (!floor) apart(this.hooks.onChecked)
  }

  /** What of the history behind a snapshot is still to come. */
  get backlog(): Backlog | undefined {
    if (!this.floor || !this.history) return undefined
    return { after: this.history.number, upTo: this.floor.number, ...this.history.progress }
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
    const { history } = this
    if (!history) return { past: { rows: [], seals: [] }, live: { rows, seals } }
    const isPast = (text: string) => {
      const place = placeIn(text)
      return place !== undefined && history.covers(place)
    }
    const isPastSeal = (text: string) => (numberIn(text) ?? Number.POSITIVE_INFINITY) <= history.floor.number
    const [past, live] = [
      { rows: [] as string[], seals: [] as string[] },
      { rows: [] as string[], seals: [] as string[] },
    ]
    for (const text of rows) (isPast(text) ? past : live).rows.push(text)
    for (const text of seals) (isPastSeal(text) ? past : live).seals.push(text)
    return { past, live }
  }

  /** What belongs to the history. Where that has ended meanwhile it is here already, or is asked for anew. */
  async takeHistory({ rows, seals }: Texts, refused: string[], from: string): Promise<void> {
    const { history } = this
    const isAny = rows.length + seals.length > 0
    if (history && (isAny || refused.length > 0)) this.stall?.heard(from)
    if (!history || !isAny) return
    const taken = await this.orAnew(() => history.receive(from, rows, seals))
    refused.push(...taken.refused)
    await this.judgeHistory(taken.standing)
  }

  async openHistory(): Promise<void> {
    if (!this.floor) return
    if (!readManifest(this.floor.manifest).ok) return this.forsake(undefined) // another build kept it, and nobody is to blame
    const { store, genesis, time, helper } = this.core
    this.history = await helper.openHistory(store, genesis, this.floor)
    this.stall = makeStall(() => time.steady(), this.hooks.isLinked)
    await this.judgeHistory(await this.history.fold())
  }

  /**
   * Once a second, while history is on its way: whoever sends it may be slow, send junk, or have only parts of it that can be told from
   * its seals; a row whose own past nobody has (K5) is in none of them. The long way is always right.
   */
  press(): Promise<void> {
    return this.core.turn(async () => {
      const { history, stall } = this
      if (!history || !stall) return
      const before = history.number
      const waited = stall.look(before)
      if (waited < HISTORY_SLOW) return
      await this.judgeHistory(await this.orAnew(() => history.fold()))
      const isStalled = waited >= HISTORY_STALLED && this.history === history && history.number === before
      if (isStalled) await this.forsake('the history behind it did not come')
    })
  }

  /** A history that a disk has refused, or whose helper is gone, goes on from what was kept of it: the rest of it would be missing there. */
  private async orAnew<T>(body: () => Promise<T>): Promise<T> {
    try {
      return await body()
    } catch (error) {
      this.history = undefined
      await this.openHistory().catch(() => undefined) // a disk that cannot even be read has its own screen
      throw error
    }
  }

  private async judgeHistory(standing: Standing): Promise<void> {
    if (standing === 'open') return
    if (standing !== 'confirmed') return this.forsake(standing.misled)
    this.core.helper.dismiss()
    await this.core.store.confirmFloor()
    this.floor = undefined
    this.history = undefined
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
