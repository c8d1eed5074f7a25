/** What screens ask about reports, the lists they page through, and the table. */
import { days } from '../../kit/time'
import type { Hash, Millis } from '../../log/types'
import { isModerator, limit } from '../accounts/tables'
import { type AccountId, type Index, type Inquiry, question, type Shown, type View } from '../area'
import { refuseBarred } from '../flags/rules'
import { type Page, page, paged } from '../paging'
import { hash, z } from '../shapes'
import { type Misuse, subject } from './events'
import {
  clearingOf,
  isAgain,
  outcomeOf,
  type Report,
  type ReportOutcome,
  reportedBefore,
  reporterOf,
  reporting,
  reports,
  type Sanction,
  sanctions,
  type Stub,
  stubs,
  upheldUntil,
} from './rules'
import { peopleOf, subjectKinds, versionFor } from './subjects'

/** `all`; `by <account>`: what it reported. */
export const reportIndex: Index<Report> = {
  name: 'reports.reports',
  of: reports,
  lists: ({ by }) => ['all', `by ${by}`],
  rank: (row) => row.at,
}
/** What was found in reports, by the case that answers it. */
export const stubIndex: Index<Stub> = { name: 'reports.stubs', of: stubs, lists: (row) => [row.case], rank: (row) => row.at }
/** Warnings and suspensions, by account. */
export const sanctionIndex: Index<Sanction> = {
  name: 'reports.sanctions',
  of: sanctions,
  lists: (row) => [row.account],
  rank: (row) => row.at,
}
const indexes = [reportIndex, stubIndex, sanctionIndex]

export interface ReportLine {
  readonly id: Hash
  readonly at: Millis
  /** The payload that only the desk, and whoever wrote it, can read. */
  readonly sealed: Report['sealed']
  /** What has to be in there, or it is no report. */
  readonly ticket: Hash
  /** The desk could make nothing of it. */
  readonly aside: Report['aside']
  /** The judgement that it was misuse, to appeal against; `null` if there is none or it fell. */
  readonly misuse: { readonly kind: Misuse; readonly decision: Hash } | null
  readonly standing: ReturnType<Inquiry['standing']>
}

export function reportLine(q: Inquiry, id: Hash): ReportLine | undefined {
  const row = q.get(reports, id)
  if (!row) return undefined
  const { at, sealed, ticket, aside, misuse } = row
  return {
    id,
    at,
    sealed,
    ticket,
    aside,
    misuse: misuse && misuse.overturned === null ? { kind: misuse.kind, decision: misuse.decision } : null,
    standing: q.standing(id),
  }
}

export interface ReporterRecord {
  readonly account: AccountId
  readonly state: ReturnType<typeof reporting>['state']
  readonly until: Millis | null
  readonly filed: number
  /** Judged as misuse, without what fell. */
  readonly abusive: number
  /** How many more abusive reports until the next step: a warning, or once warned the suspension. At least 1. */
  readonly toNextStep: number
  readonly sanctions: readonly (Sanction & { readonly id: string })[]
}

/** A reporter's record, for the account itself and for the desk. */
export function reporterRecord(q: Inquiry, account: AccountId): ReporterRecord {
  const rows = q.list(reportIndex, `by ${account}`).flatMap((id) => q.get(reports, id) ?? [])
  const { state, until } = reporting(q, account)
  const { filed, marks } = reporterOf(q, account)
  const span = days(limit(q, 'reports.oftenDays'))
  const near = state === 'normal' ? marks.filter((id) => q.now - (q.get(reports, id)?.at ?? 0) < span) : marks
  return {
    account,
    state,
    until,
    filed,
    abusive: rows.filter(({ misuse }) => misuse?.overturned === null).length,
    toNextStep: Math.max(1, limit(q, state === 'normal' ? 'reports.often' : 'reports.continues') - near.length),
    sanctions: q.list(sanctionIndex, account).flatMap((id) => {
      const row = q.get(sanctions, id)
      return row ? [{ id, ...row }] : []
    }),
  }
}

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

