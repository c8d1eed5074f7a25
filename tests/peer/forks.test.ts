/** What devices that forked, and their accomplices, do to honest peers: signed rows, real disks, a host that seals. */
import { expect, test } from 'vitest'
import { randomBytes, toBase64 } from '../../src/kit/bytes'
import { makeRow, writeBody } from '../../src/log/rows'
import { makeSigner } from '../../src/log/signing'
import type { Body, Ref, Row } from '../../src/log/types'
import type { Peer } from '../../src/peer/peer'
import { after, forged } from '../support/forging'
import { arrive, does, makeTown, newcomer, newWorld, reopen, stillMachine } from '../support/peers'

const accepts = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } } as const
const give = (peer: Peer, ...rows: readonly Row[]) =>
  peer.receive(
    'a stranger',
    rows.map(({ text }) => text),
    [],
    [],
  )

test.each([
  ['signed', true],
  ['unsigned, within a batch', false],
])('K5, K8: an act that saw a row of a dead branch is final for all, where that row is %s', async (_how, isSigned) => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const [guest, third] = [await newcomer(host, time), await newcomer(host, time)]
  const town = makeTown()
  town.join('host', host)
  town.join('guest', guest)
  town.join('third', third)
  await town.settled()
  const [dan, eve] = [await arrive(guest, 'dan'), await arrive(guest, 'eve')]
  await town.settled()
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  town.leave('guest')

  // From here on only what their devices send to the host by hand: two rows behind nothing, and an act that saw the first of them.
  const draft = host.engine.draft(dan.device.id)
  const body: Body = { ...draft, ...accepts, prev: toBase64(randomBytes(32)), seen: [] }
  const text = writeBody(body)
  const dead = makeRow((isSigned ? await dan.device.sign(text) : '') + text, body)
  await give(host, dead, await forged(host, dan.device, { ...after(dead), seen: [] }))
  const saw = await forged(host, eve.device, { seen: [{ device: dan.device.id, seq: body.seq, hash: dead.hash }] })
  await give(host, saw)
  for (let round = 0; round < 2; round++) {
    await does(host, ana, accepts.type, accepts.data)
    await town.timing.pass(60_000)
    time.pass(10_000)
    await host.sealNow({ full: true })
    await town.timing.pass(60_000)
  }
  expect(host.engine.head(eve.device.id)?.hash).toBe(saw.hash)
  expect(host.engine.isStopped(dan.device.id)).toBe(true)
  expect(third.engine.last.number).toBe(host.engine.last.number)
  expect((await reopen(third, time)).engine.last.number).toBe(host.engine.last.number)
  town.stop()
})

test('K5: what a device did before it forked stands; it is stopped by the seal that reaches the fork', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, eve] = [await arrive(host, 'ana'), await arrive(host, 'eve')]
  time.pass(10_000)
  await host.sealNow({ full: true })
  host.peersConnected = () => 1 // so seals lie five seconds behind
  const draft = { ...host.engine.draft(eve.device.id), seen: [] }
  await does(host, ana, accepts.type, accepts.data)
  time.pass(5_500)
  const before = await forged(host, eve.device, { ...draft, stamp: host.engine.worldTime })
  time.pass(200)
  const one = await forged(host, eve.device, { ...after(before), seen: [], stamp: before.body.stamp + 100 })
  const two = await forged(host, eve.device, { ...after(before), seen: [], stamp: before.body.stamp + 200 })
  await give(host, before, one, two)
  expect([before, one, two].map(({ hash }) => host.standing(hash))).toEqual(['pending', 'void', 'void'])
  expect((await host.sealNow())?.body.stopped).toEqual([])
  time.pass(60_000)
  expect((await host.sealNow())?.body.stopped).toEqual([eve.device.id])
  expect([before, one].map(({ hash }) => host.standing(hash))).toEqual(['final', 'final'])
  expect(host.engine.head(eve.device.id)?.hash).toBe(one.hash)
})

