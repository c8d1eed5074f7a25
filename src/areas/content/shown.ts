/** Who sees what of a post: less what was taken down, and with what it said before in the place of an edit at the gate (FLT-7). */
import type { Reader, Tools } from '../../log/rules'
import type { Hash } from '../../log/types'
import { follows, isModerator, isOpen, keptApart } from '../accounts/tables'
import type { AccountId } from '../area'
import type { Audience } from './events'
import {
  type Collection,
  collections,
  type Comment,
  comments,
  type Content,
  contentAt,
  contents,
  countIn,
  gates,
  veils,
  versions,
  within,
  type Wording,
} from './tables'

/** How a report or a case names a post without knowing what posts are. */
export const contentSubject = (content: Hash): string => `content ${content}`

/** Takes a post down, or with `undefined` back up. For areas that moderate. */
export function veil(w: Tools, content: Hash, event: Hash | undefined): void {
  if (w.get(veils, content)?.event !== event) w.put(veils, content, event === undefined ? undefined : { event, at: w.now })
}

/** The same for a comment, which is then not counted either. */
export function veilComment(w: Tools, comment: Hash, event: Hash | undefined): void {
  const { content, deleted } = w.get(comments, comment) as Comment
  const isDown = w.get(veils, comment) !== undefined
  if (deleted === null && isDown !== (event !== undefined)) countIn(w, content, { comments: isDown ? 1 : -1 })
  veil(w, comment, event)
}

/** The decision that keeps the name of a collection from others, as it is now. */
export const nameCoveredBy = ({ name, covered }: Collection): Hash | undefined =>
  covered?.findLast((each) => each.name === name.hash)?.event

/** Takes the name of a collection down, by the last of the decisions that hold one of its names down; with none they are all up again. */
export function coverName(w: Tools, collection: Hash, by: readonly Hash[]): void {
  const found = w.get(collections, collection)
  if (!found) return
  const { covered: before = [], ...row } = found
  const last = by.at(-1)
  const left = before.filter(({ event }) => by.includes(event))
  const isNew = last !== undefined && nameCoveredBy(found) === undefined && !before.some(({ event }) => event === last)
  const covered = isNew ? [...left, { event: last, name: row.name.hash }] : left
  w.put(collections, collection, covered.length === 0 ? row : { ...row, covered })
}

/** Nothing holds a post back any more as it said after this many `edits`. If it says something else now, others see what it said then. */
export function letThrough(w: Tools, content: Hash, edits = contentAt(w, content).edits): void {
  const gate = w.get(gates, content)
  if (!gate) return
  if (edits === contentAt(w, content).edits) w.put(gates, content, undefined)
  else if (edits > (gate.passed ?? -1) && w.get(versions, within(content, edits + 1))) w.put(gates, content, { ...gate, passed: edits })
}

/** What the filter saw in a post is for a moderator to judge, and others see it only then. */
export function holdBack(w: Tools, content: Hash): void {
  const gate = w.get(gates, content)
  if (gate) w.put(gates, content, { ...gate, state: 'doubtful', hides: true })
}

/** Whether a post waits for a moderator to let it through. */
export function isHeldBack(w: Reader, content: Hash): boolean {
  const gate = w.get(gates, content)
  return gate?.state === 'doubtful' && gate.hides
}

/** Something new is said: it comes before the filter. */
export function toGate(w: Tools, content: Hash, before: number | null): void {
  const checks = w.parameter('content.checks')
  if (checks === 'off') return
  const gate = w.get(gates, content)
  const passed = gate?.hides ? gate.passed : before
  w.put(gates, content, { state: 'unexamined', hides: checks === 'before', passed, at: w.now })
}

type Visibility = 'shown' | 'being checked' | 'taken down' | 'deleted'

/** Whether a post is there at all, for whomever it is meant. */
export function visibility(w: Reader, content: Hash): Visibility | 'unknown' {
  const row = w.get(contents, content)
  return row ? visibilityOf(w, content, row) : 'unknown'
}
/** The same where its row is at hand. */
export function visibilityOf(w: Reader, content: Hash, row: Content): Visibility {
  if (row.deleted !== null || !isOpen(w, row.owner)) return 'deleted' // DEL-5
  if (w.get(veils, content)) return 'taken down'
  const gate = w.get(gates, content)
  return gate?.hides && gate.passed === null ? 'being checked' : 'shown'
}

/** Whether `viewer` sees a post as its maker and moderators do: also what is not before everybody. */
export function seesBehind(w: Reader, viewer: AccountId, content: Hash): boolean {
  const row = w.get(contents, content)
  return row !== undefined && isBehind(w, viewer, row)
}
/** The same where its row is at hand. */
export const isBehind = (w: Reader, viewer: AccountId, row: Content): boolean =>
  viewer !== '' && (viewer === row.author || viewer === row.owner || isModerator(w, viewer))

/** What a post says to `viewer`: to others than its maker and moderators what it said before, while an edit is being checked. */
export function wordingFor(w: Reader, viewer: AccountId, content: Hash): Wording | undefined {
  const edits = editsFor(w, viewer, content)
  return edits === w.get(contents, content)?.edits ? w.get(contents, content) : w.get(versions, within(content, edits + 1))
}

/** How often it had been edited when it said that. */
export function editsFor(w: Reader, viewer: AccountId, content: Hash): number {
  const gate = w.get(gates, content)
  const isBefore = gate?.hides && gate.passed !== null && !seesBehind(w, viewer, content)
  return (isBefore ? gate.passed : w.get(contents, content)?.edits) ?? 0
}

/**
 * Whether `viewer` ('' for a visitor) may see a post. What was taken down or is being checked its maker, its owner and moderators see.
 * What stands between them is policy, not secrecy: the bytes may be on their device.
 */
export function maySee(w: Reader, viewer: AccountId, content: Hash): boolean {
  const row = w.get(contents, content)
  const state = row && visibilityOf(w, content, row)
  if (!row || state === 'deleted') return false
  return isBehind(w, viewer, row) || (isMeantFor(w, viewer, content, row, state) && !keptApart(w, viewer, row.author))
}
/** Whether its audience includes `viewer`, and it stands before others at all. */
export function isMeantFor(w: Reader, viewer: AccountId, content: Hash, row: Content, state: Visibility | undefined): boolean {
  if (state !== 'shown' || !includes[row.audience](w, viewer, row.author)) return false
  // While an edit is being checked others read what was said before, so both have to be for them.
  const gate = w.get(gates, content)
  const before = gate?.hides && gate.passed !== null ? w.get(versions, within(content, gate.passed + 1)) : undefined
  return before === undefined || includes[before.audience](w, viewer, row.author)
}

/** Who is among an audience of somebody's posts ('' is a visitor). */
const includes: { readonly [A in Audience]: (w: Reader, viewer: AccountId, author: AccountId) => boolean } = {
  everyone: () => true,
  followers: (w, viewer, author) => viewer !== '' && follows(w, viewer, author),
}
