import { expect, test } from 'vitest'
import { hashOf } from '../../src/kit/bytes'
import { decode, encode } from '../../src/sync/frames'
import { LIMITS } from '../../src/sync/limits'
import type { Carrier, Link } from '../../src/sync/link'
import { newPeerId, startSync } from '../../src/sync/sync'
import { virtualTiming } from '../../src/sync/timing'
import { makeReference, WORLD } from './reference'

/** A link that heard the other end before anybody listened, and keeps what it said. */
function heardEarly(frames: readonly Uint8Array[]) {
  const sent: string[] = []
  let say = (_frame: Uint8Array): void => {}
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
      say = (frame) => listener(frame.slice())
      for (const frame of frames) say(frame)
    },
    onClose() {},
    close() {},
  }
  return { link, sent, say: (frame: Uint8Array) => say(frame) }
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

test('who is asked says each time whether both have the same, for the other end cannot know it otherwise', async () => {
  let take = (_link: Link): void => {}
  const carrier: Carrier = { kind: 'memory', start() {}, stop() {}, onLink: (listener) => void (take = listener), online() {} }
  const timing = virtualTiming()
  const sync = startSync({ replica: makeReference(), carriers: [carrier], room: { world: WORLD, secret: 'room' }, timing })
  const { link, sent, say } = heardEarly([encode({ type: 'hello', world: WORLD, self: newPeerId(), rules: 1 })])
  take(link)
  const digests = async (hash: string): Promise<number> => {
    const before = sent.length
    say(encode({ type: 'digest', hash }))
    await timing.pass(10)
    return sent.slice(before).filter((type) => type === 'digest').length
  }
  const same = hashOf(`1 0 ${WORLD}`) // nothing but the genesis, at both
  for (const hash of [hashOf('something else'), same, same]) {
    expect(await digests(hash)).toBe(1)
    await timing.pass(LIMITS.quiet)
  }
  expect(sync.links()[0]?.inSync).toBe(true)
  sync.stop()
})
