/** What the desk and the people concerned may ask, the lists they page through, and the table. */
import { days } from '../../kit/time'
import { hashOf } from '../../kit/bytes'
import type { Hash, Millis } from '../../log/types'
import { isAdmin, isModerator, limit } from '../accounts/tables'
import { type Face, faceOf, officeIndex, peopleIndex, type Words, wordsOf } from '../accounts/views'
import { type AccountId, type Index, type Inquiry, question, type Shown, type View } from '../area'
import { visibility } from '../content/shown'
import { contents } from '../content/tables'
import { contentIndex } from '../content/views'
import { barredBy, type Breach } from '../flags/events'
import { type Standing, standing } from '../flags/rules'
import { type FlagLine, standingFor } from '../flags/views'
import { countBefore, type Page, page, paged, placeOf } from '../paging'
import type { Misuse, Subject } from '../reports/events'
import { reports } from '../reports/rules'
import { stubIndex } from '../reports/views'
import { subjectKey, versionOf } from '../reports/subjects'
import { hash, whole, z } from '../shapes'
import type { Outcome } from './events'
import { appealUntil, refuseAppeal, refuseAppealDesk } from './appeals'
import { openCaseOn } from './subjects'
import {
  type Case,
  cases,
  type Check,
  checks,
  type Decision,
  decisions,
  type Desk,
  deskOf,
  desks,
  lastCheck,
  type Share,
  shares,
  type Step,
  stepKey,
  steps,
} from './tables'
import { claimUntil, mayDealWith, refuseDesk } from './who'

const urgency: { readonly [B in Breach]: 0 | 1 | 2 } = { illegal: 2, copyright: 1, unethical: 1, 'low quality': 0, policy: 0, rules: 0 }
/** Longer than any world lasts: what is more urgent stands before everything less urgent. */
const AGE = days(400_000)

/**
 * Cases that are not done, most urgent first, then oldest: `untriaged`, `claimed`, `of <moderator>`, `escalated` (for an admin),
 * `waiting` (in their grace, or for a second pair of eyes). How many reported a thing moves it nowhere.
 */
export const caseIndex: Index<Case> = {
  name: 'moderation.cases',
  of: cases,
  lists({ state, escalated, by }) {
    switch (state) {
      case 'open':
        return [escalated ? 'escalated' : 'untriaged']
      case 'claimed':
        return ['claimed', `of ${by ?? ''}`]
      case 'review':
        return ['escalated']
      case 'waiting':
      case 'second':
        return ['waiting']
      case 'done':
        return []
    }
  },
  rank: ({ at, breach }) => at - urgency[breach] * AGE,
}
/** `done`, by when it was; `about <account>`, `done to <account>` and `on <subject>` by when they were opened: what is related. */
export const doneIndex: Index<Case> = {
  name: 'moderation.done',
  of: cases,
  lists: ({ state }) => (state === 'done' ? ['done'] : []),
  rank: ({ doneAt }) => doneAt ?? 0,
}
export const relatedIndex: Index<Case> = {
  name: 'moderation.related',
  of: cases,
  lists: ({ concerned, doneTo, subject }) => [
    `about ${concerned}`,
    `on ${subjectKey(subject)}`,
    ...(doneTo === undefined ? [] : [`done to ${doneTo}`]),
  ],
  rank: ({ at }) => at,
}
/** By whom they concern. */
export const decisionIndex: Index<Decision> = {
  name: 'moderation.decisions',
  of: decisions,
  lists: ({ concerned }) => [concerned],
  rank: ({ at }) => at,
}
/** `open` and `answered`, and `by <account>`: whose they are. */
export const appealIndex: Index<Decision> = {
  name: 'moderation.appeals',
  of: decisions,
  lists({ appeal, ended, concerned }) {
    if (!appeal) return []
    const state = appeal.answer ? 'answered' : ended ? 'moot' : 'open'
    return [state, `by ${concerned}`]
  },
  rank: ({ appeal }) => appeal?.at ?? 0,
}
export const deskIndex: Index<Desk> = { name: 'moderation.desks', of: desks, lists: () => ['all'], rank: () => 0 }
/** Black flags: `waiting` for a second pair of eyes or an admin, then by what came of them; `referred` beside that. */
export const blackIndex: Index<Decision> = {
  name: 'moderation.black',
  of: decisions,
  lists({ outcome, ended, review }) {
    if (outcome !== 'black') return []
    const state = ended ? 'ended' : review ? review.outcome : 'waiting'
    return review?.referral ? [state, 'referred'] : [state]
  },
  rank: ({ at }) => at,
}
/** What the filter did, by what people made of it: `stands` as long as nobody said anything about it. */
export const filterIndex: Index<Decision> = {
  name: 'moderation.filter',
  of: decisions,
  lists: ({ by, ended, appeal }) => (by === '' ? [ended?.why ?? (appeal?.answer ? 'confirmed' : 'stands')] : []),
  rank: ({ at }) => at,
}
/** By whom they are for. */
export const shareIndex: Index<Share> = { name: 'moderation.shares', of: shares, lists: (row) => [row.to], rank: (row) => row.at }
export const checkIndex: Index<Check> = { name: 'moderation.checks', of: checks, lists: () => ['all'], rank: (row) => row.at }
const indexes = [filterIndex, blackIndex, shareIndex, checkIndex, caseIndex, doneIndex, relatedIndex, decisionIndex, appealIndex, deskIndex]

