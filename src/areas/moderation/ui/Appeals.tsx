import { inLanguage, t } from '../../../language'
import { A } from '@solidjs/router'
import Scale from 'lucide-solid/icons/scale'
import { createSignal, For, Show } from 'solid-js'
import { Choice } from '../../../ui/Choice'
import { Empty } from '../../../ui/Empty'
import { goOnLater } from '../../../ui/giveBack'
import { More } from '../../../ui/More'
import { createPages } from '../../../ui/pages'
import { useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import { appeals, type DecisionLine } from '../views'
import { DecisionCard } from './DecisionCard'
import './MyDecisions.css'
import { createReasonedAct, ReasonedForm } from './Reasons'

/** Appeals that wait for an answer, oldest first. Who had a part in a decision does not answer (APL-4). */
export function Appeals() {
  const session = useSession()
  const pages = createPages(appeals, () => ({}))
  return (
    <>
      <Show when={pages.items()?.length === 0}>
        <Empty picture={<Scale />} title={t`No open appeal`} says={t`Nobody waits for an answer.`} />
      </Show>
      <ul class="my-decisions">
        <For each={pages.items()}>
          {(line) => (
            <li>
              <DecisionCard line={line} answers={line.refusedBy === null}>
                <Show when={line.case}>{(id) => <A href={`/desk/${id()}`}>{t`See the case`}</A>}</Show>
                <Show when={line.refusedBy} fallback={<Answer line={line} />}>
                  {(clause) => (
                    <p class="decision-soft">
                      {inLanguage(session.mesi.clauses()[clause()]?.text ?? '')}{' '}
                      <a class="clause-id" href={`/handbook#${clause()}`}>
                        {clause()}
                      </a>
                    </p>
                  )}
                </Show>
              </DecisionCard>
            </li>
          )}
        </For>
      </ul>
      <More of={pages} />
    </>
  )
}

function Answer(props: { readonly line: DecisionLine }) {
  const answering = createReasonedAct(() => `answer to the appeal against ${props.line.id}`)
  const [outcome, setOutcome] = createSignal<'kept' | 'overturned'>()
  let form: HTMLFormElement | undefined
  const send = async () => {
    const chosen = outcome()
    const data = chosen && { decision: props.line.id, outcome: chosen }
    const card = form?.closest('li')
    const next = (card?.nextElementSibling ?? card?.previousElementSibling)?.querySelector('h2')
    if (!(await answering.send('moderation.appealDecided', data))) return
    say(t`The appeal is answered.`)
    goOnLater(form, next)
  }
  return (
    <ReasonedForm
      form={answering}
      ref={(element) => (form = element)}
      onSubmit={() => void send()}
      does={t`Answer the appeal`}
      look="dark"
      label={t`Reasons, for whom it concerns`}
    >
      <Choice
        legend={t`Your answer`}
        options={[
          { value: 'kept', label: t`Keep the decision` },
          { value: 'overturned', label: t`Overturn it` },
        ]}
        value={outcome()}
        onChange={setOutcome}
        hint={
          answering.demanded() && outcome() === undefined
            ? t`Choose one of the two.`
            : t`Overturning takes back everything that came of it.`
        }
      />
    </ReasonedForm>
  )
}
