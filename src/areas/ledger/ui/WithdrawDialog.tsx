import { t } from '../../../language'
import { createMemo, createSignal, Show, untrack } from 'solid-js'
import type { Currency } from '../../../kit/money'
import type { Hash } from '../../../log/types'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { Field } from '../../../ui/Field'
import { Notice } from '../../../ui/Notice'
import { createAnswer, useSession } from '../../../ui/session'
import { characters } from '../../shapes'
import { wallet, withdrawalQuote } from '../views'
import { AmountField, amountOf } from './AmountField'
import { createAvailable, firstWithAny } from './available'
import { CurrencyChoice } from './CurrencyChoice'
import { createQuote } from './quote'
import { QuotedForm } from './QuotedForm'
import { Sent } from './Sent'
import { amountText } from './words'

interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Money out of Mesi, as far as a simulation goes. */
export function WithdrawDialog(props: DialogProps) {
  const [done, setDone] = createSignal<{ readonly event: Hash; readonly says: string }>()
  const change = (open: boolean) => {
    if (!open) setDone(undefined)
    props.onOpenChange(open)
  }
  return (
    <Dialog title={done() ? t`Withdrawn` : t`Withdraw`} open={props.open} onOpenChange={change}>
      <Show when={done()} fallback={<WithdrawForm onDone={setDone} />}>
        {(withdrawal) => (
          <Sent event={withdrawal().event} title={withdrawal().says} onDone={() => change(false)}>
            <p>{t`It has left your wallet. In this simulation it ends here.`}</p>
          </Sent>
        )}
      </Show>
    </Dialog>
  )
}

function WithdrawForm(props: { readonly onDone: (done: { readonly event: Hash; readonly says: string }) => void }) {
  const session = useSession()
  const mine = createAnswer(wallet, () => ({}))
  const draft = createDraft(
    () => 'withdraw',
    () => ({ currency: undefined as Currency | undefined, typed: '', destination: '' }),
  )
  const [demanded, setDemanded] = createSignal(false)
  const allowed = () => mine()?.withdrawable ?? []
  // Chosen once, and at the latest by typing: what comes or goes meanwhile changes no amount that is typed.
  const usual = createMemo<Currency | undefined>((before) => before ?? firstWithAny(mine()?.balances ?? [], allowed()))
  const currency = () => draft.now().currency ?? usual() ?? allowed()[0] ?? 'MESI'
  const available = createAvailable(currency)
  const amount = () => amountOf(draft.now().typed, currency())
  const destination = () => draft.now().destination.trim()
  const longest = () => mine()?.destinationCharacters ?? 0
  const isLong = () => mine() !== undefined && characters(destination()) > longest()
  const error = () => {
    if (isLong()) return t`At most ${longest()} characters.`
    return demanded() && destination() === '' ? t`Say where it should go.` : undefined
  }
  const quote = createQuote(withdrawalQuote, () => {
    const typed = amount()
    return typed === undefined ? undefined : { currency: currency(), amount: typed }
  })
  return (
    <QuotedForm
      shown={quote}
      currency={currency()}
      into={currency()}
      leaves={t`Leaves your wallet`}
      arrives={t`Is paid out`}
      fee={t`Fee`}
      topUp={currency()}
      does={amount() === undefined ? t`Withdraw` : t`Withdraw ${amountText(amount() as number, currency())}`}
      deed={(agreed) =>
        destination() === '' || isLong()
          ? undefined
          : {
              type: 'ledger.withdrawn',
              data: { currency: currency(), amount: agreed.total, destination: session.write(destination()), agreed },
            }
      }
      draft={draft}
      onDemand={() => setDemanded(true)}
      whenDone={(agreed) => {
        const says = untrack(() => amountText(agreed.total, currency()))
        return (event) => props.onDone({ event, says })
      }}
    >
      <Notice kind="calm">
        <p>{t`This is a simulation: the money leaves your wallet, and goes nowhere. Do not enter a real account.`}</p>
      </Notice>
      <CurrencyChoice label={t`Currency`} of={allowed()} value={currency()} onChange={(currency) => draft.change({ currency })} />
      <AmountField
        label={t`Amount`}
        currency={currency()}
        typed={draft.now().typed}
        onChange={(typed) => draft.change({ typed, currency: currency() })}
        most={available()}
        demanded={demanded()}
        autofocus
      />
      <Field
        label={t`Where to`}
        value={draft.now().destination}
        onChange={(destination) => draft.change({ destination })}
        error={error()}
        hint={t`In your own words, for example: my savings`}
        count={t`${characters(destination())} of ${longest()}`}
      />
    </QuotedForm>
  )
}
