/** What screens ask about flags, the lists they page through, and the table. */
import type { Hash, Millis } from '../../log/types'
import { isModerator, limit } from '../accounts/tables'
import { type AccountId, type Index, type Inquiry, question, type Shown, type View } from '../area'
import { hash, z } from '../shapes'
import { barredBy, type Breach } from './events'
import { counting, countsUntil, type Flag, flags, type Grade, type Standing, standing } from './rules'

/** Everything an account ever had to its name, by account. */
export const flagIndex: Index<Flag> = { name: 'flags.flags', of: flags, lists: (row) => [row.account], rank: (row) => row.at }
const indexes = [flagIndex]

export interface FlagLine {
  readonly id: string
  readonly grade: Grade
  readonly breach: Breach
  /** The clause it stands for. */
  readonly clause: string
  /** The decision to appeal against. */
  readonly decision: Hash
  readonly of: readonly string[]
  readonly into: string | null
  readonly at: Millis
  /** Until when it counts; `null`: for ever, or it counts no more. */
  readonly until: Millis | null
  /** Whether it counts now. */
  readonly counts: boolean
  readonly ended: Flag['ended']
}
export interface MyStanding extends Standing {
  readonly account: AccountId
  /** How far it is to the next step: further violations to a yellow flag, further yellow flags to a red one. At least 1 each. */
  readonly violationsToYellow: number
  readonly yellowsToRed: number
  /** Newest first. */
  readonly history: readonly FlagLine[]
}

export function standingFor(q: Inquiry, account: AccountId): MyStanding {
  const now = standing(q, account)
  return {
    account,
    ...now,
    violationsToYellow: Math.max(1, limit(q, 'flags.violations') - now.violations),
    yellowsToRed: Math.max(1, limit(q, 'flags.yellowsForRed') - now.yellows),
    history: q
      .list(flagIndex, account)
      .flatMap((key) => (q.get(flags, key)?.account === account ? [lineOf(q, key)] : []))
      .toReversed(),
  }
}

function lineOf(q: Inquiry, key: string): FlagLine {
  const flag = q.get(flags, key) as Flag
  const { grade, account } = flag
  const held = flag.ended === null && flag.into === null
  const counts = held && (grade === 'red' || grade === 'black' || counting(q, account, grade).includes(key))
  const { breach, decision, of, into, at, ended } = flag
  const until = !counts ? null : grade === 'red' ? standing(q, account).redUntil : countsUntil(q, flag)
  return { id: key, grade, breach, clause: barredBy[breach], decision, of, into, at, until, counts, ended }
}

/** What an account has to its name and how far the next step is: for itself and for the desk, `null` for everybody else. */
export const standingQuestion = question({
  name: 'standing',
  args: z.strictObject({ account: z.optional(hash) }),
  answer(q, { account = q.as ?? '' }): MyStanding | null {
    const me = q.as ?? ''
    return me !== '' && (account === me || isModerator(q, me)) ? standingFor(q, account) : null
  },
})

/** Whether an account is suspended, and until when, or banned (`until`: null). Everybody may know: its page is of no more use to them. */
export const suspension = question({
  name: 'suspension',
  args: z.strictObject({ account: hash }),
  answer(q, { account }): { readonly level: 'suspended' | 'banned'; readonly until: Millis | null } | null {
    const { level, suspendedUntil } = standing(q, account)
    return level === 'suspended' || level === 'banned' ? { level, until: level === 'banned' ? null : suspendedUntil } : null
  },
})
const questions = [standingQuestion, suspension] as const

const flagsView: View<Flag> = {
  name: 'flags',
  version: 1,
  schema: 'id, account, grade, at, decision',
  of: flags,
  project: (row, id) => ({ id, ...row, clause: barredBy[row.breach], of: [...row.of] }),
}
const views = [flagsView]

export const shown = { indexes, questions, views } satisfies Shown
