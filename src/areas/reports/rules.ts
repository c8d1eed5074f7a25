/**
 * Reports: anybody tells the desk of a breach, sealed so that only the desk can read it. What the desk found in one it says by an act of its
 * own, under a stub that nobody can match with the report: who reported what stays with the desk. And the misuse of reporting: moderators
 * say which report was one, and show that it was; three steps follow by themselves.
 *
 * A report that was wrong in good faith never counts. What counts is an abuse that a moderator has named, of a report that was not upheld.
 */
import { addMonths, days } from '../../kit/time'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Hash, Millis } from '../../log/types'
import { isModerator, limit } from '../accounts/tables'
import { type AccountId, assumed, because, type Clauses, type Parameters, rule } from '../area'
import type { Breach } from '../flags/events'
import * as events from './events'
import { subjectKey } from './subjects'

export const clauses: Clauses = {
  'FLAG-3': { text: 'Users may report, and moderators review what they report and decide on a flag.', source: 'seed' },
  'MOD-2': { text: 'Who finds a block unfair may report it, and it is reviewed.', source: 'whitepaper' },
  'RPT-1': {
    text: 'Misuse is reporting often out of dislike to bother someone, as a joke or without reason, or again what moderators have cleared.',
    source: 'seed',
  },
  'RPT-2': { text: 'The first consequence of misuse is a warning.', source: 'seed' },
  'RPT-3': { text: 'If it continues, the account cannot report for one month. After that it can again, by itself.', source: 'seed' },
  'RPT-4': {
    text: 'A mistake in good faith is no misuse, and neither is a report that was upheld, though the decision may fall later.',
    source: 'assumption',
  },
  'RPT-5': {
    text: 'What moderators have cleared cannot be reported again unless it has changed. Should such a report come all the same, it opens no case.',
    source: 'seed',
  },
  'RPT-6': { text: 'Only the desk can read what a report says, and it weighs at most what the policy says.', source: 'assumption' },
  'RPT-7': { text: 'A warning lapses after some days. After a suspension an account starts anew, without one.', source: 'assumption' },
  'RPT-8': { text: 'Only what was reported after a warning shows that misuse continues.', source: 'assumption' },
  'RPT-9': {
    text: 'When the judgement of a report falls, so does the warning or suspension made of it, and a suspension that rests on a warning that falls.',
    source: 'assumption',
  },
  'RPT-10': {
    text: 'An account reports one thing once, as long as it says the same; unless the desk could make nothing of its report.',
    source: 'assumption',
  },
  'RPT-11': { text: 'Who works at the desk opens a case instead of reporting.', source: 'assumption' },
  'RPT-12': { text: 'Nobody reports what is their own: they can change it or take it back themselves.', source: 'assumption' },
  'RPT-13': {
    text: 'Words that came with money are between two people: who got them may report them, and nobody else.',
    source: 'assumption',
  },
}

export const parameters: Parameters = {
  'reports.often': assumed(3, 'reports', 'How many abusive reports are "often": that many bring a warning.', [1, 100]),
  'reports.oftenDays': assumed(30, 'days', 'Within how many days they must have been made.', [1, 3_650]),
  'reports.continues': assumed(1, 'reports', 'How many abusive reports after a warning mean that it "continues".', [1, 100]),
  'reports.warningDays': assumed(180, 'days', 'After how many days a warning lapses.', [1, 3_650]),
  'reports.suspensionMonths': {
    value: 1,
    unit: 'months',
    says: 'How long an account cannot report, in calendar months to the second.',
    source: 'seed',
    range: [1, 24],
  },
  'reports.sealedBytes': assumed(1024 * 1024, 'bytes', 'Heaviest report, its evidence within.', [1_000, 100_000_000]),
}

