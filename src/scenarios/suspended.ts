/** A suspension: what somebody cannot do meanwhile, what nobody can do for them, and that it ends by itself. */
import { hands } from './hands'
import { cast } from './people'
import { scenario } from './scenario'
import { caspian, kwabena, marisol, mesi, ticketsFound } from './tickets'

const lucia = hands('lucia', 'a')
const level = (is: string) => ({ question: 'standing', args: {}, at: 'level', is }) as const

export const suspended = scenario({
  id: 'suspended',
  title: 'Suspended, and back',
  tells: 'An admin reviews a black flag and suspends the account for thirty days. Then it goes on, and nobody had to do anything.',
  world: 'empty',
  cover: '/bay/noa-ember-line-y09Dak1r.webp',
  cast: cast('mesi', 'marisol', 'kwabena', 'caspian', 'lucia'),
  peers: ['a'],
  steps: [
    caspian.go('/', {
      chapter: 'Thirty days',
      say: 'Two moderators agreed on a black flag for Caspian, and his account was under review.',
    }),
    ...ticketsFound,
    lucia.joins(),
    marisol.does(
      'moderation.decided',
      { case: { $made: 'case' }, version: '0', outcome: 'black', breach: 'illegal', reasons: { $words: 'Forged tickets.' } },
      { makes: 'decision' },
    ),
    kwabena.does('moderation.blackConfirmed', { decision: { $made: 'decision' } }),
    mesi.does('moderation.blackReviewed', {
      decision: { $made: 'decision' },
      outcome: 'suspended',
      days: 30,
      referral: false,
      reasons: { $words: 'The first time, and he paid the people back.' },
    }),
    caspian.comes(),
    caspian.go('/standing', { say: 'An admin suspended him for thirty days. He reads why, and until when.', expect: [level('suspended')] }),
    caspian.go('/create', { say: 'He can post nothing meanwhile, and the page says so before he has written a word.' }),
    lucia.comes({ chapter: 'Meanwhile' }),
    lucia.go('/u/caspian', { say: 'Nobody can send him money either.', expect: [{ text: 'This account is suspended' }] }),
    caspian.comes({ chapter: 'Over' }),
    caspian.go('/standing'),
    caspian.later('30d', { say: 'Thirty days later.' }),
    caspian.wait({ say: 'It is over by itself, to the second.', expect: [level('good'), { text: 'In good standing' }] }),
  ],
})
