import type { JSX } from 'solid-js'
import { Cards } from '../../../ui/Cards'
import './ChoiceCards.css'

interface ChoiceCardsProps<T extends string> {
  readonly label: string
  readonly value: T | null
  readonly onChange: (value: T) => void
  readonly disabled?: boolean
  readonly choices: readonly { readonly value: T; readonly title: string; readonly says: string; readonly picture: JSX.Element }[]
}

/** One of a few weighty choices, each with a picture and what it means. */
export function ChoiceCards<T extends string>(props: ChoiceCardsProps<T>) {
  return (
    <Cards
      legend={props.label}
      quiet
      weighty
      value={props.value}
      onChange={props.onChange}
      disabled={props.disabled ?? false}
      cards={props.choices.map(({ value, title, says, picture }) => ({
        value,
        face: (
          <span class="choice-face">
            <span class="choice-picture" aria-hidden="true">
              {picture}
            </span>
            <span class="choice-title">{title}</span>
            <span class="choice-says">{says}</span>
          </span>
        ),
      }))}
    />
  )
}
