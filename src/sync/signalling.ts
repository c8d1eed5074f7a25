/**
 * A gate before y-webrtc's handling of signalling messages. Left alone, it turns a message under another password, broken base64 or an
 * answer nobody waits for into an uncaught error each, and a peer whose connection fails is tried again at once and for ever.
 * The gate opens every message first, lets through what y-webrtc can use, and holds announcements of peers that have just failed.
 */
import { createDecoder, readAny, readVarString, readVarUint8Array } from 'lib0/decoding'
import type { Room, SignalingConn } from 'y-webrtc'
import type { makeBackoff } from './backoff'
import type { Timing } from './timing'

const LONGEST = 100_000

interface Signal {
  readonly from: string
  readonly type: 'announce' | 'signal'
  readonly signal?: { readonly type?: string }
}

/** Puts the gate on one connection to a relay. `dropped` is told of every message that goes no further. */
export function guard(
  conn: SignalingConn,
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
    const message = args[0] as { type?: unknown; data?: unknown } | null
    if (message?.type !== 'publish') return
    const signal = await open(message.data, room.key)
    if (!signal) return dropped('not of this room')
    const why = whyNot(signal, room)
    if (why) return dropped(why)
    const wait = signal.type === 'announce' && !room.webrtcConns.has(signal.from) ? backoff.wait(signal.from) : 0
    if (wait === 0) return emit('message', args)
    if (held.has(signal.from) || held.size > 1_000) return
    held.add(signal.from)
    timing.later(wait, () => {
      held.delete(signal.from)
      if (conn.connected) emit('message', args)
    })
  }
}

/** What y-webrtc would trip over, or take for a new connection although it belongs to an old one. */
function whyNot({ type, from, signal }: Signal, room: Room): string | undefined {
  if (type === 'announce' || from === room.peerId) return undefined
  if (typeof signal !== 'object' || signal === null) return 'no signal'
  const conn = room.webrtcConns.get(from)
  const peer = conn?.peer as { destroyed?: boolean; initiator?: boolean } | undefined
  if (peer?.destroyed) return 'for a connection that is gone'
  if (!conn && signal.type !== 'offer') return 'for a connection that never was'
  if (signal.type === 'answer' && !peer?.initiator) return 'an answer without an offer'
  return undefined
}

/** Decrypts and reads a message as y-webrtc does, and answers `undefined` where that would throw. */
async function open(data: unknown, key: CryptoKey | null): Promise<Signal | undefined> {
  if (typeof data !== 'string' || data.length > LONGEST || !key) return undefined
  try {
    const decoder = createDecoder(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)))
    if (readVarString(decoder) !== 'AES-GCM') return undefined
    const iv = new Uint8Array(readVarUint8Array(decoder))
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(readVarUint8Array(decoder)))
    const value: unknown = readAny(createDecoder(new Uint8Array(plain)))
    return isSignal(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isSignal(value: unknown): value is Signal {
  if (typeof value !== 'object' || value === null) return false
  const { from, to, type } = value as { from?: unknown; to?: unknown; type?: unknown }
  if (typeof from !== 'string' || from.length > 64 || (to !== undefined && typeof to !== 'string')) return false
  return type === 'announce' || type === 'signal'
}
