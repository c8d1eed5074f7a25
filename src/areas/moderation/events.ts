/** What the desk does, and what people may ask of it afterwards: the shapes of the acts. */
import { breach } from '../flags/events'
import { misuse, subject } from '../reports/events'
import { hash, instant, whole, writing, z } from '../shapes'

/**
 * What the desk found in a sealed report. The act says it for all devices, since only the desk can read the report; it does not say in which.
 * `stub`: one half of the secret that is sealed into the report, of which the report shows the other.
 */
export const reportOpened = z.strictObject({ stub: hash, subject, breach })
/** `moot`: what it is about is not there, or the reporter may not report it. */
export const reportSetAside = z.strictObject({ report: hash, why: z.enum(['unreadable', 'moot']) })
/** Somebody new at the desk gets the keys of reports that were made before, in a payload that only they can read. `until`: the last one of them. */
export const keysShared = z.strictObject({ to: hash, until: instant, sealed: z.strictObject({ hash, size: whole(1, 1_000_000) }) })
/** The id of this act is the chance that picks the sample. */
export const checkStarted = z.strictObject({ kind: z.enum(['regular', 'surprise']) })
/** Somebody at the desk is through with a check. */
export const checkFinished = z.strictObject({ check: hash })
/** A moderator's own find, in the sample of a check or by the way. */
export const caseOpened = z.strictObject({ subject, breach, check: z.optional(hash) })

/** Claim, release and escalate name only the case. */
export const upon = z.strictObject({ case: hash })

export const outcomes = ['clear', 'remove', 'yellow', 'red', 'black'] as const
export type Outcome = (typeof outcomes)[number]
/** `version`: what it said when the moderator looked at it. `breach`: with everything but `clear`. `reasons`: for whom it concerns. */
export const decided = z
  .strictObject({ case: hash, version: subject.shape.version, outcome: z.enum(outcomes), breach: z.optional(breach), reasons: writing })
  .check(z.refine(({ outcome, breach }) => (outcome === 'clear') === (breach === undefined), { path: ['breach'] }))
export type Decided = z.infer<typeof decided>

/** Undo, and what the second pair of eyes says of a black flag, name only the decision. */
export const uponDecision = z.strictObject({ decision: hash })

/** An admin's review of a black flag. `days`: of a suspension. `referral`: law enforcement was told. */
export const blackReviewed = z
  .strictObject({
    decision: hash,
    outcome: z.enum(['cleared', 'suspended', 'banned']),
    days: z.optional(whole(1, 3_650)),
    referral: z.boolean(),
    reasons: writing,
  })
  .check(z.refine(({ outcome, days }) => (outcome === 'suspended') === (days !== undefined), { path: ['days'] }))
export type BlackReviewed = z.infer<typeof blackReviewed>

/** A moderator calls a report an abuse. `secret`: what is sealed into it; so everybody sees what was found in it, and that it was. */
export const reportJudged = z.strictObject({ report: hash, secret: hash, misuse, reasons: writing })

export const appealed = z.strictObject({ decision: hash, reasons: writing })
export const appealDecided = z.strictObject({ decision: hash, outcome: z.enum(['kept', 'overturned']), reasons: writing })
