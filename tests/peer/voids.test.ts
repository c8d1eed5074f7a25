import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test, vi } from 'vitest'
import { readRow } from '../../src/log/rows'
import type { Row } from '../../src/log/types'
import { exportWorld } from '../../src/peer/archives'
import { okay } from '../../src/peer/life'
import { revocationOf } from '../../src/peer/pairing'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { type Lost, Voids } from '../../src/peer/voids'
import { ConnectionLost, QuotaExceeded } from '../../src/store/failures'
import type { Store } from '../../src/store/store'
import { forged } from '../support/forging'
import {
  arrive,
  copied,
  does,
  enrolAt,
  imported,
  makeTown,
  newcomer,
  newWorld,
  reopen,
  stillMachine,
  type StillMachine,
} from '../support/peers'
import { note } from '../support/posts'
import { collect } from '../store/fixtures'

const plainly = (amount: number) => ({ total: amount, fee: 0, net: amount })

test('an act that did not happen is listed as pending first, as lost once it is final, and still after a restart', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, ben] = [await arrive(host, 'ana'), await arrive(host, 'ben')]
  await does(host, ana, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: plainly(1_000) })
  const phone = await newcomer(host, time)
  const town = makeTown()
  const [atHost, atPhone] = [town.join('host', host), town.join('phone', phone)]
  expect(await town.settled()).toBe(true)
  const hers = await enrolAt(host, ana, phone)
  expect(await town.settled()).toBe(true)
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)

  atHost.online(false)
  atPhone.online(false)
  const pays = (amount: number) => ({ to: ben.account, currency: 'EUR', amount, agreed: plainly(amount) }) as const
  time.pass(1_000)
  await does(host, ana, 'ledger.transferred', pays(800))
  time.pass(1_000)
  const lost = await does(phone, hers, 'ledger.transferred', pays(700))
  expect(phone.voids.list).toEqual([])
  const told: string[] = []
  phone.voids.onChange((acts) => told.push(...acts.map((act) => act.id)))
  atHost.online(true)
  atPhone.online(true)
  expect(await town.settled()).toBe(true)
  expect(phone.voids.list).toMatchObject([{ id: lost, final: false }])
  expect(told).toEqual([])

  // Another tab, whose disk cannot be looked at just when the seal has come.
  const tab = await reopen(host, time)
  const toldThere: string[] = []
  tab.voids.onChange((acts) => toldThere.push(...acts.map((act) => act.id)))
  vi.spyOn(tab.store, 'since').mockRejectedValueOnce(new ConnectionLost())
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  const tells = {
    id: lost,
    account: ana.account,
    type: 'ledger.transferred',
    data: { amount: 700 },
    final: true,
    clauses: [{ id: 'LED-2', facts: { available: 200, needed: 700, currency: 'EUR' } }],
  }
  expect(phone.voids.list).toMatchObject([tells])
  expect(told).toEqual([lost])
  // The host plays the same account, so it is told as well.
  expect(host.voids.list).toMatchObject([tells])
  await tab.idle()
  await tab.meetOtherTabs()
  expect(tab.voids.list).toMatchObject([tells])
  expect(toldThere).toEqual([lost])
  town.stop()

  await phone.close()
  const again = await reopen(phone, time)
  expect(again.voids.list).toMatchObject([tells])
  expect(again.standing(lost)).toBe('void')
})

const gives = async (from: Peer, to: Peer) =>
  to.receive('other', await collect(from.store.rowsAfter([])), await from.store.sealsAfter(0), [])

/** Two more devices of hers, which know the world, and which the host has heard of. */
async function twoDevicesOf(host: Peer, ana: Persona, time: StillMachine): Promise<readonly [Peer, Peer]> {
  const [phone, laptop] = [await newcomer(host, time), await newcomer(host, time)]
  for (const peer of [phone, laptop]) {
    await gives(host, peer)
    await enrolAt(host, ana, peer)
    await gives(peer, host)
  }
  return [phone, laptop]
}

