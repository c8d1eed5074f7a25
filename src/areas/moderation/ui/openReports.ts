import type { Hash } from '../../../log/types'
import type { Session } from '../../../ui/session'
import { subjectKinds } from '../../reports/subjects'
import type { Book, Entry } from './book'

/** Reports that I can read and nobody at the desk has opened, and those that are none at all; what is my own is for others. */
export const newIn = (book: Book, me: string | undefined): { readonly read: readonly Entry[]; readonly bad: Book['bad'] } => ({
  read: book.read.filter(({ report, found }) => found.outcome === 'sealed' && report.by !== me),
  bad: book.bad.filter(({ by }) => by !== me),
})

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
  for (const { id } of bad) await setAside(id, 'unreadable')
  for (const { report, told, stub } of inOrder) {
    const { subject, breach } = told
    // Not everybody may report everything: who is blocked reports the block (MOD-2).
    const isTheirs = subjectKinds.get(subject.kind)?.reportedBy?.(session.peer().engine.reader, subject.id, report.by)
    if (isTheirs === false) {
      await setAside(report.id, 'moot')
      continue
    }
    const outcome = await session.act({ type: 'moderation.reportOpened', data: { stub, subject, breach } })
    if (outcome.ok) done.opened++
    else if (outcome.clauses.some(({ id, facts }) => id === 'CASE-10' && 'subject' in facts)) await setAside(report.id, 'moot')
    else done.left++
  }
  return done

  async function setAside(report: Hash, why: 'unreadable' | 'moot'): Promise<void> {
    const outcome = await session.act({ type: 'moderation.reportSetAside', data: { report, why } })
    done[outcome.ok ? 'aside' : 'left']++
  }
}
