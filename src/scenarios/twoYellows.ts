/** Two yellow flags make a red one, and a red one fades by itself: the rules as arithmetic. */
import { decides, hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mesi, kwabena, caspian] = [hands('mesi', 'a'), hands('kwabena', 'a'), hands('caspian', 'a')] as const

const flags = (post: string) => decides(kwabena, post, 'yellow', 'low quality', 'The same advertisement, again.')
const level = (is: string) => ({ question: 'standing', args: {}, at: 'level', is }) as const

export const twoYellows = scenario({
  id: 'two-yellows',
  title: 'Two yellows make a red',
  tells: 'Caspian advertises his shop once too often. Watch his standing change, the reasons arrive, and the red flag fade by itself.',
  world: 'empty',
  cover: '/bay/mio-three-bottles-otb12rfy.webp',
  cast: cast('mesi', 'kwabena', 'caspian'),
  peers: ['a'],
  steps: [
    caspian.go('/', { chapter: 'The first flag', say: 'Caspian has a shop, and says so. Kwabena looks after the desk.' }),
    kwabena.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'kwabena' }, role: 'moderator' }),
    caspian.joins(),
    caspian.does('content.published', textPost('Buy at my shop.'), { makes: 'first', expect: [{ text: 'Buy at my shop.' }] }),
    caspian.does('content.published', textPost('Really, buy at my shop.'), { makes: 'second' }),
    ...flags('first'),
    caspian.go('/standing', {
      say: 'One post is taken down, with a yellow flag. He can do everything as before, and is told what would come next.',
      expect: [level('yellow'), { text: 'Yellow flag in force' }],
    }),
    caspian.wait({ chapter: 'The second flag', say: 'He does it again, and Kwabena sees that, too.' }),
    ...flags('second'),
    caspian.wait({
      say: 'Two yellow flags have become a red one. Nobody pressed a button for that: it is the rule.',
      expect: [level('red'), { text: 'Red flag in force' }],
    }),
    caspian.later('7 months', { chapter: 'Time passes', say: 'The clock of this world moves on by seven months, in a moment.' }),
    caspian.wait({ say: 'Without another violation the flag has faded.', expect: [level('good'), { text: 'In good standing' }] }),
  ],
})