export interface Report {
  readonly by: AccountId
  readonly sealed: events.Filed['sealed']
  readonly ticket: Hash
  readonly at: Millis
  /** What the desk found in it: known to everybody only of a report that was judged a misuse. */
  readonly opened: (Stub & { readonly again: boolean }) | null
  /** Why the desk could make nothing of it. */
  readonly aside: 'unreadable' | 'moot' | null
  readonly misuse: {
    readonly kind: events.Misuse
    readonly decision: Hash
    readonly at: Millis
    /** The warning or suspension that it went into. */
    readonly into: string | null
    readonly overturned: Hash | null
  } | null
}
/** What the desk found in a report, without saying in which. */
export interface Stub {
  readonly event: Hash
  readonly at: Millis
  readonly subject: events.Subject
  readonly breach: Breach
  /** The case that answers it. */
  readonly case: Hash
  /** Since when moderators had found nothing wrong with the very same thing: who reports it from then on reports it again (RPT-5). */
  readonly clearedAt: Millis | null
}
/** A warning or a suspension of reporting. */
export interface Sanction {
  readonly account: AccountId
  readonly step: 'warning' | 'suspension'
  /** The abusive reports that it was made of. */
  readonly of: readonly Hash[]
  /** The judgement that brought it about. */
  readonly decision: Hash
  readonly at: Millis
  readonly until: Millis
  /** From when on reports counted before it. */
  readonly sinceBefore: Millis
  readonly ended: { readonly why: 'restored' | 'overturned'; readonly at: Millis; readonly event: Hash | null } | null
}
export interface Reporter {
  readonly filed: number
  /** When it last reported something. */
  readonly last: Millis | null
  /** Abusive reports that have led to nothing yet, in the order of judging. */
  readonly marks: readonly Hash[]
  readonly warning: string | null
  readonly suspension: string | null
  /** Reports made before this no longer count. */
  readonly since: Millis
}

export const reports = table<Report>('reports.reports')
/** By `stubOf` the secret of a report. */
export const stubs = table<Stub>('reports.stubs')
/** The report that bears a mark, by `<account> <mark>`. */
export const marked = table<{ readonly report: Hash }>('reports.marked')
/** By the judgement that brought it about: `<decision> warning`, `<decision> suspension`. */
export const sanctions = table<Sanction>('reports.sanctions')
/** By account. */
export const reporters = table<Reporter>('reports.reporters')
/** What became of a case, by its id. `upheldUntil`: when the decision fell that had upheld what was reported. */
export const answers = table<{ readonly upheld: boolean; readonly at: Millis; readonly upheldUntil?: Millis }>('reports.answers')
/** What moderators found nothing wrong with, by `subjectKey`. */
export const clearings = table<{ readonly version: string; readonly at: Millis; readonly case: Hash }>('reports.clearings')
export const tables = [reports, stubs, marked, sanctions, reporters, answers, clearings]

/** Name of the timer that restores reporting. */
const TIMER = 'reports'

const fresh: Reporter = { filed: 0, last: null, marks: [], warning: null, suspension: null, since: 0 }
export const reporterOf = (w: Reader, account: AccountId): Reporter => w.get(reporters, account) ?? fresh
const change = (w: Tools, account: AccountId, changes: Partial<Reporter>): void =>
  w.put(reporters, account, { ...reporterOf(w, account), ...changes })
const reportAt = (w: Reader, report: Hash): Report => w.get(reports, report) as Report

// What others ask.

/** Whether an account may report, and until when a warning or a suspension stands. */
export function reporting(
  w: Reader,
  account: AccountId,
): { readonly state: 'normal' | 'warned' | 'suspended'; readonly until: Millis | null } {
  const { warning, suspension } = reporterOf(w, account)
  const stands = (key: string | null) => {
    const sanction = key === null ? undefined : w.get(sanctions, key)
    return sanction && sanction.ended === null && w.now < sanction.until ? sanction : undefined
  }
  const suspended = stands(suspension)
  const warned = stands(warning)
  if (suspended) return { state: 'suspended', until: suspended.until }
  return warned ? { state: 'warned', until: warned.until } : { state: 'normal', until: null }
}

/** The clearing that speaks against reporting this: nothing has changed since (RPT-5). */
export function clearingOf(
  w: Reader,
  subject: events.Subject,
): { readonly version: string; readonly at: Millis; readonly case: Hash } | undefined {
  const cleared = w.get(clearings, subjectKey(subject))
  return cleared?.version === subject.version ? cleared : undefined
}

