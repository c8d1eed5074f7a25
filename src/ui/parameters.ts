/** The numbers and readings of the policy as screens show them, and as people type them. */
import { inLanguage, locale, t } from '../language'
import type { Parameter, Question } from '../areas/area'
import { parameters as asked } from '../areas/policyViews'
import { amountText } from '../areas/ledger/ui/words'
import { parseAmount } from '../kit/amountText'
import { type Currency, currencies } from '../kit/money'

type Value = number | string

export interface ParameterRow extends Parameter {
  readonly name: string
  /** What it is unless somebody changes it. `value`: what is in force. */
  readonly usual: Value
  /** What it becomes once the last change is final. */
  readonly becomes: Value | null
  readonly change: { readonly standing: 'pending' | 'final' | 'void' | 'unknown' } | null
}
/** All parameters of all areas. */
export const parameters = asked as Question<object, readonly ParameterRow[]>

type Unit = Pick<ParameterRow, 'unit' | 'usual' | 'readings' | 'range'>

/** Whether it can be another number or reading: what only a founder can say, such as a name, cannot. */
export const isOpen = ({ usual, readings }: Unit): boolean => typeof usual === 'number' || readings !== undefined

/** What a parameter counts in, if that is money: its value is in minor units then. */
const currencyOf = ({ unit }: Unit): Currency | undefined => currencies.find((each) => unit === `smallest units of ${each}`)
const isShare = ({ unit }: Unit): boolean => unit === 'hundredths of a percent'

/** `EUR`, `%` or `characters`: what people type it in. */
export const unitInWords = (parameter: Unit): string => currencyOf(parameter) ?? (isShare(parameter) ? '%' : inLanguage(parameter.unit))

/** `0.50 EUR`, `12.5%`, `200 characters`, `10 minutes`, `1 MB` or a reading. */
export function valueInWords(parameter: Unit, value: Value): string {
  if (typeof value === 'string') return inLanguage(value)
  const currency = currencyOf(parameter)
  if (currency) return amountText(value, currency)
  if (isShare(parameter)) return (value / 10_000).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 2 })
  if (parameter.unit === 'bytes' && value % MiB === 0) return t`${value / MiB} MB`
  if (parameter.unit === 'seconds' && value >= 60 && value % 60 === 0)
    return value === 60 ? t`1 minute` : t`${(value / 60).toLocaleString(locale)} minutes`
  return counted(value, parameter.unit)
}
const MiB = 1024 * 1024
const counted = (count: number, unit: string): string =>
  (count === 1 ? singles[unit] : undefined) ?? `${count.toLocaleString(locale)} ${inLanguage(unit)}`
const singles: Readonly<Record<string, string>> = {
  characters: t`1 character`,
  confirmations: t`1 confirmation`,
  days: t`1 day`,
  flags: t`1 flag`,
  hours: t`1 hour`,
  items: t`1 item`,
  months: t`1 month`,
  reports: t`1 report`,
  seconds: t`1 second`,
  violations: t`1 violation`,
}

/** The same as people type it, in that unit: `valueFrom` reads it. */
export function valueTyped(parameter: Unit, value: Value): string {
  const currency = currencyOf(parameter)
  if (typeof value === 'string' || parameter.readings) return String(value)
  if (currency) return amountText(value, currency).slice(0, -` ${currency}`.length)
  return isShare(parameter) ? (value / 100).toLocaleString(locale, { maximumFractionDigits: 2, useGrouping: false }) : String(value)
}

type Read = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly says: string }

/** What somebody typed, in the unit that `unitInWords` names and within its range, or the reading they chose. `says`: the sentence to show instead. */
export function valueFrom(parameter: Unit, typed: string): Read {
  const read = valueRead(parameter, typed)
  const { range } = parameter
  if (!read.ok || typeof read.value === 'string' || !range || (read.value >= range[0] && read.value <= range[1])) return read
  return { ok: false, says: rangeInWords(parameter, range) }
}

/** `From 1 to 100`, as people type it. */
export const rangeInWords = (parameter: Unit, [least, most]: NonNullable<Unit['range']>): string =>
  t`From ${valueTyped(parameter, least)} to ${valueTyped(parameter, most)}`

function valueRead(parameter: Unit, typed: string): Read {
  const text = typed.trim()
  if (parameter.readings) {
    const reading = parameter.readings.find((each) => String(each) === text)
    return reading === undefined ? { ok: false, says: t`Choose a reading.` } : { ok: true, value: reading }
  }
  const currency = currencyOf(parameter)
  if (currency && !/^0(?:[.,]0+)?$/.test(text)) {
    const read = parseAmount(text, currency, locale)
    return read.ok ? { ok: true, value: read.amount } : read
  }
  if (isShare(parameter)) {
    const [, whole, hundredths = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text) ?? []
    if (whole === undefined) return { ok: false, says: t`A share in percent, please, with at most two decimals.` }
    return { ok: true, value: Number(whole + hundredths.padEnd(2, '0')) }
  }
  if (currency) return { ok: true, value: 0 }
  return /^\d{1,11}$/.test(text) ? { ok: true, value: Number(text) } : { ok: false, says: t`A whole number, please.` }
}
