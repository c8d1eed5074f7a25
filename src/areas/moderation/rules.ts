/**
 * The desk: cases, decisions, black flags, judgements of reports, appeals and checks.
 *
 * A case gathers whatever is said about one thing, until it is done. A decision takes the thing down at once and has its consequences when
 * its grace is over; until then whoever made it can undo it. A decision that falls later, by appeal, takes back all that came of it. Each is
 * an act of its own: rows say what happened to them and are never cut.
 */
import { addMonths, days, hours, seconds } from '../../kit/time'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Finding, Hash, Millis } from '../../log/types'
import { isAdmin, isModerator, limit } from '../accounts/rules'
import { type AccountId, type Act, type ActRule, assumed, because, type Clauses, type Parameters } from '../area'
import type { Breach } from '../flags/events'
import { conclude, give, overturn } from '../flags/rules'
import type { Misuse, Subject } from '../reports/events'
import { stubOf, ticketOf } from '../reports/events'
import {
  answer,
  clear,
  clearingOf,
  forgive,
  isAgain,
  open,
  outcomeOf,
  punish,
  reporterOf,
  reports,
  setAside,
  stubs,
} from '../reports/rules'
import { peopleOf, subjectKey, subjectKinds, versionOf } from '../reports/subjects'
import type { Writing } from '../shapes'
import * as events from './events'

export const clauses: Clauses = {
  'FLAG-4': {
    text: 'Moderators inspect in regular and surprise checks too, above all accounts with flags or suspicious behaviour.',
    source: 'seed',
  },
  'FLAG-10': { text: 'A black case goes to an admin.', source: 'seed' },
  'CASE-1': { text: 'Only moderators work at the desk.', source: 'assumption' },
  'CASE-2': { text: 'Whatever is said about one thing gathers in one case, until that case is done.', source: 'assumption' },
  'CASE-3': {
    text: 'Nobody at the desk deals with what concerns themselves, nor with a case that may hold a report of theirs: who joins the desk leaves reported cases alone that were open, or opened within some days, when they last reported something.',
    source: 'assumption',
  },
  'CASE-4': {
    text: 'A case is claimed by one moderator at a time, and decided by that one. A claim lapses after some hours, or with the role.',
    source: 'assumption',
  },
  'CASE-5': { text: 'A case is decided once. What is decided is not claimed, escalated or decided again.', source: 'assumption' },
  'CASE-6': {
    text: 'A decision gives reasons of at least one character and at most as many as the policy says.',
    source: 'assumption',
  },
  'CASE-7': {
    text: 'Whoever decided may undo it while its grace lasts. Until then it has no consequence but that the thing is down.',
    source: 'assumption',
  },
  'CASE-8': { text: 'A black flag needs a second moderator: it is given when another one confirms it.', source: 'assumption' },
  'CASE-9': { text: 'Removed is only what can be taken down. A profile or a block can be flagged, not removed.', source: 'assumption' },
  'CASE-10': { text: 'A report is opened once and judged once, and a case is about something that is there.', source: 'assumption' },
  'CASE-11': { text: 'An escalated case is for an admin.', source: 'assumption' },
  'CASE-13': {
    text: 'While its maker appeals against what the filter did, a case is decided by answering that appeal.',
    source: 'assumption',
  },
  'CASE-14': { text: 'What waits for a moderator is let through as it says now.', source: 'assumption' },
  'CASE-12': {
    text: 'Who joins the desk later is given the keys of earlier reports by somebody there who has them.',
    source: 'assumption',
  },
  'APL-1': { text: 'A decision is appealed against once, by the account that it concerns.', source: 'assumption' },
  'APL-2': { text: 'An appeal comes before its term is over, which begins when the decision takes effect.', source: 'assumption' },
  'APL-3': { text: 'Only a decision that is in effect can be appealed against, and only an open appeal is decided.', source: 'assumption' },
  'APL-4': {
    text: 'An appeal is decided by somebody who had no part in the decision; against a black flag, by an admin.',
    source: 'assumption',
  },
  'APL-5': { text: 'A decision that is overturned takes back everything that came of it.', source: 'assumption' },
}

