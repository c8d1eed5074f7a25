/**
 * Double entry: who has how much, and the one function that changes it.
 *
 * A posting takes from one ledger account what it gives to another, so an entry that does not balance cannot even be written down.
 * Besides the wallets of accounts there are house accounts, whose names begin with `@`:
 *
 *     @world     what lies outside: cards and bank accounts. Money enters and leaves the platform through it.
 *     @fx        the exchange desk, which stands for the market outside: it takes in one currency and pays out another (PROC-6).
 *     @fees      commissions and fees of the platform
 *     @treasury  what the platform pays rewards from
 *     @held      money in holds, until they end
 *
 * The two outside accounts may be below zero: what they lack of a currency is what exists of it inside.
 */
import { type Currency, isAmount } from '../../kit/money'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Finding, Hash, Millis } from '../../log/types'
import { type AccountId, type Act, because } from '../area'
import type { Writing } from '../shapes'

export const houseAccounts = ['@world', '@fx', '@fees', '@treasury', '@held'] as const
export type HouseAccount = (typeof houseAccounts)[number]
export type LedgerAccount = AccountId | HouseAccount

/**
 * What a movement of money is for, in one word. An area that moves it for something else adds a word here; the compiler then asks what
 * statements call it (`kindNames` in `ui/words.ts`).
 */
export type Kind = 'top-up' | 'deposit' | 'transfer' | 'withdrawal' | 'conversion' | 'fee' | 'tip' | 'hold' | 'refund'

/** One movement of money as an area asks for it. */
export interface Posting {
  readonly from: LedgerAccount
  readonly to: LedgerAccount
  readonly amount: number
  readonly currency: Currency
  readonly kind: Kind
  /** The clause on which it rests. */
  readonly clause: string
  /** Who stands behind a house account here: the tipper behind what the exchange desk pays out. */
  readonly party?: AccountId
}

/** A posting that was made. */
export interface Entry extends Posting {
  readonly event: Hash
  readonly at: Millis
  /** The how-many-eth entry of the world: a statement lists by it. */
  readonly number: number
  /** What `from` and `to` had after it. */
  readonly fromLeft: number
  readonly toLeft: number
  /** What the author wrote with it. */
  readonly note?: Writing
}

/** What a ledger account has of one currency. `held` lies in holds, is not part of `available` and still belongs to it. */
export interface Wallet {
  readonly account: LedgerAccount
  readonly currency: Currency
  readonly available: number
  readonly held: number
}

/** Running totals of one currency, so that the books can be checked at any moment without adding up a world. */
export interface Books {
  /** All that ever came in from outside, and all that went back. */
  readonly minted: number
  readonly burnt: number
  /** What all inside accounts but `@held` have. */
  readonly balances: number
  /** What lies in `@held`. */
  readonly held: number
}

/** By `walletKey`. */
export const wallets = table<Wallet>('ledger.wallets')
/** By event and position in it: `<event>/0`. */
export const entries = table<Entry>('ledger.entries')
/** By currency. */
export const books = table<Books>('ledger.books')
/** One row, key 'entries': how many there are. */
export const counts = table<{ readonly entries: number }>('ledger.counts')

export const walletKey = (account: LedgerAccount, currency: Currency): string => `${account}/${currency}`

export const isOutside = (account: LedgerAccount): boolean => account === '@world' || account === '@fx'

/** The least that an account may have (LED-2). */
const floorOf = (account: LedgerAccount): number => (isOutside(account) ? Number.MIN_SAFE_INTEGER : 0)

export const walletOf = (w: Reader, account: LedgerAccount, currency: Currency): Wallet =>
  w.get(wallets, walletKey(account, currency)) ?? { account, currency, available: 0, held: 0 }

export const booksOf = (w: Reader, currency: Currency): Books => w.get(books, currency) ?? { minted: 0, burnt: 0, balances: 0, held: 0 }

/** LED-2: why these postings, made in this order, would leave somebody with too little; `undefined` if they can be made. */
export function refusePostings(w: Reader, postings: readonly Posting[]): Finding | undefined {
  const result = reckon(w, postings)
  return 'id' in result ? result : undefined
}

/**
 * Makes the postings. The ONLY function that changes a balance (LED-1).
 * `act` is what caused them; a timer gives the act that set it. Throws what would break the books: a rule asks `refusePostings` first.
 */
