import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { find, shownOf } from '../scenarios/find'
import type { Page } from '../scenarios/pane'
import type { Target } from '../scenarios/scenario'

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
/** Room around what is lit, in pixels. */
const ROOM = 6

/** Dims all of a pane but the part that a step is about, and brings that into sight. Taps go through it. */
export function Spotlight(props: { readonly page: () => Page | undefined; readonly target: Target }) {
  const [box, setBox] = createSignal<Box>()
  let found: HTMLElement | undefined
  const look = () => {
    const document = props.page()?.document
    const now = document && find(document, props.target)
    if (now && now !== found) shownOf(now).scrollIntoView({ block: 'center', behavior: 'instant' })
    found = now
    if (!now) {
      setBox()
      return
    }
    const { left, top, width, height } = shownOf(now).getBoundingClientRect()
    const was = box()
    if (was?.left !== left || was.top !== top || was.width !== width || was.height !== height) setBox({ left, top, width, height })
  }
  onMount(() => {
    const timer = setInterval(look, 100)
    look()
    onCleanup(() => clearInterval(timer))
  })
  return (
    <Show when={box()}>
      {(lit) => (
        <div
          class="spotlight"
          aria-hidden="true"
          style={{
            left: `${lit().left - ROOM}px`,
            top: `${lit().top - ROOM}px`,
            width: `${lit().width + 2 * ROOM}px`,
            height: `${lit().height + 2 * ROOM}px`,
          }}
        />
      )}
    </Show>
  )
}
