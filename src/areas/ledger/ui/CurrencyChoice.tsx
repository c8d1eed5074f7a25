import type { Currency } from '../../../kit/money'
import { Cards } from '../../../ui/Cards'
import { Money } from '../../../ui/Money'
import { createAnswer } from '../../../ui/session'
import { wallet } from '../views'
import './CurrencyChoice.css'
import { currencyKinds, currencyNames } from './words'

interface CurrencyChoiceProps {
  readonly label: string
  readonly of: readonly Currency[]
  readonly value: Currency
  readonly onChange: (currency: Currency) => void
  /** Without what I have of each. */
  readonly bare?: boolean
}

/** One of several currencies, each with what I have of it. Arrow keys move, as in any group of radio buttons. */
export function CurrencyChoice(props: CurrencyChoiceProps) {
  const mine = createAnswer(wallet, () => ({}))
  const available = (currency: Currency) => mine()?.balances.find((balance) => balance.currency === currency)?.available ?? 0
  return (
    <Cards
      legend={props.label}
      value={props.value}
      onChange={props.onChange}
      cards={props.of.map((currency) => ({
        value: currency,
        label: `${currencyNames[currency]}, ${currencyKinds[currency]}`,
        face: (
          <span class="currency">
            <span class="currency-code">{currency}</span>
            <span class="currency-kind">{currencyKinds[currency]}</span>
            {!props.bare && (
              <span class="currency-have">
                <Money amount={available(currency)} currency={currency} />
              </span>
            )}
          </span>
        ),
      }))}
    />
  )
}
