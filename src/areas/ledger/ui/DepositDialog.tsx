import { plural, t } from '../../../language'
import Copy from 'lucide-solid/icons/copy'
import { createSignal, For, Show } from 'solid-js'
import type { Currency } from '../../../kit/money'
import type { Hash } from '../../../log/types'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { Facts } from '../../../ui/Facts'
import { createMay } from '../../../ui/may'
import { Notice } from '../../../ui/Notice'
import { Qr } from '../../../ui/Qr'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import { Skeleton } from '../../../ui/Skeleton'
import { say } from '../../../ui/toast'
import { type DepositTerms, depositTerms } from '../views'
import { addressOf, inFours } from './address'
import { AmountField, amountOf } from './AmountField'
import { CurrencyChoice } from './CurrencyChoice'
import '../../../ui/lines.css'
import './DepositDialog.css'
import { DepositOnItsWay } from './Deposits'
import { MoneyForm } from './MoneyForm'
import { Sent } from './Sent'
import { amountText } from './words'

interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

interface Sending {
  readonly event: Hash
  readonly says: string
}

/** Coins from a wallet outside: my address, and, since the network is simulated, the hand that sends them. */
export function DepositDialog(props: DialogProps) {
  const [done, setDone] = createSignal<Sending>()
  const terms = createAnswer(depositTerms, () => ({}))
  const change = (open: boolean) => {
    if (!open) setDone(undefined)
    props.onOpenChange(open)
  }
  return (
    <Dialog title={done() ? t`Sent to your address` : t`Deposit`} open={props.open} onOpenChange={change}>
      <Show
        when={done()}
        fallback={
          <Show when={terms()} fallback={<Skeleton shape="lines" />}>
            {(its) => <DepositForm terms={its()} onDone={setDone} />}
          </Show>
        }
      >
        {(sending) => (
          <Sent event={sending().event} title={sending().says} goesOn onDone={() => change(false)}>
            <DepositOnItsWay event={sending().event} />
          </Sent>
        )}
      </Show>
    </Dialog>
  )
}

function DepositForm(props: { readonly terms: DepositTerms; readonly onDone: (sending: Sending) => void }) {
  const session = useSession()
  const [demanded, setDemanded] = createSignal(false)
  const draft = createDraft(
    () => 'deposit',
    () => ({ currency: undefined as Currency | undefined, typed: '' }),
  )
  const acting = createAct(draft)
  const currency = () => {
    const chosen = draft.now().currency
    return chosen && props.terms.currencies.includes(chosen) ? chosen : (props.terms.currencies[0] ?? 'USDC')
  }
  const amount = () => amountOf(draft.now().typed, currency())
  const deed = () => {
    const typed = amount()
    return typed === undefined ? undefined : ({ type: 'ledger.deposited', data: { currency: currency(), amount: typed } } as const)
  }
  const may = createMay(deed)
  /** Not of a second one, while the first is on its way to the disk. */
  const refused = () => {
    const answer = acting.busy() ? undefined : may()
    return answer && !answer.ok ? answer : undefined
  }
  const send = async () => {
    setDemanded(true)
    const wanted = deed()
    if (!wanted || refused()) return
    const says = amountText(wanted.data.amount, wanted.data.currency)
    const outcome = await acting.act(wanted)
    if (outcome?.ok) props.onDone({ event: outcome.id, says })
  }
  return (
    <MoneyForm
      does={amount() === undefined ? t`Send from outside` : t`Send ${amountText(amount() as number, currency())} from outside`}
      busy={acting.busy()}
      disabled={refused() !== undefined}
      onInput={() => acting.forget()}
      onSubmit={() => void send()}
    >
      <CurrencyChoice
        label={t`What you send`}
        of={props.terms.currencies}
        value={currency()}
        onChange={(currency) => draft.change({ currency })}
      />
      <Address address={addressOf(session.me() ?? '')} currency={currency()} terms={props.terms} />
      <Notice kind="calm" title={t`The network is simulated`}>
        <p>{t`No real wallet knows this address: send nothing real to it. Say here what the wallet outside sends.`}</p>
      </Notice>
      <AmountField
        label={t`Amount`}
        currency={currency()}
        typed={draft.now().typed}
        onChange={(typed) => draft.change({ typed })}
        presets={[10, 50, 100, 500]}
        demanded={demanded()}
      />
      <Refusal outcome={refused() ?? acting.outcome()} failure={acting.failure()} />
      <Show when={refused()}>{(its) => <Facts facts={its().clauses[0]?.facts ?? {}} />}</Show>
    </MoneyForm>
  )
}

/** Where to send it, to be scanned, copied or compared, and what will happen then. */
function Address(props: { readonly address: string; readonly currency: Currency; readonly terms: DepositTerms }) {
  const copy = () =>
    navigator.clipboard.writeText(props.address).then(
      () => say(t`Address copied`),
      () => say(t`This browser does not let Mesi copy. Select the address and copy it yourself.`, { kind: 'warn' }),
    )
  const minutes = () => Math.max(1, Math.round(props.terms.takes / 60_000))
  const most = () => props.terms.most[props.currency] ?? 0
  return (
    <section class="deposit-address" aria-labelledby="deposit-address">
      <Qr text={props.address} label={t`Your address, as a code to scan`} />
      <div class="deposit-where">
        <h3 id="deposit-address">{t`Your address`}</h3>
        <code class="deposit-text" dir="ltr">
          <For each={inFours(props.address)}>{(four) => <span>{four}</span>}</For>
        </code>
        <Button small onClick={() => void copy()}>
          <Copy aria-hidden="true" /> {t`Copy address`}
        </Button>
      </div>
      <dl class="lines deposit-terms">
        <div>
          <dt>{t`Network`}</dt>
          <dd>{t`Creator Chain, simulated`}</dd>
        </div>
        <div>
          <dt>{t`In your wallet after`}</dt>
          <dd>
            {plural(props.terms.confirmations, t`${props.terms.confirmations} confirmation`, t`${props.terms.confirmations} confirmations`)}
            , {plural(minutes(), t`about a minute`, t`about ${minutes()} minutes`)}
          </dd>
        </div>
        <div>
          <dt>{t`At most in a day`}</dt>
          <dd>{amountText(most(), props.currency)}</dd>
        </div>
        <div>
          <dt>{t`Fee`}</dt>
          <dd>{t`none`}</dd>
        </div>
      </dl>
    </section>
  )
}
