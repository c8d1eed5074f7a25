import { describe, expect, test } from 'vitest'
import { type Bytes, hashOf } from '../../src/kit/bytes'
import type { Progress } from '../../src/sync/blobs'
import { CHUNK } from '../../src/sync/replica'
import { startSync } from '../../src/sync/sync'
import { makeNetwork, narrow, type Peer } from './network'
import { makeReference, WORLD } from './reference'

const FIVE = 5_000_000
const bytesOf = (size: number, salt = 0): Bytes => new Uint8Array(size).map((_, i) => ((i + salt) * 7919) >> 8)
const photo = bytesOf(FIVE)

/** Counts chunks read at a peer, by index. */
function countReads({ replica }: Peer): number[] {
  const read: number[] = []
  const blobs = replica.blobs as { read: typeof replica.blobs.read }
  const before = blobs.read
  blobs.read = (hash, index) => {
    read.push(index)
    return before(hash, index)
  }
  return read
}
/** Makes a peer give bytes that are not what the name says; `from` on: only from that chunk. */
function lie({ replica }: Peer, from = 0): void {
  const blobs = replica.blobs as { read: typeof replica.blobs.read }
  const before = blobs.read
  blobs.read = async (hash, index) => {
    const bytes = await before(hash, index)
    return bytes && index >= from ? bytes.map((byte) => byte ^ 1) : bytes
  }
}
const count = Math.ceil(FIVE / CHUNK)

describe('a blob of 5 MB', () => {
  test('arrives whole, each chunk asked for once, with progress that only grows', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    const hash = a.replica.putBlob(photo)
    const read = countReads(a)
    await net.settled()
    const seen: Progress[] = []
    const download = b.sync.fetch(hash, FIVE)
    download.progress.subscribe((progress) => seen.push(progress))
    expect(b.sync.fetch(hash, FIVE)).toBe(download)
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
    expect(await download.done).toBe(true)
    expect(await b.replica.blobs.holding(hash)).toEqual({ state: 'here', size: FIVE })
    expect([...read].sort((x, y) => x - y)).toEqual(Array.from({ length: count }, (_, i) => i))
    expect(seen.length).toBeGreaterThan(10)
    expect(seen.map((progress) => progress.have)).toEqual(seen.map((progress) => progress.have).sort((x, y) => x - y))
    expect(seen.at(-1)).toEqual({ state: 'here', have: FIVE, size: FIVE })
  })

  test('goes on after a cut with what the store has kept', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    const hash = a.replica.putBlob(photo)
    const read = countReads(a)
    await net.settled()
    const first = b.sync.fetch(hash, FIVE)
    await net.timing.until(() => first.progress.get().have > FIVE / 2)
    b.sync.stop()
    expect(await net.timing.until(() => a.sync.links().length === 0)).toBe(true)
    const kept = await b.replica.blobs.holding(hash)
    expect(kept.state).toBe('coming')
    read.length = 0
    const again = net.join('b again', { replica: b.replica })
    const second = again.sync.fetch(hash, FIVE)
    expect(await net.timing.until(() => second.progress.get().state === 'here')).toBe(true)
    expect(read.length).toBe(count - (kept.state === 'coming' ? kept.chunks.size : 0))
    expect(read.length).toBeLessThanOrEqual(count / 2)
  })

  test.each(['write', 'finish'] as const)(
    'is refused by a disk without room (%s), the line stays, and it comes once there is room',
    async (step) => {
      const net = makeNetwork()
      const [a, b] = [net.join('a'), net.join('b')]
      const hash = a.replica.putBlob(photo)
      await net.settled()
      const blobs: Record<typeof step, unknown> = b.replica.blobs
      const before = blobs[step]
      blobs[step] = () => Promise.reject(new Error('no room'))
      const first = b.sync.fetch(hash, FIVE)
      expect(await net.timing.until(() => first.progress.get().state === 'refused')).toBe(true)
      expect(await first.done).toBe(false)
      expect(b.sync.links().length).toBe(1)
      blobs[step] = before
      const second = b.sync.fetch(hash, FIVE)
      expect(second).not.toBe(first)
      expect(await net.timing.until(() => second.progress.get().state === 'here')).toBe(true)
    },
  )

  test('survives a line that is cut in the middle, without being asked again', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    const hash = a.replica.putBlob(photo)
    await net.settled()
    const download = b.sync.fetch(hash, FIVE)
    for (const part of [0.2, 0.5, 0.8]) {
      await net.timing.until(() => download.progress.get().have > FIVE * part)
      net.hub.cut('a', 'b')
    }
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
  })

  test('comes from several peers at once, each chunk from one of them', async () => {
    const net = makeNetwork()
    const [a, b, c] = [net.join('a'), net.join('b'), net.join('c')]
    const hash = a.replica.putBlob(photo)
    b.replica.putBlob(photo)
    const reads = [countReads(a), countReads(b)]
    await net.settled()
    const download = c.sync.fetch(hash, FIVE)
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
    expect(Math.min(...reads.map((read) => read.length))).toBeGreaterThan(10)
    expect(reads.flat().length).toBe(count)
  })

  test('is looked for until somebody who has it joins', async () => {
    const net = makeNetwork()
    const [, b] = [net.join('a'), net.join('b')]
    await net.settled()
    const download = b.sync.fetch(hashOf(photo), FIVE)
    await net.timing.pass(1_000)
    expect(download.progress.get()).toEqual({ state: 'searching', have: 0, size: FIVE })
    const c = net.join('c')
    c.replica.putBlob(photo)
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
  })

  test('is asked for again from a peer that has received it since', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    await net.settled()
    const download = b.sync.fetch(hashOf(photo), FIVE)
    await net.timing.pass(1_000)
    a.replica.putBlob(photo)
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
  })
})

