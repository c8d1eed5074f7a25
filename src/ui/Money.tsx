import { locale } from '../language'
import { formatAmount } from '../kit/amountText'
import type { Currency } from '../kit/money'

/** An amount in minor units, as its currency is written. */
export function Money(props: { readonly amount: number; readonly currency: Currency; readonly signed?: boolean }) {
  const text = () => formatAmount(props.amount, props.currency, locale)
  return (
    <data class="tabular" dir="ltr" value={`${props.amount} ${props.currency}`}>
      {props.signed && props.amount > 0 ? `+${text()}` : text()}
    </data>
  )
}
