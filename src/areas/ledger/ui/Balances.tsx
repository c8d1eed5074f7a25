import { rich, t } from '../../../language'
import { For, Show } from 'solid-js'
import { Money } from '../../../ui/Money'
import type { Balance } from '../views'
import './Balances.css'
import { currencyNames } from './words'

/** What I have of each currency: what can be spent, and what is set aside. */
export function Balances(props: { readonly balances: readonly Balance[] }) {
  return (
    <ul class="balances" aria-label={t`Balances`}>
      <For each={props.balances}>
        {(balance) => (
          <li class="balance">
            <span class="balance-kind">{currencyNames[balance.currency]}</span>
            <span class="balance-available">
              <Money amount={balance.available} currency={balance.currency} />
            </span>
            <Show when={balance.held > 0}>
              <span class="balance-held">{rich`and ${<Money amount={balance.held} currency={balance.currency} />} set aside`}</span>
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}