describe('a blob that somebody falsifies', () => {
  test('from one peer: it is found out, the link closed, and the true one taken from the next', async () => {
    const net = makeNetwork()
    const [liar, b] = [net.join('liar'), net.join('b')]
    const hash = liar.replica.putBlob(photo)
    lie(liar)
    await net.settled()
    const download = b.sync.fetch(hash, FIVE)
    expect(await net.timing.until(() => b.sync.links().length === 0)).toBe(true)
    expect(await b.replica.blobs.holding(hash)).toEqual({ state: 'absent' })
    const honest = net.join('honest')
    honest.replica.putBlob(photo)
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
  })

  test('by one of two helpers: taken from one at a time until it is right', async () => {
    const net = makeNetwork()
    const [liar, honest, c] = [net.join('liar'), net.join('honest'), net.join('c')]
    const hash = liar.replica.putBlob(photo)
    honest.replica.putBlob(photo)
    lie(liar)
    await net.settled()
    const download = c.sync.fetch(hash, FIVE)
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
    expect(c.sync.links().some((link) => link.self === honest.sync.self)).toBe(true)
  })

  test('a helper is not blamed for what one that has left had given', async () => {
    const net = makeNetwork()
    const [liar, honest, c] = [net.join('liar'), net.join('honest'), net.join('c')]
    const hash = liar.replica.putBlob(photo)
    honest.replica.putBlob(photo)
    lie(liar)
    await net.settled()
    const lies = countReads(liar)
    const download = c.sync.fetch(hash, FIVE)
    expect(await net.timing.until(() => lies.length > 8)).toBe(true)
    liar.sync.stop()
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
    expect(c.sync.links().map((link) => link.self)).toEqual([honest.sync.self])
  })

  test('a helper is not blamed for what an earlier run had kept', async () => {
    const net = makeNetwork()
    const [honest, b] = [net.join('honest'), net.join('b')]
    const hash = honest.replica.putBlob(photo)
    await b.replica.blobs.write(hash, FIVE, 3, bytesOf(CHUNK, 99))
    await net.settled()
    const download = b.sync.fetch(hash, FIVE)
    expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
    expect(b.sync.links().length).toBe(1)
  })
})

