/** A peer that means harm, for a page of its own: real WebRTC, a real room, and then whatever comes to its mind. */
import { makeHints } from '../../src/sync/room'
import type { Link } from '../../src/sync/link'
import { makeWebrtcCarrier } from '../../src/sync/webrtc'
import { newPeerId } from '../../src/sync/sync'
import { makeDice } from './network'

function enter(world: string, secret: string, seed: number) {
  const dice = makeDice(seed)
  const hints = makeHints()
  const carrier = makeWebrtcCarrier({ hints })
  const links = new Set<Link>()
  const heard: Uint8Array[] = []
  const closed: string[] = []
  carrier.onLink((link) => {
    links.add(link)
    link.onFrame((frame) => {
      if (heard.length < 500) heard.push(frame)
    })
    link.onClose((reason) => {
      links.delete(link)
      closed.push(reason)
    })
  })
  carrier.start({ world, secret }, newPeerId())
  const sendAll = (frame: Uint8Array): void => {
    for (const link of links) link.send(frame)
  }
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5))
  return {
    links: () => links.size,
    heard: () => heard.length,
    closed: () => closed,
    /** Bytes that chance made. */
    async random(count: number): Promise<void> {
      for (let i = 0; i < count; i++) {
        sendAll(Uint8Array.from({ length: 1 + dice.int(dice.happens(0.1) ? 50_000 : 200) }, () => dice.int(256)))
        if (i % 10 === 0) await pause()
      }
    },
    /** What others said, with one bit turned over. */
    async flipped(count: number): Promise<void> {
      for (let i = 0; i < count && heard.length > 0; i++) {
        const frame = Uint8Array.from(dice.pick(heard))
        const at = dice.int(frame.length)
        frame[at] = (frame[at] as number) ^ (1 << dice.int(8))
        sendAll(frame)
        if (i % 10 === 0) await pause()
      }
    },
    /** What others said, again and in any order. */
    async echoed(count: number): Promise<void> {
      for (let i = 0; i < count && heard.length > 0; i++) {
        sendAll(dice.pick(heard))
        if (i % 10 === 0) await pause()
      }
    },
    /** Deletes and overwrites everything that is shared as a document, and pretends to be many. */
    wreck(): void {
      const shelf = hints.doc.getMap<unknown>('blobs')
      for (const key of [...shelf.keys()]) shelf.delete(key)
      for (const key of ['__proto__', 'constructor', '', 'x'.repeat(10_000)]) shelf.set(key, { deep: [[[[key]]]] })
      for (let i = 0; i < 200; i++) shelf.set(`nobody ${i}`, 'x'.repeat(500))
      hints.doc.getText('blobs of another kind').insert(0, 'y'.repeat(50_000))
      hints.awareness.setLocalState({
        self: null,
        name: '<img src=x onerror=alert(1)>',
        persona: 7,
        state: 'online',
        typing: {},
        heads: [],
      })
    },
    leave: () => carrier.stop(),
  }
}

export type Enemy = ReturnType<typeof enter>
declare global {
  // oxlint-disable-next-line no-var
  var enterAsEnemy: typeof enter
}
globalThis.enterAsEnemy = enter
