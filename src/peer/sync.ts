/** Starts sync for a peer: its carriers, what its screens miss, and the host's view of who listens. */
import type { Download } from '../sync/blobs'
import type { Carrier } from '../sync/link'
import { type Hints, makeHints } from '../sync/room'
import { newDeviceName, newPeerId, startSync, type Sync } from '../sync/sync'
import type { Timing } from '../sync/timing'
import type { Hash } from '../log/types'
import { carriersOfPage } from './carriers'
import { isKeptOffline, keepOffline, onKeptOffline } from './line'
import type { Peer } from './peer'
import { replicaOf } from './replica'
import { roomSecret } from './worlds'

/** Sync with what peers say of themselves beside it: public, unsigned, and never more than a hint. */
export interface PeerSync extends Sync {
  readonly hints: Hints
}

/** Sync as a page has it: other tabs of this browser, and other browsers over WebRTC. Who has just come in stays on the line that it came by. */
export async function startPeerSync(peer: Peer): Promise<PeerSync> {
  const { line } = peer
  const [secret, device] = await Promise.all([roomSecret(peer), peer.store.metaOr('sync.device', line?.device ?? newDeviceName())])
  if (line && peer.line === line) {
    peer.line = undefined
    keepOffline(peer.store.peer, false) // who follows an invitation wants to meet somebody
    if (device === line.device) return followLine(peer, { ...attach(peer, line.take(replicaOf(peer))), hints: line.hints })
    line.hangUp() // another tab came in first: this one is known by its name, and is not empty any more
  }
  const hints = makeHints()
  const online = !isKeptOffline(peer.store.peer) // else nothing leaves this device, no greeting either
  return followLine(peer, { ...syncPeer(peer, carriersOfPage(hints), secret, { device: device as string, online }), hints })
}

/** Offline and online again with all tabs at once. */
function followLine(peer: Peer, sync: PeerSync): PeerSync {
  const stopTelling = onKeptOffline(peer.store.peer, (isOffline) => sync.online(!isOffline))
  return {
    ...sync,
    stop() {
      stopTelling()
      sync.stop()
      sync.hints.dispose()
    },
  }
}

/** @param carriers by which lines peers are looked for; none: this peer stays by itself @param options `device`: what its tabs have in common */
export function syncPeer(
  peer: Peer,
  carriers: readonly Carrier[],
  secret: string,
  { device, ...options }: { readonly timing?: Timing; readonly device?: string; readonly online?: boolean } = {},
): Sync {
  const room = { world: peer.world, secret }
  return attach(peer, startSync({ replica: replicaOf(peer), carriers, room, self: newPeerId(device), ...options }))
}

/** What a peer asks of its sync. */
function attach(peer: Peer, sync: Sync): Sync {
  const coming = new Map<Hash, Download>()
  peer.peersConnected = () => sync.links().filter((link) => link.kind !== 'tabs' && !link.isOwn).length
  peer.isLinked = (link) => sync.links().some(({ id }) => id === link)
  peer.texts.onMissing = (hashes) => sync.wantPayloads(hashes)
  peer.fetchBlob = (hash, size) => {
    const download = sync.fetch(hash, size, false) // as large as an act says, whose author may have made that up
    if (coming.get(hash) === download) return
    coming.set(hash, download)
    const stop = download.progress.subscribe(({ state, have }) => {
      if (state === 'coming') peer.blobChanged({ hash, state: 'coming', have, size })
    })
    void download.done.then((isWhole) => {
      stop()
      if (coming.get(hash) === download) coming.delete(hash)
      if (isWhole) peer.blobChanged({ hash, state: 'here', have: size, size })
      else if (download.progress.get().state === 'refused') peer.blobChanged({ hash, state: 'refused', have: 0, size })
    })
  }
  return sync
}
