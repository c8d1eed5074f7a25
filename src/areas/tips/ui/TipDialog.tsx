import { A } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { type Currency, currencies } from '../../../kit/money'
import type { Hash } from '../../../log/types'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { Field } from '../../../ui/Field'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import type { Face as FaceOf } from '../../accounts/views'
import { Face } from '../../accounts/ui/Face'
import '../../ledger/ui/forms.css'
import { AmountField, amountOf, plainAmount } from '../../ledger/ui/AmountField'
import { CurrencyChoice } from '../../ledger/ui/CurrencyChoice'
import { createQuote } from '../../ledger/ui/quote'
import { QuoteCard } from '../../ledger/ui/QuoteCard'
import { Sent } from '../../ledger/ui/Sent'
import { amountText } from '../../ledger/ui/words'
import { characters } from '../../shapes'
import { tipQuote, tipTerms } from '../views'

interface TipDialogProps {
  readonly to: FaceOf
  /** The post it is for; without one it is for the profile. */
  readonly content?: string | undefined
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

const presets: Readonly<Record<Currency, readonly number[]>> = {
  EUR: [1, 5, 10, 25],
  USD: [1, 5, 10, 25],
  USDC: [1, 5, 10, 25],
  MESI: [100, 500, 1000, 2500],
}

/** A tip, from the choice of money to the moment it is on its way. What was entered stays until it is sent. */
export function TipDialog(props: TipDialogProps) {
  const [sent, setSent] = createSignal<{ readonly event: Hash; readonly paid: string; readonly net: string }>()
  const change = (open: boolean) => {
    if (!open) setSent(undefined)
    props.onOpenChange(open)
  }
  return (
    <Dialog
      title={sent() ? 'Tip sent' : props.content ? `Tip ${props.to.name} for this post` : `Tip ${props.to.name}`}
      open={props.open}
      onOpenChange={change}
    >
      <Show when={sent()} fallback={<TipForm to={props.to} content={props.content} onSent={setSent} />}>
        {(tip) => (
          <Sent event={tip().event} title={`${tip().paid} to ${props.to.name}`} onDone={() => change(false)}>
            <p>{tip().net} arrive. Thank you for keeping somebody creating.</p>
          </Sent>
        )}
      </Show>
    </Dialog>
  )
}

interface TipFormProps {
  readonly to: FaceOf
  readonly content: string | undefined
  readonly onSent: (tip: { readonly event: Hash; readonly paid: string; readonly net: string }) => void
}

function TipForm(props: TipFormProps) {
  const session = useSession()
  const acting = createAct()
  const terms = createAnswer(tipTerms, () => ({}))
  const draft = createDraft(
    () => `tip ${props.to.account} ${props.content ?? ''}`,
    () => ({ currency: 'EUR' as Currency, typed: '', note: '' }),
  )
  const [demanded, setDemanded] = createSignal(false)
  const amount = () => amountOf(draft.now().typed, draft.now().currency)
  const quote = createQuote(tipQuote, () => {
    const typed = amount()
    if (typed === undefined || session.me() === undefined) return undefined
    return { to: props.to.account, currency: draft.now().currency, amount: typed, ...(props.content ? { content: props.content } : {}) }
  })
  const note = () => draft.now().note.trim()
  const longest = () => terms()?.noteCharacters ?? 0
  const isNoteLong = () => terms() !== undefined && characters(note()) > longest()
  const nameOf = (account: string) => (account === props.to.account ? props.to.name : undefined)

  const send = async () => {
    setDemanded(true)
    const answer = quote.answer()
    if (quote.before()) return quote.accept()
    const typed = amount()
    if (!answer?.quote || typed === undefined || answer.refusal || isNoteLong()) return
    const { agreed } = answer.quote
    const { currency } = draft.now()
    const outcome = await acting.act({
      type: 'tips.sent',
      data: {
        to: props.to.account,
        ...(props.content ? { content: props.content } : {}),
        currency,
        amount: typed,
        agreed,
        ...(note() ? { note: session.write(note()) } : {}),
      },
    })
    if (!outcome?.ok) return
    draft.clear()
    props.onSent({ event: outcome.id, paid: amountText(agreed.total, currency), net: amountText(agreed.net, 'MESI') })
  }

  return (
    <form
      class="money-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Face face={props.to} />
      <Show
        when={session.me() !== undefined}
        fallback={
          <>
            <p>Tips come out of your own wallet. Sign up to get one; it takes less than a minute.</p>
            <A href="/welcome" class="button" data-look="main">
              Sign up
            </A>
          </>
        }
      >
        <CurrencyChoice
          label="Pay with"
          of={currencies}
          value={draft.now().currency}
          onChange={(currency) => {
            acting.forget()
            draft.change({ currency })
          }}
        />
        <AmountField
          label="Amount"
          currency={draft.now().currency}
          typed={draft.now().typed}
          onChange={(typed) => {
            acting.forget()
            draft.change({ typed })
          }}
          presets={presets[draft.now().currency]}
          demanded={demanded()}
          autofocus
        />
        <Field
          label="A few words"
          value={draft.now().note}
          onChange={(words) => draft.change({ note: words })}
          lines={2}
          count={`${characters(note())} of ${longest()}`}
          error={isNoteLong() ? `At most ${longest()} characters go with a tip.` : undefined}
        />
        <QuoteCard
          shown={quote}
          currency={draft.now().currency}
          into="MESI"
          leaves="Leaves your wallet"
          arrives={`Arrives with ${props.to.name}`}
          nameOf={nameOf}
          way={(clause) => (
            <>
              <Show when={clause === 'TIP-8' && terms()}>
                {(its) => (
                  <Button
                    small
                    onClick={() => draft.change({ typed: plainAmount(its().least[draft.now().currency], draft.now().currency) })}
                  >
                    Make it {amountText(its().least[draft.now().currency], draft.now().currency)}
                  </Button>
                )}
              </Show>
              <Show when={clause === 'LED-2'}>
                <A href="/wallet?do=top-up" class="button" data-small="">
                  Top up
                </A>
              </Show>
            </>
          )}
        />
        <Refusal outcome={acting.outcome()} failure={acting.failure()} />
        <Button type="submit" look="main" busy={acting.busy()} disabled={Boolean(quote.answer()?.refusal)}>
          {quote.before()
            ? 'Go on with the new quote'
            : amount() === undefined
              ? 'Send tip'
              : `Send ${amountText(amount() as number, draft.now().currency)}`}
        </Button>
      </Show>
    </form>
  )
}
