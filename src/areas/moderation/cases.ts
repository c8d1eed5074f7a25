/** How cases come to the desk, and who has them. */
import type { Hash, Millis } from '../../log/types'
import { isAdmin, isModerator } from '../accounts/tables'
import { because, rule } from '../area'
import { clearingOf, open, reports, setAside, stubs } from '../reports/rules'
import { versionOf } from '../reports/subjects'
import * as events from './events'
import { answeredBy, begin, downBy, openCaseOn } from './subjects'
import { caseAt, checks, decisionAt, lastCheck, shares, step } from './tables'
import { lapsed, refuseConflict, refuseDesk, refuseHolder, refuseOfficer } from './who'

const since = 1

const reportOpened = rule({
  type: 'moderation.reportOpened',
  since,
  data: events.reportOpened,
  rests: ['FLAG-3', 'CASE-1', 'CASE-15', 'CASE-2', 'CASE-3', 'CASE-10', 'RPT-5'],
  refuse(w, { by, data: { stub, subject } }) {
    const no = refuseOfficer(w, by)
    if (no) return no
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
    const { reports, late = [], decision } = caseAt(w, id)
    const isLate = decision !== null && decisionAt(w, decision).version !== subject.version
    step(w, id, 'report', act, { reports: reports + 1, ...(isLate ? { late: [...late, stub] } : {}) })
  },
})

const reportSetAside = rule({
  type: 'moderation.reportSetAside',
  since,
  data: events.reportSetAside,
  rests: ['CASE-1', 'CASE-15', 'CASE-3', 'CASE-10'],
  refuse(w, { by, data: { report: id } }) {
    const no = refuseOfficer(w, by)
    if (no) return no
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
  rests: ['CASE-1', 'CASE-15', 'CASE-12'],
  refuse(w, { by, data: { to } }) {
    const no = refuseOfficer(w, by)
    if (no) return no
    return isModerator(w, to) && to !== by ? undefined : because('CASE-12', { to })
  },
  apply: (w, { id, by, at, data: { to, until, sealed } }) => w.put(shares, id, { to, by, at, until, sealed }),
})

const checkStarted = rule({
  type: 'moderation.checkStarted',
  since,
  data: events.checkStarted,
  rests: ['FLAG-4', 'CASE-1', 'CASE-15'],
  refuse: (w, { by }) => refuseOfficer(w, by),
  apply(w, { id, by, at, data: { kind } }) {
    w.put(checks, id, { kind, by, at, finishedAt: null })
    if (kind === 'regular') w.put(lastCheck, 'regular', { at })
  },
})

const checkFinished = rule({
  type: 'moderation.checkFinished',
  since,
  data: events.checkFinished,
  rests: ['FLAG-4', 'CASE-1', 'CASE-15'],
  refuse(w, { by, data: { check } }) {
    const no = refuseOfficer(w, by)
    if (no) return no
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
  rests: ['FLAG-4', 'CASE-1', 'CASE-15', 'CASE-2', 'CASE-3', 'CASE-10'],
  refuse(w, { by, data: { subject, check } }) {
    const no = refuseOfficer(w, by)
    if (no) return no
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
  rests: ['CASE-1', 'CASE-15', 'CASE-3', 'CASE-4', 'CASE-5', 'CASE-11'],
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
  rests: ['CASE-4', 'CASE-5', 'CASE-11'],
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

export const caseActs = [
  reportOpened,
  reportSetAside,
  keysShared,
  checkStarted,
  checkFinished,
  caseOpened,
  claimed,
  released,
  escalated,
] as const
