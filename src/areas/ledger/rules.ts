/**
 * The ledger: top-ups, deposits, transfers, withdrawals and conversions, and the policy on money that every other area rests on.
 * How money moves stands in `postings`, what waits in `holds`, what is on its way in `deposits`, what things cost in `quotes`; decision 0006 says why.
 */
import { type Currency, currencies, LIMIT, share } from '../../kit/money'
import { dayOf } from '../../kit/time'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Finding } from '../../log/types'
import { isAdmin, isOpen, keptApart, limit } from '../accounts/tables'
import { type AccountId, assumed, because, type Clauses, type Parameters, rule } from '../area'
import { arrive, awaitDeposit, DEPOSIT_TIMER, deposits } from './deposits'
import * as events from './events'
import { expireHold, HOLD_TIMER, holds } from './holds'
import { books, counts, entries, type Posting, post, wallets } from './postings'
import { inForce, isFinding, postingsOf, type Quote, quoteOf, rateRows, refuseQuote, setRates } from './quotes'

export const clauses: Clauses = {
  'CORE-1': { text: 'Every transaction, deposit, withdrawal and tip stays on record for good.', source: 'whitepaper' },
  'ECO-1': {
    text: 'The platform keeps a commission, as large as the policy says, of what one user pays another.',
    source: 'whitepaper',
  },
  'ECO-3': { text: 'Whoever turns one currency into another pays the fee that the policy says.', source: 'whitepaper' },
  'ECO-8': {
    text: 'Coins that somebody has outside, of a currency that the policy names, can be deposited into their wallet.',
    source: 'whitepaper',
  },
  'PAYM-1': { text: 'On the web a card pays for what goes into a wallet, MESI among it.', source: 'whitepaper' },
  'PAYM-2': { text: 'One reading: money is withdrawn in MESI, however it was paid in.', source: 'whitepaper' },
  'PROC-2': { text: 'Another reading: money is withdrawn in USDC or MESI.', source: 'whitepaper' },
  'PROC-3': { text: 'Whatever is deducted stands on a line of its own beside the payment.', source: 'whitepaper' },
  'PROC-5': { text: 'A withdrawal is paid out at once.', source: 'whitepaper' },
  'PROC-6': {
    text: 'Where the reserves of a currency are short, the exchange desk pays out all the same and is below zero for a while.',
    source: 'whitepaper',
  },
  'PROC-7': { text: 'Money may be sent to another wallet.', source: 'whitepaper' },
  'PVP-1': { text: 'What is paid and received in one currency changes hands as it is, without a rate.', source: 'whitepaper' },
  'PVP-2': { text: 'Any currency can be turned into any other one.', source: 'whitepaper' },
  'PVP-3': {
    text: 'A conversion goes by the rates at the moment of payment, and what arrives is to the last unit what was quoted.',
    source: 'docs',
  },
  'LED-1': { text: 'Money moves only from one ledger account to another: what one gets another gives.', source: 'design' },
  'LED-2': { text: 'Nobody spends more than is available. What is held is not available.', source: 'design' },
  'LED-3': {
    text: 'An amount is at least one of the smallest unit of its currency and below a hundred billion of them, on its way and on arrival.',
    source: 'design',
  },
  'LED-4': {
    text: 'Whoever spends signs the total, the fee and what arrives. If any of them has changed when the act takes its place, the act is void.',
    source: 'design',
  },
  'LED-5': {
    text: 'A quote names its rates. It holds while they are in force. Once they are superseded it holds for as long as the policy says, if it brings no more than the new ones.',
    source: 'assumption',
  },
  'LED-6': {
    text: 'What a percentage or a rate yields is rounded down to the smallest unit; the rest stays on the other side of the same sum.',
    source: 'design',
  },
  'LED-7': { text: 'There are only simulated cards. One works, one declines, one has no money.', source: 'assumption' },
  'LED-8': { text: 'In one day, by UTC, an account tops up at most as much of a currency as the policy says.', source: 'assumption' },
  'LED-9': { text: 'Money is sent to the open account of somebody else.', source: 'assumption' },
  'LED-10': { text: 'Rates are set by an admin.', source: 'assumption' },
  'LED-11': { text: 'A withdrawal says where to, in at most as many characters as the policy says.', source: 'assumption' },
  'LED-12': {
    text: 'Held money is released, refunded or expires, once; what a release leaves over goes back to the payer.',
    source: 'design',
  },
  'LED-13': {
    text: 'Held money that nobody has released or refunded before its time goes back to the payer at that time.',
    source: 'design',
  },
  'LED-14': {
    text: 'A deposit is in the wallet once the network has confirmed it as often as the policy says. The network is simulated, and confirms as quickly as the policy says.',
    source: 'assumption',
  },
  'LED-15': { text: 'In one day, by UTC, an account deposits at most as much of a currency as the policy says.', source: 'assumption' },
  'LED-16': {
    text: 'A deposit for an account that has been deleted before it was confirmed stays with whoever sent it.',
    source: 'assumption',
  },
  'LED-17': {
    text: 'Nobody is sent money while they are suspended, or after they were banned: what is no tip would only take another way.',
    source: 'assumption',
  },
}

