/**
 * Whether the director's instruments are open, and whether even their handle is hidden. It stands apart from them because F2 counts from
 * the first moment on: pressed before they have loaded, they open as soon as they are there.
 */
import { createSignal, onCleanup, onMount } from 'solid-js'

const KEPT = 'mesi.director'

export interface Dock {
  readonly isOpen: () => boolean
  readonly setOpen: (open: boolean) => void
  /** Shift+F2, until it is pressed again or the page is loaded anew; or taken away for good by `?director=off`. */
  readonly isHidden: () => boolean
}

/** Answers to F2 and Shift+F2 until the component that calls it goes. A pane has no dock of its own: there the page around it answers. */
export function createDock(): Dock {
  const asked = new URL(location.href).searchParams.get('director')
  if (asked) localStorage.setItem(KEPT, asked)
  const isAway = localStorage.getItem(KEPT) === 'off'
  const [isOpen, setOpen] = createSignal(asked === 'open')
  const [hidden, setHidden] = createSignal(false)
  onMount(() => {
    const around = window.frameElement ? window.parent : undefined
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      if (around) return void around.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, shiftKey: event.shiftKey }))
      if (event.shiftKey) setHidden(!hidden())
      else setOpen(!isOpen())
    }
    addEventListener('keydown', listen)
    onCleanup(() => removeEventListener('keydown', listen))
  })
  return { isOpen, setOpen, isHidden: () => isAway || hidden() }
}
