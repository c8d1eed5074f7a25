/** Peers of the reference kind on one in-memory hub, in virtual time. */
import { makeMemoryHub } from '../../src/sync/memory'
import type { Limits } from '../../src/sync/limits'
import type { Carrier, Link } from '../../src/sync/link'
import { type Sync, startSync } from '../../src/sync/sync'
import { type Timing, virtualTiming } from '../../src/sync/timing'
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

/**
 * Links that carry so many bytes a second and no more.
 * @param lineOf the line of a link: one of its own, unless several share one
 * @param ahead how much a line takes before it has room, in ms of what it carries
 */
export function narrow(
  carrier: Carrier,
  bytesPerSecond: number,
  timing: Timing,
  lineOf = (_: Link) => ({ free: 0 }),
  ahead = 500,
): Carrier {
  const narrowed = (link: Link): Link => {
    const line = lineOf(link)
    /** When its last frame has left: who shares a line waits for their own, and is not passed by others for ever. */
    let left = 0
    const wait = (): number => Math.max(0, left - timing.now())
    return {
      ...link,
      send(frame) {
        left = line.free = Math.max(line.free, timing.now()) + (frame.length / bytesPerSecond) * 1_000
        timing.later(wait(), () => link.send(frame))
      },
      ready: () => (wait() < ahead ? link.ready() : new Promise((done) => void timing.later(wait() - ahead, done))),
    }
  }
  return { ...carrier, onLink: (listener) => carrier.onLink((link) => listener(narrowed(link))) }
}

/** Why a carrier's links were closed by whoever uses them, written down one after the other. */
export const noting = (carrier: Carrier, ends: string[]): Carrier => ({
  ...carrier,
  onLink: (listener) =>
    carrier.onLink((link) =>
      listener({
        ...link,
        close(reason) {
          ends.push(reason)
          link.close(reason)
        },
      }),
    ),
})
