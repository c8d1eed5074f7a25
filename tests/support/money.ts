/** Money for the people of the rule tests. */
import type { Currency } from '../../src/kit/money'
import type { Agreed, Card } from '../../src/areas/ledger/events'
import type { Person } from './cast'
import { act, type Deed, writing } from './given'

/** Agreed to a sum without fee and conversion. */
export const plainly = (amount: number): Agreed => ({ total: amount, fee: 0, net: amount })

/** Tops up without conversion. Amounts are minor units. */
export const topsUp = (who: Person, amount: number, currency: 'EUR' | 'USD' = 'EUR', card: Card = 'works'): Deed =>
  act(who, 'ledger.toppedUp', { card, currency, amount, into: currency, agreed: plainly(amount) })

/** Coins from outside; 100 USDC unless told. */
export const deposits = (who: Person, amount = 100_000_000, currency: Currency = 'USDC'): Deed =>
  act(who, 'ledger.deposited', { currency, amount })

/** Sends money, by default free of commission. */
export const sends = (from: Person, to: Person, amount: number, currency: Currency = 'EUR', agreed = plainly(amount)): Deed =>
  act(from, 'ledger.transferred', { to: to.account, currency, amount, agreed })

export const converts = (who: Person, from: Currency, to: Currency, amount: number, agreed: Agreed): Deed =>
  act(who, 'ledger.converted', { from, to, amount, agreed })

export const withdraws = (who: Person, amount: number, currency: Currency, destination = 'my own wallet'): Deed =>
  act(who, 'ledger.withdrawn', { currency, amount, destination: writing(destination), agreed: plainly(amount) })

/** Millionths of a US dollar for one whole unit; what a world begins with where nothing else is said. */
export const setsRates = (who: Person, rates: Partial<Record<Currency, number>> = {}): Deed =>
  act(who, 'ledger.ratesSet', { EUR: 1_080_000, USD: 1_000_000, USDC: 1_000_000, MESI: 10_000, ...rates })
