/**
 * Stands in for simple-peer under y-webrtc (a bundler alias, see vite.config.ts), because the original loses every message above
 * 256 KiB and everything after it, and never waits for a full channel. Ours cuts messages, puts them together again, waits, and carries
 * our own frames beside y-webrtc's messages on the same channel.
 *
 * On the wire: one byte `kind << 1 | more`, then up to 60,000 bytes. Kinds: 0 y-webrtc's, 1 ours.
 *
 * y-webrtc makes the objects and knows nothing of this, so whoever wants a peer's frames passes `onPeer` in `peerOpts`. No state is kept
 * in this module: a bundler may well load it twice.
 */
import Simple from 'simple-peer-original'
import type { Bytes } from '../kit/bytes'
import { LONGEST_FRAME } from './link'

const HINTS = 0
const FRAMES = 1
/** Bytes in the channel's own buffer beyond which we wait; Chromium closes a channel at 16 MB. */
const HIGH = 1 << 20
const LOW = 1 << 18
/** Longest whole message put together for each kind, and what a full line may still be made to queue by y-webrtc. */
const LONGEST = [4 << 20, LONGEST_FRAME] as const
const LONGEST_QUEUE = 32 << 20
/** y-webrtc's message types that may cross a channel: sync, awareness, and the question for it. The fourth would have us shun peers. */
const MESSAGES = [0, 1, 3]
/** Hints, in bytes, that one peer may send: at once, and per second for good. Beyond that they are dropped; they are only hints. */
const HINTS_AT_ONCE = 4 << 20
const HINTS_PER_SECOND = 16 << 10
/** A connection that has not come about after so many ms is given up, so that another can be tried. */
const TOO_LONG = 12_000

export interface FramePeer {
  /** Counted, for tests and for whoever wonders: messages thrown away, and why the last one was. */
  readonly dropped: { count: number; last: string }
  sendFrame(frame: Uint8Array): void
  /** Bytes that wait here and in the channel. */
  waiting(): number
  /** Resolves when little waits, or when the connection is gone. */
  drained(): Promise<void>
  onFrame(listener: (frame: Bytes) => void): void
  on(event: 'connect' | 'close', listener: () => void): unknown
  destroy(): void
  readonly destroyed: boolean
}

export default class ChunkedPeer extends Simple implements FramePeer {
  readonly dropped = { count: 0, last: '' }
  private readonly queue: Uint8Array[] = []
  private queued = 0
  private parts: Uint8Array[][] = [[], []]
  private sizes = [0, 0]
  private early: Bytes[] = []
  private listener: ((frame: Bytes) => void) | undefined
  private waiters: (() => void)[] = []
  private hints = HINTS_AT_ONCE
  private hintsAt = performance.now()
  private giveUp: ReturnType<typeof setTimeout> | undefined

  constructor({ onPeer, ...options }: Record<string, unknown> & { onPeer?: (peer: FramePeer) => void }) {
    super(options)
    this.giveUp = setTimeout(() => this.destroy(), TOO_LONG)
    this.once('connect', () => {
      clearTimeout(this.giveUp)
      this._channel?.addEventListener('bufferedamountlow', () => this.pump())
      this.pump()
    })
    this.once('close', () => {
      clearTimeout(this.giveUp)
      this.queue.length = 0
      this.queued = 0
      this.wake()
    })
    onPeer?.(this)
  }

  /**
   * y-webrtc's door. Never throws: it would swallow the error, and the message with it. What nobody would read stays here, and so does
   * what others would wait behind: it passes on whatever anybody in the room makes up, and frames go the same way.
   */
  override send(message: Uint8Array): void {
    if (message.length > LONGEST[HINTS]) this.drop('hints too long')
    else if (this.queued > HIGH) this.drop('too many hints')
    else this.cut(HINTS, message)
  }

  sendFrame(frame: Uint8Array): void {
    if (frame.length > LONGEST_FRAME) throw new RangeError('frame too long')
    this.cut(FRAMES, frame)
  }

  waiting(): number {
    return this.queued + (this._channel?.bufferedAmount ?? 0)
  }

