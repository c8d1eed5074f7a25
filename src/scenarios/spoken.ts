/**
 * Scenarios name what is on the screens in English. On screens of another language they find it through the catalogue: a text is a key of
 * it, or one with its blanks filled in, by other texts, by amounts or by what somebody wrote.
 */
import { currencies } from '../kit/money'
import { type Catalogue, cut } from '../language'
import { deedsOf, type Expectation, type Scenario, type Step } from './scenario'

/** A language as its screens speak it. */
export interface Tongue {
  /** All English texts that it knows. */
  readonly keys: readonly string[]
  readonly catalogue: Catalogue
  readonly locale: string
}

/**
 * The same scenario for screens of that language. What people wrote stays as it is.
 * @throws Error that names a text which is neither theirs nor one of the app's
 */
export function spoken(scenario: Scenario, tongue: Tongue): Scenario {
  const say = sayingOf(tongue, wordsIn(scenario))
  const expected = (each: Expectation): Expectation =>
    'text' in each ? { text: say(each.text) } : 'gone' in each ? { gone: say(each.gone) } : each
  const step = (each: Step): Step => {
    const told = each.expect ? { ...each, expect: each.expect.map(expected) } : each
    if (told.do !== 'tap') return told
    const { target, type } = told
    const chosen = type !== undefined && target.role === 'combobox' ? { type: say(type) } : {}
    return { ...told, target: { ...target, name: say(target.name) }, ...chosen }
  }
  return { ...scenario, steps: scenario.steps.map(step) }
}

/** All that its people are called, type or write. */
function wordsIn({ cast, steps }: Scenario): readonly string[] {
  const strings = (value: unknown): readonly string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
  const typed = steps.flatMap((step) => (step.do === 'tap' && step.target.role !== 'combobox' ? (step.type ?? []) : []))
  return [...Object.values(cast).flatMap(({ name, handle }) => [name, handle]), ...typed, ...strings(steps.map(deedsOf))]
}

interface Pattern {
  readonly key: string
  readonly is: RegExp
  /** Which blank each group of it is. */
  readonly blanks: readonly number[]
  /** How many characters of it are certain. */
  readonly certain: number
}

/** @param theirs what people wrote @returns how an English text is said; it throws if that cannot be known */
export function sayingOf({ keys, catalogue, locale }: Tongue, theirs: readonly string[]): (english: string) => string {
  const whole = new Set(keys)
  const patterns = keys.flatMap((key) => patternOf(key) ?? []).toSorted((a, b) => b.certain - a.certain)
  const amount = new RegExp(`^(\\d+(?:,\\d{3})*\\.\\d+) (${currencies.join('|')})$`)
  const figure = new RegExp(`^(|\\d+(,\\d{3})*|${currencies.join('|')})$`)

  return (english) => {
    const said = sayWhole(english) ?? (theirs.some((words) => words.includes(english)) ? english : (fill(english) ?? sayPiece(english)))
    if (said === undefined) throw new Error(`“${english}” is no text of the app, and nobody of the scenario wrote it`)
    return said
  }

  function sayWhole(english: string): string | undefined {
    if (whole.has(english)) return catalogue(english)
    const [, digits, currency] = amount.exec(english) ?? []
    if (digits === undefined) return undefined
    const places = digits.split('.')[1]?.length ?? 0
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places })
    return `${format.format(digits.replaceAll(',', '') as `${number}`)} ${currency}`
  }

  /** By the most certain of the keys whose blanks can be filled so that it is this text. */
  function fill(english: string): string | undefined {
    const filled = patterns.flatMap(({ key, is, blanks, certain }) => {
      const found = is.exec(english)?.slice(1) ?? []
      const values = found.map((value) => sayWhole(value) ?? (figure.test(value) || theirs.includes(value) ? value : fill(value)))
      if (found.length === 0 || values.includes(undefined)) return []
      const pieces = cut(catalogue(key)).map((piece) => (typeof piece === 'number' ? values[blanks.indexOf(piece)] : piece))
      return [{ said: pieces.join(''), certain }]
    })
    const other = filled.find(({ said, certain }) => said !== filled[0]?.said && certain === filled[0]?.certain)
    if (other) throw new Error(`“${english}” may be “${filled[0]?.said}” or “${other.said}”`)
    return filled[0]?.said
  }

  /** What stands around a blank that nobody can know beforehand, e.g. a date: the longest of what stands there in that language. */
  function sayPiece(english: string): string | undefined {
    const piecesOf = (text: string) => cut(text).flatMap((piece) => (typeof piece === 'string' ? [piece.trim()] : []))
    const key = patterns.find((each) => piecesOf(each.key).includes(english))?.key
    return key && piecesOf(catalogue(key)).toSorted((a, b) => b.length - a.length)[0]
  }
}

/** Of a key with blanks, and with words between them by which it can be known. */
function patternOf(key: string): Pattern | undefined {
  const pieces = cut(key)
  const blanks = pieces.filter((piece) => typeof piece === 'number')
  const certain = pieces.filter((piece) => typeof piece === 'string').join('')
  if (blanks.length === 0 || !/\p{L}{2}/u.test(certain)) return undefined
  const source = pieces.map((piece) => (typeof piece === 'number' ? '(.*?)' : piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return { key, is: new RegExp(`^${source.join('')}$`, 's'), blanks, certain: certain.length }
}
