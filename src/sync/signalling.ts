/**
 * A gate before y-webrtc's handling of signalling messages. Left alone, it turns a message under another password, broken base64 or an
 * answer nobody waits for into an uncaught error each, and a peer whose connection fails is tried again at once and for ever. Two peers
 * that hear of each other at one moment both make an offer, and end up with a channel each that the other does not listen to.
 * The gate opens every message first, lets through what y-webrtc can use, holds announcements of peers that have just failed, and leaves
 * the offer to the peer with the smaller name.
 */
import type { Room, SignalingConn } from 'y-webrtc'
import type { makeBackoff } from './backoff'
import { open, type Signal, write } from './signal'
import type { Timing } from './timing'

/** Puts the gate on one connection to a relay. `dropped` is told of every message that goes no further. */
export function guard(
  conn: Pick<SignalingConn, 'connected' | 'send' | 'emit'>,
  room: Room,
  timing: Timing,
  backoff: ReturnType<typeof makeBackoff>,
  dropped: (why: string) => void,
): void {
  const emit = conn.emit.bind(conn)
  const send = conn.send.bind(conn)
  const held = new Set<string>()
  let turn: Promise<void> = Promise.resolve()

  // A socket that is not open yet throws; everything it should say is said again once it is.
  conn.send = (message) => {
    if (conn.connected) send(message)
  }
  conn.emit = (name, args) => {
    if (name !== 'message') return emit(name, args)
    turn = turn.then(() => pass(args))
  }

  async function pass(args: unknown[]): Promise<void> {
    const message = args[0] as { type?: unknown; topic?: unknown; data?: unknown } | null
    if (message?.type !== 'publish') return
    if (message.topic !== room.name) return emit('message', args) // the connection is shared: whoever follows a link has two rooms for a while
    const signal = await open(message.data, room.key)
    if (!signal) return dropped('not of this room')
    const why = whyNot(signal, room)
    if (why) return dropped(why)
    if (signal.type !== 'announce') return emit('message', args)
    const { from, to = room.peerId } = signal
    if (from === room.peerId || to !== room.peerId || room.webrtcConns.has(from)) return
    const meet = (): unknown => (room.peerId < from ? emit('message', args) : askForOffer(from))
    const wait = backoff.wait(from)
    if (wait === 0) return void meet()
    if (held.has(from) || held.size > 1_000) return
    held.add(from)
    timing.later(wait, () => {
      held.delete(from)
      if (conn.connected && !room.webrtcConns.has(from)) meet()
    })
  }

  /** The other's offer is the one that counts; it only has to know that somebody is here. */
  async function askForOffer(to: string): Promise<void> {
    if (room.key) conn.send({ type: 'publish', topic: room.name, data: await write({ from: room.peerId, to, type: 'announce' }, room.key) })
  }
}

/** What y-webrtc would trip over, or take for a new connection although it belongs to an old one. */
function whyNot({ type, from, signal }: Signal, room: Room): string | undefined {
  if (type === 'announce' || from === room.peerId) return undefined
  if (typeof signal !== 'object' || signal === null) return 'no signal'
  const conn = room.webrtcConns.get(from)
  const peer = conn?.peer as { destroyed?: boolean; initiator?: boolean } | undefined
  if (peer?.destroyed) return 'for a connection that is gone'
  // Nothing is left to say by way of the relay, where anybody in the room may speak in another's name; what it cannot use would end it.
  if (conn?.connected) return 'for a connection that stands'
  if (!conn && signal.type !== 'offer') return 'for a connection that never was'
  if (signal.type === 'answer' && !peer?.initiator) return 'an answer without an offer'
  return undefined
}
