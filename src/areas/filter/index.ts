import type { Area } from '../area'
import { acts, clauses, parameters, tables } from './rules'

/** What the filter finds in what is published, and what comes of it. */
export const filter = { name: 'filter', tables, clauses, parameters, acts } satisfies Area
