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
/** For so many looks what is around it may still grow, and push it behind something else. */
const SETTLING = 20

/** Dims all of a pane but the part that a step is about, and brings that into sight. Taps go through it. */
export function Spotlight(props: { readonly page: () => Page | undefined; readonly target: Target }) {
  const [box, setBox] = createSignal<Box>()
  let found: HTMLElement | undefined
  let looks = 0
  const look = () => {
    const document = props.page()?.document
    const now = document && find(document, props.target)
    looks = now === found ? looks + 1 : 0
    if (now && (looks === 0 || (looks < SETTLING && isCovered(shownOf(now)))))
      shownOf(now).scrollIntoView({ block: 'center', behavior: 'instant' })
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

/** Whether something else lies over its middle, such as the head of a dialog. */
function isCovered(element: HTMLElement): boolean {
  const { left, top, width, height } = element.getBoundingClientRect()
  const hit = element.ownerDocument.elementFromPoint(left + width / 2, top + height / 2)
  return hit !== null && !element.contains(hit) && !hit.contains(element)
}
