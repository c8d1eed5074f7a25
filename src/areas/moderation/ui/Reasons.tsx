import { t } from '../../../language'
import { type Accessor, createSignal, type JSX, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { createDraft, type Sending } from '../../../ui/draft'
import { Field } from '../../../ui/Field'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import type { Question } from '../../area'
import type { ActName, DataOf, KnownAct } from '../../typed'
import { limit } from '../../accounts/tables'
import { characters, z } from '../../shapes'
import './Reasons.css'

const mostReasons: Question<object, number> = {
  name: 'mostReasons',
  args: z.strictObject({}),
  answer: (q) => limit(q, 'moderation.reasonCharacters'),
}

/** The acts that say reasons. */
type Reasoned = { readonly [N in ActName]: 'reasons' extends keyof DataOf<N> ? N : never }[ActName]

/**
 * An act that is done for reasons (CASE-6): what has been written so far, and what became of it.
 * @param name what it is about: who looks something up elsewhere and comes back finds what they have written
 * @param beside what else is chosen, and sent with it
 */
export function createReasonedAct(name: Accessor<string>, ...beside: readonly Sending[]) {
  const session = useSession()
  const draft = createDraft(name, () => ({ words: '' }), { words: z.string() })
  const acting = createAct(draft, ...beside)
  const words = () => draft.now().words
  const setWords = (words: string) => draft.change({ words })
  const [demanded, setDemanded] = createSignal(false)
  return {
    acting,
    words,
    setWords,
    /** Whether it was tried: from then on the form says what it misses. */
    demanded,
    /** Does it, and says whether it is done. @param data all but the reasons; `undefined` where something else is missing as well */
    async send<N extends Reasoned>(type: N, data: Omit<DataOf<N>, 'reasons'> | undefined): Promise<boolean> {
      setDemanded(true)
      const reasons = words().trim()
      if (reasons === '' || data === undefined) return false
      const deed = { type, data: { ...data, reasons: session.write(reasons) } } as unknown as KnownAct
      return (await acting.act(deed))?.ok === true
    },
  }
}

/** The form of such an act: what else there is to say, the reasons for whom it concerns, and the answer of the rules. */
export function ReasonedForm(props: {
  readonly form: ReturnType<typeof createReasonedAct>
  readonly onSubmit: () => void
  /** What the button says that does it. */
  readonly does: string
  readonly look: 'main' | 'dark' | 'bad'
  /** A way out. */
  readonly out?: { readonly label: string; readonly go: () => void }
  readonly label: string
  readonly hint?: string
  readonly autofocus?: boolean
  readonly ref?: (element: HTMLFormElement) => void
  readonly children?: JSX.Element
}) {
  const most = createAnswer(mostReasons, () => ({}))
  const length = () => characters(props.form.words().trim())
  const error = () =>
    props.form.demanded() && length() === 0
      ? t`Give a reason.`
      : length() > (most() ?? Number.POSITIVE_INFINITY)
        ? t`That is too long.`
        : undefined
  return (
    <form
      class="reasoned-form"
      ref={(element) => props.ref?.(element)}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      {props.children}
      <Field
        label={props.label}
        lines={3}
        value={props.form.words()}
        onChange={props.form.setWords}
        hint={props.hint}
        error={error()}
        count={t`${length()} of ${most() ?? ''}`}
        autofocus={props.autofocus ?? false}
      />
      <Refusal outcome={props.form.acting.outcome()} failure={props.form.acting.failure()} />
      <div class="dialog-answers">
        <Show when={props.out}>{(out) => <Button onClick={() => out().go()}>{out().label}</Button>}</Show>
        <Button type="submit" look={props.look} busy={props.form.acting.busy()}>
          {props.does}
        </Button>
      </div>
    </form>
  )
}
