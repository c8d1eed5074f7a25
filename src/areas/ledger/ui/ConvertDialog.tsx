import { t } from '../../../language'
import { createSignal, Show } from 'solid-js'
import { type Currency, currencies } from '../../../kit/money'
import type { Hash } from '../../../log/types'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { conversionQuote } from '../views'
import { AmountField, amountOf } from './AmountField'
import { createAvailable } from './available'
import { CurrencyChoice } from './CurrencyChoice'
import { createQuote } from './quote'
import { QuotedForm } from './QuotedForm'
import { Sent } from './Sent'
import { amountText } from './words'

interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** One currency of my wallet into another one, at the rates of now. */
export function ConvertDialog(props: DialogProps) {
  const [done, setDone] = createSignal<{ readonly event: Hash; readonly gave: string; readonly got: string }>()
  const change = (open: boolean) => {
    if (!open) setDone(undefined)
    props.onOpenChange(open)
  }
  return (
    <Dialog title={done() ? t`Exchanged` : t`Exchange`} open={props.open} onOpenChange={change}>
      <Show when={done()} fallback={<ConvertForm onDone={setDone} />}>
        {(conversion) => (
          <Sent event={conversion().event} title={conversion().got} onDone={() => change(false)}>
            <p>{t`Your wallet has it now, for ${conversion().gave}.`}</p>
          </Sent>
        )}
      </Show>
    </Dialog>
  )
}

function ConvertForm(props: { readonly onDone: (done: { readonly event: Hash; readonly gave: string; readonly got: string }) => void }) {
  const draft = createDraft(
    () => 'convert',
    () => ({ from: 'EUR' as Currency, to: 'MESI' as Currency, typed: '' }),
  )
  const [demanded, setDemanded] = createSignal(false)
  const available = createAvailable(() => draft.now().from)
  const amount = () => amountOf(draft.now().typed, draft.now().from)
  const quote = createQuote(conversionQuote, () => {
    const { from, to } = draft.now()
    const typed = amount()
    return typed === undefined ? undefined : { from, to, amount: typed }
  })
  // What is given cannot be what is got: choosing one moves the other out of the way.
  const give = (from: Currency) => draft.change({ from, ...(from === draft.now().to ? { to: draft.now().from } : {}) })
  const others = () => currencies.filter((currency) => currency !== draft.now().from)
  return (
    <QuotedForm
      shown={quote}
      currency={draft.now().from}
      into={draft.now().to}
      leaves={t`You give`}
      arrives={t`You get`}
      fee={t`Conversion fee`}
      topUp={draft.now().from}
      does={amount() === undefined ? t`Exchange` : t`Exchange ${amountText(amount() as number, draft.now().from)}`}
      deed={(agreed) => {
        const { from, to } = draft.now()
        return { type: 'ledger.converted', data: { from, to, amount: agreed.total, agreed } }
      }}
      draft={draft}
      onDemand={() => setDemanded(true)}
      whenDone={(agreed) => {
        const { from, to } = draft.now()
        const [gave, got] = [amountText(agreed.total, from), amountText(agreed.net, to)]
        return (event) => props.onDone({ event, gave, got })
      }}
    >
      <CurrencyChoice label={t`Give`} of={currencies} value={draft.now().from} onChange={give} />
      <AmountField
        label={t`Amount`}
        currency={draft.now().from}
        typed={draft.now().typed}
        onChange={(typed) => draft.change({ typed })}
        most={available()}
        demanded={demanded()}
        autofocus
      />
      <CurrencyChoice label={t`Get`} of={others()} value={draft.now().to} onChange={(to) => draft.change({ to })} />
    </QuotedForm>
  )
}
