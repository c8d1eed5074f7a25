import type { Area } from '../area'
import { clauses, parameters, tables, timers } from './rules'

/** What is barred, and what an account has to its name. */
export const flags = { name: 'flags', tables, clauses, parameters, acts: [], timers } satisfies Area
