/**
 * Flags: what is barred, and what an account has to its name. Small offences make a yellow flag, yellow flags make a red one, a red one
 * fades, and a black one goes to an admin. Other areas ask for an account's `standing` and never look at a flag.
 *
 * What made what is kept (`of`, `into`), so that a decision that falls takes with it what was made of it. Nothing is ever removed: a flag
 * that counts no more says since when and why.
 */
import { addMonths, days } from '../../kit/time'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Finding, Hash, Millis } from '../../log/types'
import { leaveOffice } from '../accounts/rules'
import { adminsOf, isAdmin, limit } from '../accounts/tables'
import { type AccountId, assumed, because, type Clauses, type Parameters } from '../area'
import type { Breach } from './events'

export const clauses: Clauses = {
  'CONT-1': { text: 'Nothing illegal.', source: 'seed' },
  'CONT-2': { text: "Nothing that breaches somebody's copyright.", source: 'seed' },
  'CONT-3': { text: 'Nothing inappropriate or unethical, such as harassment or hate speech.', source: 'seed' },
  'CONT-4': { text: 'Nothing of very low quality, and nothing off-topic.', source: 'seed' },
  'CONT-5': { text: 'Nothing against the Mesi Content Policy.', source: 'seed' },
  'CONT-6': { text: 'Nothing against the other rules of Mesi or what the platform is for.', source: 'seed' },
  'FLAG-5': { text: 'A yellow flag is for small offences, such as several violations within a few days.', source: 'seed' },
  'FLAG-6': { text: 'Two yellow flags, in total or within one month, make a red flag.', source: 'seed' },
  'FLAG-7': {
    text: 'With a red flag an upload has to come with more information, and with more the larger its files are.',
    source: 'seed',
  },
  'FLAG-8': { text: 'Red flags fade with time, and a new one restarts the time of them all.', source: 'seed' },
  'FLAG-9': {
    text: 'A black flag is for serious offences, such as illegal uploads or a breach of copyright with big consequences.',
    source: 'seed',
  },
  'FLAG-11': {
    text: 'What may follow a black flag: a deep review of the account, a ban for good, a referral to law enforcement.',
    source: 'seed',
  },
  'FLAG-12': {
    text: 'An account may be suspended for a time. Until it is over, and for good after a ban, it earns no rewards.',
    source: 'docs',
  },
  'FLAG-13': { text: 'Flags are shown in their colours: yellow #FACC15, red #EF4444, black #000000.', source: 'docs' },
  'FLAG-14': { text: 'What went into a heavier flag no longer counts by itself.', source: 'assumption' },
  'FLAG-15': {
    text: 'A decision that falls takes along every flag made with it. What else went into such a flag counts again, unless that flag had faded. It makes nothing heavier by itself.',
    source: 'assumption',
  },
  'FLAG-16': {
    text: 'Until an admin has reviewed a black flag, its account publishes nothing, changes nothing of its profile and does not turn to others.',
    source: 'assumption',
  },
  'FLAG-17': {
    text: 'While it is suspended, and for good after a ban, an account publishes nothing, changes nothing of its profile and does not turn to others.',
    source: 'assumption',
  },
}

const MiB = 1024 * 1024
export const parameters: Parameters = {
  'flags.violations': assumed(3, 'violations', 'How many violations are "several": that many make a yellow flag.', [1, 20]),
  'flags.violationDays': assumed(7, 'days', 'How long "a few days" are, in which violations add up.', [1, 365]),
  'flags.yellowsForRed': { value: 2, unit: 'flags', says: 'Yellow flags that make a red one.', source: 'seed', range: [1, 10] },
  'flags.yellowsCount': {
    value: 'in total',
    unit: 'reading',
    says: 'How long a yellow flag counts toward a red one. The founding text names both: in total, or within one calendar month.',
    source: 'seed',
    readings: ['in total', 'one month'],
  },
  'flags.redDays': assumed(90, 'days', 'How long a red flag stays after the last one.', [1, 3_650]),
  'flags.secondDetailBytes': assumed(MiB, 'bytes', 'With a red flag: from this size on an upload says who is in it.', [1, 99_999_999_999]),
  'flags.thirdDetailBytes': assumed(
    10 * MiB,
    'bytes',
    'With a red flag: from this size on an upload says what its rights rest on.',
    [1, 99_999_999_999],
  ),
}

