import { For, Show } from 'solid-js'
import type { Finding } from '../log/types'
import './Facts.css'
import { factsInWords } from './facts'

/** What a clause looked at; nothing if it looked at nothing that a person can read. */
export function Facts(props: { readonly facts: Finding['facts'] }) {
  const words = () => factsInWords(props.facts)
  return (
    <Show when={words().length > 0}>
      <dl class="facts">
        <For each={words()}>
          {(fact) => (
            <div>
              <dt>{fact.label}</dt>
              <dd>{fact.words}</dd>
            </div>
          )}
        </For>
      </dl>
    </Show>
  )
}
