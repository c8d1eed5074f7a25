/** How the desk and its decisions are spoken of on screens. */
import { t } from '../../../language'
import { kindWords, misuseWords } from '../../reports/ui/words'
import type { Misuse } from '../../reports/events'
import { subjectKinds } from '../../reports/subjects'
import type { Outcome } from '../events'
import type { CaseCard, DecisionLine, Stuck } from '../views'

const decisionWords: { readonly [O in Outcome | Misuse | 'block']: string } = {
  clear: t`Nothing wrong with it`,
  block: t`Taken down by the filter`,
  remove: t`Taken down, and a violation`,
  yellow: t`Taken down, and a yellow flag`,
  red: t`Taken down, and a red flag`,
  black: t`Taken down, and a black flag`,
  ...misuseWords,
}
/** Of what cannot be taken down, such as a block (CASE-9). */
const flagWords: Readonly<Record<string, string>> = { yellow: t`A yellow flag`, red: t`A red flag`, black: t`A black flag` }
export const staysUp = (kind: string): boolean => subjectKinds.has(kind) && !subjectKinds.get(kind)?.veil

/** What was decided about something of this kind. */
export const decidedWords = (outcome: keyof typeof decisionWords, kind: string | undefined): string =>
  (staysUp(kind ?? '') ? flagWords[outcome] : undefined) ?? decisionWords[outcome]

export const stateWords: { readonly [S in CaseCard['state']]: string } = {
  open: t`Unclaimed`,
  claimed: t`Claimed`,
  waiting: t`Decided, can still be undone`,
  second: t`Waits for a second pair of eyes`,
  review: t`Waits for an admin`,
  done: t`Done`,
}

export const sourceWords: { readonly [S in CaseCard['source']]: string } = {
  report: t`Reported`,
  check: t`Found in a check`,
  moderator: t`Found by a moderator`,
  filter: t`Found by the filter`,
}

export const reviewWords = { cleared: t`Cleared`, suspended: t`Suspended`, banned: t`Banned for good` } as const

export const endedWords = {
  undone: t`Taken back by whoever decided`,
  declined: t`Declined by a second moderator`,
  cleared: t`Cleared by an admin`,
  overturned: t`Overturned: everything that came of it was taken back`,
  confirmed: t`A moderator decided the same, and that decision stands in its place`,
  changed: t`Its maker changed it, and it is up again`,
  replaced: t`Its maker changed it, and what the filter did about that stands in its place`,
} as const

/** The same in a word or two. */
export const endedBriefly = {
  undone: t`Taken back`,
  declined: t`Declined`,
  cleared: t`Cleared`,
  overturned: t`Overturned`,
  confirmed: t`Replaced`,
  changed: t`Mended`,
  replaced: t`Replaced`,
} as const

const happenings: Readonly<Record<string, string>> = {
  report: t`A report came`,
  'filter: doubt': t`The filter was not sure`,
  'filter: block': t`The filter took it down`,
  'filter: pass': t`It was changed, and the filter found nothing more`,
  claimed: t`Claimed`,
  released: t`Given back`,
  escalated: t`Handed to the admins`,
  'in effect': t`The decision took effect`,
  confirmed: t`Confirmed by a second moderator`,
  undone: t`The decision was taken back`,
  declined: t`A second moderator said no`,
  'appeal: kept': t`Appealed, and kept`,
  'appeal: overturned': t`Appealed, and overturned`,
}

/** What happened to a case at one step of it. @param did as the log has it, such as `decided: yellow` @param kind of what it is about */
export function stepWords(did: string, kind: string): string {
  const [what, how = ''] = did.split(': ')
  if (what === 'opened') return t`Opened: ${(sourceWords[how as CaseCard['source']] ?? how).toLowerCase()}`
  if (what === 'decided') return t`Decided: ${(decidedWords(how as Outcome, kind) ?? how).toLowerCase()}`
  return happenings[did] ?? did
}

/** 'A post by Anna Lindqvist'. @param kind of the thing, in words */
export const caseTitle = ({ concerned }: Pick<CaseCard, 'concerned'>, kind: string): string =>
  t`A ${kind} by ${concerned?.name ?? t`somebody`}`

const reviewTold = {
  cleared: t`An admin reviewed your account and cleared it`,
  suspended: t`An admin reviewed your account and suspended it`,
  banned: t`An admin reviewed your account and banned it for good`,
} as const

/** What whom a decision concerns is told of it, in one sentence without its full stop. */
export function toldWords(said: {
  readonly told: 'made' | 'kept' | 'taken back' | 'up again'
  readonly decision: Pick<DecisionLine, 'outcome' | 'subject' | 'review'>
}): string {
  const { outcome, subject, review } = said.decision
  const thing = outcome in misuseWords ? t`report` : (kindWords[subject?.kind ?? ''] ?? t`matter`)
  if (said.told === 'kept') return t`Your appeal changed nothing: what was decided about your ${thing} stands`
  if (said.told === 'taken back') return t`What was decided about your ${thing} was taken back`
  if (said.told === 'up again') return t`Your ${thing} is up again`
  switch (outcome) {
    case 'clear':
      return t`Moderators found nothing wrong with your ${thing}`
    case 'block':
      return t`The filter took down your ${thing}`
    case 'remove':
      return t`Moderators took down your ${thing}`
    case 'yellow':
      return t`You have a yellow flag because of your ${thing}`
    case 'red':
      return t`You have a red flag because of your ${thing}`
    case 'black':
      return review ? reviewTold[review.outcome] : t`Your account is being reviewed`
    default:
      return t`The desk said of a report of yours: ${misuseWords[outcome].toLowerCase()}`
  }
}

/** Where one sees what nobody at the desk can go on with. */
export const stuckAt = ({ id, appeal }: Stuck): string => (appeal ? '/desk?queue=appeals' : `/desk/${id}`)
