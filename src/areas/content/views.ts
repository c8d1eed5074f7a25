/** What screens and tests may ask about content, and the lists they page through. What the feed does without is in `reactionViews.ts` and `galleryViews.ts`. */
import type { Hash } from '../../log/types'
import { followTies } from '../accounts/tables'
import { type Face, faceOf, followIndex, type Words, wordsOf } from '../accounts/views'
import { type Index, type Inquiry, question } from '../area'
import { countBefore, type Page, page, paged, placeOf, readCursor, type Place, precedes, writeCursor } from '../paging'
import { hash, z } from '../shapes'
import * as events from './events'
import { maySee, seesBehind, visibility, wordingFor } from './shown'
import {
  type Collection,
  type Comment,
  collections,
  comments,
  type Content,
  contents,
  type Gate,
  gates,
  type Item,
  items,
  type Like,
  likes,
  within,
} from './tables'

// Lists.

/** Posts that are not deleted. `everyone`: those for everybody; `mood <mood>`, `vibes`: those of them with it, or of that form. `by <account>`: the gallery of a maker. `file <hash>`: who needs a blob. */
export const contentIndex: Index<Content> = {
  name: 'content.contents',
  of: contents,
  lists(row) {
    if (row.deleted !== null) return []
    const files = row.files.flatMap(({ hash, thumb }) => (thumb ? [hash, thumb.hash] : [hash]))
    return [...openLists(row), `by ${row.author}`, ...files.map((of) => `file ${of}`)]
  },
  rank: (row) => row.at,
}
/** The same lists of posts for everybody, least liked first. */
export const likedIndex: Index<Content> = {
  name: 'content.liked',
  of: contents,
  lists: (row) => (row.deleted === null ? openLists(row) : []),
  rank: (row) => row.likes,
}
const openLists = (row: Content): readonly string[] =>
  row.audience === 'everyone' ? ['everyone', ...(row.form === 'vibe' ? ['vibes'] : []), ...row.moods.map((mood) => `mood ${mood}`)] : []
/** Comments that are not deleted, by post. */
export const commentIndex: Index<Comment> = {
  name: 'content.comments',
  of: comments,
  lists: (row) => (row.deleted === null ? [row.content] : []),
  rank: (row) => row.at,
}
/** Who likes a post, by post. */
export const likeIndex: Index<Like> = { name: 'content.likes', of: likes, lists: (row) => [row.content], rank: (row) => row.at }
/** Collections by owner. */
export const collectionIndex: Index<Collection> = {
  name: 'content.collections',
  of: collections,
  lists: (row) => [row.owner],
  rank: (row) => row.at,
}
/** `in <collection>`: what it holds, in the order of adding. `of <post>`: where it sits. */
export const itemIndex: Index<Item> = {
  name: 'content.items',
  of: items,
  lists: (row) => [`in ${row.collection}`, `of ${row.content}`],
  rank: (row) => row.at,
}
/** `unexamined`: posts that the filter has not looked at as they say now, in the order in which they came. */
export const gateIndex: Index<Gate> = { name: 'content.gates', of: gates, lists: ({ state }) => [state], rank: ({ at }) => at }

// Answers.

/** A post as a card shows it: everything but the bytes. */
export interface Card {
  readonly id: Hash
  readonly author: Face
  /** Somebody else, once it was sold. */
  readonly owner: Face
  readonly form: events.Form
  readonly media: events.Media
  readonly files: readonly (events.File & { readonly blob: ReturnType<Inquiry['blob']> })[]
  readonly caption: Words | null
  readonly audience: events.Audience
  readonly moods: readonly events.Mood[]
  readonly tags: readonly string[]
  readonly category: Content['category']
  readonly made: events.Made
  readonly persona: Content['persona']
  /** What is said about AI: the account is one, or AI had a part in this post (ACC-10, AIP-8). */
  readonly labels: readonly ('AI' | 'AI content' | 'posted by an agent')[]
  readonly at: number
  readonly edits: number
  readonly editedAt: number | null
  readonly likes: number
  readonly comments: number
  readonly standing: ReturnType<Inquiry['standing']>
  /** Only its maker, its owner and moderators get to see such a card. */
  readonly takenDown: boolean
  /** Who sees behind the gate is told what it waits for: the filter, or a moderator. */
  readonly waits: Gate['state'] | null
  /** Meanwhile others see what it said before; else nothing of it. */
  readonly passed: boolean
  readonly liked: boolean
  readonly mine: boolean
  /** Only its maker, while still owning it, may edit and delete. */
  readonly editable: boolean
}

/** A card, or `undefined` where the one who asks may not see the post. Areas that sell or promote posts show the same one. */
export function cardOf(q: Inquiry, id: Hash): Card | undefined {
  const row = q.get(contents, id)
  const me = q.as ?? ''
  const author = row && faceOf(q, row.author)
  const owner = row && faceOf(q, row.owner)
  const wording = wordingFor(q, me, id)
  if (!row || !author || !owner || !wording || !maySee(q, me, id)) return undefined
  const gate = q.get(gates, id)
  return {
    id,
    author,
    owner,
    form: row.form,
    media: row.media,
    files: row.files.map((file) => ({ ...file, blob: q.blob(file.hash) })),
    caption: wording.caption && wordsOf(q, wording.caption),
    audience: row.audience,
    moods: row.moods,
    tags: wording.tags,
    category: row.category,
    made: row.made,
    persona: row.persona,
    labels: [
      ...(row.ai ? (['AI'] as const) : []),
      ...(row.made === 'human' ? [] : (['AI content'] as const)),
      ...(row.agent ? (['posted by an agent'] as const) : []),
    ],
    at: row.at,
    edits: row.edits,
    editedAt: row.editedAt,
    likes: row.likes,
    comments: row.comments,
    standing: q.standing(id),
    takenDown: visibility(q, id) === 'taken down',
    waits: gate?.hides && seesBehind(q, me, id) ? gate.state : null,
    passed: gate?.passed !== undefined && gate.passed !== null,
    liked: q.get(likes, within(id, me)) !== undefined,
    mine: row.author === me,
    editable: row.author === me && row.owner === me,
  }
}

