/** The table of contents: every area in the order of the policy. An area may use those before it, never those after. */
import { acts, clauses, parameters, tables } from './accounts/rules'
import type { Area } from './area'

export const areas: readonly Area[] = [{ name: 'accounts', tables, clauses, parameters, acts }]
