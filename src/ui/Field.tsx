import { TextField } from '@kobalte/core/text-field'
import { type JSX, Show } from 'solid-js'
import './Field.css'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string | undefined
  /** A plain sentence: what is wrong and what would work. */
  readonly error?: string | undefined
  /** Shown beside the label, e.g. `12 of 160`. */
  readonly count?: string | undefined
  readonly lines?: number
  readonly type?: 'text' | 'search' | 'password'
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'search'
  readonly placeholder?: string
  readonly required?: boolean
  readonly disabled?: boolean
  readonly autofocus?: boolean
  readonly autocomplete?: string
  /** A name for machines, such as a handle: no capitals, no spelling help, no hyphens. */
  readonly exact?: boolean
  readonly before?: JSX.Element
  readonly after?: JSX.Element
}

/** A labelled line or area of text, with its hint or its error tied to it for screen readers. */
export function Field(props: FieldProps) {
  const focus = (element: HTMLElement) => {
    if (!props.autofocus) return
    element.dataset.autofocus = '' // a dialog looks for it when it opens
    queueMicrotask(() => {
      if (!element.closest('[role="dialog"]')) element.focus()
    })
  }
  return (
    <TextField
      class="field"
      value={props.value}
      onChange={props.onChange}
      validationState={props.error ? 'invalid' : 'valid'}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
    >
      <div class="field-head">
        <TextField.Label class="field-label">{props.label}</TextField.Label>
        <Show when={props.count}>
          <span class="field-count tabular">{props.count}</span>
        </Show>
      </div>
      <div class="field-box">
        {props.before}
        <Show
          when={props.lines}
          fallback={
            <TextField.Input
              ref={focus}
              class="field-input"
              type={props.type ?? 'text'}
              inputMode={props.inputMode}
              placeholder={props.placeholder}
              autocomplete={props.autocomplete ?? 'off'}
              autocapitalize={props.exact ? 'none' : undefined}
              spellcheck={props.exact ? false : undefined}
            />
          }
        >
          <TextField.TextArea ref={focus} class="field-input" rows={props.lines} placeholder={props.placeholder} />
        </Show>
        {props.after}
      </div>
      <div class="field-says" aria-live="polite">
        <Show when={props.hint && !props.error}>
          <TextField.Description class="field-hint">{props.hint}</TextField.Description>
        </Show>
        <TextField.ErrorMessage class="field-error">{props.error}</TextField.ErrorMessage>
      </div>
    </TextField>
  )
}
