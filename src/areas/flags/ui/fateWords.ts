/** How somebody's standing would differ in a world that is only supposed, in words. */
import { t } from '../../../language'
import type { Difference, Held } from '../../../peer/fates'
import { exactly } from '../../../ui/Time'
import { gradeWords } from './words'

const whatWords: { readonly [W in Difference['what']]: string } = {
  ...gradeWords,
  warning: t`Warning about reports`,
  suspension: t`Suspension of reporting`,
}
const stateWords: { readonly [S in Held['state']]: string } = {
  counts: t`in force`,
  'counts no more': t`no longer in force`,
  'went into a heavier one': t`merged into a heavier one`,
  faded: t`faded`,
  reviewed: t`reviewed`,
  overturned: t`overturned`,
  restored: t`restored`,
}
const inWords = ({ state, until }: Held): string =>
  state === 'counts' && until !== null ? t`in force until ${exactly(until)}` : stateWords[state]

/** 'Red flag of 3 May: counts; would be: faded.' */
export function differenceInWords({ what, is, would }: Difference): string {
  const at = (is ?? would)?.at ?? 0
  const thing = t`${whatWords[what]} of ${exactly(at)}`
  if (!would) return t`${thing}: it would not exist.`
  return is ? t`${thing}: ${inWords(is)}; with the change: ${inWords(would)}.` : t`${thing}: not there; with the change: ${inWords(would)}.`
}
