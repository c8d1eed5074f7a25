/** Time as sync sees it. Real in the app; virtual in tests and in the simulator, where a minute passes in a millisecond. */
import type { Millis } from '../log/types'

export interface Timing {
  /** Milliseconds since some moment: for spans, which a clock that is set right must not change. */
  now(): Millis
  /** Runs `work` once, `delay` ms from now; the answer cancels it. */
  later(delay: Millis, work: () => void): () => void
}

export const realTiming: Timing = {
  now: () => performance.now(),
  later(delay, work) {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
}

/** Runs `work` every `interval` ms until the answer is called. */
export function every(timing: Timing, interval: Millis, work: () => void): () => void {
  let cancel = timing.later(interval, turn)
  function turn(): void {
    cancel = timing.later(interval, turn)
    work()
  }
  return () => cancel()
}

/** Promises that hang on one another settle within a few turns of the real event loop. Work in other threads takes longer. */
async function fewTurns(): Promise<void> {
  const turn = typeof setImmediate === 'function' ? setImmediate : (done: () => void) => setTimeout(done, 0)
  for (let count = 0; count < 4; count++) await new Promise<void>((done) => turn(() => done()))
}

/** Time that passes only when it is told to, in the order of what is due; for tests and the simulator. `settle`: see `fewTurns`. */
export function virtualTiming(
  start: Millis = 0,
  settle: () => Promise<void> = fewTurns,
): Timing & {
  /** Lets so many ms pass; between two instants, everything that was set going by the first one finishes. */
  pass(delay: Millis): Promise<void>
  /** Lets time pass until `done`, at most `limit` ms of it. False: it never was. */
  until(done: () => boolean, limit?: Millis): Promise<boolean>
} {
  const due: { at: Millis; order: number; work: () => void }[] = []
  let now = start
  let count = 0
  const next = () =>
    due.reduce<(typeof due)[number] | undefined>(
      (best, one) => (best && (best.at - one.at || best.order - one.order) <= 0 ? best : one),
      undefined,
    )

  async function run(end: Millis, done: () => boolean): Promise<void> {
    for (;;) {
      await settle()
      if (done()) return
      const first = next()
      if (!first || first.at > end) break
      now = Math.max(now, first.at)
      // Everything that is due at this instant, before promises are given their turn.
      for (let one = next(); one && one.at <= now; one = next()) {
        due.splice(due.indexOf(one), 1)
        one.work()
      }
    }
    now = Math.max(now, end)
  }
  return {
    now: () => now,
    later(delay, work) {
      const entry = { at: now + Math.max(0, delay), order: count++, work }
      due.push(entry)
      return () => {
        const index = due.indexOf(entry)
        if (index >= 0) due.splice(index, 1)
      }
    },
    pass: (delay) => run(now + delay, () => false),
    async until(done, limit = 60_000) {
      await run(now + limit, done)
      return done()
    },
  }
}
