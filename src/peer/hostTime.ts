/**
 * The world's clock where its host is (K11): it leaps with a seal that says why, and after more than a day asleep it stands still until
 * somebody says how it goes on. What it takes to know that is on the disk, for this tab and for the others.
 */
import { inLanguage, t } from '../language'
import type { Engine } from '../log/engine'
import { isReason } from '../log/rows'
import type { Millis, Seal } from '../log/types'
import type { Along } from '../store/feeds'
import type { Store } from '../store/store'
import type { HostClock, Machine } from './clock'
import { hindrances } from './refusals'

/** World time minus wall time. */
export const OFFSET = 'clock.offset'
/** World time when the host was last known to be awake, in whichever tab. */
export const AWAKE = 'clock.awakeAt'
/** How often that is kept: what was slept is known as well as this. */
export const AWAKE_EVERY: Millis = 600_000
/** So many timers of a sleep fire in one go; in between, screens draw how far it is. */
export const TIMERS_AT_ONCE = 2_000
const DAY = 86_400_000
/** No clock leaps to here: behind the last instant that a seal can name, nothing could be sealed any more. */
const FURTHEST: Millis = Date.UTC(10_000, 0)

export interface Slept {
  readonly span: Millis
  readonly from: Millis
  readonly to: Millis
  /** How much waits for the clock to catch up. */
  readonly due: number
}

interface Means {
  readonly store: Store
  readonly clock: HostClock
  readonly time: Machine
  readonly engine: () => Engine
  /** One change at a time, with all others of this peer. */
  readonly turn: <T>(body: () => Promise<T>) => Promise<T>
  readonly seal: (options: () => { readonly jump: string; readonly upTo: Millis }) => Promise<Seal | undefined>
  /** Keeps an entry with the next seal, or not at all. */
  readonly along: (entry: Along) => void
  readonly show: () => void
  /** Told when the clock stands still, and when it goes on. */
  readonly onSleep: () => void
}

export class HostTime {
  /** The clock stands still, in every tab as far as the disk knows. */
  private isAsleep: boolean
  private notedAwake = Number.NEGATIVE_INFINITY

  constructor(private readonly means: Means) {
    this.isAsleep = this.isStopped
  }

  /** Nothing is sealed and no timer fires, until `resume` or `catchUp`. Acts meanwhile are pending. */
  get isStopped(): boolean {
    return this.means.clock.sleptFor !== undefined
  }
  get slept(): Slept | undefined {
    const { clock, engine } = this.means
    const span = clock.sleptFor
    if (!this.isAsleep || span === undefined) return undefined
    return { span, from: engine().worldTime, to: Math.floor(clock.ahead), due: engine().dues(clock.ahead).length }
  }

  /** It leaps, with a seal that says why. @param by milliseconds, not past the year 9999 @param why one line of at most 200 letters @throws Error for others */
  jump(by: Millis, why: string): Promise<Seal | undefined> {
    const { clock, turn } = this.means
    return turn(async () => {
      if (!isReason(why)) throw new Error(t`Why a clock leaps is said in one line of at most 200 letters.`) // others read no other seal
      if (this.isStopped) throw new Error(inLanguage(hindrances.asleep))
      const leap = Math.max(0, Math.floor(by))
      if (!(clock.host() + leap < FURTHEST)) throw new RangeError(t`A clock leaps no further than the year 9999.`) // nor to no moment at all
      return this.leap(clock.offset + leap, clock.host() + leap, why)
    })
  }

  /**
   * A seal says so, or it has not happened: where the disk refuses that, or the page is gone by then, the clock goes on as before. Whichever it
   * was, the disk knows.
   */
  private async leap(offset: Millis, now: Millis, jump: string): Promise<Seal | undefined> {
    const { along, clock, engine, seal, store } = this.means
    const before = { offset: clock.offset, now: clock.host() }
    clock.set(offset, now)
    try {
      const made = await seal(() => {
        const hasOtherLeapt = clock.offset !== before.offset // in between, and perhaps further
        along({ key: OFFSET, value: hasOtherLeapt ? Math.max(offset, clock.offset) : offset })
        return { jump, upTo: engine().worldTime }
      })
      if (!made) await store.putMeta(OFFSET, offset) // nothing is sealed in a frozen world, and its clock goes on all the same
      return made
    } catch (error) {
      clock.takeBack(before.offset, before.now)
      await this.readAgain().catch(() => undefined) // it has happened after all, or another tab's has in between
      throw error
    }
  }

