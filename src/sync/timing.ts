/** Time as sync sees it. Real in the app; virtual in tests and in the simulator, where a minute passes in a millisecond. */
import type { Millis } from '../log/types'

export interface Timing {
  now(): Millis
  /** Runs `work` once, `delay` ms from now; the answer cancels it. */
  later(delay: Millis, work: () => void): () => void
}

export const realTiming: Timing = {
  now: () => Date.now(),
  later(delay, work) {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
}

/** Resolves after `delay` ms of that time. */
export const pause = (timing: Timing, delay: Millis): Promise<void> => new Promise((done) => void timing.later(delay, done))

/** Runs `work` every `interval` ms until the answer is called. */
export function every(timing: Timing, interval: Millis, work: () => void): () => void {
  let cancel = timing.later(interval, turn)
  function turn(): void {
    cancel = timing.later(interval, turn)
    work()
  }
  return () => cancel()
}