/** Ana spends the same money on two devices of hers; the host has heard of both, and sealed neither. @returns the one that did not happen */
async function spentTwice() {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, ben] = [await arrive(host, 'ana'), await arrive(host, 'ben')]
  await does(host, ana, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: plainly(1_000) })
  const phone = await newcomer(host, time)
  await gives(host, phone)
  const hers = await enrolAt(host, ana, phone)
  const pays = (amount: number) => ({ to: ben.account, currency: 'EUR', amount, agreed: plainly(amount) }) as const
  await does(host, ana, 'ledger.transferred', pays(800))
  time.pass(1_000)
  const lost = await does(phone, hers, 'ledger.transferred', pays(700))
  await gives(phone, host)
  return { time, host, lost }
}

test('an act whose seal the disk refuses is not lost for good, now or behind a restart', async () => {
  const { time, host, lost } = await spentTwice()
  expect(host.voids.list).toMatchObject([{ id: lost, final: false }])
  time.pass(3_000)
  vi.spyOn(host.store, 'settle').mockRejectedValueOnce(new QuotaExceeded())
  await expect(host.sealNow({ full: true })).rejects.toThrow()
  expect(host.voids.list).toMatchObject([{ id: lost, final: false }])
  await host.close()
  const again = await reopen(host, time)
  expect(again.voids.list).toMatchObject([{ id: lost, final: false }])
  expect(again.voids.has(lost)).toBe(false)
  await again.sealNow({ full: true })
  expect(again.voids.list).toMatchObject([{ id: lost, final: true }])
})

test.each([
  ['at once', (host: Peer) => host],
  ['by a page that was opened again', (host: Peer, time: StillMachine) => host.close().then(() => reopen(host, time))],
  ['by another tab that did not hear of it', (host: Peer, _: StillMachine, tab: Peer) => host.close().then(() => tab)],
])('an act whose seal the disk refused, and that happened after all, is lost nowhere, also behind a restart (%s)', async (_, goesOn) => {
  const time = stillMachine()
  let host = await newWorld(time)
  const [ana, ben] = [await arrive(host, 'ana'), await arrive(host, 'ben')]
  for (const each of [ana, ben])
    await does(host, each, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: plainly(1_000) })
  const [phone, third] = [await newcomer(host, time), await newcomer(host, time)]
  await gives(host, phone)
  await gives(host, third)
  const hers = await enrolAt(host, ana, phone)
  const his = await enrolAt(host, ben, third)
  await gives(third, host)
  const pays = (to: string, amount: number) => ({ to, currency: 'EUR', amount, agreed: plainly(amount) }) as const
  await does(host, ana, 'ledger.transferred', pays(ben.account, 800))
  await does(third, his, 'ledger.transferred', pays(ana.account, 600))
  time.pass(1_000)
  const act = await does(phone, hers, 'ledger.transferred', pays(ben.account, 700))
  await gives(phone, host)
  expect(host.standing(act)).toBe('void')
  time.pass(3_000)
  const tab = await reopen(host, time)
  vi.spyOn(host.store, 'settle').mockRejectedValueOnce(new QuotaExceeded())
  await expect(host.sealNow({ full: true })).rejects.toThrow()
  host = await goesOn(host, time, tab)
  // What he gave her comes only now, and still stands before what she gave.
  await gives(third, host)
  await host.sealNow({ full: true })
  for (const peer of [host, await reopen(host, time)]) {
    expect(peer.standing(act)).toBe('final')
    expect(peer.voids.list).toEqual([])
  }
})

test('what did not happen is void for whoever asks, also once the disk was read anew from a snapshot behind it', async () => {
  const { time, host, lost } = await spentTwice()
  time.pass(3_000)
  await host.sealNow({ full: true })
  await host.saveSnapshot()
  vi.spyOn(host.store, 'since').mockRejectedValueOnce(new ConnectionLost())
  await expect(host.meetOtherTabs()).rejects.toThrow()
  await host.meetOtherTabs()
  expect(host.voids.list).toMatchObject([{ id: lost, final: true }])
  expect(host.standing(lost)).toBe('void')
})

test('what is noted as lost, while its seal is not on the disk, is as the rules say: in effect, or pending', () => {
  const open = new Set(['open'])
  const voids = new Voids({
    mine: () => 'anna',
    entry: (hash) => (open.has(hash) ? ({ verdict: null } as never) : undefined),
    texts: async () => new Map(),
    isLeftOut: () => false,
    kept: async () => ({ acts: [], more: [] }),
    keep: async (change) => change({ acts: [], more: [] }),
    inWords: () => [],
  })
  const told: string[][] = []
  voids.onChange((lost) => void told.push(lost.map(({ id }) => id)))
  const lost = (id: string) => ({ id, account: 'anna', type: 't', data: {}, stamp: 1, at: 1, final: true, clauses: [] })
  voids.readAgain({ acts: [lost('open'), lost('gone')], more: [] }) // another tab's disk refused the seal of the one
  expect(told).toEqual([['gone']])
  open.add('gone')
  voids.judged(['gone'])
  expect([voids.list, voids.has('gone')]).toEqual([[], false])
})

