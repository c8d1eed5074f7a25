/** What if: a post that should not have been is taken out of the past, and both futures stand side by side. */
import { decides, hands, textPost, tipped, toppedUp } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mesi, kwabena, lucia, caspian] = [hands('mesi', 'a'), hands('kwabena', 'a'), hands('lucia', 'a'), hands('caspian', 'a')] as const
/** The same device once more, on which the first post never was. */
const otherwise = { lucia: hands('lucia', 'b'), caspian: hands('caspian', 'b') }
const flags = (post: string) => decides(kwabena, post, 'yellow', 'low quality', 'An advertisement.')
const tip = tipped({ to: { $account: 'caspian' }, content: { $made: 'first' } }, 5_00)

export const whatIf = scenario({
  id: 'what-if',
  title: 'What if he had not?',
  tells:
    'Caspian advertises his shop twice. Take the first post out of the past, and see what else would be different: money, flags, screens.',
  world: 'empty',
  cover: '/bay/lucia-night-bus-82rOFbbd.webp',
  cast: cast('mesi', 'kwabena', 'lucia', 'caspian'),
  peers: ['a', 'b'],
  steps: [
    caspian.go('/', { chapter: 'What happened', say: 'Caspian has a shop, and says so. Lucía likes it, and tips him five euros.' }),
    kwabena.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'kwabena' }, role: 'moderator' }),
    lucia.joins(),
    lucia.does(toppedUp(20_00).act, toppedUp(20_00).data),
    caspian.joins(),
    caspian.does('content.published', textPost('Buy at my shop.'), { makes: 'first' }),
    caspian.wait(),
    lucia.does(tip.act, tip.data),
    ...flags('first'),
    caspian.does('content.published', textPost('Really, buy at my shop.'), { makes: 'second' }),
    ...flags('second'),
    caspian.comes(),
    caspian.go('/standing', {
      say: 'Kwabena has flagged both posts. Two yellow flags make a red one.',
      expect: [{ text: 'Red flag in force' }, { question: 'standing', args: {}, at: 'level', is: 'red' }],
    }),

    caspian.go('/what-if?without=/event/{made:first}', {
      chapter: 'Without the first post',
      say: 'The director’s tool takes one act out of the past and replays everything else. The tip would have had no post to go to, and one of the flags no reason to exist. The list says whose money and whose standing change.',
      expect: [{ text: '1 person' }, { text: 'tip of 5.00 EUR to Caspian Vogel' }],
    }),

    caspian.go('/standing', { chapter: 'Side by side', say: 'You can look at both worlds. This is the real one.' }),
    otherwise.caspian.go(
      { insteadOf: 'a', at: '/standing', without: ['first'], parameters: {} },
      { say: 'And this is how it would have been: one flag, and it is yellow.', expect: [{ text: 'Yellow flag in force' }] },
    ),
    lucia.comes(),
    otherwise.lucia.comes(),
    lucia.go('/wallet', { say: 'Lucía has fifteen euros left.', expect: [{ text: '15.00 EUR' }] }),
    otherwise.lucia.go('/wallet', { say: 'There she would have twenty.', expect: [{ text: '20.00 EUR' }, { gone: '15.00 EUR' }] }),
    otherwise.lucia.tap('button', 'Back to now', {
      say: 'None of it is kept: one press, and that page is back in the real world.',
      expect: [{ text: '15.00 EUR' }],
    }),
  ],
})
