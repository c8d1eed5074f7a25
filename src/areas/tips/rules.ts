/**
 * Tips: money from one person to another, for a post or for being who they are. It is paid in any currency and arrives as MESI.
 * There is no way back: nothing was sold, so nothing can be returned.
 */
import type { Currency } from '../../kit/money'
import { type Reader, table } from '../../log/rules'
import type { Finding, Hash, Millis } from '../../log/types'
import { limit } from '../accounts/tables'
import { type AccountId, because, type Clauses, type Parameter, type Parameters, rule } from '../area'
import { maySee } from '../content/shown'
import { contents } from '../content/tables'
import { earns, refuseBarred, standing } from '../flags/rules'
import { post } from '../ledger/postings'
import { commissionOn, postingsOf, type Quote, quoteOf, refuseQuote } from '../ledger/quotes'
import { refuseReceiver } from '../ledger/rules'
import type { Writing } from '../shapes'
import * as events from './events'

export const clauses: Clauses = {
  'TIP-1': { text: 'Anybody may tip anybody, at any time.', source: 'whitepaper' },
  'TIP-2': { text: 'A tip is given in fiat money, in stablecoins or in MESI.', source: 'seed' },
  'TIP-3': { text: 'Whatever a tip was given in, it arrives as MESI.', source: 'whitepaper' },
  'TIP-4': { text: 'A tip has no upper limit but the one that every amount has.', source: 'whitepaper' },
  'TIP-5': { text: 'Tips are given on a profile and on a post, and by a link to a tip that its owner hands on.', source: 'whitepaper' },
  'TIP-7': { text: "The platform's commission comes off a tip before it is converted.", source: 'whitepaper' },
  'TIP-8': { text: 'A tip is at least what the policy says for its currency.', source: 'assumption' },
  'TIP-9': { text: 'A tip for a post goes to its author, from somebody who may see the post.', source: 'assumption' },
  'TIP-10': { text: 'A few words may go with a tip, at most as many characters as the policy says.', source: 'assumption' },
  'TIP-11': { text: 'A tip cannot be taken back.', source: 'assumption' },
  'TIP-12': { text: 'Nobody is tipped while they are suspended, or after they were banned: they earn nothing.', source: 'assumption' },
}

const least = (value: number, currency: Currency): Parameter => ({
  value,
  unit: `smallest units of ${currency}`,
  says: `Smallest tip in ${currency}.`,
  source: 'assumption',
})
export const parameters: Parameters = {
  'tips.leastEUR': least(50, 'EUR'),
  'tips.leastUSD': least(50, 'USD'),
  'tips.leastUSDC': least(500_000, 'USDC'),
  'tips.leastMESI': least(500_000, 'MESI'),
  'tips.noteCharacters': { value: 200, unit: 'characters', says: 'Longest text with a tip.', source: 'assumption' },
}

export interface Tip {
  readonly from: AccountId
  readonly to: AccountId
  readonly content: Hash | null
  readonly currency: Currency
  /** What it cost, the commission within, in `currency`. */
  readonly total: number
  readonly fee: number
  /** What arrived, in MESI. */
  readonly net: number
  readonly note: Writing | null
  readonly at: Millis
}
/** What a post or a profile was given so far; `net` in MESI. A profile counts the tips for its posts too. */
export interface TipSum {
  readonly count: number
  readonly net: number
}
/** By the act that sent it. */
export const tips = table<Tip>('tips.tips')
/** By content id, and by account. */
export const sums = table<TipSum>('tips.sums')
export const tables = [tips, sums]

export const tipSum = (w: Reader, on: Hash): TipSum => w.get(sums, on) ?? { count: 0, net: 0 }

/** What a tip costs and brings. `rates`: those its author agreed to; without, those in force. */
export interface TipAsked {
  readonly from: AccountId
  readonly to: AccountId
  readonly currency: Currency
  readonly amount: number
  readonly rates?: string | undefined
}
export function quoteTip(w: Reader, { from, to, currency, amount, rates }: TipAsked): Quote | Finding {
  const passage = { from, to, amount, currency, into: 'MESI', kind: 'tip', clause: 'TIP-3', rates } as const
  return quoteOf(w, passage, commissionOn(w, amount), 'TIP-7')
}

export const sent = rule({
  type: 'tips.sent',
  since: 1,
  data: events.sent,
  rests: [
    'TIP-1',
    'TIP-2',
    'TIP-3',
    'TIP-4',
    'TIP-5',
    'TIP-7',
    'TIP-11',
    'TIP-12',
    'ECO-1',
    'PROC-3',
    'LED-2',
    'LED-4',
    'LED-6',
    'LED-9',
    'MOD-3',
    'CORE-1',
  ],
  refuse(w, { by, data }) {
    const { to, content, currency, amount, note, agreed } = data
    const stranger = refuseReceiver(w, by, to)
    if (stranger) return stranger
    if (!earns(w, to)) return because('TIP-12', { until: standing(w, to).suspendedUntil })
    if (content !== undefined && (w.get(contents, content)?.author !== to || !maySee(w, by, content)))
      return because('TIP-9', { content, to })
    const barred = note && refuseBarred(w, by)
    if (barred) return barred
    const smallest = limit(w, `tips.least${currency}`)
    if (amount < smallest) return because('TIP-8', { amount, least: smallest, currency })
    const longest = limit(w, 'tips.noteCharacters')
    if (note && (note.characters < 1 || note.characters > longest)) return because('TIP-10', { characters: note.characters, most: longest })
    return refuseQuote(w, quoteOfSent(w, by, data), agreed)
  },
  apply(w, act) {
    const { to, content, currency, agreed, note } = act.data
    const { total, fee, net } = agreed
    post(w, act, postingsOf(quoteOfSent(w, act.by, act.data)), note)
    w.put(tips, act.id, { from: act.by, to, content: content ?? null, currency, total, fee, net, note: note ?? null, at: act.at })
    for (const on of content === undefined ? [to] : [to, content]) {
      const sum = tipSum(w, on)
      w.put(sums, on, { count: sum.count + 1, net: sum.net + net })
    }
  },
})
const quoteOfSent = (w: Reader, from: AccountId, { to, currency, amount, agreed }: events.Sent): Quote | Finding =>
  quoteTip(w, { from, to, currency, amount, rates: agreed.rates })

export const acts = [sent] as const
