import { inLanguage, rich, t } from '../../../language'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createEffect, createMemo, type JSX, on, Show } from 'solid-js'
import type { Currency } from '../../../kit/money'
import { Facts } from '../../../ui/Facts'
import { Money } from '../../../ui/Money'
import { Notice } from '../../../ui/Notice'
import { createAnswer, useSession } from '../../../ui/session'
import type { LedgerAccount } from '../postings'
import { rates } from '../views'
import { Postings } from './Postings'
import type { ShownQuote } from './quote'
import '../../../ui/lines.css'
import './QuoteCard.css'
import { amountText, rateText } from './words'

interface QuoteCardProps {
  readonly shown: ShownQuote
  readonly currency: Currency
  /** In which it arrives. */
  readonly into: Currency
  /** 'Leaves your wallet', 'Your card pays'. */
  readonly leaves: string
  /** 'Arrives with Ben'. */
  readonly arrives: string
  readonly fee?: string | undefined
  readonly nameOf?: ((account: LedgerAccount) => string | undefined) | undefined
  /** What is missing for a quote, if it is not the amount. */
  readonly waits?: string | undefined
  /** A way on where a clause refuses: given that clause's id. */
  readonly way?: ((clause: string) => JSX.Element) | undefined
}

/** What an act will cost and bring, to the last unit, before it is done; and the clause that would refuse it. */
export function QuoteCard(props: QuoteCardProps) {
  const session = useSession()
  const clauses = session.mesi.clauses()
  const inForce = createAnswer(rates, () => ({}))
  const quote = () => props.shown.answer()?.quote ?? undefined
  const refusal = () => props.shown.answer()?.refusal ?? undefined
  const rate = () => {
    const now = inForce()
    return now && quote()?.agreed.rates === now.id ? rateText(props.currency, props.into, now.rates) : ''
  }
  // By itself, since a finding comes anew with every balance: a way on that is made anew with it would lose the focus.
  const clause = createMemo(() => refusal()?.id)
  const refused = () => (
    <Show when={clause()}>
      {(id) => (
        <Notice kind="warn" title={t`Not possible as it stands`}>
          <p>
            {inLanguage(clauses[id()]?.text ?? '') || t`What was entered is not in the form that this needs.`}{' '}
            <span class="clause-id">{id()}</span>
          </p>
          <Facts facts={refusal()?.facts ?? {}} />
          {props.way?.(id())}
        </Notice>
      )}
    </Show>
  )
  // The button that does it stands fixed below: what it comes to, or why it does not, is not left under it.
  let card: HTMLDivElement | undefined
  createEffect(
    on([clause, () => quote()?.agreed.net], () => card?.querySelector('.notice, .quote-arrives')?.scrollIntoView({ block: 'nearest' }), {
      defer: true,
    }),
  )
  return (
    <div class="quote" ref={(element) => (card = element)}>
      <Show
        when={quote()}
        fallback={
          <Show when={!refusal()} fallback={refused()}>
            <p class="quote-none">{props.waits ?? t`Type an amount to see exactly what it comes to.`}</p>
          </Show>
        }
      >
        {(its) => (
          <>
            <Show when={props.shown.before()}>
              {(before) => (
                <Notice kind="warn" title={t`This quote is new`}>
                  <p>
                    {t`The rate or a fee has just changed: ${amountText(its().agreed.net, props.into)} would arrive, not ${amountText(before().net, props.into)}.`}
                  </p>
                </Notice>
              )}
            </Show>
            {refused()}
            <dl class="lines quote-lines" data-refused={refusal() ? '' : undefined}>
              <div class="quote-leaves">
                <dt>{props.leaves}</dt>
                <dd>
                  <Money amount={its().agreed.total} currency={props.currency} />
                </dd>
              </div>
              <div>
                <dt>{props.fee ?? t`Mesi’s commission`}</dt>
                <dd>
                  <Show when={its().agreed.fee > 0} fallback={t`none`}>
                    <Money amount={-its().agreed.fee} currency={props.currency} />
                  </Show>
                </dd>
              </div>
              <Show when={its().agreed.rates !== undefined}>
                <div>
                  <dt>{rich`Exchanged ${<span class="quote-rate">{rate()}</span>}`}</dt>
                  <dd>
                    <Money amount={its().agreed.total - its().agreed.fee} currency={props.currency} />
                  </dd>
                </div>
              </Show>
              <div class="quote-arrives" aria-live={refusal() ? 'off' : 'polite'} aria-atomic="true">
                <dt>{props.arrives}</dt>
                <dd>
                  <Money amount={its().agreed.net} currency={props.into} />
                </dd>
              </div>
            </dl>
            <details class="quote-books">
              <summary>
                <ChevronDown aria-hidden="true" /> {t`How it is booked`}
              </summary>
              <Postings postings={its().postings} nameOf={props.nameOf} />
            </details>
          </>
        )}
      </Show>
    </div>
  )
}