export type ReportOutcome = 'sealed' | 'set aside' | 'in review' | 'upheld' | 'not upheld'

/** How a report ended, read off the case that its stub names; only who has its secret can tell which stub that is. */
export function outcomeOf(w: Reader, report: Pick<Report, 'aside'>, stub: Hash): ReportOutcome {
  if (report.aside !== null) return 'set aside'
  const found = w.get(stubs, stub)
  if (!found) return 'sealed'
  const answer = w.get(answers, found.case)
  return answer === undefined ? 'in review' : answer.upheld ? 'upheld' : 'not upheld'
}

/** Whether a report came after moderators had cleared the very same thing (RPT-5). */
export const isAgain = ({ at }: Pick<Report, 'at'>, { clearedAt }: Stub): boolean => clearedAt !== null && at >= clearedAt

/** Until when a decision upheld what a report says that was made before it fell: it was no misuse then, and is none now (RPT-4). */
export function upheldUntil(w: Reader, { at }: Pick<Report, 'at'>, found: Stub): Millis | null {
  const until = w.get(answers, found.case)?.upheldUntil ?? null
  return until !== null && at < until ? until : null
}

/** The report by which an account has told the desk of this before, as it says now (RPT-10). */
export function reportedBefore(w: Reader, account: AccountId, mark: Hash): Hash | undefined {
  const before = w.get(marked, `${account} ${mark}`)?.report
  return before !== undefined && reportAt(w, before).aside === null ? before : undefined
}

// What the desk does.

export const setAside = (w: Tools, report: Hash, aside: 'unreadable' | 'moot'): void =>
  w.put(reports, report, { ...reportAt(w, report), aside })

export const open = (w: Tools, stub: Hash, found: Stub): void => w.put(stubs, stub, found)

/** What became of a case and so of every report in it. */
export function answer(w: Tools, ofCase: Hash, upheld: boolean): void {
  const before = w.get(answers, ofCase)
  const upheldUntil = before?.upheld === true && !upheld ? w.now : before?.upheldUntil
  w.put(answers, ofCase, { upheld, at: w.now, ...(upheldUntil === undefined ? {} : { upheldUntil }) })
}

/** Nothing is wrong with this, as it stands. */
export const clear = (w: Tools, subject: events.Subject, byCase: Hash): void =>
  w.put(clearings, subjectKey(subject), { version: subject.version, at: w.now, case: byCase })

/** A moderator has called a report abusive, and shown what was found in it. What follows follows at once. */
export function punish(w: Tools, id: Hash, found: Stub, kind: events.Misuse, decision: Hash): void {
  const report = reportAt(w, id)
  const opened = { ...found, again: isAgain(report, found) }
  w.put(reports, id, { ...report, opened, misuse: { kind, decision, at: w.now, into: null, overturned: null } })
  const { marks, since } = reporterOf(w, report.by)
  const { state } = reporting(w, report.by)
  if (report.at < since) return // RPT-8; a suspension counts nothing made before its end
  change(w, report.by, { marks: [...marks, id] })
  if (state === 'warned') {
    const later = reporterOf(w, report.by).marks.filter((mark) => reportAt(w, mark).at >= since)
    if (later.length >= limit(w, 'reports.continues')) sanction(w, report.by, 'suspension', later, decision)
    return
  }
  const often = oftenAmong(w, [...marks, id])
  if (often) sanction(w, report.by, 'warning', often, decision)
}

/** As many reports as are "often" and lie close enough together, if there are. */
function oftenAmong(w: Reader, marks: readonly Hash[]): readonly Hash[] | undefined {
  const count = limit(w, 'reports.often')
  const span = days(limit(w, 'reports.oftenDays'))
  const when = (id: Hash) => reportAt(w, id).at
  const sorted = [...marks].sort((a, b) => when(a) - when(b) || (a < b ? -1 : 1))
  for (let from = 0; from + count <= sorted.length; from++) {
    const run = sorted.slice(from, from + count)
    if (when(run.at(-1) as Hash) - when(run[0] as Hash) < span) return run
  }
  return undefined
}

