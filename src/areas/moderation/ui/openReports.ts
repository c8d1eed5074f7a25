import type { Hash } from '../../../log/types'
import type { Session } from '../../../ui/session'
import { sealedReports } from '../../reports/views'
import { openReport } from '../../reports/ui/sealing'

/**
 * Opens every report that has come in and that I can read: an act of mine says for all devices what it is about, and it joins its case.
 * What is my own, or not sealed to me, is left for others. Answers how many were opened, set aside, and left.
 */
export async function openNewReports(
  session: Session,
): Promise<{ readonly opened: number; readonly aside: number; readonly left: number }> {
  const done = { opened: 0, aside: 0, left: 0 }
  const me = session.me()
  if (me === undefined) return done
  const peer = session.peer()
  const { items } = peer.answers.ask(sealedReports, { size: 200 }, me)
  const payloads = await peer.texts.load(items.map(({ sealed }) => sealed.hash))
  for (const { id: report, by, sealed } of items) {
    const words = payloads.get(sealed.hash)
    if (words === undefined) peer.texts.read(sealed.hash) // still on its way: now it is asked for
    const told = words ? await openReport(peer, me, by, words) : 'not for me'
    if (told === 'not for me') done.left++
    else if (told === 'unreadable') await setAside(report, 'unreadable')
    else {
      const { subject, breach } = told
      const outcome = await session.act({ type: 'moderation.reportOpened', data: { report, subject, breach } })
      if (outcome.ok) done.opened++
      else if (outcome.clauses.some(({ id }) => id === 'CASE-10' || id === 'MOD-2')) await setAside(report, 'moot')
      else done.left++
    }
  }
  return done

  async function setAside(report: Hash, why: 'unreadable' | 'moot'): Promise<void> {
    const outcome = await session.act({ type: 'moderation.reportSetAside', data: { report, why } })
    done[outcome.ok ? 'aside' : 'left']++
  }
}
