/** A report that was a mistake, and what it is good for: what moderators cleared is not reported again while it stays as it is. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mesi, marisol, anjali, declan] = [hands('mesi', 'a'), hands('marisol', 'a'), hands('anjali', 'a'), hands('declan', 'a')] as const
const caption = 'Marigold, stretched as far as it goes'

export const clearedPhoto = scenario({
  id: 'cleared-photo',
  title: 'The cleared photo',
  tells: 'Declan reports a photo in good faith. Marisol finds nothing wrong with it: nobody is punished, and nobody can report it again.',
  world: 'empty',
  cover: '/bay/mio-red-bowl-r7WHL5rf.webp',
  cast: cast('mesi', 'marisol', 'anjali', 'declan'),
  peers: ['a'],
  steps: [
    declan.go('/', {
      chapter: 'A report in good faith',
      say: 'Anjali shows a photo. Declan thinks that it breaks a rule, and tells the desk.',
    }),
    marisol.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'marisol' }, role: 'moderator' }),
    anjali.joins(),
    anjali.does('content.published', textPost(caption, { media: 'image', files: [{ $file: 'marigold.jpg' }] }), { makes: 'photo' }),
    declan.joins(),
    {
      as: 'declan',
      on: 'a',
      do: 'act',
      deed: { reports: { $made: 'photo' }, breach: 'policy', words: 'Is this allowed? It looks painful.', makes: 'report' },
    },
    { as: 'marisol', on: 'a', do: 'act', deed: { opens: { $made: 'report' }, makes: 'case' } },
    marisol.does(
      'moderation.claimed',
      { case: { $made: 'case' } },
      { chapter: 'Cleared', say: 'Marisol looks at it: a stretch is a stretch.' },
    ),
    marisol.does('moderation.decided', {
      case: { $made: 'case' },
      version: '0',
      outcome: 'clear',
      reasons: { $words: 'Nothing here is against the policy.' },
    }),
    marisol.later('10m'),
    marisol.wait(),
    declan.comes(),
    declan.go('/report/content/{made:photo}', {
      say: 'As long as the photo stays as it is, it is not reported again. And a mistake in good faith never counts against anybody.',
      expect: [
        { text: 'Moderators have looked at this' },
        { question: 'reportable', args: { kind: 'content', id: { $made: 'photo' } }, at: 'refusedBy', is: 'RPT-5' },
        { question: 'reporter', args: {}, at: 'abusive', is: 0 },
      ],
    }),
  ],
})
