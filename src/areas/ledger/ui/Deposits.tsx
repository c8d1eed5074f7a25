import { t } from '../../../language'
import { A } from '@solidjs/router'
import { For, Match, Show, Switch } from 'solid-js'
import type { Hash } from '../../../log/types'
import { Money } from '../../../ui/Money'
import { Pending } from '../../../ui/Pending'
import { Progress } from '../../../ui/Progress'
import { createAnswer, useSession } from '../../../ui/session'
import { useWorldTime } from '../../../ui/worldTime'
import type { Deposit } from '../deposits'
import { comingDeposits, depositQuestion } from '../views'
import { confirmedBy } from './confirmed'
import './Deposits.css'
import './Statement.css'
import { amountText } from './words'

/** My deposits that the network still confirms; nothing where there is none. Each leads to all about it. */
export function Deposits() {
  const coming = createAnswer(comingDeposits, () => ({}))
  return (
    <Show when={coming()?.length}>
      <section class="statement-day" aria-labelledby="deposits">
        <h2 id="deposits">{t`On its way to you`}</h2>
        <ul class="statement-lines">
          <For each={coming()}>
            {(deposit) => (
              <li class="deposit">
                <A class="deposit-sum" href={`/event/${deposit.id}`}>
                  <Money amount={deposit.amount} currency={deposit.currency} />
                </A>
                <Pending standing={deposit.standing} />
                <Confirmations deposit={deposit} />
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}

/** How far one deposit is, and in the end that it is there; an admin may look at that of another. Nothing if the act is none. */
export function DepositOnItsWay(props: { readonly event: Hash }) {
  const session = useSession()
  const isMine = () => deposit()?.account === session.me()
  const deposit = createAnswer(depositQuestion, () => ({ event: props.event }))
  return (
    <Show when={deposit()}>
      {(its) => (
        <div class="deposit-state">
          <Switch>
            <Match when={its().state === 'coming'}>
              <p>
                {isMine()
                  ? t`It is in your wallet as soon as the network has confirmed it often enough.`
                  : t`It is in their wallet as soon as the network has confirmed it often enough.`}
              </p>
              <Confirmations deposit={its()} />
            </Match>
            <Match when={its().state === 'arrived'}>
              <p role="status">{isMine() ? t`It is in your wallet.` : t`It is in their wallet.`}</p>
            </Match>
            <Match when={its().state === 'returned'}>
              <p role="status">{t`The account was deleted before it was confirmed: it stayed with whoever sent it.`}</p>
            </Match>
          </Switch>
        </div>
      )}
    </Show>
  )
}

function Confirmations(props: { readonly deposit: Deposit }) {
  const now = useWorldTime()
  const confirmed = () => confirmedBy(props.deposit, now())
  return (
    <div class="confirmations">
      <Progress
        label={t`Confirmations of ${amountText(props.deposit.amount, props.deposit.currency)}`}
        share={confirmed() / props.deposit.confirmations}
      />
      <span class="tabular">{t`${confirmed()} of ${props.deposit.confirmations} confirmations`}</span>
    </div>
  )
}
