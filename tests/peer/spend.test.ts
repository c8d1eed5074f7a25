import { expect, test } from 'vitest'
import { statement } from '../../src/areas/ledger/views'
import type { Peer } from '../../src/peer/peer'
import { arrive, asked, does, enrolAt, hashOf, makeTown, newcomer, newWorld, stillMachine } from '../support/peers'

const plainly = (amount: number) => ({ total: amount, fee: 0, net: amount })
const paying = (to: string, amount: number) => ({ to, currency: 'EUR', amount, agreed: plainly(amount) }) as const

function euros(peer: Peer, account: string): number | undefined {
  return asked(peer, 'wallet', {}, account)?.balances.find(({ currency }) => currency === 'EUR')?.posted
}

test('LED-2: one wallet on two devices spends the same money twice offline; one spend stands, the other is void and says why', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, ben, cleo] = [await arrive(host, 'ana'), await arrive(host, 'ben'), await arrive(host, 'cleo')]
  await does(host, ana, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 10_000, into: 'EUR', agreed: plainly(10_000) })
  const phone = await newcomer(host, time)
  const town = makeTown()
  const [atHost, atPhone] = [town.join('host', host), town.join('phone', phone)]
  expect(await town.settled()).toBe(true)
  const hers = await enrolAt(host, ana, phone)
  expect(await town.settled()).toBe(true)
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  expect(hashOf(phone)).toEqual(hashOf(host))

  atHost.online(false)
  atPhone.online(false)
  time.pass(1_000)
  const first = await does(host, ana, 'ledger.transferred', paying(ben.account, 8_000))
  time.pass(1_000)
  const second = await does(phone, hers, 'ledger.transferred', paying(cleo.account, 7_000))
  const told = new Promise<void>((done) => phone.voids.onChange((lost) => lost.some((act) => act.id === second) && done()))
  expect([host.standing(first), phone.standing(second)]).toEqual(['pending', 'pending'])
  atHost.online(true)
  atPhone.online(true)
  expect(await town.settled()).toBe(true)
  expect([host.standing(second), phone.standing(second), phone.standing(first)]).toEqual(['void', 'void', 'pending'])
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  expect(hashOf(phone)).toEqual(hashOf(host))
  expect(hashOf(host).open).toEqual([])
  await told

  for (const peer of [host, phone]) {
    expect(await peer.verdict(first)).toMatchObject({ standing: 'final', verdict: null, clauses: [] })
    expect(await peer.verdict(second)).toMatchObject({ standing: 'void', verdict: { why: 'refused' } })
    const [clause] = (await peer.verdict(second)).clauses
    expect(clause?.id).toBe('LED-2')
    expect(clause?.text).toMatch(/^[A-Z].{20,}\.$/)
    expect(clause?.facts).toMatchObject({ currency: 'EUR', available: 2_000 })
    expect([ana, ben, cleo].map(({ account }) => euros(peer, account))).toEqual([2_000, 8_000, 0])
  }
  town.stop()
})

test('K13, K14: what time did with money out of touch is pending until a seal has come so far, though its act is final', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ben = await arrive(host, 'ben')
  const phone = await newcomer(host, time)
  const town = makeTown()
  const [atHost, atPhone] = [town.join('host', host), town.join('phone', phone)]
  expect(await town.settled()).toBe(true)
  const his = await enrolAt(host, ben, phone)
  const deposit = await does(phone, his, 'ledger.deposited', { currency: 'USDC', amount: 100_000_000 })
  const sealed = async (): Promise<void> => {
    expect(await town.settled()).toBe(true)
    time.pass(6_000)
    await host.sealNow({ full: true })
    expect(await town.settled()).toBe(true)
  }
  await sealed()
  expect(phone.standing(deposit)).toBe('final')

  atHost.online(false)
  atPhone.online(false)
  time.pass(400_000) // all its confirmations
  await does(phone, his, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 100, into: 'EUR', agreed: plainly(100) })
  const told: string[][] = []
  const stop = phone.answers.watch(statement, {}, ben.account, (page) =>
    told.push(page?.lines.map(({ kind, standing }) => `${kind} ${standing}`) ?? []),
  )
  expect(told.at(-1)).toEqual(['top-up pending', 'deposit pending'])
  atHost.online(true)
  atPhone.online(true)
  await sealed()
  expect(told.at(-1)).toEqual(['top-up final', 'deposit final'])
  stop()
  town.stop()
})
