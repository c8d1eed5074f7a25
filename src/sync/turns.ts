/**
 * Fairness between links: whoever has something to be worked off stands in a ring, and each gets one slice in turn.
 * A peer that sends ten thousand rows a second delays itself; the others notice one slice of it.
 */
import type { Millis } from '../log/types'
import type { Timing } from './timing'

export interface Turns {
  /** Asks for a slice. Asking again before it came changes nothing. */
  request(worker: Worker): void
  leave(worker: Worker): void
}
export interface Worker {
  /** Works for a few milliseconds. Answers whether more is waiting, and how long it must wait (ms) for its rate limit. */
  slice(): Promise<{ readonly more: boolean; readonly delay: Millis }>
}

export function makeTurns(timing: Timing): Turns {
  const ring = new Set<Worker>()
  const resting = new Map<Worker, () => void>()
  let running = false

  async function run(): Promise<void> {
    if (running) return
    running = true
    for (let worker = first(); worker; worker = first()) {
      ring.delete(worker)
      const { more, delay } = await worker.slice()
      if (more && delay > 0) rest(worker, delay)
      else if (more) ring.add(worker)
      if (ring.size > 0) await new Promise<void>((done) => void timing.later(0, done)) // the page draws and answers people in between
    }
    running = false
  }
  const first = (): Worker | undefined => ring.values().next().value
  const rest = (worker: Worker, delay: Millis): void => {
    const cancel = timing.later(delay, () => {
      resting.delete(worker)
      ring.add(worker)
      void run()
    })
    resting.set(worker, cancel)
  }

  return {
    request(worker) {
      if (resting.has(worker)) return
      ring.add(worker)
      void run()
    },
    leave(worker) {
      ring.delete(worker)
      resting.get(worker)?.()
      resting.delete(worker)
    },
  }
}
