import type { Area } from '../area'
import { acts, clauses, parameters, tables } from './rules'
import { indexes, questions, views } from './views'

/** What the filter finds in what is published, and what comes of it. */
export const filter: Area = { name: 'filter', tables, clauses, parameters, acts, indexes, views, questions }
