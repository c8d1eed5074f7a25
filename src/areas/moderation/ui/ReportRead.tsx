import { createSignal, Match, Show, Switch, untrack } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Choice } from '../../../ui/Choice'
import { Dialog } from '../../../ui/Dialog'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import { Time } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import { Face } from '../../accounts/ui/Face'
import { profile } from '../../accounts/views'
import type { AccountId } from '../../area'
import { breachWords } from '../../flags/ui/words'
import { type Misuse, misuses } from '../../reports/events'
import { Attached } from '../../reports/ui/Attached'
import { createTold } from '../../reports/ui/told'
import { misuseWords, outcomeWords } from '../../reports/ui/words'
import type { ReporterRecord, ReportLine } from '../../reports/views'
import './DecisionCard.css'
import { Reasons } from './Reasons'

type Line = ReportLine & { readonly by: Pick<ReporterRecord, 'account' | 'accuracy' | 'state'> }

/** A report as the desk reads it, beside what is known of whoever made it; and where it was misuse, the way to say so. */
export function ReportRead(props: { readonly line: Line }) {
  const told = createTold(() => ({ by: props.line.by.account, hash: props.line.sealed.hash }))
  const read = () => {
    const now = told()
    return typeof now === 'object' ? now : undefined
  }
  const [judging, setJudging] = createSignal(false)
  return (
    <div class="decision">
      <header>
        <Reporter account={props.line.by.account}>
          {props.line.by.accuracy === null ? 'No record yet' : `${props.line.by.accuracy} % of their reports were upheld`}
          {props.line.by.state === 'normal' ? '' : `, ${props.line.by.state}`}
        </Reporter>
        <Time at={props.line.at} />
      </header>
      <Switch>
        <Match when={read()}>
          {(report) => (
            <>
              <p>{breachWords[report().breach].label}</p>
              <blockquote class="decision-said" dir="auto">
                {report().statement}
              </blockquote>
              <details>
                <summary>The evidence that came with it</summary>
                <Attached evidence={report().evidence} />
              </details>
            </>
          )}
        </Match>
        <Match when={told() === 'not for me'}>
          <p class="decision-soft">It was sealed to others at the desk, so you cannot read it.</p>
        </Match>
        <Match when={told() === 'unreadable'}>
          <p class="decision-soft">It cannot be read.</p>
        </Match>
      </Switch>
      <p class="decision-soft">
        {outcomeWords[props.line.outcome].label}
        {props.line.misuse ? `. Found to be misuse: ${misuseWords[props.line.misuse.kind].toLowerCase()}` : ''}
      </p>
      <Show when={props.line.outcome === 'not upheld' && props.line.misuse === null}>
        <Button small onClick={() => setJudging(true)}>
          This was misuse
        </Button>
      </Show>
      <Show when={judging()}>
        <Judge line={props.line} onClose={() => setJudging(false)} />
      </Show>
    </div>
  )
}

function Reporter(props: { readonly account: AccountId; readonly children: unknown }) {
  const who = createAnswer(profile, () => ({ account: props.account }))
  return <Show when={who()}>{(face) => <Face face={face()}>{props.children as never}</Face>}</Show>
}

function Judge(props: { readonly line: Line; readonly onClose: () => void }) {
  const session = useSession()
  const judging = createAct()
  const [kind, setKind] = createSignal<Misuse>(untrack(() => props.line.again) ? 'cleared before' : 'no reason')
  const [words, setWords] = createSignal('')
  const [demanded, setDemanded] = createSignal(false)
  const judge = async () => {
    setDemanded(true)
    if (words().trim() === '') return
    const data = { report: props.line.id, misuse: kind(), reasons: session.write(words().trim()) }
    if (!(await judging.act({ type: 'moderation.reportJudged', data }))?.ok) return
    say('The report counts as misuse.')
    props.onClose()
  }
  return (
    <Dialog
      title="Was this report misuse?"
      description="A mistake in good faith is none. Who misuses reports often is warned, and then cannot report for a month."
      open
      onOpenChange={(open) => !open && props.onClose()}
    >
      <form
        class="appeal-form"
        onSubmit={(event) => {
          event.preventDefault()
          void judge()
        }}
      >
        <Choice
          legend="What kind"
          options={misuses.map((value) => ({
            value,
            label: misuseWords[value],
            unfit: value === 'cleared before' && !props.line.again ? 'It had not been cleared before.' : undefined,
          }))}
          value={kind()}
          onChange={setKind}
        />
        <Reasons label="Reasons, for whoever reported" value={words()} onChange={setWords} demanded={demanded()} />
        <Refusal outcome={judging.outcome()} failure={judging.failure()} />
        <div class="dialog-answers">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" look="dark" busy={judging.busy()}>
            It was misuse
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
