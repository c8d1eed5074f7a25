import { inLanguage, t } from '../../../language'
import { A } from '@solidjs/router'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { createDraft } from '../../../ui/draft'
import { Field } from '../../../ui/Field'
import { Notice } from '../../../ui/Notice'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import { exactly } from '../../../ui/Time'
import { Section } from '../../accounts/ui/Section'
import { type Breach, breaches } from '../../flags/events'
import { breachWords } from '../../flags/ui/words'
import { characters, z } from '../../shapes'
import type { Subject } from '../events'
import { subjectKinds } from '../subjects'
import { reportable, toldBefore } from '../views'
import { Attached } from './Attached'
import './ReportForm.css'
import { markOf, MOST_STATEMENT, sealReport } from './sealing'
import { type SubjectShown, subjectShown } from './subjectShown'
import { kindWords } from './words'

/** Tells the desk of a breach: which one, in which words, and with what as evidence, all of it shown before it is sealed and sent. */
export function ReportForm(props: { readonly kind: string; readonly id: string; readonly onSent: () => void }) {
  const may = createAnswer(reportable, () => ({ kind: props.kind, id: props.id }))
  const about = createAnswer(subjectShown, () => ({ kind: props.kind, id: props.id }))
  const before = createToldBefore(() => {
    const version = may()?.version ?? null
    return version === null ? undefined : { kind: props.kind, id: props.id, version }
  })
  /** While it is on its way to the disk, nobody is told that they have reported it already. */
  const [isSending, setSending] = createSignal(false)
  const refusedBy = () => (isSending() ? undefined : (may()?.refusedBy ?? (before() === null ? undefined : 'RPT-10')))
  return (
    <Show when={may()} fallback={<div class="skeleton report-waiting" role="status" aria-label={t`Loading`} />}>
      <Show
        when={about() !== null}
        fallback={
          <Notice kind="calm" title={t`There is nothing to report here`}>
            {t`It may have been deleted, or not have arrived on this device yet.`}
          </Notice>
        }
      >
        <Show when={refusedBy()} fallback={<Show when={about()}>{(it) => <Form {...props} about={it()} onSending={setSending} />}</Show>}>
          {(clause) => <Refused clause={clause()} until={may()?.until ?? null} clearedAt={may()?.clearedAt ?? null} toldAt={before()} />}
        </Show>
      </Show>
    </Show>
  )
}

/** Why it cannot be reported now, by which clause, and until when. */
function Refused(props: {
  readonly clause: string
  readonly until: number | null
  readonly clearedAt: number | null
  readonly toldAt: number | null
}) {
  const session = useSession()
  const titles: Readonly<Record<string, string>> = {
    'RPT-5': t`Moderators have looked at this`,
    'RPT-10': t`You have reported this already`,
    'RPT-12': t`This is yours`,
  }
  return (
    <Notice kind="warn" title={titles[props.clause] ?? t`You cannot report this now`}>
      <p>
        {inLanguage(session.mesi.clauses()[props.clause]?.text ?? '')}{' '}
        <A class="clause-id" href={`/handbook#${props.clause}`}>
          {props.clause}
        </A>
      </p>
      <Show when={props.until}>{(until) => <p>{t`You can report again from ${exactly(until())} on.`}</p>}</Show>
      <Show when={props.clause === 'RPT-5' && props.clearedAt}>
        {(at) => <p>{t`They found nothing wrong with it on ${exactly(at())}. Should it change, it can be reported again.`}</p>}
      </Show>
      <Show when={props.clause === 'RPT-10' && props.toldAt}>
        {(at) => <p>{t`You told the desk on ${exactly(at())}. Should it change, you can report it again.`}</p>}
      </Show>
      <p>
        <A href="/standing">{t`Your standing and your reports`}</A>
      </p>
    </Notice>
  )
}