/** What became of reports whose stubs are known, in the same order: how each ended, and what the desk found in it. */
export interface Found {
  readonly outcome: ReportOutcome
  readonly case: Hash | null
  /** It was about something that moderators had cleared before (RPT-5). */
  readonly again: boolean
  /** It had been upheld, until that decision fell (RPT-4). */
  readonly upheldUntil: Millis | null
}
export const foundIn = question({
  name: 'foundIn',
  args: z.strictObject({ reports: z.array(z.strictObject({ id: hash, stub: hash })).check(z.maxLength(100_000)) }),
  answer: (q, args): readonly Found[] =>
    args.reports.map(({ id, stub: name }) => {
      const [report, stub] = [q.get(reports, id), q.get(stubs, name)]
      return {
        outcome: report ? outcomeOf(q, report, name) : 'sealed',
        case: stub?.case ?? null,
        again: report && stub ? isAgain(report, stub) : false,
        upheldUntil: report && stub ? upheldUntil(q, report, stub) : null,
      }
    }),
})

/** When the one who asks told the desk of a thing that bears this mark, if ever (RPT-10). */
export const toldBefore = question({
  name: 'toldBefore',
  args: z.strictObject({ mark: hash }),
  answer(q, { mark }): { readonly at: Millis | null } {
    const before = reportedBefore(q, q.as ?? '', mark)
    return { at: before === undefined ? null : (q.get(reports, before)?.at ?? null) }
  },
})

/** Whether the one who asks may report something now, the clause that speaks against it, and the version to name in the report. */
export const reportable = question({
  name: 'reportable',
  args: z.strictObject({ kind: subject.shape.kind, id: subject.shape.id }),
  answer(q, { kind, id }) {
    const me = q.as ?? ''
    const version = versionFor(q, { kind, id }, me)
    const known = subjectKinds.get(kind)
    const cleared = version === undefined ? undefined : clearingOf(q, { kind, id, version })
    const { state, until } = reporting(q, me)
    const barred = refuseBarred(q, me)?.id
    const no =
      version === undefined || me === ''
        ? 'FLAG-3'
        : known?.onlyBy && !known.onlyBy.isTheirs(q, id, me)
          ? known.onlyBy.clause
          : peopleOf(q, { kind, id }).includes(me)
            ? 'RPT-12'
            : (barred ?? (isModerator(q, me) ? 'RPT-11' : state === 'suspended' ? 'RPT-3' : cleared ? 'RPT-5' : null))
    return { version: version ?? null, refusedBy: no, until: no === 'RPT-3' ? until : null, clearedAt: cleared?.at ?? null }
  },
})

/** Every report, newest first; what they say is sealed. Only for the desk. */
export const sealedReports = question({
  name: 'sealedReports',
  args: z.strictObject({}),
  answer: (q): readonly SealedReport[] =>
    isModerator(q, q.as ?? '')
      ? q
          .list(reportIndex, 'all')
          .toReversed()
          .flatMap((id) => {
            const [line, row] = [reportLine(q, id), q.get(reports, id)]
            return line && row ? [{ ...line, by: row.by, here: q.text(row.sealed.hash) !== undefined }] : []
          })
      : [],
})
/** `here`: its bytes have come. */
export type SealedReport = ReportLine & { readonly by: AccountId; readonly here: boolean }

const questions = [myReports, reporterQuestion, foundIn, toldBefore, reportable, sealedReports] as const

const reportsView: View<Report> = {
  name: 'reports',
  version: 2,
  schema: 'id, by, at',
  of: reports,
  project: ({ by, at, sealed, aside, misuse }, id) => ({
    id,
    by,
    at,
    sealed: sealed.hash,
    aside,
    misuse: misuse && misuse.overturned === null ? misuse.kind : null,
  }),
}
const views = [reportsView]

export const shown = { indexes, questions, views } satisfies Shown
