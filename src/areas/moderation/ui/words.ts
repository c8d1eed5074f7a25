/** How the desk and its decisions are spoken of on screens. */
import { misuseWords } from '../../reports/ui/words'
import type { Misuse } from '../../reports/events'
import type { Outcome } from '../events'
import type { CaseCard } from '../views'

export const decisionWords: { readonly [O in Outcome | Misuse]: string } = {
  clear: 'Nothing wrong with it',
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
}

export const reviewWords = { cleared: 'Cleared', suspended: 'Suspended', banned: 'Banned for good' } as const

export const endedWords = {
  undone: 'Taken back by whoever decided',
  declined: 'Declined by a second moderator',
  cleared: 'Cleared by an admin',
  overturned: 'Overturned on appeal: everything that came of it was taken back',
} as const

/** 'A post by Anna Lindqvist'. @param kind of the thing, in words */
export const caseTitle = ({ concerned }: Pick<CaseCard, 'concerned'>, kind: string): string =>
  `A ${kind} by ${concerned?.name ?? 'somebody'}`
