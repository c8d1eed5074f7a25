/** What screens ask about money, and the tables they page through. An account sees its own wallet and statement, an admin everybody's. */
import { type Currency, convert, currencies } from '../../kit/money'
import type { Finding, Hash, Millis } from '../../log/types'
import { isAdmin, limit } from '../accounts/tables'
import { type Face, faceOf, type Words, wordsOf } from '../accounts/views'
import { type Index, type Inquiry, question, type Shown, type View } from '../area'
import { countBefore, type Page, page, paged } from '../paging'
import { hash, whole, z } from '../shapes'
import { confirmationTime, type Deposit, deposits } from './deposits'
import * as events from './events'
import { type Hold, holds } from './holds'
import {
  type Books,
  booksOf,
  type Entry,
  entries,
  houseAccounts,
  type Kind,
  type LedgerAccount,
  type Wallet,
  walletKey,
  walletOf,
  wallets,
} from './postings'
import { isFinding, type Quote, ratesInForce, ratesOf, type RateRow } from './quotes'
import {
  converted,
  depositable,
  quoteConversion,
  quoteTopUp,
  quoteTransfer,
  quoteWithdrawal,
  toppedUp,
  transferred,
  withdrawable,
  withdrawn,
} from './rules'

const walletsView: View<Wallet> = {
  name: 'wallets',
  version: 1,
  schema: 'id, account, currency',
  of: wallets,
  project: (row, key) => ({ id: key, ...row }),
}

const postingsView: View<Entry> = {
  name: 'postings',
  version: 1,
  schema: 'id, number, event, from, to, at',
  of: entries,
  project: (row, key, text) => ({ id: key, ...row, words: row.note === undefined ? null : (text(row.note.hash) ?? null) }),
}

const holdsView: View<Hold> = {
  name: 'holds',
  version: 1,
  schema: 'id, payer, state, due',
  of: holds,
  project: (row, key) => ({ id: key, ...row }),
}

const depositsView: View<Deposit> = {
  name: 'deposits',
  version: 1,
  schema: 'id, account, state, due',
  of: deposits,
  project: (row, key) => ({ id: key, ...row }),
}

const views = [walletsView, postingsView, holdsView, depositsView] as const

/** By `walletKey`: every entry of that account in that currency. */
const entriesOf: Index<Entry> = {
  name: 'ledger.entriesOf',
  of: entries,
  lists: ({ from, to, currency }) => [walletKey(from, currency), walletKey(to, currency)],
  rank: (row) => row.number,
}
/** By account: the holds that it pays or that are kept for it. */
const holdsOf: Index<Hold> = {
  name: 'ledger.holdsOf',
  of: holds,
  lists: ({ payer, party }) => (party === undefined || party === payer ? [payer] : [payer, party]),
  rank: (row) => row.at,
}
/** By account: the deposits that it waits for. */
const comingTo: Index<Deposit> = {
  name: 'ledger.comingTo',
  of: deposits,
  lists: ({ account, state }) => (state === 'coming' ? [account] : []),
  rank: (row) => row.at,
}
const indexes = [entriesOf, holdsOf, comingTo] as const

const ledgerAccount = z.union([hash, z.enum(houseAccounts)])

/** Whose books are asked for, if whoever asks may see them. */
function readable(q: Inquiry, account: LedgerAccount | undefined): LedgerAccount | undefined {
  const whose = account ?? q.as
  return q.as !== undefined && (whose === q.as || isAdmin(q, q.as)) ? whose : undefined
}

export interface Balance {
  readonly currency: Currency
  /** Can be spent. */
  readonly available: number
  /** Lies in holds. */
  readonly held: number
  /** Both together. */
  readonly posted: number
}
export interface WalletAnswer {
  readonly account: LedgerAccount
  readonly balances: readonly Balance[]
  /** What all of it is worth in EUR cents by the rates in force, without fees; `null` if it cannot be said. */
  readonly worth: number | null
  readonly withdrawable: readonly Currency[]
  /** The longest destination of a withdrawal. */
  readonly destinationCharacters: number
}

/** What an account has, of every currency. `null`: not for whoever asks. */
export const wallet = question({
  name: 'wallet',
  args: z.strictObject({ account: z.optional(ledgerAccount) }),
  answer(q, args): WalletAnswer | null {
    const account = readable(q, args.account)
    if (account === undefined) return null
    const balances = currencies.map((currency) => balanceOf(q, account, currency))
    return {
      account,
      balances,
      worth: worthOf(q, balances),
      withdrawable: withdrawable(q),
      destinationCharacters: limit(q, 'ledger.destinationCharacters'),
    }
  },
})

