/** Peers of the reference kind on one in-memory hub, in virtual time. */
import { makeMemoryHub } from '../../src/sync/memory'
import type { Limits } from '../../src/sync/limits'
import { type Sync, startSync } from '../../src/sync/sync'
import { virtualTiming } from '../../src/sync/timing'
import { makeReference, type Reference, WORLD } from './reference'

export interface Peer {
  readonly name: string
  readonly replica: Reference
  readonly sync: Sync
}

export function makeNetwork({ seed = 1, delay = [1, 30] as readonly [number, number] } = {}) {
  const timing = virtualTiming(1_000_000)
  const hub = makeMemoryHub({ timing, seed, delay })
  const peers: Peer[] = []
  return {
    timing,
    hub,
    peers,
    join(name: string, options: { wantsSnapshot?: boolean; limits?: Partial<Limits>; replica?: Reference } = {}): Peer {
      const replica = options.replica ?? makeReference(options)
      const carriers = [hub.carrier(name)]
      const sync = startSync({
        replica,
        carriers,
        room: { world: WORLD, secret: 's' },
        timing,
        ...(options.limits && { limits: options.limits }),
      })
      const peer = { name, replica, sync }
      peers.push(peer)
      return peer
    },
    /** Lets time pass until everybody has met and nobody has anything left to do. */
    async settled(limit = 120_000) {
      await timing.pass(4 * delay[1] + 1)
      return timing.until(() => peers.every((peer) => peer.sync.isQuiet()), limit)
    },
    stop() {
      for (const peer of peers) peer.sync.stop()
    },
  }
}
