/** K19: nobody holds a newcomer half-way in: what does not come on is given up, and what nobody here has is waited for. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashOf } from '../../src/kit/bytes'
import { readSeal, writeSeal } from '../../src/log/rows'
import type { Peer } from '../../src/peer/peer'
import { makeStall } from '../../src/peer/stall'
import { sealedBetween } from '../../src/store/history'
import type { Replica } from '../../src/sync/replica'
import { MISLED } from '../../src/store/schema'
import { forged } from '../support/forging'
import { hashOf as stateOf, makeTown, newcomer, reopen, stillMachine, type StillMachine } from '../support/peers'
import { makeWorld, type World } from '../support/worlds'
import { putWorld } from '../support/worldsStore'

let world: World
beforeAll(async () => {
  world = await makeWorld({ events: 3_000, accounts: 40, sealEvery: 50 })
})

let count = 0
let time: StillMachine
let host: Peer
const full = async (): Promise<Peer> => {
  const peer = `stall-${count++}`
  await putWorld(world, { peer })
  return reopen({ world: world.id, store: { peer } } as Peer, time)
}
beforeEach(async () => {
  time = stillMachine(Date.now())
  host = await full()
  await host.sealNow({ full: true })
})

const isUnchecked = (peer: Peer) => peer.floor !== undefined
/** What a page does by itself once a second. */
async function seconds(peer: Peer, many: number): Promise<void> {
  for (let second = 0; second < many; second++) {
    time.pass(1_000)
    await peer.pressHistory()
  }
}
const sending =
  (history: Replica['sealedBetween']) =>
  (replica: Replica): Replica => ({ ...replica, sealedBetween: history })
async function* nothing() {}
/** Sends the beginning of its history, and then no more. */
const stopping = (replica: Replica): Replica => ({
  ...replica,
  async *sealedBetween(after, upTo) {
    let batches = 0
    for await (const some of replica.sealedBetween(after, upTo)) {
      yield some
      if (++batches === 3) await new Promise<never>(() => {})
    }
  },
})

test('K5: a row on a dead branch, seen by one that a seal covers, stops its device, so the history behind that seal is whole without it', async () => {
  const [cut, seer] = [host.personas[1]?.device, host.personas[2]?.device]
  if (!cut || !seer) throw new Error('nobody is here')
  const bad = await forged(host, cut, { prev: hashOf('nowhere'), seen: [] })
  await host.receive('x', [bad.text], [], [])
  const on = await forged(host, seer, { seen: [{ device: cut.id, seq: bad.body.seq, hash: bad.hash }] })
  await host.receive('x', [on.text], [], [])
  await host.sealNow({ full: true })
  expect((await host.verdict(on.hash)).standing).toBe('final')
  expect(host.engine.head(cut.id)?.seq).toBe(bad.body.seq - 1)

  const other = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  town.join('other', other)
  expect(host.engine.isStopped(cut.id)).toBe(true)
  expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
  expect(await town.settled()).toBe(true)
  expect(isUnchecked(other)).toBe(false)
  expect(await other.store.meta(MISLED)).toBeUndefined()
  expect(stateOf(other)).toEqual(stateOf(host))
  town.stop()
})

describe('a peer that sends junk for history', () => {
  const junk = (town: ReturnType<typeof makeTown>) =>
    sending(async function* () {
      for (;;) {
        await new Promise<void>((done) => void town.timing.later(5_000, done))
        yield { seals: [], rows: ['junk'] }
      }
    })

  test('is left for the next one when its time is up, however often it sends', { timeout: 60_000 }, async () => {
    const other = await newcomer(host, time)
    const town = makeTown()
    town.join('evil', await full(), junk(town))
    town.join('other', other)
    expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
    await town.timing.pass(1_000)
    town.join('host', host)
    expect(await town.timing.until(() => !isUnchecked(other), 12_000)).toBe(true)
    expect(other.isLongWay).toBe(false)
    expect(await town.timing.until(() => other.engine.last.hash === host.engine.last.hash, 60_000)).toBe(true)
    town.stop()
  })

  test('alone holds nobody for longer than 20 s: then the long way is taken', { timeout: 60_000 }, async () => {
    const other = await newcomer(host, time)
    const town = makeTown()
    town.join('evil', await full(), junk(town))
    town.join('other', other)
    expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
    await town.timing.pass(6_000)
    await seconds(other, 19)
    expect(isUnchecked(other)).toBe(true)
    await seconds(other, 1)
    expect([isUnchecked(other), other.isLongWay]).toEqual([false, true])
    town.stop()
  })
})