/** A violation is no flag yet; enough of them make a yellow one. */
export type Grade = 'violation' | 'yellow' | 'red' | 'black'
export interface Flag {
  readonly account: AccountId
  readonly grade: Grade
  readonly breach: Breach
  /** The decision by which it came about. */
  readonly decision: Hash
  /** The lesser ones that it was made of; none if it was given as it is. */
  readonly of: readonly string[]
  /** The heavier one that it went into. */
  readonly into: string | null
  readonly at: Millis
  /** Red: when it fades if no other follows. */
  readonly until: Millis | null
  /** Since when it counts no more. `event`: the act that ended it, none where time did. */
  readonly ended: { readonly why: 'faded' | 'reviewed' | 'overturned'; readonly at: Millis; readonly event: Hash | null } | null
}
/** What counts for an account now: keys of flags, oldest first. */
export interface Sheet {
  readonly violation: readonly string[]
  readonly yellow: readonly string[]
  readonly red: readonly string[]
  /** Not reviewed yet. */
  readonly black: readonly string[]
  /** When all its red flags fade. */
  readonly redUntil: Millis | null
  /** The decisions that it is banned for. */
  readonly bans: readonly Hash[]
  readonly suspensions: readonly { readonly decision: Hash; readonly until: Millis }[]
}

/** By the decision that gave it; what was made of others: `<decision> yellow`, `<decision> red`. */
export const flags = table<Flag>('flags.flags')
/** By account. */
export const sheets = table<Sheet>('flags.sheets')
export const tables = [flags, sheets]

/** Name of the timer that lets red flags fade. */
const TIMER = 'flags'

const clean: Sheet = { violation: [], yellow: [], red: [], black: [], redUntil: null, bans: [], suspensions: [] }
export const sheetOf = (w: Reader, account: AccountId): Sheet => w.get(sheets, account) ?? clean
const change = (w: Tools, account: AccountId, changes: Partial<Sheet>): void =>
  w.put(sheets, account, { ...sheetOf(w, account), ...changes })
const flagAt = (w: Reader, key: string): Flag => w.get(flags, key) as Flag

// What other areas ask.

export interface Standing {
  /** The gravest thing that holds now. `black`: waits for an admin's review. */
  readonly level: 'good' | 'yellow' | 'red' | 'black' | 'suspended' | 'banned'
  /** Violations that count toward a yellow flag, and yellow flags that count toward a red one. */
  readonly violations: number
  readonly yellows: number
  readonly redUntil: Millis | null
  readonly suspendedUntil: Millis | null
  /** Whether it takes part in rewards (FLAG-12). */
  readonly earns: boolean
}

export function standing(w: Reader, account: AccountId): Standing {
  const { black, redUntil, bans, suspensions } = sheetOf(w, account)
  const last = suspensions.reduce((latest, { until }) => Math.max(latest, until), 0)
  const suspendedUntil = w.now < last ? last : null
  const yellows = counting(w, account, 'yellow').length
  const level =
    bans.length > 0
      ? 'banned'
      : black.length > 0
        ? 'black'
        : suspendedUntil !== null
          ? 'suspended'
          : redUntil !== null
            ? 'red'
            : yellows > 0
              ? 'yellow'
              : 'good'
  return {
    level,
    violations: counting(w, account, 'violation').length,
    yellows,
    redUntil,
    suspendedUntil,
    earns: level !== 'banned' && suspendedUntil === null,
  }
}

