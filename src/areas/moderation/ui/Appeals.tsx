import { inLanguage, t } from '../../../language'
import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Choice } from '../../../ui/Choice'
import { Empty } from '../../../ui/Empty'
import { createPages } from '../../../ui/pages'
import { Refusal } from '../../../ui/Refusal'
import { createAct, useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import { appeals, type DecisionLine } from '../views'
import { DecisionCard } from './DecisionCard'
import './MyDecisions.css'
import { Reasons } from './Reasons'

/** Appeals that wait for an answer, oldest first. Who had a part in a decision does not answer (APL-4). */
export function Appeals() {
  const session = useSession()
  const pages = createPages(appeals, () => ({}))
  return (
    <>
      <Show when={pages.items()?.length === 0}>
        <Empty title={t`No open appeal`} says={t`Nobody waits for an answer.`} />
      </Show>
      <ul class="my-decisions">
        <For each={pages.items()}>
          {(line) => (
            <li>
              <DecisionCard line={line}>
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
      <Show when={pages.hasMore()}>
        <Button onClick={() => pages.more()}>{t`Show more`}</Button>
      </Show>
    </>
  )
}

function Answer(props: { readonly line: DecisionLine }) {
  const session = useSession()
  const answering = createAct()
  const [outcome, setOutcome] = createSignal<'kept' | 'overturned'>()
  const [words, setWords] = createSignal('')
  const [demanded, setDemanded] = createSignal(false)
  const send = async () => {
    setDemanded(true)
    const chosen = outcome()
    if (words().trim() === '' || chosen === undefined) return
    const data = { decision: props.line.id, outcome: chosen, reasons: session.write(words().trim()) }
    if ((await answering.act({ type: 'moderation.appealDecided', data }))?.ok) say(t`The appeal is answered.`)
  }
  return (
    <form
      class="appeal-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Choice
        legend={t`Your answer`}
        options={[
          { value: 'kept', label: t`Keep the decision` },
          { value: 'overturned', label: t`Overturn it` },
        ]}
        value={outcome()}
        onChange={setOutcome}
        hint={demanded() && outcome() === undefined ? t`Choose one of the two.` : t`Overturning takes back everything that came of it.`}
      />
      <Reasons label={t`Reasons, for whom it concerns`} value={words()} onChange={setWords} demanded={demanded()} />
      <Refusal outcome={answering.outcome()} failure={answering.failure()} />
      <div class="dialog-answers">
        <Button type="submit" look="dark" busy={answering.busy()}>
          {t`Answer the appeal`}
        </Button>
      </div>
    </form>
  )
}
