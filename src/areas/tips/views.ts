/** What screens ask about tips, and their table. */
import type { Currency } from '../../kit/money'
import type { Hash } from '../../log/types'
import { limit } from '../accounts/rules'
import { type Face, faceOf, type Words, wordsOf } from '../accounts/views'
import type { Index, Inquiry, Question, View } from '../area'
import { amount, currency } from '../ledger/events'
import { answerQuote, type QuoteAnswer, supposed } from '../ledger/views'
import { type Page, page, paged } from '../paging'
import { hash, z } from '../shapes'
import { quoteTip, sent, type Tip, tips, tipSum, type TipSum } from './rules'

const tipsView: View<Tip> = {
  name: 'tips',
  version: 1,
  schema: 'id, from, to, content, at',
  of: tips,
  project: (row, id, text) => ({ id, ...row, note: row.note === null ? null : (text(row.note.hash) ?? null) }),
}
export const views = [tipsView]

/** By content id, and by receiver: all tips, those for posts too. */
const tipsOnIndex: Index<Tip> = {
  name: 'tips.on',
  of: tips,
  lists: ({ to, content }) => (content === null ? [to] : [to, content]),
  rank: (row) => row.at,
}
export const indexes = [tipsOnIndex]

const question = <A, R>(it: Question<A, R>): Question<A, R> => it

/** The exact postings of a tip before it is sent, and the clause that would refuse it now. */
export const tipQuote = question({
  name: 'quoteTip',
  args: z.strictObject({ to: hash, content: z.optional(hash), currency, amount }),
  answer: (q, { to, content, currency, amount }): QuoteAnswer =>
    answerQuote(quoteTip(q, { from: q.as ?? '', to, currency, amount }), (agreed) =>
      sent.refuse(q, supposed(q, { to, currency, amount, agreed, ...(content === undefined ? {} : { content }) })),
    ),
})

/** What a form says before anything is entered: the smallest tip in each currency, in minor units, and the longest note. */
export const tipTerms = question({
  name: 'tipTerms',
  args: z.strictObject({}),
  answer: (q): { readonly least: Readonly<Record<Currency, number>>; readonly noteCharacters: number } => ({
    least: {
      EUR: limit(q, 'tips.leastEUR'),
      USD: limit(q, 'tips.leastUSD'),
      USDC: limit(q, 'tips.leastUSDC'),
      MESI: limit(q, 'tips.leastMESI'),
    },
    noteCharacters: limit(q, 'tips.noteCharacters'),
  }),
})

export interface TipLine extends Omit<Tip, 'note' | 'from'> {
  readonly id: Hash
  readonly from: Face | null
  readonly words: Words | null
  readonly standing: ReturnType<Inquiry['standing']>
}

/** The tips for a post, or for an account and all its posts, newest first, with their sum. */
export const tipsOn = question({
  name: 'tipsOn',
  args: z.strictObject({ on: hash, ...paged }),
  answer: (q, { on, ...paging }): TipSum & Page<TipLine> => ({
    ...tipSum(q, on),
    ...page(q, tipsOnIndex, on, paging, 'newest', (id) => {
      const tip = q.get(tips, id)
      if (!tip) return undefined
      const { note, from, ...rest } = tip
      return { id, ...rest, from: faceOf(q, from) ?? null, words: note && wordsOf(q, note), standing: q.standing(id) }
    }),
  }),
})

export const questions = [tipQuote, tipTerms, tipsOn] as const
