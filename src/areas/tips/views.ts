/** What screens ask about tips, and their table. */
import type { Currency } from '../../kit/money'
import type { Hash, Millis } from '../../log/types'
import { limit } from '../accounts/tables'
import { type Face, faceOf, type Words, wordsOf } from '../accounts/views'
import { type AccountId, type Index, type Inquiry, question, type Shown, type View } from '../area'
import { comments, contents, likes } from '../content/tables'
import { type Card, cardOf, commentIndex, contentIndex, likeIndex } from '../content/views'
import { amount, currency } from '../ledger/events'
import { answerQuote, type QuoteAnswer, supposed } from '../ledger/views'
import { type Page, page, paged } from '../paging'
import { hash, instant, z } from '../shapes'
import { quoteTip, sent, type Tip, tips, tipSum, type TipSum } from './rules'

const tipsView: View<Tip> = {
  name: 'tips',
  version: 1,
  schema: 'id, from, to, content, at',
  of: tips,
  project: (row, id, text) => ({ id, ...row, note: row.note === null ? null : (text(row.note.hash) ?? null) }),
}
const views = [tipsView]

/** By content id, and by receiver: all tips, those for posts too. */
const tipsOnIndex: Index<Tip> = {
  name: 'tips.on',
  of: tips,
  lists: ({ to, content }) => (content === null ? [to] : [to, content]),
  rank: (row) => row.at,
}
const indexes = [tipsOnIndex]

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
  /** For who sent them and who got them (RPT-13). */
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
      const words = note && [from, tip.to].includes(q.as ?? '') ? wordsOf(q, note) : null
      return { id, ...rest, from: faceOf(q, from) ?? null, words, standing: q.standing(id) }
    }),
  }),
})

// How a gallery does: what came to it within a span of time, before that, and which posts most of it came to.

/** What came within a span. `net`: what arrived of the tips, in MESI. */
export interface Takings {
  readonly posts: number
  readonly likes: number
  readonly comments: number
  readonly tips: number
  readonly net: number
}
export interface GalleryStatistics {
  readonly during: Takings
  /** The span of the same length before it. */
  readonly before: Takings
  /** The posts to which something came, most of it first. */
  readonly best: readonly { readonly id: Hash; readonly card: Card; readonly takings: Takings }[]
}
const none: Takings = { posts: 0, likes: 0, comments: 0, tips: 0, net: 0 }
/** So many of the best are told. */
const BEST = 5

interface Span {
  readonly from: Millis
  readonly until: Millis
}

/** My own gallery, from `from` up to, but not at `until`; my own likes and comments do not count. */
export const galleryStatistics = question({
  name: 'galleryStatistics',
  args: z.strictObject({ from: instant, until: instant }),
  answer(q, span: Span): GalleryStatistics | null {
    const me = q.as
    if (me === undefined || span.until < span.from) return null
    const earlier = { from: span.from - (span.until - span.from), until: span.from }
    const each = q.list(contentIndex, `by ${me}`).map((id) => ({ id, takings: takingsOf(q, me, id, span) }))
    const best = each
      .filter(({ takings: { likes, comments, tips } }) => likes + comments + tips > 0)
      .sort((a, b) => b.takings.net - a.takings.net || b.takings.likes - a.takings.likes || b.takings.comments - a.takings.comments)
      .slice(0, BEST)
      .flatMap(({ id, takings }) => {
        const card = cardOf(q, id)
        return card ? [{ id, card, takings }] : []
      })
    return { during: allOf(q, me, span), before: allOf(q, me, earlier), best }
  },
})

function allOf(q: Inquiry, me: AccountId, span: Span): Takings {
  const posts = q.list(contentIndex, `by ${me}`)
  const came = posts.map((id) => takingsOf(q, me, id, span))
  const sum = (of: (takings: Takings) => number) => came.reduce((all, each) => all + of(each), 0)
  // Tips for the profile itself, too.
  return {
    posts: sum(({ posts }) => posts),
    likes: sum(({ likes }) => likes),
    comments: sum(({ comments }) => comments),
    ...tipped(q, me, span),
  }
}

function takingsOf(q: Inquiry, me: AccountId, id: Hash, span: Span): Takings {
  const row = q.get(contents, id)
  if (!row) return none
  const counts = (by: AccountId | undefined, at = 0) => by !== undefined && by !== me && isIn(span, at)
  return {
    posts: isIn(span, row.at) ? 1 : 0,
    likes: q.list(likeIndex, id).filter((like) => {
      const row = q.get(likes, like)
      return counts(row?.account, row?.at)
    }).length,
    comments: q.list(commentIndex, id).filter((comment) => {
      const row = q.get(comments, comment)
      return counts(row?.author, row?.at)
    }).length,
    ...tipped(q, id, span),
  }
}

function tipped(q: Inquiry, on: Hash, span: Span): Pick<Takings, 'tips' | 'net'> {
  const found = q
    .list(tipsOnIndex, on)
    .flatMap((id) => q.get(tips, id) ?? [])
    .filter(({ at }) => isIn(span, at))
  return { tips: found.length, net: found.reduce((sum, { net }) => sum + net, 0) }
}
const isIn = ({ from, until }: Span, at: Millis): boolean => at >= from && at < until

const questions = [tipQuote, tipTerms, tipsOn, galleryStatistics] as const

export const shown = { indexes, questions, views } satisfies Shown
