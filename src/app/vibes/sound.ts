import { createSignal } from 'solid-js'

/** Whether vibes are heard. Browsers let nothing be heard before somebody has pressed something, so each visit begins without. */
export const [isLoud, setLoud] = createSignal(false)
