/** What the host's filter says, for rule tests. */
import { act, type Deed, HOST } from './given'
import { of } from './desk'

const hits = {
  pass: [],
  doubt: [{ category: 'harassment', sure: 600, where: 'words', saw: 'an insult' }],
  block: [{ category: 'threat', sure: 950, where: 'words', saw: 'harm announced to somebody' }],
} as const

/** What the filter found in a post as it stands when nobody has edited it, unless another version is given. */
export const filters = (post: { readonly id: string }, advice: keyof typeof hits, version = '0', more: object = {}): Deed =>
  act(HOST, 'filter.found', { subject: of(post, version), filter: 'test-1', advice, hits: hits[advice], prints: [], ...more })