function balanceOf(q: Inquiry, account: LedgerAccount, currency: Currency): Balance {
  const { available, held } = walletOf(q, account, currency)
  return { currency, available, held, posted: available + held }
}

function worthOf(q: Inquiry, balances: readonly Balance[]): number | null {
  const rates = ratesOf(q, ratesInForce(q))?.rates
  if (!rates) return null
  let sum = 0
  for (const { posted, currency } of balances) {
    const worth = posted < 0 ? undefined : convert(posted, currency, 'EUR', rates)
    if (worth === undefined) return null
    sum += worth
  }
  return Number.isSafeInteger(sum) ? sum : null
}

/** One entry as one side of it reads it. */
export interface StatementLine {
  readonly id: string
  readonly number: number
  readonly at: Millis
  readonly kind: Kind
  /** Above zero: came in. */
  readonly amount: number
  readonly currency: Currency
  /** What was available after it. */
  readonly left: number
  /** The ledger account on the other side, and the person there or behind the house. */
  readonly counterparty: LedgerAccount
  readonly person: Face | null
  readonly event: Hash
  readonly clause: string
  /** What the author wrote with it. */
  readonly words: Words | null
  readonly standing: ReturnType<Inquiry['standing']>
}
export interface StatementPage {
  readonly account: LedgerAccount
  /** Newest first. */
  readonly lines: readonly StatementLine[]
  /** `before` for the next page; `null` at the end. */
  readonly next: number | null
}

/** The statement of an account, all currencies or one, a page at a time. `null`: not for whoever asks. */
export const statement = question({
  name: 'statement',
  args: z.strictObject({
    account: z.optional(ledgerAccount),
    currency: z.optional(events.currency),
    before: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
    limit: z.optional(whole(1, 200)),
  }),
  answer(q, { account, currency, before = Number.MAX_SAFE_INTEGER, limit = 50 }): StatementPage | null {
    const whose = readable(q, account)
    if (whose === undefined) return null
    const lists = (currency ? [currency] : currencies).map((each) => {
      const keys = q.list(entriesOf, walletKey(whose, each))
      const place = (at: number) => ({ rank: numberOf(q, keys[at] as string), key: '' })
      return { keys, end: countBefore(keys.length, place, { rank: before, key: '' }) }
    })
    const lines: StatementLine[] = []
    while (lines.length < limit) {
      let newest: { readonly key: string; readonly row: Entry; readonly list: (typeof lists)[number] } | undefined
      for (const list of lists) {
        const key = list.keys[list.end - 1]
        const row = list.end > 0 && key !== undefined ? q.get(entries, key) : undefined
        if (key !== undefined && row && (!newest || row.number > newest.row.number)) newest = { key, row, list }
      }
      if (!newest) break
      newest.list.end--
      lines.push(lineOf(q, whose, newest.key, newest.row))
    }
    return { account: whose, lines, next: lists.some((list) => list.end > 0) ? (lines.at(-1)?.number ?? null) : null }
  },
})

const numberOf = (q: Inquiry, key: string): number => (q.get(entries, key) as Entry).number

function lineOf(q: Inquiry, whose: LedgerAccount, id: string, row: Entry): StatementLine {
  const isIn = row.to === whose
  const counterparty = isIn ? row.from : row.to
  return {
    id,
    number: row.number,
    at: row.at,
    kind: row.kind,
    amount: isIn ? row.amount : -row.amount,
    currency: row.currency,
    left: isIn ? row.toLeft : row.fromLeft,
    counterparty,
    person: faceOf(q, row.party ?? counterparty) ?? null,
    event: row.event,
    clause: row.clause,
    words: row.note === undefined ? null : wordsOf(q, row.note),
    standing: q.standing(row.event, row.at),
  }
}

/** What one act did to the money of the one who asks. */
export interface Turnover {
  /** The act. */
  readonly id: Hash
  readonly at: Millis
  readonly kind: Kind
  /** The person on the other side. */
  readonly person: Face | null
  /** What left the wallet, fees in it, and what came in. */
  readonly paid: { readonly amount: number; readonly currency: Currency } | null
  readonly got: { readonly amount: number; readonly currency: Currency } | null
  readonly words: Words | null
  readonly standing: ReturnType<Inquiry['standing']>
}