/** When I told the desk of this, as it says now; `null`: I did not. */
function createToldBefore(subject: () => Subject | undefined): () => number | null {
  const session = useSession()
  const [mark, setMark] = createSignal<string>()
  createEffect(
    on([() => JSON.stringify(subject()), session.me], () => {
      setMark(undefined)
      const [about, me] = [subject(), session.me()]
      if (about === undefined || me === undefined) return
      void markOf(session.peer(), me, about).then(
        (mark) => setMark(mark),
        () => undefined,
      )
    }),
  )
  const told = createAnswer(toldBefore, () => {
    const known = mark()
    return known === undefined ? undefined : { mark: known }
  })
  return () => told()?.at ?? null
}

function Form(props: {
  readonly kind: string
  readonly id: string
  readonly about: SubjectShown
  readonly onSending: (is: boolean) => void
  readonly onSent: () => void
}) {
  const session = useSession()
  const [demanded, setDemanded] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const draft = createDraft(
    () => `report ${props.kind} ${props.id}`,
    () => ({ breach: undefined as Breach | undefined, statement: '' }),
    { breach: z.enum(breaches), statement: z.string() },
  )
  const sending = createAct(draft)
  const statement = () => draft.now().statement.trim()
  const length = () => characters(statement())
  const problem = () =>
    length() === 0 ? t`Say in a sentence what is wrong with it.` : length() > MOST_STATEMENT ? t`That is too long to send.` : undefined
  const send = async () => {
    setDemanded(true)
    setFailure(undefined)
    const { breach } = draft.now()
    const me = session.me()
    if (me === undefined || breach === undefined || problem()) return
    const { version, people, evidence } = props.about
    const told = { subject: { kind: props.kind, id: props.id, version }, breach, statement: statement(), evidence }
    props.onSending(true)
    const deeds = async () => {
      const data = await sealReport(session.peer(), me, told, people).catch((error: unknown) => {
        if (!(error instanceof RangeError)) throw error
        setFailure(t`This world has no moderators who could read this report.`)
        return undefined
      })
      return data && !('refusedBy' in data) ? ([{ type: 'reports.filed', data }] as const) : undefined
    }
    const outcome = await sending.actOnce(deeds)
    if (outcome?.ok) props.onSent()
    props.onSending(false)
  }
  return (
    <form
      class="report-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Section
        title={t`What is wrong with this ${kindWords[props.kind] ?? t`one`}?`}
        says={
          subjectKinds.get(props.kind)?.veil
            ? undefined
            : t`It cannot be taken down. What the desk can do is give a flag to whoever it is from.`
        }
      >
        <fieldset class="report-breaches">
          <legend class="unseen">{t`What is wrong`}</legend>
          <For each={breaches}>
            {(breach) => (
              <label class="report-breach">
                <input type="radio" name="breach" checked={draft.now().breach === breach} onChange={() => draft.change({ breach })} />
                <strong>{breachWords[breach].label}</strong>
                <span>{breachWords[breach].says}</span>
              </label>
            )}
          </For>
        </fieldset>
        <Show when={demanded() && draft.now().breach === undefined}>
          <p class="field-error" role="alert">
            {t`Choose what is wrong with it.`}
          </p>
        </Show>
        <Field
          label={t`In your words`}
          lines={4}
          value={draft.now().statement}
          onChange={(statement) => draft.change({ statement })}
          hint={t`What it is, and why it should not be here.`}
          error={demanded() ? problem() : length() > MOST_STATEMENT ? problem() : undefined}
          count={t`${length()} of ${MOST_STATEMENT}`}
        />
      </Section>
      <Section
        title={t`What is sent along as evidence`}
        says={t`As it is now, so that it can be judged even if it is changed or deleted later.`}
      >
        <Attached evidence={props.about.evidence} />
      </Section>
      <Notice kind="calm">
        <p>
          {t`Only the people at the desk can read this. Nobody else, not even whom it is about, learns what you report; unless the desk judges it a misuse, which everybody can check.`}
        </p>
      </Notice>
      <Refusal outcome={sending.outcome()} failure={failure() ?? sending.failure()} />
      <Button type="submit" look="main" busy={sending.busy()}>
        {t`Send to the desk`}
      </Button>
    </form>
  )
}