test('what is lost is told once, also where the list has no room for it', () => {
  const lost = (id: string, at: number) => ({ id, account: 'anna', type: 't', data: {}, stamp: at, at, final: true, clauses: [] })
  const kept: Lost = { acts: Array.from({ length: 200 }, (_, i) => lost(`lost ${i}`, i)), more: [] }
  const entry = { row: { body: { device: 'd', type: 't', data: {}, stamp: 999 } }, at: 999, verdict: { why: 'refused', clauses: [] } }
  const voids = new Voids(
    {
      mine: () => 'anna',
      entry: (hash) => (hash === 'open' ? (entry as never) : undefined),
      texts: async () => new Map(),
      isLeftOut: () => false,
      kept: async () => kept,
      keep: async (change) => change(kept),
      inWords: () => [],
    },
    kept,
  )
  voids.judged(['open'])
  expect([voids.list.length, voids.list[0]?.id]).toEqual([200, 'open'])
  const told: string[] = []
  voids.onChange((acts) => told.push(...acts.map(({ id }) => id)))
  voids.readAgain(kept)
  expect(told).toEqual([])
})

test('what another tab noted as lost, by a seal that has not come here, stays noted where this one notes more', async () => {
  const lost = (id: string) => ({ id, account: 'anna', type: 't', data: {}, stamp: 1, at: 1, final: true, clauses: [] })
  let kept: Lost = { acts: [lost('open')], more: ['open too'] }
  const voids = new Voids({
    mine: () => 'anna',
    entry: (hash) => (hash.startsWith('open') ? ({ verdict: null } as never) : undefined),
    texts: async () => new Map(),
    isLeftOut: () => false,
    kept: async () => kept,
    keep: async (change) => (kept = change(kept)),
    inWords: () => [],
  })
  await voids.cut([{ hash: 'dead', text: '', body: { device: 'd', type: 't', data: {}, stamp: 2 } } as never])
  expect([kept.acts.map(({ id }) => id), kept.more]).toEqual([['dead', 'open'], ['open too']])
  expect([voids.list.map(({ id }) => id), voids.has('open'), voids.has('open too')]).toEqual([['dead'], false, false])
})

test('of more acts that did not happen than are listed none is called final, also behind a restart', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const phone = await newcomer(host, time)
  await gives(host, phone)
  const there = await enrolAt(host, ana, phone)
  await gives(phone, host)
  time.pass(6_000)
  await host.sealNow({ full: true })
  await host.act(ana.device, [await revocationOf(host, ana, there.device.id)])
  time.pass(1_000)
  for (const round of [0, 1]) {
    const again = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
    await phone.act(
      there.device,
      Array.from({ length: 110 }, () => again),
    )
    await gives(phone, host)
    time.pass(6_000)
    await host.sealNow({ full: true })
    if (round === 1) await gives(host, phone) // which it has not heard of before
  }
  const lost = (await collect(phone.store.rowsAfter([]))).flatMap((text) => {
    const { hash, body } = okay(readRow(text))[0] as Row
    return body.device === there.device.id && body.type === 'accounts.policyAccepted' ? [hash] : []
  })
  expect(lost.length).toBe(220)
  for (const peer of [host, phone]) {
    await peer.saveSnapshot()
    for (const each of [peer, await reopen(peer, time)]) {
      expect(each.voids.list.filter(({ final }) => final).length).toBe(200)
      expect(lost.filter((hash) => each.standing(hash) !== 'void')).toEqual([])
    }
  }
})