// Answers.

export interface CaseCard {
  readonly id: Hash
  readonly subject: Subject
  /** What it says now; another than in `subject`: it was changed since. `null`: it is gone. */
  readonly version: string | null
  readonly concerned: Face | null
  /** What the account concerned has to its name. */
  readonly standing: Standing['level']
  readonly breach: Breach
  readonly clause: string
  readonly urgency: 0 | 1 | 2
  readonly source: Case['source']
  readonly state: Case['state']
  readonly by: Face | null
  /** Until when the claim holds others off. */
  readonly claimUntil: Millis | null
  readonly escalated: boolean
  readonly reports: number
  readonly at: Millis
  readonly decision: Hash | null
  /** Of that decision, and whether it still stands. */
  readonly outcome: Decision['outcome'] | null
  readonly ended: NonNullable<Decision['ended']>['why'] | null
  readonly doneAt: Millis | null
}

function caseCard(q: Inquiry, id: Hash): CaseCard | undefined {
  const row = q.get(cases, id)
  if (!row) return undefined
  const { subject, concerned, breach, source, state, by, escalated, at, decision, doneAt } = row
  const decided = decision === null ? undefined : q.get(decisions, decision)
  return {
    id,
    subject,
    version: versionOf(q, subject) ?? null,
    concerned: faceOf(q, concerned) ?? null,
    standing: standing(q, concerned).level,
    breach,
    clause: barredBy[breach],
    urgency: urgency[breach],
    source,
    state,
    by: by === null ? null : (faceOf(q, by) ?? null),
    claimUntil: claimUntil(q, row),
    escalated,
    reports: row.reports,
    at,
    decision,
    outcome: decided?.outcome ?? null,
    ended: decided?.ended?.why ?? null,
    doneAt,
  }
}

/** A decision as the people concerned and the desk read it: what, by which clause, with which reasons, until when, and how to appeal. */
export interface DecisionLine {
  readonly id: Hash
  readonly case: Hash | null
  readonly report: Hash | null
  readonly subject: Subject | null
  readonly outcome: Outcome | Misuse | 'block'
  /** The clause of what is barred; `null` where nothing was, or for a report. */
  readonly clause: string | null
  /** `null`: by the filter, whose finding says why. */
  readonly reasons: Words | null
  /** By the filter alone. Nothing but taking a thing down ever is. */
  readonly automated: boolean
  readonly at: Millis
  readonly undoUntil: Millis
  /** A black flag that a second moderator has agreed to. */
  readonly confirmed: boolean
  readonly effective: Millis | null
  readonly appealUntil: Millis | null
  /** Whether the one who asks may appeal now; else by which clause not. */
  readonly appealRefusedBy: string | null
  readonly appeal: {
    readonly at: Millis
    readonly reasons: Words
    readonly answer: { readonly at: Millis; readonly outcome: 'kept' | 'overturned'; readonly reasons: Words } | null
  } | null
  readonly review: {
    readonly outcome: 'cleared' | 'suspended' | 'banned'
    readonly referral: boolean
    readonly until: Millis | null
    readonly at: Millis
    readonly reasons: Words
  } | null
  readonly ended: Decision['ended']
  readonly standing: ReturnType<Inquiry['standing']>
}

