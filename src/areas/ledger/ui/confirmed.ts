import type { Millis } from '../../../log/types'
import type { Deposit } from '../deposits'

/** How often the network has confirmed it at an instant: evenly over the time that all of them take. */
export function confirmedBy({ at, due, confirmations }: Pick<Deposit, 'at' | 'due' | 'confirmations'>, now: Millis): number {
  const passed = Math.min(Math.max(now, at), due) - at
  return Math.floor((passed * confirmations) / (due - at)) // in whole numbers up to here: a share of them would come out below
}
