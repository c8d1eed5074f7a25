import type { Area } from '../area'
import { timers } from './decisions'
import { acts, clauses, parameters } from './rules'
import { tables } from './tables'

/** The desk: cases, decisions, black flags, judgements of reports, appeals and checks. */
export const moderation = { name: 'moderation', tables, clauses, parameters, acts, timers } satisfies Area