export const parameters: Parameters = {
  'moderation.graceSeconds': assumed(600, 'seconds', 'How long a decision can be undone before it takes effect.', [0, 604_800]),
  'moderation.claimHours': assumed(24, 'hours', 'How long a case stays claimed.', [1, 8_760]),
  'moderation.apartDays': assumed(
    30,
    'days',
    'How long after reporting something a new member of the desk leaves newly reported cases to others.',
    [1, 365],
  ),
  'moderation.appealMonths': assumed(6, 'months', 'How long one may appeal, in calendar months.', [1, 120]),
  'moderation.reasonCharacters': assumed(2_000, 'characters', 'Longest reasons, of a decision and of an appeal.', [1, 100_000]),
  'moderation.checkDays': assumed(7, 'days', 'How often a regular check is due.', [1, 365]),
  'moderation.checkSize': assumed(20, 'items', 'How many things a check looks at.', [1, 500]),
}

export interface Case {
  readonly subject: Subject
  /** Who answers for it. */
  readonly concerned: AccountId
  readonly breach: Breach
  readonly source: 'report' | 'check' | 'moderator' | 'filter'
  /**
   * open: nobody has it. claimed: `by` has it. waiting: decided, and in its grace. second: a black flag waits for another moderator.
   * review: it waits for an admin. done.
   */
  readonly state: 'open' | 'claimed' | 'waiting' | 'second' | 'review' | 'done'
  readonly by: AccountId | null
  readonly claimedAt: Millis | null
  readonly escalated: boolean
  readonly reports: number
  readonly at: Millis
  /** The decision that stands or waits. */
  readonly decision: Hash | null
  /** What the filter did about the thing, as long as nobody at the desk has said anything about it. */
  readonly block: Hash | null
  readonly doneAt: Millis | null
  /** How many `steps` it has. */
  readonly steps: number
}
/** What happened to a case, in order: its trace. */
export interface Step {
  readonly did: string
  /** '' for time. */
  readonly by: AccountId
  readonly event: Hash
  readonly at: Millis
}
export interface Appeal {
  readonly event: Hash
  readonly at: Millis
  readonly reasons: Writing
  readonly answer: {
    readonly event: Hash
    readonly by: AccountId
    readonly at: Millis
    readonly outcome: 'kept' | 'overturned'
    readonly reasons: Writing
  } | null
}
export interface Decision {
  /** What it decides: a case, or whether a report was an abuse. */
  readonly about: { readonly case: Hash } | { readonly report: Hash }
  readonly concerned: AccountId
  /** `block`: by the filter. */
  readonly outcome: events.Outcome | Misuse | 'block'
  readonly breach: Breach | null
  readonly version: string | null
  /** `null`: by the filter, whose finding says why. */
  readonly reasons: Writing | null
  /** '' for the filter. */
  readonly by: AccountId
  readonly at: Millis
  /** When its grace is over; it can be undone before. */
  readonly undoUntil: Millis
  /** Since when it has its consequences. */
  readonly effective: Millis | null
  readonly second: AccountId | null
  readonly review:
    | (Omit<events.BlackReviewed, 'decision' | 'days'> & {
        readonly event: Hash
        readonly by: AccountId
        readonly at: Millis
        readonly until: Millis | null
      })
    | null
  readonly appeal: Appeal | null
  /** `cleared`: by the admin who reviewed it. Of what the filter did, `confirmed`: a moderator decided the same; `changed`: its maker mended it. */
  readonly ended: {
    readonly why: 'undone' | 'declined' | 'cleared' | 'overturned' | 'confirmed' | 'changed'
    readonly at: Millis
    readonly event: Hash
  } | null
}
export interface Share {
  readonly to: AccountId
  readonly by: AccountId
  readonly at: Millis
  readonly until: Millis
  readonly sealed: { readonly hash: Hash; readonly size: number }
}
export interface Check {
  readonly kind: 'regular' | 'surprise'
  readonly by: AccountId
  readonly at: Millis
  readonly finishedAt: Millis | null
}
/** One moderator's work. `handling`: milliseconds from the opening of a case to its decision, added up. */
export interface Desk {
  readonly decided: number
  readonly undone: number
  readonly judged: number
  readonly appealsDecided: number
  readonly overturned: number
  readonly handling: number
}

