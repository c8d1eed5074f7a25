/** What the filter does at the desk: it doubts, it takes down, and it lets through what was mended. People have the later word. */
import type { Reader, Tools } from '../../log/rules'
import type { Hash } from '../../log/types'
import type { Breach } from '../flags/events'
import type { Subject } from '../reports/events'
import { begin, openCaseOn, putUp, takeDown, undecided } from './subjects'
import { type Cause, caseAt, cases, changeDecision, decisionAt, decisions, step } from './tables'

/** The case about a thing that the filter saw something in: the open one, or a new one. */
function caseForFilter(w: Tools, cause: Cause, subject: Subject, breach: Breach): Hash {
  const current = openCaseOn(w, subject)
  if (current === undefined) begin(w, cause, subject, breach, 'filter')
  return current ?? cause.id
}

/** The filter is not sure: a moderator looks at it. */
export function filterDoubts(w: Tools, cause: Cause, subject: Subject, breach: Breach): void {
  step(w, caseForFilter(w, cause, subject, breach), 'filter: doubt', cause, {})
}

/** The filter takes a thing down at once. No flag comes of it; a moderator looks at it, and its maker may appeal. */
export function filterBlocks(w: Tools, cause: Cause, subject: Subject, breach: Breach): void {
  const id = caseForFilter(w, cause, subject, breach)
  const { concerned, block: before } = caseAt(w, id)
  w.put(decisions, cause.id, {
    about: { case: id },
    concerned,
    outcome: 'block',
    breach,
    version: subject.version,
    reasons: null,
    by: '',
    at: w.now,
    undoUntil: w.now,
    effective: w.now,
    second: null,
    review: null,
    appeal: null,
    ended: null,
  })
  takeDown(w, subject, cause.id)
  if (before !== null) retire(w, subject, before, cause, 'replaced')
  step(w, id, 'filter: block', cause, { block: cause.id })
}

/** Its maker has mended what the filter took down, before anybody at the desk said anything about it: it is up again. */
export function filterPasses(w: Tools, cause: Cause, subject: Subject): void {
  const current = openCaseOn(w, subject)
  const block = current === undefined ? null : caseAt(w, current).block
  if (current === undefined || block === null || !undecided(caseAt(w, current)) || decisionAt(w, block).appeal) return
  retire(w, subject, block, cause, 'changed')
  step(w, current, 'filter: pass', cause, { block: null })
}

/** What the filter did about a thing no longer holds: it says something else now. */
function retire(w: Tools, subject: Subject, block: Hash, cause: Cause, why: 'changed' | 'replaced'): void {
  putUp(w, subject, block)
  changeDecision(w, block, { ended: { why, at: w.now, event: cause.id } })
}

/** What the filter did about a case, if it was about what `decision` is about, or about what that said before: then a person has the later word. */
function blockUnder(w: Reader, decision: Hash): Hash | undefined {
  const { about, version } = decisionAt(w, decision)
  const block = 'case' in about ? caseAt(w, about.case).block : null
  return block !== null && Number(decisionAt(w, block).version) <= Number(version) ? block : undefined
}

/** Somebody at the desk has said what they think of what the filter did, and that stands in its place. */
export function endBlock(w: Tools, decision: Hash, why: 'overturned' | 'confirmed'): void {
  const block = blockUnder(w, decision)
  const { about } = decisionAt(w, decision)
  if (block === undefined || !('case' in about)) return
  const row = caseAt(w, about.case)
  putUp(w, row.subject, block)
  changeDecision(w, block, { ended: { why, at: w.now, event: decision } })
  w.put(cases, about.case, { ...row, block: null })
}
