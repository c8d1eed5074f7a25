/** A peer that means harm, for a page of its own: real WebRTC, a real room, and then whatever comes to its mind. */
import { fromBase64, hashOf } from '../../src/kit/bytes'
import { makeRow, writeBody } from '../../src/log/rows'
import type { Body, Row } from '../../src/log/types'
import { arrivalOf, makePersonaKeys } from '../../src/peer/arriving'
import type { Deed } from '../../src/peer/personas'
import { makeHints } from '../../src/sync/room'
import type { Link } from '../../src/sync/link'
import { makeWebrtcCarrier } from '../../src/sync/webrtc'
import { newPeerId, startSync } from '../../src/sync/sync'
import { makeReference } from '../sync/reference'
import { makeDice } from './network'
import { note } from './posts'

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

/** Somebody who was let in and then posts without end: each post signed by itself, and all of it ready before the first is sent. */
async function floodWith(link: string, count: number) {
  const [, world = '', secret = '', seed = ''] = link.slice(link.indexOf('#') + 1).split('.')
  const keys = await makePersonaKeys('ai')
  const posts = Array.from({ length: count }, (_, i): Deed => {
    const caption = { hash: hashOf(`post ${i}`), characters: 5 }
    return { type: 'content.published', data: { ...note, caption } }
  })
  const rows: Row[] = []
  for (const { type, data } of [...(await arrivalOf(world, keys, { key: '', seed: fromBase64(seed) as never })), ...posts]) {
    const last = rows.at(-1)
    const place = { seq: rows.length + 1, prev: last?.hash ?? null, stamp: Date.now(), seen: [] }
    const body: Body = { v: 1, world, device: keys.device.id, ...place, type, data }
    const text = writeBody(body)
    rows.push(makeRow((await keys.device.sign(text)) + text, body))
  }
  const reference = makeReference()
  startSync({ replica: { ...reference, world }, carriers: [makeWebrtcCarrier({ hints: makeHints() })], room: { world, secret } })
  return { send: () => reference.append(...rows) }
}

export type Enemy = ReturnType<typeof enter>
declare global {
  // oxlint-disable-next-line no-var
  var enterAsEnemy: typeof enter
  // oxlint-disable-next-line no-var
  var enterToFlood: typeof floodWith
}
globalThis.enterAsEnemy = enter
globalThis.enterToFlood = floodWith
