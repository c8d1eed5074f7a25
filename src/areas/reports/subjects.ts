/**
 * What can be reported, kind by kind. A later area adds its own: `subjectKinds.set('message', …)`; and what of it goes along as evidence, in
 * `ui/subjectShown.ts`, and what it is called, in `ui/words.ts`: without, the desk is shown nothing.
 */
import { hashOf } from '../../kit/bytes'
import type { Reader, Tools } from '../../log/rules'
import type { Hash } from '../../log/types'
import {
  holdPortraitBack,
  isChosen,
  letPortraitThrough,
  portraitAt,
  showsItself,
  takeDownPortrait,
  takeDownProfile,
} from '../accounts/shown'
import { accountOf, blockTies, covered, isOpen } from '../accounts/tables'
import type { AccountId } from '../area'
import { coverName, editsFor, holdBack, isHeldBack, letThrough, nameCoveredBy, veil, veilComment, visibility } from '../content/shown'
import { collections, comments, contents, gates, veils } from '../content/tables'
import { noteWith } from '../ledger/postings'
import type { Subject } from './events'

export interface SubjectKind {
  /** Whom it is about, who answers for it first, then who else has a stake in it; `undefined`: there is no such thing. */
  people(w: Reader, id: string): readonly [AccountId, ...AccountId[]] | undefined
  /** Whom else it was done to: they may report it, and at the desk they leave it to others. */
  doneTo?(w: Reader, id: string): AccountId | undefined
  /** A mark that changes whenever it says something else. Asked only for what there is. */
  version(w: Reader, id: string): string
  /** Where not everybody is shown the same: that mark of what `viewer` is shown. */
  versionFor?(w: Reader, id: string, viewer: AccountId): string
  /** Where not everybody may report it: who may, and the clause that says so. */
  readonly onlyBy?: { readonly clause: 'MOD-2' | 'RPT-13'; isTheirs(w: Reader, id: string, by: AccountId): boolean }
  /** How it is held down by these decisions, the last one latest, and by none put up again; without, it can only be flagged. */
  readonly veil?: (w: Tools, id: string, by: readonly Hash[]) => void
  /** Whether it can be taken down now: it is there, and it is up. */
  isUp?(w: Reader, id: string): boolean
  /** The decision that took it down. */
  takenDownBy?(w: Reader, id: string): Hash | undefined
  /** It was found to be in order as it said at this version: whatever held that back lets go. */
  letThrough?(w: Tools, id: string, version: string): void
  /** It waits for somebody at the desk to let it through. */
  isHeldBack?(w: Reader, id: string): boolean
  /** Whether the filter has looked at it as it says now; without, it never does. `null`: it went through. */
  gate?(w: Reader, id: string): 'unexamined' | 'doubtful' | null
  /** It is for a moderator to let it through. */
  holdBack?(w: Tools, id: string): void
}

const takenDownBy = (w: Reader, id: string): Hash | undefined => w.get(veils, id)?.event

const post: SubjectKind = {
  people(w, id) {
    const row = w.get(contents, id)
    if (!row) return undefined
    return row.owner === row.author ? [row.author] : [row.author, row.owner]
  },
  version: (w, id) => String(w.get(contents, id)?.edits),
  versionFor: (w, id, viewer) => String(editsFor(w, viewer, id)),
  veil: (w, id, by) => veil(w, id, by.at(-1)),
  isUp: (w, id) => ['shown', 'being checked'].includes(visibility(w, id)),
  takenDownBy,
  letThrough: (w, id, version) => letThrough(w, id, Number(version)),
  isHeldBack,
  gate: (w, id) => w.get(gates, id)?.state ?? null,
  holdBack,
}

const comment: SubjectKind = {
  people(w, id) {
    const row = w.get(comments, id)
    return row && [row.author]
  },
  doneTo(w, id) {
    const post = w.get(comments, id)?.content
    return post === undefined ? undefined : w.get(contents, post)?.owner
  },
  version: () => '0', // a comment cannot be edited
  veil: (w, id, by) => veilComment(w, id, by.at(-1)),
  isUp: (w, id) => w.get(comments, id)?.deleted === null && !w.get(veils, id),
  takenDownBy,
}

