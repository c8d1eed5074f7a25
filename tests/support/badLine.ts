/**
 * A line that does what no line of ours should (`sync/link.ts`): it loses frames, brings them twice, or late and out of order, and breaks
 * in the midst of what comes in several frames. Until its links are ended, what is said over them may be nonsense.
 */
import type { Bytes } from '../../src/kit/bytes'
import type { Carrier, Link } from '../../src/sync/link'
import type { Timing } from '../../src/sync/timing'
import type { Dice } from './network'

/** How often each befalls a frame, of 1. */
export interface Weather {
  readonly lose: number
  readonly twice: number
  readonly late: number
  /** The frame at which it breaks: of those that bring rows, seals, words or parts of files. */
  breakAt: number
  readonly dice: Dice
}

/** The frames of `sync/frames.ts` that are long. */
const CONTENT = new Set([7, 8, 9, 12])
const LATEST = 2_000

/**
 * @param weather asked for each frame that comes in; `undefined`: all goes well
 * @param spoilt told of a link to somebody over which something went wrong @param broke told that it is to break now
 */
export function badLine(
  carrier: Carrier,
  weather: () => Weather | undefined,
  timing: Timing,
  { spoilt, broke }: { readonly spoilt: (peer: string, how: string) => void; readonly broke: (peer: string) => void },
): Carrier {
  const bad = (link: Link): Link => ({
    ...link,
    onFrame(listener) {
      link.onFrame((frame: Bytes) => {
        const now = weather()
        if (!now) return listener(frame)
        const { dice, lose, twice, late } = now
        const spoils = (how: string) => spoilt(link.peer, how)
        if (CONTENT.has(frame[0] as number) && now.breakAt-- === 0) return broke(link.peer)
        if (dice.happens(lose)) return spoils('frames lost')
        if (dice.happens(late)) {
          spoils('frames late')
          timing.later(1 + dice.int(LATEST), () => listener(frame))
        } else listener(frame)
        if (!dice.happens(twice)) return
        spoils('frames twice')
        timing.later(dice.int(LATEST), () => listener(frame))
      })
    },
  })
  return { ...carrier, onLink: (listener) => carrier.onLink((link) => listener(bad(link))) }
}
