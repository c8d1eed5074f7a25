/** Money in words: what currencies and the accounts of the house are called on screens. */
import { locale, t } from '../../../language'
import { formatAmount } from '../../../kit/amountText'
import type { Currency, Rates } from '../../../kit/money'
import { once } from '../../../kit/once'
import type { HouseAccount, Kind, LedgerAccount } from '../postings'

/** How amounts are written and typed on all screens: they are in English. */
export const LOCALE = locale

export const currencyNames: Readonly<Record<Currency, string>> = { EUR: t`Euro`, USD: t`US dollar`, USDC: t`USD Coin`, MESI: 'MESI' }

/** The three kinds of money there are. */
export const currencyKinds: Readonly<Record<Currency, string>> = { EUR: t`Fiat`, USD: t`Fiat`, USDC: t`Stablecoin`, MESI: t`Token` }

export const houseNames: Readonly<Record<HouseAccount, string>> = {
  '@world': t`Outside Mesi`,
  '@fx': t`Exchange desk`,
  '@fees': t`Mesi, fees`,
  '@treasury': t`Mesi, treasury`,
  '@held': t`Held`,
}

export const isHouse = (account: LedgerAccount): account is HouseAccount => account.startsWith('@')

export const amountText = (amount: number, currency: Currency): string => formatAmount(amount, currency, LOCALE)

const ratio = once(() => new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 8 }))

/** '1 EUR = 108 MESI', from the currency that is given to the one that is got. */
export const rateText = (from: Currency, to: Currency, rates: Rates): string =>
  `1 ${from} ${isExact(rates[from], rates[to]) ? '=' : '≈'} ${ratio().format(rates[from] / rates[to])} ${to}`

/** Whether at most eight significant digits say all of it. */
function isExact(numerator: number, denominator: number): boolean {
  const shown = Number((numerator / denominator).toPrecision(8))
  return Math.abs(shown * denominator - numerator) < denominator * 1e-12
}

/** What postings are called on statements. */
export const kindNames: Readonly<Record<Kind, string>> = {
  'top-up': t`Top-up`,
  deposit: t`Deposit`,
  transfer: t`Transfer`,
  withdrawal: t`Withdrawal`,
  conversion: t`Conversion`,
  fee: t`Fee`,
  tip: t`Tip`,
  hold: t`Set aside`,
  refund: t`Given back`,
}

const day = once(() => new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }))
const time = once(() => new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' }))

/** 'Today', 'Yesterday' or the date of an instant, as the person's own calendar has it. */
export function dayText(at: number, now: number): string {
  const date = day().format(at)
  if (date === day().format(now)) return t`Today`
  return date === day().format(now - 86_400_000) ? t`Yesterday` : date
}

export const timeText = (at: number): string => time().format(at)
