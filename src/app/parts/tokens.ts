/** The tokens of theme.css by name, as they stand there: a new one is on the page by itself. */
import css from '../../ui/theme.css?raw'

const root = css.slice(css.indexOf(':root {'), css.indexOf('}', css.indexOf(':root {')))
const all = [...root.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => ({ name, value }))
const isColour = (value: string) => /^(?:#|rgb\(|light-dark\()/.test(value)

const named = (pattern: RegExp) => all.filter(({ name }) => pattern.test(name)).map(({ name }) => name)

export const colours = all.filter(({ value }) => isColour(value)).map(({ name }) => name)
export const gradients = all.filter(({ value }) => value.startsWith('linear-gradient')).map(({ name }) => name)
export const sizes = named(/^text-/)
export const spaces = named(/^s\d$/)
export const rounds = named(/^radius|^pill$/)
export const shadows = named(/^shadow-/)
export const durations = named(/^(?:quick|steady)$/)
