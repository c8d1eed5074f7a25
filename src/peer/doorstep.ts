/**
 * Before a world can be opened its genesis must be here. An invite link only names it by hash, so the newcomer stands on the doorstep
 * as a peer without anything, asks whoever opens for that one payload, and believes it because its hash is the world's id.
 */
import { fromUtf8, hashOf } from '../kit/bytes'
import type { Carrier } from '../sync/link'
import type { Replica } from '../sync/replica'
import { startSync } from '../sync/sync'
import { makeTabsCarrier } from '../sync/tabs'
import { makeWebrtcCarrier } from '../sync/webrtc'
import type { Ticket } from './ticket'

/** Where a page looks: other tabs of this browser, and other browsers over WebRTC. */
const lines = (): Carrier[] => [makeTabsCarrier(), makeWebrtcCarrier()]

/**
 * Waits for a peer of the ticket's world and answers the text of its genesis. Waits for as long as it takes.
 * @param stop ends the wait: then the promise rejects with its reason
 */
export function fetchGenesis(ticket: Ticket, stop?: AbortSignal, carriers: readonly Carrier[] = lines()): Promise<string> {
  return new Promise((resolve, reject) => {
    const replica = visitor(ticket.world, (genesis) => {
      // Not from within the very session that is being closed.
      queueMicrotask(() => sync.stop())
      resolve(genesis)
    })
    const sync = startSync({ replica, carriers, room: { world: ticket.world, secret: ticket.room } })
    sync.wantPayloads([ticket.world])
    stop?.addEventListener('abort', () => {
      sync.stop()
      reject(stop.reason as Error)
    })
  })
}

const none = async function* (): AsyncGenerator<never> {}

/** A replica that has nothing and keeps nothing. */
function visitor(world: string, found: (genesis: string) => void): Replica {
  return {
    world,
    rulesVersion: () => 1,
    vector: () => [],
    lastSeal: () => ({ term: 1, number: 0, hash: world }),
    lacks: async () => [],
    rowsAfter: none,
    rowsByHash: async () => [],
    sealsAfter: none,
    async receive({ payloads }) {
      const genesis = payloads.find(({ bytes }) => hashOf(bytes) === world)
      if (genesis) found(fromUtf8(genesis.bytes))
      return { fresh: genesis ? [world] : [], refused: [], missing: [], missingPayloads: [] }
    },
    onNews: () => () => {},
    payloads: async () => [],
    blobs: {
      holding: async () => ({ state: 'absent' }),
      read: async () => undefined,
      write: async () => {},
      finish: async () => false,
    },
    snapshots: { wanted: () => false, manifest: async () => undefined, admit: async () => undefined, install: async () => false },
  }
}
