import { t } from '../language'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import './Button.css'
import './Late.css'

/** What is here sooner, in ms, needs no word. */
const SOON = 300

/** Stands while something that will lie over the page is fetched: where that takes its time it says so, and Escape gives it up. */
export function Late(props: { readonly onGiveUp: () => void }) {
  const [isSaid, setSaid] = createSignal(false)
  const timer = setTimeout(() => setSaid(true), SOON)
  onCleanup(() => clearTimeout(timer))
  const listen = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    props.onGiveUp()
  }
  onMount(() => addEventListener('keydown', listen, true))
  onCleanup(() => removeEventListener('keydown', listen, true))
  return (
    <Show when={isSaid()}>
      <p class="late" role="status">
        <span class="button-wait" aria-hidden="true" />
        {t`Loading`}
      </p>
    </Show>
  )
}
