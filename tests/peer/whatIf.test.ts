import { expect, test } from 'vitest'
import { suppose } from '../../src/peer/whatIf'
import { areas } from '../../src/areas'
import type { Question } from '../../src/areas/area'
import type { QuoteAnswer } from '../../src/areas/ledger/views'
import type { Peer } from '../../src/peer/peer'
import { arrive, newWorld, stillMachine } from '../support/peers'

const quote = (peer: Peer, name: string, args: object, as: string): object => {
  const question = areas.flatMap((area) => area.questions ?? []).find((each) => each.name === name) as Question<object, QuoteAnswer>
  const { agreed } = peer.answers.ask(question, args, as).quote ?? {}
  if (!agreed) throw new Error(`${name} has no quote`)
  return agreed
}

test('without the top-up its tip would have been refused, and everybody would have what they had', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const [ana, bo] = [await arrive(peer, 'ana'), await arrive(peer, 'bo')]
  const money = { currency: 'EUR', amount: 1_000 } as const
  const topUp = { ...money, into: 'EUR' }
  const paidIn = await peer.act(ana.device, [
    { type: 'ledger.toppedUp', data: { card: 'works', ...topUp, agreed: quote(peer, 'quoteTopUp', topUp, ana.account) } as never },
  ])
  const tip = { to: bo.account, currency: 'EUR', amount: 500 }
  const sent = await peer.act(ana.device, [
    { type: 'tips.sent', data: { ...tip, agreed: quote(peer, 'quoteTip', tip, ana.account) } as never },
  ])
  if (!paidIn.ok || !sent.ok) throw new Error('refused')
  time.pass(10_000)
  await peer.sealNow({ full: true })

  const same = await suppose(peer, { parameters: {}, without: [] })
  expect([same.fates, same.purses]).toEqual([[], []])

  const { fates, purses } = await suppose(peer, { parameters: {}, without: [paidIn.id] })
  expect(fates.map(({ step, was, would }) => [step.id, was, would?.clauses[0]?.id])).toEqual([[sent.id, null, 'LED-2']])
  expect(purses.find(({ account, currency }) => account === ana.account && currency === 'EUR')).toMatchObject({ is: 500, would: 0 })
  expect(purses.find(({ account, currency }) => account === bo.account && currency === 'MESI')).toMatchObject({ would: 0 })

  const dear = await suppose(peer, { parameters: { 'tips.leastEUR': 501 }, without: [] })
  expect(dear.fates.map(({ would }) => would?.clauses[0]?.id)).toEqual(['TIP-8'])
  await peer.close()
})