export const cases = table<Case>('moderation.cases')
/** The case that gathers what is said about a thing, by `subjectKey`. */
export const gathering = table<{ readonly case: Hash }>('moderation.gathering')
/** The decisions that hold a thing down, oldest first, by `subjectKey`. */
export const against = table<{ readonly decisions: readonly Hash[] }>('moderation.against')
/** Keys of reports for who joined the desk later, by the act. */
export const shares = table<Share>('moderation.shares')
/** By `<case> <n>`, from 1. */
export const steps = table<Step>('moderation.steps')
export const decisions = table<Decision>('moderation.decisions')
export const desks = table<Desk>('moderation.desks')
export const checks = table<Check>('moderation.checks')
/** One row, key 'regular': when the last one was. */
export const lastCheck = table<{ readonly at: Millis }>('moderation.lastCheck')
export const tables = [cases, gathering, against, shares, steps, decisions, desks, checks, lastCheck]

/** Name of the timer that puts decisions into effect. */
const TIMER = 'moderation'

export const stepKey = (ofCase: Hash, n: number): string => `${ofCase} ${n}`
const caseAt = (w: Reader, id: Hash): Case => w.get(cases, id) as Case
const decisionAt = (w: Reader, id: Hash): Decision => w.get(decisions, id) as Decision
const changeDecision = (w: Tools, id: Hash, changes: Partial<Decision>): void => w.put(decisions, id, { ...decisionAt(w, id), ...changes })

const idle: Desk = { decided: 0, undone: 0, judged: 0, appealsDecided: 0, overturned: 0, handling: 0 }
export const deskOf = (w: Reader, account: AccountId): Desk => w.get(desks, account) ?? idle
function tally(w: Tools, account: AccountId, what: keyof Desk, by = 1): void {
  if (account === '') return // the filter has no desk
  const desk = deskOf(w, account)
  w.put(desks, account, { ...desk, [what]: desk[what] + by })
}

type Cause = Pick<Act<unknown>, 'id' | 'by'>

/** Changes a case and notes what was done to it. */
function step(w: Tools, id: Hash, did: string, cause: Cause, changes: Partial<Case>): void {
  const before = caseAt(w, id)
  const n = before.steps + 1
  w.put(steps, stepKey(id, n), { did, by: cause.by, event: cause.id, at: w.now })
  w.put(cases, id, { ...before, ...changes, steps: n })
}

// Who may.

/**
 * Why somebody may not deal with a thing: it is their own, or they may have reported it (CASE-3). Who reported what is no part of the log,
 * so this looks at when: the desk itself does not report (RPT-11), and what a new member reported before is opened sooner or later.
 */
function refuseConflict(w: Reader, by: AccountId, subject: Pick<Subject, 'kind' | 'id'>, inCase?: Hash): Finding | undefined {
  if (peopleOf(w, subject).includes(by)) return because('CASE-3', { conflict: 'own' })
  if (inCase === undefined) return undefined
  const { concerned, reports: count, at } = caseAt(w, inCase)
  if (concerned === by) return because('CASE-3', { conflict: 'own' })
  const { last } = reporterOf(w, by)
  const isApart = count === 0 || last === null || last + days(limit(w, 'moderation.apartDays')) <= at
  return isApart ? undefined : because('CASE-3', { conflict: 'own report', last })
}

