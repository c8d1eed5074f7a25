import { describe, expect, test } from 'vitest'
import { applyUpdate, encodeStateAsUpdate } from 'yjs'
import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { hashOf } from '../../src/kit/bytes'
import { makeDrafts } from '../../src/sync/drafts'
import { type Hints, makeHints, type Presence } from '../../src/sync/room'
import { newPeerId } from '../../src/sync/sync'
import { makeNetwork } from './network'

const photo = hashOf('photo')
const presence = (name: string): Presence => ({
  self: newPeerId(),
  name,
  persona: hashOf(name),
  state: 'online',
  typing: null,
  heads: null,
})

/** What y-webrtc does between two rooms. */
function meet(a: Hints, b: Hints): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    applyUpdate(to.doc, encodeStateAsUpdate(from.doc))
    applyAwarenessUpdate(to.awareness, encodeAwarenessUpdate(from.awareness, [...from.awareness.getStates().keys()]), 'test')
  }
}

describe('hints', () => {
  test('who is here, and who has which blob', () => {
    const [a, b] = [makeHints(), makeHints()]
    const [ana, ben] = [presence('Ana'), presence('Ben')]
    a.announce(ana)
    b.announce(ben)
    a.share(ana.self, [photo, 'not a hash'])
    meet(a, b)
    expect(b.others()).toEqual([ana])
    expect(a.others()).toEqual([ben])
    expect(b.holders(photo)).toEqual([ana.self])
    a.dispose()
    b.dispose()
  })

  test('whatever a hostile peer writes is passed over when it is read, and ours is still there to say again', () => {
    const [a, hostile] = [makeHints(), makeHints()]
    const ana = presence('Ana')
    a.announce(ana)
    a.share(ana.self, [photo])
    meet(a, hostile)
    const shelf = hostile.doc.getMap('blobs')
    for (const key of shelf.keys()) shelf.set(key, { nested: [1, 2, 3] })
    shelf.set('__proto__', ['x'])
    shelf.set(newPeerId(), 'x'.repeat(100_000))
    shelf.set(
      newPeerId(),
      Array.from({ length: 501 }, () => photo),
    )
    for (const state of [{ name: 5 }, { ...ana, name: 'x'.repeat(51) }, { ...ana, extra: 1 }, 'text', []]) {
      hostile.awareness.setLocalState(state as never)
      meet(a, hostile)
      expect(a.others()).toEqual([])
    }
    expect(a.holders(photo)).toEqual([])
    a.share(ana.self, [photo])
    expect(a.holders(photo)).toEqual([ana.self])
    a.dispose()
    hostile.dispose()
  })

  test('presence is said again after y-webrtc took it back', () => {
    const [a, b] = [makeHints(), makeHints()]
    a.announce(presence('Ana'))
    a.awareness.setLocalState(null)
    a.renew()
    meet(a, b)
    expect(b.others().map(({ name }) => name)).toEqual(['Ana'])
    a.dispose()
    b.dispose()
  })
})

describe('shared drafts', () => {
  test('two who write at once, a third between them and a fourth who comes later end with one text', async () => {
    const net = makeNetwork()
    const [a, b, c] = [net.join('a'), net.join('b'), net.join('c')]
    net.hub.partition(['a', 'b'], ['b', 'c'])
    await net.settled()
    const id = hashOf('draft')
    const [left, middle, right] = [a, b, c].map((peer) => makeDrafts(peer.sync).open(id))
    left?.text.insert(0, 'hello ')
    right?.text.insert(0, 'world ')
    await net.timing.pass(1_000)
    const late = makeDrafts(net.join('late').sync).open(id)
    net.hub.heal()
    await net.timing.pass(1_000)
    const texts = [left, middle, right, late].map((draft) => draft?.text.toJSON())
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('hello ')
    expect(texts[0]).toContain('world ')
  })

  test('a page of text that is pasted at once arrives, and so does what is typed behind it; who comes later has all of it', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    await net.settled()
    const id = hashOf('draft')
    const [left, right] = [a, b].map((peer) => makeDrafts(peer.sync).open(id))
    left?.text.insert(0, 'word '.repeat(40_000))
    left?.text.insert(0, 'and ')
    await net.timing.pass(1_000)
    expect(right?.text.length).toBe(200_004)
    const late = makeDrafts(net.join('late').sync).open(id)
    await net.timing.pass(1_000)
    expect(late.text.toJSON()).toBe(left?.text.toJSON())
    expect(() => left?.text.insert(0, 'x'.repeat(4_000_000))).toThrow('too many')
  })

  test('a draft that has grown too long is not given to who comes later, and costs nobody their line', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    await net.settled()
    const id = hashOf('draft')
    const draft = makeDrafts(a.sync).open(id)
    for (let i = 0; i < 8; i++) draft.text.insert(0, 'x'.repeat(500_000))
    await net.timing.pass(2_000) // to nobody: B has not opened it yet
    const late = makeDrafts(b.sync).open(id)
    await net.timing.pass(2_000)
    expect([a.sync.links().length, b.sync.links().length, late.text.length]).toEqual([1, 1, 0])
    draft.text.insert(0, 'and on')
    await net.timing.pass(1_000)
    expect(a.sync.links().length).toBe(1)
  })

  test('two who share drafts over one sync hear both, until one stops', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    await net.settled()
    const [writing, first, second] = [makeDrafts(a.sync), makeDrafts(b.sync), makeDrafts(b.sync)]
    const [text, one, other] = [writing, first, second].map((drafts) => drafts.open(hashOf('draft')).text)
    text?.insert(0, 'for both')
    await net.timing.pass(500)
    expect([one?.toJSON(), other?.toJSON()]).toEqual(['for both', 'for both'])
    second.stop()
    text?.insert(0, 'not ')
    await net.timing.pass(500)
    expect([one?.toJSON(), other?.toJSON()]).toEqual(['not for both', 'for both'])
  })

  test('parts that are missing, doubled or too many make no update', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    await net.settled()
    const id = hashOf('draft')
    const draft = makeDrafts(a.sync).open(id)
    draft.text.insert(0, 'kept')
    for (const [nth, count] of [
      [1, 2],
      [0, 3],
      [2, 3],
      [0, 255],
      [0, 0],
    ] as const)
      b.sync.sendDraft(id, Uint8Array.of(nth, count, 1, 2, 3))
    b.sync.sendDraft(id, new Uint8Array())
    await net.timing.pass(500)
    expect(draft.text.toJSON()).toBe('kept')
    expect(a.sync.links().length).toBe(1)
  })

  test('an update that Yjs chokes on changes nothing', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    await net.settled()
    const draft = makeDrafts(a.sync).open(hashOf('draft'))
    draft.text.insert(0, 'kept')
    b.sync.sendDraft(hashOf('draft'), Uint8Array.of(1, 2, 3, 255, 255))
    b.sync.sendDraft(hashOf('another'), Uint8Array.of(9))
    await net.timing.pass(500)
    expect(draft.text.toJSON()).toBe('kept')
    expect(a.sync.links().length).toBe(1)
  })
})
