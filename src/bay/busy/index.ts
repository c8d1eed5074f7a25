/** The door of this folder: Busy Bay, a thousand people and three months of what they did. For looking at Mesi as it is when it is full. */
import type { Peer } from '../../peer/peer'
import { createWorld } from '../../peer/founding'
import type { Opening } from '../../peer/worlds'
import { storyClock } from '../play'
import { BUSY_BAY } from '../window'
import { play, type Playing } from './play'
import { DAYS, story } from './story'

export interface NewBusyBay extends Opening, Playing {
  /** When the story ends, in milliseconds since 1970; now. */
  readonly until?: number
  /** How many people live there; 1,000. */
  readonly people?: number
}

/**
 * Makes a Busy Bay of this browser's own: the same acts at the same distance from today for everyone, by fresh keys. Those of fifteen
 * people lie here. Its host filters nothing: a thousand people share a few dozen pictures. Rejects, and leaves no world behind, if the disk refuses or `stop` says so.
 */
export async function makeBusyBay({ until, people, onProgress, stop, ...opening }: NewBusyBay = {}): Promise<Peer> {
  const begins = Math.floor(until ?? opening.time?.wall() ?? Date.now()) - DAYS * 86_400_000
  const time = storyClock(begins)
  const past = { time, play: (peer: Peer) => play(peer, story('busy bay', people), time, { onProgress, stop }) }
  return createWorld({ ...opening, name: BUSY_BAY, demo: true, begins, parameters: { 'content.checks': 'off' }, past })
}
