/**
 * World time on this device (K7). The host's is its wall clock plus an offset that only a jump changes, and never goes back; after more
 * than a day in which nobody read it, it stands still until somebody says how it goes on (K11). Everybody else counts on from the last
 * seal by a clock that never goes back; their own wall clock is asked once, at the start, for how long they slept: never negative,
 * whatever was done to it meanwhile.
 */
import type { EngineClock } from '../log/engine'
import type { Millis } from '../log/types'

/** Time as the machine tells it; a test brings its own. */
export interface Machine {
  /** Milliseconds since 1970; may be wrong and may go back. */
  wall(): Millis
  /** Milliseconds that never go back, from any start. */
  steady(): Millis
  /** What counts as sleep; a day, unless time is told by a story. */
  readonly longestNap?: Millis
}

export const machine: Machine = { wall: () => Date.now(), steady: () => performance.now() }

/** K11: what a world may sleep without anybody being asked how its clock goes on. */
export const LONGEST_NAP = 86_400_000

export class HostClock implements EngineClock {
  /** World time when it was read last, and the steady clock then. */
  private at: Millis
  private readAt: Millis

  /** @param shift world time minus wall time @param stood where world time is known to have been: it never falls below */
  constructor(
    private shift: Millis,
    stood: Millis,
    private readonly time: Machine = machine,
  ) {
    this.at = stood
    this.readAt = time.steady()
  }
  local(): Millis {
    return this.time.steady()
  }
  /** After more than a nap it stands still where it was, until `set` or `goOnFrom`. */
  host(): Millis {
    if (this.sleptFor === undefined) this.goOnFrom(this.ahead)
    return Math.floor(this.at)
  }
  get offset(): Millis {
    return this.shift
  }
  /** Where it would stand had nobody slept. Counted by both clocks: one may stop while a machine sleeps, and the other may be set back. */
  get ahead(): Millis {
    return Math.max(this.at + this.time.steady() - this.readAt, this.time.wall() + this.shift)
  }
  /** For how long nobody has read it, if that was more than a nap: it waits to be told how to go on. */
  get sleptFor(): Millis | undefined {
    const slept = Math.floor(this.ahead - this.at)
    return slept > (this.time.longestNap ?? LONGEST_NAP) ? slept : undefined
  }
  /** The offset by which world time goes on where it stands. */
  get offsetToResume(): Millis {
    return Math.floor(this.at - this.time.wall())
  }
  /** World time is at least this; never back. */
  goOnFrom(at: Millis): void {
    this.at = Math.max(this.at, at)
    this.readAt = this.time.steady()
  }
  /** K11: goes on by another offset. @param offset kept before it is used @param from where world time stands then, at the least */
  set(offset: Millis, from: Millis): void {
    this.goOnFrom(Math.max(this.host(), from))
    this.shift = offset
  }
  /** As it stood before `set`: what it was set for did not happen. */
  takeBack(offset: Millis, at: Millis): void {
    this.shift = offset
    this.at = at
    this.readAt = this.time.steady()
  }
}

export class FollowerClock implements EngineClock {
  constructor(private readonly time: Machine = machine) {}
  local(): Millis {
    return this.time.steady()
  }
}

/** How long ago a seal took effect here, across a restart; a wall clock that was set back counts as no time at all. */
export const slept = (sealedAtWall: Millis, time: Machine = machine): Millis => Math.max(0, time.wall() - sealedAtWall)
