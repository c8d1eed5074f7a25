import { t } from '../../../language'
import { createEffect, createMemo, createSignal, type JSX, lazy, Show, Suspense, untrack } from 'solid-js'
import type { Currency } from '../../../kit/money'
import type { Hash } from '../../../log/types'
import { Button } from '../../../ui/Button'
import type { Sending } from '../../../ui/draft'
import { Refusal } from '../../../ui/Refusal'
import { createAct, useSession } from '../../../ui/session'
import type { KnownAct } from '../../typed'
import type { Agreed } from '../events'
import type { LedgerAccount } from '../postings'
import type { ShownQuote } from './quote'
import { MoneyForm } from './MoneyForm'
import { QuoteCard } from './QuoteCard'

/** Loaded when there is too little money: the form of a top-up is one of these forms itself. */
const TopUpDialog = lazy(async () => ({ default: (await import('./TopUpDialog')).TopUpDialog }))

interface QuotedFormProps {
  readonly shown: ShownQuote
  readonly currency: Currency
  /** In which it arrives. */
  readonly into: Currency
  /** 'Leaves your wallet', 'Your card pays'. */
  readonly leaves: string
  /** 'Arrives with Ben'. */
  readonly arrives: string
  /** What the house keeps is called. */
  readonly fee?: string | undefined
  readonly nameOf?: (account: LedgerAccount) => string | undefined
  /** What is missing for a quote, if it is not the amount. */
  readonly waits?: string | undefined
  /** Where there is too little of it, a top-up is the way on. */
  readonly topUp?: Currency | undefined
  /** A way on where a clause refuses: given that clause's id. */
  readonly way?: (clause: string) => JSX.Element
  /** No amount can go, which the fields say: there is no quote, and the button does nothing. */
  readonly unfit?: boolean
  /** What the button says will happen. */
  readonly does: string
  /** The act that was quoted; `undefined` while something is missing that the fields show. */
  readonly deed: (agreed: Agreed) => KnownAct | undefined
  /** Somebody wanted to go on: fields that are missing say so from now on. */
  readonly onDemand: () => void
  /** Asked as it is sent: something else may stand in the fields by the time that it is done, which is told by its act. */
  readonly whenDone: (agreed: Agreed) => (event: Hash) => void
  /** What was entered. */
  readonly draft: Sending
  readonly children: JSX.Element
}

/** A form that ends in money moving: its fields, the quote, and the button that does exactly what the quote says. */
export function QuotedForm(props: QuotedFormProps) {
  const session = useSession()
  const acting = createAct(untrack(() => props.draft))
  const [toppingUp, setToppingUp] = createSignal(false)
  /** As LED-2 counted when somebody went to top up. */
  const [lacking, setLacking] = createSignal<number>()
  const [tried, setTried] = createSignal<string>()
  // While it is on its way to the disk it counts already, and a quote asked for now would be of a second one: what was agreed to stays.
  const answer = createMemo<ReturnType<ShownQuote['answer']>>((was) => (acting.busy() ? was : props.shown.answer()))
  const before = createMemo<ReturnType<ShownQuote['before']>>((was) => (acting.busy() ? was : props.shown.before()))
  const shown: ShownQuote = { answer, before, accept: () => props.shown.accept() }
  /** What is looked at is over: no way on leads out of it, and whoever presses the button is told so, as everywhere. */
  const isOver = () => session.past() !== undefined && session.past()?.doing === undefined
  const refusal = () => (isOver() ? undefined : answer()?.refusal)
  const asked = () => JSON.stringify([answer()?.quote?.agreed, props.does])
  const topUp = () => {
    const { available, needed } = answer()?.refusal?.facts ?? {}
    setLacking(typeof available === 'number' && typeof needed === 'number' ? needed - available : undefined)
    setToppingUp(true)
  }
  const isRefused = () => acting.failure() !== undefined || acting.outcome()?.ok === false
  // The button stands fixed below: what became of a press is not left under it.
  let said: HTMLDivElement | undefined
  createEffect(() => isRefused() && said?.scrollIntoView({ block: 'nearest' }))
  const submit = async () => {
    props.onDemand()
    if (before()) return shown.accept()
    const agreed = answer()?.quote?.agreed
    const deed = agreed && !refusal() ? props.deed(agreed) : undefined
    if (!agreed || !deed) return
    setTried(asked())
    const tell = props.whenDone(agreed)
    const outcome = await acting.act(deed)
    if (outcome?.ok) tell(outcome.id)
  }
  return (
    <>
      <MoneyForm
        does={before() ? t`Go on with the new quote` : props.does}
        busy={acting.busy()}
        disabled={props.unfit === true || Boolean(refusal())}
        onInput={() => acting.forget()}
        onSubmit={() => void submit()}
      >
        {props.children}
        <Show when={!props.unfit}>
          <QuoteCard
            shown={shown}
            currency={props.currency}
            into={props.into}
            leaves={props.leaves}
            arrives={props.arrives}
            fee={props.fee}
            nameOf={props.nameOf}
            waits={props.waits}
            way={(clause) => (
              <>
                {props.way?.(clause)}
                <Show when={clause === 'LED-2' && !isOver() && props.topUp}>
                  {(currency) => (
                    <div>
                      <Button small onClick={topUp}>
                        {t`Top up ${currency()}`}
                      </Button>
                    </div>
                  )}
                </Show>
              </>
            )}
          />
        </Show>
        <Show when={tried() === asked() && isRefused()}>
          <div ref={(element) => (said = element)}>
            <Refusal outcome={acting.outcome()} failure={acting.failure()} />
          </div>
        </Show>
      </MoneyForm>
      <Show when={props.topUp}>
        {(currency) => (
          <Suspense>
            <TopUpDialog into={currency()} lacking={lacking()} open={toppingUp()} onOpenChange={setToppingUp} />
          </Suspense>
        )}
      </Show>
    </>
  )
}
