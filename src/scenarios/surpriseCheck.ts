/** A surprise check: the desk draws a sample, and who has something to their name is drawn more often. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mesi, marisol, ingrid, caspian] = [hands('mesi', 'a'), hands('marisol', 'a'), hands('ingrid', 'a'), hands('caspian', 'a')] as const

export const surpriseCheck = scenario({
  id: 'surprise-check',
  title: 'A surprise check',
  tells: 'Nobody has reported anything. Marisol looks all the same, at a sample that is the same for everybody who checks it again.',
  world: 'empty',
  cover: '/bay/amadou-market-reds-eRBQ1WRA.webp',
  cast: cast('mesi', 'marisol', 'ingrid', 'caspian'),
  peers: ['a'],
  steps: [
    ingrid.go('/', { chapter: 'A quiet night', say: 'A few posts, and no report at all.' }),
    marisol.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'marisol' }, role: 'moderator' }),
    ingrid.joins(),
    ingrid.does('content.published', textPost('The ferry is late, and so is the moon.')),
    caspian.joins(),
    caspian.does('content.published', textPost('A film of last night’s concert, filmed from row four.'), { makes: 'film' }),
    marisol.comes({ chapter: 'The check' }),
    marisol.go('/desk?queue=checks'),
    marisol.tap('button', 'Start a surprise check', {
      say: 'The chance that picks the sample is the act itself, so everybody can draw it again and get the same.',
      causes: { act: 'moderation.checkStarted', makes: 'check', data: { kind: 'surprise' } },
      expect: [{ text: 'Look at the post' }],
    }),
    marisol.does(
      'moderation.caseOpened',
      { subject: { kind: 'content', id: { $made: 'film' }, version: '0' }, breach: 'copyright', check: { $made: 'check' } },
      { makes: 'case', say: 'One of them is a concert that somebody else owns. It becomes a case.' },
    ),
    marisol.does('moderation.checkFinished', { check: { $made: 'check' } }),
    marisol.go('/desk/{made:case}', {
      say: 'From here on it is a case like any other.',
      expect: [{ text: 'Found in a check' }, { question: 'deskCounts', args: {}, at: 'untriaged', is: 1 }],
    }),
  ],
})