// Questions.

export const ofContent = z.strictObject({ content: hash })

/** What everybody may see, newest or most liked first, without makers whom the one who asks blocks; all of it, or what fits. */
export const feed = question({
  name: 'feed',
  args: z.strictObject({
    mood: z.optional(z.enum(events.moods)),
    media: z.optional(z.enum(events.medias)),
    order: z.optional(z.enum(['newest', 'liked'])),
    ...paged,
  }),
  answer: (q, { mood, media, order, ...paging }): Page<Card> =>
    page(q, order === 'liked' ? likedIndex : contentIndex, mood === undefined ? 'everyone' : `mood ${mood}`, paging, 'newest', (id) =>
      media === undefined || q.get(contents, id)?.media === media ? cardOf(q, id) : undefined,
    ),
})

/** Vibes that the one who asks may see, newest first: everybody's, or one maker's. */
export const vibes = question({
  name: 'vibes',
  args: z.strictObject({ by: z.optional(hash), ...paged }),
  answer: (q, { by, ...paging }): Page<Card> =>
    page(q, contentIndex, by === undefined ? 'vibes' : `by ${by}`, paging, 'newest', (id) =>
      q.get(contents, id)?.form === 'vibe' ? cardOf(q, id) : undefined,
    ),
})

/** What those post whom the one who asks follows, and the own posts, newest first; all of it, or what fits a mood. */
export const followingFeed = question({
  name: 'followingFeed',
  args: z.strictObject({ mood: z.optional(z.enum(events.moods)), ...paged }),
  answer(q, { mood, cursor, size = 20 }): Page<Card> {
    const me = q.as
    if (me === undefined) return { items: [], cursor: null }
    const authors = [me, ...q.list(followIndex, `of ${me}`).flatMap((key) => q.get(followTies, key)?.to ?? [])]
    const before = cursor === undefined ? undefined : readCursor(cursor)
    const tails = authors.map((author) => tailOf(q, `by ${author}`, before))
    const cards: Card[] = []
    for (let last: Place | undefined; ; ) {
      const newest = tails.reduce<Tail | undefined>(
        (best, tail) => (tail.at && (!best?.at || precedes(best.at, tail.at)) ? tail : best),
        undefined,
      )
      if (!newest?.at) return { items: cards, cursor: null }
      if (cards.length === size) return { items: cards, cursor: last ? writeCursor(last) : null }
      const card = cardOf(q, newest.at.key)
      if (card && (mood === undefined || card.moods.includes(mood))) {
        cards.push(card)
        last = newest.at
      }
      newest.back()
    }
  },
})

interface Tail {
  /** The newest place not taken yet. */
  at: Place | undefined
  back(): void
}

function tailOf(q: Inquiry, list: string, before: Place | undefined): Tail {
  const keys = q.list(contentIndex, list)
  const place = (at: number): Place => placeOf(q, contentIndex, keys[at] as string)
  let end = before ? countBefore(keys.length, place, before) : keys.length
  const tail: Tail = {
    at: undefined,
    back() {
      end--
      tail.at = end >= 0 ? place(end) : undefined
    },
  }
  tail.back()
  return tail
}

/** One post with all there is to say about it; or why it is not to be seen. */
export const oneContent = question({
  name: 'content',
  args: ofContent,
  answer(q, { content }) {
    const card = cardOf(q, content)
    if (card) return { ...card, state: 'shown' as const, collections: collectionsWith(q, content) }
    const state = visibility(q, content)
    return { id: content, state: state === 'shown' ? ('not for you' as const) : state }
  },
})

function collectionsWith(q: Inquiry, content: Hash): readonly Hash[] {
  return q.list(itemIndex, `of ${content}`).flatMap((key) => {
    const item = q.get(items, key)
    return item && q.get(collections, item.collection) ? [item.collection] : []
  })
}

/** What has been at the gate for longer waits for its files, and for nobody else: it is not counted among those that come first. */
const LINGERS = 600_000

/** Of a post that the filter has not looked at: how many come before it. For whoever sees it meanwhile; `null` of any other. */
export const checking = question({
  name: 'checking',
  args: z.strictObject({ content: hash }),
  answer(q, { content }): { readonly before: number } | null {
    const gate = q.get(gates, content)
    if (gate?.state !== 'unexamined' || !seesBehind(q, q.as ?? '', content)) return null
    const line = q.list(gateIndex, 'unexamined')
    const first = line.slice(0, line.indexOf(content)).filter((id) => (q.get(gates, id)?.at ?? 0) > q.now - LINGERS)
    return { before: first.filter((id) => visibility(q, id) !== 'deleted').length }
  },
})
