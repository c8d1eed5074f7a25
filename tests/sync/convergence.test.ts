import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashOf } from '../../src/kit/bytes'
import type { Row } from '../../src/log/types'
import { always } from '../properties/always'
import type { Carrier, Link } from '../../src/sync/link'
import { inWords } from '../../src/sync/status'
import { startSync } from '../../src/sync/sync'
import { makeNetwork, narrow } from './network'
import { deviceOf, feedOf, makeReference, payloadOf, type Reference, refOf, rowOf, WORLD } from './reference'

const ana = deviceOf('ana')
const ben = deviceOf('ben')

describe('two peers', () => {
  test('what either had before they met is at both', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    a.replica.append(...feedOf(ana, 700))
    b.replica.append(...feedOf(ben, 3))
    expect(await net.settled()).toBe(true)
    expect(a.replica.rows.size).toBe(703)
    expect(b.replica.sum()).toBe(a.replica.sum())
  })

  test('an act is at the other end one way later, without being asked for', async () => {
    const net = makeNetwork({ delay: [10, 10] })
    const [a, b] = [net.join('a'), net.join('b')]
    a.replica.append(...feedOf(ana, 5))
    await net.settled()
    a.replica.append(...feedOf(ana, 1, a.replica.head(ana)))
    await net.timing.pass(10)
    expect(b.replica.rows.size).toBe(6)
  })

  test('seals and payloads come along, and a payload that is missing is asked for', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    const early = payloadOf('written before b came')
    a.replica.write(early, rowOf({ device: ana, seq: 1, prev: null, data: { payload: early.hash } }))
    a.replica.seal()
    await net.settled()
    const late = payloadOf('written while b was here')
    a.replica.write(late, rowOf({ device: ana, seq: 2, prev: a.replica.head(ana)?.hash ?? null, data: { payload: late.hash } }))
    a.replica.seal()
    await net.settled()
    expect([...b.replica.kept.keys()].sort()).toEqual([early.hash, late.hash].sort())
    expect(b.replica.lastSeal().number).toBe(2)
    expect(b.replica.sum()).toBe(a.replica.sum())
  })

  test('who doubts whether it has everything is told at once, also by one who never doubted it', async () => {
    const net = makeNetwork()
    const replica = makeReference()
    let doubt = (): void => {}
    const doubting: Reference = {
      ...replica,
      onNews(listener) {
        doubt = () => listener({ from: 'another tab', rows: [], seals: [], payloads: [] })
        return replica.onNews(listener)
      },
    }
    const a = net.join('a')
    net.join('b', { replica: doubting })
    a.replica.append(...feedOf(ana, 3))
    expect(await net.settled()).toBe(true)
    await net.timing.pass(10_000)
    const began = net.timing.now()
    doubt()
    expect(net.peers.every((peer) => peer.sync.isQuiet())).toBe(false)
    expect(await net.settled()).toBe(true)
    expect(net.timing.now() - began).toBeLessThan(5_000)
  })

  test('who looks asks everybody who is there at once, and not when both would have compared again', async () => {
    const net = makeNetwork({ delay: [10, 10] })
    const [a, b, c] = [net.join('a'), net.join('b'), net.join('c')]
    b.replica.append(...feedOf(ben, 3))
    await net.settled()
    await net.timing.pass(5_000)
    const askedOf = () => [b, c].map(({ sync }) => sync.links().reduce((sum, { counters }) => sum + counters.framesIn, 0))
    const before = askedOf()
    await net.timing.pass(100)
    expect(askedOf()).toEqual(before)
    a.sync.look()
    await net.timing.pass(100)
    expect(askedOf()).toEqual(before.map((frames) => frames + 1))
  })

  test('K3: an erased payload is neither served nor accepted', async () => {
    const net = makeNetwork()
    const [a, b, c] = [net.join('a'), net.join('b'), net.join('c')]
    const secret = payloadOf('erase me')
    a.replica.write(secret)
    a.replica.erased.add(secret.hash)
    b.replica.erased.add(secret.hash)
    a.replica.append(rowOf({ device: ana, seq: 1, prev: null, data: { payload: secret.hash } }))
    await net.timing.pass(5_000)
    expect(b.replica.rows.size).toBe(1)
    expect(b.replica.kept.size + c.replica.kept.size).toBe(0)
  })

  test('K5: both branches of a fork reach everyone, by hash where a vector cannot tell them apart', async () => {
    const net = makeNetwork()
    const [a, b, c] = [net.join('a'), net.join('b'), net.join('c')]
    const stem = feedOf(ana, 4)
    a.replica.append(...stem, ...feedOf(ana, 3, stem[3], 'left'))
    b.replica.append(...stem, ...feedOf(ana, 6, stem[1], 'right'))
    expect(await net.settled()).toBe(true)
    expect(c.replica.rows.size).toBe(4 + 3 + 6)
    expect(c.replica.vector().length).toBe(2)
    expect(a.replica.sum()).toBe(c.replica.sum())
    expect(b.replica.sum()).toBe(c.replica.sum())
  })

  test('a parent that only another branch holds is asked for by hash', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    await net.settled()
    const [parent] = feedOf(ben, 1) as [Row]
    const hidden = a.replica as { vector: () => readonly unknown[] }
    const vector = a.replica.vector
    a.replica.append(parent)
    hidden.vector = () => vector().filter((ref) => ref.device !== ben) // as if a could not show it in a vector
    a.replica.append(rowOf({ device: ana, seq: 1, prev: null, seen: [refOf(parent)] }))
    await net.timing.pass(3_000)
    expect(b.replica.rows.has(parent.hash)).toBe(true)
  })
})

