/** One person, two phones, no network: the same money is given away twice, and once only it can go. */
import { hands, tipped, toppedUp } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const first = hands('anna', 'a')
const second = hands('anna', 'b')
const has = (posted: number) => ({ question: 'wallet', args: {}, at: 'balances.0.posted', is: posted }) as const
const tip = (amount: number) => {
  const { act, data } = tipped({ to: { $account: 'ben' } }, amount)
  return [act, data] as const
}

/** Both phones say so, in plain words. */
const told = { text: 'Your tip of 7.00 EUR to Ben Okoro did not happen.' }

export const twoPhones = scenario({
  id: 'two-phones',
  title: 'Two phones, one tip',
  tells: 'Anna has ten euros and two phones. In the mountains, without a network, she tips Ben eight on one and seven on the other.',
  world: 'empty',
  cover: '/bay/noa-dawn-patrol-NYtfNMso.webp',
  cast: cast('anna', 'ben'),
  peers: ['a', 'b'],
  steps: [
    hands('ben', 'a').go('/', { chapter: 'One person, two phones', say: 'Ben and Anna are here, and Anna has ten euros.' }),
    hands('ben', 'a').joins(),
    first.joins(),
    first.does(toppedUp(10_00).act, toppedUp(10_00).data),
    first.wait(),
    second.go(
      { invitedBy: 'a' },
      {
        say: 'She adds her second phone, which holds the same account and the same ten euros.',
        expect: [{ question: 'profileByHandle', args: { handle: 'anna' }, at: 'handle', is: 'anna' }],
      },
    ),
    { as: 'anna', on: 'b', do: 'pair', with: 'a', expect: [has(10_00)] },
    first.wait(),
    first.net(false, { chapter: 'In the mountains', say: 'Both phones lose the network.' }),
    second.net(false),
    second.does(...tip(7_00), { say: 'On the second phone she tips Ben seven euros.', expect: [has(3_00)] }),
    first.does(...tip(8_00), { say: 'On the first one eight: neither phone can know of the other tip.', expect: [has(2_00)] }),
    first.wait({ say: 'The first phone hosts the world, so what happens on it is final.' }),
    second.net(true, { chapter: 'Back in the valley' }),
    first.net(true, { say: 'Back in the valley, they meet again.' }),
    second.wait({ say: 'Eight have gone, seven could not: both phones say so, and both know why.', expect: [has(2_00), told] }),
    first.wait({ expect: [has(2_00), told] }),
    second.go('/wallet', { say: 'Two euros are left on both, to the cent.', expect: [{ text: '2.00 EUR' }] }),
    first.go('/wallet', { expect: [{ text: '2.00 EUR' }] }),
  ],
})
