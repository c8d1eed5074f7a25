/**
 * Money as whole minor units, so that every device counts the same to the last cent. No floats, no locale: rules use all of this.
 *
 * The one rounding rule (decision 0006): **whatever is worked out by a percentage or a rate is rounded down to the smallest unit of its
 * currency, and the rest stays with the other side of the same sum.** A fee's fraction stays with the receiver, a conversion's with the
 * exchange desk: nobody is charged a cent too much, and no round trip between currencies makes money.
 */

export const currencies = ['EUR', 'USD', 'USDC', 'MESI'] as const
export type Currency = (typeof currencies)[number]

/** How many decimals a currency has: 1 EUR = 10^2 minor units, 1 MESI = 10^4. */
export const decimals: Readonly<Record<Currency, number>> = { EUR: 2, USD: 2, USDC: 6, MESI: 4 }

/** Every single amount stays below it, in minor units of its currency (K2). Balances may be larger, as safe integers. */
export const LIMIT = 100_000_000_000

export const isAmount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < LIMIT

/** Money rounds `down`, always. `nearest` (halves up) is for averages and scores, which nobody is paid. */
export type Rounding = 'down' | 'nearest'

/**
 * `amount * numerator / denominator`, exact in between. Amount and numerator from 0, denominator from 1, all safe integers;
 * throws a RangeError for others and for a result beyond the safe integers: each is our bug.
 */
export function mulDiv(amount: number, numerator: number, denominator: number, rounding: Rounding): number {
  const result = quotient(amount, numerator, denominator, rounding)
  if (!Number.isSafeInteger(result)) throw new RangeError(`${amount} * ${numerator} / ${denominator} is beyond the safe integers`)
  return result
}

/** The part of an amount that `points` hundredths of a percent are: 1000 points are 10 %. */
export const share = (amount: number, points: number): number => mulDiv(amount, points, 10_000, 'down')

/** What one whole unit of each currency is worth, in millionths of one common measure (a US dollar): integers from 1 up to 10^9. */
export type Rates = Readonly<Record<Currency, number>>
export const MOST_RATE = 1_000_000_000

/**
 * `amount` (from 0) of one currency in another; 0 where it is worth less than the smallest unit, `undefined` beyond the safe integers, and
 * for what is worth nothing at all, as a world may suppose of a currency that it begins with.
 */
export function convert(amount: number, from: Currency, to: Currency, rates: Rates): number | undefined {
  if (rates[to] < 1) return undefined
  const shift = decimals[to] - decimals[from]
  const numerator = rates[from] * 10 ** Math.max(0, shift)
  const denominator = rates[to] * 10 ** Math.max(0, -shift)
  const result = quotient(amount, numerator, denominator, 'down')
  return Number.isSafeInteger(result) ? result : undefined
}

function quotient(amount: number, numerator: number, denominator: number, rounding: Rounding): number {
  const isWhole = Number.isSafeInteger(amount) && Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)
  if (!isWhole || amount < 0 || numerator < 0 || denominator < 1)
    throw new RangeError(`cannot work out ${amount} * ${numerator} / ${denominator}`)
  const small = amount * numerator // exact as long as it is safe, and so is what is left when it is divided
  if (rounding === 'down' && Number.isSafeInteger(small)) return (small - (small % denominator)) / denominator
  const product = BigInt(amount) * BigInt(numerator)
  const below = BigInt(denominator)
  return Number(rounding === 'down' ? product / below : (2n * product + below) / (2n * below))
}
