/** Decisions, their grace and what comes of them; black flags, which three people decide. */
import { days, seconds } from '../../kit/time'
import type { Tools } from '../../log/rules'
import type { Hash } from '../../log/types'
import { limit } from '../accounts/tables'
import { type Act, because, rule } from '../area'
import { conclude, give } from '../flags/rules'
import { answer, clear, open, type Stub, stubs } from '../reports/rules'
import { subjectKinds, versionOf } from '../reports/subjects'
import * as events from './events'
import { endBlock } from './filtering'
import { begin, openCaseOn, putUp, takeDown } from './subjects'
import { type Cause, caseAt, cases, changeDecision, decisionAt, decisions, step, tally } from './tables'
import { refuseHolder, refuseOfficer, refuseReasons, refuseReviewer, refuseSecond } from './who'

/** Name of the timer that puts decisions into effect. */
const TIMER = 'moderation'

const since = 1

const decided = rule({
  type: 'moderation.decided',
  since,
  data: events.decided,
  rests: [
    'FLAG-3',
    'FLAG-5',
    'FLAG-9',
    'CASE-1',
    'CASE-15',
    'CASE-3',
    'CASE-4',
    'CASE-5',
    'CASE-6',
    'CASE-7',
    'CASE-9',
    'CASE-11',
    'CASE-13',
    'CASE-14',
  ],
  refuse(w, { by, data }) {
    const no = refuseHolder(w, by, data.case) ?? refuseReasons(w, data.reasons)
    if (no) return no
    const { subject, block } = caseAt(w, data.case)
    const { kind } = subject
    const appeal = block === null ? null : decisionAt(w, block).appeal
    if (appeal && appeal.answer === null) return because('CASE-13', { appealed: appeal.at })
    const isStale = data.outcome === 'clear' && data.version !== versionOf(w, subject)
    if (isStale && subjectKinds.get(kind)?.isHeldBack?.(w, subject.id))
      return because('CASE-14', { version: versionOf(w, subject) ?? null })
    return data.outcome === 'remove' && !subjectKinds.get(kind)?.veil ? because('CASE-9', { kind }) : undefined
  },
  apply(w, act) {
    const { case: id, outcome, breach = null, version, reasons } = act.data
    const { subject, concerned } = caseAt(w, id)
    const grace = seconds(limit(w, 'moderation.graceSeconds'))
    w.put(decisions, act.id, {
      about: { case: id },
      concerned,
      outcome,
      breach,
      version,
      reasons,
      by: act.by,
      at: act.at,
      undoUntil: act.at + grace,
      effective: null,
      second: null,
      review: null,
      appeal: null,
      ended: null,
    })
    if (outcome !== 'clear') takeDown(w, subject, act.id)
    step(w, id, `decided: ${outcome}`, act, { state: outcome === 'black' ? 'second' : 'waiting', by: act.by, decision: act.id })
    if (outcome === 'black') return
    if (grace === 0) takeEffect(w, act.id)
    else w.later(act.at + grace, TIMER, act.id)
  },
})

/** The timer: the grace of a decision is over. */
function graceOver(w: Tools, id: Hash): void {
  const { ended, effective, outcome, undoUntil } = decisionAt(w, id)
  if (ended === null && effective === null && outcome !== 'black' && undoUntil === w.now) takeEffect(w, id)
}
/** Graces that are over. */
export const timers = { [TIMER]: graceOver }

/** A decision has its consequences, for the thing, the account and those who reported it. */
function takeEffect(w: Tools, id: Hash): void {
  const { about, outcome, concerned, breach, by } = decisionAt(w, id)
  if (!('case' in about)) return
  if (outcome === 'clear') acquit(w, id)
  else answer(w, about.case, true)
  endBlock(w, id, outcome === 'clear' ? 'overturned' : 'confirmed')
  if (breach !== null && (outcome === 'yellow' || outcome === 'red')) give(w, concerned, outcome, breach, id)
  if (breach !== null && outcome === 'remove') give(w, concerned, 'violation', breach, id)
  finish(w, id, { id, by: '' })
  tally(w, by, 'decided')
}

/** Nothing was wrong with it after all: it is let through as it was looked at, and those who reported it were mistaken. */
export function acquit(w: Tools, id: Hash): void {
  const { about, version } = decisionAt(w, id)
  if (!('case' in about) || version === null) return
  const { subject } = caseAt(w, about.case)
  putUp(w, subject, id)
  subjectKinds.get(subject.kind)?.letThrough?.(w, subject.id, version)
  clear(w, { ...subject, version }, about.case)
  answer(w, about.case, false)
}

function finish(w: Tools, id: Hash, cause: Cause): void {
  const { about, at, by } = decisionAt(w, id)
  changeDecision(w, id, { effective: w.now })
  if (!('case' in about)) return
  tally(w, by, 'handling', at - caseAt(w, about.case).at)
  step(w, about.case, 'in effect', cause, { state: 'done', doneAt: w.now })
  lookAgain(w, id, id)
  carryOn(w, id, id)
}

/**
 * What was reported behind a decision, about other words than it was about, nobody has looked at: a case of its own once nothing is found
 * wrong, at once or in the end. @param as the name of that case
 */
