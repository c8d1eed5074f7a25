/** What the desk keeps: cases and their traces, decisions, appeals, checks, and each moderator's work. */
import { type Reader, type Tools, table } from '../../log/rules'
import type { Hash, Millis } from '../../log/types'
import type { AccountId, Act } from '../area'
import type { Breach } from '../flags/events'
import type { Misuse, Subject } from '../reports/events'
import type { Writing } from '../shapes'
import type * as events from './events'

export interface Case {
  readonly subject: Subject
  /** Who answers for it. */
  readonly concerned: AccountId
  /** Whom else it was done to, should the thing be gone one day. */
  readonly doneTo?: AccountId
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
  /** The reports among them, by their stubs, that came after it was decided and are about something else that the thing says by then. */
  readonly late?: readonly Hash[]
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
  /** `cleared`: by the admin who reviewed it. Of what the filter did, `confirmed`: a moderator decided the same; `changed`: its maker mended it; `replaced`: by what it did about the next version. */
  readonly ended: {
    readonly why: 'undone' | 'declined' | 'cleared' | 'overturned' | 'confirmed' | 'changed' | 'replaced'
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

/** Key of the nth step of a case, from 1. */
export const stepKey = (ofCase: Hash, n: number): string => `${ofCase} ${n}`
/** A case that is known to be there. */
export const caseAt = (w: Reader, id: Hash): Case => w.get(cases, id) as Case
/** A decision that is known to be there. */
export const decisionAt = (w: Reader, id: Hash): Decision => w.get(decisions, id) as Decision
/** Changes a decision. */
export const changeDecision = (w: Tools, id: Hash, changes: Partial<Decision>): void =>
  w.put(decisions, id, { ...decisionAt(w, id), ...changes })

const idle: Desk = { decided: 0, undone: 0, judged: 0, appealsDecided: 0, overturned: 0, handling: 0 }
/** What somebody has done at the desk so far. */
export const deskOf = (w: Reader, account: AccountId): Desk => w.get(desks, account) ?? idle
/** Counts something done at the desk. */
export function tally(w: Tools, account: AccountId, what: keyof Desk, by = 1): void {
  if (account === '') return // the filter has no desk
  const desk = deskOf(w, account)
  w.put(desks, account, { ...desk, [what]: desk[what] + by })
}

/** The act that something is noted under; by nobody where time did it. */
export type Cause = Pick<Act<unknown>, 'id' | 'by'>

/** Changes a case and notes what was done to it. */
export function step(w: Tools, id: Hash, did: string, cause: Cause, changes: Partial<Case>): void {
  const before = caseAt(w, id)
  const n = before.steps + 1
  w.put(steps, stepKey(id, n), { did, by: cause.by, event: cause.id, at: w.now })
  w.put(cases, id, { ...before, ...changes, steps: n })
}
