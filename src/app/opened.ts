import { createSignal } from 'solid-js'

/** What lies over every screen, if anything: the palette, or the sheet of keys. */
export const [opened, open] = createSignal<'palette' | 'keys'>()
