/** The policy's own act: an admin changes a parameter of any area and says why. It is in force behind the seal that covers the act. */
import { table } from '../log/rules'
import type { Hash, Millis } from '../log/types'
import { isAdmin } from './accounts/tables'
import { type AccountId, type Area, because, type Clauses, type Parameter, rule } from './area'
import { parameterSheet } from './compose'
import { whole, type Writing, writing, z } from './shapes'

const clauses: Clauses = {
  'POL-1': { text: 'Only an admin changes a parameter of the policy.', source: 'design' },
  'POL-2': {
    text: 'A parameter becomes another of its readings, or another number within its range. One with neither stays as it was founded, and some readings are only for founding a world.',
    source: 'design',
  },
  'POL-3': { text: 'A change of a parameter says why, in at least one character and at most 2,000.', source: 'design' },
}
const MOST_REASON = 2_000

/** The last change of a parameter, by its name. */
export interface Change {
  readonly value: number | string
  readonly by: AccountId
  readonly event: Hash
  readonly at: Millis
}
export const changes = table<Change>('policy.changes')
/** Every change there was, by its act. `before`: what was in force when it was made. */
export interface PastChange extends Pick<Change, 'value' | 'by' | 'at'> {
  readonly name: string
  readonly before: number | string
  readonly reasons: Writing
}
export const past = table<PastChange>('policy.past')

const parameterChanged = z.strictObject({
  name: z.string().check(z.maxLength(60)),
  value: z.union([whole(0, 99_999_999_999), z.string().check(z.maxLength(60))]),
  reasons: writing,
})

const allows = ({ value: founded, readings, foundedWith, range }: Parameter, value: number | string): boolean => {
  if (readings) return readings.includes(value) && !foundedWith?.some((only) => only === value)
  return range !== undefined && typeof founded === 'number' && typeof value === 'number' && value >= range[0] && value <= range[1]
}

export function policyOf(areas: readonly Area[]) {
  const sheet = parameterSheet(areas)

  const changed = rule({
    type: 'policy.parameterChanged',
    since: 1,
    barred: 'office',
    data: parameterChanged,
    rests: ['POL-1', 'POL-2', 'POL-3'],
    refuse(w, act) {
      const { name, value } = act.data
      if (!isAdmin(w, act.by)) return because('POL-1')
      const parameter = sheet.get(name)
      if (!parameter || !allows(parameter, value)) return because('POL-2', { name, value })
      const { characters } = act.data.reasons
      return characters < 1 || characters > MOST_REASON ? because('POL-3', { characters, most: MOST_REASON }) : undefined
    },
    apply(w, act) {
      const { name, value, reasons } = act.data
      w.put(past, act.id, { name, before: w.parameter(name), value, by: act.by, at: act.at, reasons })
      w.setParameter(name, value)
      w.put(changes, name, { value, by: act.by, event: act.id, at: act.at })
    },
  })

  return {
    name: 'policy',
    tables: [changes, past],
    clauses,
    parameters: {},
    acts: [changed],
  } satisfies Area
}
