import type { Accessor } from 'solid-js'
import type { Currency } from '../../../kit/money'
import { createAnswer } from '../../../ui/session'
import { wallet } from '../views'

/** What I can spend of a currency, in minor units. */
export function createAvailable(currency: Accessor<Currency>): Accessor<number> {
  const mine = createAnswer(wallet, () => ({}))
  return () => mine()?.balances.find((balance) => balance.currency === currency())?.available ?? 0
}