export function carryOn(w: Tools, id: Hash, as: Hash): void {
  const { about, outcome, ended } = decisionAt(w, id)
  if (!('case' in about) || (outcome !== 'clear' && ended === null)) return
  const late = noLongerLate(w, about.case)
  const first = late[0] && w.get(stubs, late[0])
  if (!first || versionOf(w, first.subject) === undefined) return
  if (openCaseOn(w, first.subject) === undefined) begin(w, { id: as, by: '' }, first.subject, first.breach, 'report')
  const next = openCaseOn(w, first.subject) as Hash
  for (const stub of late) open(w, stub, { ...(w.get(stubs, stub) as Stub), case: next })
  for (const [of, more] of [
    [about.case, -late.length],
    [next, late.length],
  ] as const)
    w.put(cases, of, { ...caseAt(w, of), reports: caseAt(w, of).reports + more })
}

/** From now on they are reports of a case like the others. @returns those that were late */
function noLongerLate(w: Tools, id: Hash): readonly Hash[] {
  const { late = [], ...row } = caseAt(w, id)
  if (late.length > 0) w.put(cases, id, row)
  return late
}

/** What the filter saw in a thing after somebody had decided about what it said before is a case of its own. @param as the name of that case */
export function lookAgain(w: Tools, id: Hash, as: Hash): void {
  const { about } = decisionAt(w, id)
  if (!('case' in about)) return
  const { subject, block, state, breach } = caseAt(w, about.case)
  const kind = subjectKinds.get(subject.kind)
  const version = versionOf(w, subject)
  const down = kind?.takenDownBy?.(w, subject.id)
  const isLeft = down === undefined ? kind?.isHeldBack?.(w, subject.id) : down === block
  if (!isLeft || version === undefined || state !== 'done' || openCaseOn(w, subject) !== undefined) return
  begin(w, { id: as, by: '' }, { ...subject, version }, breach, 'filter')
  w.put(cases, about.case, { ...caseAt(w, about.case), block: null })
  if (down === undefined || block === null) return
  w.put(cases, as, { ...caseAt(w, as), block })
  changeDecision(w, block, { about: { case: as } })
}

/** Back to whoever decided, or to nobody, as if it had not been decided. */
function takeBack(w: Tools, act: Act<{ readonly decision: Hash }>, why: 'undone' | 'declined'): void {
  const id = act.data.decision
  const { about, by } = decisionAt(w, id)
  changeDecision(w, id, { ended: { why, at: act.at, event: act.id } })
  tally(w, by, 'undone')
  if (!('case' in about)) return
  putUp(w, caseAt(w, about.case).subject, id)
  const back =
    why === 'undone' ? ({ state: 'claimed', claimedAt: act.at } as const) : ({ state: 'open', by: null, claimedAt: null } as const)
  step(w, about.case, why, act, { ...back, decision: null })
  noLongerLate(w, about.case)
}

const undone = rule({
  type: 'moderation.undone',
  since,
  data: events.uponDecision,
  rests: ['CASE-1', 'CASE-15', 'CASE-7'],
  refuse(w, { by, at, data }) {
    const no = refuseOfficer(w, by)
    if (no) return no
    const row = w.get(decisions, data.decision)
    if (!row || !('case' in row.about) || row.by !== by) return because('CASE-7', { by: row?.by ?? null })
    if (row.ended !== null || row.effective !== null || row.second !== null || at >= row.undoUntil)
      return because('CASE-7', { until: row.undoUntil })
    return undefined
  },
  apply: (w, act) => takeBack(w, act, 'undone'),
})

// Black flags.

const blackConfirmed = rule({
  type: 'moderation.blackConfirmed',
  since,
  data: events.uponDecision,
  rests: ['FLAG-9', 'FLAG-10', 'FLAG-16', 'CASE-3', 'CASE-8'],
  refuse: (w, { by, data }) => refuseSecond(w, by, data.decision),
  apply(w, act) {
    const id = act.data.decision
    const { about, concerned, breach } = decisionAt(w, id)
    if (!('case' in about) || breach === null) return
    changeDecision(w, id, { second: act.by })
    give(w, concerned, 'black', breach, id)
    answer(w, about.case, true)
    step(w, about.case, 'confirmed', act, { state: 'review' })
  },
})

const blackDeclined = rule({
  type: 'moderation.blackDeclined',
  since,
  data: events.uponDecision,
  rests: ['CASE-3', 'CASE-8'],
  refuse: (w, { by, data }) => refuseSecond(w, by, data.decision),
  apply: (w, act) => takeBack(w, act, 'declined'),
})

const blackReviewed = rule({
  type: 'moderation.blackReviewed',
  since,
  data: events.blackReviewed,
  rests: ['FLAG-10', 'FLAG-11', 'FLAG-12', 'CASE-3', 'CASE-6', 'CASE-8'],
  refuse: (w, { by, data }) => refuseReviewer(w, by, data.decision) ?? refuseReasons(w, data.reasons),
  apply(w, act) {
    const { decision: id, outcome, days: span = 0, referral, reasons } = act.data
    const until = outcome === 'suspended' ? act.at + days(span) : null
    changeDecision(w, id, { review: { outcome, referral, reasons, event: act.id, by: act.by, at: act.at, until } })
    conclude(w, id, act.id, until === null ? (outcome === 'banned' ? 'banned' : 'cleared') : { suspendedUntil: until })
    endBlock(w, id, outcome === 'cleared' ? 'overturned' : 'confirmed')
    if (outcome === 'cleared') {
      acquit(w, id)
      changeDecision(w, id, { ended: { why: 'cleared', at: act.at, event: act.id } })
    }
    finish(w, id, act)
    tally(w, decisionAt(w, id).by, 'decided')
  },
})

export const decisionActs = [decided, undone, blackConfirmed, blackDeclined, blackReviewed] as const
