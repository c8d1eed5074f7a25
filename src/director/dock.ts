/**
 * Whether the director's instruments are open, and whether even their handle is hidden. It stands apart from them because F2 counts from
 * the first moment on: pressed before they have loaded, they open as soon as they are there.
 */
import { createEffect, createSignal, on, onCleanup, onMount } from 'solid-js'

const KEPT = 'mesi.director'
const isAway = (): boolean => localStorage.getItem(KEPT) === 'off'

export type Instrument = 'who' | 'clock' | 'what-if' | 'devices' | 'world'
const [wanted, want] = createSignal<Instrument>('who', { equals: false })
/** Opens the instruments at one of them, for whoever looked for it by name. */
export const showInstrument = (instrument: Instrument): void => void want(instrument)
/** Whether they can be shown here at all: they were not taken away for good, and a pane has none of its own. */
export const hasInstruments = (): boolean => !isAway() && !window.frameElement

export interface Dock {
  /** The one that is on show. */
  readonly instrument: () => Instrument
  readonly choose: (instrument: Instrument) => void
  readonly isOpen: () => boolean
  readonly setOpen: (open: boolean) => void
  /** Shift+F2, until it is pressed again or the page is loaded anew; or taken away for good by `?director=off`. */
  readonly isHidden: () => boolean
}

/** Answers to F2 and Shift+F2 until the component that calls it goes. A pane has no dock of its own: there the page around it answers. */
export function createDock(): Dock {
  const asked = new URL(location.href).searchParams.get('director')
  if (asked) localStorage.setItem(KEPT, asked)
  const away = isAway()
  const [isOpen, setOpen] = createSignal(asked === 'open')
  const [instrument, choose] = createSignal<Instrument>('who', { equals: false })
  const [hidden, setHidden] = createSignal(false)
  createEffect(
    on(
      wanted,
      (instrument) => {
        choose(instrument)
        setHidden(false)
        setOpen(true)
      },
      { defer: true },
    ),
  )
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
  return { instrument, choose, isOpen, setOpen, isHidden: () => away || hidden() }
}
