import { afterEach, describe, expect, test, vi } from 'vitest'
import { makeBackoff } from '../../src/sync/backoff'
import type { Carrier, Link, LinkKind } from '../../src/sync/link'
import { drawFrom, makeMemoryHub } from '../../src/sync/memory'
import { inWords, statusOf } from '../../src/sync/status'
import { newDeviceName, newPeerId, startSync, type Sync } from '../../src/sync/sync'
import { makeTabsCarrier } from '../../src/sync/tabs'
import { virtualTiming } from '../../src/sync/timing'
import { ownRelay } from '../../src/sync/webrtc'
import { makeNetwork } from './network'
import { deviceOf, feedOf, makeReference, WORLD } from './reference'

const ana = deviceOf('ana')

describe('memory', () => {
  /** Two ends of one link, and everything each of them heard. */
  async function pair(seed: number) {
    const timing = virtualTiming()
    const hub = makeMemoryHub({ timing, seed, delay: [1, 50] })
    const heard: string[] = []
    const links: Link[] = []
    for (const name of ['a', 'b']) {
      const carrier = hub.carrier(name)
      carrier.onLink((link) => {
        links.push(link)
        link.onFrame((frame) => heard.push(`${timing.now()} ${name} ${frame.join()}`))
        link.onClose((reason) => heard.push(`${timing.now()} ${name} closed: ${reason}`))
      })
      carrier.start({ world: WORLD, secret: 's' }, name)
    }
    await timing.pass(100)
    return { timing, hub, heard, links: links as [Link, Link] }
  }

  test('one seed, one history; order is kept', async () => {
    const runs = [await pair(7), await pair(7), await pair(8)]
    for (const { timing, links } of runs) {
      for (let i = 0; i < 50; i++) links[i % 2 === 0 ? 0 : 1].send(Uint8Array.of(i))
      await timing.pass(100)
    }
    const [one, two, three] = runs.map((run) => run.heard)
    expect(one?.length).toBe(50)
    expect(two).toEqual(one)
    expect(three).not.toEqual(one)
    const ofA = one?.filter((line) => line.includes(' a ')).map((line) => Number(line.split(' ')[2]))
    expect(ofA).toEqual([...(ofA ?? [])].sort((x, y) => x - y))
  })

  test('what was sent before a close arrives, what was under way at a cut does not', async () => {
    const closed = await pair(1)
    closed.links[0].send(Uint8Array.of(1))
    closed.links[0].close('enough')
    closed.links[0].send(Uint8Array.of(2))
    await closed.timing.pass(100)
    expect(closed.heard.map((line) => line.replace(/^\d+ /, '')).sort()).toEqual(['a 1', 'a closed: enough', 'b closed: enough'].sort())
    const cut = await pair(1)
    cut.links[0].send(Uint8Array.of(1))
    cut.hub.cut('a', 'b')
    await cut.timing.pass(100)
    expect(cut.heard.filter((line) => !line.includes('closed'))).toEqual([])
    expect(cut.hub.size()).toBe(1)
  })

  test('a frame above 60,000 bytes is refused, and a full line asks to wait', async () => {
    const { timing, links } = await pair(1)
    expect(() => links[0].send(new Uint8Array(60_001))).toThrow(RangeError)
    let isReady = false
    for (let i = 0; i < 20; i++) links[0].send(new Uint8Array(60_000))
    void links[0].ready().then(() => (isReady = true))
    await Promise.resolve()
    expect(isReady).toBe(false)
    await timing.pass(100)
    expect(isReady).toBe(true)
  })

  test('numbers from a seed are spread over [0, 1)', () => {
    const draw = drawFrom(3)
    const drawn = Array.from({ length: 1_000 }, draw)
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(new Set(drawn).size).toBe(1_000)
    expect(drawn.filter((value) => value < 0.5).length).toBeGreaterThan(400)
  })
})

