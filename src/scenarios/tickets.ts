/** What two stories begin with: two moderators, and a post of Caspian's whose case one of them has claimed. All have one browser. */
import { hands, textPost } from './hands'
import type { Step } from './scenario'

export const [mesi, marisol, kwabena, caspian] = [
  hands('mesi', 'a'),
  hands('marisol', 'a'),
  hands('kwabena', 'a'),
  hands('caspian', 'a'),
] as const

/** The post goes by `tickets`, its case by `case`. */
export const ticketsFound: readonly Step[] = [
  marisol.joins(),
  kwabena.joins(),
  mesi.does('accounts.roleGranted', { account: { $account: 'marisol' }, role: 'moderator' }),
  mesi.does('accounts.roleGranted', { account: { $account: 'kwabena' }, role: 'moderator' }),
  caspian.joins(),
  caspian.does('content.published', textPost('Concert tickets of all kinds, ask no questions.'), { makes: 'tickets' }),
  marisol.does(
    'moderation.caseOpened',
    { subject: { kind: 'content', id: { $made: 'tickets' }, version: '0' }, breach: 'illegal' },
    { makes: 'case' },
  ),
  marisol.does('moderation.claimed', { case: { $made: 'case' } }),
]
