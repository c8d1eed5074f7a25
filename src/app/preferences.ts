/** How Mesi looks and behaves in this browser, as a person chose it. Kept for this browser and applied before the first paint. */
import { createSignal } from 'solid-js'
import { languages, language } from '../language'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
export const contrasts = ['system', 'more', 'usual'] as const
export type Contrast = (typeof contrasts)[number]
/** `less`: nothing moves, whatever the system says. */
export const motions = ['system', 'less'] as const
export type Motion = (typeof motions)[number]
/** Whether single letters do something (WCAG 2.1.4: one can do without). */
const switches = ['on', 'off'] as const

const root = document.documentElement
root.lang = language
root.dir = languages[language].dir
/** On the page's root, for the style sheets: `data-theme="dark"`. As the system says: nothing. */
const mark = (name: string) => (value: string) => {
  if (value === 'system') delete root.dataset[name]
  else root.dataset[name] = value
}

export const [theme, setTheme] = kept<Theme>('mesi.theme', themes, mark('theme'))
export const [contrast, setContrast] = kept<Contrast>('mesi.contrast', contrasts, mark('contrast'))
export const [motion, setMotion] = kept<Motion>('mesi.motion', motions, mark('motion'))
export const [letterKeys, setLetterKeys] = kept<(typeof switches)[number]>('mesi.keys', switches, mark('keys'))

/** Whether nothing should move: the person or the system says so. */
export const isCalm = (): boolean => motion() === 'less' || matchMedia('(prefers-reduced-motion: reduce)').matches

/** @param values the first one holds until another is chosen @param apply what follows from a value, done at once */
function kept<T extends string>(slot: string, values: readonly [T, ...T[]], apply: (value: T) => void = () => {}) {
  const first = recall(slot, values)
  const [value, set] = createSignal<T>(first)
  apply(first)
  const choose = (chosen: T): void => {
    set(() => chosen)
    apply(chosen)
    localStorage.setItem(slot, chosen)
  }
  return [value, choose] as const
}

function recall<T extends string>(slot: string, values: readonly [T, ...T[]]): T {
  try {
    const found = localStorage.getItem(slot)
    return values.find((value) => value === found) ?? values[0]
  } catch {
    return values[0] // a browser that keeps nothing says so elsewhere
  }
}
