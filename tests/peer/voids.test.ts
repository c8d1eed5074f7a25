import { expect, test, vi } from 'vitest'
import type { Peer } from '../../src/peer/peer'
import { ConnectionLost, QuotaExceeded } from '../../src/store/failures'
import { forged } from '../support/forging'
import { arrive, does, enrolAt, makeTown, newcomer, newWorld, reopen, stillMachine } from '../support/peers'
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

test('an act whose seal the disk refuses is not lost for good, now or behind a restart', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, ben] = [await arrive(host, 'ana'), await arrive(host, 'ben')]
  await does(host, ana, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: plainly(1_000) })
  const phone = await newcomer(host, time)
  const gives = async (from: Peer, to: Peer) =>
    to.receive('other', await collect(from.store.rowsAfter([])), await from.store.sealsAfter(0), [])
  await gives(host, phone)
  const hers = await enrolAt(host, ana, phone)
  const pays = (amount: number) => ({ to: ben.account, currency: 'EUR', amount, agreed: plainly(amount) }) as const
  await does(host, ana, 'ledger.transferred', pays(800))
  time.pass(1_000)
  const lost = await does(phone, hers, 'ledger.transferred', pays(700))
  await gives(phone, host)
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
    expect(new Set(peer.voids.list.map(({ id, final }) => `${id} ${final}`))).toEqual(new Set(acts.map((act) => `${act} true`)))
  }
  expect(guest.standing(copy.hash)).toBe('final')
  town.stop()
})