const profile: SubjectKind = {
  people: (w, id) => (accountOf(w, id) ? [id] : undefined),
  version(w, id) {
    const row = accountOf(w, id)
    const parts = [row?.handle, row?.name?.hash, row?.bio?.hash, row?.picture?.hash, row?.cover?.hash, row?.persona?.settings]
    return hashOf(parts.map((part) => part ?? '').join(' '))
  },
  veil: takeDownProfile,
  isUp: showsItself,
  takenDownBy: (w, id) => w.get(covered, id)?.by.at(-1)?.event,
}

/** One picture of a profile, which the filter looks at by itself (FLT-7). Its id is `portraitKey`. */
const picture: SubjectKind = {
  people(w, id) {
    const row = portraitAt(w, id)
    return row && [row.account]
  },
  version: () => '0', // another picture is another subject
  veil: (w, id, by) => takeDownPortrait(w, id, by.at(-1) ?? null),
  isUp(w, id) {
    const row = portraitAt(w, id)
    return row?.down === null && isOpen(w, row.account)
  },
  takenDownBy: (w, id) => portraitAt(w, id)?.down ?? undefined,
  letThrough: letPortraitThrough,
  isHeldBack: (w, id) => portraitAt(w, id)?.gate === 'doubtful' && portraitAt(w, id)?.hides === true,
  gate(w, id) {
    const row = portraitAt(w, id)
    return row && isChosen(w, row) ? row.gate : null
  },
  holdBack: holdPortraitBack,
}

/** The name of a collection. What is in it are posts, each a subject of its own. */
const collection: SubjectKind = {
  people(w, id) {
    const row = w.get(collections, id)
    return row && [row.owner]
  },
  version: (w, id) => String(w.get(collections, id)?.name.hash),
  veil: coverName,
  isUp(w, id) {
    const row = w.get(collections, id)
    return row !== undefined && isOpen(w, row.owner) && nameCoveredBy(row) === undefined
  },
  takenDownBy(w, id) {
    const row = w.get(collections, id)
    return row && (nameCoveredBy(row) ?? row.covered?.at(-1)?.event)
  },
}

/** A block that whoever is blocked finds unfair (MOD-2). Its id is the key of the block. */
const block: SubjectKind = {
  people(w, id) {
    const row = w.get(blockTies, id)
    return row && [row.from]
  },
  version: (w, id) => String(w.get(blockTies, id)?.event),
  doneTo: (w, id) => w.get(blockTies, id)?.to,
  onlyBy: { clause: 'MOD-2', isTheirs: (w, id, by) => w.get(blockTies, id)?.to === by },
}

/** Words that came with money (RPT-13). Its id is the act that moved it. */
const note: SubjectKind = {
  people(w, id) {
    const row = noteWith(w, id)
    return row && [row.from]
  },
  version: () => '0', // what was sent cannot be changed
  doneTo: (w, id) => noteWith(w, id)?.to,
  onlyBy: { clause: 'RPT-13', isTheirs: (w, id, by) => noteWith(w, id)?.to === by },
}

export const subjectKinds = new Map<string, SubjectKind>([
  ['content', post],
  ['comment', comment],
  ['profile', profile],
  ['picture', picture],
  ['collection', collection],
  ['block', block],
  ['note', note],
])

/** The name of a subject whatever it says: `content <id>`. */
export const subjectKey = ({ kind, id }: Pick<Subject, 'kind' | 'id'>): string => `${kind} ${id}`

export const peopleOf = (w: Reader, { kind, id }: Pick<Subject, 'kind' | 'id'>): readonly AccountId[] =>
  subjectKinds.get(kind)?.people(w, id) ?? []

/** What it says now; `undefined`: there is no such thing. */
export function versionOf(w: Reader, { kind, id }: Pick<Subject, 'kind' | 'id'>): string | undefined {
  const known = subjectKinds.get(kind)
  return known?.people(w, id) && known.version(w, id)
}

/** The same as `viewer` is shown it, who says that about it. */
export function versionFor(w: Reader, of: Pick<Subject, 'kind' | 'id'>, viewer: AccountId): string | undefined {
  const version = versionOf(w, of)
  return version === undefined ? undefined : (subjectKinds.get(of.kind)?.versionFor?.(w, of.id, viewer) ?? version)
}