test.each([2, 4])('on a narrow line all comes once, and in time, however long it takes, from %i who have it all', async (count) => {
  const net = makeNetwork({ delay: [20, 20] })
  const feeds = Array.from({ length: 100 }, (_, i) => feedOf(deviceOf(`device ${i}`), 50))
  const line = { free: 0 }
  const join = (name: string, carrier: Carrier, rows: readonly Row[]) => {
    const replica = makeReference()
    replica.append(...rows)
    startSync({ replica, carriers: [carrier], room: { world: WORLD, secret: 's' }, timing: net.timing })
    return replica
  }
  const isTo = (link: Link) => (link.peer.startsWith('newcomer') ? line : { free: 0 })
  for (let i = 0; i < count; i++) join(`a${i}`, narrow(net.hub.carrier(`a${i}`), 10_000, net.timing, isTo), feeds.flat())
  const here = join('newcomer', net.hub.carrier('newcomer'), [])
  const bytes = feeds.flat().reduce((sum, { text }) => sum + text.length, 0)
  expect(await net.timing.until(() => here.rows.size === 5_000, (1_500 * bytes) / 10_000)).toBe(true)
  expect(here.received).toHaveLength(5_000)
})

describe('many peers', () => {
  test('a row reaches peers that its author does not know', async () => {
    const net = makeNetwork()
    const [a, , c] = [net.join('a'), net.join('b'), net.join('c')]
    net.hub.partition(['a', 'b'], ['b', 'c'])
    await net.settled()
    a.replica.append(...feedOf(ana, 2))
    await net.timing.pass(1_000)
    expect(c.replica.rows.size).toBe(2)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'no row comes to a newcomer among five twice, and few when each of five acts at once (seed %i)',
    async (seed) => {
      const net = makeNetwork({ seed })
      const old = ['a', 'b', 'c', 'd', 'e'].map((name) => net.join(name))
      old[0]?.replica.append(...feedOf(ana, 900))
      await net.settled()
      const newcomer = net.join('n')
      await net.settled()
      for (const peer of [...old, newcomer]) expect(peer.replica.received.length).toBe(new Set(peer.replica.received).size)
      expect(newcomer.replica.received.length).toBe(900)
      for (const [i, peer] of old.entries()) peer.replica.append(...feedOf(deviceOf(`feed ${i}`), 20))
      await net.settled()
      for (const peer of [...old, newcomer]) {
        expect(peer.replica.rows.size).toBe(1_000)
        // A mention of another's may be here before the row itself: then that feed, of 20 rows, is asked for, and comes from both.
        expect(peer.replica.received.length - new Set(peer.replica.received).size).toBeLessThanOrEqual(40)
      }
    },
  )

  test('a reconnect sends nothing that is there already', async () => {
    const net = makeNetwork()
    const [a, b] = [net.join('a'), net.join('b')]
    a.replica.append(...feedOf(ana, 400))
    await net.settled()
    net.hub.cut('a', 'b')
    await net.timing.pass(200)
    a.replica.append(...feedOf(ana, 2, a.replica.head(ana)))
    await net.settled()
    expect(b.replica.received.length).toBe(402)
  })

  test('a row that is made while its feed is being read for a newcomer comes once', async () => {
    const net = makeNetwork()
    const a = net.join('a')
    a.replica.append(...feedOf(ana, 500))
    const replica = a.replica as { rowsAfter: typeof a.replica.rowsAfter }
    const before = replica.rowsAfter
    let made = false
    replica.rowsAfter = async function* (places) {
      yield* before(places)
      if (made) return
      made = true
      const [row] = feedOf(ana, 1, a.replica.head(ana)) as [Row]
      a.replica.append(row) // the newcomer was sent all before it, so this is pushed at once …
      yield [{ device: ana, seq: row.body.seq, text: row.text }] // … and a store that reads as it goes finds it as well
    }
    const b = net.join('b')
    await net.settled()
    expect(made).toBe(true)
    expect(b.replica.received.length).toBe(501)
  })

  test('when the peer that is asked goes away, the next one is asked for what is left', async () => {
    const net = makeNetwork({ delay: [5, 5] })
    const [a, b] = [net.join('a'), net.join('b')]
    a.replica.append(...feedOf(ana, 8_000))
    await net.settled()
    const n = net.join('n')
    await net.timing.until(() => n.replica.rows.size > 0)
    const asked = [a, b].find((peer) =>
      peer.sync.links().some((link) => link.self === n.sync.self && link.counters.rowsOut > 0),
    ) as typeof a
    asked.sync.online(false)
    await net.timing.pass(1_000)
    expect(n.replica.rows.size).toBe(8_000)
    expect(n.replica.received.length).toBeLessThan(8_000 + 4_000) // what was under way may come again
  })

  test('an act is still at the other end one way later, whoever the newcomer had caught up from', async () => {
    const net = makeNetwork({ delay: [10, 10] })
    const [a, b] = [net.join('a'), net.join('b')]
    a.replica.append(...feedOf(ana, 100))
    b.replica.append(...feedOf(ben, 100))
    await net.settled()
    const n = net.join('n')
    await net.settled()
    a.replica.append(...feedOf(ana, 1, a.replica.head(ana)))
    b.replica.append(...feedOf(ben, 1, b.replica.head(ben)))
    await net.timing.pass(10)
    expect(n.replica.rows.size).toBe(202)
  })

  test('a newcomer receives 20,000 rows whole, although its line is cut three times', async () => {
    const net = makeNetwork()
    const a = net.join('a')
    for (let i = 0; i < 40; i++) a.replica.append(...feedOf(deviceOf(`feed ${i}`), 500))
    const b = net.join('b')
    for (let cuts = 0; cuts < 3; cuts++) {
      await net.timing.until(() => b.replica.rows.size > 4_000 * (cuts + 1))
      expect(b.replica.rows.size).toBeLessThan(20_000)
      net.hub.cut('a', 'b')
    }
    expect(await net.settled()).toBe(true)
    expect(b.replica.sum()).toBe(a.replica.sum())
    expect(b.replica.overlaps).toBe(0)
  }, 60_000)

  test('a newcomer starts from the snapshot of the host, then takes what came behind it', async () => {
    const net = makeNetwork()
    const a = net.join('a')
    a.replica.append(...feedOf(ana, 2_000))
    a.replica.offerSnapshot()
    a.replica.append(...feedOf(ana, 10, a.replica.head(ana)))
    const b = net.join('b', { wantsSnapshot: true })
    const said: string[] = []
    b.sync.status.subscribe((status) => said.push(inWords(status)))
    expect(await net.settled()).toBe(true)
    expect(
      said.some((each) => /^syncing [1-9]\d* of 1\d$/.test(each)),
      'a snapshot that is on its way is no silence',
    ).toBe(true)
    expect(b.replica.rows.size).toBe(2_010)
    expect(b.replica.received.length).toBe(10)
  })

  test('a forged manifest or none at all: the newcomer takes the long way', async () => {
    const net = makeNetwork()
    const a = net.join('a')
    a.replica.append(...feedOf(ana, 50))
    ;(a.replica.snapshots as { manifest: () => Promise<string> }).manifest = async () => `forged|${hashOf('x')}5`
    const b = net.join('b', { wantsSnapshot: true })
    expect(await net.settled()).toBe(true)
    expect(b.replica.received.length).toBe(50)
  })
})

type Step = {
  readonly what: 'act' | 'fork' | 'seal' | 'cut' | 'partition' | 'heal' | 'offline' | 'online' | 'pass'
  readonly who: number
  readonly much: number
}
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('act', 'act', 'act', 'fork', 'seal', 'cut', 'partition', 'heal', 'offline', 'online', 'pass', 'pass'),
  who: fc.nat(3),
  much: fc.integer({ min: 1, max: 40 }),
})

