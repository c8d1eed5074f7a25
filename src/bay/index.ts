/** The door of this folder: Mesi Bay, a world with three months behind it. */
import type { Peer } from '../peer/peer'
import { createWorld } from '../peer/founding'
import type { Opening } from '../peer/worlds'
import { play, storyClock } from './play'
import { DAYS, story } from './story'
import { BAY } from './window'

export interface NewBay extends Opening {
  /** What the dice are thrown with; the same for everybody unless a test asks for another. */
  readonly seed?: string
  /** When the story ends, in milliseconds since 1970; now. */
  readonly until?: number
}

/**
 * Makes a Mesi Bay of this browser's own: the same acts at the same distance from today for everyone, by fresh keys, all of which lie here.
 * It begins 92 days ago and ends now. Rejects, and leaves no world behind, if the disk refuses.
 */
export async function makeBay({ seed, until, ...opening }: NewBay = {}): Promise<Peer> {
  const begins = Math.floor(until ?? opening.time?.wall() ?? Date.now()) - DAYS * 86_400_000
  const time = storyClock(begins)
  const past = { time, play: (peer: Peer) => play(peer, story(seed), time) }
  return createWorld({ ...opening, name: BAY, demo: true, begins, past })
}
