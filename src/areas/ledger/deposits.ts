/**
 * Deposits: coins on their way from a wallet outside, over a network that is simulated. Until it has confirmed them often enough nothing is
 * booked, since they are not here yet; then the timer books them into the wallet (LED-14), or leaves them outside (LED-16).
 */
import type { Currency } from '../../kit/money'
import { seconds } from '../../kit/time'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Millis } from '../../log/types'
import { isOpen, limit } from '../accounts/tables'
import type { AccountId, Act } from '../area'
import type { Deposited } from './events'
import { type Posting, post } from './postings'

export interface Deposit {
  readonly account: AccountId
  readonly amount: number
  readonly currency: Currency
  /** When it was sent. */
  readonly at: Millis
  /** When the last confirmation that it needs comes in: an account that is open at this instant has it. */
  readonly due: Millis
  /** So many confirmations, as the policy said when it was sent. */
  readonly confirmations: number
  readonly state: 'coming' | 'arrived' | 'returned'
}

/** By the act that announced it. */
export const deposits = table<Deposit>('ledger.deposits')

/** Name of the timer that books deposits. */
export const DEPOSIT_TIMER = 'ledger.deposits'

/** What its arrival will post. */
export const depositPosting = (account: AccountId, { amount, currency }: Deposited): Posting => ({
  from: '@world',
  to: account,
  amount,
  currency,
  kind: 'deposit',
  clause: 'ECO-8',
})

/** How long all confirmations take, by the policy in force. */
export const confirmationTime = (w: Reader): number => seconds(limit(w, 'ledger.confirmations') * limit(w, 'ledger.confirmationSeconds'))

/** Coins are sent; from now on the network confirms them. */
export function awaitDeposit(w: Tools, act: Act<Deposited>): void {
  const { amount, currency } = act.data
  const due = w.now + confirmationTime(w)
  w.put(deposits, act.id, {
    account: act.by,
    amount,
    currency,
    at: w.now,
    due,
    confirmations: limit(w, 'ledger.confirmations'),
    state: 'coming',
  })
  w.later(due, DEPOSIT_TIMER, act.id)
}

/** The timer: the last confirmation is here. */
export function arrive(w: Tools, key: string): void {
  const deposit = w.get(deposits, key)
  if (deposit?.state !== 'coming' || deposit.due !== w.now) return
  const isThere = isOpen(w, deposit.account)
  if (isThere) post(w, { id: key }, [depositPosting(deposit.account, deposit)])
  w.put(deposits, key, { ...deposit, state: isThere ? 'arrived' : 'returned' })
}
