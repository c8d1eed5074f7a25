/** Light or dark: as the system says, unless a person chose. Kept for this browser and applied before the first paint. */
import { createSignal } from 'solid-js'

export type Theme = 'system' | 'light' | 'dark'
const SLOT = 'mesi.theme'

const isTheme = (value: unknown): value is Theme => value === 'system' || value === 'light' || value === 'dark'

function kept(): Theme {
  try {
    const value = localStorage.getItem(SLOT)
    return isTheme(value) ? value : 'system'
  } catch {
    return 'system' // a browser that keeps nothing says so elsewhere
  }
}

const [theme, show] = createSignal<Theme>(kept())
export { theme }

export function setTheme(chosen: Theme): void {
  show(chosen)
  dress(chosen)
  localStorage.setItem(SLOT, chosen)
}

function dress(chosen: Theme): void {
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
}
dress(kept())