/** The own statement by act instead of by entry, newest first. */
export const turnovers = question({
  name: 'turnovers',
  args: z.strictObject({ size: whole(1, 200) }),
  answer(q, { size }): readonly Turnover[] {
    // No act posts more than four entries to one side: a top-up, its fee, and both legs of a conversion.
    const lines = statement.answer(q, { limit: size * 4 })?.lines ?? []
    // What time ended bears the name of the act that began it, and is told by itself.
    const acts = new Map<string, StatementLine[]>()
    for (const line of lines) {
      const name = `${line.event} ${line.at}`
      acts.set(name, [...(acts.get(name) ?? []), line])
    }
    // What only passed through the wallet, such as the euros of a top-up that arrives as MESI, neither left it nor came to it.
    const changes = (of: readonly StatementLine[]) =>
      currencies.map((currency) => ({
        currency,
        amount: of.reduce((sum, each) => (each.currency === currency ? sum + each.amount : sum), 0),
      }))
    return [...acts.values()].slice(0, size).flatMap((lines): Turnover[] => {
      const main = lines.findLast(({ kind }) => kind !== 'fee')
      if (!main) return []
      const changed = changes(lines)
      const paid = changed.find(({ amount }) => amount < 0)
      const got = changed.find(({ amount }) => amount > 0)
      const { event, at, kind, person, words, standing } = main
      return [
        {
          id: event,
          at,
          kind,
          person,
          paid: paid ? { ...paid, amount: -paid.amount } : null,
          got: got ?? null,
          words,
          standing,
        },
      ]
    })
  },
})

/** What one act posted, with everybody who had a part in it. */
export interface PostingsAnswer {
  readonly entries: readonly (Entry & { readonly id: string })[]
  readonly people: readonly Face[]
}

/** The entries of an act, in order; its later ones, such as the end of a hold by time, too. `null`: not for whoever asks. */
export const postingsQuestion = question({
  name: 'postings',
  args: z.strictObject({ event: hash }),
  answer(q, { event }): PostingsAnswer | null {
    const found: (Entry & { readonly id: string })[] = []
    for (let position = 0; ; position++) {
      const id = `${event}/${position}`
      const entry = q.get(entries, id)
      if (!entry) break
      found.push({ id, ...entry })
    }
    const parties = new Set(found.flatMap(({ from, to, party }) => [from, to, ...(party === undefined ? [] : [party])]))
    const mayRead = q.as !== undefined && (parties.has(q.as) || isAdmin(q, q.as))
    if (found.length > 0 && !mayRead) return null
    return { entries: found, people: [...parties].flatMap((account) => faceOf(q, account) ?? []) }
  },
})

/** A quote, and the clause that would refuse the act if it were done now, asked of the very rule that will judge it. */
export interface QuoteAnswer {
  readonly quote: Quote | null
  readonly refusal: Finding | null
}

/** For the quotes of all areas. `refuse` gets what the author would agree to. */
export function answerQuote(quote: Quote | Finding, refuse: (agreed: events.Agreed) => Finding | undefined): QuoteAnswer {
  if (isFinding(quote)) return { quote: null, refusal: quote }
  return { quote, refusal: refuse(quote.agreed) ?? null }
}

/** An act as it would stand here and now. */
export const supposed = <D>(q: Inquiry, data: D) => ({ id: '', device: '', by: q.as ?? '', at: q.now, data })

/** What can be deposited now, and how it will go. */
export interface DepositTerms {
  readonly currencies: readonly Currency[]
  /** Of one currency in one day. */
  readonly most: Readonly<Partial<Record<Currency, number>>>
  readonly confirmations: number
  /** Milliseconds that all of them take. */
  readonly takes: number
}
export const depositTerms = question({
  name: 'depositTerms',
  args: z.strictObject({}),
  answer(q): DepositTerms {
    const allowed = depositable(q)
    const most = Object.fromEntries(allowed.map((currency) => [currency, limit(q, `ledger.deposit${currency}`)]))
    return { currencies: allowed, most, confirmations: limit(q, 'ledger.confirmations'), takes: confirmationTime(q) }
  },
})

export type ComingDeposit = Deposit & { readonly id: Hash; readonly standing: ReturnType<Inquiry['standing']> }

/** The own deposits that are not confirmed yet, oldest first. */
export const comingDeposits = question({
  name: 'comingDeposits',
  args: z.strictObject({}),
  answer: (q): readonly ComingDeposit[] =>
    q.list(comingTo, q.as ?? '').flatMap((id) => {
      const deposit = q.get(deposits, id)
      return deposit ? [{ id, ...deposit, standing: q.standing(id) }] : []
    }),
})

