/**
 * Holds: money set aside for something that is not decided yet. It leaves the wallet at once, waits in `@held`, and ends exactly once
 * (LED-12): released to whoever has earned it, refunded, or, when its time is over, expired. Whatever is not paid out goes back to the payer.
 */
import type { Currency } from '../../kit/money'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Hash, Millis } from '../../log/types'
import type { AccountId, Act } from '../area'
import { type Kind, type LedgerAccount, type Posting, post, showHeld } from './postings'

interface HoldTerms {
  readonly payer: AccountId
  readonly amount: number
  readonly currency: Currency
  /** The clause for whose sake it is held. */
  readonly clause: string
  /** For whom it is held, if that is known. */
  readonly party?: AccountId
  /** When it goes back by itself; an act before this instant is in time. */
  readonly due: Millis
}

/** How a hold ended: by which act (for an expiry the one that placed it), of whom ('' for time), on which clause; what was paid and what went back. */
export interface End {
  readonly event: Hash
  readonly by: AccountId
  readonly at: Millis
  readonly clause: string
  readonly paid: number
  readonly returned: number
}
export type Hold = HoldTerms & { readonly event: Hash; readonly at: Millis } & (
    | { readonly state: 'open' }
    | { readonly state: 'released' | 'refunded' | 'expired'; readonly end: End }
  )

/** By the key its area chose: the id of the act that placed it, with a suffix where one act places several. */
export const holds = table<Hold>('ledger.holds')

/**
 * Name of the timer that ends holds. Of what is due at one instant it comes last (K13 goes by name): what an area does with a hold at the
 * very end of its time finds it open.
 */
export const HOLD_TIMER = '~ledger'

/** Whom a release pays. */
export interface Payout {
  readonly to: LedgerAccount
  readonly amount: number
  readonly kind: Kind
  readonly clause: string
}

type Cause = Pick<Act<unknown>, 'id' | 'by'>

/** The hold, if it can still end. Rules ask this before they release or refund. */
export function openHold(w: Reader, key: string): Hold | undefined {
  const hold = w.get(holds, key)
  return hold?.state === 'open' ? hold : undefined
}

/** What placing it will post; for `refusePostings`. */
export const holdPosting = ({ payer, amount, currency, clause, party }: HoldTerms): Posting => ({
  from: payer,
  to: '@held',
  amount,
  currency,
  kind: 'hold',
  clause,
  ...(party === undefined ? {} : { party }),
})

/** Sets money aside. `key` must be new and `due` ahead. */
export function placeHold(w: Tools, act: Cause, key: string, terms: HoldTerms): void {
  if (w.get(holds, key)) throw new Error(`hold ${key} exists`)
  post(w, act, [holdPosting(terms)])
  showHeld(w, terms.payer, terms.currency, terms.amount)
  w.put(holds, key, { ...terms, event: act.id, at: w.now, state: 'open' })
  w.later(terms.due, HOLD_TIMER, key)
}

/** Gives an open hold more time: what it is for was agreed on, and is still to happen. `due` lies behind its present one. */
export function extendHold(w: Tools, key: string, due: Millis): void {
  const hold = openHold(w, key)
  if (!hold || due <= hold.due) throw new Error(`hold ${key} cannot be extended to ${due}`)
  w.put(holds, key, { ...hold, due })
  w.later(due, HOLD_TIMER, key)
}

/**
 * Pays out of an open hold; what the payouts leave over goes back to the payer. At least one payout, together at most the amount; a share
 * that rounds to nothing is none. Ask before whether whom it pays is still there (`isOpen`): nobody opens a closed wallet again.
 */
export function releaseHold(w: Tools, act: Cause, key: string, clause: string, payouts: readonly Payout[]): void {
  if (payouts.length === 0) throw new Error(`release of ${key} to nobody is a refund`)
  endHold(w, act, key, clause, 'released', payouts)
}

/** Gives all of an open hold back. */
export function refundHold(w: Tools, act: Cause, key: string, clause: string): void {
  endHold(w, act, key, clause, 'refunded', [])
}

/** The timer: an open hold whose time this is goes back to its payer (LED-13). */
export function expireHold(w: Tools, key: string): void {
  const hold = openHold(w, key)
  if (hold && hold.due === w.now) endHold(w, { id: hold.event, by: '' }, key, 'LED-13', 'expired', [])
}

function endHold(
  w: Tools,
  act: Cause,
  key: string,
  clause: string,
  state: 'released' | 'refunded' | 'expired',
  payouts: readonly Payout[],
): void {
  const hold = openHold(w, key)
  if (!hold) throw new Error(`hold ${key} is not open`)
  const { payer, currency, amount, party } = hold
  const paid = payouts.reduce((sum, payout) => sum + payout.amount, 0)
  const returned = amount - paid
  if (returned < 0) throw new Error(`hold ${key} has ${amount}, not ${paid}`)
  const back: Posting = {
    from: '@held',
    to: payer,
    amount: returned,
    currency,
    kind: 'refund',
    clause,
    ...(party === undefined ? {} : { party }),
  }
  post(w, act, [
    ...payouts.filter(({ amount }) => amount !== 0).map((payout): Posting => ({ from: '@held', currency, party: payer, ...payout })),
    ...(returned > 0 ? [back] : []),
  ])
  showHeld(w, payer, currency, -amount)
  w.put(holds, key, { ...hold, state, end: { event: act.id, by: act.by, at: w.now, clause, paid, returned } })
}
