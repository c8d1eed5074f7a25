/** What a disk that refuses for a moment, or for good, leaves behind: a world that goes on, and that says what it kept. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { afterEach, expect, test, vi } from 'vitest'
import { profile } from '../../src/areas/accounts/views'
import { genesisText } from '../../src/log/rows'
import { createPersona, createWorld } from '../../src/peer/founding'
import { makeTicket } from '../../src/peer/inviting'
import { followTicket, joinWorld } from '../../src/peer/joining'
import { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { readTicket, type Ticket } from '../../src/peer/ticket'
import { listWorlds, openWorld, removeWorld } from '../../src/peer/worlds'
import { ConnectionLost, QuotaExceeded, type StoreFailure } from '../../src/store/failures'
import { databaseName } from '../../src/store/schema'
import { after, forged } from '../support/forging'
import { arrive, asked, does, newcomer, newWorld, noTicks, reopen, type StillMachine, stillMachine, tab } from '../support/peers'
import { note } from '../support/posts'
import { collect } from '../store/fixtures'

afterEach(() => vi.unstubAllGlobals())

const accepts = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } } as const
const rowsOf = (peer: Peer) => collect(peer.store.rowsAfter([]))
const sealsOn = async (peer: Peer) => (await peer.store.sealsAfter(0)).length
const as = (peer: Peer, { account }: Persona) => peer.personas.find((each) => each.account === account) as Persona
const sealed = (host: Peer, time: StillMachine) => {
  time.pass(3_000)
  return host.sealNow({ full: true })
}
/** Gives `to` all that `from` has. */
const gives = async (from: Peer, to: Peer) => to.receive('other', await rowsOf(from), await from.store.sealsAfter(0), [])

/** The same, to which the word of other tabs comes late. */
async function deafTab(of: Peer, time: StillMachine) {
  vi.stubGlobal('BroadcastChannel', undefined)
  try {
    return await tab(of, time)
  } finally {
    vi.unstubAllGlobals()
  }
}

/** So many acts that a snapshot is due when they are folded again. */
async function busy(host: Peer, time: StillMachine) {
  const mia = await arrive(host, 'mia')
  expect(
    (
      await host.act(
        mia.device,
        Array.from({ length: 250 }, () => accepts),
      )
    ).ok,
  ).toBe(true)
  await sealed(host, time)
  return mia
}

test('a host whose disk can for a moment be neither written nor read goes on sealing, also behind a restart', async () => {
  const time = stillMachine()
  const made = await newWorld(time)
  const mia = await busy(made, time)
  await made.close()
  const { peer: host, seconds } = await tab(made, time)
  await host.idle()
  await does(host, as(host, mia), accepts.type, accepts.data)
  vi.spyOn(host.store, 'settle').mockRejectedValueOnce(new ConnectionLost())
  vi.spyOn(host.store, 'load').mockRejectedValueOnce(new ConnectionLost())
  await expect(sealed(host, time)).rejects.toThrow()
  await seconds(2)
  await host.close()
  const again = await reopen(host, time)
  const before = await sealsOn(again)
  await does(again, as(again, mia), accepts.type, accepts.data)
  expect((await sealed(again, time))?.body.number).toBe(before + 1)
  expect(await sealsOn(again)).toBe(before + 1)
})

test('a follower whose disk refuses a seal while one tab looks at what another did keeps the next ones', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const mia = await busy(host, time)
  const one = await newcomer(host, time)
  await gives(host, one)
  const ana = await arrive(one, 'ana')
  await gives(one, host)
  await sealed(host, time)
  await gives(host, one)

  const { peer: two, seconds } = await deafTab(one, time)
  await does(one, ana, accepts.type, accepts.data)
  await gives(one, host)
  const seal = await sealed(host, time)
  // The seal comes to the second tab over a line of its own, before what the first tab did, which it covers.
  await two.receive('host', [], [seal?.text ?? ''], [])
  vi.spyOn(two.store, 'settle').mockRejectedValueOnce(new QuotaExceeded())
  await expect(two.meetOtherTabs()).rejects.toThrow()
  await seconds(4)
  for (const each of [one, two]) await each.close()

  const again = await reopen(two, time)
  await does(host, mia, accepts.type, accepts.data)
  await sealed(host, time)
  await gives(host, again)
  expect(again.engine.last.number).toBe(host.engine.last.number)
  expect(await sealsOn(again)).toBe(host.engine.last.number)
})