describe('a blob of which an act says another size than it has', () => {
  const claims = [CHUNK, 3 * CHUNK, FIVE - 1, FIVE + 1, FIVE + CHUNK]

  test.each(claims)('%i bytes: nobody is turned away for it, and it is not asked for again and again', async (size) => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    const hash = a.replica.putBlob(photo)
    const read = countReads(a)
    await net.settled()
    for (let each = 0; each < 8; each++) b.sync.fetch(each === 0 ? hash : a.replica.putBlob(bytesOf(FIVE, each)), size, false)
    await net.timing.pass(60_000)
    expect([b.sync.links().length, b.sync.turnedAway()]).toEqual([1, 0])
    expect(read.length).toBeLessThan(8 * (count + 10))
  })

  test('comes all the same once another act says how large it is, whichever was believed first', async () => {
    for (const isLate of [false, true]) {
      const net = makeNetwork()
      const [a, b] = [net.join('a'), net.join('b')]
      const hash = a.replica.putBlob(photo)
      await net.settled()
      b.sync.fetch(hash, 3 * CHUNK, false)
      if (isLate) await net.timing.pass(20_000)
      b.sync.fetch(hash, FIVE, false)
      await net.timing.pass(20_000)
      expect(await b.replica.blobs.holding(hash), `asked for ${isLate ? 'later' : 'at once'}`).toEqual({ state: 'here', size: FIVE })
    }
  })

  test.each([0, 20_000, 35_000])('comes although somebody who has nothing of it answers nothing, %i ms after the first', async (later) => {
    const net = makeNetwork()
    const [a, mute, b] = [net.join('a'), net.join('mute'), net.join('b')]
    const hash = a.replica.putBlob(photo)
    Object.assign(mute.replica.blobs, { read: () => new Promise(() => {}) })
    await net.settled()
    b.sync.fetch(hash, 3 * CHUNK, false)
    await net.timing.pass(later)
    b.sync.fetch(hash, FIVE, false)
    await net.timing.pass(300_000)
    expect(await b.replica.blobs.holding(hash)).toEqual({ state: 'here', size: FIVE })
  })
})

test('of a blob that was let go while it came, only that is fetched again, and nobody is blamed', async () => {
  const net = makeNetwork()
  const [a, b] = [net.join('a'), net.join('b')]
  const hash = a.replica.putBlob(photo)
  const read = countReads(a)
  const { holding, finish } = b.replica.blobs
  let isTorn = false
  Object.assign(b.replica.blobs, {
    // Its first half is gone once all of it has come, and comes again.
    finish: async (name: string) => {
      isTorn = !isTorn
      return !isTorn && finish(name)
    },
    holding: async (name: string) =>
      isTorn ? { state: 'coming', size: FIVE, chunks: new Set(Array.from({ length: count - 10 }, (_, i) => i + 10)) } : holding(name),
  })
  await net.settled()
  const download = b.sync.fetch(hash, FIVE)
  expect(await net.timing.until(() => download.progress.get().state === 'here')).toBe(true)
  expect(read.length).toBe(count + 10)
  expect([b.sync.links().length, b.sync.turnedAway()]).toEqual([1, 0])
})

test('a disk that cannot be read once all has come is a refusal, and the line stays', async () => {
  const net = makeNetwork()
  const [a, b] = [net.join('a'), net.join('b')]
  const hash = a.replica.putBlob(photo)
  await net.settled()
  const download = b.sync.fetch(hash, FIVE)
  await net.timing.until(() => download.progress.get().have > FIVE / 2)
  Object.assign(b.replica.blobs, { finish: async () => false, holding: () => Promise.reject(new Error('gone')) })
  expect(await net.timing.until(() => download.progress.get().state === 'refused')).toBe(true)
  expect(b.sync.links().length).toBe(1)
})

