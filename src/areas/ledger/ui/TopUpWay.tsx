import { createSignal, Show } from 'solid-js'
import type { Currency } from '../../../kit/money'
import { Button } from '../../../ui/Button'
import { TopUpDialog } from './TopUpDialog'

/** The way on where there is too little money: a top-up on top of what was being entered, which waits below. */
export function TopUpWay(props: { readonly clause: string; readonly into: Currency }) {
  const [open, setOpen] = createSignal(false)
  return (
    <Show when={props.clause === 'LED-2'}>
      <div>
        <Button small onClick={() => setOpen(true)}>
          Top up {props.into}
        </Button>
      </div>
      <TopUpDialog into={props.into} open={open()} onOpenChange={setOpen} />
    </Show>
  )
}
