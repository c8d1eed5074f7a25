/**
 * The policy lab: the whole history played again under other numbers or another reading, and whose fate would be another: who would not be
 * suspended, which red flag would be a yellow one, and which acts and clauses that rests on. What this world made of its history is played
 * once, when the lab is opened; each question then plays it once more, in slices, so that the page goes on meanwhile.
 */
import { beginningOf } from './beginning'
import { compare, type Outlook, type Parameters, without } from './fates'
import { replayOf, stepsOf } from './past'
import type { Peer } from './peer'
import { playAll } from './playAll'

export interface Answer extends Outlook {
  readonly events: number
  readonly millis: number
}
export interface Lab {
  /** What this world would have come to. */
  suppose(parameters: Parameters): Promise<Answer>
}

/** Reads and plays the final log of a peer. @param told how much of it is played, from 0 to 1 */
export async function openLab(peer: Peer, told: (share: number) => void = () => {}): Promise<Lab> {
  const [{ snapshot }, steps] = await Promise.all([beginningOf(peer.store, peer.genesis), stepsOf(peer)])
  const as = replayOf(snapshot, steps)
  await playAll(as, steps.length, told)
  return {
    async suppose(parameters) {
      const began = performance.now()
      const kept = without(steps, parameters)
      const other = replayOf(snapshot, kept, parameters)
      await playAll(other, kept.length)
      return { ...compare(as, steps, other, kept), events: steps.length, millis: performance.now() - began }
    },
  }
}
