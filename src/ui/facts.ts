/** The facts that a clause looked at, as a person reads them. Ids of accounts and acts say nothing to a person and are left out. */
import { locale, t } from '../language'
import { formatAmount } from '../kit/amountText'
import { type Currency, currencies } from '../kit/money'
import type { Finding } from '../log/types'
import { exactly } from './Time'

export interface Fact {
  readonly label: string
  readonly words: string
}

const labels: Readonly<Record<string, string>> = {
  available: t`Available`,
  needed: t`Needed`,
  amount: t`Amount`,
  least: t`Least`,
  most: t`Most`,
  before: t`So far that day`,
  until: t`Until`,
  from: t`From`,
  closing: t`Possible from`,
  closed: t`Closed`,
  characters: t`Characters`,
  durationMs: t`Seconds`,
  size: t`Bytes`,
  allowed: t`Allowed`,
  offered: t`Offered`,
  now: t`Today`,
}
const money = new Set(['available', 'needed', 'amount', 'least', 'most', 'before', 'fee', 'total', 'offered', 'now'])
const instants = new Set(['until', 'from', 'closing', 'closed'])
const isId = (value: unknown): boolean => typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value)
const isCurrency = (value: unknown): value is Currency => currencies.includes(value as Currency)

/** @param facts as the clause gives them; amounts in minor units of the `currency` among them */
export function factsInWords(facts: Finding['facts']): Fact[] {
  const currency = isCurrency(facts.currency) ? facts.currency : undefined
  return Object.entries(facts).flatMap(([name, value]): Fact[] => {
    if (
      isId(value) ||
      value === null ||
      value === '' ||
      (name === 'currency' && money.has(Object.keys(facts).find((key) => money.has(key)) ?? ''))
    )
      return []
    const label = labels[name] ?? capital(name)
    if (typeof value === 'number' && currency && money.has(name)) return [{ label, words: formatAmount(value, currency, locale) }]
    if (typeof value === 'number' && instants.has(name)) return [{ label, words: exactly(value) }]
    if (name === 'durationMs' && typeof value === 'number') return [{ label, words: String(Math.ceil(value / 1000)) }]
    if (typeof value === 'number') return [{ label, words: value.toLocaleString(locale) }]
    if (typeof value === 'string') return [{ label, words: value }]
    if (Array.isArray(value)) return value.some(isId) ? [] : [{ label, words: value.join(', ') }]
    return []
  })
}

const capital = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
