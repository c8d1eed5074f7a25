/** What the host's filter says, for rule tests. */
import { portraitKey } from '../../src/areas/accounts/shown'
import type { Person } from './cast'
import { of } from './desk'
import { act, type Deed, HOST } from './given'

const hits = {
  pass: [],
  doubt: [{ category: 'harassment', sure: 600, where: 'words', saw: 'an insult' }],
  block: [{ category: 'threat', sure: 950, where: 'words', saw: 'harm announced to somebody' }],
} as const
type Advice = keyof typeof hits

const finds = (subject: { readonly kind: string; readonly id: string; readonly version: string }, advice: Advice, more: object): Deed =>
  act(HOST, 'filter.found', { subject, filter: 'test-1', advice, hits: hits[advice], prints: [], ...more })

/** What the filter found in a post as it stands when nobody has edited it, unless another version is given. */
export const filters = (post: { readonly id: string }, advice: Advice, version = '0', more: object = {}): Deed =>
  finds(of(post, version), advice, more)

/** What it found in a picture of somebody's profile. */
export const filtersPicture = (by: Person, { hash }: { readonly hash: string }, advice: Advice, more: object = {}): Deed =>
  finds({ kind: 'picture', id: portraitKey(by.account, hash), version: '0' }, advice, more)
