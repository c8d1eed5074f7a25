/** Lines that take longer for one frame than a peer may be silent: what a phone has at the edge of a village. */
import { expect, test } from 'vitest'
import { newDeviceName, newPeerId, startSync, type Sync } from '../../src/sync/sync'
import { makeNetwork, narrow, noting } from './network'
import { deviceOf, feedOf, makeReference, type Reference, WORLD } from './reference'

/** Peers of whom one has a line that carries so many bytes a second. */
function meet(givers: number, perSecond: number, wantsSnapshot = false) {
  const net = makeNetwork({ delay: [20, 20] })
  const line = { free: 0 }
  const ends: string[] = []
  const device = newDeviceName()
  const join = (name: string, replica: Reference) => {
    const carrier = narrow(net.hub.carrier(name), perSecond, net.timing, (link) =>
      name.startsWith('a') && link.peer === 'b' ? line : { free: 0 },
    )
    const self = newPeerId(name.startsWith('b') ? device : undefined)
    return {
      name,
      replica,
      sync: startSync({ replica, carriers: [noting(carrier, ends)], room: { world: WORLD, secret: 's' }, self, timing: net.timing }),
    }
  }
  const have = Array.from({ length: givers }, () => makeReference())
  const start = (fill = (_: Reference): void => {}) => {
    const givers = have.map((replica, i) => join(`a${i}`, replica))
    const taker = makeReference({ wantsSnapshot })
    fill(taker)
    return { givers, b: join('b', taker), addTab: () => join('b2', makeReference()) }
  }
  return { net, have, start, ends }
}

/** A full frame takes twenty seconds; where another peer could be asked instead, after ten it is. */
const LINES = [
  [1, 3_000],
  [2, 8_000],
] as const

test.each(LINES)('rows that fill frames come, from %i over %i bytes a second', async (givers, perSecond) => {
  const { net, have, start, ends } = meet(givers, perSecond)
  const feed = feedOf(deviceOf('ana'), 900)
  for (const replica of have) replica.append(...feed)
  const { b, addTab } = start()
  if (givers === 1) {
    addTab() // nobody who could be asked
    net.hub.partition(['a0', 'b'], ['b', 'b2'])
  }
  const bytes = feed.reduce((sum, { text }) => sum + text.length + 1, 0)
  expect(bytes).toBeGreaterThan(4 * 60_000)
  expect(await net.timing.until(() => b.replica.rows.size === 900, 1.2 * givers * (bytes / perSecond) * 1_000)).toBe(true)
  if (givers === 1) expect([b.replica.received.length, ends]).toEqual([900, []])
})

test.each(LINES)('a photo comes from %i over %i bytes a second', async (givers, perSecond) => {
  const { net, have, start, ends } = meet(givers, perSecond)
  const photo = new Uint8Array(300_000).map((_, i) => i * 7)
  const [hash] = have.map((replica) => replica.putBlob(photo))
  const { b } = start()
  await net.timing.pass(3_000)
  const download = b.sync.fetch(hash ?? '', photo.length)
  expect(await net.timing.until(() => download.progress.get().state === 'here', 1.2 * givers * (photo.length / perSecond) * 1_000)).toBe(
    true,
  )
  if (givers === 1) expect(ends).toEqual([])
})

test('a newcomer goes the short way, of which a piece takes its time', async () => {
  const { net, have, start, ends } = meet(1, 3_000, true)
  have[0]?.append(...feedOf(deviceOf('ana'), 900))
  have[0]?.offerSnapshot()
  const { b } = start()
  expect(await net.timing.until(() => b.replica.rows.size === 900, 3_600_000)).toBe(true)
  expect([b.replica.received, ends], 'none of it came as a row').toEqual([[], []])
})

test('who have the same of eight hundred feeds say so, and what is new comes', async () => {
  const { net, have, start, ends } = meet(1, 3_000)
  const feeds = Array.from({ length: 800 }, (_, i) => feedOf(deviceOf(`device ${i}`), 1)).flat()
  const fresh = feedOf(deviceOf('ana'), 1)
  have[0]?.append(...feeds, ...fresh)
  const { b } = start((replica) => replica.append(...feeds))
  expect(await net.timing.until(() => b.replica.rows.size === 801, 120_000)).toBe(true)
  expect(ends).toEqual([])
})

test('what just happened does not wait for all that a browser would take of a photo, and the line is used to the full', async () => {
  const net = makeNetwork({ delay: [700, 700] })
  const [photo, own] = [new Uint8Array(1_200_000), { free: 0 }]
  const [a, b] = ['a', 'b'].map((name) => {
    const replica = makeReference()
    const carrier = narrow(net.hub.carrier(name), 10_000, net.timing, () => (name === 'a' ? own : { free: 0 }), 26_000)
    return { replica, sync: startSync({ replica, carriers: [carrier], room: { world: WORLD, secret: 's' }, timing: net.timing }) }
  }) as [{ replica: Reference; sync: Sync }, { replica: Reference; sync: Sync }]
  await net.timing.pass(5_000)
  const download = b.sync.fetch(a.replica.putBlob(photo), photo.length)
  for (let seconds = 15; seconds < 60; seconds += 15) {
    await net.timing.pass(15_000)
    a.replica.append(...feedOf(deviceOf(`device ${seconds}`), 1))
    await net.timing.pass(13_000)
    expect(b.replica.rows.size, `${seconds}`).toBe(seconds / 15)
  }
  expect(await net.timing.until(() => download.progress.get().state === 'here', 0)).toBe(false)
  expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
  expect(net.timing.now() - 1_000_000).toBeLessThan(5_000 + 1.1 * (photo.length / 10))
})
