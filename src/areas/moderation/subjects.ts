/** The thing that a case is about: what gathers on it, and which decisions hold it down. */
import type { Reader, Tools } from '../../log/rules'
import type { Hash } from '../../log/types'
import type { Breach } from '../flags/events'
import type { Subject } from '../reports/events'
import { clearingOf } from '../reports/rules'
import { peopleOf, subjectKey, subjectKinds } from '../reports/subjects'
import { against, type Case, type Cause, caseAt, cases, decisions, gathering, step } from './tables'

/** The case about a thing that is not done yet. */
export function openCaseOn(w: Reader, subject: Pick<Subject, 'kind' | 'id'>): Hash | undefined {
  const id = w.get(gathering, subjectKey(subject))?.case
  return id !== undefined && caseAt(w, id).state !== 'done' ? id : undefined
}

/** Opens a case about a thing, named after the act that brought it. */
export function begin(w: Tools, cause: Cause, subject: Subject, breach: Breach, source: Case['source']): void {
  const [concerned = ''] = peopleOf(w, subject)
  const doneTo = subjectKinds.get(subject.kind)?.doneTo?.(w, subject.id)
  w.put(gathering, subjectKey(subject), { case: cause.id })
  w.put(cases, cause.id, {
    subject,
    concerned,
    ...(doneTo === undefined ? {} : { doneTo }),
    breach,
    source,
    state: 'open',
    by: null,
    claimedAt: null,
    escalated: false,
    reports: 0,
    at: w.now,
    decision: null,
    block: null,
    doneAt: null,
    steps: 0,
  })
  step(w, cause.id, `opened: ${source}`, cause, {})
}

/** The case that took a thing down. */
export function downBy(w: Reader, subject: Subject): Hash | undefined {
  const kind = subjectKinds.get(subject.kind)
  const down = kind?.isUp?.(w, subject.id) ? undefined : kind?.takenDownBy?.(w, subject.id)
  const about = down === undefined ? undefined : w.get(decisions, down)?.about
  return about && 'case' in about ? about.case : undefined
}

/** The case that has already answered what a report says: it took the thing down, or cleared the very same. */
export const answeredBy = (w: Reader, subject: Subject): Hash | undefined => downBy(w, subject) ?? clearingOf(w, subject)?.case

/** Whether nobody at the desk has said anything about it yet. */
export const undecided = ({ state }: Case): boolean => state === 'open' || state === 'claimed'

/** A decision holds a thing down, beside those that did before. */
export function takeDown(w: Tools, subject: Subject, decision: Hash): void {
  const kind = subjectKinds.get(subject.kind)
  if (!kind?.veil) return
  const key = subjectKey(subject)
  const decisions = [...(w.get(against, key)?.decisions ?? []), decision]
  w.put(against, key, { decisions })
  if (kind.isUp?.(w, subject.id)) kind.veil(w, subject.id, decisions)
}

/** This decision no longer holds it down: up again, unless another one does. */
export function putUp(w: Tools, subject: Subject, decision: Hash): void {
  const kind = subjectKinds.get(subject.kind)
  const key = subjectKey(subject)
  const left = (w.get(against, key)?.decisions ?? []).filter((each) => each !== decision)
  w.put(against, key, left.length === 0 ? undefined : { decisions: left })
  if (kind?.takenDownBy?.(w, subject.id) !== undefined) kind.veil?.(w, subject.id, left)
}
