/**
 * The world's clock run fast by its host: it leaps once a second by as much as is missing, each time with a seal that says why, as any
 * leap does (K11). So others follow it as they follow leaps, and where a machine cannot keep up, time goes slower and not in larger leaps.
 */
import type { Millis } from '../log/types'
import { makeObservable, type Observable } from '../sync/observable'
import { every, realTiming, type Timing } from '../sync/timing'
import type { Peer } from './peer'

const STEP: Millis = 1_000

export interface Running {
  /** How many times as fast the clock runs; `undefined`: as it does by itself. */
  readonly speed: Observable<number | undefined>
  /** @returns once it runs no more @throws Error where the host is not, and for a leap that could not be made */
  run(peer: Peer, times: number): Promise<void>
  pause(): void
}

export function makeRunning(timing: Timing = realTiming): Running {
  const speed = makeObservable<number | undefined>(undefined)
  let pause = (): void => {}

  async function run(peer: Peer, times: number): Promise<void> {
    if (!(times > 1)) throw new RangeError(`A clock runs more than once as fast, not ${times} times.`)
    pause()
    await new Promise<void>((done, failed) => {
      let isLeaping = false
      const step = async (): Promise<void> => {
        if (isLeaping) return
        isLeaping = true
        try {
          if (peer.isClosed || !(await peer.jump((times - 1) * STEP, whyOf(times)))) end() // a frozen world seals nothing any more
        } catch (error) {
          failed(error)
          end()
        } finally {
          isLeaping = false
        }
      }
      const stop = every(timing, STEP, () => void step())
      const end = (): void => {
        stop()
        if (pause === end) speed.set(undefined)
        done()
      }
      pause = end
      speed.set(times)
      void step()
    })
  }
  return { speed, run, pause: () => pause() }
}

/** What everybody reads beside each leap. */
const whyOf = (times: number): string => `runs ${names[times] ?? `${times} times as fast`}`
const names: Readonly<Record<number, string>> = { 60: 'a minute a second', 3_600: 'an hour a second', 86_400: 'a day a second' }
