/** Where somebody was before they were anybody there: a tip, a post, a report. Once they are somebody, they go on with it. */
import { type Accessor, createEffect, on, untrack } from 'solid-js'
import type { Peer } from '../peer/peer'
import type { Session } from '../ui/session'
import { recall, remember } from './tabStore'

/** What nobody can do, or can see better, without an account. */
const leadsBack = /^\/(?:u|post|collection|vibes|create|report)(?:[/?]|$)/

const slot = ({ world, store }: Peer): string => `mesi.wayBack.${world}.${store.peer}`

/**
 * Notes it whenever somebody comes to sign up. Who was somebody, or in another world, has nowhere to go back to.
 * @param place the address within the app, with what stands behind its `?`
 */
export function keepWayBack(session: Pick<Session, 'peer' | 'me'>, place: Accessor<string>): void {
  const isHello = (at: string) => at.startsWith('/welcome')
  createEffect(
    on(
      () => ({ at: place(), world: untrack(session.peer).world, me: untrack(session.me) }),
      ({ at, world, me }, before) => {
        if (!before || !isHello(at) || isHello(before.at)) return
        const wasNobody = before.me === undefined && me === undefined
        const isBack = wasNobody && before.world === world && leadsBack.test(before.at)
        remember(slot(session.peer()), isBack ? before.at : undefined)
      },
    ),
  )
}

/** The way back, once; the feed for who came from elsewhere. */
export function takeWayBack(peer: Peer): string {
  const place = recall(slot(peer))
  remember(slot(peer), undefined)
  return place ?? '/'
}