/** Whether an account takes part in rewards (FLAG-12). Of most nothing was ever noted, and every tip asks. */
export const earns = (w: Reader, account: AccountId): boolean => !w.get(sheets, account) || standing(w, account).earns

/** Why an account may not turn to others at all now. */
export function refuseBarred(w: Reader, account: AccountId): Finding | undefined {
  if (!w.get(sheets, account)) return undefined // of most accounts nothing was ever noted, and everything that anybody does asks for it
  const { level, suspendedUntil } = standing(w, account)
  if (level === 'banned') return because('FLAG-17', { until: null })
  if (level === 'black') return because('FLAG-16')
  return suspendedUntil === null ? undefined : because('FLAG-17', { until: suspendedUntil })
}

/** Why an account may not work for the house now (CASE-15). Where every admin is barred they go on, or nobody could ever review one of them. */
export function refuseOffice(w: Reader, account: AccountId): Finding | undefined {
  const barred = refuseBarred(w, account)
  if (!barred || (isAdmin(w, account) && adminsOf(w).every((admin) => refuseBarred(w, admin)))) return undefined
  return because('CASE-15', barred.facts)
}

/** Why an account may not be given such work (CASE-15): nobody who is banned. Whoever is only suspended may come back to it. */
export const refuseAppointing = (w: Reader, account: AccountId): Finding | undefined =>
  sheetOf(w, account).bans.length > 0 ? because('CASE-15', { until: null }) : undefined

/** Why nobody may send an account money now (LED-17). */
export const refuseSending = (w: Reader, account: AccountId): Finding | undefined =>
  earns(w, account) ? undefined : because('LED-17', { until: standing(w, account).suspendedUntil })

/** How many details an upload of this weight must come with (FLAG-7): none without a red flag, else one to three. */
export function detailsAsked(w: Reader, account: AccountId, bytes: number): 0 | 1 | 2 | 3 {
  if (sheetOf(w, account).redUntil === null) return 0
  if (bytes >= limit(w, 'flags.thirdDetailBytes')) return 3
  return bytes >= limit(w, 'flags.secondDetailBytes') ? 2 : 1
}

/** Until when something counts toward the next heavier flag; `null`: for ever. */
export function countsUntil(w: Reader, { grade, at, until }: Flag): Millis | null {
  if (grade === 'violation') return at + days(limit(w, 'flags.violationDays'))
  if (grade === 'yellow') return w.parameter('flags.yellowsCount') === 'one month' ? addMonths(at, 1) : null
  return until
}

/** Of what an account has of a grade: what counts toward the next heavier flag now, oldest first. */
export function counting(w: Reader, account: AccountId, grade: 'violation' | 'yellow'): readonly string[] {
  return sheetOf(w, account)[grade].filter((key) => {
    const until = countsUntil(w, flagAt(w, key))
    return until === null || w.now < until
  })
}

// What moderation does.

/** Puts an offence to an account's name, with all that follows from it. */
export function give(w: Tools, account: AccountId, grade: Grade, breach: Breach, decision: Hash): void {
  add(w, decision, { account, grade, breach, decision, of: [] })
}

/** What an admin's review of a black flag leads to; the flag itself is dealt with. */
export function conclude(w: Tools, decision: Hash, event: Hash, outcome: 'cleared' | 'banned' | { readonly suspendedUntil: Millis }): void {
  const { account } = flagAt(w, decision)
  end(w, decision, 'reviewed', event)
  const { bans, suspensions } = sheetOf(w, account)
  if (outcome === 'banned') {
    change(w, account, { bans: [...bans, decision] })
    leaveOffice(w, account) // the admin who reviewed it is another one
  } else if (outcome !== 'cleared') change(w, account, { suspensions: [...suspensions, { decision, until: outcome.suspendedUntil }] })
}

