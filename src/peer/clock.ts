/**
 * World time on this device (K7). The host's is its wall clock plus an offset that only a jump changes; everybody else
 * counts on from the last seal by a clock that never goes back. A device's own wall clock is asked once, at the start,
 * for how long it slept: never negative, whatever was done to it meanwhile.
 */
import type { EngineClock } from '../log/engine'
import type { Millis } from '../log/types'

/** Time as the machine tells it; a test brings its own. */
export interface Machine {
  /** Milliseconds since 1970; may be wrong and may go back. */
  wall(): Millis
  /** Milliseconds that never go back, from any start. */
  steady(): Millis
}

export const machine: Machine = { wall: () => Date.now(), steady: () => performance.now() }

export class HostClock implements EngineClock {
  private readonly from: Millis
  private readonly steadyFrom: Millis

  /** @param shift world time minus wall time @param notBefore world time never falls below it: the last seal */
  constructor(
    private shift: Millis,
    notBefore: Millis,
    private readonly time: Machine = machine,
  ) {
    this.from = Math.max(time.wall() + shift, notBefore) - shift
    this.steadyFrom = time.steady()
  }
  local(): Millis {
    return this.time.steady()
  }
  host(): Millis {
    return Math.floor(this.from + this.time.steady() - this.steadyFrom + this.shift)
  }
  get offset(): Millis {
    return this.shift
  }
  /** K11: the only way for world time to leap, and never back. @param offset kept before it is used */
  leap(offset: Millis): void {
    this.shift = Math.max(this.shift, offset)
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
