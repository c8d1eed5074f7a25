/** Somebody who reports for fun: a warning, a calendar month without the button, and back by itself. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario, type Step } from './scenario'

const [mesi, marisol, ingrid, declan] = [hands('mesi', 'a'), hands('marisol', 'a'), hands('ingrid', 'a'), hands('declan', 'a')] as const
const act = (as: string, deed: Extract<Step, { do: 'act' }>['deed']): Step => ({ as, on: 'a', do: 'act', deed })

/** Declan reports a post for no reason, and Marisol finds nothing wrong with it. */
const inVain = (post: string): Step[] => {
  const found = { $made: `case of ${post}` }
  return [
    act('declan', { reports: { $made: post }, breach: 'illegal', words: 'Haha, look at this.', makes: `report of ${post}` }),
    act('marisol', { opens: { $made: `report of ${post}` }, makes: `case of ${post}` }),
    marisol.does('moderation.claimed', { case: found }),
    marisol.does('moderation.decided', { case: found, version: '0', outcome: 'clear', reasons: { $words: 'Nothing is wrong with it.' } }),
  ]
}
const judged = (post: string): Step =>
  act('marisol', { judges: { $made: `report of ${post}` }, misuse: 'no reason', words: 'This report has no reason at all.' })
const state = (is: string) => ({ question: 'reporter', args: {}, at: 'state', is }) as const

export const prankstersMonth = scenario({
  id: 'pranksters-month',
  title: 'The prankster’s month',
  tells: 'Declan reports for fun. First he is warned; then the button is gone for one calendar month, and comes back by itself.',
  world: 'empty',
  cover: '/bay/declan-seagull-7xnnoYGf.webp',
  cast: cast('mesi', 'marisol', 'ingrid', 'declan'),
  peers: ['a'],
  steps: [
    declan.go('/', { chapter: 'A joke', say: 'Ingrid posts about the ferry. Declan reports her posts, because he thinks it is funny.' }),
    marisol.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'marisol' }, role: 'moderator' }),
    ingrid.joins(),
    ...['one', 'two', 'three', 'four'].map((name) =>
      ingrid.does('content.published', textPost(`Ferry notes, page ${name}.`), { makes: name }),
    ),
    declan.joins(),
    ...['one', 'two', 'three'].flatMap(inVain),
    marisol.later('10m'),
    marisol.wait(),
    ...['one', 'two', 'three'].map(judged),
    declan.comes({ chapter: 'The warning' }),
    declan.go('/standing?tab=reports', {
      say: 'Three times without a reason is often. He is warned, and told what would come next.',
      expect: [state('warned')],
    }),
    ...inVain('four'),
    marisol.later('10m', { chapter: 'The month' }),
    marisol.wait(),
    judged('four'),
    declan.comes(),
    declan.go('/report/content/{made:two}', {
      say: 'He goes on, and cannot report for one calendar month, to the second. Everything else he can do as before.',
      expect: [state('suspended'), { text: 'You can report again from' }],
    }),
    declan.later('1 month', { chapter: 'Back' }),
    declan.wait({ say: 'The month is over. Nobody had to do anything.', expect: [state('normal')] }),
  ],
})