function decisionLine(q: Inquiry, id: Hash): DecisionLine | undefined {
  const row = q.get(decisions, id)
  if (!row) return undefined
  const { about, outcome, breach, reasons, at, undoUntil, effective, appeal, review, ended } = row
  const ofCase = 'case' in about ? about.case : null
  const report = 'report' in about ? about.report : null
  return {
    id,
    case: ofCase,
    report,
    subject: (ofCase === null ? q.get(reports, report ?? '')?.opened?.subject : q.get(cases, ofCase)?.subject) ?? null,
    outcome,
    clause: breach && barredBy[breach],
    reasons: reasons && wordsOf(q, reasons),
    automated: row.by === '',
    at,
    undoUntil,
    confirmed: row.second !== null,
    effective,
    appealUntil: appealUntil(q, row),
    appealRefusedBy: refuseAppeal(q, q.as ?? '', id)?.id ?? null,
    appeal: appeal && {
      at: appeal.at,
      reasons: wordsOf(q, appeal.reasons),
      answer: appeal.answer && {
        at: appeal.answer.at,
        outcome: appeal.answer.outcome,
        reasons: wordsOf(q, appeal.answer.reasons),
      },
    },
    review: review && {
      outcome: review.outcome,
      referral: review.referral,
      until: review.until,
      at: review.at,
      reasons: wordsOf(q, review.reasons),
    },
    ended,
    standing: q.standing(id),
  }
}

// Questions.

const nothing = { items: [], cursor: null } as const
const atDesk = (q: Inquiry): boolean => isModerator(q, q.as ?? '')

const queueName = z.enum(['untriaged', 'mine', 'claimed', 'escalated', 'waiting', 'done'])
type QueueName = z.infer<typeof queueName>
/** A queue from its front, or from its back what is done. */
const queued = (q: Inquiry, queue: QueueName): readonly Hash[] =>
  queue === 'done' ? q.list(doneIndex, 'done') : q.list(caseIndex, queue === 'mine' ? `of ${q.as ?? ''}` : queue)

/** The desk's queue, page by page. */
export const caseQueue = question({
  name: 'caseQueue',
  args: z.strictObject({ queue: queueName, ...paged }),
  answer(q, { queue, ...paging }): Page<CaseCard> {
    if (!atDesk(q)) return nothing
    if (queue === 'done') return page(q, doneIndex, 'done', paging, 'newest', (id) => caseCard(q, id))
    return page(q, caseIndex, queue === 'mine' ? `of ${q.as ?? ''}` : queue, paging, 'oldest', (id) => caseCard(q, id))
  },
})

/** The case at one place of a queue, counted from 0, in the order of `caseQueue`: for lists of which only what is in sight exists. */
export const caseAt = question({
  name: 'caseAt',
  args: z.strictObject({ queue: queueName, at: whole(0, 100_000_000) }),
  answer(q, { queue, at }): CaseCard | null {
    if (!atDesk(q)) return null
    const keys = queued(q, queue)
    return caseCard(q, keys[queue === 'done' ? keys.length - 1 - at : at] ?? '') ?? null
  },
})

/** What is to be done before and after a case: what I have claimed, then what nobody has. For a case that is neither, the first of all. */
export const casesBeside = question({
  name: 'casesBeside',
  args: z.strictObject({ case: hash }),
  answer(q, { case: id }): { readonly before: Hash | null; readonly after: Hash | null } {
    if (!atDesk(q) || !q.get(cases, id)) return { before: null, after: null }
    const [mine, open] = [queued(q, 'mine'), queued(q, 'untriaged')]
    const nth = (at: number): Hash | null => mine[at] ?? open[at - mine.length] ?? null
    const placeIn = (keys: readonly Hash[]) =>
      countBefore(keys.length, (at) => placeOf(q, caseIndex, keys[at] as Hash), placeOf(q, caseIndex, id))
    const [inMine, inOpen] = [placeIn(mine), placeIn(open)]
    if (mine[inMine] === id) return { before: nth(inMine - 1), after: nth(inMine + 1) }
    if (open[inOpen] === id) return { before: nth(mine.length + inOpen - 1), after: nth(mine.length + inOpen + 1) }
    return { before: nth(0), after: nth(0) }
  },
})

