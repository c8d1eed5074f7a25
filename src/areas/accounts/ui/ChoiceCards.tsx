import { For, type JSX } from 'solid-js'
import './ChoiceCards.css'

interface ChoiceCardsProps<T extends string> {
  readonly label: string
  readonly name: string
  readonly value: T | null
  readonly onChange: (value: T) => void
  readonly disabled?: boolean
  readonly choices: readonly { readonly value: T; readonly title: string; readonly says: string; readonly picture: JSX.Element }[]
}

/** One of a few weighty choices, each on a card of its own. Arrows move between them. */
export function ChoiceCards<T extends string>(props: ChoiceCardsProps<T>) {
  return (
    <fieldset class="choice-cards" disabled={props.disabled}>
      <legend class="unseen">{props.label}</legend>
      <For each={props.choices}>
        {(choice) => (
          <label class="choice-card">
            <input
              type="radio"
              class="unseen"
              name={props.name}
              checked={props.value === choice.value}
              onChange={() => props.onChange(choice.value)}
            />
            <span class="choice-picture" aria-hidden="true">
              {choice.picture}
            </span>
            <span class="choice-title">{choice.title}</span>
            <span class="choice-says">{choice.says}</span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
