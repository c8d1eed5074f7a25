/** Amounts as people type and read them. For screens only: the locale decides what a comma means, so no rule may come here. */
import { t } from '../language'
import { type Currency, decimals, isAmount, LIMIT } from './money'

/** `says` is the sentence to show under the field. */
export type TypedAmount = { readonly ok: true; readonly amount: number } | { readonly ok: false; readonly says: string }

/** A typed amount in minor units, in the spelling of `locale`. Nothing is guessed or rounded: what is not plain gets a sentence. */
export function parseAmount(typed: string, currency: Currency, locale: string): TypedAmount {
  const { decimal, group, middle, digits } = signsOf(locale)
  const places = decimals[currency]
  const text = plain(typed, digits)
  if (text === '') return no(t`Type an amount.`)
  if (/^\d[\d.,]*e[+-]?\d+$/i.test(text)) return no(t`Write the number out: ${text} is not an amount.`)
  if (/^[-−]\s*[\d.,]+$/.test(text)) return no(t`The amount must be more than zero.`)
  if (!/^[\d\s.,'’٫٬]+$/.test(text) || !/\d/.test(text)) return no(t`Type digits only, for example ${example(currency, locale)}.`)

  const parts = text.split(decimal)
  const [whole = '', fraction = ''] = parts
  const groups = whole.split(group)
  if (parts.length > 2 || !/^\d*$/.test(groups.join('') + fraction) || !isGrouped(groups, middle)) {
    const name = group === ' ' ? t`a space` : `"${group}"`
    return no(t`Here "${decimal}" is the decimal sign and ${name} groups thousands: for example ${example(currency, locale)}.`)
  }
  if (fraction.length > places) return no(t`${currency} has at most ${places} decimals.`)

  const minor = BigInt(groups.join('') + fraction.padEnd(places, '0'))
  if (minor === 0n) return no(t`The amount must be more than zero.`)
  if (minor >= BigInt(LIMIT)) return no(t`One amount can be at most ${formatAmount(LIMIT - 1, currency, locale)}.`)
  return isAmount(Number(minor)) ? { ok: true, amount: Number(minor) } : no(t`The amount must be more than zero.`)
}

/** Minor units as text with the currency's code: `1,000.50 EUR`, with at least two decimals and as many more as it takes: exact, also where a float would not be. */
export function formatAmount(amount: number, currency: Currency, locale: string): string {
  return `${formatNumber(amount, currency, locale)} ${currency}`
}

/** Minor units as they are typed into a field: what `parseAmount` reads in the same locale. */
export function typedAmount(amount: number, currency: Currency, locale: string): string {
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: decimals[currency] }).format(
    decimalOf(amount, currency),
  )
}

function formatNumber(amount: number, currency: Currency, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: decimals[currency] }).format(
    decimalOf(amount, currency),
  )
}

/** Minor units as a decimal in text, which is formatted digit by digit, where a number would be rounded to a float. */
function decimalOf(amount: number, currency: Currency): `${number}` {
  const places = decimals[currency]
  const digits = String(Math.abs(amount)).padStart(places + 1, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}` as `${number}`
}

/** `middle`: digits of a group between the first and the last, 3 nearly everywhere, 2 in India. The last one has 3. */
function isGrouped(groups: readonly string[], middle: number): boolean {
  const [first = '', ...others] = groups
  if (others.length === 0) return true
  if (first.startsWith('0')) return false // nobody groups thousands behind a nought: it is the other country's sign for decimals
  return first.length >= 1 && first.length <= middle && others.every((group, i) => group.length === (i === others.length - 1 ? 3 : middle))
}

const no = (says: string): TypedAmount => ({ ok: false, says })
const example = (currency: Currency, locale: string): string => formatNumber(100_050 * 10 ** (decimals[currency] - 2), currency, locale)

function signsOf(locale: string): { readonly decimal: string; readonly group: string; readonly middle: number; readonly digits: string } {
  const counting = new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210)
  const digits = [...counting].toReversed().join('')
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, useGrouping: 'always' }).formatToParts(1_234_567.5)
  const sign = (type: string) => plain(parts.find((part) => part.type === type)?.value ?? '', digits)
  const middle = parts.filter((part) => part.type === 'integer')[1]?.value.length ?? 3
  return { decimal: sign('decimal') || '.', group: sign('group') || ' ', middle, digits }
}

/** Western digits, one kind of space, one kind of apostrophe; nothing around it. */
function plain(text: string, digits: string): string {
  const western = [...text.normalize('NFKC')].map((letter) => {
    const value = digits.indexOf(letter)
    return value < 0 ? letter : String(value)
  })
  return western.join('').replaceAll('’', "'").replaceAll(/\s/g, ' ').trim()
}
