/** Days as people type them: `3 Sep`, `Sep 3 2026`, `3 de septiembre`, `2026-09-03 14:30`. */
import { locale } from '../language'

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/
const NOON = 12

/** Every name of a month, whole and shortened, in small letters without dots and accents. */
const months = (language: string): readonly (readonly [name: string, month: number])[] =>
  (['long', 'short'] as const).flatMap((month) => {
    const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, i) => [plain(format.format(Date.UTC(2026, i, 15))), i] as const)
  })
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}|\./gu, '')
    .toLowerCase()

/**
 * The instants that a typed day may mean, at noon unless it says a time, in this device's zone. Without a year: the last such day and the
 * next one. None for what is no day.
 */
export function datesIn(typed: string, now: number, languages: readonly string[] = [locale, 'en']): readonly number[] {
  const text = plain(typed.trim())
  if (!/\d/.test(text)) return []
  const iso = ISO.exec(text.replace('t', ' '))
  if (iso) {
    const [year, month, day, hour, minute] = iso.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
    return dayOf(year as number, (month as number) - 1, day as number, hour ?? NOON, minute ?? 0)
  }
  const words = text.split(/[\s,]+/).filter((word) => word !== 'de' && word !== '')
  const named = words.flatMap((word) => monthNamed(word, languages) ?? [])
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number)
  if (named.length !== 1 || words.length !== numbers.length + 1) return []
  const [month] = named as [number]
  const [day, year] = numbers
  if (day === undefined || numbers.length > 2) return []
  if (year !== undefined) return year < 1_000 ? [] : dayOf(year, month, day, NOON, 0)
  const thisYear = new Date(now).getFullYear()
  const around = [thisYear - 1, thisYear, thisYear + 1].flatMap((each) => dayOf(each, month, day, NOON, 0))
  return [around.findLast((at) => at <= now), around.find((at) => at > now)].filter((at) => at !== undefined)
}

/** At least three letters of one month's name. */
function monthNamed(word: string, languages: readonly string[]): number | undefined {
  if (word.length < 3) return undefined
  const found = new Set(
    languages.flatMap((language) => months(language).flatMap(([name, month]) => (name.startsWith(word) ? [month] : []))),
  )
  return found.size === 1 ? [...found][0] : undefined
}

/** None for a day that no calendar has, such as 31 April. */
function dayOf(year: number, month: number, day: number, hour: number, minute: number): readonly number[] {
  const at = new Date(year, month, day, hour, minute)
  return at.getMonth() === month && at.getDate() === day && at.getHours() === hour ? [at.getTime()] : []
}
