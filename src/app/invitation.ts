/**
 * The invitation by which this page was opened. Its secrets leave the address bar and the history entry as soon as they are read; until its
 * world has arrived they wait in this tab, so that a reload goes on where it was.
 */
import { readTicket, type Ticket, ticketIn } from '../peer/ticket'
import { recall, remember } from './tabStore'

const SLOT = 'mesi.ticket'

/** The ticket of this address, or the one that this tab still follows; 'broken' for a link that is none of ours or was cut off. */
export function takeInvitation(address: URL): Ticket | 'broken' | undefined {
  if (address.pathname !== '/join') return undefined
  const fragment = address.hash || (recall(SLOT) ?? '')
  if (address.hash) history.replaceState(history.state, '', `/join${address.search}`)
  if (fragment === '') return undefined
  const ticket = readTicket(fragment)
  if (ticket) remember(SLOT, fragment)
  else remember(SLOT, undefined)
  return ticket ?? 'broken'
}

/** Whether this tab still follows an invitation. */
export const isInvited = (): boolean => recall(SLOT) !== null

/** It has arrived, or the person would rather not. */
export const forgetInvitation = (): void => remember(SLOT, undefined)

/** Follows a link that somebody pasted, as if the page had been opened by it. @returns false: it is no invitation */
export function follow(link: string): boolean {
  if (!ticketIn(link)) return false
  remember(SLOT, link.trim().slice(link.trim().indexOf('#') + 1))
  if (location.pathname === '/join') location.reload()
  else location.assign('/join')
  return true
}
