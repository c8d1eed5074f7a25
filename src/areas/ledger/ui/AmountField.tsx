import { t } from '../../../language'
import { For, Show } from 'solid-js'
import { parseAmount, typedAmount } from '../../../kit/amountText'
import type { Currency } from '../../../kit/money'
import { Field } from '../../../ui/Field'
import './AmountField.css'
import { LOCALE } from './words'

interface AmountFieldProps {
  readonly label: string
  readonly currency: Currency
  /** As it was typed. */
  readonly typed: string
  readonly onChange: (typed: string) => void
  /** Whole units to choose from with one tap. */
  readonly presets?: readonly number[]
  /** All there is, in minor units. */
  readonly most?: number
  /** Empty counts as wrong once somebody wanted to go on. */
  readonly demanded?: boolean
  readonly hint?: string
  readonly autofocus?: boolean
}

/** What was typed, in minor units; `undefined` as long as it is not an amount. */
export function amountOf(typed: string, currency: Currency): number | undefined {
  const parsed = parseAmount(typed, currency, LOCALE)
  return parsed.ok ? parsed.amount : undefined
}

/** An amount: typed, or one of a few that are often meant. */
export function AmountField(props: AmountFieldProps) {
  const error = () => {
    if (props.typed.trim() === '' && !props.demanded) return undefined
    const parsed = parseAmount(props.typed, props.currency, LOCALE)
    return parsed.ok ? undefined : parsed.says
  }
  const isChosen = (typed: string) => amountOf(typed, props.currency) === amountOf(props.typed, props.currency)
  const all = () => (props.most ? plainAmount(props.most, props.currency) : undefined)
  return (
    <div class="amount-field">
      <Field
        label={props.label}
        value={props.typed}
        onChange={props.onChange}
        error={error()}
        hint={props.hint}
        inputMode="decimal"
        placeholder="0"
        autofocus={props.autofocus ?? false}
        after={
          <>
            <span class="amount-currency">{props.currency}</span>
            <Show when={all()}>
              {(most) => (
                <button type="button" class="amount-all" aria-pressed={isChosen(most())} onClick={() => props.onChange(most())}>
                  {t`All`}
                </button>
              )}
            </Show>
          </>
        }
      />
      <Show when={props.presets}>
        {(presets) => (
          <div class="amount-presets" role="group" aria-label={t`Often chosen`}>
            <For each={presets()}>
              {(preset) => (
                <button
                  type="button"
                  class="amount-preset"
                  aria-pressed={isChosen(String(preset))}
                  onClick={() => props.onChange(String(preset))}
                  aria-label={`${preset} ${props.currency}`}
                >
                  {preset.toLocaleString(LOCALE)}
                </button>
              )}
            </For>
          </div>
        )}
      </Show>
    </div>
  )
}

/** Minor units as somebody here would type them: with the sign for decimals of their language, no groups, no needless zeros. */
export const plainAmount = (amount: number, currency: Currency): string => typedAmount(amount, currency, LOCALE)