test('K5: a device that forks again and again turns nobody against whoever passes that on', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, eve] = [await arrive(host, 'ana'), await arrive(host, 'eve')]
  time.pass(3_000)
  await host.sealNow({ full: true })
  const [left, right] = [await newcomer(host, time), await newcomer(host, time)]
  const town = makeTown()
  const syncs = [town.join('host', host), town.join('left', left), town.join('right', right)]
  expect(await town.settled()).toBe(true)
  town.hub.partition(['left', 'right'], ['host'])
  await town.timing.pass(1_000)
  const draft = { ...left.engine.draft(eve.device.id), seen: [] }
  await give(
    left,
    ...(await Promise.all(Array.from({ length: 17 }, (_, i) => forged(left, eve.device, { ...draft, stamp: draft.stamp + i })))),
  )
  await town.timing.pass(60_000)
  town.hub.heal()
  await town.timing.pass(60_000)
  time.pass(60_000)
  await does(host, ana, accepts.type, accepts.data)
  await host.sealNow({ full: true })
  await town.timing.pass(60_000)
  expect(syncs.map((sync) => [sync.turnedAway(), sync.links().length])).toEqual([
    [0, 2],
    [0, 2],
    [0, 2],
  ])
  expect(host.engine.isStopped(eve.device.id)).toBe(true)
  expect([left, right].map(({ engine }) => engine.last.hash)).toEqual([host.engine.last.hash, host.engine.last.hash])
  town.stop()
})

test('K20: an act that rests on feeds of strangers brings a few of their rows in, and no feeds', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const guest = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  town.join('guest', guest)
  await town.settled()
  const eve = await arrive(guest, 'eve')
  await town.settled()
  town.stop()
  const feedOf = async (length: number): Promise<readonly [Ref, readonly Row[]]> => {
    const stranger = await makeSigner()
    const rows: Row[] = []
    for (let seq = 1; seq <= length; seq++) {
      const place = { device: stranger.id, seq, prev: rows.at(-1)?.hash ?? null, stamp: host.engine.worldTime, seen: [] }
      const body: Body = { v: 1, world: host.world, ...place, ...accepts }
      const text = writeBody(body)
      rows.push(makeRow((seq === length ? await stranger.sign(text) : '') + text, body))
    }
    return [{ device: stranger.id, seq: length, hash: rows.at(-1)?.hash ?? '' }, rows]
  }
  const [[few, short], [many, long]] = [await feedOf(3), await feedOf(300)]
  await give(host, ...short, ...long)
  expect(host.engine.open.filter(({ row }) => row.body.device === few.device)).toEqual([])
  await give(host, await forged(host, eve.device, { seen: [few] }))
  expect(host.engine.open.filter(({ row }) => row.body.device === few.device)).toHaveLength(3)
  await give(host, await forged(host, eve.device, { seen: [many] }))
  expect(host.engine.open.filter(({ row }) => row.body.device === many.device).length + host.engine.missing().length).toBeLessThanOrEqual(
    21,
  )
})

test('K5, K20: final rows that come again are no second ones: they wait nowhere, and a real fork of their device is seen', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  for (let acts = 0; acts < 30; acts++) {
    await does(host, ana, accepts.type, accepts.data)
    time.pass(500)
  }
  time.pass(3_000)
  await host.sealNow({ full: true })
  const guest = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  town.join('guest', guest)
  expect(await town.settled()).toBe(true)
  town.stop()
  const texts: string[] = []
  for await (const batch of host.store.rowsAfter([])) texts.push(...batch)
  expect(texts.length).toBeGreaterThan(30)
  const { rows } = await guest.receive('a stranger', texts, [], [])
  expect(rows).toEqual([])
  const draft = { ...host.engine.draft(ana.device.id), seen: [] }
  await give(guest, await forged(host, ana.device, draft), await forged(host, ana.device, { ...draft, stamp: draft.stamp + 1 }))
  expect(guest.engine.forkProofs()).toHaveLength(2)
})

test('K5, K20: of what a device signs on dead branches a few rows are kept as proof, until a seal stops it', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const eve = await arrive(host, 'eve')
  time.pass(10_000)
  await host.sealNow({ full: true })
  const seq = host.engine.head(eve.device.id)?.seq ?? 0
  const sent: Row[] = []
  for (let branch = 0; branch < 5; branch++) {
    const rows: Row[] = []
    for (let i = 1; i <= 20; i++) {
      const prev = rows.at(-1)?.hash ?? toBase64(randomBytes(32))
      rows.push(await forged(host, eve.device, { seq: seq + i, prev, seen: [], stamp: host.engine.last.upTo }))
    }
    await give(host, ...rows)
    sent.push(...rows)
  }
  expect((await host.store.rowsByHash(sent.map(({ hash }) => hash))).size).toBe(16)
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(host.engine.isStopped(eve.device.id)).toBe(true)
})
