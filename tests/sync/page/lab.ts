/** What a test of sync reaches from a real browser: one peer, its carrier, and raw links. */
import { hashOf } from '../../../src/kit/bytes'
import type { Link } from '../../../src/sync/link'
import { makeHints } from '../../../src/sync/room'
import { startSync, type Sync } from '../../../src/sync/sync'
import { inWords } from '../../../src/sync/status'
import { makeTabsCarrier } from '../../../src/sync/tabs'
import { makeWebrtcCarrier, type WebrtcCarrier } from '../../../src/sync/webrtc'
import { noting } from '../network'
import { deviceOf, feedOf, makeReference, type Reference, WORLD } from '../reference'

const hints = makeHints()
const errors: string[] = []
addEventListener('error', (event) => errors.push(`error ${event.message}`))
addEventListener('unhandledrejection', (event) => errors.push(`rejection ${String(event.reason)}`))

interface Raw {
  readonly link: Link
  bytes: number
  frames: number
  readonly order: number[]
  closed: string
}
let carrier: WebrtcCarrier
let raw: Raw[] = []
let sync: Sync
let replica: Reference
/** Why sync has hung up, link by link. */
const ends: string[] = []
const lab = {
  errors,
  ends,
  hints,
  /** Only the carrier: frames go to whoever is linked and are counted there. */
  carry(secret: string, signalling?: string) {
    carrier = makeWebrtcCarrier({ hints, ...(signalling && { signalling }) })
    carrier.onLink((link) => {
      const entry: Raw = { link, bytes: 0, frames: 0, order: [], closed: '' }
      raw.push(entry)
      link.onFrame((frame) => {
        entry.bytes += frame.length
        entry.frames += 1
        entry.order.push(new DataView(frame.buffer, frame.byteOffset).getUint32(0))
      })
      link.onClose((reason) => (entry.closed = reason))
    })
    carrier.start({ world: WORLD, secret }, 'AAAAAAAAAAAAAAAAAAAAAA')
  },
  online: (on: boolean) => carrier.online(on),
  stats: () => carrier.stats(),
  /** When connections were tried, in ms. */
  attempts: () => attempts,
  /** From now on every connection fails at once, as where a browser finds no way out at all. */
  wallIn() {
    RTCPeerConnection.prototype.createOffer = (): Promise<never> => Promise.reject(new Error('no route'))
  },
  links: () =>
    raw.map(({ link, bytes, frames, order, closed }) => ({
      kind: link.kind,
      bytes,
      frames,
      inOrder: order.every((number, i) => number === i),
      closed,
    })),
  forget: () => void (raw = []),
  /** Numbered frames of `size` bytes to every open link; answers how much waited in the channel at most. */
  async stream(count: number, size: number, patient = true): Promise<{ most: number; ms: number }> {
    const began = performance.now()
    let most = 0
    for (let number = 0; number < count; number++) {
      const frame = new Uint8Array(size)
      new DataView(frame.buffer).setUint32(0, number)
      for (const { link, closed } of raw) {
        if (closed) continue
        if (patient) await link.ready()
        link.send(frame)
      }
      most = Math.max(most, ...channels.map((channel) => channel.bufferedAmount))
    }
    return { most, ms: performance.now() - began }
  },
  /** A whole peer over WebRTC (or tabs) with a replica in memory. */
  join(secret: string, signalling?: string, kind: 'webrtc' | 'tabs' = 'webrtc') {
    replica = makeReference()
    carrier = makeWebrtcCarrier({ hints, ...(signalling && { signalling }) })
    const carriers = [noting(kind === 'webrtc' ? carrier : makeTabsCarrier(), ends)]
    sync = startSync({ replica, carriers, room: { world: WORLD, secret } })
    hints.announce({ self: sync.self, name: 'Ana', persona: null, state: 'online', typing: null, heads: null })
  },
  append(name: string, count: number) {
    replica.append(...feedOf(deviceOf(name), count, replica.head(deviceOf(name))))
  },
  putBlob: (size: number): string => replica.putBlob(new Uint8Array(size).map((_, i) => (i * 7919) >> 8)),
  fetch: (hash: string, size: number): Promise<boolean> => sync.fetch(hash, size).done,
  switch: (on: boolean) => sync.online(on),
  state: () => ({
    rows: replica.rows.size,
    sum: replica.sum(),
    status: inWords(sync.status.get()),
    quiet: sync.isQuiet(),
    kinds: sync.links().map((link) => link.kind),
    received: replica.received.length,
    others: hints.others().map(({ name }) => name),
  }),
  hashOf,
}

/** Every channel of the page, seen at its making, to look into its buffer; and when connections were tried. */
const channels: RTCDataChannel[] = []
const attempts: number[] = []
globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
  construct(target, args) {
    attempts.push(performance.now())
    return Reflect.construct(target, args) as object
  },
})
const createDataChannel = RTCPeerConnection.prototype.createDataChannel
RTCPeerConnection.prototype.createDataChannel = function (...args) {
  const channel = createDataChannel.apply(this, args)
  channels.push(channel)
  return channel
}

declare global {
  // oxlint-disable-next-line no-var
  var lab: Lab
}
export type Lab = typeof lab
globalThis.lab = lab
