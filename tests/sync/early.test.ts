import { expect, test } from 'vitest'
import { hashOf } from '../../src/kit/bytes'
import { decode, encode } from '../../src/sync/frames'
import type { Carrier, Link } from '../../src/sync/link'
import { newPeerId, startSync } from '../../src/sync/sync'
import { makeReference, WORLD } from './reference'

/** A link that heard the other end before anybody listened, and keeps what it said. */
function heardEarly(frames: readonly Uint8Array[]) {
  const sent: string[] = []
  const link: Link = {
    id: 'early',
    peer: 'other',
    kind: 'memory',
    send(frame) {
      const reading = decode(frame.slice())
      if (reading.ok) sent.push(reading.value.type)
    },
    ready: async () => {},
    onFrame(listener) {
      for (const frame of frames) listener(frame.slice())
    },
    onClose() {},
    close() {},
  }
  return { link, sent }
}

test('a hello that came before the session was open counts like any other: what is missing is asked for at once', () => {
  let take = (_link: Link): void => {}
  const carrier: Carrier = { kind: 'memory', start() {}, stop() {}, onLink: (listener) => void (take = listener), online() {} }
  const sync = startSync({ replica: makeReference(), carriers: [carrier], room: { world: WORLD, secret: 'room' } })
  sync.wantPayloads([hashOf('words')])
  const { link, sent } = heardEarly([encode({ type: 'hello', world: WORLD, self: newPeerId(), rules: 1 })])
  take(link)
  expect(sync.links()).toHaveLength(1)
  expect(sent).toContain('askHashes')

  const stranger = heardEarly([encode({ type: 'hello', world: hashOf('another'), self: newPeerId(), rules: 1 })])
  take({ ...stranger.link, id: 'stranger' })
  expect(sync.links()).toHaveLength(1)
  sync.stop()
})
