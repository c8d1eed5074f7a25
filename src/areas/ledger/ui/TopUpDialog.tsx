import { t } from '../../../language'
import CreditCard from 'lucide-solid/icons/credit-card'
import { createSignal, Show } from 'solid-js'
import { type Currency, currencies } from '../../../kit/money'
import type { Hash } from '../../../log/types'
import { Cards } from '../../../ui/Cards'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { Notice } from '../../../ui/Notice'
import { type Card, cards } from '../events'
import { topUpQuote } from '../views'
import { AmountField, amountOf, plainAmount } from './AmountField'
import { CurrencyChoice } from './CurrencyChoice'
import { createQuote } from './quote'
import { QuotedForm } from './QuotedForm'
import { Sent } from './Sent'
import './TopUpDialog.css'
import { amountText } from './words'

interface TopUpDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** What is wanted in the wallet. */
  readonly into?: Currency | undefined
  /** So much of it is lacking for what somebody is about to do, in minor units: the amount to begin with, where a card pays that currency. */
  readonly lacking?: number | undefined
}

const faces: Readonly<Record<Card, { readonly name: string; readonly says: string }>> = {
  works: { name: t`Sunny card`, says: t`always pays` },
  declines: { name: t`Stern card`, says: t`always declines` },
  'is empty': { name: t`Empty card`, says: t`has no money left` },
}

/** Money from a simulated card into my wallet, in the currency of the card or turned into another one at once. */
export function TopUpDialog(props: TopUpDialogProps) {
  const [done, setDone] = createSignal<{ readonly event: Hash; readonly paid: string; readonly got: string }>()
  const change = (open: boolean) => {
    if (!open) setDone(undefined)
    props.onOpenChange(open)
  }
  return (
    <Dialog title={done() ? t`Topped up` : t`Top up`} open={props.open} onOpenChange={change}>
      <Show when={done()} fallback={<TopUpForm into={props.into} lacking={props.lacking} onDone={setDone} />}>
        {(topUp) => (
          <Sent event={topUp().event} title={topUp().got} onDone={() => change(false)}>
            <p>{t`Your wallet has it now. The card paid ${topUp().paid}.`}</p>
          </Sent>
        )}
      </Show>
    </Dialog>
  )
}

interface TopUpDraft {
  readonly card: Card
  readonly currency: 'EUR' | 'USD'
  readonly into: Currency
  readonly typed: string
}

function TopUpForm(props: {
  readonly into: Currency | undefined
  readonly lacking: number | undefined
  readonly onDone: (done: { readonly event: Hash; readonly paid: string; readonly got: string }) => void
}) {
  const draft = createDraft<TopUpDraft>(
    () => `top-up ${props.into ?? ''} ${props.lacking ?? ''}`,
    () => {
      const [into, currency] = [props.into ?? 'EUR', props.into === 'USD' ? 'USD' : 'EUR'] as const
      const typed = props.lacking !== undefined && into === currency ? plainAmount(props.lacking, currency) : ''
      return { card: 'works', currency, into, typed }
    },
  )
  const [demanded, setDemanded] = createSignal(false)
  const amount = () => amountOf(draft.now().typed, draft.now().currency)
  const quote = createQuote(topUpQuote, () => {
    const typed = amount()
    return typed === undefined ? undefined : { currency: draft.now().currency, amount: typed, into: draft.now().into }
  })
  return (
    <QuotedForm
      shown={quote}
      currency={draft.now().currency}
      into={draft.now().into}
      leaves={t`The card pays`}
      arrives={t`Arrives in your wallet`}
      fee={t`Conversion fee`}
      does={amount() === undefined ? t`Top up` : t`Pay ${amountText(amount() as number, draft.now().currency)}`}
      deed={(agreed) => {
        const { card, currency, into } = draft.now()
        return { type: 'ledger.toppedUp', data: { card, currency, amount: agreed.total, into, agreed } }
      }}
      draft={draft}
      onDemand={() => setDemanded(true)}
      whenDone={(agreed) => {
        const { currency, into } = draft.now()
        const [paid, got] = [amountText(agreed.total, currency), amountText(agreed.net, into)]
        return (event) => props.onDone({ event, paid, got })
      }}
    >
      <Notice kind="calm">
        <p>{t`This is a simulation: no real card, no real money. Choose how the card should behave.`}</p>
      </Notice>
      <Cards
        legend={t`Card`}
        columns={3}
        value={draft.now().card}
        onChange={(card) => draft.change({ card })}
        cards={cards.map((card) => ({
          value: card,
          face: (
            <span class="card-face">
              <CreditCard aria-hidden="true" />
              <span class="card-name">{faces[card].name}</span>
              <span class="card-says">{faces[card].says}</span>
            </span>
          ),
        }))}
      />
      <CurrencyChoice
        label={t`The card pays in`}
        of={['EUR', 'USD']}
        value={draft.now().currency}
        onChange={(currency) => draft.change({ currency: currency === 'USD' ? 'USD' : 'EUR' })}
        bare
      />
      <AmountField
        label={t`Amount`}
        currency={draft.now().currency}
        typed={draft.now().typed}
        onChange={(typed) => draft.change({ typed })}
        presets={[10, 25, 50, 100]}
        demanded={demanded()}
        autofocus
      />
      <CurrencyChoice label={t`Into my wallet as`} of={currencies} value={draft.now().into} onChange={(into) => draft.change({ into })} />
    </QuotedForm>
  )
}