  /** It goes on where it stopped, as if no time had passed. A seal says so. */
  resume(): Promise<void> {
    const { clock, turn } = this.means
    return turn(async () => {
      if (clock.sleptFor === undefined) return
      const jump = `went on where it stopped, after ${inDays(clock.sleptFor)} asleep`
      await this.leap(clock.offsetToResume, clock.host(), jump)
      await this.wake()
    })
  }

  /**
   * It leaps to where it would be had the host not slept, and all that fell due meanwhile happens, each at its own instant. A seal says
   * so; several, where there is much. @param onProgress told from 0 to 1
   */
  catchUp(onProgress?: (share: number) => void, atOnce = TIMERS_AT_ONCE): Promise<void> {
    const { clock, engine, seal, turn } = this.means
    return turn(async () => {
      if (clock.sleptFor === undefined) return
      const jump = `caught up, after ${inDays(clock.sleptFor)} asleep`
      const [from, goal] = [clock.host(), Math.floor(clock.ahead)]
      engine().check(goal) // what others did meanwhile has its place among what fell due
      for (let upTo = from; upTo < goal; ) {
        const dues = engine().dues(goal)
        upTo = dues.length > atOnce ? (dues[atOnce - 1] as Millis) : goal
        const to = upTo
        if (!(await seal(() => ({ jump, upTo: to })))) upTo = goal // nothing is sealed in a frozen world
        clock.goOnFrom(upTo)
        onProgress?.(Math.max(0, upTo - from) / (goal - from))
        if (upTo < goal) await new Promise((drawn) => setTimeout(drawn))
      }
      await this.wake()
    })
  }

  private async wake(): Promise<void> {
    await this.putAwake()
    this.means.show()
    await this.look()
  }

  /** Whether the clock stands still, or another tab was awake meanwhile. */
  async look(): Promise<void> {
    const { clock, onSleep, store } = this.means
    if (this.isStopped && !this.isAsleep) clock.goOnFrom(((await store.meta(AWAKE)) as number | undefined) ?? 0)
    if (this.isStopped === this.isAsleep) return
    this.isAsleep = this.isStopped
    onSleep()
  }

  /** The clock may have leapt in another tab, which kept by how much. */
  async follow(): Promise<void> {
    const { clock, engine, store } = this.means
    clock.set(((await store.meta(OFFSET)) as number | undefined) ?? clock.offset, engine().last.upTo)
  }

  /** Another tab has sealed so far, by a clock that may be ahead of this one: here it is no earlier. */
  goOn(): void {
    const { clock, engine } = this.means
    if (!this.isStopped) clock.goOnFrom(Math.max(clock.host(), engine().last.upTo))
  }

  /** The disk was read anew: another tab may have made the clock leap, or may have said how it goes on. */
  async readAgain(): Promise<void> {
    const { clock, engine, store } = this.means
    const hasLeapt = ((await store.meta(OFFSET)) ?? clock.offset) !== clock.offset
    if (hasLeapt || (this.isStopped && engine().last.upTo > clock.host())) await this.follow()
    else this.goOn()
  }

  /** Keeps that the host is awake, unless that was kept less than `every` ago. */
  async noteAwake(every: Millis = 0): Promise<void> {
    if (this.isStopped || this.means.time.steady() - this.notedAwake < every) return
    await this.putAwake()
  }
  private async putAwake(): Promise<void> {
    this.notedAwake = this.means.time.steady()
    await this.means.store.putMeta(AWAKE, this.means.engine().worldTime)
  }
}

/** A span as a seal tells it to everybody. */
const inDays = (span: Millis): string => `${Math.floor(span / DAY)} ${span < 2 * DAY ? 'day' : 'days'}`
