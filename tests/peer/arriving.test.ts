/** What is left when a way in breaks off: a refused arrival, a page killed on the threshold, a link that lies or was used up. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test } from 'vitest'
import { randomBytes, hashOf as sha256, toBase64 } from '../../src/kit/bytes'
import { genesisText } from '../../src/log/rows'
import type { Machine } from '../../src/peer/clock'
import { fetchBeginning } from '../../src/peer/doorstep'
import { makeMesi } from '../../src/peer/mesi'
import { lendKeys, reviveAccounts } from '../../src/peer/pairing'
import { Peer } from '../../src/peer/peer'
import { makeDeviceTicket, makeTicket } from '../../src/peer/inviting'
import { readTicket, type Ticket } from '../../src/peer/ticket'
import { createPersona, createWorld } from '../../src/peer/founding'
import { followTicket, joinWorld } from '../../src/peer/joining'
import { listWorlds, standsOnFloor } from '../../src/peer/worlds'
import { makeRunning } from '../../src/peer/running'
import { arrive, does, enrolAt, hashOf, makeTown, newcomer, newWorld, reopen, stillMachine } from '../support/peers'

const DAY = 86_400_000
const opening = (peer: string, time: Machine) => ({ peer, time, timing: { now: () => 0, later: () => () => {} }, views: false })
const ticketOf = async (host: Peer, uses = 10) => readTicket(await makeTicket(host, uses)) as Ticket

/** Brings two peers to the same rows. */
async function level(host: Peer, other: Peer): Promise<void> {
  const town = makeTown()
  town.join('host', host)
  town.join('other', other)
  expect(await town.settled()).toBe(true)
  town.stop()
  expect(hashOf(other)).toEqual(hashOf(host))
}

test('LOG-4: who comes too late with an invite is nobody here, now and after a restart; a newer link lets the same browser in', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const first = await ticketOf(host, 1)
  time.pass(1)
  const far = await newcomer(host, time)
  await far.store.deleteKey('invite')
  await far.store.putMeta('floor', undefined)
  await far.close()
  const opened = await followTicket(first, opening(far.store.peer, time))
  await level(host, opened)
  const ben = await createPersona(opened, 'real')
  await expect(createPersona(opened, 'real')).rejects.toThrow('This invitation has let in as many devices as it could.')
  await expect(enrolAt(host, ana, opened)).rejects.toThrow('An invite lets in as many devices as it says')
  expect(opened.personas.map(({ account }) => account)).toEqual([ben.account])
  await level(host, opened)
  await opened.close()
  const again = await reopen(far, time)
  expect(again.personas.map(({ account }) => account)).toEqual([ben.account])
  await again.close()

  time.pass(3_000)
  await host.sealNow({ full: true })
  const second = await ticketOf(host)
  const invited = await followTicket(second, opening(far.store.peer, time))
  await level(host, invited)
  // The same keys once more: what was refused before does not stand in their way.
  expect((await enrolAt(host, ana, invited)).account).toBe(ana.account)
  expect(invited.personas.map(({ account }) => account)).toEqual([ben.account, ana.account])
  await does(invited, invited.personas[1] as typeof ben, 'accounts.followed', { account: ben.account })
  await invited.close()
  // An older link opens the same world and takes nothing back.
  const older = await followTicket(first, opening(far.store.peer, time))
  expect((await createPersona(older, 'ai')).kind).toBe('ai')
  await older.close()
})

test('a page killed between the keys of a persona and its first row leaves no persona behind', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const ana = await arrive(peer, 'ana')
  const [house] = peer.personas
  peer.act = () => new Promise(() => {})
  void createPersona(peer, 'real')
  await expect.poll(async () => (await peer.store.keys('root')).length).toBe(3)
  const again = await reopen(peer, time)
  expect(again.personas.map(({ account }) => account)).toEqual([house?.account, ana.account])
  await expect(lendKeys(again, ana)).resolves.toContain(ana.account)
})

test('a world whose making broke off is on no list and not on the disk: the next start makes another', async () => {
  const time = stillMachine()
  const made = Peer.prototype.act
  const listed = async () => (await listWorlds()).filter(({ peer }) => peer === 'broken-off')
  for (const acts of [0, 1, 2]) {
    let left = acts
    Peer.prototype.act = function (this: Peer, ...args) {
      return left-- > 0 ? made.apply(this, args) : Promise.reject(new Error('killed'))
    }
    await expect(createWorld({ name: 'Test', ...opening('broken-off', time) })).rejects.toThrow('killed')
    expect(await listed()).toEqual([])
    expect((await indexedDB.databases()).filter(({ name }) => name?.endsWith('/broken-off'))).toEqual([])
  }
  Peer.prototype.act = made
  const peer = await createWorld({ name: 'Test', ...opening('broken-off', time) })
  expect((await listed()).map(({ id }) => id)).toEqual([peer.world])
  await peer.close()
})

