/**
 * Links between browsers. y-webrtc finds peers and connects them; our peer class under it (`chunkedPeer.ts`) carries our frames on its
 * data channels. What y-webrtc gets wrong is mended from outside: it is switched on only once its room is ready, its BroadcastChannel
 * is deaf (every link of this carrier is a data channel), its signalling is gated, failures are tried again with patience.
 */
import { type Room, WebrtcProvider } from 'y-webrtc'
import { hashOf } from '../kit/bytes'
import { makeBackoff } from './backoff'
import type { FramePeer } from './chunkedPeer'
import { type Carrier, type Link, LONGEST_FRAME, type RoomId } from './link'
import { type Hints, makeHints } from './room'
import { restBetween } from './relayRest'
import { guard } from './signalling'
import { every, realTiming, type Timing } from './timing'

export interface WebrtcOptions {
  /** The room's shared hints; its document and awareness travel by y-webrtc itself. */
  readonly hints?: Hints
  /** Relay for signalling. By default the page's own origin; the page's content policy allows no other one. */
  readonly signalling?: string
  /** None by default: public STUN servers are third parties. */
  readonly iceServers?: readonly RTCIceServer[]
  readonly timing?: Timing
}

export interface WebrtcCarrier extends Carrier {
  /** For tests and the list of peers: what y-webrtc itself counts. */
  stats(): {
    readonly channels: number
    readonly connecting: number
    readonly broadcast: number
    readonly dropped: Readonly<Record<string, number>>
  }
}

/** How often an empty room is announced anew, in case nobody heard; give or take a half. */
const LONELY = 30_000
/** A closed link is given so long to flush what says why. */
const FLUSH = 300

/** The relay beside the page: ws or wss as the page itself is http or https. */
export const ownRelay = (page: { readonly protocol: string; readonly host: string } = location): string =>
  `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/signal`

export function makeWebrtcCarrier({
  hints = makeHints(),
  signalling,
  iceServers = [],
  timing = realTiming,
}: WebrtcOptions = {}): WebrtcCarrier {
  const backoff = makeBackoff(timing)
  const dropped: Record<string, number> = {}
  let provider: WebrtcProvider | undefined
  let take = (_link: Link): void => {}
  let online = true
  let connected = false
  let stopLonely = (): void => {}
  let stopResting = (): void => {}

  function start({ world, secret }: RoomId): void {
    // Without these there is no way to meet; a page that is not a secure context lacks the first, some browsers the second.
    if (provider || !globalThis.crypto?.subtle || typeof RTCPeerConnection !== 'function') return
    const mine = new WebrtcProvider(`mesi-${hashOf(`${world} ${secret}`)}`, hints.doc, {
      signaling: [], // none yet: see `connect`
      password: secret,
      awareness: hints.awareness,
      filterBcConns: false, // else peers in other tabs of this browser would get no data channel
      peerOpts: { config: { iceServers: [...iceServers] }, onPeer },
    })
    provider = mine
    mine.disconnect()
    void mine.key.then(() => {
      if (provider !== mine || !mine.room) return
      mine.room._bcSubscriber = () => {}
      // It would cut every line before a goodbye is out, and for good if the person then stays on the page.
      removeEventListener('beforeunload', mine.room._beforeUnloadHandler)
      if (online) connect()
    })
  }

  function connect(): void {
    if (!provider?.room || connected) return
    const { room } = provider
    connected = true
    backoff.clear()
    provider.signalingUrls = [signalling ?? ownRelay()]
    provider.signalingConns = []
    provider.connect()
    room.bcconnected = false
    hints.renew()
    const conns = provider.signalingConns
    for (const conn of conns) {
      guard(conn, room, timing, backoff, (why) => {
        dropped[why] = (dropped[why] ?? 0) + 1
      })
    }
    const rests = conns.map((conn) => restBetween(conn, timing))
    const wake = (): void => rests.forEach((rest) => rest.wake())
    const looked = (): void => void (document.visibilityState === 'visible' && wake())
    addEventListener('online', wake)
    document.addEventListener('visibilitychange', looked)
    stopResting = () => {
      for (const rest of rests) rest.stop()
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', looked)
    }
    stopLonely = every(timing, LONELY * (0.5 + Math.random()), () => {
      // What y-webrtc does when the relay comes back: it subscribes and announces itself.
      if (room.webrtcConns.size === 0) for (const conn of conns) if (conn.connected) conn.emit('connect', [])
    })
  }

  function disconnect(): void {
    stopLonely()
    stopResting()
    if (!provider || !connected) return
    connected = false
    provider.disconnect()
  }

  function onPeer(peer: FramePeer): void {
    const room = provider?.room as Room
    let since: number | undefined
    let name = ''
    const nameOf = (): string => name || ([...room.webrtcConns].find(([, conn]) => conn.peer === peer)?.[0] ?? '')
    peer.on('connect', () => {
      name = nameOf()
      since = timing.now()
      take(linkOver(peer, name))
    })
    peer.on('close', () => {
      // Our own switching off is nobody's failure.
      if (connected) backoff.ended(nameOf(), since === undefined ? 0 : timing.now() - since)
    })
  }

  return {
    kind: 'webrtc',
    start,
    stop() {
      disconnect()
      provider?.destroy()
      provider = undefined
    },
    onLink(listener) {
      take = listener
    },
    online(on) {
      online = on
      if (on) connect()
      else disconnect()
    },
    stats() {
      const conns = [...(provider?.room?.webrtcConns.values() ?? [])]
      const channels = conns.filter((conn) => conn.connected).length
      return { channels, connecting: conns.length - channels, broadcast: provider?.room?.bcConns.size ?? 0, dropped }
    },
  }
}

let count = 0

function linkOver(peer: FramePeer, name: string): Link {
  let closed: string | undefined
  let onClose = (_reason: string): void => {}
  const finish = (reason: string): void => {
    if (closed !== undefined) return
    closed = reason
    onClose(reason)
  }
  peer.on('close', () => finish('the connection ended'))
  return {
    id: `rtc${++count}`,
    peer: name,
    kind: 'webrtc',
    send(frame) {
      if (frame.length > LONGEST_FRAME) throw new RangeError('frame too long')
      if (closed === undefined) peer.sendFrame(frame)
    },
    ready: () => (closed === undefined ? peer.drained() : Promise.resolve()),
    onFrame(listener) {
      peer.onFrame((frame) => {
        if (closed === undefined) listener(frame)
      })
    },
    onClose(listener) {
      onClose = listener
      if (closed !== undefined) listener(closed)
    },
    close(reason) {
      finish(reason)
      setTimeout(() => peer.destroy(), peer.waiting() > 0 ? FLUSH : 0)
    },
  }
}