/** How much lies in each queue, open appeals too. How many reports are new only whoever can read them knows. */
export const deskCounts = question({
  name: 'deskCounts',
  args: z.strictObject({}),
  answer(q) {
    if (!atDesk(q)) return null
    const count = (list: string) => q.list(caseIndex, list).length
    return {
      untriaged: count('untriaged'),
      mine: count(`of ${q.as ?? ''}`),
      claimed: count('claimed'),
      escalated: count('escalated'),
      waiting: count('waiting'),
      done: q.list(doneIndex, 'done').length,
      appeals: q.list(appealIndex, 'open').length,
    }
  },
})

/** A step of a case. `times`: reports that came one after the other are one step, so that a storm of them is one line. */
export interface Traced extends Step {
  readonly times: number
}
function traceOf(q: Inquiry, id: Hash, count: number): readonly Traced[] {
  const trace: Traced[] = []
  for (let n = 1; n <= count; n++) {
    const step = q.get(steps, stepKey(id, n))
    const before = trace.at(-1)
    if (!step) continue
    if (step.did === 'report' && before?.did === 'report') trace[trace.length - 1] = { ...before, times: before.times + 1 }
    else trace.push({ ...step, times: 1 })
  }
  return trace
}

/** Who at the desk may deal with a case. */
const dealersOf = (q: Inquiry, id: Hash): readonly AccountId[] =>
  q.list(officeIndex, 'all').filter((account) => mayDealWith(q, account, id))

/** How many admins would be left to review a black flag if the one who asks confirmed it: those who had no part in it (CASE-8). */
export const reviewersLeft = question({
  name: 'reviewersLeft',
  args: z.strictObject({ decision: hash }),
  answer(q, { decision }): number {
    const row = q.get(decisions, decision)
    const about = row?.about
    if (!row || !about || !('case' in about)) return 0
    return q.list(officeIndex, 'all').filter((admin) => {
      if (!isAdmin(q, admin) || admin === q.as || admin === row.by) return false
      return refuseDesk(q, admin, about.case) === undefined
    }).length
  },
})

/** What nobody at the desk may do. `appeal`: `id` is the decision it is against, else a case. */
export interface Stuck {
  readonly id: Hash
  readonly at: Millis
  readonly appeal: boolean
}
/**
 * Cases and appeals that nobody at the desk may deal with, since they concern everybody who could or each had a part in them, black flags
 * without another moderator or admin among them: an admin has to appoint somebody else. Only for admins.
 */
export const stuckCases = question({
  name: 'stuckCases',
  args: z.strictObject({}),
  answer(q): readonly Stuck[] {
    if (!isAdmin(q, q.as ?? '')) return []
    const staff = q.list(officeIndex, 'all')
    const about = staff.flatMap((account) => [...q.list(relatedIndex, `about ${account}`), ...q.list(relatedIndex, `done to ${account}`)])
    const black = q.list(blackIndex, 'waiting').flatMap((key) => {
      const of = q.get(decisions, key)?.about
      return of && 'case' in of ? [of.case] : []
    })
    const waits = new Set(['open', 'claimed', 'second', 'review'])
    const stuck = [...new Set([...about, ...black])].flatMap((id): Stuck[] => {
      const row = q.get(cases, id)
      return row && waits.has(row.state) && dealersOf(q, id).length === 0 ? [{ id, at: row.at, appeal: false }] : []
    })
    const appealed = q.list(appealIndex, 'open').flatMap((id): Stuck[] => {
      const at = q.get(decisions, id)?.appeal?.at
      const isStuck = at !== undefined && staff.every((account) => refuseAppealDesk(q, account, id) !== undefined)
      return isStuck ? [{ id, at, appeal: true }] : []
    })
    return [...stuck, ...appealed]
  },
})

