import { t } from '../../../language'
import { createSignal, Show, untrack } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Choice } from '../../../ui/Choice'
import { Dialog } from '../../../ui/Dialog'
import { createAnswer } from '../../../ui/session'
import { exactly, Time } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import { Face } from '../../accounts/ui/Face'
import { profile } from '../../accounts/views'
import type { AccountId } from '../../area'
import { breachWords } from '../../flags/ui/words'
import { type Misuse, misuses } from '../../reports/events'
import { Attached } from '../../reports/ui/Attached'
import { misuseWords, outcomeWords } from '../../reports/ui/words'
import { reporterQuestion } from '../../reports/views'
import type { Entry } from './book'
import './DecisionCard.css'
import { createReasonedAct, ReasonedForm } from './Reasons'

const states = { normal: '', warned: t`, warned`, suspended: t`, suspended` } as const

/** A report as the desk reads it, beside what is known of whoever made it; and where it was misuse, the way to say so. */
export function ReportRead(props: { readonly entry: Entry; readonly accuracy: number | null }) {
  const report = () => props.entry.report
  const record = createAnswer(reporterQuestion, () => ({ account: report().by }))
  const state = () => record()?.state ?? 'normal'
  const misuse = () => report().misuse
  const [judging, setJudging] = createSignal(false)
  return (
    <div class="decision">
      <header>
        <Reporter account={report().by}>
          {props.accuracy === null ? t`No record yet` : t`${props.accuracy} % of their reports were upheld`}
          {states[state()]}
        </Reporter>
        <Time at={report().at} />
      </header>
      <p>{breachWords[props.entry.told.breach].label}</p>
      <blockquote class="decision-said" dir="auto">
        {props.entry.told.statement}
      </blockquote>
      <details>
        <summary>{t`The evidence that came with it`}</summary>
        <Attached evidence={props.entry.told.evidence} />
      </details>
      <p class="decision-soft">
        {outcomeWords[props.entry.found.outcome].label}
        {misuse() ? t`. Found to be misuse: ${misuseWords[(misuse() as { kind: Misuse }).kind].toLowerCase()}` : ''}
      </p>
      <Show when={props.entry.found.outcome === 'not upheld' && misuse() === null}>
        <Show
          when={props.entry.found.upheldUntil}
          fallback={
            <Button small onClick={() => setJudging(true)}>
              {t`This was misuse`}
            </Button>
          }
        >
          {(until) => <p class="decision-soft">{t`It was upheld until that decision fell on ${exactly(until())}, so it was no misuse.`}</p>}
        </Show>
      </Show>
      <Show when={judging()}>
        <Judge entry={props.entry} onClose={() => setJudging(false)} />
      </Show>
    </div>
  )
}

function Reporter(props: { readonly account: AccountId; readonly children: unknown }) {
  const who = createAnswer(profile, () => ({ account: props.account }))
  return <Show when={who()}>{(face) => <Face face={face()}>{props.children as never}</Face>}</Show>
}

function Judge(props: { readonly entry: Entry; readonly onClose: () => void }) {
  const judging = createReasonedAct(() => `misuse of ${props.entry.report.id}`)
  const [kind, setKind] = createSignal<Misuse>(untrack(() => props.entry.found.again) ? 'cleared before' : 'no reason')
  const judge = async () => {
    const { report, told } = props.entry
    const data = { report: report.id, secret: told.secret, misuse: kind() }
    if (!(await judging.send('moderation.reportJudged', data))) return
    say(t`The report counts as misuse.`)
    props.onClose()
  }
  return (
    <Dialog
      title={t`Was this report misuse?`}
      description={t`A mistake in good faith is none. Who misuses reports often is warned, and then cannot report for a month. For all to see that it was one, what this report was about no longer stays with the desk.`}
      open
      onOpenChange={(open) => !open && props.onClose()}
    >
      <ReasonedForm
        form={judging}
        onSubmit={() => void judge()}
        does={t`It was misuse`}
        look="dark"
        out={{ label: t`Cancel`, go: () => props.onClose() }}
        label={t`Reasons, for whoever reported`}
      >
        <Choice
          legend={t`What kind`}
          options={misuses.map((value) => ({
            value,
            label: misuseWords[value],
            unfit: value === 'cleared before' && !props.entry.found.again ? t`It had not been cleared before.` : undefined,
          }))}
          value={kind()}
          onChange={setKind}
        />
      </ReasonedForm>
    </Dialog>
  )
}