test('what another tab keeps while this one begins anew from the disk is not missed', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const ana = await arrive(one, 'ana')
  const two = await reopen(one, time)
  await does(two, as(two, ana), accepts.type, accepts.data)
  const load = two.store.load.bind(two.store)
  let act: string | undefined
  vi.spyOn(two.store, 'settle').mockRejectedValueOnce(new QuotaExceeded())
  vi.spyOn(two.store, 'load').mockImplementationOnce(async () => {
    const loaded = await load()
    const channel = new BroadcastChannel(`mesi-kept ${databaseName(two.world, two.store.peer)}`) // hears it behind the tab, which was there first
    const told = new Promise((heard) => (channel.onmessage = heard))
    act = await does(one, ana, accepts.type, accepts.data)
    await told
    channel.close()
    return loaded
  })
  await expect(sealed(two, time)).rejects.toThrow()
  await vi.waitFor(() => expect(two.engine.vector().find(({ device }) => device === ana.device.id)?.hash).toBe(act))
})

test('K5: a row that one tab has kept, and that comes to another tab with the seal that cuts it, is kept once', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const eve = await arrive(host, 'eve')
  await sealed(host, time)
  const one = await newcomer(host, time)
  await gives(host, one)
  const { peer: two } = await deafTab(one, time)

  const draft = { ...host.engine.draft(eve.device.id), seen: [] }
  const left = await forged(host, eve.device, draft)
  const right = await forged(host, eve.device, { ...draft, stamp: draft.stamp + 1 })
  const behind = await forged(host, eve.device, { ...after(right), seen: [] })
  const texts = [left, right, behind].map(({ text }) => text)
  await host.receive('x', texts, [], [])
  const seal = await sealed(host, time)
  if (!seal) throw new Error('nothing was sealed')
  expect(seal.body.stopped).toEqual([eve.device.id])
  const stays = seal.body.heads.find(({ device }) => device === eve.device.id)?.hash
  const cut = stays === left.hash ? [right.text, behind.text] : [left.text]
  await one.receive('x', cut, [], [])
  await two.receive('host', texts, [seal.text], [])
  expect(await sealsOn(two)).toBe(seal.body.number)
  await one.receive('host', texts, [seal.text], [])
  expect(one.engine.last.number).toBe(seal.body.number)
  await two.close()
})

test('on a disk without room a world opens all the same, to be looked at and saved as a file', async () => {
  const time = stillMachine()
  const made = await newWorld(time)
  await arrive(made, 'ana')
  await sealed(made, time)
  await made.saveSnapshot()
  await made.close()
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const spies = (['put', 'add'] as const).map((way) => vi.spyOn(IDBObjectStore.prototype, way).mockImplementation(full))
  try {
    const peer = await openWorld(made.world, { peer: made.store.peer, time, timing: noTicks, views: false })
    expect(peer.engine.last.hash).toBe(made.engine.last.hash)
    await peer.close()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
})

test('what a build kept that knew no gate for pictures of profiles opens, and goes on', async () => {
  const time = stillMachine()
  const made = await newWorld(time)
  const ana = await arrive(made, 'ana')
  await sealed(made, time)
  const { snapshot } = await made.atLastSeal()
  const before = snapshot.tables.flatMap(([name, rows]) => {
    const people = [...rows].map(([key, row]) => [key, Object.fromEntries(Object.entries(row).filter(([of]) => of !== 'former'))] as const)
    return name === 'accounts.portraits' ? [] : [[name, name === 'accounts.accounts' ? people : rows] as const]
  })
  await made.store.saveSnapshot({ ...snapshot, tables: before })
  await made.close()
  const peer = await reopen(made, time)
  const seen = () => peer.answers.ask(profile, { account: ana.account }, undefined)?.name
  expect(seen()).toBe('ana')
  await does(peer, as(peer, ana), 'accounts.profileEdited', { name: peer.write(ana.account, 'Ana'), categories: [] })
  await sealed(peer, time)
  expect(seen()).toBe('Ana')
})

test('an act that the disk kept though it said no is there a second later, and is not done twice', async () => {
  const time = stillMachine()
  const made = await newWorld(time)
  const ana = await arrive(made, 'ana')
  await made.close()
  const { peer, seconds } = await tab(made, time)
  const keep = peer.store.appendOwn.bind(peer.store)
  vi.spyOn(peer.store, 'appendOwn').mockImplementationOnce(async (...args) => {
    await keep(...args)
    throw new ConnectionLost()
  })
  await expect(does(peer, as(peer, ana), accepts.type, accepts.data)).rejects.toThrow()
  await seconds(1)
  const kept = (await rowsOf(peer)).filter((text) => text.includes(`"device":"${ana.device.id}"`)).length
  expect(peer.engine.vector().find(({ device }) => device === ana.device.id)?.seq).toBe(kept)
  await peer.close()
})

test('whose disk refuses what an invitation brings is left without a world that would meet nobody', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ticket = readTicket(await makeTicket(host)) as Ticket
  const put = IDBObjectStore.prototype.put
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: { key?: string },
    ...rest: []
  ) {
    if (value.key === 'room') throw new DOMException('full', 'QuotaExceededError')
    return put.call(this, value, ...rest)
  })
  const opening = { peer: 'half', time, timing: noTicks, views: false }
  await expect(joinWorld(ticket, { genesis: genesisText(host.genesis) }, opening)).rejects.toThrow()
  spy.mockRestore()
  expect((await listWorlds()).filter(({ peer }) => peer === 'half')).toEqual([])
  expect((await indexedDB.databases()).filter(({ name }) => name?.endsWith('/half'))).toEqual([])
})

