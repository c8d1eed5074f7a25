import type { Area } from '../area'
import { proofs } from './proofs'
import { acts, clauses, parameters } from './rules'
import { tables } from './tables'

/** Who exists, as what, with which rights; who follows and who blocks whom. */
export const accounts = { name: 'accounts', tables, clauses, parameters, acts, proofs } satisfies Area