test('who does not want to come in any more before the door was reached does not wait at it', async () => {
  const stop = AbortSignal.abort(new Error('not now'))
  await expect(fetchBeginning(await ticketOf(await newWorld()), { stop, carriers: [] })).rejects.toThrow('not now')
})

test('K20: a link to its own world that somebody made up moves nothing at the host', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ticket = await ticketOf(host)
  const room = await host.store.meta('room')
  time.pass(31 * DAY)
  await host.close()
  const lie: Ticket = { ...ticket, room: 'x'.repeat(32), floor: [1, 999_999, sha256('nothing')] }
  const again = await followTicket(lie, opening(host.store.peer, time))
  expect(await standsOnFloor(again)).toBe('yes')
  expect(await again.store.meta('room')).toBe(room)
  expect((await createPersona(again, 'real')).kind).toBe('real')
  await again.close()
})

test('K20: a made-up link into a world that one is in moves neither its room nor its floor, and a good invite stays good', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  await host.sealNow({ full: true })
  const first = await ticketOf(host, 1)
  const far = await newcomer(host, time)
  await level(host, far)
  const [room, floor] = [await far.store.meta('room'), await far.store.meta('floor')]
  await far.close()

  let told = 0
  const waiting = { onOtherRoom: () => void told++ }
  const lie: Ticket = { ...first, room: 'x'.repeat(32), invite: toBase64(randomBytes(32)), floor: [1, 999_999, sha256('nothing')] }
  const again = await followTicket(lie, opening(far.store.peer, time), waiting)
  expect(told).toBe(1)
  expect([await again.store.meta('room'), await again.store.meta('floor')]).toEqual([room, floor])
  expect(await standsOnFloor(again)).toBe('yes')
  expect((await createPersona(again, 'real')).kind).toBe('real')
  await again.close()

  // A good link of later on is believed as far as it goes: its room is the one that is known, and its invite is in the log.
  const second = await followTicket(await ticketOf(host, 1), opening(far.store.peer, time), waiting)
  await level(host, second)
  await second.store.deleteKey('invite') // as if it had been used up
  await second.close()
  const third = await followTicket({ ...lie, room: first.room }, opening(far.store.peer, time), waiting)
  expect((await createPersona(third, 'real')).kind).toBe('real')
  expect(told).toBe(1)
  await third.close()
})

test('K20: mesi.peers.join says when a link names another room of the world that is open, and opens that world all the same', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  await host.sealNow({ full: true })
  const link = await makeTicket(host)
  const far = await newcomer(host, time)
  await level(host, far)
  await far.close()
  let entered: Peer | undefined
  const mesi = makeMesi({
    current: () => Promise.reject(new Error('nobody asks')) as never,
    enter: async (peer) => void (entered = peer),
    be: () => {},
    me: () => undefined,
    options: () => opening(far.store.peer, time),
    makeTown: () => Promise.reject(new Error('nobody goes there')),
    townOf: () => undefined,
    onAct: () => () => {},
    scenarios: { list: async () => [], play: async () => {} },
    running: makeRunning(),
  })
  const lie = link.replace((readTicket(link) as Ticket).room, 'x'.repeat(32))
  await expect(mesi.peers.join(`https://mesi.example/join#${lie}`)).rejects.toThrow('another place to meet its devices')
  expect(entered?.world).toBe(host.world)
  await entered?.close()
  entered = undefined
  await mesi.peers.join(`https://mesi.example/join#${link}`)
  expect(entered).toBeDefined()
  await (entered as Peer | undefined)?.close()
  await host.close()
})

test('K20: who came to the door by a made-up link still comes in by a good one', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  await host.sealNow({ full: true })
  const good = await ticketOf(host)
  const lie: Ticket = { ...good, room: 'x'.repeat(32), invite: toBase64(randomBytes(32)), floor: [1, 999_999, sha256('nothing')] }
  const far = await joinWorld(lie, { genesis: genesisText(host.genesis) }, opening('deceived', time))
  await level(host, far)
  expect(await standsOnFloor(far)).toBe('not yet')
  await far.close()
  const again = await followTicket(good, opening('deceived', time))
  expect(await standsOnFloor(again)).toBe('yes')
  expect(await again.store.meta('room')).toBe(good.room)
  expect((await createPersona(again, 'real')).kind).toBe('real')
  await again.close()
})

test('ACC-18: keys that a made-up link brought serve nobody, and the right ones are taken after them', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const good = readTicket(await makeDeviceTicket(host, ana)) as Ticket
  const lie: Ticket = { ...good, keys: { account: ana.account, root: toBase64(randomBytes(32)), box: toBase64(randomBytes(32)) } }
  const far = await joinWorld(lie, { genesis: genesisText(host.genesis) }, opening('second device', time))
  await level(host, far)
  expect(await reviveAccounts(far)).toEqual([])
  await far.close()
  const again = await followTicket(good, opening('second device', time))
  expect(await reviveAccounts(again)).toEqual([ana.account])
  expect(again.personas.map(({ account }) => account)).toEqual([ana.account])
  await again.close()
})
