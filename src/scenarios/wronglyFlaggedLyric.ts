/** A song lyric that the filter takes for a threat, and how its maker gets it back: a person has the last word. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mesi, marisol, zeyna, declan] = [hands('mesi', 'a'), hands('marisol', 'a'), hands('zeyna', 'a'), hands('declan', 'a')] as const
const lyric = 'I’m gonna burn your house down, baby, with a slow dance and a trumpet. First lines of the new one.'
const appeal = 'It is a song, and the only thing that burns in it is a candle.'

export const wronglyFlaggedLyric = scenario({
  id: 'wrongly-flagged-lyric',
  title: 'The wrongly flagged lyric',
  tells: 'The filter takes a line of a song for a threat. Zeyna is told why at once, appeals, and Marisol puts it up again.',
  world: 'empty',
  cover: '/bay/zeyna-pier-nine-LUYdhTpa.webp',
  cast: cast('mesi', 'marisol', 'zeyna', 'declan'),
  peers: ['a'],
  steps: [
    zeyna.go('/', { chapter: 'The lyric', say: 'Zeyna has a new song, and Marisol looks after the desk.' }),
    marisol.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'marisol' }, role: 'moderator' }),
    declan.joins(),
    zeyna.joins(),
    zeyna.go('/create'),
    zeyna.type('Your words', lyric, {
      say: 'Before she posts it, the filter on her own device says what it would make of it. That stops nobody.',
      expect: [{ text: 'The filter would take this down' }],
    }),
    zeyna.does('content.published', textPost(lyric), {
      makes: 'lyric',
      say: 'She posts it all the same. The filter of this world looks at it before anybody else does, and takes it down.',
      expect: [{ question: 'finding', args: { kind: 'content', id: { $made: 'lyric' } }, at: 'advice', is: 'block' }],
    }),
    declan.wait({ expect: [{ question: 'content', args: { content: { $made: 'lyric' } }, at: 'state', is: 'taken down' }] }),

    zeyna.comes({ chapter: 'The appeal' }),
    zeyna.go('/standing?tab=decisions', {
      say: 'She is told what it saw, how sure it was, and by which clause. No flag comes of a machine alone.',
      expect: [
        { text: 'The filter did this by itself. No flag comes of it, and a person looks at it.' },
        { question: 'standing', args: {}, at: 'level', is: 'good' },
      ],
    }),
    zeyna.tap('button', 'Appeal'),
    zeyna.type('Why it is wrong', appeal),
    zeyna.tap('button', 'Send the appeal', {
      say: 'She says why it is wrong. A person reads that.',
      causes: {
        act: 'moderation.appealed',
        data: { decision: { $answer: { question: 'myDecisions', args: {}, at: 'items.0.id' } }, reasons: { $words: appeal } },
      },
    }),

    marisol.comes({ chapter: 'A person decides' }),
    marisol.go('/desk?queue=appeals', { say: 'Marisol finds the appeal at the desk.', expect: [{ text: appeal }] }),
    marisol.does(
      'moderation.appealDecided',
      {
        decision: { $answer: { question: 'appeals', args: {}, at: 'items.0.id' } },
        outcome: 'overturned',
        reasons: { $words: 'It is a song. The filter was wrong.' },
      },
      { say: 'Context beats keywords: she overturns what the filter did.' },
    ),
    declan.wait({
      say: 'The song is before everybody, and the statistics of the admins remember that the filter was wrong.',
      expect: [{ question: 'content', args: { content: { $made: 'lyric' } }, at: 'state', is: 'shown' }],
    }),
    mesi.comes(),
    mesi.go('/desk/admin?tab=people', {
      expect: [{ text: 'Of what it took down, 1 overturned, 0 confirmed, 0 mended by their makers, 0 not looked at yet.' }],
    }),
  ],
})
