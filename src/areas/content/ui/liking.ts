import { useNavigate } from '@solidjs/router'
import { createAct, useSession } from '../../../ui/session'
import type { Card } from '../views'

/** Liking a post, and taking that back. A like shows at once; should it turn out void, the frame tells. Who has no account is asked to get one. */
export function createLiking(card: () => Pick<Card, 'id' | 'liked'>) {
  const session = useSession()
  const navigate = useNavigate()
  const doing = createAct()
  return {
    outcome: doing.outcome,
    failure: doing.failure,
    async turn() {
      if (session.me() === undefined) return navigate('/welcome')
      const { id, liked } = card()
      const type = liked ? 'content.unliked' : 'content.liked'
      // Who takes it back is heard although the disk is not done with it; who likes it twice means it once.
      await doing.about(id, { type, data: { content: id } })
    },
  }
}
