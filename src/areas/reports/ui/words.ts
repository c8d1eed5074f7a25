/** How reports are spoken of on screens. */
import type { Misuse } from '../events'
import type { ReportOutcome } from '../rules'

export const outcomeWords: { readonly [O in ReportOutcome]: { readonly label: string; readonly says: string } } = {
  sealed: { label: 'Sent', says: 'The desk has not opened it yet.' },
  'set aside': { label: 'Set aside', says: 'The desk could make nothing of it. That does not count against you.' },
  'in review': { label: 'In review', says: 'The desk is looking into it.' },
  upheld: { label: 'Upheld', says: 'The desk found it to be so, and acted. Thank you.' },
  'not upheld': { label: 'Not upheld', says: 'The desk found nothing wrong. A mistake in good faith never counts against you.' },
}

export const misuseWords: { readonly [M in Misuse]: string } = {
  'to bother': 'Made to bother somebody',
  'no reason': 'Made as a joke or without a reason',
  'cleared before': 'Made again after moderators had cleared it',
}

/** What can be reported, as a sentence names it. */
export const kindWords: Readonly<Record<string, string>> = { content: 'post', comment: 'comment', profile: 'profile', block: 'block' }
