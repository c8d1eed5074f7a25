/** Red flags fade, and a new one restarts the time of all of them. */
import { decides, hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mesi, kwabena, caspian] = [hands('mesi', 'a'), hands('kwabena', 'a'), hands('caspian', 'a')] as const

const red = (post: string) => decides(kwabena, post, 'red', 'rules', 'Passing off the work of others.')
const level = (is: string) => ({ question: 'standing', args: {}, at: 'level', is }) as const

export const redRestarts = scenario({
  id: 'red-restarts',
  title: 'Red restarts its clock',
  tells: 'A red flag would fade after ninety days. On day eighty Caspian earns another one, and both stay until the new time is over.',
  world: 'empty',
  cover: '/bay/declan-tide-9OuDmoaY.webp',
  cast: cast('mesi', 'kwabena', 'caspian'),
  peers: ['a'],
  steps: [
    caspian.go('/', { chapter: 'The first red flag', say: 'Caspian passes off the work of others as his own. Kwabena sees it.' }),
    kwabena.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'kwabena' }, role: 'moderator' }),
    caspian.joins(),
    caspian.does('content.published', textPost('All my own work, of course.'), { makes: 'first' }),
    ...red('first'),
    caspian.go('/standing', {
      say: 'A red flag is in force. Each upload asks for more details now, and the flag says when it fades.',
      expect: [level('red'), { text: 'It fades on' }],
    }),
    caspian.later('80d', { chapter: 'The second one', say: 'Eighty days pass. Ten more, and he would be rid of it.' }),
    caspian.does('content.published', textPost('This one is mine, too.', { details: [{ $words: 'I made it at home.' }] }), {
      makes: 'second',
    }),
    ...red('second'),
    caspian.later('20d', { say: 'Day one hundred. The first flag alone would be gone by now.' }),
    caspian.wait({ say: 'But the second one restarted the time of both.', expect: [level('red')] }),
    caspian.later('71d', { chapter: 'Over', say: 'Ninety days after the second flag, without another one in between.' }),
    caspian.wait({ say: 'Both have faded, in the same moment.', expect: [level('good'), { text: 'In good standing' }] }),
  ],
})
