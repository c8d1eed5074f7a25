/** The table of contents: every area in the order of the policy. An area may use those before it, never those after. */
import { accounts } from './accounts'
import type { Area } from './area'
import { clausesOf, restsOf } from './compose'
import { content } from './content'
import { filter } from './filter'
import { flags } from './flags'
import { ledger } from './ledger'
import { moderation } from './moderation'
import { policyOf } from './policy'
import { reports } from './reports'
import { tips } from './tips'

const product = [accounts, ledger, flags, content, reports, moderation, filter, tips] as const

const all = [...product, policyOf(product)] as const

/** What the world folds by. The policy stands last: it changes the parameters of all the others. */
export const areas: readonly Area[] = all

/** One of all acts, by the types of its name and of its data. */
export type AnyAct = (typeof all)[number]['acts'][number]

/** The whole policy, as it is quoted. */
export const clauses = clausesOf(areas)

/** What may stand behind an act that is in force, by its kind. */
export const rests = restsOf(areas)

const acts = new Map(areas.flatMap((area) => area.acts.map((act) => [act.type, act])))
/** What stands behind one such act. */
export function restsOn(type: string, data: unknown): readonly string[] {
  const not = acts.get(type)?.restsNot?.(data) ?? []
  return (rests.get(type) ?? []).filter((clause) => !not.includes(clause))
}
