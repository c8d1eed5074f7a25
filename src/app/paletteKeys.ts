/**
 * Ctrl K counts from the first moment on, though the palette loads later: what is typed right behind it is kept for the palette, and does
 * nothing else.
 */
import { onCleanup } from 'solid-js'
import { open, opened } from './opened'

let typed = ''

/** What was typed before the palette was there. */
export function takeTyped(): string {
  const taken = typed
  typed = ''
  return taken
}

/** Listens until the component that calls it goes, before everybody else does. */
export function listenForPalette(): void {
  const listen = (event: KeyboardEvent) => {
    if (document.querySelector('.frame') === null) return // the app has come to grief, and no palette comes
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      if (opened() !== 'palette') typed = ''
      open('palette')
    } else if (!isComing() || event.ctrlKey || event.metaKey || event.altKey || !keep(event.key)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  addEventListener('keydown', listen, { capture: true })
  onCleanup(() => removeEventListener('keydown', listen, { capture: true }))
}

const isComing = (): boolean => opened() === 'palette' && document.querySelector('.palette-input') === null

/** @returns whether the key was meant for the palette */
function keep(key: string): boolean {
  if (key === 'Escape') {
    typed = ''
    open(undefined)
  } else if (key === 'Backspace') typed = [...typed].slice(0, -1).join('')
  else if ([...key].length === 1) typed += key
  else return key === 'Enter'
  return true
}