function sanction(w: Tools, account: AccountId, step: Sanction['step'], of: readonly Hash[], decision: Hash): void {
  const { marks, since } = reporterOf(w, account)
  const key = `${decision} ${step}`
  const until = step === 'warning' ? w.now + days(limit(w, 'reports.warningDays')) : addMonths(w.now, limit(w, 'reports.suspensionMonths'))
  w.put(sanctions, key, { account, step, of, decision, at: w.now, until, sinceBefore: since, ended: null })
  for (const id of of) goesInto(w, id, key)
  change(w, account, {
    marks: marks.filter((id) => !of.includes(id)),
    [step]: key,
    since: step === 'warning' ? w.now : until,
  })
  if (step === 'suspension') w.later(until, TIMER, account)
}

function goesInto(w: Tools, id: Hash, into: string | null): void {
  const report = reportAt(w, id)
  if (report.misuse) w.put(reports, id, { ...report, misuse: { ...report.misuse, into } })
}

/** The judgement of a report falls, with what was made of it (RPT-9). */
export function forgive(w: Tools, id: Hash, event: Hash): void {
  const report = reportAt(w, id)
  if (!report.misuse) return
  w.put(reports, id, { ...report, misuse: { ...report.misuse, overturned: event } })
  change(w, report.by, { marks: reporterOf(w, report.by).marks.filter((mark) => mark !== id) })
  if (report.misuse.into !== null) lift(w, report.misuse.into, event)
}

/** A sanction falls; what else it was made of counts again by itself. What is over stays as it was. */
function lift(w: Tools, key: string, event: Hash): void {
  const fallen = w.get(sanctions, key) as Sanction
  const { account, step } = fallen
  if (fallen.ended || fallen.until <= w.now) return
  const { suspension } = reporterOf(w, account)
  if (step === 'warning' && suspension !== null) lift(w, suspension, event)
  w.put(sanctions, key, { ...fallen, ended: { why: 'overturned', at: w.now, event } })
  const rest = fallen.of.filter((id) => reportAt(w, id).misuse?.overturned === null)
  for (const id of rest) goesInto(w, id, null)
  change(w, account, { [step]: null, marks: [...rest, ...reporterOf(w, account).marks], since: fallen.sinceBefore })
}

/** The timer: a suspension is over, and the account starts anew (RPT-3, RPT-7). */
function restore(w: Tools, account: AccountId): void {
  const { suspension, warning } = reporterOf(w, account)
  const over = suspension === null ? undefined : w.get(sanctions, suspension)
  if (over?.until !== w.now) return
  for (const key of [suspension, warning]) {
    const ended = key === null ? undefined : w.get(sanctions, key)
    if (key !== null && ended) w.put(sanctions, key, { ...ended, ended: { why: 'restored', at: w.now, event: null } })
  }
  change(w, account, { suspension: null, warning: null })
}
export const timers = { [TIMER]: restore }

const filed = rule({
  type: 'reports.filed',
  since: 1,
  barred: 'speech',
  data: events.filed,
  rests: ['FLAG-3', 'RPT-3', 'RPT-6', 'RPT-10', 'RPT-11'],
  refuse(w, act) {
    if (isModerator(w, act.by)) return because('RPT-11')
    const { state, until } = reporting(w, act.by)
    if (state === 'suspended') return because('RPT-3', { until })
    const before = reportedBefore(w, act.by, act.data.mark)
    if (before !== undefined) return because('RPT-10', { report: before, at: reportAt(w, before).at })
    const { size } = act.data.sealed
    const most = limit(w, 'reports.sealedBytes')
    return size > most ? because('RPT-6', { size, most }) : undefined
  },
  apply(w, act) {
    const { sealed, ticket, mark } = act.data
    w.put(reports, act.id, { by: act.by, sealed, ticket, at: act.at, opened: null, aside: null, misuse: null })
    w.put(marked, `${act.by} ${mark}`, { report: act.id })
    change(w, act.by, { filed: reporterOf(w, act.by).filed + 1, last: act.at })
  },
})
export const acts = [filed] as const
