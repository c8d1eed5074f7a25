import { createUniqueId, For, type JSX, Show } from 'solid-js'
import './Choice.css'
import { bringInSight } from './inSight'

export interface Option<T extends string> {
  readonly value: T
  readonly label: string
  /** Why it cannot be chosen now; it stays in sight. */
  readonly unfit?: string | undefined
  readonly picture?: JSX.Element
}
interface Shared<T extends string> {
  readonly legend: string
  /** The legend is said, but not shown: what stands around says it. */
  readonly quiet?: boolean
  readonly options: readonly Option<T>[]
  readonly hint?: string | undefined
  /** One row from edge to edge of the page, pushed along where they are more than fit: for what filters a list. */
  readonly row?: boolean
}

/** One of a few, as pills. Arrow keys move the choice. */
export function Choice<T extends string>(props: Shared<T> & { readonly value: T | undefined; readonly onChange: (value: T) => void }) {
  const name = createUniqueId()
  return (
    <Pills {...props}>
      {(option) => (
        <input
          class="choice-input"
          type="radio"
          name={name}
          checked={props.value === option.value}
          disabled={option.unfit !== undefined}
          onChange={() => props.onChange(option.value)}
        />
      )}
    </Pills>
  )
}

/** Any of a few, as pills. */
export function Choices<T extends string>(
  props: Shared<T> & { readonly values: readonly T[]; readonly onChange: (values: readonly T[]) => void },
) {
  const toggled = (value: T, on: boolean) =>
    props.options.map((option) => option.value).filter((each) => (each === value ? on : props.values.includes(each)))
  return (
    <Pills {...props}>
      {(option) => (
        <input
          class="choice-input"
          type="checkbox"
          checked={props.values.includes(option.value)}
          disabled={option.unfit !== undefined}
          onChange={(event) => props.onChange(toggled(option.value, event.currentTarget.checked))}
        />
      )}
    </Pills>
  )
}

function Pills<T extends string>(props: Shared<T> & { readonly children: (option: Option<T>) => JSX.Element }) {
  return (
    <fieldset class="choice" data-row={props.row ? '' : undefined}>
      <legend class={props.quiet ? 'unseen' : 'choice-legend'}>{props.legend}</legend>
      <div class="choice-pills" onFocusIn={bringInSight}>
        <For each={props.options}>
          {(option) => (
            <label class="choice-pill" title={option.unfit}>
              {props.children(option)}
              {option.picture}
              <span>{option.label}</span>
            </label>
          )}
        </For>
      </div>
      <Show when={props.hint}>
        <p class="choice-hint">{props.hint}</p>
      </Show>
    </fieldset>
  )
}
