import type { Area } from '../area'
import { proofs } from './proofs'
import { acts, clauses, parameters, tables } from './rules'

/** Who exists, as what, with which rights; who follows and who blocks whom. */
export const accounts: Area = { name: 'accounts', tables, clauses, parameters, acts, proofs }
