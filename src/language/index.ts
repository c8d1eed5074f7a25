/**
 * Every text that people read, in the language they chose. English stands where it is used and is the key of its translation, so that
 * code reads as the screen does; `t` looks the rest up. The language is settled before any other module runs (another one is chosen by
 * loading the page again), so texts may be constants. Rules know nothing of this: they name clauses and facts.
 */
import type { JSX } from 'solid-js'

/** What can be chosen. The last two are for those who test: English with accents and a third longer, and the same from right to left. */
export const languages = {
  en: { name: 'English', locale: 'en', dir: 'ltr', isSpoken: true },
  es: { name: 'Español', locale: 'es', dir: 'ltr', isSpoken: true },
  'en-XA': { name: 'Åççéñţš', locale: 'en', dir: 'ltr', isSpoken: false },
  'ar-XB': { name: 'Ṁîŕŕöŕ', locale: 'en', dir: 'rtl', isSpoken: false },
} as const satisfies Record<string, About>

interface About {
  readonly name: string
  /** How numbers, dates and money are written, where the browser names no region. */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** Whether people speak it; what nobody speaks is for tests. */
  readonly isSpoken: boolean
}
export type Language = keyof typeof languages

const SLOT = 'mesi.language'
const isLanguage = (value: unknown): value is Language => typeof value === 'string' && Object.hasOwn(languages, value)

/** One of two texts by number, as the language of the page counts. */
export const plural = (count: number, one: string, many: string): string => (counts.select(count) === 'one' ? one : many)

/** What somebody chose in this browser, else the first of the browser's own languages that we speak, else English. */
export function languageOf(chosen: string | null, spoken: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen
  const known = spoken.map((tag) => tag.split('-')[0]).find((tag) => tag === 'en' || tag === 'es')
  return known === 'es' ? 'es' : 'en'
}

/**
 * How numbers, dates and money are written: as the first of the browser's own languages says that is the language of the page and names a
 * country, or a part of the world: `en-GB`, `es-419`. What nobody speaks is written the same everywhere.
 */
export function localeOf(language: Language, spoken: readonly string[]): string {
  const { locale, isSpoken } = languages[language]
  const regional = new RegExp(`^${locale}-(?:[A-Z]{2}|\\d{3})$`)
  return (isSpoken ? spoken.find((tag) => regional.test(tag)) : undefined) ?? locale
}

/** From English to what is shown; what stands in braces, `{0}`, is filled in. */
export type Catalogue = (english: string) => string

/** @throws what the network says, if the texts of that language cannot be fetched */
async function catalogueOf(language: Language): Promise<Catalogue> {
  if (language === 'en') return (english) => english
  if (language !== 'es') return (await import('./pseudo')).pseudo
  const texts: { readonly [english: string]: string } = (await import('./es.json')).default
  return (english) => texts[english] ?? english
}

/** The language of this page. A frame may say another one than was chosen, as tours do that were recorded in it. A worker is named after the language of its page; without either (a test) it is English. */
export const language: Language = here()
/** How numbers, dates and money are written, for `Intl`. For screens only. Where a frame says the language they are written in no region's way, so that they can be found by that, too. */
export const locale: string = localeOf(language, typeof document === 'undefined' || told() !== null ? [] : navigator.languages)
const counts = new Intl.PluralRules(locale)
const catalogue = await catalogueOf(language).catch((): Catalogue => (english) => english)

function here(): Language {
  if (typeof document === 'undefined') return languageOf(typeof name === 'string' ? name : null, [])
  let chosen: string | null = null
  try {
    chosen = told() ?? localStorage.getItem(SLOT)
  } catch {
    // a browser that keeps nothing says so elsewhere
  }
  return languageOf(chosen, navigator.languages)
}

/** The language that the frame around this page says, if any. */
function told(): string | null {
  return (typeof document === 'undefined' ? null : window.frameElement?.getAttribute('lang')) || null
}

