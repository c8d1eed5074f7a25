/** Who may do what at the desk. */
import { days, hours } from '../../kit/time'
import type { Reader } from '../../log/rules'
import type { Finding, Hash, Millis } from '../../log/types'
import { isAdmin, isModerator, limit } from '../accounts/tables'
import { type AccountId, because } from '../area'
import { refuseOffice } from '../flags/rules'
import type { Subject } from '../reports/events'
import { reporterOf } from '../reports/rules'
import { peopleOf, subjectKinds } from '../reports/subjects'
import type { Writing } from '../shapes'
import { type Case, caseAt, cases, decisionAt, decisions } from './tables'

/**
 * Why somebody may not deal with a thing: it is their own, or they may have reported it (CASE-3). Who reported what is no part of the log,
 * so this looks at when: the desk itself does not report (RPT-11), and what a new member reported before is opened sooner or later.
 */
export function refuseConflict(w: Reader, by: AccountId, subject: Pick<Subject, 'kind' | 'id'>, inCase?: Hash): Finding | undefined {
  const isTheirs = peopleOf(w, subject).includes(by) || subjectKinds.get(subject.kind)?.doneTo?.(w, subject.id) === by
  if (isTheirs) return because('CASE-3', { conflict: 'own' })
  if (inCase === undefined) return undefined
  const { concerned, doneTo, reports: count, at } = caseAt(w, inCase)
  if (concerned === by || doneTo === by) return because('CASE-3', { conflict: 'own' })
  const { last } = reporterOf(w, by)
  const isApart = count === 0 || last === null || last + days(limit(w, 'moderation.apartDays')) <= at
  return isApart ? undefined : because('CASE-3', { conflict: 'own report', last })
}

/** Why somebody may not work at the desk. */
export function refuseOfficer(w: Reader, by: AccountId): Finding | undefined {
  return isModerator(w, by) ? refuseOffice(w, by) : because('CASE-1')
}

/** Why a moderator may not work on a case at all. */
export function refuseDesk(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  const no = refuseOfficer(w, by)
  if (no) return no
  const row = w.get(cases, id)
  return row ? refuseConflict(w, by, row.subject, id) : because('CASE-10')
}

/** Whether somebody may do what a case waits for, whoever has it now: no conflict of theirs speaks against it, and what is for an admin needs one. */
export function mayDealWith(w: Reader, by: AccountId, id: Hash): boolean {
  const { state, decision, escalated } = caseAt(w, id)
  if (decision !== null && state === 'second') return refuseSecond(w, by, decision) === undefined
  if (decision !== null && state === 'review') return refuseReviewer(w, by, decision) === undefined
  return refuseDesk(w, by, id) === undefined && (!escalated || isAdmin(w, by))
}

/** Whether a claim holds nobody off any more (CASE-4). */
export const lapsed = (w: Reader, { by, claimedAt }: Case): boolean =>
  by === null || claimedAt === null || refuseOfficer(w, by) !== undefined || w.now >= claimedAt + hours(limit(w, 'moderation.claimHours'))

/** Until when a claim holds others off. */
export const claimUntil = (w: Reader, { claimedAt }: Case): Millis | null =>
  claimedAt === null ? null : claimedAt + hours(limit(w, 'moderation.claimHours'))

/** Why a moderator may not do what only the holder of an open case may (CASE-4, CASE-5). */
export function refuseHolder(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  const no = refuseDesk(w, by, id)
  if (no) return no
  const row = caseAt(w, id)
  if (row.state !== 'open' && row.state !== 'claimed') return because('CASE-5', { state: row.state })
  if (row.escalated && !isAdmin(w, by)) return because('CASE-11')
  return row.state === 'claimed' && row.by === by ? undefined : because('CASE-4', { by: row.by })
}

/** Why reasons are not accepted (CASE-6). */
export function refuseReasons(w: Reader, { characters }: Writing): Finding | undefined {
  const most = limit(w, 'moderation.reasonCharacters')
  return characters < 1 || characters > most ? because('CASE-6', { characters, most }) : undefined
}

/** The case of a black flag, if it is in this state; else why not. */
function refuseBlack(w: Reader, by: AccountId, id: Hash, state: 'second' | 'review'): Finding | undefined {
  const no = refuseOfficer(w, by)
  if (no) return no
  const row = w.get(decisions, id)
  if (!row || !('case' in row.about)) return because('CASE-8', { decision: 'unknown' })
  const at = caseAt(w, row.about.case)
  if (at.decision !== id || at.state !== state) return because('CASE-8', { state: at.state })
  return refuseConflict(w, by, at.subject, row.about.case)
}

/** Why a moderator may not be the second pair of eyes on a black flag (CASE-8). */
export function refuseSecond(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  const no = refuseBlack(w, by, id, 'second')
  return no ?? (decisionAt(w, id).by === by ? because('CASE-8', { conflict: 'own decision' }) : undefined)
}

/** A third pair of eyes, and an admin's. */
export function refuseReviewer(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  if (!isAdmin(w, by)) return because('FLAG-10')
  const no = refuseBlack(w, by, id, 'review')
  if (no) return no
  const { by: first, second } = decisionAt(w, id)
  return by === first || by === second ? because('CASE-8', { conflict: 'own decision' }) : undefined
}