export const parameters: Parameters = {
  'ledger.commission': {
    value: 1000,
    unit: 'hundredths of a percent',
    says: 'Part of a payment between users that the platform keeps.',
    source: 'whitepaper',
  },
  'ledger.transferCommission': {
    value: 0,
    unit: 'hundredths of a percent',
    says: 'Commission on money that is just sent. The commission is on transactions between users; a gift sells nothing.',
    source: 'assumption',
    readings: [0, 1000],
  },
  'ledger.conversionFee': {
    value: 100,
    unit: 'hundredths of a percent',
    says: 'Fee for turning one currency into another in the wallet.',
    source: 'assumption',
  },
  'ledger.quoteSeconds': {
    value: 60,
    unit: 'seconds',
    says: 'How long a quote holds after its rates were superseded.',
    source: 'assumption',
  },
  'ledger.topUpPerDay': {
    value: 1_000_000,
    unit: 'cents',
    says: 'Most that an account tops up in a day, for EUR and USD each.',
    source: 'assumption',
  },
  'ledger.destinationCharacters': { value: 200, unit: 'characters', says: 'Longest destination of a withdrawal.', source: 'assumption' },
  'ledger.withdrawIn': {
    value: 'MESI USDC',
    unit: 'currencies',
    says: 'What can be withdrawn. The sources disagree: only MESI, or USDC too.',
    source: 'whitepaper',
    readings: ['MESI', 'MESI USDC'],
  },
  'ledger.depositIn': {
    value: 'MESI USDC',
    unit: 'currencies',
    says: 'What can be deposited. The sources name the button and no currencies: the same as can be withdrawn.',
    source: 'assumption',
    readings: ['MESI', 'USDC', 'MESI USDC'],
    isChoice: true,
  },
  'ledger.depositUSDC': assumed(10_000_000_000, 'smallest units of USDC', 'Most USDC that an account deposits in a day.', [0, LIMIT - 1]),
  'ledger.depositMESI': assumed(10_000_000_000, 'smallest units of MESI', 'Most MESI that an account deposits in a day.', [0, LIMIT - 1]),
  'ledger.confirmations': assumed(12, 'confirmations', 'How often the network confirms a deposit before it is in the wallet.', [1, 100]),
  'ledger.confirmationSeconds': assumed(15, 'seconds', 'How long the network takes for each confirmation of a deposit.', [1, 3600]),
  ...Object.fromEntries(
    Object.entries({ EUR: 1_080_000, USD: 1_000_000, USDC: 1_000_000, MESI: 10_000 }).map(([currency, value]) => [
      `ledger.rate${currency}`,
      {
        value,
        unit: 'millionths of a US dollar',
        says: `What 1 ${currency} is worth when the world begins.`,
        source: 'assumption' as const,
      },
    ]),
  ),
}

/** How much an account has brought in from outside on its latest day of doing so. */
export interface TopUps {
  readonly day: number
  readonly sum: number
}
/** By account and currency, that of the card or of the coins: no currency is both. */
export const topUps = table<TopUps>('ledger.topUps')

export const tables = [wallets, entries, books, counts, holds, rateRows, inForce, topUps, deposits]

