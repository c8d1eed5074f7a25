import { t } from '../../../language'
import { For, Show } from 'solid-js'
import type { Category } from '../events'
import './Tags.css'
import { categoryWords } from './words'

/** What somebody is about, as the small filled tags of Mesi. */
export function Tags(props: { readonly categories: readonly Category[] }) {
  return (
    <Show when={props.categories.length > 0}>
      <ul class="tags" aria-label={t`Categories`}>
        <For each={props.categories}>{(category) => <li class="tag">#{categoryWords[category].toLowerCase()}</li>}</For>
      </ul>
    </Show>
  )
}
