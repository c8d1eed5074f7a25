/** Why something is not, or not yet, in words that a person can be shown: the policy's own, or the log's. */
import { clauses } from '../areas'
import { later } from '../language'
import type { Hash, Json, Verdict } from '../log/types'

/** What came of an act. `clauses` quote the policy, with the facts that were looked at. */
export type Outcome =
  | { readonly ok: true; readonly id: Hash }
  | {
      readonly ok: false
      readonly clauses: readonly { readonly id: string; readonly text: string; readonly facts: Readonly<Record<string, Json>> }[]
    }

/** What stands between a whole world and finality. */
export const hindrances = {
  asleep: later`The clock of this world stands still, because its host was asleep. Say first whether it goes on there or catches up.`,
  early: later`This device was ahead of the world’s clock, or that clock was set back. What was done here meanwhile waits, and becomes final once the world’s clock has come to it.`,
  away: later`The host of this world is held away. Until it is let back nothing becomes final, and nobody moves its clock.`,
  frozen: later`The host of this world has fixed two different accounts of it for good. Nothing more becomes final in it. All that is here is kept, and can be saved as a file.`,
  unchecked: later`This world is still being checked against its history, which is on its way. Until that is here you can look around, and do nothing yet.`,
  diverged: later`This device has come to another result than the host of this world. Update Mesi; until then nothing can be done here.`,
  outdated: later`This version of Mesi is too old for this world. Update it, then try again.`,
}

/** Whatever the policy lets words be: no line carries more of them in one piece. */
export const tooLong = later`These words are too long to reach anybody. Say it in fewer.`

const otherwise: Record<Exclude<NonNullable<Verdict>['why'], 'refused'>, string> = {
  fork: later`Two copies of the same device acted for this account, and only one of them counts.`,
  'unknown type': hindrances.outdated,
  quarantined: later`Something in Mesi itself went wrong with this. It had no effect.`,
  unfounded: later`A signature in it is not what it says, so it had no effect.`,
}

/** A verdict in the policy's own words. */
export function refusal(verdict: NonNullable<Verdict>): Extract<Outcome, { ok: false }> {
  if (verdict.why !== 'refused') return { ok: false, clauses: [{ id: verdict.why, text: otherwise[verdict.why], facts: {} }] }
  return { ok: false, clauses: verdict.clauses.map(({ id, facts }) => ({ id, text: textOf(id), facts })) }
}
const textOf = (id: string): string =>
  id === 'LOG-1' ? later`What was entered is not in the form that this needs.` : (clauses[id]?.text ?? id)