describe('K3: an erased blob', () => {
  test('is not served', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    const hash = a.replica.putBlob(photo)
    a.replica.erased.add(hash)
    await net.settled()
    const download = b.sync.fetch(hash, FIVE)
    await net.timing.pass(5_000)
    expect(download.progress.get()).toEqual({ state: 'searching', have: 0, size: FIVE })
  })

  test('is not fetched, and a download that it overtakes ends', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    const hash = a.replica.putBlob(photo)
    await net.settled()
    const download = b.sync.fetch(hash, FIVE)
    await net.timing.until(() => download.progress.get().have > FIVE / 2)
    b.replica.erased.add(hash)
    expect(await net.timing.until(() => download.progress.get().state === 'erased')).toBe(true)
    expect(await download.done).toBe(false)
    expect(await b.sync.fetch(hash, FIVE).done).toBe(false)
  })
})

describe('on a narrow line', () => {
  /** @param from how many peers have them all and share the line */
  async function come(sizes: readonly number[], bytesPerSecond: number, from: number) {
    const net = makeNetwork({ delay: [20, 20] })
    const line = { free: 0 }
    const room = { world: WORLD, secret: 's' }
    const join = (name: string): Peer => {
      const replica = makeReference()
      const carriers = [narrow(net.hub.carrier(name), bytesPerSecond, net.timing, (to) => (to.peer.startsWith('b') ? line : { free: 0 }))]
      return { name, replica, sync: startSync({ replica, carriers, room, timing: net.timing }) }
    }
    const givers = Array.from({ length: from }, (_, nth) => join(`a${nth}`))
    const b = join('b')
    const reads = givers.map(countReads)
    await net.timing.pass(1_000)
    const began = net.timing.now()
    const downloads = sizes.map((size, nth) => {
      const [hash] = givers.map(({ replica }) => replica.putBlob(bytesOf(size, nth)))
      return b.sync.fetch(hash ?? '', size)
    })
    const isHere = await net.timing.until(() => downloads.every(({ progress }) => progress.get().state === 'here'), 3_600_000)
    const times = (((net.timing.now() - began) / 1_000) * bytesPerSecond) / sizes.reduce((sum, size) => sum + size, 0)
    return { isHere, times, reads: reads.flat().length / sizes.reduce((sum, size) => sum + Math.ceil(size / CHUNK), 0) }
  }

  test.each([
    ['a film of 5 MB', [FIVE], 40_000, 1],
    ['many films of 5 MB at once', Array.from({ length: 12 }, () => FIVE), 500_000, 1],
    ['a page full of photos', Array.from({ length: 40 }, () => 300_000), 40_000, 1],
    ['a page full of photos from four peers', Array.from({ length: 40 }, () => 300_000), 40_000, 4],
  ])('%s: all of it comes in as long as the line takes, and no byte of it twice', async (_, sizes, bytesPerSecond, from) => {
    const { isHere, times, reads } = await come(sizes, bytesPerSecond, from)
    expect(isHere).toBe(true)
    expect(times).toBeLessThan(1.2)
    expect(reads).toBeLessThan(1.05)
  })
})

test('rows of the moment do not wait behind a blob', async () => {
  const net = makeNetwork({ delay: [5, 5] })
  const { feedOf, deviceOf } = await import('./reference')
  const [a, b] = [net.join('a'), net.join('b')]
  const hash = a.replica.putBlob(photo)
  await net.settled()
  const download = b.sync.fetch(hash, FIVE)
  await net.timing.until(() => download.progress.get().have > FIVE / 10)
  a.replica.append(...feedOf(deviceOf('ana'), 1))
  await net.timing.until(() => b.replica.rows.size === 1)
  expect(download.progress.get().have).toBeLessThan(FIVE / 2)
})
