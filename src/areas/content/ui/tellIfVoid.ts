import type { Question } from '../../area'
import { hash, z } from '../../shapes'
import type { Hash } from '../../../log/types'
import { refusal } from '../../../peer/peer'
import type { Session } from '../../../ui/session'
import { say } from '../../../ui/toast'

const standing: Question<{ readonly event: Hash }, 'pending' | 'final' | 'void' | 'unknown'> = {
  name: 'standing',
  args: z.strictObject({ event: hash }),
  answer: (q, { event }) => q.standing(event),
}

/**
 * Follows an act that screens showed at once until it is final. When it turns out void, says so with the reason, wherever the person is by then.
 * @param what how the person knows it: 'Your like'
 */
export function tellIfVoid(session: Session, event: Hash, what: string): void {
  const peer = session.peer()
  let settled = false
  const stop = peer.watch(standing, { event }, undefined, (now) => {
    if (settled || now === 'pending') return
    settled = true
    queueMicrotask(() => stop())
    if (now === 'void') void tell()
  })

  async function tell(): Promise<void> {
    const { verdict } = await peer.verdict(event)
    const reasons = verdict ? refusal(verdict).clauses.map((clause) => clause.text) : []
    say(`${what} did not take effect. ${reasons.join(' ')}`, { kind: 'warn' })
  }
}
