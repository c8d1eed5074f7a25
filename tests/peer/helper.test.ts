/** K19: what a newcomer to a large world leaves to a worker. Node has none: here it works behind a port, which copies what is said as well. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeHelper } from '../../src/peer/helper'
import { help, type Message, type Said } from '../../src/peer/helping'
import { ConnectionLost } from '../../src/store/failures'
import type { Peer } from '../../src/peer/peer'
import type { Replica } from '../../src/sync/replica'
import { MISLED } from '../../src/store/schema'
import { hashOf as stateOf, makeTown, newcomer, reopen, stillMachine } from '../support/peers'
import { makeWorld, type World } from '../support/worlds'
import { putWorld } from '../support/worldsStore'

class PortWorker {
  static all: PortWorker[] = []
  /** What it was asked for, by name. */
  readonly asked: string[] = []
  isStopped = false
  /** Dies of whatever this says yes to. */
  static fatal: (ask: string, before: readonly string[]) => boolean = () => false
  static isMute = false
  private readonly channel = new MessageChannel()
  private readonly failing: (() => void)[] = []

  constructor() {
    PortWorker.all.push(this)
    const { port2 } = this.channel
    help({
      postMessage: (said: Said, transfer) => port2.postMessage(said, transfer),
      addEventListener: (_, hear) => void (port2.onmessage = hear),
    })
  }
  postMessage(message: Message): void {
    const name = Object.keys(message.ask)[0] as string
    if (PortWorker.fatal(name, this.asked)) return queueMicrotask(() => this.failing.forEach((fail) => fail()))
    this.asked.push(name)
    if (PortWorker.isMute) return
    this.channel.port1.postMessage(message)
  }
  addEventListener(type: string, hear: (event?: unknown) => void): void {
    if (type === 'error') this.failing.push(hear)
    else this.channel.port1.onmessage = hear
  }
  says(said: Said): void {
    this.channel.port1.onmessage?.({ data: said } as MessageEvent)
  }
  terminate(): void {
    this.isStopped = true
    this.channel.port1.close()
  }
}

