import { inLanguage, t } from '../language'
import { For, Show } from 'solid-js'
import type { Outcome } from '../peer/refusals'
import { Facts } from './Facts'
import { Notice } from './Notice'

interface RefusalProps {
  readonly outcome?: Outcome | undefined
  /** What the disk or the device said when it could not even be tried. */
  readonly failure?: string | undefined
}

/** What the handbook has; else it is the log's own word for what stands in the way, such as `outdated`. */
const isClause = (id: string): boolean => /^[A-Z]+-\d+$/.test(id)

/** Why something did not happen, in the policy's own words and with what it looked at; nothing where it did. */
export function Refusal(props: RefusalProps) {
  const clauses = () => (props.outcome && !props.outcome.ok ? props.outcome.clauses : [])
  return (
    <>
      <Show when={clauses().length > 0}>
        <Notice kind="bad" title={t`That is not possible`}>
          <For each={clauses()}>
            {(clause) => (
              <>
                <p>
                  {inLanguage(clause.text)}{' '}
                  <Show when={isClause(clause.id)}>
                    <a class="clause-id" href={`/handbook#${clause.id}`}>
                      {clause.id}
                    </a>
                  </Show>
                </p>
                <Facts facts={clause.facts} />
              </>
            )}
          </For>
        </Notice>
      </Show>
      <Show when={props.failure}>
        {(says) => (
          <Notice kind="bad" title={t`That did not work`}>
            <p>{says()}</p>
          </Notice>
        )}
      </Show>
    </>
  )
}
