/** What can be done with money: the shapes of the acts. Amounts are minor units of their currency. */
import { currencies, LIMIT, MOST_RATE } from '../../kit/money'
import { hash, whole, writing, z } from '../shapes'

export const currency = z.enum(currencies)
export const amount = whole(1, LIMIT - 1)

/** The rates of a genesis have no act that set them. */
export const FIRST_RATES = 'genesis'

/**
 * What the author of a spending act saw in the quote and agreed to (K17): `total` leaves the payer, `fee` of it stays with the house
 * (both in the currency that is paid with), `net` arrives, in the currency of the receiver. `rates` names the rates if a conversion is part of it.
 */
export const agreed = z.strictObject({
  total: amount,
  fee: whole(0, LIMIT - 1),
  net: amount,
  rates: z.optional(z.union([hash, z.literal(FIRST_RATES)])),
})
export type Agreed = z.infer<typeof agreed>

/** Only simulated cards exist, by what they do. A number that somebody types never comes near the log. */
export const cards = ['works', 'declines', 'is empty'] as const
export type Card = (typeof cards)[number]

export const fiat = z.enum(['EUR', 'USD'])

/** The card pays `amount` of `currency`; the wallet gets it as `into`. */
export const toppedUp = z.strictObject({ card: z.enum(cards), currency: fiat, amount, into: currency, agreed })
export type ToppedUp = z.infer<typeof toppedUp>

export const transferred = z.strictObject({ to: hash, currency, amount, agreed })

/** Coins that their owner has outside come in: `amount` of `currency`, sent to the own address on the simulated network. */
export const deposited = z.strictObject({ currency, amount })
export type Deposited = z.infer<typeof deposited>

/** `destination`: in the author's words, since nothing is really sent. */
export const withdrawn = z.strictObject({ currency, amount, destination: writing, agreed })

export const converted = z.strictObject({ from: currency, to: currency, amount, agreed })
export type Converted = z.infer<typeof converted>

const rate = whole(1, MOST_RATE)
/** What one whole unit of each currency is worth, in millionths of a US dollar. */
export const ratesSet = z.strictObject({ EUR: rate, USD: rate, USDC: rate, MESI: rate })