test('a world that could not be opened is closed: who deletes it does not hear that the one is gone which the page shows', async () => {
  const time = stillMachine()
  const made = await newWorld(time)
  const { peer } = made.store
  await made.close()
  const befallen: string[] = []
  const get = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
    throw new DOMException('damaged', 'DataError')
  })
  const opening = { peer, time, timing: noTicks, views: false, onFailure: ({ code }: StoreFailure) => void befallen.push(code) }
  await expect(openWorld(made.world, opening)).rejects.toThrow()
  get.mockRestore()
  befallen.length = 0
  await removeWorld(made.world, peer)
  expect(befallen).toEqual([])
})

test('who no longer wants to come in while a world is opened is not in it: one that was here is closed, a new one is gone', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const far = await newcomer(host, time)
  const ticket = readTicket(await makeTicket(host)) as Ticket
  await far.close()
  const close = vi.spyOn(Peer.prototype, 'close')
  const opening = { peer: far.store.peer, time, timing: noTicks, views: false }
  const stop = new AbortController()
  const coming = followTicket(ticket, opening, { stop: stop.signal })
  stop.abort(new Error('not now'))
  await expect(coming).rejects.toThrow('not now')
  expect(close).toHaveBeenCalledTimes(1)
  const joining = joinWorld(ticket, { genesis: genesisText(host.genesis) }, { ...opening, peer: 'not-now' }, stop.signal)
  await expect(joining).rejects.toThrow('not now')
  expect(close).toHaveBeenCalledTimes(2)
  close.mockRestore()
  const here = (await indexedDB.databases()).map(({ name }) => name)
  expect(here.filter((name) => name?.endsWith('/not-now'))).toEqual([])
  expect(here).toContain(databaseName(far.world, far.store.peer))
})

test('a link into a world that is here, of which the disk keeps nothing, leaves that world closed', async () => {
  const time = stillMachine()
  const far = await newcomer(await newWorld(time), time)
  const ticket = readTicket(await makeTicket(await newWorld(time))) as Ticket
  await far.close()
  const close = vi.spyOn(Peer.prototype, 'close')
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const opening = { peer: far.store.peer, time, timing: noTicks, views: false }
  await expect(followTicket({ ...ticket, world: far.world }, opening)).rejects.toThrow()
  put.mockRestore()
  expect(close).toHaveBeenCalledTimes(1)
  close.mockRestore()
})

