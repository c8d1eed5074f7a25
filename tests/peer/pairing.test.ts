/** Accounts on several devices: what a host that lies, and two tabs at once, do to the keys of an account (ACC-18). */
import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { accounts, devices } from '../../src/areas/accounts/tables'
import { hashOf, toBase64, utf8 } from '../../src/kit/bytes'
import { pack } from '../../src/kit/pack'
import { piecesOf, tablesOf, writeManifest } from '../../src/log/manifest'
import { genesisText } from '../../src/log/rows'
import { sumOf } from '../../src/log/state'
import type { Hash, Snapshot } from '../../src/log/types'
import type { Machine } from '../../src/peer/clock'
import { reviveAccounts } from '../../src/peer/pairing'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { makeDeviceTicket } from '../../src/peer/inviting'
import { readTicket, type Ticket } from '../../src/peer/ticket'
import { followTicket, joinWorld } from '../../src/peer/joining'
import { CHUNK, type Replica } from '../../src/sync/replica'
import { arrive, makeTown, newcomer, newWorld, reopen, stillMachine } from '../support/peers'
import { makeWorld } from '../support/worlds'
import { putWorld } from '../support/worldsStore'

/** A snapshot in which an account has another root key than its own. */
function withOtherRoot(real: Snapshot, account: string): Snapshot {
  const tables = real.tables.map(
    ([name, rows]) =>
      [
        name,
        rows.map(([key, row]) => [key, name === accounts.name && key === account ? { ...row, root: hashOf('x') } : row] as const),
      ] as const,
  )
  return { ...real, tables, last: { ...real.last, sum: sumOf(tables) } }
}

/** Serves a snapshot, signed by the host, and keeps the history behind it to itself. */
async function serving(host: Peer, snapshot: Snapshot): Promise<(replica: Replica) => Replica> {
  const bytes = new Map<Hash, Awaited<ReturnType<typeof pack>>>()
  const pieces = []
  for (const text of piecesOf(snapshot)) {
    const packed = await pack(text)
    bytes.set(hashOf(packed), packed)
    pieces.push({ hash: hashOf(packed), size: packed.length, content: hashOf(text), length: utf8(text).length })
  }
  const body = writeManifest({ world: host.world, last: snapshot.last, tables: tablesOf(snapshot), pieces })
  const text = `${await host.hostDevice?.sign(body)}${body}`
  return (replica) => ({
    ...replica,
    async *sealedBetween() {},
    snapshots: { ...replica.snapshots, manifest: async () => text },
    blobs: { ...replica.blobs, read: async (hash, index) => bytes.get(hash)?.slice(index * CHUNK, (index + 1) * CHUNK) },
  })
}

test('K19: a snapshot that is not checked yet, and tells of another root key, makes nobody lose keys', { timeout: 60_000 }, async () => {
  const world = await makeWorld({ events: 3_000, accounts: 40, sealEvery: 50 })
  const time = stillMachine(Date.now())
  await putWorld(world, { peer: 'false-root' })
  const host = await reopen({ world: world.id, store: { peer: 'false-root' } } as Peer, time)
  await host.sealNow({ full: true })
  const other = await newcomer(host, time)
  const { account } = host.personas[1] as Persona
  const kept = [`root/${account}`, `box/${account}`]
  const keys = await Promise.all(kept.map((id) => host.store.key(id)))
  await other.store.putKeys(keys.flatMap((key) => (key ? [key] : [])))
  const town = makeTown()
  town.join('host', host, await serving(host, withOtherRoot((await host.atLastSeal()).snapshot, account)))
  town.join('other', other)
  expect(await town.timing.until(() => other.floor !== undefined, 20_000)).toBe(true)
  expect(await reviveAccounts(other)).toEqual([])
  expect(await Promise.all(kept.map(async (id) => (await other.store.key(id))?.value))).toEqual(keys.map((key) => key?.value))
  expect(keys.map((key) => key?.value)).not.toContain(undefined)
  town.stop()
})

test('K19, ACC-18: whose keys came before the history had been checked becomes that person as soon as it is', {
  timeout: 60_000,
}, async () => {
  const world = await makeWorld({ events: 3_000, accounts: 40, sealEvery: 50 })
  const time = stillMachine(Date.now())
  await putWorld(world, { peer: 'keys-before' })
  const host = await reopen({ world: world.id, store: { peer: 'keys-before' } } as Peer, time)
  await host.sealNow({ full: true })
  const { account } = host.personas[1] as Persona
  const other = await newcomer(host, time)
  for (const kind of ['root', 'box'] as const) {
    const key = await host.store.key(`${kind}/${account}`)
    if (key) await other.store.putKeys([key])
  }
  const checked: boolean[] = []
  other.onChecked = () => checked.push(other.floor === undefined)
  const town = makeTown()
  town.join('host', host)
  town.join('other', other)
  expect(await town.timing.until(() => other.floor !== undefined, 20_000)).toBe(true)
  expect(await reviveAccounts(other)).toEqual([])
  expect(checked).toEqual([])
  expect(await town.timing.until(() => checked.length > 0, 60_000)).toBe(true)
  expect(await reviveAccounts(other)).toEqual([account])
  expect(await town.settled()).toBe(true)
  expect(checked).toEqual([true])
  town.stop()
})

