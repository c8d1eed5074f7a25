/** Whose fate is another where one history was played under two policies: flags, warnings and suspensions, and what they rest on. */
import type { AccountId } from '../areas/area'
import { barredBy } from '../areas/flags/events'
import { counting, type Flag, flags, sheets, standing } from '../areas/flags/rules'
import { type Sanction, sanctions } from '../areas/reports/rules'
import type { Replay, Step } from '../log/replay'
import type { Table } from '../log/rules'
import type { Hash, Millis, Verdict } from '../log/types'

export type Parameters = Readonly<Record<string, number | string>>
/** An act that something rests on, and by which clause. */
export interface Cause {
  readonly event: Hash
  readonly clause: string
}
/** What a flag, a warning or a suspension is in one of the two worlds. */
export interface Held {
  readonly state: 'counts' | 'went into a heavier one' | 'counts no more' | 'faded' | 'reviewed' | 'overturned' | 'restored'
  readonly at: Millis
  readonly until: Millis | null
}
/** Something to somebody's name that would be otherwise; `null`: it is not there in that world. */
export interface Difference {
  readonly what: Flag['grade'] | Sanction['step']
  readonly is: Held | null
  readonly would: Held | null
  /** What it rests on, in the world in which it is there. */
  readonly causes: readonly Cause[]
}
/** One account's other fate. */
export interface Fate {
  readonly account: AccountId
  readonly level: { readonly is: Level; readonly would: Level }
  readonly differences: readonly Difference[]
}
type Level = ReturnType<typeof standing>['level']
/** An act that the rules would have judged otherwise. */
export interface Turned {
  readonly step: Extract<Step, { kind: 'act' }>
  readonly was: Verdict
  readonly would: Verdict
}
export interface Outlook {
  /** Gravest change first. */
  readonly fates: readonly Fate[]
  readonly acts: readonly Turned[]
}
/** What is supposed holds from the beginning, so later changes of the same parameters did not happen. */
export const without = (steps: readonly Step[], parameters: Parameters): readonly Step[] =>
  steps.filter((step) => {
    if (step.kind === 'seal' || step.body.type !== 'policy.parameterChanged') return true
    const { name } = step.body.data
    return typeof name !== 'string' || !Object.hasOwn(parameters, name)
  })

/** Where two plays of one history came to different ends. Both are at theirs. */
export function compare(as: Replay, steps: readonly Step[], other: Replay, kept: readonly Step[]): Outlook {
  const found = new Map<AccountId, Difference[]>()
  const note = (account: AccountId, difference: Difference) => {
    const known = found.get(account)
    if (known) known.push(difference)
    else found.set(account, [difference])
  }
  for (const { is, would } of pairsOf(flags, as, other)) {
    const [held, wouldHold] = [is && flagHeld(as, is), would && flagHeld(other, would)]
    const flag = is ?? would
    if (flag && !isSame(held, wouldHold))
      note(flag.account, { what: flag.grade, is: held ?? null, would: wouldHold ?? null, causes: flagCauses(is ? as : other, flag) })
  }
  for (const { is, would } of pairsOf(sanctions, as, other)) {
    const [held, wouldHold] = [is && sanctionHeld(as, is), would && sanctionHeld(other, would)]
    const sanction = is ?? would
    if (sanction && !isSame(held, wouldHold))
      note(sanction.account, { what: sanction.step, is: held ?? null, would: wouldHold ?? null, causes: sanctionCauses(sanction) })
  }
  for (const { key } of pairsOf(sheets, as, other)) if (levelOf(as, key) !== levelOf(other, key) && !found.has(key)) found.set(key, [])
  const fates = [...found].map(([account, differences]): Fate => {
    const level = { is: levelOf(as, account), would: levelOf(other, account) }
    return { account, level, differences: differences.toSorted((a, b) => atOf(a) - atOf(b)) }
  })
  return {
    fates: fates.sort((a, b) => weightOf(b) - weightOf(a) || (a.account < b.account ? -1 : 1)),
    acts: turned(steps, as, kept, other),
  }
}

function* pairsOf<S extends object>(of: Table<S>, as: Replay, other: Replay) {
  const [mine, theirs] = [as, other].map(({ state }) => state.maps[of.id] as unknown as ReadonlyMap<string, S>) as [
    ReadonlyMap<string, S>,
    ReadonlyMap<string, S>,
  ]
  for (const [key, is] of mine) yield { key, is, would: theirs.get(key) }
  for (const [key, would] of theirs) if (!mine.has(key)) yield { key, is: undefined, would }
}

const levelOf = (replay: Replay, account: AccountId): Level => standing(replay.tools, account).level
const isSame = (a: Held | undefined, b: Held | undefined): boolean => a?.state === b?.state && a?.until === b?.until && a?.at === b?.at
const atOf = ({ is, would }: Difference): Millis => (is ?? would)?.at ?? 0

function flagHeld(replay: Replay, flag: Flag): Held {
  const { grade, account, at, until, ended, into } = flag
  if (ended) return { state: ended.why, at, until }
  if (into !== null) return { state: 'went into a heavier one', at, until }
  const isLight = grade === 'violation' || grade === 'yellow'
  const counts = !isLight || counting(replay.tools, account, grade).some((key) => replay.read(flags, key) === flag)
  return { state: counts ? 'counts' : 'counts no more', at, until }
}

function sanctionHeld(replay: Replay, { at, until, ended }: Sanction): Held {
  return { state: ended ? ended.why : replay.now < until ? 'counts' : 'counts no more', at, until }
}

/** The decision that gave it, or those that gave what it was made of. */
function flagCauses(replay: Replay, { of, grade, breach, decision }: Flag): readonly Cause[] {
  const clause = of.length === 0 ? barredBy[breach] : grade === 'red' ? 'FLAG-6' : 'FLAG-5'
  if (of.length === 0) return [{ event: decision, clause }]
  return of.map((key) => ({ event: replay.read(flags, key)?.decision ?? decision, clause }))
}

/** The judgement that brought it about. */
const sanctionCauses = ({ step, decision }: Sanction): readonly Cause[] => [
  { event: decision, clause: step === 'warning' ? 'RPT-2' : 'RPT-3' },
]

const gravity: { readonly [L in Level]: number } = { good: 0, yellow: 1, red: 2, suspended: 3, black: 4, banned: 5 }
const weights: { readonly [W in Difference['what']]: number } = { violation: 0, yellow: 1, warning: 1, red: 3, suspension: 3, black: 5 }
const weightOf = ({ level, differences }: Fate): number =>
  10 * Math.abs(gravity[level.is] - gravity[level.would]) + Math.max(0, ...differences.map(({ what }) => weights[what]))

/** Acts that the rules judged otherwise; of those that never were, the ones they refuse. @param kept what the other one played */
function turned(steps: readonly Step[], as: Replay, kept: readonly Step[], other: Replay): Turned[] {
  const places = new Map(steps.map((step, i) => [step, i]))
  return kept.flatMap((step, n) => {
    if (step.kind === 'seal') return []
    const place = places.get(step)
    const was = place === undefined ? null : (as.verdictAt(place) ?? null)
    const would = other.verdictAt(n) ?? null
    return (was === null) === (would === null) ? [] : [{ step, was, would }]
  })
}
