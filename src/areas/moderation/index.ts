import type { Area } from '../area'
import { acts, clauses, parameters, tables, timers } from './rules'
import { indexes, questions, views } from './views'

/** The desk: cases, decisions, black flags, judgements of reports, appeals and checks. */
export const moderation: Area = { name: 'moderation', tables, clauses, parameters, acts, timers, indexes, views, questions }
