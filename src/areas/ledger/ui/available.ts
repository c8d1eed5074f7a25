import type { Accessor } from 'solid-js'
import type { Currency } from '../../../kit/money'
import { createAnswer } from '../../../ui/session'
import { type Balance, wallet } from '../views'

/** What a form begins with: the first of these currencies of which there is any. */
export const firstWithAny = (balances: readonly Balance[], of: readonly Currency[]): Currency | undefined =>
  of.find((currency) => balances.some((balance) => balance.currency === currency && balance.available > 0))

/** What I can spend of a currency, in minor units. */
export function createAvailable(currency: Accessor<Currency>): Accessor<number> {
  const mine = createAnswer(wallet, () => ({}))
  return () => mine()?.balances.find((balance) => balance.currency === currency())?.available ?? 0
}