test('K5: whose device was copied and stopped is told which acts did not happen, also behind a restart', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const guest = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  town.join('guest', guest)
  await town.settled()
  const ana = await arrive(guest, 'ana')
  await town.settled()
  time.pass(10_000)
  await host.sealNow({ full: true })
  await town.settled()

  // An old copy of her browser acts elsewhere, while hers is out of touch.
  const copy = await forged(host, ana.device, { ...guest.engine.draft(ana.device.id), seen: [] })
  await host.receive('a copy', [copy.text], [], [])
  town.hub.partition(['host'], ['guest'])
  time.pass(1_000)
  const acts = [
    await does(guest, ana, 'content.published', { ...note, caption: guest.write(ana.account, 'hello') }),
    await does(guest, ana, 'accounts.policyAccepted', { policy: 'human creator' }),
  ]
  town.hub.heal()
  await town.settled()
  time.pass(10_000)
  await host.sealNow({ full: true })
  await town.settled()
  expect(guest.engine.isStopped(ana.device.id)).toBe(true)
  for (const peer of [guest, await reopen(guest, time)]) {
    expect(acts.map((act) => peer.standing(act))).toEqual(['void', 'void'])
    expect(await Promise.all(acts.map(async (act) => (await peer.verdict(act)).standing))).toEqual(['void', 'void'])
    expect(new Set(peer.voids.list.map(({ id, final }) => `${id} ${final}`))).toEqual(new Set(acts.map((act) => `${act} true`)))
  }
  expect(guest.standing(copy.hash)).toBe('final')
  town.stop()
})

test('K5: what another device of the same person did on a dead branch is told in every tab, whichever of them heard of it', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const [phone, laptop] = await twoDevicesOf(host, ana, time)
  time.pass(3_000)
  await host.sealNow({ full: true })
  await gives(host, laptop)
  const { device } = phone.personas[0] as Persona
  const stays = await forged(phone, device, { seen: [] })
  const dead = await forged(phone, device, { seen: [], stamp: stays.body.stamp + 1 })
  await host.receive('other', [stays.text], [], [])
  time.pass(3_000)
  const seal = await host.sealNow({ full: true })
  const tab = await reopen(laptop, time)
  const hears = async (rows: readonly string[], seals: readonly string[] = []) => laptop.receive('other', rows, seals, [])
  await hears([], [seal?.text ?? ''])
  await hears([dead.text])
  await hears([stays.text])
  const lost = { id: dead.hash, account: ana.account, final: true }
  expect(laptop.voids.list).toMatchObject([lost])
  await tab.meetOtherTabs()
  expect(tab.engine.last.hash).toBe(seal?.hash)
  expect(tab.voids.list).toMatchObject([lost])
})

test('what another device of the same person did, and what did not happen, is told also where its seal was here before it', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, ben] = [await arrive(host, 'ana'), await arrive(host, 'ben')]
  await does(host, ana, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: plainly(1_000) })
  const [phone, laptop] = await twoDevicesOf(host, ana, time)
  time.pass(3_000)
  await host.sealNow({ full: true })
  await gives(host, laptop)
  const pays = (amount: number) => ({ to: ben.account, currency: 'EUR', amount, agreed: plainly(amount) }) as const
  const first = await does(host, ana, 'ledger.transferred', pays(800))
  time.pass(1_000)
  const lost = await does(phone, phone.personas[0] as Persona, 'ledger.transferred', pays(700))
  await gives(phone, host)
  const [stands, fails] = [first, lost].map((id) => host.engine.openEntry(id)?.row.text ?? '') as [string, string]
  time.pass(3_000)
  const seal = await host.sealNow({ full: true })
  await laptop.receive('other', [], [seal?.text ?? ''], [])
  await laptop.receive('other', [fails], [], [])
  await laptop.receive('other', [stands], [], [])
  expect(laptop.engine.last.hash).toBe(seal?.hash)
  for (const peer of [laptop, await reopen(laptop, time)])
    expect(peer.voids.list).toMatchObject([{ id: lost, account: ana.account, final: true, clauses: [{ id: 'LED-2' }] }])
})

/** Two rows of one device at one place, of which the host has sealed the first. */
async function branched(host: Peer, phone: Peer, device: Persona['device'], time: StillMachine) {
  const stays = await forged(phone, device, { seen: [] })
  const dead = await forged(phone, device, { seen: [], stamp: stays.body.stamp + 1 })
  await host.receive('other', [stays.text], [], [])
  time.pass(3_000)
  await host.sealNow({ full: true })
  return { stays, dead }
}