/** A deposit by its act. `null`: none, or not for whoever asks. */
export const depositQuestion = question({
  name: 'deposit',
  args: z.strictObject({ event: hash }),
  answer(q, { event }): Deposit | null {
    const deposit = q.get(deposits, event)
    return deposit && readable(q, deposit.account) === undefined ? null : (deposit ?? null)
  },
})

/** What a top-up costs and brings. */
export const topUpQuote = question({
  name: 'quoteTopUp',
  args: z.strictObject({ currency: events.fiat, amount: events.amount, into: events.currency }),
  answer: (q, args): QuoteAnswer =>
    answerQuote(quoteTopUp(q, { account: q.as ?? '', ...args }), (agreed) =>
      toppedUp.refuse(q, supposed(q, { card: 'works', ...args, agreed })),
    ),
})

export const transferQuote = question({
  name: 'quoteTransfer',
  args: z.strictObject({ to: hash, currency: events.currency, amount: events.amount }),
  answer: (q, args): QuoteAnswer =>
    answerQuote(quoteTransfer(q, { account: q.as ?? '', ...args }), (agreed) => transferred.refuse(q, supposed(q, { ...args, agreed }))),
})

export const withdrawalQuote = question({
  name: 'quoteWithdrawal',
  args: z.strictObject({ currency: events.currency, amount: events.amount }),
  answer: (q, args): QuoteAnswer =>
    answerQuote(quoteWithdrawal(q, { account: q.as ?? '', ...args }), (agreed) =>
      withdrawn.refuse(q, supposed(q, { ...args, destination: { hash: '', characters: 1 }, agreed })),
    ),
})

export const conversionQuote = question({
  name: 'quoteConversion',
  args: z.strictObject({ from: events.currency, to: events.currency, amount: events.amount }),
  answer: (q, { from, to, amount }): QuoteAnswer =>
    answerQuote(quoteConversion(q, { account: q.as ?? '', amount, currency: from, into: to }), (agreed) =>
      converted.refuse(q, supposed(q, { from, to, amount, agreed })),
    ),
})

/** The rates in force, in millionths of a US dollar for one whole unit. */
export const rates = question({
  name: 'rates',
  args: z.strictObject({}),
  answer(q): RateRow & { readonly id: string } {
    const id = ratesInForce(q)
    return { id, ...(ratesOf(q, id) as RateRow) }
  },
})

/** The holds an account pays or waits for, newest first. `null`: not for whoever asks. */
export const holdsQuestion = question({
  name: 'holds',
  args: z.strictObject({ account: z.optional(hash), state: z.optional(z.enum(['open', 'released', 'refunded', 'expired'])), ...paged }),
  answer(q, { account, state, ...paging }): Page<Hold & { readonly id: string }> | null {
    const whose = readable(q, account)
    if (whose === undefined) return null
    return page(q, holdsOf, whose, paging, 'newest', (id) => {
      const hold = q.get(holds, id)
      return hold && (state === undefined || hold.state === state) ? { id, ...hold } : undefined
    })
  },
})

/** What the house has. Anybody may know. */
export const houseBalances = question({
  name: 'houseBalances',
  args: z.strictObject({}),
  answer: (q): readonly { readonly account: LedgerAccount; readonly balances: readonly Balance[] }[] =>
    houseAccounts.map((account) => ({ account, balances: currencies.map((currency) => balanceOf(q, account, currency)) })),
})

export interface BooksAnswer {
  readonly isBalanced: boolean
  readonly currencies: readonly (Books & { readonly currency: Currency; readonly isBalanced: boolean })[]
}

/** The light that is always on: per currency, what came in less what went out is what everybody has and what is held. */
export const booksQuestion = question({
  name: 'books',
  args: z.strictObject({}),
  answer(q): BooksAnswer {
    const all = currencies.map((currency) => {
      const total = booksOf(q, currency)
      return { currency, ...total, isBalanced: total.minted - total.burnt === total.balances + total.held }
    })
    return { isBalanced: all.every((each) => each.isBalanced), currencies: all }
  },
})

const questions = [
  wallet,
  statement,
  turnovers,
  postingsQuestion,
  topUpQuote,
  transferQuote,
  withdrawalQuote,
  conversionQuote,
  depositTerms,
  comingDeposits,
  depositQuestion,
  rates,
  holdsQuestion,
  houseBalances,
  booksQuestion,
] as const

export const shown = { indexes, questions, views } satisfies Shown
