import type { Hash } from '../../../log/types'
import { faceOf, wordsOf } from '../../accounts/views'
import { pictureIn, portraitAt } from '../../accounts/shown'
import { accounts, isModerator } from '../../accounts/tables'
import type { AccountId, Inquiry, Question } from '../../area'
import { nameCoveredBy, seesBehind, visibility, wordingFor } from '../../content/shown'
import { collections, comments, contents } from '../../content/tables'
import { noteWith } from '../../ledger/postings'
import { z } from '../../shapes'
import { subject } from '../events'
import { peopleOf, versionFor } from '../subjects'
import type { Evidence } from './sealing'

export interface SubjectShown {
  readonly version: string
  /** Who answers for it, then who else has a stake in it. */
  readonly people: readonly AccountId[]
  readonly evidence: Evidence
}

/** What can be reported as it stands now, and what of it goes along as evidence; `null` if there is no such thing. */
export const subjectShown: Question<{ readonly kind: string; readonly id: string }, SubjectShown | null> = {
  name: 'subjectShown',
  args: z.strictObject({ kind: subject.shape.kind, id: subject.shape.id }),
  answer(q, { kind, id }) {
    const version = versionFor(q, { kind, id }, q.as ?? '')
    const people = peopleOf(q, { kind, id })
    if (version === undefined) return null
    return { version, people, evidence: evidenceOf(q, kind, id, people[0] ?? '') }
  },
}

function evidenceOf(q: Inquiry, kind: string, id: Hash, by: AccountId): Evidence {
  const face = faceOf(q, by)
  const words = (writing: Parameters<typeof wordsOf>[1] | null | undefined) => (writing ? wordsOf(q, writing).text : '')
  const files = (all: readonly { readonly hash: string; readonly type: string; readonly size: number }[]) =>
    all.map(({ hash, type, size }) => ({ hash, type, size }))
  const name = [face?.name ?? '', face?.handle ? `(@${face.handle})` : ''].join(' ').trim()
  const made = { by: [...name].slice(0, 100).join(''), at: q.now }
  const cut = (text: string) => [...text].slice(0, 5_000).join('')
  const post = kind === 'content' ? q.get(contents, id) : undefined
  if (post) {
    const me = q.as ?? ''
    const isSeen = visibility(q, id) !== 'being checked' || seesBehind(q, me, id)
    return { ...made, words: isSeen ? cut(words(wordingFor(q, me, id)?.caption)) : '', files: isSeen ? files(post.files) : [] }
  }
  const comment = kind === 'comment' ? q.get(comments, id) : undefined
  if (comment) return { ...made, words: cut(words(comment.text)), files: [] }
  // What was written to one person is shown to no other by being reported: the desk reads it in the evidence.
  const note = kind === 'note' ? noteWith(q, id) : undefined
  if (note) return { ...made, words: q.as === note.to ? cut(words(note.words)) : '', files: [] }
  const collection = kind === 'collection' ? q.get(collections, id) : undefined
  if (collection) {
    const isSeen = nameCoveredBy(collection) === undefined || q.as === collection.owner || isModerator(q, q.as ?? '')
    return { ...made, words: isSeen ? cut(words(collection.name)) : '', files: [] }
  }
  const portrait = kind === 'picture' ? portraitAt(q, id) : undefined
  if (portrait) return { ...made, words: '', files: files([portrait.file]) }
  const account = kind === 'profile' ? q.get(accounts, id) : undefined
  const persona = account?.persona ? Object.values((q.text(account.persona.settings) ?? {}) as Record<string, unknown>).map(String) : []
  return {
    ...made,
    words: cut([words(account?.bio), ...persona].filter(Boolean).join('\n')),
    files: files(account ? (['picture', 'cover'] as const).flatMap((place) => pictureIn(q, id, place) ?? []) : []), // as others see them
  }
}