export const timers = { [HOLD_TIMER]: expireHold, [DEPOSIT_TIMER]: arrive }

/** What an act costs and brings. `rates`: those its author agreed to; without, those in force. */
export interface Payment {
  readonly account: AccountId
  readonly amount: number
  readonly currency: Currency
  readonly rates?: string | undefined
}

export function quoteTopUp(w: Reader, { into, account, amount, currency, rates }: Payment & { readonly into: Currency }): Quote | Finding {
  const paidIn: Posting = { from: '@world', to: account, amount, currency, kind: 'top-up', clause: 'PAYM-1' }
  const quote = quoteConversion(w, { account, amount, currency, into, rates })
  return isFinding(quote) ? quote : { ...quote, postings: [paidIn, ...quote.postings] }
}

export function quoteTransfer(w: Reader, { to, account, amount, currency }: Payment & { readonly to: AccountId }): Quote | Finding {
  const fee = share(amount, limit(w, 'ledger.transferCommission'))
  return quoteOf(w, { from: account, to, amount, currency, into: currency, kind: 'transfer', clause: 'PROC-7' }, fee, 'ECO-1')
}

export function quoteWithdrawal(w: Reader, { account, amount, currency }: Payment): Quote | Finding {
  return quoteOf(w, { from: account, to: '@world', amount, currency, into: currency, kind: 'withdrawal', clause: 'PROC-5' }, 0, 'PROC-3')
}

/** Into the same currency nothing happens and nothing is charged. */
export function quoteConversion(
  w: Reader,
  { into, account, amount, currency, rates }: Payment & { readonly into: Currency },
): Quote | Finding {
  const fee = currency === into ? 0 : share(amount, limit(w, 'ledger.conversionFee'))
  return quoteOf(w, { from: account, to: account, amount, currency, into, kind: 'conversion', clause: 'PVP-3', rates }, fee, 'ECO-3')
}

const since = 1

/** What money that becomes another currency rests on. */
const ofConversion = ['PVP-2', 'PVP-3', 'PROC-3', 'PROC-6', 'ECO-3', 'LED-5', 'LED-6']

export const toppedUp = rule({
  type: 'ledger.toppedUp',
  since,
  data: events.toppedUp,
  rests: ['PAYM-1', ...ofConversion, 'LED-1', 'LED-4', 'LED-7', 'LED-8', 'CORE-1'],
  restsNot: ({ currency, into }) => (currency === into ? ofConversion : []),
  refuse(w, { by, data }) {
    if (data.card !== 'works') return because('LED-7', { card: data.card })
    const before = broughtInToday(w, by, data.currency)
    const most = limit(w, 'ledger.topUpPerDay')
    if (before + data.amount > most) return because('LED-8', { before, amount: data.amount, most, currency: data.currency })
    return refuseQuote(w, topUpOf(w, by, data), data.agreed)
  },
  apply(w, act) {
    const { currency, amount } = act.data
    noteBroughtIn(w, act.by, currency, amount)
    post(w, act, postingsOf(topUpOf(w, act.by, act.data)))
  },
})
const topUpOf = (w: Reader, account: AccountId, { amount, currency, into, agreed }: events.ToppedUp): Quote | Finding =>
  quoteTopUp(w, { account, amount, currency, into, rates: agreed.rates })
const topUpKey = (account: AccountId, currency: Currency): string => `${account}/${currency}`

/** What an account has brought in since midnight, UTC. */
function broughtInToday(w: Reader, account: AccountId, currency: Currency): number {
  const row = w.get(topUps, topUpKey(account, currency))
  return row && row.day === dayOf(w.now) ? row.sum : 0
}

const noteBroughtIn = (w: Tools, account: AccountId, currency: Currency, amount: number): void =>
  w.put(topUps, topUpKey(account, currency), { day: dayOf(w.now), sum: broughtInToday(w, account, currency) + amount })