test('peers agree whatever was cut, split, switched off or forked on the way', async () => {
  await always(
    'convergence',
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 30 }), fc.nat(1_000_000), async (steps, seed) => {
      const net = makeNetwork({ seed })
      const peers = ['a', 'b', 'c', 'd'].map((name) => net.join(name))
      for (const { what, who, much } of steps) {
        const peer = peers[who] as (typeof peers)[number]
        const next = peers[(who + 1) % 4] as (typeof peers)[number]
        const device = deviceOf(peer.name)
        if (what === 'act') peer.replica.append(...feedOf(device, much, peer.replica.head(device)))
        else if (what === 'fork') next.replica.append(...feedOf(device, 1, undefined, `branch ${much}`))
        else if (what === 'seal') peers[0]?.replica.seal()
        else if (what === 'cut') net.hub.cut(peer.name, next.name)
        else if (what === 'partition') net.hub.partition([peer.name, next.name])
        else if (what === 'heal') net.hub.heal()
        else if (what === 'offline') peer.sync.online(false)
        else if (what === 'online') peer.sync.online(true)
        else await net.timing.pass(much * 5)
      }
      net.hub.heal()
      for (const peer of peers) peer.sync.online(true)
      await net.timing.pass(100)
      const quiet = await net.settled()
      const sums = peers.map((peer) => peer.replica.sum())
      net.stop()
      expect(quiet).toBe(true)
      expect(new Set(sums).size).toBe(1)
    }),
    60,
  )
}, 120_000)