/** Why a moderator may not work on a case at all. */
function refuseDesk(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  if (!isModerator(w, by)) return because('CASE-1')
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

const lapsed = (w: Reader, { by, claimedAt }: Case): boolean =>
  by === null || claimedAt === null || !isModerator(w, by) || w.now >= claimedAt + hours(limit(w, 'moderation.claimHours'))

/** Until when a claim holds others off. */
export const claimUntil = (w: Reader, { claimedAt }: Case): Millis | null =>
  claimedAt === null ? null : claimedAt + hours(limit(w, 'moderation.claimHours'))

function refuseHolder(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  const no = refuseDesk(w, by, id)
  if (no) return no
  const row = caseAt(w, id)
  if (row.state !== 'open' && row.state !== 'claimed') return because('CASE-5', { state: row.state })
  return row.state === 'claimed' && row.by === by ? undefined : because('CASE-4', { by: row.by })
}

function refuseReasons(w: Reader, { characters }: Writing): Finding | undefined {
  const most = limit(w, 'moderation.reasonCharacters')
  return characters < 1 || characters > most ? because('CASE-6', { characters, most }) : undefined
}

const rule = <D>(act: ActRule<D>): ActRule<D> => act
const since = 1

// How cases come about.

/** The case about a thing that is not done yet. */
export function openCaseOn(w: Reader, subject: Pick<Subject, 'kind' | 'id'>): Hash | undefined {
  const id = w.get(gathering, subjectKey(subject))?.case
  return id !== undefined && caseAt(w, id).state !== 'done' ? id : undefined
}

function begin(w: Tools, cause: Cause, subject: Subject, breach: Breach, source: Case['source']): void {
  const [concerned = ''] = peopleOf(w, subject)
  w.put(gathering, subjectKey(subject), { case: cause.id })
  w.put(cases, cause.id, {
    subject,
    concerned,
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
function downBy(w: Reader, subject: Subject): Hash | undefined {
  const down = subjectKinds.get(subject.kind)?.takenDownBy?.(w, subject.id)
  const about = down === undefined ? undefined : w.get(decisions, down)?.about
  return about && 'case' in about ? about.case : undefined
}

/** The case that has already answered what a report says: it took the thing down, or cleared the very same. */
const answeredBy = (w: Reader, subject: Subject): Hash | undefined => downBy(w, subject) ?? clearingOf(w, subject)?.case

// What the filter does.

const undecided = ({ state }: Case): boolean => state === 'open' || state === 'claimed'

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
  if (before !== null) retire(w, subject, before, cause)
  step(w, id, 'filter: block', cause, { block: cause.id })
}

/** Its maker has mended what the filter took down, before anybody at the desk said anything about it: it is up again. */
export function filterPasses(w: Tools, cause: Cause, subject: Subject): void {
  const current = openCaseOn(w, subject)
  const block = current === undefined ? null : caseAt(w, current).block
  if (current === undefined || block === null || !undecided(caseAt(w, current)) || decisionAt(w, block).appeal) return
  retire(w, subject, block, cause)
  step(w, current, 'filter: pass', cause, { block: null })
}

/** What the filter did about a thing no longer holds: it says something else now. */
function retire(w: Tools, subject: Subject, block: Hash, cause: Cause): void {
  putUp(w, subject, block)
  changeDecision(w, block, { ended: { why: 'changed', at: w.now, event: cause.id } })
}

/** What the filter did about a case, if it was about what `decision` is about, or about what that said before: then a person has the later word. */
function blockUnder(w: Reader, decision: Hash): Hash | undefined {
  const { about, version } = decisionAt(w, decision)
  const block = 'case' in about ? caseAt(w, about.case).block : null
  return block !== null && Number(decisionAt(w, block).version) <= Number(version) ? block : undefined
}

/** Somebody at the desk has said what they think of what the filter did, and that stands in its place. */
function endBlock(w: Tools, decision: Hash, why: 'overturned' | 'confirmed'): void {
  const block = blockUnder(w, decision)
  const { about } = decisionAt(w, decision)
  if (block === undefined || !('case' in about)) return
  const row = caseAt(w, about.case)
  putUp(w, row.subject, block)
  changeDecision(w, block, { ended: { why, at: w.now, event: decision } })
  w.put(cases, about.case, { ...row, block: null })
}

const reportOpened = rule({
  type: 'moderation.reportOpened',
  since,
  data: events.reportOpened,
  rests: ['FLAG-3', 'CASE-1', 'CASE-2', 'CASE-3', 'CASE-10', 'RPT-5'],
  refuse(w, { by, data: { stub, subject } }) {
    if (!isModerator(w, by)) return because('CASE-1')
    if (w.get(stubs, stub)) return because('CASE-10', { report: 'opened' })
    if (versionOf(w, subject) === undefined) return because('CASE-10', { subject: 'unknown' })
    return refuseConflict(w, by, subject, openCaseOn(w, subject))
  },
  apply(w, act) {
    const { stub, subject, breach } = act.data
    const note = (ofCase: Hash, clearedAt: Millis | null) =>
      open(w, stub, { event: act.id, at: act.at, subject, breach, case: ofCase, clearedAt })
    const current = openCaseOn(w, subject)
    const before = current === undefined ? answeredBy(w, subject) : undefined
    if (before !== undefined) {
      const cleared = clearingOf(w, subject)
      return note(before, cleared?.case === before ? cleared.at : null) // RPT-5: it opens no case
    }
    const id = current ?? act.id
    if (current === undefined) begin(w, act, subject, breach, 'report')
    note(id, null)
    step(w, id, 'report', act, { reports: caseAt(w, id).reports + 1 })
  },
})

const reportSetAside = rule({
  type: 'moderation.reportSetAside',
  since,
  data: events.reportSetAside,
  rests: ['CASE-1', 'CASE-3', 'CASE-10'],
  refuse(w, { by, data: { report: id } }) {
    if (!isModerator(w, by)) return because('CASE-1')
    const report = w.get(reports, id)
    if (!report) return because('CASE-10', { report: 'unknown' })
    if (report.by === by) return because('CASE-3', { conflict: 'own report' })
    if (report.aside !== null) return because('CASE-10', { report: 'set aside' })
    return report.misuse ? because('CASE-10', { report: 'judged' }) : undefined
  },
  apply: (w, { data }) => setAside(w, data.report, data.why),
})

const keysShared = rule({
  type: 'moderation.keysShared',
  since,
  data: events.keysShared,
  rests: ['CASE-1', 'CASE-12'],
  refuse(w, { by, data: { to } }) {
    if (!isModerator(w, by)) return because('CASE-1')
    return isModerator(w, to) && to !== by ? undefined : because('CASE-12', { to })
  },
  apply: (w, { id, by, at, data: { to, until, sealed } }) => w.put(shares, id, { to, by, at, until, sealed }),
})

const checkStarted = rule({
  type: 'moderation.checkStarted',
  since,
  data: events.checkStarted,
  rests: ['FLAG-4', 'CASE-1'],
  refuse: (w, { by }) => (isModerator(w, by) ? undefined : because('CASE-1')),
  apply(w, { id, by, at, data: { kind } }) {
    w.put(checks, id, { kind, by, at, finishedAt: null })
    if (kind === 'regular') w.put(lastCheck, 'regular', { at })
  },
})

const checkFinished = rule({
  type: 'moderation.checkFinished',
  since,
  data: events.checkFinished,
  rests: ['FLAG-4', 'CASE-1'],
  refuse(w, { by, data: { check } }) {
    if (!isModerator(w, by)) return because('CASE-1')
    const row = w.get(checks, check)
    if (!row) return because('FLAG-4', { check })
    return row.finishedAt === null ? undefined : because('FLAG-4', { finished: row.finishedAt })
  },
  apply(w, { at, data: { check } }) {
    const row = w.get(checks, check)
    if (row) w.put(checks, check, { ...row, finishedAt: at })
  },
})

const caseOpened = rule({
  type: 'moderation.caseOpened',
  since,
  data: events.caseOpened,
  rests: ['FLAG-4', 'CASE-1', 'CASE-2', 'CASE-3', 'CASE-10'],
  refuse(w, { by, data: { subject, check } }) {
    if (!isModerator(w, by)) return because('CASE-1')
    if (versionOf(w, subject) === undefined) return because('CASE-10', { subject: 'unknown' })
    if (check !== undefined && !w.get(checks, check)) return because('FLAG-4', { check })
    const other = openCaseOn(w, subject) ?? downBy(w, subject)
    if (other !== undefined) return because('CASE-2', { case: other })
    return refuseConflict(w, by, subject)
  },
  apply: (w, act) => begin(w, act, act.data.subject, act.data.breach, act.data.check === undefined ? 'moderator' : 'check'),
})

// Who has it.

const claimed = rule({
  type: 'moderation.claimed',
  since,
  data: events.upon,
  rests: ['CASE-1', 'CASE-3', 'CASE-4', 'CASE-5', 'CASE-11'],
  refuse(w, { by, data }) {
    const no = refuseDesk(w, by, data.case)
    if (no) return no
    const row = caseAt(w, data.case)
    if (row.state !== 'open' && row.state !== 'claimed') return because('CASE-5', { state: row.state })
    if (row.escalated && !isAdmin(w, by)) return because('CASE-11')
    return row.state === 'open' || lapsed(w, row) ? undefined : because('CASE-4', { by: row.by })
  },
  apply: (w, act) => step(w, act.data.case, 'claimed', act, { state: 'claimed', by: act.by, claimedAt: act.at }),
})

const released = rule({
  type: 'moderation.released',
  since,
  data: events.upon,
  rests: ['CASE-4', 'CASE-5'],
  refuse: (w, { by, data }) => refuseHolder(w, by, data.case),
  apply: (w, act) => step(w, act.data.case, 'released', act, { state: 'open', by: null, claimedAt: null }),
})

const escalated = rule({
  type: 'moderation.escalated',
  since,
  data: events.upon,
  rests: ['CASE-4', 'CASE-5', 'CASE-11'],
  refuse: (w, { by, data }) => refuseHolder(w, by, data.case),
  apply: (w, act) => step(w, act.data.case, 'escalated', act, { state: 'open', by: null, claimedAt: null, escalated: true }),
})

// Decisions.

const decided = rule({
  type: 'moderation.decided',
  since,
  data: events.decided,
  rests: ['FLAG-3', 'FLAG-5', 'FLAG-9', 'CASE-1', 'CASE-3', 'CASE-4', 'CASE-5', 'CASE-6', 'CASE-7', 'CASE-9', 'CASE-13', 'CASE-14'],
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

function takeDown(w: Tools, subject: Subject, decision: Hash): void {
  const kind = subjectKinds.get(subject.kind)
  if (!kind?.veil) return
  const key = subjectKey(subject)
  w.put(against, key, { decisions: [...(w.get(against, key)?.decisions ?? []), decision] })
  if (kind.isUp?.(w, subject.id)) kind.veil(w, subject.id, decision)
}

/** This decision no longer holds it down: up again, unless another one does. */
function putUp(w: Tools, subject: Subject, decision: Hash): void {
  const kind = subjectKinds.get(subject.kind)
  const key = subjectKey(subject)
  const left = (w.get(against, key)?.decisions ?? []).filter((each) => each !== decision)
  w.put(against, key, left.length === 0 ? undefined : { decisions: left })
  if (kind?.takenDownBy?.(w, subject.id) === decision) kind.veil?.(w, subject.id, left.at(-1))
}

/** The timer: the grace of a decision is over. */
function graceOver(w: Tools, id: Hash): void {
  const { ended, effective, outcome, undoUntil } = decisionAt(w, id)
  if (ended === null && effective === null && outcome !== 'black' && undoUntil === w.now) takeEffect(w, id)
}
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
function acquit(w: Tools, id: Hash): void {
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
}

/** What the filter saw in a thing after somebody had decided about what it said before is a case of its own. @param as the name of that case */
function lookAgain(w: Tools, id: Hash, as: Hash): void {
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
}

const undone = rule({
  type: 'moderation.undone',
  since,
  data: events.uponDecision,
  rests: ['CASE-1', 'CASE-7'],
  refuse(w, { by, at, data }) {
    if (!isModerator(w, by)) return because('CASE-1')
    const row = w.get(decisions, data.decision)
    if (!row || !('case' in row.about) || row.by !== by) return because('CASE-7', { by: row?.by ?? null })
    if (row.ended !== null || row.effective !== null || row.second !== null || at >= row.undoUntil)
      return because('CASE-7', { until: row.undoUntil })
    return undefined
  },
  apply: (w, act) => takeBack(w, act, 'undone'),
})

// Black flags.

/** The case of a black flag, if it is in this state; else why not. */
function refuseBlack(w: Reader, by: AccountId, id: Hash, state: 'second' | 'review'): Finding | undefined {
  if (!isModerator(w, by)) return because('CASE-1')
  const row = w.get(decisions, id)
  if (!row || !('case' in row.about)) return because('CASE-8', { decision: 'unknown' })
  const at = caseAt(w, row.about.case)
  if (at.decision !== id || at.state !== state) return because('CASE-8', { state: at.state })
  return refuseConflict(w, by, at.subject, row.about.case)
}

function refuseSecond(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  const no = refuseBlack(w, by, id, 'second')
  return no ?? (decisionAt(w, id).by === by ? because('CASE-8', { conflict: 'own decision' }) : undefined)
}

/** A third pair of eyes, and an admin's. */
function refuseReviewer(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  if (!isAdmin(w, by)) return because('FLAG-10')
  const no = refuseBlack(w, by, id, 'review')
  if (no) return no
  const { by: first, second } = decisionAt(w, id)
  return by === first || by === second ? because('CASE-8', { conflict: 'own decision' }) : undefined
}

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

// Misuse of reports.

const reportJudged = rule({
  type: 'moderation.reportJudged',
  since,
  data: events.reportJudged,
  rests: ['RPT-1', 'RPT-2', 'RPT-3', 'RPT-4', 'RPT-8', 'CASE-1', 'CASE-3', 'CASE-6', 'CASE-10'],
  refuse(w, { by, data: { report: id, secret, misuse, reasons } }) {
    if (!isModerator(w, by)) return because('CASE-1')
    const report = w.get(reports, id)
    if (!report) return because('RPT-4', { outcome: 'unknown' })
    if (report.ticket !== ticketOf(secret)) return because('CASE-10', { report: 'another' })
    const stub = stubOf(secret)
    const outcome = outcomeOf(w, report, stub)
    const found = w.get(stubs, stub)
    if (!found) return because('RPT-4', { outcome })
    if (report.by === by) return because('CASE-3', { conflict: 'own report' })
    const conflict = refuseConflict(w, by, found.subject, found.case)
    if (conflict) return conflict
    if (report.misuse) return because('CASE-10', { report: 'judged' })
    if (outcome !== 'not upheld') return because('RPT-4', { outcome })
    if (misuse === 'cleared before' && !isAgain(report, found)) return because('RPT-1', { again: false })
    return refuseReasons(w, reasons)
  },
  apply(w, act) {
    const { report, secret, misuse, reasons } = act.data
    const concerned = w.get(reports, report)?.by ?? ''
    const found = w.get(stubs, stubOf(secret))
    if (!found) return
    w.put(decisions, act.id, {
      about: { report },
      concerned,
      outcome: misuse,
      breach: null,
      version: null,
      reasons,
      by: act.by,
      at: act.at,
      undoUntil: act.at,
      effective: act.at,
      second: null,
      review: null,
      appeal: null,
      ended: null,
    })
    punish(w, report, found, misuse, act.id)
    tally(w, act.by, 'judged')
  },
})

// Appeals.

/** When the term for an appeal is over; `null` while the decision has no effect. */
export const appealUntil = (w: Reader, { effective }: Decision): Millis | null =>
  effective === null ? null : addMonths(effective, limit(w, 'moderation.appealMonths'))

/** Whether there is anything in a decision that somebody would want to be rid of. */
const stands = ({ outcome, effective, ended }: Decision): boolean => effective !== null && ended === null && outcome !== 'clear'

/** Why this account may not appeal against a decision now. */
export function refuseAppeal(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  const row = w.get(decisions, id)
  if (!row || row.concerned !== by) return because('APL-1')
  if (row.appeal) return because('APL-1', { appealed: row.appeal.at })
  const until = appealUntil(w, row)
  const about = row.by === '' && 'case' in row.about ? caseAt(w, row.about.case) : undefined
  if (about && about.state !== 'done' && !undecided(about)) return because('APL-3', { state: about.state })
  if (!stands(row) || until === null) return because('APL-3', { ended: row.ended?.why ?? null, effective: row.effective })
  return w.now < until ? undefined : because('APL-2', { until })
}

const appealed = rule({
  type: 'moderation.appealed',
  since,
  data: events.appealed,
  rests: ['APL-1', 'APL-2', 'APL-3', 'CASE-6'],
  refuse: (w, { by, data }) => refuseAppeal(w, by, data.decision) ?? refuseReasons(w, data.reasons),
  apply: (w, act) =>
    changeDecision(w, act.data.decision, { appeal: { event: act.id, at: act.at, reasons: act.data.reasons, answer: null } }),
})

/** Why this account may not decide about an appeal. */
export function refuseAppealDesk(w: Reader, by: AccountId, id: Hash): Finding | undefined {
  if (!isModerator(w, by)) return because('CASE-1')
  const row = w.get(decisions, id)
  if (!row?.appeal || row.appeal.answer) return because('APL-3', { appeal: row?.appeal ? 'decided' : 'none' })
  if (row.by === by || row.second === by || row.review?.by === by) return because('APL-4', { conflict: 'own decision' })
  if (row.outcome === 'black' && !isAdmin(w, by)) return because('APL-4', { outcome: 'black' })
  if (row.concerned === by) return because('CASE-3', { conflict: 'own' })
  const about = 'case' in row.about ? row.about.case : w.get(reports, row.about.report)?.opened?.case
  return about === undefined ? undefined : refuseConflict(w, by, caseAt(w, about).subject, about)
}

/** Whether the answer to an appeal against what the filter did is also what the desk says of the case. */
function endsCase(w: Reader, id: Hash): boolean {
  const { about } = decisionAt(w, id)
  return 'case' in about && caseAt(w, about.case).block === id && undecided(caseAt(w, about.case))
}

const appealDecided = rule({
  type: 'moderation.appealDecided',
  since,
  data: events.appealDecided,
  rests: ['APL-3', 'APL-4', 'APL-5', 'CASE-3', 'CASE-6', 'FLAG-15', 'RPT-9'],
  refuse: (w, { by, data }) => refuseAppealDesk(w, by, data.decision) ?? refuseReasons(w, data.reasons),
  apply(w, act) {
    const { decision: id, outcome, reasons } = act.data
    const { about, appeal, by } = decisionAt(w, id)
    if (!appeal) return
    changeDecision(w, id, { appeal: { ...appeal, answer: { event: act.id, by: act.by, at: act.at, outcome, reasons } } })
    tally(w, act.by, 'appealsDecided')
    if ('case' in about)
      step(w, about.case, `appeal: ${outcome}`, act, endsCase(w, id) ? { state: 'done', doneAt: act.at, block: null } : {})
    if (outcome === 'kept') return 'case' in about && by === '' ? answer(w, about.case, true) : undefined
    changeDecision(w, id, { ended: { why: 'overturned', at: act.at, event: act.id } })
    tally(w, by, 'overturned')
    if ('report' in about) return forgive(w, about.report, act.id)
    overturn(w, id, act.id)
    acquit(w, id)
    lookAgain(w, id, act.id)
  },
})

export const acts = [
  reportOpened,
  reportSetAside,
  keysShared,
  checkStarted,
  checkFinished,
  caseOpened,
  claimed,
  released,
  escalated,
  decided,
  undone,
  blackConfirmed,
  blackDeclined,
  blackReviewed,
  reportJudged,
  appealed,
  appealDecided,
] as const