describe('tabs', () => {
  const running: Sync[] = []
  afterEach(() => {
    for (const sync of running.splice(0)) sync.stop()
  })
  const tab = (secret = 'tabs') => {
    const replica = makeReference()
    const sync = startSync({ replica, carriers: [makeTabsCarrier()], room: { world: WORLD, secret } })
    running.push(sync)
    return { replica, sync }
  }

  test('three tabs share what each of them does; a tab in another room hears nothing', async () => {
    const [a, b, c, other] = [tab(), tab(), tab(), tab('another room')]
    await vi.waitFor(() => expect([a, b, c].map(({ sync }) => sync.links().length)).toEqual([2, 2, 2]))
    a.replica.append(...feedOf(ana, 500))
    b.replica.append(...feedOf(deviceOf('ben'), 3))
    await vi.waitFor(() => expect([a, b, c].map(({ replica }) => replica.rows.size)).toEqual([503, 503, 503]))
    expect(other.sync.links()).toEqual([])
    expect(c.sync.links().map((link) => link.kind)).toEqual(['tabs', 'tabs'])
  })

  test('offline cuts a tab off, online brings it back with what it missed', async () => {
    const [a, b] = [tab(), tab()]
    await vi.waitFor(() => expect(a.sync.links().length).toBe(1))
    b.sync.online(false)
    await vi.waitFor(() => expect(a.sync.links().length).toBe(0))
    a.replica.append(...feedOf(ana, 5))
    b.sync.online(true)
    await vi.waitFor(() => expect(b.replica.rows.size).toBe(5))
  })

  test('a tab that seemed to be gone is met again, and has what was done meanwhile', async () => {
    const links: Link[] = []
    const carrier = makeTabsCarrier()
    const replica = makeReference()
    const seen: Carrier = { ...carrier, onLink: (take) => carrier.onLink((link) => (links.push(link), take(link))) }
    running.push(startSync({ replica, carriers: [seen], room: { world: WORLD, secret: 'tabs' } }))
    const other = tab()
    await vi.waitFor(() => expect(other.sync.links().length).toBe(1))
    links[0]?.close('silent')
    await vi.waitFor(() => expect(other.sync.links().length).toBe(0))
    replica.append(...feedOf(ana, 5))
    await vi.waitFor(() => expect(other.replica.rows.size).toBe(5))
  })
})

describe('two lines to one peer', () => {
  /** The better of two lines can be made to lose all that is sent on it. */
  async function two() {
    const timing = virtualTiming()
    const [near, far] = [makeMemoryHub({ timing, delay: [5, 5] }), makeMemoryHub({ timing, delay: [20, 20] })]
    let isLost = false
    const as = (carrier: Carrier, kind: LinkKind): Carrier => ({
      ...carrier,
      kind,
      onLink: (take) =>
        carrier.onLink((link) => take({ ...link, kind, send: (frame) => (isLost && kind === 'tabs' ? undefined : link.send(frame)) })),
    })
    const join = (name: string) => {
      const replica = makeReference()
      const carriers = [as(near.carrier(name), 'tabs'), as(far.carrier(name), 'webrtc')]
      return { replica, sync: startSync({ replica, carriers, room: { world: WORLD, secret: 's' }, timing }) }
    }
    const [a, b] = [join('a'), join('b')]
    a.replica.append(...feedOf(ana, 10))
    await timing.pass(5_000)
    expect(b.replica.rows.size).toBe(10)
    return { timing, near, a, b, lose: () => (isLost = true) }
  }

  test('where the better one is cut with rows under way, the other brings them at once', async () => {
    const { timing, near, a, b } = await two()
    a.replica.append(...feedOf(ana, 3, a.replica.head(ana)))
    await timing.pass(2)
    near.partition()
    await timing.pass(500)
    expect(b.replica.rows.size).toBe(13)
  })

  test('where the better one dies in silence, the other takes its place as soon as that is noticed, and shared drafts are told', async () => {
    const { timing, a, b, lose } = await two()
    const joined: string[] = []
    a.sync.onJoin((link) => joined.push(link))
    lose()
    a.replica.append(...feedOf(ana, 3, a.replica.head(ana)))
    await timing.until(() => a.sync.links().length === 1, 30_000)
    await timing.pass(500)
    expect(b.replica.rows.size).toBe(13)
    expect(joined).toEqual(a.sync.links().map(({ id }) => id))
  })

  test('the list of lines says which one carries what is exchanged', async () => {
    const { timing, a, lose } = await two()
    const used = (isUsed: boolean) => a.sync.links().flatMap((link) => (link.isUsed === isUsed ? [link.kind] : []))
    expect([used(true), used(false)]).toEqual([['tabs'], ['webrtc']])
    lose()
    await timing.until(() => a.sync.links().length === 1, 30_000)
    expect([used(true), used(false)]).toEqual([['webrtc'], []])
  })
})

test('kept offline from the start, a peer asks no carrier to look for anybody until it is let online', () => {
  const told: string[] = []
  const carrier: Carrier = {
    kind: 'memory',
    start: () => void told.push('start'),
    stop: () => void told.push('stop'),
    onLink: () => {},
    online: (on) => void told.push(`online ${on}`),
  }
  const sync = startSync({ replica: makeReference(), carriers: [carrier], room: { world: WORLD, secret: 's' }, online: false })
  expect(inWords(sync.status.get())).toBe('offline')
  sync.online(false)
  expect(told).toEqual([])
  sync.online(true)
  sync.online(false)
  sync.online(true)
  sync.stop()
  expect(told).toEqual(['start', 'online false', 'online true', 'stop'])
})

