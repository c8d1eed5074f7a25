import type { Area } from '../area'
import { acts, clauses, parameters, tables } from './rules'
import { indexes, questions, views } from './views'

/** What people share: posts, likes, comments, galleries and collections. */
export const content: Area = { name: 'content', tables, clauses, parameters, acts, indexes, views, questions }
