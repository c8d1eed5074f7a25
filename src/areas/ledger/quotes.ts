/**
 * Quotes: what an act would cost and bring, worked out by the same pure functions for the screen that asks and for the rule that judges.
 * The author signs what the quote said (`Agreed`), and the act stands only if the quote of its place in the log says the same: one sum or none.
 */
import { type Currency, convert, isAmount, type Rates, share } from '../../kit/money'
import { seconds } from '../../kit/time'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Finding, Hash, Millis } from '../../log/types'
import { limit } from '../accounts/tables'
import { because } from '../area'
import { type Agreed, FIRST_RATES } from './events'
import { type Kind, type LedgerAccount, type Posting, refusePostings } from './postings'

export interface Quote {
  /** Exactly what will be posted, in this order. */
  readonly postings: readonly Posting[]
  readonly agreed: Agreed
  /** Until when it holds whatever happens to the rates; without a conversion it depends on none. An act placed before that instant is in time. */
  readonly until?: Millis
}

/** Rates that were in force from `at` on. `until`: superseded then. */
export interface RateRow {
  readonly rates: Rates
  readonly at: Millis
  readonly until: Millis | null
}

/** By the act that set them, or `FIRST_RATES`. */
export const rateRows = table<RateRow>('ledger.rates')
/** One row, key 'rates': which are in force. */
export const inForce = table<{ readonly rates: Hash | typeof FIRST_RATES }>('ledger.inForce')

export const ratesInForce = (w: Reader): string => w.get(inForce, 'rates')?.rates ?? FIRST_RATES

/** The rates with this id. Those of the genesis are parameters until the first act supersedes them. */
export function ratesOf(w: Reader, id: string): RateRow | undefined {
  const row = w.get(rateRows, id)
  if (row || id !== FIRST_RATES) return row
  const rates = {
    EUR: limit(w, 'ledger.rateEUR'),
    USD: limit(w, 'ledger.rateUSD'),
    USDC: limit(w, 'ledger.rateUSDC'),
    MESI: limit(w, 'ledger.rateMESI'),
  }
  return { rates, at: 0, until: null }
}

export function setRates(w: Tools, id: Hash, rates: Rates): void {
  const before = ratesInForce(w)
  w.put(rateRows, before, { ...(ratesOf(w, before) as RateRow), until: w.now })
  w.put(rateRows, id, { rates, at: w.now, until: null })
  w.put(inForce, 'rates', { rates: id })
}

/** How long a quote made with these rates holds, unless the next ones bring less. */
const holdsUntil = (w: Reader, { until }: RateRow): Millis => (until ?? w.now) + seconds(limit(w, 'ledger.quoteSeconds'))

/** An amount on its way from one ledger account to another, perhaps into another currency. */
interface Passage {
  readonly from: LedgerAccount
  readonly to: LedgerAccount
  readonly amount: number
  readonly currency: Currency
  readonly into: Currency
  readonly kind: Kind
  readonly clause: string
  /** Made with these rates; without: with those in force. */
  readonly rates?: string | undefined
}
interface Passed {
  readonly postings: readonly Posting[]
  readonly net: number
  readonly rates?: string
  readonly until?: Millis
}

/** The postings that bring an amount over: one, or two by way of the exchange desk (PVP-1, PVP-2, PVP-3). */
export function passOn(w: Reader, passage: Passage, amount = passage.amount): Passed | Finding {
  const { from, to, currency, into, kind, clause } = passage
  if (currency === into) return { postings: from === to ? [] : [{ from, to, amount, currency, kind, clause }], net: amount }
  const now = ratesInForce(w)
  const rates = passage.rates ?? now
  const row = ratesOf(w, rates)
  if (!row) return because('LED-5')
  const until = holdsUntil(w, row)
  if (row.until !== null && w.now >= until) return because('LED-5', { until })
  const net = convert(amount, currency, into, row.rates)
  if (!isAmount(net)) return because('LED-3', { currency, amount, into })
  const netNow = rates === now ? net : convert(amount, currency, into, (ratesOf(w, now) as RateRow).rates)
  if (netNow !== undefined && net > netNow) return because('LED-5', { currency: into, offered: net, now: netNow })
  const parties = from === to ? [{}, {}] : [{ party: to }, { party: from }]
  return {
    postings: [
      { from, to: '@fx', amount, currency, kind, clause, ...parties[0] },
      { from: '@fx', to, amount: net, currency: into, kind, clause, ...parties[1] },
    ],
    net,
    rates,
    until,
  }
}

/** A quote for: `fee` off the amount, the rest passed on. A fee that rounds down to nothing is not posted. */
export function quoteOf(w: Reader, passage: Passage, fee: number, feeClause: string): Quote | Finding {
  const { from, to, amount, currency } = passage
  if (fee >= amount) return because('LED-3', { currency, amount, fee })
  const passed = passOn(w, passage, amount - fee)
  if (isFinding(passed)) return passed
  const { net, rates, until } = passed
  const party = from === to || to.startsWith('@') ? {} : { party: to }
  const feePosting: Posting = { from, to: '@fees', amount: fee, currency, kind: 'fee', clause: feeClause, ...party }
  const postings = fee > 0 ? [feePosting, ...passed.postings] : passed.postings
  if (rates === undefined || until === undefined) return { postings, agreed: { total: amount, fee, net } }
  return { postings, agreed: { total: amount, fee, net, rates }, until }
}

/** The platform's part of what one user pays another (ECO-1), in minor units: the one place where it is worked out. */
export const commissionOn = (w: Reader, amount: number): number => share(amount, limit(w, 'ledger.commission'))

export const isFinding = (result: object): result is Finding => 'facts' in result

/** Why a spending act may not stand: no quote, another one than its author agreed to (LED-4), or too little money (LED-2). */
export function refuseQuote(w: Reader, quote: Quote | Finding, agreed: Agreed): Finding | undefined {
  if (isFinding(quote)) return quote
  const { total, fee, net } = quote.agreed
  if (total !== agreed.total || fee !== agreed.fee || net !== agreed.net || quote.agreed.rates !== agreed.rates)
    return because('LED-4', {
      agreed: { ...agreed, rates: agreed.rates ?? '' },
      asked: { ...quote.agreed, rates: quote.agreed.rates ?? '' },
    })
  return refusePostings(w, quote.postings)
}

/** The postings of an act that was not refused. */
export function postingsOf(quote: Quote | Finding): readonly Posting[] {
  if (isFinding(quote)) throw new Error(`no quote: ${quote.id}`)
  return quote.postings
}
