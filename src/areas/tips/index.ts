import type { Area } from '../area'
import { acts, clauses, parameters, tables } from './rules'

/** Money from one person to another, for a post or a profile. */
export const tips = { name: 'tips', tables, clauses, parameters, acts } satisfies Area
