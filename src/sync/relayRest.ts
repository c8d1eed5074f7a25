/**
 * y-webrtc asks for a relay that is away every two and a half seconds, for ever, and browsers write each time on the console. After a few
 * tries it is asked for later and later.
 */
import type { Millis } from '../log/types'
import { every, type Timing } from './timing'

/** What is needed of lib0's connection to a relay. */
export interface Relay {
  readonly connected: boolean
  readonly connecting: boolean
  readonly unsuccessfulReconnects: number
  /** While this is false it does not try again by itself. */
  shouldConnect: boolean
  connect(): void
}

const TRIES = 4
const FIRST: Millis = 5_000
const LONGEST: Millis = 30_000

/** `wake`: tries at once, if it rests; to be called when somebody looks at the page or its device is on a network again. */
export function restBetween(relay: Relay, timing: Timing, chance: () => number = Math.random): { wake(): void; stop(): void } {
  let rests = 0
  let until: Millis | undefined
  const wake = (): void => {
    if (until === undefined) return
    until = undefined
    relay.connect()
  }
  const stop = every(timing, 1_000, () => {
    if (relay.connected) rests = 0
    else if (until !== undefined) {
      if (timing.now() >= until) wake()
    } else if (relay.shouldConnect && !relay.connecting && relay.unsuccessfulReconnects >= TRIES) {
      relay.shouldConnect = false
      until = timing.now() + Math.min(LONGEST, FIRST * 2 ** Math.min(rests++, 10)) * (0.5 + chance())
    }
  })
  return { wake, stop }
}
