/** A black flag needs two moderators and an admin; what may follow is a ban, and a referral that is only recorded. */
import { cast } from './people'
import { scenario } from './scenario'
import { caspian, kwabena, marisol, mesi, ticketsFound } from './tickets'

export const blackFlag = scenario({
  id: 'black-flag',
  title: 'A black flag',
  tells: 'What is gravest takes three people: one who decides, one who confirms, and an admin who reviews the account.',
  world: 'empty',
  cover: '/bay/fenno-night-boat-qg-LVd8Q.webp',
  cast: cast('mesi', 'marisol', 'kwabena', 'caspian'),
  peers: ['a'],
  steps: [
    caspian.go('/', { chapter: 'The find', say: 'Caspian sells what he does not own, at a price that tells.' }),
    ...ticketsFound,
    marisol.does(
      'moderation.decided',
      {
        case: { $made: 'case' },
        version: '0',
        outcome: 'black',
        breach: 'illegal',
        reasons: { $words: 'Forged tickets, and not for the first time.' },
      },
      { makes: 'decision', say: 'Marisol wants a black flag. The post is down at once, and nothing else has happened yet.' },
    ),
    kwabena.comes({ chapter: 'A second pair of eyes' }),
    kwabena.go('/desk/{made:case}', { expect: [{ text: 'Confirm the black flag' }] }),
    kwabena.tap('button', 'Confirm the black flag', {
      say: 'Somebody else has to agree. Kwabena does.',
      causes: { act: 'moderation.blackConfirmed', data: { decision: { $made: 'decision' } } },
    }),
    caspian.wait({ expect: [{ question: 'standing', args: {}, at: 'level', is: 'black' }] }),
    mesi.does(
      'moderation.blackReviewed',
      { decision: { $made: 'decision' }, outcome: 'banned', referral: true, reasons: { $words: 'The account exists to sell forgeries.' } },
      { chapter: 'The review', say: 'An admin reviews the whole account, bans it for good, and notes that law enforcement was told.' },
    ),
    caspian.comes(),
    caspian.go('/standing', {
      say: 'Caspian reads why, and could still appeal: to an admin who had no part in it.',
      expect: [{ question: 'standing', args: {}, at: 'level', is: 'banned' }],
    }),
  ],
})
