import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import type { Hit } from '../../../filter/finding'
import { inLanguage, t } from '../../../language'
import './Hits.css'
import { categoryWords, whereWords } from './words'

/** What the filter saw, gravest first: what it takes it for, how sure it is, and where. */
export function Hits(props: { readonly hits: readonly (Omit<Hit, 'of'> & { readonly of?: string | undefined })[] }) {
  return (
    <ul class="hits">
      <For each={props.hits}>
        {(hit) => (
          <li class="hit">
            <strong>{categoryWords[hit.category]}</strong>
            <span class="hit-saw">
              {inLanguage(hit.saw)}, {whereWords(hit.where)}
            </span>
            <Show when={hit.of}>
              {(of) => (
                <A class="hit-of" href={`/post/${of()}`}>
                  {t`The earlier one`}
                </A>
              )}
            </Show>
            <span class="hit-sure">{t`${Math.round(hit.sure / 10)} % sure`}</span>
          </li>
        )}
      </For>
    </ul>
  )
}
