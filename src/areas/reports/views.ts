/** What screens ask about reports, the lists they page through, and the table. */
import { days } from '../../kit/time'
import type { Hash, Millis } from '../../log/types'
import { isModerator, limit } from '../accounts/rules'
import type { AccountId, Index, Inquiry, Question, View } from '../area'
import type { Breach } from '../flags/events'
import { refuseBarred } from '../flags/rules'
import { type Page, page, paged } from '../paging'
import { hash, z } from '../shapes'
import { type Misuse, type Subject, subject } from './events'
import { clearingOf, outcomeOf, type Report, reporterOf, reporting, reports, type Sanction, sanctions } from './rules'
import { subjectKinds, versionOf } from './subjects'

/** `sealed`: those that the desk has not looked into. `by <account>`: what it reported. `in <case>`: what a case answers. */
export const reportIndex: Index<Report> = {
  name: 'reports.reports',
  of: reports,
  lists: ({ by, opened, aside }) => [
    `by ${by}`,
    ...(opened === null && aside === null ? ['sealed'] : []),
    ...(opened ? [`in ${opened.case}`] : []),
  ],
  rank: (row) => row.at,
}
/** Warnings and suspensions, by account. */
export const sanctionIndex: Index<Sanction> = {
  name: 'reports.sanctions',
  of: sanctions,
  lists: (row) => [row.account],
  rank: (row) => row.at,
}
export const indexes = [reportIndex, sanctionIndex]

export interface ReportLine {
  readonly id: Hash
  readonly at: Millis
  /** The payload that only the desk, and whoever wrote it, can read. */
  readonly sealed: Report['sealed']
  readonly outcome: ReturnType<typeof outcomeOf>
  /** As the desk found it; `null` until it has looked. */
  readonly subject: Subject | null
  readonly breach: Breach | null
  readonly case: Hash | null
  /** It was about something that moderators had cleared before (RPT-5). */
  readonly again: boolean
  /** The judgement that it was misuse, to appeal against; `null` if there is none or it fell. */
  readonly misuse: { readonly kind: Misuse; readonly decision: Hash } | null
  readonly standing: ReturnType<Inquiry['standing']>
}

export function reportLine(q: Inquiry, id: Hash): ReportLine | undefined {
  const row = q.get(reports, id)
  if (!row) return undefined
  const { at, sealed, opened, misuse } = row
  return {
    id,
    at,
    sealed,
    outcome: outcomeOf(q, row),
    subject: opened?.subject ?? null,
    breach: opened?.breach ?? null,
    case: opened?.case ?? null,
    again: opened?.again ?? false,
    misuse: misuse && misuse.overturned === null ? { kind: misuse.kind, decision: misuse.decision } : null,
    standing: q.standing(id),
  }
}

export interface ReporterRecord {
  readonly account: AccountId
  readonly state: ReturnType<typeof reporting>['state']
  readonly until: Millis | null
  readonly filed: number
  readonly upheld: number
  readonly notUpheld: number
  /** Judged as misuse, without what fell. */
  readonly abusive: number
  /** Upheld among all that were answered, in whole percent; `null` while none was. */
  readonly accuracy: number | null
  /** How many more abusive reports until the next step: a warning, or once warned the suspension. At least 1. */
  readonly toNextStep: number
  readonly sanctions: readonly (Sanction & { readonly id: string })[]
}