test('K5: what a device did on a dead branch is told on other devices of the same person also where it comes behind the seal, and for good', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const phone = await newcomer(host, time)
  await gives(host, phone)
  const { device } = await enrolAt(host, ana, phone)
  await gives(phone, host)
  const { stays, dead } = await branched(host, phone, device, time)
  await host.receive('other', [dead.text], [], [])
  await host.receive('other', [stays.text, dead.text], [], [])
  await host.saveSnapshot()
  for (const peer of [host, await reopen(host, time)]) {
    expect(peer.voids.list).toMatchObject([{ id: dead.hash, account: ana.account, final: true, clauses: [{ id: 'fork' }] }])
    expect([peer.standing(stays.hash), peer.standing(dead.hash)]).toEqual(['final', 'void'])
  }
})

test('K5: what a device did on a dead branch is told also where the disk refuses to note that at first', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const [phone] = await twoDevicesOf(host, ana, time)
  const { device } = phone.personas[0] as Persona
  const { dead } = await branched(host, phone, device, time)
  await host.saveSnapshot()
  vi.spyOn(host.store, 'changeMeta').mockRejectedValueOnce(new QuotaExceeded())
  await host.receive('other', [dead.text], [], [])
  const full = (store: Store): Store => ({ ...store, changeMeta: () => Promise.reject(new QuotaExceeded()) })
  for (const peer of [host, await reopen(host, time, { through: full }), await reopen(host, time)]) {
    expect(peer.voids.list).toMatchObject([{ id: dead.hash, account: ana.account, final: true }])
    expect(peer.standing(dead.hash)).toBe('void')
  }
})

test('K5: what one tab noted as lost stays noted where another one that did not hear of it notes more', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const [phone, laptop] = await twoDevicesOf(host, ana, time)
  const { device } = phone.personas[0] as Persona
  const { stays, dead } = await branched(host, phone, device, time)
  await gives(host, laptop)
  const tab = await reopen(laptop, time)
  const refused = await forged(host, ana.device, { type: 'content.liked', data: { content: stays.hash } })
  await host.receive('other', [refused.text], [], [])
  time.pass(3_000)
  const seal = await host.sealNow({ full: true })
  await laptop.receive('other', [dead.text, refused.text], [seal?.text ?? ''], [])
  await tab.meetOtherTabs()
  await tab.saveSnapshot()
  for (const peer of [laptop, tab]) await peer.close()
  const again = await reopen(laptop, time)
  expect(new Set(again.voids.list.map(({ id }) => id))).toEqual(new Set([dead.hash, refused.hash]))
})

test('K5: of what two tabs note as lost at one moment all stays noted', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const tab = await reopen(host, time)
  const dead = await Promise.all([1, 2].map((i) => forged(host, ana.device, { stamp: host.engine.worldTime + i })))
  await Promise.all([host, tab].map((peer, i) => peer.voids.cut(dead.slice(i, i + 1))))
  const again = await reopen(host, time)
  expect(new Set(again.voids.list.map(({ id }) => id))).toEqual(new Set(dead.map(({ hash }) => hash)))
})

test('K1: whose device came too late to its invite is told that what they did there has no effect', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ben = await arrive(host, 'ben')
  const phone = await newcomer(host, time)
  const gives = async (from: Peer, to: Peer) =>
    to.receive('elsewhere', await collect(from.store.rowsAfter([])), await from.store.sealsAfter(0), [])
  await gives(host, phone)
  const there = await enrolAt(host, ben, phone)
  const post = await does(phone, there, 'content.published', { ...note, caption: phone.write(ben.account, 'Good evening') })
  await host.jump(1_000 * 86_400_000, 'a test') // the invite has ended
  await gives(phone, host)
  time.pass(6_000)
  await host.sealNow({ full: true })
  expect(phone.voids.list).toEqual([])
  const told: string[] = []
  phone.voids.onChange((lost) => told.push(...lost.map(({ id }) => id)))
  await gives(host, phone)
  expect(phone.standing(post)).toBe('void')
  const lost = phone.voids.list.map(({ id, type, final }) => [type, final, told.filter((each) => each === id).length])
  expect(new Set(lost)).toEqual(new Set(['accounts.joined', 'accounts.enrolled', 'content.published'].map((type) => [type, true, 1])))

  // No seal will tell of it, nobody is told of it, and nobody waits for it.
  expect([phone.engine.open.length, phone.pending]).toEqual([2, 0])
  const [copy, brought] = [await copied(phone, time), await imported(await exportWorld(phone), time)]
  expect([copy.left, brought.ok && brought.left]).toEqual([0, 0])
  const town = makeTown()
  const syncs = [town.join('host', host), town.join('phone', phone)]
  expect(await town.settled()).toBe(true)
  expect(syncs.flatMap((sync) => sync.links().map(({ inSync }) => inSync))).toEqual([true, true])
  town.stop()
  const again = await reopen(phone, time)
  expect(again.voids.list).toEqual(phone.voids.list)
})

