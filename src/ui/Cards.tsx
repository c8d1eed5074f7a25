import { createUniqueId, For, type JSX } from 'solid-js'
import './Cards.css'

export interface Card<T extends string> {
  readonly value: T
  /** What a screen reader says, where that is not what the card shows. */
  readonly label?: string
  readonly face: JSX.Element
}
interface CardsProps<T extends string> {
  readonly legend: string
  /** The legend is said, but not shown. */
  readonly quiet?: boolean
  readonly cards: readonly Card<T>[]
  readonly value: T | null
  readonly onChange: (value: T) => void
  readonly columns?: 2 | 3
  /** A choice for good: it glows. */
  readonly weighty?: boolean
  readonly disabled?: boolean
}

/** One of a few, each on a card that shows more than a word. Arrow keys move the choice. */
export function Cards<T extends string>(props: CardsProps<T>) {
  const name = createUniqueId()
  return (
    <fieldset
      class="cards"
      data-columns={props.columns ?? 2}
      data-weighty={props.weighty ? '' : undefined}
      disabled={props.disabled ?? false}
    >
      <legend class={props.quiet ? 'unseen' : undefined}>{props.legend}</legend>
      <For each={props.cards}>
        {(card) => (
          <label class="choice-card">
            <input
              type="radio"
              name={name}
              value={card.value}
              checked={props.value === card.value}
              onChange={() => props.onChange(card.value)}
              aria-label={card.label}
            />
            {card.face}
          </label>
        )}
      </For>
    </fieldset>
  )
}