test('what came of a slow history is folded after 5 s, and counts as coming on', { timeout: 60_000 }, async () => {
  const other = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host, stopping)
  town.join('other', other)
  expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
  await town.timing.pass(1_000)
  await seconds(other, 4)
  expect(other.backlog?.after).toBe(0)
  await seconds(other, 1)
  expect(other.backlog?.after).toBeGreaterThan(0)
  await seconds(other, 20)
  expect(isUnchecked(other)).toBe(true)
  town.stop()
})

test('history that nobody here has any more is waited for', { timeout: 60_000 }, async () => {
  const other = await newcomer(host, time)
  const third = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host, stopping)
  town.join('other', other)
  town.join('third', third)
  expect(await town.timing.until(() => isUnchecked(other) && isUnchecked(third), 20_000)).toBe(true)
  await town.timing.pass(1_000)
  town.leave('host')
  await town.settled()
  await seconds(other, 60)
  expect(isUnchecked(other)).toBe(true)
  town.join('host again', host)
  expect(await town.settled()).toBe(true)
  expect([isUnchecked(other), other.isLongWay]).toEqual([false, false])
  town.stop()
})

test('seals that the host did not sign are refused as they come, at the door of who sends them', { timeout: 60_000 }, async () => {
  const other = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host, sending(nothing))
  town.join('other', other)
  expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
  town.leave('host')
  await town.settled()
  const real = readSeal((await host.store.sealsAfter(9, 1))[0] as string)
  if (!real.ok) throw new Error(real.why)
  const { body } = real.value
  const fakes = Array.from({ length: 100 }, (_, n) => 'A'.repeat(86) + writeSeal({ ...body, upTo: body.upTo + n + 1 }))
  expect((await other.receive('evil', [], fakes, [])).refused).toEqual(fakes.map(() => 'signature'))
  for await (const { seals, rows } of sealedBetween(host.store.connection, 0, host.engine.last.number)) {
    expect((await other.receive('honest', rows, seals, [])).refused).toEqual([])
  }
  expect([isUnchecked(other), other.isLongWay]).toEqual([false, false])
  town.stop()
})

test('who still has nothing asks whoever joins later, whatever the first one lacked', { timeout: 60_000 }, async () => {
  const other = await newcomer(host, time)
  const town = makeTown()
  town.join('third', await newcomer(host, time))
  town.join('other', other)
  expect(await town.settled()).toBe(true)
  expect(other.engine.last.number).toBe(0)
  town.join('host', host)
  expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
  expect(await town.settled()).toBe(true)
  expect(stateOf(other)).toEqual(stateOf(host))
  town.stop()
})

test('a page that slept has not waited; a sender that left is not waited for', () => {
  const linked = new Set(['a'])
  const machine = stillMachine()
  const stall = makeStall(machine.steady, (link) => linked.has(link))
  const look = (ms: number, number: number) => {
    machine.pass(ms)
    return stall.look(number)
  }
  expect(look(1_000, 0)).toBe(0) // nobody has sent anything
  stall.heard('a')
  expect([look(1_000, 0), look(1_000, 0), look(60_000, 0), look(1_000, 1), look(1_000, 1)]).toEqual([1_000, 2_000, 4_000, 0, 1_000])
  linked.clear()
  expect(look(1_000, 1)).toBe(0)
})
