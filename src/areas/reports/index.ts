import type { Area } from '../area'
import { acts, clauses, parameters, tables, timers } from './rules'

/** What people tell the desk, and what comes of misusing that. */
export const reports = { name: 'reports', tables, clauses, parameters, acts, timers } satisfies Area