  drained(): Promise<void> {
    return this.destroyed || this.waiting() <= LOW ? Promise.resolve() : new Promise((done) => this.waiters.push(done))
  }

  onFrame(listener: (frame: Bytes) => void): void {
    this.listener = listener
    const early = this.early
    this.early = []
    for (const frame of early) listener(frame)
  }

  /** What arrives late for a connection that is gone says nothing; the original throws. */
  override signal(data: unknown): void {
    if (this.destroyed || this.destroying) return
    super.signal(data)
  }

  /** y-webrtc reads messages in a listener to this; bytes that Yjs chokes on must not become an uncaught error. */
  override emit(event: string, ...args: unknown[]): boolean {
    if (event !== 'data') return super.emit(event, ...args)
    try {
      return super.emit(event, ...args)
    } catch {
      this.drop('not a message of y-webrtc')
      return true
    }
  }

  protected override _onChannelMessage(event: { data: ArrayBuffer }): void {
    if (this.destroyed) return
    if (!(event.data instanceof ArrayBuffer) || event.data.byteLength === 0) return this.drop('not bytes')
    const chunk = new Uint8Array(event.data)
    const [kind, more] = [(chunk[0] as number) >> 1, (chunk[0] as number) & 1]
    const parts = this.parts[kind]
    if (!parts) return this.drop('unknown kind')
    if (more && chunk.length !== LONGEST_FRAME + 1) {
      this.drop('a part that is cut short') // of such a whole there would be no end
      return this.destroy()
    }
    parts.push(chunk.subarray(1))
    this.sizes[kind] = (this.sizes[kind] as number) + chunk.length - 1
    if (this.sizes[kind] > (LONGEST[kind] as number)) {
      this.parts[kind] = []
      if (kind !== HINTS) {
        this.drop('message too long')
        return this.destroy()
      }
      if (more) return
      this.sizes[kind] = 0
      return this.drop('hints too long') // they are only hints, and whoever passes them on has not written them
    }
    if (more) return
    const whole = parts.length === 1 ? (parts[0] as Bytes) : join(parts)
    this.parts[kind] = []
    this.sizes[kind] = 0
    if (kind === HINTS) this.takeHints(whole)
    else if (this.listener) this.listener(whole)
    else if (this.early.length < 100) this.early.push(whole)
  }

  private takeHints(message: Bytes): void {
    const now = performance.now()
    this.hints = Math.min(HINTS_AT_ONCE, this.hints + ((now - this.hintsAt) * HINTS_PER_SECOND) / 1000) - message.length
    this.hintsAt = now
    if (this.hints < 0) return this.drop('too many hints')
    if (!MESSAGES.includes(message[0] as number)) return this.drop('not a message of y-webrtc')
    super._onChannelMessage({ data: message.slice().buffer })
  }

  private cut(kind: number, message: Uint8Array): void {
    if (this.destroyed || this.destroying) return
    for (let at = 0; at === 0 || at < message.length; at += LONGEST_FRAME) {
      const part = message.subarray(at, at + LONGEST_FRAME)
      const chunk = new Uint8Array(part.length + 1)
      chunk[0] = (kind << 1) | (at + LONGEST_FRAME < message.length ? 1 : 0)
      chunk.set(part, 1)
      this.queue.push(chunk)
      this.queued += chunk.length
    }
    if (this.queued > LONGEST_QUEUE) this.destroy()
    else this.pump()
  }

  private pump(): void {
    const channel = this._channel
    while (this.queue.length > 0 && channel?.readyState === 'open' && channel.bufferedAmount <= HIGH) {
      const chunk = this.queue.shift() as Uint8Array
      this.queued -= chunk.length
      super.send(chunk)
    }
    if (this.waiting() <= LOW) this.wake()
    else if (channel?.readyState === 'open') channel.bufferedAmountLowThreshold = LOW
  }

  private wake(): void {
    for (const done of this.waiters.splice(0)) done()
  }

  private drop(why: string): void {
    this.dropped.count += 1
    this.dropped.last = why
  }
}

function join(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
