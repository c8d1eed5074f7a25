/** How the desk and its decisions are spoken of on screens. */
import { misuseWords } from '../../reports/ui/words'
import type { Misuse } from '../../reports/events'
import type { Outcome } from '../events'
import type { CaseCard } from '../views'

export const decisionWords: { readonly [O in Outcome | Misuse | 'block']: string } = {
  clear: 'Nothing wrong with it',
  block: 'Taken down by the filter',
  remove: 'Taken down, and a violation',
  yellow: 'Taken down, and a yellow flag',
  red: 'Taken down, and a red flag',
  black: 'Taken down, and a black flag',
  ...misuseWords,
}

export const stateWords: { readonly [S in CaseCard['state']]: string } = {
  open: 'Open',
  claimed: 'Claimed',
  waiting: 'Decided, can still be undone',
  second: 'Waits for a second pair of eyes',
  review: 'Waits for an admin',
  done: 'Done',
}

export const sourceWords: { readonly [S in CaseCard['source']]: string } = {
  report: 'Reported',
  check: 'Found in a check',
  moderator: 'Found by a moderator',
  filter: 'Found by the filter',
}

export const reviewWords = { cleared: 'Cleared', suspended: 'Suspended', banned: 'Banned for good' } as const

export const endedWords = {
  undone: 'Taken back by whoever decided',
  declined: 'Declined by a second moderator',
  cleared: 'Cleared by an admin',
  overturned: 'Overturned: everything that came of it was taken back',
  confirmed: 'A moderator decided the same, and that decision stands in its place',
  changed: 'Its maker changed it, and it is up again',
} as const

const happenings: Readonly<Record<string, string>> = {
  report: 'A report came',
  'filter: doubt': 'The filter was not sure',
  'filter: block': 'The filter took it down',
  'filter: pass': 'It was changed, and the filter found nothing more',
  claimed: 'Claimed',
  released: 'Given back',
  escalated: 'Handed to the admins',
  'in effect': 'The decision took effect',
  confirmed: 'Confirmed by a second moderator',
  undone: 'The decision was taken back',
  declined: 'A second moderator said no',
  'appeal: kept': 'Appealed, and kept',
  'appeal: overturned': 'Appealed, and overturned',
}

/** What happened to a case at one step of it. @param did as the log has it, such as `decided: yellow` */
export function stepWords(did: string): string {
  const [what, how = ''] = did.split(': ')
  if (what === 'opened') return `Opened: ${(sourceWords[how as CaseCard['source']] ?? how).toLowerCase()}`
  if (what === 'decided') return `Decided: ${(decisionWords[how as Outcome] ?? how).toLowerCase()}`
  return happenings[did] ?? did
}

/** 'A post by Anna Lindqvist'. @param kind of the thing, in words */
export const caseTitle = ({ concerned }: Pick<CaseCard, 'concerned'>, kind: string): string =>
  `A ${kind} by ${concerned?.name ?? 'somebody'}`