export const deposited = rule({
  type: 'ledger.deposited',
  since,
  data: events.deposited,
  rests: ['ECO-8', 'LED-1', 'LED-14', 'LED-15', 'CORE-1'],
  refuse(w, { by, data }) {
    const { currency, amount } = data
    const allowed = depositable(w)
    if (!allowed.includes(currency)) return because('ECO-8', { currency, allowed })
    const before = broughtInToday(w, by, currency)
    const most = limit(w, `ledger.deposit${currency}`)
    return before + amount > most ? because('LED-15', { before, amount, most, currency }) : undefined
  },
  apply(w, act) {
    noteBroughtIn(w, act.by, act.data.currency, act.data.amount)
    awaitDeposit(w, act)
  },
})

/** The currencies that can be deposited under the reading that is on. */
export const depositable = (w: Reader): readonly Currency[] => namedIn(w, 'ledger.depositIn')

export const transferred = rule({
  type: 'ledger.transferred',
  since,
  data: events.transferred,
  sendsTo: ({ to }) => to,
  rests: ['PROC-7', 'PVP-1', 'LED-1', 'LED-2', 'LED-4', 'LED-9', 'MOD-3', 'CORE-1'],
  refuse: (w, { by, data }) => refuseReceiver(w, by, data.to) ?? refuseQuote(w, quoteTransfer(w, { account: by, ...data }), data.agreed),
  apply: (w, act) => post(w, act, postingsOf(quoteTransfer(w, { account: act.by, ...act.data }))),
})

/** Why `from` may not send money to `to`: not somebody else's open account (LED-9), or a block between them (MOD-3). */
export function refuseReceiver(w: Reader, from: AccountId, to: AccountId): Finding | undefined {
  if (to === from || !isOpen(w, to)) return because('LED-9', { to })
  return keptApart(w, from, to) ? because('MOD-3') : undefined
}

export const withdrawn = rule({
  type: 'ledger.withdrawn',
  since,
  data: events.withdrawn,
  rests: ['PROC-2', 'PROC-5', 'LED-1', 'LED-2', 'LED-4', 'LED-11', 'CORE-1'],
  refuse(w, { by, data }) {
    const allowed = withdrawable(w)
    if (!allowed.includes(data.currency)) return because(allowed.length === 1 ? 'PAYM-2' : 'PROC-2', { currency: data.currency, allowed })
    const { characters } = data.destination
    const most = limit(w, 'ledger.destinationCharacters')
    if (characters < 1 || characters > most) return because('LED-11', { characters, most })
    return refuseQuote(w, quoteWithdrawal(w, { account: by, ...data }), data.agreed)
  },
  apply: (w, act) => post(w, act, postingsOf(quoteWithdrawal(w, { account: act.by, ...act.data })), act.data.destination),
})

/** The currencies that can be withdrawn under the reading that is on. */
export const withdrawable = (w: Reader): readonly Currency[] => namedIn(w, 'ledger.withdrawIn')

function namedIn(w: Reader, parameter: string): readonly Currency[] {
  const named = String(w.parameter(parameter)).split(' ')
  return currencies.filter((currency) => named.includes(currency))
}

export const converted = rule({
  type: 'ledger.converted',
  since,
  data: events.converted,
  rests: ['PVP-2', 'PVP-3', 'PROC-3', 'PROC-6', 'ECO-3', 'LED-1', 'LED-2', 'LED-4', 'LED-5', 'LED-6', 'CORE-1'],
  refuse(w, { by, data }) {
    if (data.from === data.to) return because('PVP-2', { from: data.from, to: data.to })
    return refuseQuote(w, conversionOf(w, by, data), data.agreed)
  },
  apply: (w, act) => post(w, act, postingsOf(conversionOf(w, act.by, act.data))),
})
const conversionOf = (w: Reader, account: AccountId, { from, to, amount, agreed }: events.Converted): Quote | Finding =>
  quoteConversion(w, { account, amount, currency: from, into: to, rates: agreed.rates })

const ratesSet = rule({
  type: 'ledger.ratesSet',
  since,
  barred: 'office',
  data: events.ratesSet,
  rests: ['LED-10'],
  refuse: (w, act) => (isAdmin(w, act.by) ? undefined : because('LED-10')),
  apply: (w: Tools, act) => setRates(w, act.id, act.data),
})

export const acts = [toppedUp, deposited, transferred, withdrawn, converted, ratesSet] as const
