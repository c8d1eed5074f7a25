import type { JSX } from 'solid-js'
import { Button } from '../../../ui/Button'
import { createKeptOpen } from '../../../ui/Dialog'
import './MoneyForm.css'

interface MoneyFormProps {
  readonly children: JSX.Element
  /** What the button says will happen. */
  readonly does: string
  readonly busy: boolean
  readonly disabled: boolean
  /** Something else was entered: what was said of the last try holds no more. */
  readonly onInput: () => void
  readonly onSubmit: () => void
}

/** The fields of a form that moves money, over the one button that does it. */
export function MoneyForm(props: MoneyFormProps) {
  createKeptOpen(() => props.busy)
  return (
    <form
      class="money-form"
      novalidate
      onInput={() => props.onInput()}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      {props.children}
      <div class="money-go">
        <Button type="submit" look="main" busy={props.busy} disabled={props.disabled}>
          {props.does}
        </Button>
      </div>
    </form>
  )
}
