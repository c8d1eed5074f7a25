import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createUniqueId, For } from 'solid-js'
import './Select.css'

interface SelectProps<T extends string> {
  readonly label: string
  /** The label is said, but not shown: the chosen option says enough. */
  readonly quiet?: boolean
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
  readonly disabled?: boolean
}

/** One of many, in the system's own list: on a phone nothing is easier to use. */
export function Select<T extends string>(props: SelectProps<T>) {
  const id = createUniqueId()
  return (
    <div class="select">
      <label class={props.quiet ? 'unseen' : 'select-label'} for={id}>
        {props.label}
      </label>
      <div class="select-box">
        <select
          id={id}
          class="select-input"
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.currentTarget.value as T)}
        >
          <For each={props.options}>
            {(option) => (
              <option value={option.value} selected={option.value === props.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
        <ChevronDown aria-hidden="true" />
      </div>
    </div>
  )
}
