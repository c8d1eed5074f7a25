/** The policy lab: the whole history again under another reading of a rule, and whose fate would be another. */
import { decides, hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mesi, kwabena, caspian] = [hands('mesi', 'a'), hands('kwabena', 'a'), hands('caspian', 'a')] as const
const flags = (post: string) => decides(kwabena, post, 'yellow', 'low quality', 'The same advertisement, again.')

export const anotherPolicy = scenario({
  id: 'another-policy',
  title: 'What if the policy were different?',
  tells:
    'Two yellow flags, forty days apart, turned into a red one. Would they have if yellow flags counted for only one month? The lab knows.',
  world: 'empty',
  cover: '/bay/ingrid-aurora-Z7wlMRcl.webp',
  cast: cast('mesi', 'kwabena', 'caspian'),
  peers: ['a'],
  steps: [
    caspian.go('/', { chapter: 'What happened', say: 'Caspian advertises his shop, and again forty days later.' }),
    kwabena.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'kwabena' }, role: 'moderator' }),
    caspian.joins(),
    caspian.does('content.published', textPost('Buy at my shop.'), { makes: 'first' }),
    ...flags('first'),
    caspian.later('40d'),
    caspian.does('content.published', textPost('Really, buy at my shop.'), { makes: 'second' }),
    ...flags('second'),
    caspian.go('/standing', {
      say: 'Two yellow flags, and he is at red: in this world they count in total.',
      expect: [{ text: 'Red flag in force' }],
    }),

    mesi.comes({ chapter: 'The lab', say: 'The admin wonders: what if they counted for only one month?' }),
    mesi.go('/desk/admin?tab=lab', { expect: [{ text: 'What if the policy were different?' }] }),
    mesi.tap('combobox', 'New value', { part: true, say: 'She chooses the other reading of the rule.' }, 'one month'),
    mesi.tap('button', 'Replay everything', {
      say: 'Everything that ever happened is judged again by that rule. One person would have a different standing, and the lab says why. None of it is kept.',
      expect: [{ text: 'One person would have a different standing' }, { text: ': it would not exist.' }],
    }),
  ],
})