export function post(w: Tools, act: Pick<Act<unknown>, 'id'>, postings: readonly Posting[], note?: Writing): void {
  const result = reckon(w, postings)
  if ('id' in result) throw new Error(`postings break ${result.id}: ${JSON.stringify(result.facts)}`)
  const { touched, lines } = result
  for (const { key, account, currency, available, held } of touched) w.put(wallets, key, { account, currency, available, held })
  const kept: Currency[] = []
  for (const { account, currency } of touched) {
    if (isOutside(account) || kept.includes(currency)) continue
    kept.push(currency)
    keepBooks(w, currency, touched, postings)
  }
  let number = w.get(counts, 'entries')?.entries ?? 0
  w.put(counts, 'entries', { entries: number + postings.length })
  let position = 0
  for (const { posting, fromLeft, toLeft } of lines) {
    let key = `${act.id}/${position++}`
    while (w.get(entries, key)) key = `${act.id}/${position++}`
    const entry = entryOf(posting, act.id, w.now, number++, fromLeft, toLeft)
    w.put(entries, key, note === undefined ? entry : { ...entry, note })
  }
}

/** The words that an account sent to another with money; `undefined` where an act sent none. */
export function noteWith(
  w: Reader,
  event: Hash,
): { readonly from: AccountId; readonly to: AccountId; readonly words: Writing } | undefined {
  const first = w.get(entries, `${event}/0`)
  if (!first?.note) return undefined
  for (let position = 0; ; position++) {
    const entry = w.get(entries, `${event}/${position}`)
    if (!entry) return undefined
    if (!entry.to.startsWith('@') && entry.to !== first.from) return { from: first.from, to: entry.to, words: first.note }
  }
}

/** Spelt out, as are the rows below: money moves most often of all, and a frozen row is spread ten times more slowly than it is written. */
function entryOf(posting: Posting, event: Hash, at: Millis, number: number, fromLeft: number, toLeft: number): Entry {
  const { from, to, amount, currency, kind, clause, party } = posting
  return party === undefined
    ? { from, to, amount, currency, kind, clause, event, at, number, fromLeft, toLeft }
    : { from, to, amount, currency, kind, clause, party, event, at, number, fromLeft, toLeft }
}

/** Moves what an account's wallet shows as held; `placeHold` and its ends call it beside the posting to or from `@held`. */
export function showHeld(w: Tools, account: AccountId, currency: Currency, change: number): void {
  const wallet = walletOf(w, account, currency)
  w.put(wallets, walletKey(account, currency), { ...wallet, held: wallet.held + change })
}

interface Line {
  readonly posting: Posting
  readonly fromLeft: number
  readonly toLeft: number
}
/** A wallet that postings touch: what it had available before, and what it has after those reckoned so far. */
interface Touched {
  readonly key: string
  readonly account: LedgerAccount
  readonly currency: Currency
  readonly held: number
  readonly before: number
  available: number
}

/** The wallets as they would be, without writing anything. Each is looked for once; they are few, so a list finds them sooner than a map. */
function reckon(
  w: Reader,
  postings: readonly Posting[],
): Finding | { readonly touched: readonly Touched[]; readonly lines: readonly Line[] } {
  const touched: Touched[] = []
  const touch = (account: LedgerAccount, currency: Currency): Touched => {
    for (const each of touched) if (each.account === account && each.currency === currency) return each
    const key = walletKey(account, currency)
    const wallet = w.get(wallets, key)
    const before = wallet?.available ?? 0
    const each = { key, account, currency, held: wallet?.held ?? 0, before, available: before }
    touched.push(each)
    return each
  }
  const lines: Line[] = []
  for (const posting of postings) {
    const { from, to, amount, currency } = posting
    if (!isAmount(amount) || from === to) throw new Error(`not a posting: ${amount} ${currency} from ${from} to ${to}`)
    const fromLeft = (touch(from, currency).available -= amount)
    if (fromLeft < floorOf(from)) return lacking(w, postings, from, currency)
    const toLeft = (touch(to, currency).available += amount)
    if (!Number.isSafeInteger(toLeft)) return because('LED-3', { currency, available: toLeft - amount })
    lines.push({ posting, fromLeft, toLeft })
  }
  return { touched, lines }
}

/** What somebody has and what all of it together would take: people are told that, and not at which of the postings it ran out. */
function lacking(w: Reader, postings: readonly Posting[], account: LedgerAccount, currency: Currency): Finding {
  const { available } = walletOf(w, account, currency)
  const needed = postings.reduce((sum, each) => (each.from === account && each.currency === currency ? sum + each.amount : sum), 0)
  return because('LED-2', { currency, available, needed })
}

/** Brings the totals of one currency to where these postings leave it. */
function keepBooks(w: Tools, currency: Currency, touched: readonly Touched[], postings: readonly Posting[]): void {
  let { minted, burnt, balances, held } = booksOf(w, currency)
  for (const each of touched) {
    if (each.currency !== currency || isOutside(each.account)) continue
    if (each.account === '@held') held += each.available - each.before
    else balances += each.available - each.before
  }
  for (const { from, to, amount, currency: its } of postings) {
    if (its !== currency || isOutside(from) === isOutside(to)) continue
    if (isOutside(from)) minted += amount
    else burnt += amount
  }
  w.put(books, currency, { minted, burnt, balances, held })
}
