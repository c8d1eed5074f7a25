/** The facts that a clause looked at, as a person reads them. Those without a label say nothing to a person and are left out. */
import { locale, t } from '../language'
import { formatAmount } from '../kit/amountText'
import { type Currency, currencies } from '../kit/money'
import type { ToldFact } from '../areas/facts'
import type { Finding } from '../log/types'
import { lasting, weighing } from '../areas/content/ui/words'
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
  from: t`Not before`,
  closed: t`Closed`,
  appealed: t`Appealed`,
  finished: t`Finished`,
  upheld: t`Upheld until`,
  characters: t`Characters`,
  tags: t`Tags`,
  files: t`Files`,
  details: t`Given`,
  asked: t`Asked for`,
  durationMs: t`Lasts`,
  size: t`Weighs`,
  allowed: t`Allowed`,
  offered: t`Offered`,
  now: t`By the new rates`,
} satisfies Record<ToldFact, string>
const money = new Set(['available', 'needed', 'amount', 'least', 'most', 'before', 'fee', 'total', 'offered', 'now'])
const instants = new Set(['until', 'from', 'closed', 'appealed', 'finished', 'upheld'])
const isCurrency = (value: unknown): value is Currency => currencies.includes(value as Currency)

/** @param facts as the clause gives them; amounts in minor units of the `currency` among them, sizes in bytes, spans in milliseconds */
export function factsInWords(facts: Finding['facts']): Fact[] {
  const said = reading(facts)
  return Object.entries(facts).flatMap(([name, value]): Fact[] => {
    const label = labels[name]
    const words = label === undefined ? undefined : said(name, value)
    return label === undefined || words === undefined ? [] : [{ label, words }]
  })
}

/** How the facts of one clause are read: what one of them is decides what its bounds are. `undefined`: not for a person. */
function reading(facts: Finding['facts']): (name: string, value: unknown) => string | undefined {
  const { currency } = facts
  const number = (name: string, value: number): string => {
    if (isCurrency(currency) && money.has(name)) return formatAmount(value, currency, locale)
    if (instants.has(name)) return exactly(value)
    // Of what is too much, never less is said than it is.
    if ('size' in facts) return weighing(name === 'size' ? Math.ceil(value / 100_000) * 100_000 : value)
    if ('durationMs' in facts) return lasting(name === 'durationMs' ? Math.ceil(value / 1_000) * 1_000 : value)
    return value.toLocaleString(locale)
  }
  return (name, value) => {
    if (typeof value === 'number') return number(name, value)
    if (name === 'durationMs' && value === null) return t`it does not say`
    return Array.isArray(value) && value.every(isCurrency) ? value.join(', ') : undefined
  }
}