test('who arrives again and again while the host’s disk is full comes in once it is not', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ticket = readTicket(await makeTicket(host, 1)) as Ticket
  const opening = { peer: 'patient', time, timing: noTicks, views: false }
  const far = await joinWorld(ticket, { genesis: genesisText(host.genesis) }, opening)
  await gives(host, far)
  const before = new Set(await rowsOf(far))
  await createPersona(far, 'ai')
  const arrival = (await rowsOf(far)).filter((text) => !before.has(text))
  host.store.connection.full(true)
  for (let i = 0; i < 60; i++) await expect(host.receive('far', arrival, [], [])).rejects.toThrow()
  host.store.connection.full(false)
  await host.receive('far', arrival, [], [])
  expect(host.engine.vector()).toEqual(far.engine.vector())
  await far.close()
})

test('a file is asked of others where what came with the app is out of reach, and a disk that is gone is nobody’s error', async () => {
  const peer = await newWorld()
  const fetched = vi.fn<(hash: string) => void>()
  peer.fetchBlob = fetched
  peer.shippedBlob = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
  const hash = 'A'.repeat(43)
  await peer.wantBlob(hash, 10)
  expect(fetched).toHaveBeenCalledWith(hash, 10)
  const states = vi.spyOn(peer.store, 'blobStates').mockRejectedValueOnce(new ConnectionLost())
  expect(peer.blobState(hash).state).toBe('absent')
  await states.mock.results[0]?.value.catch(() => undefined)
  expect(peer.blobState(hash).state).toBe('absent')
  expect(states).toHaveBeenCalledTimes(2) // it is looked for again
})

test('a past that is made up is not lost because a snapshot falls due while it is held back from the disk', async () => {
  const time = stillMachine()
  const play = async (host: Peer) => {
    const mia = await arrive(host, 'mia')
    await sealed(host, time)
    await host.saveSnapshot()
    await does(host, mia, accepts.type, accepts.data)
  }
  const opening = { peer: 'made up', timing: noTicks, views: false }
  const made = await createWorld({ name: 'Bay', parameters: { 'content.checks': 'off' }, past: { time, play }, ...opening })
  expect(asked(made, 'profileByHandle', { handle: 'mia' })).toMatchObject({ policyAccepted: true })
  await made.close()
})

test('what a world leaves on the disk whose making never ended is found a day later', async () => {
  const time = stillMachine()
  const name = (world: string) => databaseName(world, 'never made')
  const there = async () => (await indexedDB.databases()).map((each) => each.name)
  const play = async (host: Peer) => {
    expect(await there()).toContain(name(host.world))
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 86_400_000)
    expect((await listWorlds()).map(({ id }) => id)).not.toContain(host.world)
    clock.mockRestore()
    await vi.waitFor(async () => expect(await there()).not.toContain(name(host.world)))
  }
  const opening = { peer: 'never made', timing: noTicks, views: false }
  await expect(createWorld({ name: 'Bay', past: { time, play }, ...opening })).rejects.toMatchObject({ code: 'database gone' })
})

test('K20: words that no line carries are refused with a sentence, whatever the policy lets them be', async () => {
  const host = await newWorld(stillMachine(), { 'content.captionCharacters': 100_000 })
  const ana = await arrive(host, 'ana')
  const says = (letters: number) => {
    const caption = host.write(ana.account, 'a'.repeat(letters))
    return host.act(ana.device, [{ type: 'content.published', data: { ...note, caption } }])
  }
  expect(await says(50_000)).toMatchObject({ ok: true })
  const before = host.engine.open.length
  expect(await says(56_000)).toMatchObject({ ok: false, clauses: [{ id: 'too long' }] })
  expect(host.engine.open.length).toBe(before)
})

test('K8: rows that came while the disk could not be asked whose they are come again, and are final with their seal', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const guest = await newcomer(host, time)
  await arrive(host, 'ana')
  await sealed(host, time)
  const rows = await rowsOf(host)
  vi.spyOn(guest.store, 'keys').mockRejectedValueOnce(new ConnectionLost())
  await expect(guest.receive('other', rows.slice(0, -1), [], [])).rejects.toThrow(ConnectionLost)
  expect((await rowsOf(guest)).filter((text) => rows.includes(text))).toEqual([])
  await gives(host, guest)
  expect(guest.engine.last.hash).toBe(host.engine.last.hash)
  expect(await rowsOf(guest)).toEqual(rows)
})
