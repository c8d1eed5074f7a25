/** Where somebody was before they were anybody there: a tip, a post, a report. Once they are somebody, they go on with it. */
import type { Peer } from '../peer/peer'
import { recall, remember } from './tabStore'

/** What nobody can do, or can see better, without an account. */
const leadsBack = /^\/(?:u|post|collection|vibes|create|report)(?:[/?]|$)/

const slot = ({ world, store }: Peer): string => `mesi.wayBack.${world}.${store.peer}`

/** To be called on the way to signing up. @param from the address within the app, with what stands behind its `?` */
export const noteWayBack = (peer: Peer, from: string): void => remember(slot(peer), leadsBack.test(from) ? from : undefined)

/** The way back, once; the feed for who came from elsewhere. */
export function takeWayBack(peer: Peer): string {
  const place = recall(slot(peer))
  remember(slot(peer), undefined)
  return place ?? '/'
}