/** Web Locks as a browser has them, as far as Mesi asks for any. */
function withLocks(): void {
  const queue = new Map<string, Promise<unknown>>()
  const request = (name: string, ...rest: readonly unknown[]) => {
    const body = rest.at(-1) as () => Promise<unknown>
    const turn = (queue.get(name) ?? Promise.resolve()).then(body)
    queue.set(
      name,
      turn.catch(() => undefined),
    )
    return turn
  }
  vi.stubGlobal('navigator', { locks: { request } })
}
afterEach(() => void vi.unstubAllGlobals())

async function joined(host: Peer, ticket: Ticket, time: Machine): Promise<Peer> {
  const opening = { peer: `pairing-${count++}`, time, timing: noTicks, views: false }
  const peer = await joinWorld(ticket, { genesis: genesisText(host.genesis) }, opening)
  closing.push(peer)
  return peer
}
let count = 0
const noTicks = { now: () => 0, later: () => () => {} }
const closing: Peer[] = []
afterEach(async () => {
  for (const peer of closing.splice(0)) await peer.close()
})

/** Two tabs of a browser at the same link, which lets in one device. */
async function twoTabsAtALink() {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const ticket = readTicket(await makeDeviceTicket(host, ana)) as Ticket
  await host.sealNow({ full: true })
  const one = await joined(host, ticket, time)
  const town = makeTown()
  town.join('host', host)
  town.join('one', one)
  expect(await town.settled()).toBe(true)
  return { time, host, ana, one, two: await reopen(one, time), town }
}

test('ACC-18: two tabs that follow a link for one device at once make one device, in both of them and after a restart', async () => {
  withLocks()
  const { time, host, ana, one, two, town } = await twoTabsAtALink()
  expect(await Promise.all([reviveAccounts(one), reviveAccounts(two)])).toEqual([[ana.account], [ana.account]])
  const [device] = one.personas.map((persona) => persona.device.id)
  expect(two.personas.map((persona) => persona.device.id)).toEqual([device])
  expect(await town.settled()).toBe(true)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  const again = await reopen(one, time)
  expect(again.personas.map((persona) => persona.device.id)).toEqual([device])
  expect(again.engine.read(devices, device as string)?.account).toBe(ana.account)
  expect(
    again.ask(device as string, { type: 'accounts.profileEdited', data: { name: again.write(ana.account, 'Ana'), categories: [] } }).ok,
  ).toBe(true)
  town.stop()
})

test("ACC-18: a device that came too late to its link is in nobody's way: by another link the account comes back here", async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const ticket = readTicket(await makeDeviceTicket(host, ana)) as Ticket
  await host.sealNow({ full: true })
  const [won, lost] = [await joined(host, ticket, time), await joined(host, ticket, time)]
  const town = makeTown()
  town.join('host', host)
  town.join('won', won)
  town.join('lost', lost)
  expect(await town.settled()).toBe(true)
  for (const name of ['won', 'lost']) town.leave(name)
  expect(await reviveAccounts(lost)).toEqual([ana.account])
  expect(await reviveAccounts(lost)).toEqual([]) // as long as nobody says otherwise, it is there
  time.pass(1)
  expect(await reviveAccounts(won)).toEqual([ana.account])
  town.join('won', won)
  expect(await town.settled()).toBe(true)
  await host.sealNow({ full: true })
  town.join('lost', lost)
  expect(await town.timing.until(() => lost.engine.last.hash === host.engine.last.hash, 20_000)).toBe(true)
  const away = lost.personas[0]?.device.id as string
  expect(lost.engine.read(devices, away)).toBeUndefined()
  await expect(reviveAccounts(lost)).rejects.toThrow('An invite lets in as many devices as it says')
  await lost.close()

  const link = readTicket(await makeDeviceTicket(host, ana)) as Ticket
  await host.sealNow({ full: true })
  const again = await followTicket(link, { peer: lost.store.peer, time, timing: noTicks, views: false })
  closing.push(again)
  town.leave('lost')
  town.join('again', again)
  expect(await town.timing.until(() => again.engine.last.hash === host.engine.last.hash, 20_000)).toBe(true)
  expect(await reviveAccounts(again)).toEqual([ana.account])
  expect(again.personas.map(({ account }) => account)).toEqual([ana.account])
  const device = again.personas[0]?.device.id as string
  expect(device).not.toBe(away)
  expect(again.engine.read(devices, device)?.account).toBe(ana.account)
  town.stop()
})

test.each(['root', 'box'] as const)(
  'ACC-18: a link whose %s key was changed on its way brings nothing back, says so, and leaves the right one its place',
  async (kind) => {
    const time = stillMachine()
    const host = await newWorld(time)
    const ana = await arrive(host, 'ana')
    const ticket = readTicket(await makeDeviceTicket(host, ana)) as Ticket
    await host.sealNow({ full: true })
    const keys = { ...(ticket.keys as NonNullable<Ticket['keys']>), [kind]: toBase64(new Uint8Array(32).fill(7)) }
    const there = await joined(host, { ...ticket, keys }, time)
    const town = makeTown()
    town.join('host', host)
    town.join('there', there)
    expect(await town.settled()).toBe(true)
    const wrong: string[] = []
    expect(await reviveAccounts(there, (account) => wrong.push(account))).toEqual([])
    expect(wrong).toEqual([ana.account])
    town.leave('there')
    const again = await followTicket(ticket, { peer: there.store.peer, time, timing: noTicks, views: false })
    closing.push(again)
    town.join('again', again)
    expect(await town.settled()).toBe(true)
    expect(await reviveAccounts(again)).toEqual([ana.account])
    town.stop()
  },
)
