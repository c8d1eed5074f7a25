/** Waiting for the filter, where that is this very browser's. */
import { gates } from '../areas/content/tables'
import type { Hash } from '../log/types'
import type { Peer } from './peer'

const LOOK_EVERY = 15
/** A model that has to come first, or a disk that is full: then whoever waits goes on. */
const LONGEST = 30_000

/**
 * Resolves once the host's filter has looked at a post that others do not see before and its finding is kept, if this browser is the host:
 * at once in every other one, for they cannot know when that will be; and after half a minute in any case.
 */
export async function pastGateHere(peer: Peer, content: Hash): Promise<void> {
  const isWaiting = () => {
    const gate = peer.engine.read(gates, content)
    return gate?.state === 'unexamined' && gate.hides && peer.examining !== undefined && !peer.isClosed && !peer.sleptFor && !peer.isAway
  }
  const since = performance.now()
  while (isWaiting() && performance.now() - since < LONGEST) await new Promise((done) => setTimeout(done, LOOK_EVERY))
  await peer.idle()
}
