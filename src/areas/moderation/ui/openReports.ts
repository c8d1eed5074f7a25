import type { Hash } from '../../../log/types'
import { type Session, stillMe } from '../../../ui/session'
import { subjectKinds } from '../../reports/subjects'
import type { Book, Entry } from './book'

/** Reports that I can read and nobody at the desk has opened, and those that are none at all; what is my own is for others. */
export const newIn = (book: Book, me: string | undefined): { readonly read: readonly Entry[]; readonly bad: Book['bad'] } => ({
  read: book.read.filter(({ report, found }) => found.outcome === 'sealed' && report.by !== me),
  bad: book.bad.filter(({ by }) => by !== me),
})

/** So many reports are opened by one batch of acts, so that screens follow a hundred times where they would a thousand. */
const AT_ONCE = 10

/**
 * Opens every new report: an act of mine says for all devices what is in it, and it joins its case. In an order that has nothing to do with
 * who reported when. Answers how many were opened, set aside, and left for others.
 */
export async function openNewReports(
  session: Session,
  book: Book,
): Promise<{ readonly opened: number; readonly aside: number; readonly left: number }> {
  const done = { opened: 0, aside: 0, left: book.closed.length }
  const { read, bad } = newIn(book, session.me())
  const inOrder = read.toSorted((a, b) => (a.stub < b.stub ? -1 : 1))
  // There may be a thousand: whoever is somebody else meanwhile does the rest once they are back, and nothing in another name.
  const isMine = stillMe(session)
  for (const { id } of bad) if (isMine()) await setAside(id, 'unreadable')
  const theirs: Entry[] = []
  for (const entry of inOrder) {
    if (!isMine()) return done
    const { subject } = entry.told
    // Not everybody may report everything: who is blocked reports the block (MOD-2), who was written to the note (RPT-13).
    const isTheirs = subjectKinds.get(subject.kind)?.onlyBy?.isTheirs(session.peer().engine.reader, subject.id, entry.report.by)
    if (isTheirs === false) await setAside(entry.report.id, 'moot')
    else theirs.push(entry)
  }
  for (let from = 0; from < theirs.length; from += AT_ONCE) {
    const some = theirs.slice(from, from + AT_ONCE)
    if (!isMine()) return done
    // A batch stands as a whole or not at all: where one of them does not stand, each is done alone.
    if ((await session.act(...some.map(opening))).ok) done.opened += some.length
    else for (const entry of some) if (isMine()) await openOne(entry)
  }
  return done

  async function openOne(entry: Entry): Promise<void> {
    const outcome = await session.act(opening(entry))
    if (outcome.ok) done.opened++
    else if (outcome.clauses.some(({ id, facts }) => id === 'CASE-10' && 'subject' in facts)) await setAside(entry.report.id, 'moot')
    else done.left++
  }

  async function setAside(report: Hash, why: 'unreadable' | 'moot'): Promise<void> {
    const outcome = await session.act({ type: 'moderation.reportSetAside', data: { report, why } })
    done[outcome.ok ? 'aside' : 'left']++
  }
}

const opening = ({ stub, told: { subject, breach } }: Entry) =>
  ({ type: 'moderation.reportOpened', data: { stub, subject, breach } }) as const
