/** The format of the log as text: what a developer may write, and what a test pins so that no change of it goes unnoticed. */
import type { Area } from './area'
import { clausesOf, parameterSheet } from './compose'
import { z } from './shapes'

export interface ActFormat {
  readonly type: string
  readonly area: string
  readonly since: number
  readonly open: boolean
  readonly rests: readonly string[]
  /** JSON Schema (draft 2020-12) of `data`. */
  readonly schema: object
}

/** Every kind of act, in the order of the areas. */
export const actsOf = (areas: readonly Area[]): readonly ActFormat[] =>
  areas.flatMap((area) =>
    area.acts.map(({ type, since, open, rests, data }) => {
      const { $schema: _, ...schema } = z.toJSONSchema(data)
      return { type, area: area.name, since, open: open === true, rests, schema }
    }),
  )

/** One text for all shapes, clauses and parameters: equal for equal formats, whatever the order in which they were declared. */
export const logFormat = (areas: readonly Area[]): string =>
  stable({
    acts: Object.fromEntries(actsOf(areas).map((act) => [act.type, act])),
    clauses: clausesOf(areas),
    parameters: Object.fromEntries(parameterSheet(areas)),
  })

/** JSON with the keys of every object in code-unit order. */
function stable(value: unknown): string {
  return JSON.stringify(
    value,
    (_, item: unknown) =>
      typeof item === 'object' && item !== null && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
        : item,
    1,
  )
}