/** One case with the stubs of its reports (newest first, at most 50), what happened to it (reports that came in a row as one step), all its decisions, and what is related. Only for the desk. */
export const oneCase = question({
  name: 'case',
  args: z.strictObject({ case: hash }),
  answer(q, { case: id }) {
    const row = q.get(cases, id)
    const card = atDesk(q) ? caseCard(q, id) : undefined
    if (!row || !card) return null
    const trace = traceOf(q, id, row.steps)
    const decided = trace.flatMap(({ did, event }) => (did.startsWith('decided') ? [event] : []))
    const related = [...q.list(relatedIndex, `on ${subjectKey(row.subject)}`), ...q.list(relatedIndex, `about ${row.concerned}`)]
    return {
      ...card,
      /** Who at the desk may deal with it; nobody: an admin has to appoint somebody else. */
      dealers: dealersOf(q, id).flatMap((account) => faceOf(q, account) ?? []),
      stubs: q.list(stubIndex, id).slice(-50).toReversed(),
      trace,
      decisions: decided.flatMap((key) => decisionLine(q, key) ?? []),
      /** What the account concerned has to its name. */
      history: standingFor(q, row.concerned).history satisfies readonly FlagLine[],
      related: [...new Set(related)]
        .filter((other) => other !== id)
        .slice(-50)
        .flatMap((other) => caseCard(q, other) ?? []),
    }
  },
})

/** The decisions that concern the one who asks, newest first; without those that were taken back before they had effect. */
export const myDecisions = question({
  name: 'myDecisions',
  args: z.strictObject(paged),
  answer: (q, paging): Page<DecisionLine> =>
    page(q, decisionIndex, q.as ?? '', paging, 'newest', (id) => {
      const row = q.get(decisions, id)
      return row?.effective === null && row.ended !== null ? undefined : decisionLine(q, id)
    }),
})

/** The appeals of the one who asks, newest first. */
export const myAppeals = question({
  name: 'myAppeals',
  args: z.strictObject(paged),
  answer: (q, paging): Page<DecisionLine> => page(q, appealIndex, `by ${q.as ?? ''}`, paging, 'newest', (id) => decisionLine(q, id)),
})

/** Appeals, open ones oldest first. `refusedBy`: the clause by which the one who asks may not decide about it. Only for the desk. */
export const appeals = question({
  name: 'appeals',
  args: z.strictObject({ answered: z.optional(z.boolean()), ...paged }),
  answer(q, { answered = false, ...paging }): Page<DecisionLine & { readonly refusedBy: string | null }> {
    if (!atDesk(q)) return nothing
    return page(q, appealIndex, answered ? 'answered' : 'open', paging, answered ? 'newest' : 'oldest', (id) => {
      const line = decisionLine(q, id)
      return line && { ...line, refusedBy: refuseAppealDesk(q, q.as ?? '', id)?.id ?? null }
    })
  },
})

/** The work of everybody at the desk; of the one who asks alone, for who is no admin. */
export const moderatorStatistics = question({
  name: 'moderatorStatistics',
  args: z.strictObject({}),
  answer(q) {
    const me = q.as ?? ''
    if (!atDesk(q)) return []
    return q
      .list(deskIndex, 'all')
      .filter((account) => account === me || isAdmin(q, me))
      .map((account) => {
        const { handling, ...desk } = deskOf(q, account)
        return {
          account: faceOf(q, account) ?? null,
          ...desk,
          /** Cases that it has claimed. */
          load: q.list(caseIndex, `of ${account}`).length,
          /** From the opening of a case to its decision, on average, in milliseconds. */
          handlingMillis: desk.decided === 0 ? null : Math.round(handling / desk.decided),
          /** Overturned on appeal among what it decided or judged, in whole percent. */
          overturnRate: desk.decided + desk.judged === 0 ? null : Math.round((100 * desk.overturned) / (desk.decided + desk.judged)),
        }
      })
  },
})

export const blackLists = ['waiting', 'banned', 'suspended', 'referred', 'ended'] as const
/** Black flags and what came of them, newest first, with whom they concern. Only for admins. */
export const blackBook = question({
  name: 'blackBook',
  args: z.strictObject({ list: z.enum(blackLists), ...paged }),
  answer(q, { list, ...paging }): Page<DecisionLine & { readonly concerned: Face | null; readonly state: Case['state'] | null }> {
    if (!isAdmin(q, q.as ?? '')) return nothing
    return page(q, blackIndex, list, paging, 'newest', (id) => {
      const [line, row] = [decisionLine(q, id), q.get(decisions, id)]
      if (!line || !row) return undefined
      return { ...line, concerned: faceOf(q, row.concerned) ?? null, state: q.get(cases, line.case ?? '')?.state ?? null }
    })
  },
})

