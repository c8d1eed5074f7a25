import type { Area } from '../area'
import { acts, clauses, parameters } from './rules'
import { tables } from './tables'

/** What people share: posts, likes, comments, galleries and collections. */
export const content = { name: 'content', tables, clauses, parameters, acts } satisfies Area
