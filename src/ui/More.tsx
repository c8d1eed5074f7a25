import { t } from '../language'
import { Show } from 'solid-js'
import { Button } from './Button'
import { FOCUSABLE, goOnAt } from './giveBack'

interface MoreProps {
  /** A list that grows, as `createPages` makes it. */
  readonly of: { readonly hasMore: () => boolean; readonly more: () => void }
  /** `Show more`, unless told. */
  readonly label?: string
  readonly class?: string
}

/** The next page of the list before it, as long as there is one. Where it goes with the last page, who was on it goes on at what that brought. */
export function More(props: MoreProps) {
  let button: HTMLButtonElement | undefined
  const press = () => {
    const list = button?.previousElementSibling
    const had = new Set(list?.parentElement?.querySelectorAll(FOCUSABLE))
    props.of.more()
    queueMicrotask(() => {
      if (button?.isConnected || document.activeElement !== document.body) return
      goOnAt([...(list?.parentElement?.querySelectorAll(FOCUSABLE) ?? [])].find((each) => !had.has(each)))
    })
  }
  return (
    <Show when={props.of.hasMore()}>
      <Button {...(props.class ? { class: props.class } : {})} ref={(element) => (button = element)} onClick={press}>
        {props.label ?? t`Show more`}
      </Button>
    </Show>
  )
}