/** A browser in which Eve and Zoe came in in time, and somebody else once the invite had ended. */
async function withLate() {
  const time = stillMachine()
  const host = await newWorld(time)
  const guest = await newcomer(host, time)
  await gives(host, guest)
  const [eve, zoe] = [await arrive(guest, 'eve'), await arrive(guest, 'zoe')]
  await gives(guest, host)
  time.pass(6_000)
  await host.sealNow({ full: true })
  await gives(host, guest)
  await host.jump(1_000 * 86_400_000, 'a test') // the invite has ended
  return { time, host, guest, eve, zoe, late: await arrive(guest, 'late') }
}

test.each([
  ['has heard of that', 1],
  ['does not know it yet', 30],
])('K20: who acts in one browser with somebody that came too late has to wait for nothing, where it %s', async (known, sealed) => {
  const { time, host, guest, late, eve } = await withLate()
  const accepts = () => does(guest, eve, 'accounts.policyAccepted', { policy: 'human creator' })
  for (let acts = 0; acts < 25; acts++)
    await guest.act(late.device, [{ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }])
  if (known === 'does not know it yet') await accepts()
  const told: string[] = []
  guest.voids.onChange((lost) => told.push(...lost.map(({ id }) => id)))
  const town = makeTown()
  town.join('host', host)
  town.join('guest', guest)
  const goesOn = async () => {
    for (let seals = 0; seals < 3; seals++) {
      time.pass(6_000)
      await host.sealNow({ full: true })
      await host.admitWaiting()
      await town.timing.pass(60_000)
    }
  }
  await goesOn()
  const act = await accepts()
  await goesOn()
  expect([guest.standing(act), guest.pending]).toEqual(['final', 0])
  expect([host.engine.head(late.device.id)?.seq, told.length, new Set(told).size]).toEqual([sealed, 30, 30])
  town.stop()
})

test('K1, K20: what somebody that came too late has seen is named by whoever acts behind them, though they are not', async () => {
  const { time, host, guest, late, eve, zoe } = await withLate()
  const accepts = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
  for (let acts = 0; acts < 45; acts++) await guest.act(late.device, [accepts])
  const post = await does(guest, zoe, 'content.published', { ...note, caption: guest.write(zoe.account, 'Good evening') })
  await guest.act(late.device, [accepts])
  const goesOn = async () => {
    await gives(guest, host)
    time.pass(6_000)
    await host.sealNow({ full: true })
    await host.admitWaiting()
    await gives(host, guest)
  }
  await goesOn()
  expect([guest.isLeftOut(late.device.id), guest.standing(post)]).toEqual([true, 'pending'])
  time.pass(1_000)
  const like = await does(guest, eve, 'content.liked', { content: post })
  for (let seals = 0; seals < 4; seals++) await goesOn()
  expect([guest.standing(post), guest.standing(like)]).toEqual(['final', 'final'])
})

test('DEL-10: whose device came in as their account was being deleted elsewhere is told that what they did there did not happen', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ben = await arrive(host, 'ben')
  const phone = await newcomer(host, time)
  await does(host, ben, 'accounts.deletionRequested', {})
  await host.jump(2 * 86_400_000, 'a test')
  await gives(host, phone)
  await does(host, ben, 'accounts.deletionConfirmed', {})
  time.pass(1_000)
  const there = await enrolAt(host, ben, phone)
  const post = await does(phone, there, 'content.published', { ...note, caption: phone.write(ben.account, 'Good evening') })
  await gives(phone, host)
  time.pass(6_000)
  await host.sealNow({ full: true })
  await gives(host, phone)
  expect(phone.standing(post)).toBe('void')
  expect(phone.voids.list.map(({ type, final }) => [type, final])).toContainEqual(['content.published', true])
})
