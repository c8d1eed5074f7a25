/** Judgements of reports, and appeals against whatever was decided. */
import { addMonths } from '../../kit/time'
import type { Reader } from '../../log/rules'
import type { Finding, Hash, Millis } from '../../log/types'
import { isAdmin, limit } from '../accounts/tables'
import { type AccountId, because, rule } from '../area'
import { overturn } from '../flags/rules'
import { stubOf, ticketOf } from '../reports/events'
import { answer, forgive, isAgain, outcomeOf, punish, reports, stubs, upheldUntil } from '../reports/rules'
import { acquit, carryOn, lookAgain } from './decisions'
import * as events from './events'
import { undecided } from './subjects'
import { caseAt, changeDecision, type Decision, decisionAt, decisions, step, tally } from './tables'
import { refuseConflict, refuseOfficer, refuseReasons } from './who'

const since = 1

const reportJudged = rule({
  type: 'moderation.reportJudged',
  since,
  data: events.reportJudged,
  rests: ['RPT-1', 'RPT-2', 'RPT-3', 'RPT-4', 'RPT-8', 'CASE-1', 'CASE-15', 'CASE-3', 'CASE-6', 'CASE-10'],
  refuse(w, { by, data: { report: id, secret, misuse, reasons } }) {
    const no = refuseOfficer(w, by)
    if (no) return no
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
    const upheld = upheldUntil(w, report, found)
    if (upheld !== null) return because('RPT-4', { upheld })
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
  const no = refuseOfficer(w, by)
  if (no) return no
  const row = w.get(decisions, id)
  if (!row?.appeal || row.appeal.answer) return because('APL-3', { appeal: row?.appeal ? 'decided' : 'none' })
  if (row.ended) return because('APL-3', { ended: row.ended.why })
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
    carryOn(w, id, act.id)
  },
})

export const appealActs = [reportJudged, appealed, appealDecided] as const
