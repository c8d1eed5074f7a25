import { Show } from 'solid-js'
import { t } from '../../../language'
import { createAnswer } from '../../../ui/session'
import { exactly } from '../../../ui/Time'
import { Section } from '../../accounts/ui/Section'
import type { Subject } from '../../reports/events'
import { type FindingLine, finding } from '../views'
import { Hits } from './Hits'
import { adviceWords, partWords } from './words'

interface FindingOnProps {
  readonly subject: Pick<Subject, 'kind' | 'id'>
  /** A finding of before is not shown with a decision that rests on another one. */
  readonly of?: string
  /** On a card of its own, and not within another one. */
  readonly card?: boolean
}

/** What the filter said of a thing, for its maker and the desk; nothing where it has not looked. */
export function FindingOn(props: FindingOnProps) {
  const found = createAnswer(finding, () => ({ kind: props.subject.kind, id: props.subject.id }))
  const line = () => {
    const now = found()
    return now && (props.of === undefined || props.of === now.id) ? now : undefined
  }
  return (
    <Show when={line()}>
      {(now) => (
        <Show when={props.card} fallback={<FindingShown line={now()} />}>
          <Section title={t`What the filter saw`}>
            <FindingShown line={now()} />
          </Section>
        </Show>
      )}
    </Show>
  )
}

function FindingShown(props: { readonly line: FindingLine }) {
  const unseen = () => (props.line.unseen ?? []).map((part) => partWords[part]).join(', ')
  return (
    <div class="finding">
      <strong>{adviceWords[props.line.advice]}</strong>
      <Show when={props.line.hits.length > 0}>
        <Hits hits={props.line.hits} />
      </Show>
      <Show when={unseen() !== ''}>
        <p>{t`It could not look at ${unseen()}, so a person has to.`}</p>
      </Show>
      <p class="finding-soft">
        {t`Filter ${props.line.filter}, ${exactly(props.line.at)}.`} {props.line.current ? '' : t`It has changed since then.`}
      </p>
    </div>
  )
}