let world: World
beforeAll(async () => {
  world = await makeWorld({ events: 4_500, accounts: 40, sealEvery: 50 })
})
beforeEach(() => {
  PortWorker.all = []
  PortWorker.fatal = () => false
  PortWorker.isMute = false
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

let count = 0
async function begun(as?: (replica: Replica) => Replica) {
  const time = stillMachine(Date.now())
  const peer = `helped-${count++}`
  await putWorld(world, { peer })
  const host = await reopen({ world: world.id, store: { peer } } as Peer, time)
  const other = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host, as)
  town.join('other', other)
  /** Lets the town and this peer's clock go on, which looks at its history every second. */
  const seconds = async (count: number, peer = other) => {
    for (let second = 0; second < count; second++) {
      time.pass(1_000)
      await peer.pressHistory().catch(() => undefined)
      await town.timing.pass(1_000)
    }
  }
  return { host, other, town, time, seconds }
}

async function isAllHere(host: Peer, other: Peer): Promise<void> {
  expect(other.floor).toBeUndefined()
  expect(await other.store.meta(MISLED)).toBeUndefined()
  expect(stateOf(other)).toEqual(stateOf(host))
  expect(await other.store.isWhole()).toBe(true)
  const last = world.rows.at(-1)?.hash as string
  expect(await other.store.verdictOf(last)).toEqual(await host.store.verdictOf(last))
}

describe.each([
  ['with a helper', true],
  ['without', false],
])('%s', { timeout: 60_000 }, (_, isHelped) => {
  beforeEach(() => {
    if (isHelped) vi.stubGlobal('Worker', PortWorker)
  })

  test('the whole history comes, and the helper goes', async () => {
    const { host, other, town } = await begun()
    expect(await town.settled()).toBe(true)
    await isAllHere(host, other)
    expect(PortWorker.all.map(({ isStopped }) => isStopped)).toEqual(isHelped ? [true] : [])
    const asked = new Set(PortWorker.all[0]?.asked)
    expect([...asked]).toEqual(isHelped ? ['piece', 'open', 'fold', 'receive'] : [])
    town.stop()
  })

  test('a disk that cannot be read for a moment either, and one that cannot say that all is checked, are tried again', async () => {
    const { host, other, town, seconds } = await begun()
    await town.timing.until(() => (other.backlog?.after ?? 0) > 0, 20_000)
    const { store } = other
    const reading = vi.spyOn(store, 'sealsAfter').mockRejectedValueOnce(new ConnectionLost())
    const confirming = vi.spyOn(store, 'confirmFloor').mockRejectedValueOnce(new ConnectionLost())
    if (isHelped) PortWorker.fatal = () => true
    store.connection.full(true)
    await seconds(1)
    store.connection.full(false)
    town.leave('other')
    town.join('other', other)
    await seconds(10)
    town.leave('other')
    town.join('other', other)
    await seconds(10)
    expect(await town.settled()).toBe(true)
    await isAllHere(host, other)
    expect(reading.mock.calls.length).toBeGreaterThan(1)
    expect(confirming).toHaveBeenCalledTimes(2)
    town.stop()
  })

  test('a page that is opened again in the midst of it asks for the rest, however soon somebody is there', async () => {
    const { host, other, town } = await begun()
    await town.timing.until(() => (other.backlog?.after ?? 0) > 0, 20_000)
    town.leave('other')
    await other.close()
    const again = await reopen(other, stillMachine(Date.now()))
    const sync = town.join('again', again)
    expect(again.backlog?.isOpening).toBe(true)
    expect(sync.status.get().state).not.toBe('connected')
    await town.timing.until(() => !again.floor, 60_000)
    expect(await town.settled()).toBe(true)
    await isAllHere(host, again)
    town.stop()
  })

  test('a disk that refused some of it has all of it once there is room', async () => {
    const { host, other, town, seconds } = await begun()
    await town.timing.until(() => (other.backlog?.after ?? 0) > 0, 20_000)
    const stood = other.backlog?.after ?? 0
    other.store.connection.full(true)
    await seconds(5)
    expect(other.backlog?.after).toBe(stood)
    other.store.connection.full(false)
    town.leave('other')
    town.join('other', other)
    await seconds(5)
    expect(await town.settled()).toBe(true)
    await isAllHere(host, other)
    town.stop()
  })
})

test.each([
  ['before it could open a piece', (ask: string) => ask === 'piece'],
  ['before it could open the history', (ask: string) => ask === 'open'],
  ['over the second part of it', (ask: string, before: readonly string[]) => ask === 'receive' && before.includes('receive')],
])('a helper that dies %s is done without', { timeout: 60_000 }, async (_, fatal) => {
  vi.stubGlobal('Worker', PortWorker)
  PortWorker.fatal = fatal
  const { host, other, town } = await begun()
  await town.timing.pass(20_000)
  town.leave('other')
  town.join('other', other)
  expect(await town.settled()).toBe(true)
  await isAllHere(host, other)
  expect(PortWorker.all.map(({ isStopped }) => isStopped)).toEqual([true])
  town.stop()
})

test('a helper that is silent for twenty seconds is done without', { timeout: 60_000 }, async () => {
  vi.stubGlobal('Worker', PortWorker)
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  PortWorker.isMute = true
  const { host, other, town } = await begun()
  const arrived = town.settled() // the town's time stands still while a peer is at work
  while (!PortWorker.all[0]?.asked.length) await new Promise<void>((done) => void setImmediate(done))
  vi.advanceTimersByTime(19_999)
  expect(PortWorker.all[0].isStopped).toBe(false)
  vi.advanceTimersByTime(1)
  expect(PortWorker.all[0].isStopped).toBe(true)
  expect(await arrived).toBe(true)
  await isAllHere(host, other)
  expect(PortWorker.all).toHaveLength(1)
  town.stop()
})

test('a helper says at once and every second that it is at work, and one that says so is waited for', { timeout: 60_000 }, async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const said: Said[] = []
  let hear: (event: { readonly data: Message }) => void = () => undefined
  help({ postMessage: (each) => void said.push(each), addEventListener: (_, listener) => void (hear = listener) })
  const manifest = { tables: [], pieces: [{ hash: '', size: 1, content: '', length: 1 }] }
  hear({ data: { id: 7, ask: { piece: { manifest, nth: 0, packed: Uint8Array.of(1) } }, isFull: false } })
  vi.advanceTimersByTime(3_000)
  expect(said).toEqual([{ ready: true }, ...Array.from({ length: 4 }, () => ({ alive: true }))])
  await expect.poll(() => said.length, { interval: 1 }).toBeGreaterThan(5)
  vi.advanceTimersByTime(3_000)
  expect(said.slice(5)).toEqual([{ id: 7, opened: undefined }])

  vi.stubGlobal('Worker', PortWorker)
  PortWorker.isMute = true
  const helper = makeHelper()
  const opened = helper.openPiece(manifest, 0, Uint8Array.of(1))
  const [worker] = PortWorker.all as [PortWorker]
  for (let beat = 0; beat < 12; beat++) {
    vi.advanceTimersByTime(15_000)
    worker.says({ alive: true })
  }
  expect(worker.isStopped).toBe(false)
  vi.advanceTimersByTime(20_000)
  expect(worker.isStopped).toBe(true)
  expect(await opened).toBeUndefined()
})

test('another tab has checked it all: the helper of this one goes too', { timeout: 60_000 }, async () => {
  vi.stubGlobal('Worker', PortWorker)
  const { other, town } = await begun()
  await town.timing.until(() => (other.backlog?.after ?? 0) > 0, 20_000)
  const tab = await reopen(other, stillMachine(Date.now()))
  await tab.idle()
  expect(PortWorker.all.map(({ isStopped }) => isStopped)).toEqual([false, false])
  expect(await town.settled()).toBe(true)
  await tab.meetOtherTabs()
  expect(tab.floor).toBeUndefined()
  expect(PortWorker.all.map(({ isStopped }) => isStopped)).toEqual([true, true])
  await tab.close()
  town.stop()
})

test('a helper that was called for a snapshot that cannot be had is dismissed', { timeout: 60_000 }, async () => {
  vi.stubGlobal('Worker', PortWorker)
  const { other, town } = await begun(({ blobs, ...rest }) => ({ ...rest, blobs: { ...blobs, read: async () => undefined } }))
  expect(await town.settled()).toBe(true)
  expect(other.floor).toBeUndefined()
  expect(PortWorker.all.map(({ isStopped }) => isStopped)).toEqual([true])
  town.stop()
})

test('a peer that is closed dismisses its helper, and starts no other one', async () => {
  vi.stubGlobal('Worker', PortWorker)
  const { other, town } = await begun()
  await town.timing.until(() => (other.backlog?.after ?? 0) > 0, 20_000)
  town.leave('other')
  await other.close()
  expect(PortWorker.all.map(({ isStopped }) => isStopped)).toEqual([true])
  await town.timing.pass(2_000)
  expect(PortWorker.all).toHaveLength(1)
  town.stop()
})