/** Takes back what a decision put to an account's name and everything made of it (FLAG-15). If it put nothing there, nothing happens. */
export function overturn(w: Tools, decision: Hash, event: Hash): void {
  const flag = w.get(flags, decision)
  if (!flag) return
  topple(w, decision, event)
  const { bans, suspensions } = sheetOf(w, flag.account)
  if (flag.grade === 'black')
    change(w, flag.account, {
      bans: bans.filter((of) => of !== decision),
      suspensions: suspensions.filter((of) => of.decision !== decision),
    })
}

/** The timer: the time of an account's red flags is over, unless a new one restarted it (FLAG-8). */
function fade(w: Tools, account: AccountId): void {
  if (sheetOf(w, account).redUntil === w.now) fadeAll(w, account)
}
export const timers = { [TIMER]: fade }

// How it is done.

const heavier = { violation: ['yellow', 'flags.violations'], yellow: ['red', 'flags.yellowsForRed'] } as const

function add(w: Tools, key: string, made: Pick<Flag, 'account' | 'grade' | 'breach' | 'decision' | 'of'>): void {
  const { account, grade, breach, decision } = made
  const until = grade === 'red' ? w.now + days(limit(w, 'flags.redDays')) : null
  w.put(flags, key, { ...made, into: null, at: w.now, until, ended: null })
  enlist(w, key)
  if (grade === 'red') setRedTime(w, account)
  if (grade === 'red' || grade === 'black') return

  const [next, needed] = heavier[grade]
  const parts = counting(w, account, grade).slice(-limit(w, needed))
  if (parts.length < limit(w, needed)) return
  const whole = `${decision} ${next}`
  for (const part of parts) {
    delist(w, part)
    w.put(flags, part, { ...flagAt(w, part), into: whole })
  }
  add(w, whole, { account, grade: next, breach, decision, of: parts })
}

function topple(w: Tools, key: string, event: Hash): void {
  const flag = flagAt(w, key)
  if (flag.ended?.why === 'overturned' || (flag.ended?.why === 'faded' && flag.of.length > 0)) return
  const spent = hasFaded(w, flag)
  end(w, key, 'overturned', event)
  for (const part of spent ? [] : flag.of) {
    const lesser = flagAt(w, part)
    if (lesser.ended) continue
    w.put(flags, part, { ...lesser, into: null })
    enlist(w, part)
  }
  if (flag.into !== null) topple(w, flag.into, event)
}

/** Whether it, or what it went into, has faded: then it is atoned for and nothing of it comes back. */
const hasFaded = (w: Reader, { ended, into }: Flag): boolean => ended?.why === 'faded' || (into !== null && hasFaded(w, flagAt(w, into)))

function end(w: Tools, key: string, why: 'faded' | 'reviewed' | 'overturned', event: Hash | null): void {
  const flag = flagAt(w, key)
  delist(w, key)
  w.put(flags, key, { ...flag, ended: { why, at: w.now, event } })
  if (flag.grade === 'red' && why === 'overturned') setRedTime(w, flag.account)
}

/** All red flags fade with the one among them that lasts longest: a later one, given under a shorter time, shortens nothing (FLAG-8). */
function setRedTime(w: Tools, account: AccountId): void {
  const redUntil = sheetOf(w, account).red.reduce((latest, key) => Math.max(latest, flagAt(w, key).until ?? 0), 0)
  change(w, account, { redUntil })
  if (redUntil > w.now) w.later(redUntil, TIMER, account)
  else fadeAll(w, account)
}

function fadeAll(w: Tools, account: AccountId): void {
  for (const key of sheetOf(w, account).red) end(w, key, 'faded', null)
  change(w, account, { redUntil: null })
}

function enlist(w: Tools, key: string): void {
  const { account, grade } = flagAt(w, key)
  const order = (a: string, b: string) => flagAt(w, a).at - flagAt(w, b).at || (a < b ? -1 : 1)
  change(w, account, { [grade]: [...sheetOf(w, account)[grade], key].sort(order) })
}

function delist(w: Tools, key: string): void {
  const { account, grade } = flagAt(w, key)
  change(w, account, { [grade]: sheetOf(w, account)[grade].filter((each) => each !== key) })
}
