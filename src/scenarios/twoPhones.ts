/** One person, two phones, no network: the same money is given away twice, and once only it can go. */
import { scenario, type Step, type Value } from './scenario'

const topUp = { currency: 'EUR', amount: 10_00, into: 'EUR' } as const

/** Anna gives Ben a part of her ten euros. */
const tips = (on: string, amount: number, left: number): Step => {
  const tip = { to: { $account: 'ben' }, currency: 'EUR', amount } as const
  return {
    as: 'anna',
    on,
    do: 'act',
    deed: { act: 'tips.sent', data: { ...tip, agreed: { $answer: { question: 'quoteTip', args: tip, at: 'quote.agreed' } } } },
    expect: [has(left)],
  }
}
const has = (posted: number) => ({ question: 'wallet', args: {}, at: 'balances.0.posted', is: posted as Value })

/** Both phones say so, in plain words. */
const told = { text: 'Your tip of 7.00 EUR to Ben Okoro did not happen.' }

export const twoPhones = scenario({
  id: 'two-phones',
  title: 'Two phones, one tip',
  tells: 'Anna has ten euros and two phones. In the mountains, without a network, she tips Ben eight on one and seven on the other.',
  world: 'empty',
  cast: {
    anna: { kind: 'real', name: 'Anna Berger', handle: 'anna' },
    ben: { kind: 'real', name: 'Ben Okoro', handle: 'ben' },
  },
  peers: ['a', 'b'],
  steps: [
    { as: 'ben', on: 'a', do: 'go', to: '/' },
    { as: 'ben', on: 'a', do: 'act', deed: { joins: true } },
    { as: 'anna', on: 'a', do: 'act', deed: { joins: true } },
    {
      as: 'anna',
      on: 'a',
      do: 'act',
      deed: {
        act: 'ledger.toppedUp',
        data: { card: 'works', ...topUp, agreed: { $answer: { question: 'quoteTopUp', args: topUp, at: 'quote.agreed' } } },
      },
    },
    { as: 'anna', on: 'a', do: 'wait' },
    {
      as: 'anna',
      on: 'b',
      do: 'go',
      to: { invitedBy: 'a' },
      expect: [{ question: 'profileByHandle', args: { handle: 'anna' }, at: 'handle', is: 'anna' }],
    },
    { as: 'anna', on: 'b', do: 'pair', with: 'a', expect: [has(10_00)] },
    { as: 'anna', on: 'a', do: 'wait' },
    { as: 'anna', on: 'a', do: 'net', online: false, say: 'Both phones lose the network.' },
    { as: 'anna', on: 'b', do: 'net', online: false },
    tips('b', 7_00, 3_00),
    tips('a', 8_00, 2_00),
    { as: 'anna', on: 'a', do: 'wait', say: 'The first phone hosts the world, so what happens on it is final.' },
    { as: 'anna', on: 'b', do: 'net', online: true },
    { as: 'anna', on: 'a', do: 'net', online: true, say: 'Back in the valley, they meet again.' },
    { as: 'anna', on: 'b', do: 'wait', expect: [has(2_00), told] },
    { as: 'anna', on: 'a', do: 'wait', expect: [has(2_00), told] },
  ],
})
