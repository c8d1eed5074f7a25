/** How reports are spoken of on screens. */
import { t } from '../../../language'
import type { Misuse } from '../events'
import type { ReportOutcome } from '../rules'

export const outcomeWords: { readonly [O in ReportOutcome]: { readonly label: string; readonly says: string } } = {
  sealed: { label: t`Sent`, says: t`The desk has not opened it yet.` },
  'set aside': { label: t`Not taken up`, says: t`The desk could make nothing of it. That does not count against you.` },
  'in review': { label: t`In review`, says: t`The desk is looking into it.` },
  upheld: { label: t`Upheld`, says: t`The desk found it to be so, and acted. Thank you.` },
  'not upheld': { label: t`Not upheld`, says: t`The desk found nothing wrong. A mistake in good faith never counts against you.` },
}

export const misuseWords: { readonly [M in Misuse]: string } = {
  'to bother': t`Made to bother somebody`,
  'no reason': t`Made as a joke or without a reason`,
  'cleared before': t`Made again after moderators had cleared it`,
}

/** What can be reported, as a sentence names it. */
export const kindWords: Readonly<Record<string, string>> = {
  content: t`post`,
  comment: t`comment`,
  profile: t`profile`,
  picture: t`picture`,
  collection: t`collection`,
  block: t`block`,
  note: t`note`,
}
