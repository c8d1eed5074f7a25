import { t } from '../../../language'
import { createSignal, Show } from 'solid-js'
import { type Currency, currencies } from '../../../kit/money'
import type { Hash } from '../../../log/types'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { Refusal } from '../../../ui/Refusal'
import { createAnswer } from '../../../ui/session'
import { profile } from '../../accounts/views'
import { transferQuote } from '../views'
import { AmountField, amountOf } from './AmountField'
import { createAvailable } from './available'
import { CurrencyChoice } from './CurrencyChoice'
import { PersonPicker } from './PersonPicker'
import { createQuote } from './quote'
import { QuotedForm } from './QuotedForm'
import { createUnsendable } from './refusedAnyway'
import { Sent } from './Sent'
import { amountText } from './words'

interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Money to somebody's wallet, in the currency it is in. */
export function TransferDialog(props: DialogProps) {
  const [done, setDone] = createSignal<{ readonly event: Hash; readonly says: string }>()
  const change = (open: boolean) => {
    if (!open) setDone(undefined)
    props.onOpenChange(open)
  }
  return (
    <Dialog title={done() ? t`Sent` : t`Send money`} open={props.open} onOpenChange={change}>
      <Show when={done()} fallback={<TransferForm onDone={setDone} />}>
        {(transfer) => (
          <Sent event={transfer().event} title={transfer().says} onDone={() => change(false)}>
            <p>{t`It is in their wallet.`}</p>
          </Sent>
        )}
      </Show>
    </Dialog>
  )
}

function TransferForm(props: { readonly onDone: (done: { readonly event: Hash; readonly says: string }) => void }) {
  const draft = createDraft(
    () => 'transfer',
    () => ({ to: undefined as string | undefined, sought: '', currency: 'EUR' as Currency, typed: '' }),
  )
  const [demanded, setDemanded] = createSignal(false)
  const available = createAvailable(() => draft.now().currency)
  const to = createAnswer(profile, () => {
    const account = draft.now().to
    return account === undefined ? undefined : { account }
  })
  const name = () => to()?.name ?? t`them`
  const amount = () => amountOf(draft.now().typed, draft.now().currency)
  const unsendable = createUnsendable(() => draft.now().to)
  const quote = createQuote(transferQuote, () => {
    const { to, currency } = draft.now()
    const typed = amount()
    return to === undefined || typed === undefined || unsendable() ? undefined : { to, currency, amount: typed }
  })
  return (
    <QuotedForm
      shown={quote}
      currency={draft.now().currency}
      into={draft.now().currency}
      leaves={t`Leaves your wallet`}
      arrives={t`Arrives with ${name()}`}
      nameOf={(account) => (account === draft.now().to ? name() : undefined)}
      waits={draft.now().to === undefined ? t`Choose somebody and type an amount to see exactly what it comes to.` : undefined}
      topUp={draft.now().currency}
      unfit={unsendable() !== undefined}
      does={amount() === undefined ? t`Send` : t`Send ${amountText(amount() as number, draft.now().currency)}`}
      deed={(agreed) => {
        const { to, currency } = draft.now()
        return to === undefined ? undefined : { type: 'ledger.transferred', data: { to, currency, amount: agreed.total, agreed } }
      }}
      draft={draft}
      onDemand={() => setDemanded(true)}
      whenDone={(agreed) => {
        const says = t`${amountText(agreed.net, draft.now().currency)} to ${name()}`
        return (event) => props.onDone({ event, says })
      }}
    >
      <PersonPicker
        label={t`To`}
        sought={draft.now().sought}
        onSearch={(sought) => draft.change({ sought })}
        chosen={draft.now().to}
        onChoose={(to) => draft.change({ to })}
        autofocus
        error={demanded() && draft.now().to === undefined ? t`Choose whom to send it to.` : undefined}
      />
      <Refusal outcome={unsendable()} />
      <CurrencyChoice
        label={t`Currency`}
        of={currencies}
        value={draft.now().currency}
        onChange={(currency) => draft.change({ currency })}
      />
      <AmountField
        label={t`Amount`}
        currency={draft.now().currency}
        typed={draft.now().typed}
        onChange={(typed) => draft.change({ typed })}
        most={available()}
        demanded={demanded()}
      />
    </QuotedForm>
  )
}