describe('status', () => {
  test('says the one thing that matters', () => {
    expect(inWords(statusOf(false, 3, { done: 0, total: 9 }))).toBe('offline')
    expect(inWords(statusOf(true, 0, { done: 0, total: 0 }))).toBe('local only')
    expect(inWords(statusOf(true, 1, { done: 0, total: 0 }))).toBe('1 peer')
    expect(inWords(statusOf(true, 3, { done: 9, total: 9 }))).toBe('3 peers')
    expect(inWords(statusOf(true, 3, { done: 8, total: 9 }))).toBe('syncing 8 of 9')
    expect(inWords(statusOf(true, 3, { done: 9, total: 9 }, { done: 2, total: 7 }))).toBe('backfilling 2 of 7')
    expect(inWords(statusOf(true, 0, { done: 0, total: 0 }, { done: 2, total: 7 }))).toBe('local only')
  })

  test('goes from local only over syncing to a peer, and to offline and back', async () => {
    const net = makeNetwork()
    const a = net.join('a')
    const seen: string[] = [inWords(a.sync.status.get())]
    a.sync.status.subscribe((status) => seen.push(inWords(status)))
    const b = net.join('b')
    b.replica.append(...feedOf(ana, 3_000))
    await net.settled()
    a.sync.online(false)
    a.sync.online(true)
    await net.settled()
    expect(seen.slice(0, 3)).toEqual(['local only', '1 peer', 'syncing 0 of 3000'])
    expect(seen.filter((line) => !line.startsWith('syncing')).slice(2)).toEqual(['1 peer', 'offline', 'local only', '1 peer'])
  })

  test('counts devices: tabs of one are one, and those of this one are none', async () => {
    const timing = virtualTiming()
    const hub = makeMemoryHub({ timing, delay: [1, 1] })
    const [here, there] = [newDeviceName(), newDeviceName()]
    const open = (name: string, device: string) =>
      startSync({
        replica: makeReference(),
        carriers: [hub.carrier(name)],
        room: { world: WORLD, secret: 's' },
        timing,
        self: newPeerId(device),
      })
    const one = open('one', here)
    const two = open('two', here)
    await timing.pass(2_000)
    expect(one.links()).toHaveLength(1)
    expect([one, two].map((tab) => inWords(tab.status.get()))).toEqual(['local only', 'local only'])
    const far = [open('three', there), open('four', there)]
    await timing.pass(2_000)
    expect(one.links()).toHaveLength(3)
    expect([one, two, ...far].map((tab) => inWords(tab.status.get()))).toEqual(['1 peer', '1 peer', '1 peer', '1 peer'])
    for (const tab of [one, two, ...far]) tab.stop()
  })

  test('one peer over two carriers is one peer, and is told once', async () => {
    const timing = virtualTiming()
    const [hub, other] = [makeMemoryHub({ timing, delay: [1, 1] }), makeMemoryHub({ timing, delay: [1, 1] })]
    const [a, b] = ['a', 'b'].map((name) => {
      const second = other.carrier(name)
      const replica = makeReference()
      const slow = {
        ...second,
        onLink: (take: (link: Link) => void) => second.onLink((link) => take({ ...link, kind: 'webrtc' as const })),
      }
      const sync = startSync({ replica, carriers: [hub.carrier(name), slow], room: { world: WORLD, secret: 's' }, timing })
      return { replica, sync }
    }) as [{ replica: ReturnType<typeof makeReference>; sync: Sync }, { replica: ReturnType<typeof makeReference>; sync: Sync }]
    a.replica.append(...feedOf(ana, 100))
    await timing.pass(2_000)
    a.replica.append(...feedOf(ana, 5, a.replica.head(ana)))
    await timing.pass(2_000)
    expect(a.sync.links().length).toBe(2)
    expect(inWords(a.sync.status.get())).toBe('1 peer')
    expect(b.replica.received.length).toBe(105)
    hub.partition()
    a.replica.append(...feedOf(ana, 5, a.replica.head(ana)))
    await timing.pass(5_000)
    expect(b.replica.rows.size).toBe(110)
  })
})

describe('trying again', () => {
  test('a peer that fails is left alone longer and longer, up to a minute and a half, never in step', () => {
    const timing = virtualTiming()
    const [low, high] = [makeBackoff(timing, () => 0), makeBackoff(timing, () => 0.999)]
    const waits = (backoff: typeof low): number[] =>
      Array.from({ length: 9 }, () => {
        backoff.ended('x', 0)
        return Math.round(backoff.wait('x'))
      })
    expect(waits(low)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
    expect(waits(high).at(-1)).toBe(89_940)
  })

  test('after a good while together it is tried at once; others are not touched', async () => {
    const timing = virtualTiming()
    const backoff = makeBackoff(timing, () => 0)
    backoff.ended('x', 0)
    backoff.ended('y', 2_999)
    backoff.ended('x', 3_000)
    expect([backoff.wait('x'), backoff.wait('y'), backoff.wait('z')]).toEqual([0, 500, 0])
    await timing.pass(500)
    expect(backoff.wait('y')).toBe(0)
  })
})

test('the relay is the page’s own, over tls where the page is', () => {
  expect(ownRelay({ protocol: 'http:', host: 'localhost:4173' })).toBe('ws://localhost:4173/signal')
  expect(ownRelay({ protocol: 'https:', host: 'mesi.test' })).toBe('wss://mesi.test/signal')
})
