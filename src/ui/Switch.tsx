import { createUniqueId, type JSX, Show } from 'solid-js'
import './Switch.css'

interface SwitchProps {
  readonly label: string
  readonly hint?: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly disabled?: boolean
  readonly children?: JSX.Element
}

/** On or off, at once. The whole line can be pressed. */
export function Switch(props: SwitchProps) {
  const hint = createUniqueId()
  return (
    <label class="switch">
      <span class="switch-text">
        <span class="switch-label">{props.label}</span>
        <Show when={props.hint}>
          <span class="switch-hint" id={hint}>
            {props.hint}
          </span>
        </Show>
      </span>
      <input
        class="switch-input"
        type="checkbox"
        role="switch"
        checked={props.on}
        disabled={props.disabled}
        aria-checked={props.on}
        aria-label={props.label}
        aria-describedby={props.hint ? hint : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </label>
  )
}
