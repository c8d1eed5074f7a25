/**
 * Links between tabs of one browser, over a BroadcastChannel per room: no server, no delay. Each tab has a random address; a frame is
 * posted with the address it is for, and the others let it pass by.
 */
import { type Bytes, hashOf, randomBytes, toBase64 } from '../kit/bytes'
import { makeBackoff } from './backoff'
import { type Carrier, type Link, LONGEST_FRAME, type RoomId } from './link'
import type { Millis } from '../log/types'
import { realTiming, type Timing } from './timing'

/** `here` answers `hello`; both open a link. `bye` closes it: a tab that stood still for a while may only have seemed to be gone. */
type Post =
  | { readonly type: 'hello'; readonly from: string }
  | { readonly type: 'here' | 'bye'; readonly from: string; readonly to: string }
  | { readonly type: 'frame'; readonly from: string; readonly to: string; readonly frame: Uint8Array }

/** Whose link has ended is looked for again after so long, and later and later where that comes to nothing. */
const AGAIN: Millis = 1_000

interface TabLink extends Link {
  take(frame: Uint8Array): void
  /** Closes this end without telling the other, which has said goodbye or is told by the caller. */
  finish(reason: string): void
}

export function makeTabsCarrier(timing: Timing = realTiming): Carrier {
  const address = toBase64(randomBytes(16))
  const links = new Map<string, TabLink>()
  const backoff = makeBackoff(timing)
  let channel: BroadcastChannel | undefined
  let room: RoomId | undefined
  let take = (_link: Link): void => {}

  const post = (message: Post): void => channel?.postMessage(message)

  function open(): void {
    if (!room || channel || typeof BroadcastChannel !== 'function') return
    channel = new BroadcastChannel(`mesi-${hashOf(`${room.world} ${room.secret}`)}`)
    channel.onmessage = (event: MessageEvent<unknown>) => hear(event.data)
    post({ type: 'hello', from: address })
  }

  function close(reason: string): void {
    for (const link of links.values()) link.close(reason)
    channel?.close()
    channel = undefined
  }

  /** Other tabs run other builds, perhaps: what is not a post is passed over. */
  function hear(data: unknown): void {
    const message = data as Partial<Record<'type' | 'from' | 'to', unknown>> & { frame?: unknown }
    if (typeof message !== 'object' || message === null || typeof message.from !== 'string') return
    const { from } = message
    if (message.type === 'hello') {
      post({ type: 'here', from: address, to: from })
      join(from)
    } else if (message.to !== address) return
    else if (message.type === 'here') join(from)
    else if (message.type === 'bye') links.get(from)?.finish('the other tab closed it')
    else if (message.type === 'frame' && message.frame instanceof Uint8Array) links.get(from)?.take(message.frame)
  }

  function join(from: string): void {
    if (links.has(from)) return
    const since = timing.now()
    const link = makeTabLink(from, timing, post, address, () => {
      links.delete(from)
      if (!channel) return
      backoff.ended(from, timing.now() - since)
      timing.later(Math.max(AGAIN, backoff.wait(from)), () => {
        if (!links.has(from)) post({ type: 'hello', from: address })
      })
    })
    links.set(from, link)
    take(link)
  }

  return {
    kind: 'tabs',
    start(wanted) {
      room = wanted
      open()
    },
    stop() {
      close('stopped')
      room = undefined
    },
    onLink(listener) {
      take = listener
    },
    online(on) {
      if (on) open()
      else close('offline')
    },
  }
}

let count = 0

function makeTabLink(to: string, timing: Timing, post: (message: Post) => void, from: string, gone: () => void): TabLink {
  let listener: ((frame: Bytes) => void) | undefined
  let early: Bytes[] = []
  let onClose = (_reason: string): void => {}
  let closed: string | undefined
  const link: TabLink = {
    id: `tab${++count}`,
    peer: to,
    kind: 'tabs',
    send(frame) {
      if (frame.length > LONGEST_FRAME) throw new RangeError('frame too long')
      if (closed === undefined) post({ type: 'frame', from, to, frame })
    },
    // A BroadcastChannel has no buffer to ask about: a moment between frames keeps the page alive, the window does the rest.
    ready: () => new Promise((done) => void timing.later(0, done)),
    onFrame(next) {
      listener = next
      const kept = early
      early = []
      for (const frame of kept) next(frame)
    },
    onClose(next) {
      onClose = next
      if (closed !== undefined) next(closed)
    },
    take(frame) {
      if (closed !== undefined) return
      if (listener) listener(frame as Bytes)
      else if (early.length < 100) early.push(frame as Bytes)
    },
    finish(reason) {
      if (closed !== undefined) return
      closed = reason
      gone()
      onClose(reason)
    },
    close(reason) {
      if (closed !== undefined) return
      post({ type: 'bye', from, to })
      link.finish(reason)
    },
  }
  return link
}
