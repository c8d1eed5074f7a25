import { createUniqueId, For } from 'solid-js'
import type { Currency } from '../../../kit/money'
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
  const name = createUniqueId()
  const mine = createAnswer(wallet, () => ({}))
  const available = (currency: Currency) => mine()?.balances.find((balance) => balance.currency === currency)?.available ?? 0
  return (
    <fieldset class="currency-choice">
      <legend>{props.label}</legend>
      <For each={props.of}>
        {(currency) => (
          <label class="currency">
            <input
              type="radio"
              name={name}
              value={currency}
              checked={props.value === currency}
              onChange={() => props.onChange(currency)}
              aria-label={`${currencyNames[currency]}, ${currencyKinds[currency]}`}
            />
            <span class="currency-code">{currency}</span>
            <span class="currency-kind">{currencyKinds[currency]}</span>
            {!props.bare && (
              <span class="currency-have">
                <Money amount={available(currency)} currency={currency} />
              </span>
            )}
          </label>
        )}
      </For>
    </fieldset>
  )
}
