/** A tip that cannot be: the rule that refuses it, what would make it possible, and that it then is. */
import { hands, textPost, tipped, toppedUp } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mio, lucia] = [hands('mio', 'a'), hands('lucia', 'a')] as const
/** Clause LED-2. */
const short = 'Nobody spends more than is available. What is held is not available.'

export const refusedTip = scenario({
  id: 'refused-tip',
  title: 'A tip refused, and why',
  tells:
    'Lucía has three euros and wants to tip five. Mesi says which rule stands in the way, which facts it looked at, and what would help.',
  world: 'empty',
  cover: '/bay/amadou-four-lemons-Wzb9Fhvx.webp',
  cast: cast('mio', 'lucia'),
  peers: ['a'],
  steps: [
    lucia.go('/', { chapter: 'Too little', say: 'Mio makes pots, and Lucía likes them. She has three euros.' }),
    mio.joins(),
    mio.does('content.published', textPost('New bowls. Ask me about the ash.'), { makes: 'bowls' }),
    lucia.joins({ expect: [{ text: 'New bowls. Ask me about the ash.' }] }),
    lucia.does(toppedUp(3_00).act, toppedUp(3_00).data, { expect: [{ question: 'wallet', args: {}, at: 'balances.0.posted', is: 3_00 }] }),
    lucia.go('/u/mio_clay', { say: 'She wants to give him five.' }),
    lucia.tap('button', 'Tip'),
    lucia.type('Amount', '5', {
      say: 'Before she can send anything, the form says no: the clause, the facts, and what would make it possible.',
      expect: [{ text: short }],
    }),
    lucia.tap('button', 'Top up EUR', {
      chapter: 'A way on',
      say: 'One press away is what she needs.',
      expect: [{ text: 'This is a simulation: no real card, no real money. Choose how the card should behave.' }], // both forms ask for an amount
    }),
    lucia.type('Amount', '10'),
    lucia.tap('button', 'Pay 10.00 EUR', { causes: toppedUp(10_00) }),
    lucia.tap('button', 'Done', { say: 'Her tip is where she left it.', expect: [{ gone: short }] }),
    lucia.tap('button', 'Send 5.00 EUR', {
      say: 'Now it can be sent.',
      causes: tipped({ to: { $account: 'mio' } }, 5_00),
      expect: [{ text: 'Tip sent' }],
    }),
    lucia.tap('link', 'See every entry', {
      say: 'Every entry in the books, and the clauses on which it rests.',
      expect: [{ text: 'It cannot change any more. Final since' }, { question: 'wallet', args: {}, at: 'balances.0.posted', is: 8_00 }],
    }),
  ],
})
