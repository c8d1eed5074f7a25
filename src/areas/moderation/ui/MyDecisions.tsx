import { t } from '../../../language'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import Scale from 'lucide-solid/icons/scale'
import { createSignal, For, type JSX, Show, untrack } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { goOnAt, goOnLater } from '../../../ui/giveBack'
import { More } from '../../../ui/More'
import { createPages } from '../../../ui/pages'
import { useSession } from '../../../ui/session'
import { exactly } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import { type DecisionLine, myAppeals, myDecisions } from '../views'
import { DecisionCard } from './DecisionCard'
import './MyDecisions.css'
import { createReasonedAct, ReasonedForm } from './Reasons'

/** Decisions that concern me, with their reasons, and where I can appeal. */
export function MyDecisions(props: {
  /** Only those that I have appealed against, the latest appeal first. */
  readonly appealed?: boolean
  /** What the filter saw, for what it did by itself. */
  readonly finding: (line: DecisionLine) => JSX.Element
}) {
  const session = useSession()
  const pages = createPages(untrack(() => props.appealed) ? myAppeals : myDecisions, () => (session.me() === undefined ? undefined : {}))
  return (
    <>
      <Show when={pages.items()?.length === 0}>
        <Show
          when={props.appealed}
          fallback={
            <Empty
              picture={<ShieldCheck />}
              title={t`No decision concerns you`}
              says={t`If the desk ever decides about something of yours, you will read here what, why, and how to appeal.`}
            />
          }
        >
          <Empty
            picture={<Scale />}
            title={t`You have appealed against nothing`}
            says={t`What you appeal against appears here, with what came of it.`}
          />
        </Show>
      </Show>
      <ul class="my-decisions">
        <For each={pages.items()}>
          {(line) => (
            <li>
              <DecisionCard line={line} finding={props.finding(line)}>
                <Appeal line={line} />
              </DecisionCard>
            </li>
          )}
        </For>
      </ul>
      <More of={pages} />
    </>
  )
}

/** Once, and within its term (APL-1, APL-2). Nothing where there is nothing to appeal against. */
function Appeal(props: { readonly line: DecisionLine }) {
  const appealing = createReasonedAct(() => `appeal against ${props.line.id}`)
  // Who had begun finds it open; the focus comes to it only with a press.
  const [open, setOpen] = createSignal<'found' | 'pressed' | undefined>(untrack(appealing.words) === '' ? undefined : 'found')
  let offer: HTMLButtonElement | undefined
  let form: HTMLFormElement | undefined
  const send = async () => {
    const title = form?.closest('article')?.querySelector('h2')
    if (!(await appealing.send('moderation.appealed', { decision: props.line.id }))) return
    say(t`Your appeal is with the desk.`)
    goOnLater(form, title)
  }
  const notNow = () => {
    setOpen(undefined)
    goOnAt(offer)
  }
  return (
    <>
      <Show when={props.line.appealRefusedBy === 'APL-2' && props.line.appealUntil}>
        {(until) => <p class="decision-soft">{t`The time to appeal was over on ${exactly(until())}.`}</p>}
      </Show>
      <Show when={props.line.appealRefusedBy === null}>
        <Show
          when={open()}
          fallback={
            <div class="appeal-offer">
              <p class="decision-soft">
                {t`You can appeal once, until ${exactly(props.line.appealUntil ?? 0)}. Somebody else decides about it.`}
              </p>
              <Button look="dark" ref={(element: HTMLButtonElement) => (offer = element)} onClick={() => setOpen('pressed')}>
                {t`Appeal`}
              </Button>
            </div>
          }
        >
          <ReasonedForm
            form={appealing}
            onSubmit={() => void send()}
            does={t`Send the appeal`}
            look="dark"
            out={{ label: t`Not now`, go: notNow }}
            ref={(element) => (form = element)}
            label={t`Why it is wrong`}
            hint={t`You can appeal only once, so say all that matters.`}
            autofocus={open() === 'pressed'}
          />
        </Show>
      </Show>
    </>
  )
}