/** Another language from now on: the page is loaded again in it. Drafts are kept. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(SLOT, chosen)
  location.reload()
}

type Value = string | number | null | undefined

/**
 * A text in the language of the page: t`Send ${amount} to ${name}`. Numbers are written as that language writes them, and what ends in a
 * full stop itself, such as `8:06 a.m.` in Mexico, gets no second one.
 */
export const t = (english: TemplateStringsArray, ...values: readonly Value[]): string =>
  pieces(english)
    .map((piece) => (typeof piece === 'string' ? piece : written(values[piece])))
    .reduce((said, piece) => said + (said.endsWith('.') && piece.startsWith('.') ? piece.slice(1) : piece), '')

/** The same with parts of the page in it: rich`Read the ${<a href="/handbook">handbook</a>}.` */
export const rich = (english: TemplateStringsArray, ...values: readonly JSX.Element[]): JSX.Element => {
  let said: JSX.Element
  return pieces(english).map((piece) => {
    const before = said
    if (typeof piece === 'string') return (said = piece.startsWith('.') && isStopped(before) ? piece.slice(1) : piece)
    return (said = typeof values[piece] === 'number' ? written(values[piece]) : values[piece])
  })
}
const isStopped = (part: JSX.Element): boolean => {
  const text = typeof part === 'string' ? part : (part as Partial<Node> | null | undefined)?.textContent
  return text?.endsWith('.') === true
}

/** Things in one line, as the language joins them: 'Noa e Ingrid', 'siete u ocho'. */
export const listed = (things: readonly string[], type: 'conjunction' | 'disjunction', of = locale): string =>
  new Intl.ListFormat(of, { type }).format(things)

/** The same for parts of the page: what stands in front of each. */
export function joints(things: readonly string[], of = locale): readonly string[] {
  const parts = new Intl.ListFormat(of, { type: 'conjunction' }).formatToParts(things)
  const before = (i: number) => (parts[i - 1]?.type === 'literal' ? (parts[i - 1]?.value ?? '') : '')
  return parts.flatMap(({ type }, i) => (type === 'element' ? [said(before(i))] : []))
}
/** In a language that is made up `Intl` speaks English. */
const said = (joint: string): string => (!languages[language].isSpoken && /\w/.test(joint) ? inLanguage(joint) : joint)

/** A text that is written down in English and put into the language of the page by whoever shows it, with `inLanguage`. */
export const later = (english: TemplateStringsArray): string => english.join('')

/** A whole text that stands elsewhere in English: a clause, a label of a table. */
export const inLanguage = (english: string): string => catalogue(english)

/** A number as the language of the page writes it. Small whole ones are the same in all of ours, and spare a first screen what `Intl` takes to start. */
export const numeral = (value: number): string =>
  Number.isInteger(value) && value > -1000 && value < 1000 ? String(value) : value.toLocaleString(locale)

const written = (value: Value): string => (typeof value === 'number' ? numeral(value) : (value ?? ''))

/** A translation, cut at what is filled in: texts, and which value goes between them. Once per place in the code. */
const known = new WeakMap<TemplateStringsArray, readonly (string | number)[]>()
function pieces(english: TemplateStringsArray): readonly (string | number)[] {
  let found = known.get(english)
  if (!found) known.set(english, (found = cut(catalogue(keyOf(english)))))
  return found
}

/** `Send {0} to {1}`: what the catalogue calls a text. */
export const keyOf = (english: readonly string[]): string => english.reduce((key, text, i) => `${key}{${i - 1}}${text}`)

/** A text at its blanks: `Send {0}` is `['Send ', 0]`. */
export const cut = (text: string): readonly (string | number)[] =>
  text.split(/\{(\d+)\}/).flatMap((piece, i): readonly (string | number)[] => (i % 2 === 1 ? [Number(piece)] : piece === '' ? [] : [piece]))
