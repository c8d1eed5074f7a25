import { t } from '../../../language'
import { A } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { type Currency, currencies } from '../../../kit/money'
import type { Hash } from '../../../log/types'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { Field } from '../../../ui/Field'
import { Refusal } from '../../../ui/Refusal'
import { createAnswer, useSession } from '../../../ui/session'
import type { Face as FaceOf } from '../../accounts/views'
import { Face } from '../../accounts/ui/Face'
import type { Agreed } from '../../ledger/events'
import { AmountField, amountOf, plainAmount } from '../../ledger/ui/AmountField'
import { firstWithAny } from '../../ledger/ui/available'
import { CurrencyChoice } from '../../ledger/ui/CurrencyChoice'
import { createQuote } from '../../ledger/ui/quote'
import { QuotedForm } from '../../ledger/ui/QuotedForm'
import { createRefusedAnyway } from '../../ledger/ui/refusedAnyway'
import { Sent } from '../../ledger/ui/Sent'
import { amountText } from '../../ledger/ui/words'
import { wallet } from '../../ledger/views'
import { characters, z } from '../../shapes'
import { tipQuote, tipTerms } from '../views'
import './TipDialog.css'

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
      title={sent() ? t`Tip sent` : props.content ? t`Tip ${props.to.name} for this post` : t`Tip ${props.to.name}`}
      open={props.open}
      onOpenChange={change}
    >
      <Show when={sent()} fallback={<TipForm to={props.to} content={props.content} onSent={setSent} />}>
        {(tip) => (
          <Sent event={tip().event} title={t`${tip().paid} to ${props.to.name}`} onDone={() => change(false)}>
            <p>{t`${tip().net} arrive. Thank you for keeping somebody creating.`}</p>
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

/** What one has, to pay with: the first currency of which there is any. */
function usualFor(session: ReturnType<typeof useSession>): Currency {
  const mine = session.me() === undefined || session.past() ? null : session.peer().answers.ask(wallet, {}, session.me())
  return firstWithAny(mine?.balances ?? [], currencies) ?? 'EUR'
}

function TipForm(props: TipFormProps) {
  const session = useSession()
  const terms = createAnswer(tipTerms, () => ({}))
  const draft = createDraft(
    () => `tip ${props.to.account} ${props.content ?? ''}`,
    () => ({ currency: usualFor(session), typed: '', note: '' }),
    { note: z.string() },
  )
  const [demanded, setDemanded] = createSignal(false)
  /** Nothing can be given now, whatever the amount. */
  const refused = createRefusedAnyway(
    () => ({
      type: 'tips.sent',
      data: { to: props.to.account, currency: 'EUR', amount: 1, agreed: { total: 1, fee: 0, net: 1 } },
    }),
    ['LED-9', 'MOD-3', 'TIP-12'],
  )
  const amount = () => amountOf(draft.now().typed, draft.now().currency)
  const quote = createQuote(tipQuote, () => {
    const typed = amount()
    if (typed === undefined || session.me() === undefined) return undefined
    return { to: props.to.account, currency: draft.now().currency, amount: typed, ...(props.content ? { content: props.content } : {}) }
  })
  const note = () => draft.now().note.trim()
  const longest = () => terms()?.noteCharacters ?? 0
  const isNoteLong = () => terms() !== undefined && characters(note()) > longest()
  const least = () => terms()?.least[draft.now().currency]
  const tip = (agreed: Agreed) => ({
    to: props.to.account,
    ...(props.content ? { content: props.content } : {}),
    currency: draft.now().currency,
    amount: agreed.total,
    agreed,
    ...(note() ? { note: session.write(note()) } : {}),
  })

  return (
    <>
      <div class="tip-whom">
        <Face face={props.to} size="s" />
      </div>
      <Show
        when={session.me() !== undefined}
        fallback={
          <>
            <p>{t`Tips come out of your own wallet. Sign up to get one; it takes less than a minute.`}</p>
            <A href="/welcome" class="button" data-look="main">
              {t`Sign up`}
            </A>
          </>
        }
      >
        <Show when={!refused()} fallback={<Refusal outcome={refused()} />}>
          <QuotedForm
            shown={quote}
            currency={draft.now().currency}
            into="MESI"
            leaves={t`Leaves your wallet`}
            arrives={t`Arrives with ${props.to.name}`}
            nameOf={(account) => (account === props.to.account ? props.to.name : undefined)}
            topUp={draft.now().currency}
            way={(clause) => (
              <Show when={clause === 'TIP-8' && least()}>
                {(smallest) => (
                  <div>
                    <Button small onClick={() => draft.change({ typed: plainAmount(smallest(), draft.now().currency) })}>
                      {t`Make it ${amountText(smallest(), draft.now().currency)}`}
                    </Button>
                  </div>
                )}
              </Show>
            )}
            does={amount() === undefined ? t`Send tip` : t`Send ${amountText(amount() as number, draft.now().currency)}`}
            deed={(agreed) => (isNoteLong() ? undefined : { type: 'tips.sent', data: tip(agreed) })}
            draft={draft}
            onDemand={() => setDemanded(true)}
            whenDone={(agreed) => {
              const [paid, net] = [amountText(agreed.total, draft.now().currency), amountText(agreed.net, 'MESI')]
              return (event) => props.onSent({ event, paid, net })
            }}
          >
            <CurrencyChoice
              label={t`Pay with`}
              of={currencies}
              value={draft.now().currency}
              onChange={(currency) => draft.change({ currency })}
            />
            <AmountField
              label={t`Amount`}
              currency={draft.now().currency}
              typed={draft.now().typed}
              onChange={(typed) => draft.change({ typed })}
              presets={presets[draft.now().currency]}
              demanded={demanded()}
              autofocus
            />
            <Field
              label={t`A few words`}
              value={draft.now().note}
              onChange={(note) => draft.change({ note })}
              count={t`${characters(note())} of ${longest()}`}
              error={isNoteLong() ? t`At most ${longest()} characters go with a tip.` : undefined}
            />
          </QuotedForm>
        </Show>
      </Show>
    </>
  )
}
