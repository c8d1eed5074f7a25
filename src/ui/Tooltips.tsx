import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { beside } from './beside'
import './Tooltips.css'

/** How long a pointer rests on something before its name is shown, in milliseconds; right after another one, at once. */
const RESTS = 500

/**
 * Shows the names of what has a picture only, `data-tip="Close"`, to whoever points at it or comes to it by the keyboard. One for the whole
 * page, on the browser's own popover, so that it lies over dialogs too and a button with a name costs nothing (a library's: 13 kB). What it
 * says is the name of the button, so no screen reader is told twice. Escape and a press take it away; it is not for fingers.
 */
export function Tooltips() {
  const [at, setAt] = createSignal<HTMLElement>()
  let waiting: ReturnType<typeof setTimeout> | undefined
  let left = Number.NEGATIVE_INFINITY
  /** Whether the last key was one that leads on. */
  let hasMoved = false

  const hide = () => {
    clearTimeout(waiting)
    if (at()) left = performance.now()
    setAt(undefined)
  }
  const show = (element: HTMLElement, after = 0) => {
    clearTimeout(waiting)
    waiting = setTimeout(() => element.isConnected && element.ariaExpanded !== 'true' && setAt(element), after)
  }
  const named = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null)

  const listeners = {
    pointerover(event: PointerEvent) {
      if (event.pointerType === 'touch' || event.buttons > 0) return
      const element = named(event.target)
      if (element && element !== at()) show(element, at() || performance.now() - left < RESTS ? 0 : RESTS)
      // Whoever reads with a glass may move onto what is read.
      else if (!element && !(event.target as Element).closest?.('.tooltip')) hide()
    },
    focusin(event: FocusEvent) {
      const element = named(event.target)
      // A dialog that opens gives its first button the focus; whoever went there themselves wants to know where they are.
      if (element?.matches(':focus-visible') && hasMoved) show(element)
      else hide()
    },
    focusout: hide,
    pointerdown: hide,
    click: hide, // as the keyboard presses, too
    keydown(event: KeyboardEvent) {
      hasMoved = event.key === 'Tab' || event.key.startsWith('Arrow')
      if (event.key === 'Escape') hide()
    },
  }
  for (const [name, listener] of Object.entries(listeners))
    document.addEventListener(name, listener as EventListener, { capture: true, passive: true })
  onCleanup(() => {
    clearTimeout(waiting)
    for (const [name, listener] of Object.entries(listeners))
      document.removeEventListener(name, listener as EventListener, { capture: true })
  })

  return (
    <Show when={at()} keyed>
      {(element) => <Tooltip of={element} />}
    </Show>
  )
}

function Tooltip(props: { readonly of: HTMLElement }) {
  let shown: HTMLElement | undefined
  const follow = () => shown && beside(shown, props.of, 'middle')
  onMount(() => {
    shown?.showPopover()
    follow()
    addEventListener('scroll', follow, { capture: true, passive: true })
  })
  onCleanup(() => removeEventListener('scroll', follow, { capture: true }))
  return (
    <div ref={(element) => (shown = element)} class="tooltip" popover="manual" role="tooltip" aria-hidden="true">
      {props.of.dataset.tip}
    </div>
  )
}
