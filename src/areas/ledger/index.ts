import type { Area } from '../area'
import { acts, clauses, parameters, tables, timers } from './rules'

/** Who has how much, and every way in which that changes. */
export const ledger = { name: 'ledger', tables, clauses, parameters, acts, timers } satisfies Area