/** Payloads with keys of earlier reports that were given to an account, oldest first. Only for the desk. */
export const sharedKeys = question({
  name: 'sharedKeys',
  args: z.strictObject({ to: hash }),
  answer: (q, { to }): readonly Share[] => (atDesk(q) ? q.list(shareIndex, to).flatMap((id) => q.get(shares, id) ?? []) : []),
})

/** When the next regular check is due: at once in a world that has had none. */
export const nextCheck = question({
  name: 'nextCheck',
  args: z.strictObject({}),
  answer(q): { readonly due: Millis | null } {
    const last = q.get(lastCheck, 'regular')
    return { due: last ? last.at + days(limit(q, 'moderation.checkDays')) : null }
  },
})

/** Checks, newest first. Only for the desk. */
export const checksStarted = question({
  name: 'checksStarted',
  args: z.strictObject(paged),
  answer: (q, paging): Page<Omit<Check, 'by'> & { readonly id: Hash; readonly by: Face | null }> =>
    atDesk(q)
      ? page(q, checkIndex, 'all', paging, 'newest', (id) => {
          const row = q.get(checks, id)
          return row && { ...row, id, by: faceOf(q, row.by) ?? null }
        })
      : nothing,
})

export interface Sampled {
  readonly subject: Subject
  readonly by: Face | null
  /** The case that is open on it. */
  readonly case: Hash | null
}
/**
 * What a check looks at: a sample that its id picks, the same on every device that knows the same posts. An account draws more lots the
 * more it has to its name: one to begin with, two more for a yellow flag or being new, six more for a red one (FLAG-4).
 * Only for the desk.
 */
export const checkSample = question({
  name: 'checkSample',
  args: z.strictObject({ check: hash, size: z.optional(whole(1, 500)) }),
  answer(q, { check, size = limit(q, 'moderation.checkSize') }): readonly Sampled[] {
    const row = q.get(checks, check)
    if (!row || !atDesk(q)) return []
    const drawn = q.list(peopleIndex, 'all').flatMap((account) => {
      if (account === q.as) return []
      const lots = lotsOf(q, account, row.at)
      return q
        .list(contentIndex, `by ${account}`)
        .slice(-20)
        .filter((id) => visibility(q, id) === 'shown' && (q.get(contents, id)?.at ?? 0) <= row.at)
        .map((id) => ({ id, lot: bestLot(check, id, lots) }))
    })
    return drawn
      .sort((a, b) => (a.lot > b.lot ? -1 : 1))
      .slice(0, size)
      .map(({ id }) => {
        const subject = { kind: 'content', id }
        const by = faceOf(q, q.get(contents, id)?.author ?? '') ?? null
        return { subject: { ...subject, version: versionOf(q, subject) ?? '' }, by, case: openCaseOn(q, subject) ?? null }
      })
  },
})

function lotsOf(q: Inquiry, account: AccountId, at: Millis): number {
  const { level, violations } = standing(q, account)
  const first = q.list(contentIndex, `by ${account}`)[0]
  const isNew = at - (q.get(contents, first ?? '')?.at ?? at) < days(7)
  return 1 + (level === 'red' ? 6 : 0) + (level === 'yellow' || violations > 0 ? 2 : 0) + (isNew ? 2 : 0)
}

/** The best of some lots, as letters that are as good as random and the same everywhere. */
function bestLot(check: Hash, id: Hash, lots: number): string {
  let best = ''
  for (let n = 0; n < lots; n++) {
    const lot = hashOf(`${check} ${id} ${n}`)
    if (lot > best) best = lot
  }
  return best
}

const questions = [
  caseQueue,
  caseAt,
  casesBeside,
  deskCounts,
  reviewersLeft,
  stuckCases,
  oneCase,
  myDecisions,
  myAppeals,
  appeals,
  moderatorStatistics,
  blackBook,
  sharedKeys,
  nextCheck,
  checksStarted,
  checkSample,
] as const

const casesView: View<Case> = {
  name: 'cases',
  version: 1,
  schema: 'id, state, concerned, by, at, breach, subject',
  of: cases,
  project: ({ subject, concerned, breach, source, state, by, escalated, reports, at, decision, doneAt }, id) => ({
    id,
    subject: subjectKey(subject),
    version: subject.version,
    concerned,
    breach,
    source,
    state,
    by: by ?? '',
    escalated,
    reports,
    at,
    decision,
    doneAt,
  }),
}
const views = [casesView]

export const shown = { indexes, questions, views } satisfies Shown