/** A reporter's record, for the account itself and for the desk. */
export function reporterRecord(q: Inquiry, account: AccountId): ReporterRecord {
  const rows = q.list(reportIndex, `by ${account}`).flatMap((id) => q.get(reports, id) ?? [])
  const count = (outcome: ReturnType<typeof outcomeOf>) => rows.filter((row) => outcomeOf(q, row) === outcome).length
  const [upheld, notUpheld] = [count('upheld'), count('not upheld')]
  const { state, until } = reporting(q, account)
  const { filed, marks } = reporterOf(q, account)
  const span = days(limit(q, 'reports.oftenDays'))
  const near = state === 'normal' ? marks.filter((id) => q.now - (q.get(reports, id)?.at ?? 0) < span) : marks
  return {
    account,
    state,
    until,
    filed,
    upheld,
    notUpheld,
    abusive: rows.filter(({ misuse }) => misuse?.overturned === null).length,
    accuracy: upheld + notUpheld === 0 ? null : Math.round((100 * upheld) / (upheld + notUpheld)),
    toNextStep: Math.max(1, limit(q, state === 'normal' ? 'reports.often' : 'reports.continues') - near.length),
    sanctions: q.list(sanctionIndex, account).flatMap((id) => {
      const row = q.get(sanctions, id)
      return row ? [{ id, ...row }] : []
    }),
  }
}

const question = <A, R>(it: Question<A, R>): Question<A, R> => it

/** What the one who asks reported and what became of it, newest first. */
export const myReports = question({
  name: 'myReports',
  args: z.strictObject(paged),
  answer: (q, paging): Page<ReportLine> => page(q, reportIndex, `by ${q.as ?? ''}`, paging, 'newest', (id) => reportLine(q, id)),
})

/** The record of a reporter: for itself and for the desk, `null` for everybody else. */
export const reporterQuestion = question({
  name: 'reporter',
  args: z.strictObject({ account: z.optional(hash) }),
  answer(q, { account = q.as ?? '' }): ReporterRecord | null {
    const me = q.as ?? ''
    return me !== '' && (account === me || isModerator(q, me)) ? reporterRecord(q, account) : null
  },
})

/** Whether the one who asks may report something now, the clause that speaks against it, and the version to name in the report. */
export const reportable = question({
  name: 'reportable',
  args: z.strictObject({ kind: subject.shape.kind, id: subject.shape.id }),
  answer(q, { kind, id }) {
    const me = q.as ?? ''
    const version = versionOf(q, { kind, id })
    const known = subjectKinds.get(kind)
    const cleared = version === undefined ? undefined : clearingOf(q, { kind, id, version })
    const { state, until } = reporting(q, me)
    const barred = refuseBarred(q, me)?.id
    const no =
      version === undefined || me === ''
        ? 'FLAG-3'
        : known?.reportedBy && !known.reportedBy(q, id, me)
          ? 'MOD-2'
          : (barred ?? (state === 'suspended' ? 'RPT-3' : cleared ? 'RPT-5' : null))
    return { version: version ?? null, refusedBy: no, until: no === 'RPT-3' ? until : null, clearedAt: cleared?.at ?? null }
  },
})

/** What nobody at the desk has looked into, oldest first. Only for the desk. */
export const sealedReports = question({
  name: 'sealedReports',
  args: z.strictObject(paged),
  answer: (q, paging): Page<ReportLine & { readonly by: AccountId }> =>
    isModerator(q, q.as ?? '')
      ? page(q, reportIndex, 'sealed', paging, 'oldest', (id) => {
          const [line, row] = [reportLine(q, id), q.get(reports, id)]
          return line && row ? { ...line, by: row.by } : undefined
        })
      : { items: [], cursor: null },
})

export const questions = [myReports, reporterQuestion, reportable, sealedReports] as const

const reportsView: View<Report> = {
  name: 'reports',
  version: 1,
  schema: 'id, by, at, case, subject',
  of: reports,
  project: ({ by, at, sealed, opened, aside, misuse }, id) => ({
    id,
    by,
    at,
    sealed: sealed.hash,
    subject: opened ? `${opened.subject.kind} ${opened.subject.id}` : '',
    breach: opened?.breach ?? null,
    case: opened?.case ?? '',
    again: opened?.again ?? false,
    aside,
    misuse: misuse && misuse.overturned === null ? misuse.kind : null,
  }),
}
export const views = [reportsView]
