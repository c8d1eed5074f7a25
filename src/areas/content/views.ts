/** What screens and tests may ask about content, the lists they page through, and the tables that a person can read in DevTools. */
import type { Hash, Json } from '../../log/types'
import { accounts, blocks, follows, followTies, isModerator, isOpen, keptApart, reach } from '../accounts/rules'
import { type Face, faceOf, followIndex, peopleIndex, type Profile, profile, type Words, wordsOf } from '../accounts/views'
import type { AccountId, Index, Inquiry, Question, Shown, View } from '../area'
import { countBefore, type Page, page, paged, placeOf, readCursor, type Place, precedes, writeCursor } from '../paging'
import { hash, slug, whole, z } from '../shapes'
import * as events from './events'
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
  maySee,
  seesBehind,
  veils,
  versions,
  visibility,
  within,
  wordingFor,
} from './rules'

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
const indexes = [gateIndex, contentIndex, likedIndex, commentIndex, likeIndex, collectionIndex, itemIndex]

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
    liked: q.get(likes, within(id, me)) !== undefined,
    mine: row.author === me,
    editable: row.author === me && row.owner === me,
  }
}

// Questions.

const question = <A, R>(it: Question<A, R>): Question<A, R> => it
const ofContent = z.strictObject({ content: hash })

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

/** What a post said before it was edited, latest first. For its maker. */
export const contentHistory = question({
  name: 'contentHistory',
  args: ofContent,
  answer(q, { content }) {
    const row = q.get(contents, content)
    if (!row || row.author !== q.as) return []
    return Array.from({ length: row.edits }, (_, n) => q.get(versions, within(content, row.edits - n))).flatMap((version) =>
      version ? [{ ...version, caption: version.caption && wordsOf(q, version.caption) }] : [],
    )
  },
})

/** Comments on a post, oldest first, without those of accounts that one of the two blocks. */
export const commentsOn = question({
  name: 'comments',
  args: z.strictObject({ content: hash, ...paged }),
  answer(q, { content, ...paging }) {
    const me = q.as ?? ''
    const owner = q.get(contents, content)?.owner
    if (!maySee(q, me, content)) return { items: [], cursor: null }
    return page(q, commentIndex, content, paging, 'oldest', (id) => {
      const row = q.get(comments, id)
      const author = row && faceOf(q, row.author)
      if (!row || !author || keptApart(q, me, row.author) || author.deleted) return undefined
      const takenDown = q.get(veils, id) !== undefined
      if (takenDown && me !== row.author && !isModerator(q, me)) return undefined
      return {
        id,
        author,
        text: wordsOf(q, row.text),
        labels: row.made === 'generated' || row.agent ? (['AI content'] as const) : [],
        at: row.at,
        /** Only its author and moderators get to see it then. */
        takenDown,
        standing: q.standing(id),
        /** Whether the one who asks may delete it. */
        deletable: me !== '' && (me === row.author || me === owner),
      }
    })
  },
})

/** Who likes a post, newest first. */
export const likers = question({
  name: 'likers',
  args: z.strictObject({ content: hash, ...paged }),
  answer: (q, { content, ...paging }): Page<Face> =>
    maySee(q, q.as ?? '', content)
      ? page(q, likeIndex, content, paging, 'newest', (key) => {
          const like = q.get(likes, key)
          const face = like && faceOf(q, like.account)
          return face && !face.deleted && !keptApart(q, q.as ?? '', face.account) ? face : undefined
        })
      : { items: [], cursor: null },
})

export interface Reaction {
  /** The act. */
  readonly id: Hash
  readonly kind: 'like' | 'comment'
  readonly at: number
  readonly by: Face
  readonly post: Pick<Card, 'id' | 'media' | 'caption'>
  /** What a comment says. */
  readonly words: Words | null
  readonly standing: ReturnType<Inquiry['standing']>
}

/** What others made of the posts of the one who asks, newest first: likes and comments, without those of accounts that one of the two blocks. */
export const reactions = question({
  name: 'reactions',
  args: z.strictObject({ size: whole(1, 200) }),
  answer(q, { size }): readonly Reaction[] {
    const me = q.as
    if (me === undefined) return []
    const isMeant = (by: AccountId) => by !== me && isOpen(q, by) && !keptApart(q, me, by)
    const found: { readonly id: Hash; readonly content: Hash; readonly at: number; readonly by: AccountId; readonly comment?: Comment }[] =
      []
    for (const content of q.list(contentIndex, `by ${me}`)) {
      lastOf(q.list(likeIndex, content), size, (key) => {
        const like = q.get(likes, key)
        if (!like || !isMeant(like.account)) return false
        return found.push({ id: like.event, content, at: like.at, by: like.account }) > 0
      })
      lastOf(q.list(commentIndex, content), size, (id) => {
        const comment = q.get(comments, id)
        if (!comment || !isMeant(comment.author)) return false
        return found.push({ id, content, at: comment.at, by: comment.author, comment }) > 0
      })
    }
    return found
      .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
      .slice(0, size)
      .flatMap(({ id, content, at, by, comment }): Reaction[] => {
        const face = faceOf(q, by)
        const row = q.get(contents, content)
        if (!face || !row) return []
        return [
          {
            id,
            kind: comment ? 'comment' : 'like',
            at,
            by: face,
            post: { id: content, media: row.media, caption: row.caption && wordsOf(q, row.caption) },
            words: comment ? wordsOf(q, comment.text) : null,
            standing: q.standing(id),
          },
        ]
      })
  },
})

/** Goes through a list from its end until so many were taken. */
function lastOf(keys: readonly string[], most: number, take: (key: string) => boolean): void {
  for (let at = keys.length - 1, taken = 0; at >= 0 && taken < most; at--) if (take(keys[at] as string)) taken++
}

export interface Creator extends Profile {
  /** The account: by it a screen knows one again. */
  readonly id: AccountId
  /** How many of their posts the one who asks may see. */
  readonly droplets: number
  /** Their most liked ones, at most four. */
  readonly hottest: readonly Card[]
}

/**
 * Who posts and is not followed yet by the one who asks: first those who are about the same, then those whom most people follow.
 * `without`: not these.
 */
export const creators = question({
  name: 'creators',
  args: z.strictObject({ size: whole(1, 50), without: z.optional(z.array(hash)) }),
  answer(q, { size, without }): readonly Creator[] {
    const me = q.as ?? ''
    const passed = new Set(without)
    const mine = new Set(q.get(accounts, me)?.categories)
    const found = q.list(peopleIndex, 'all').flatMap((account) => {
      if (account === me || passed.has(account) || q.list(contentIndex, `by ${account}`).length === 0) return []
      if (follows(q, me, account) || keptApart(q, me, account)) return []
      const alike = q.get(accounts, account)?.categories.filter((category) => mine.has(category)).length ?? 0
      return [{ account, alike, followers: q.get(reach, account)?.followers ?? 0 }]
    })
    return found
      .sort((a, b) => b.alike - a.alike || b.followers - a.followers || (a.account < b.account ? -1 : 1))
      .slice(0, size)
      .flatMap(({ account }): Creator[] => {
        const known = profile.answer(q, { account })
        const seen = q.list(contentIndex, `by ${account}`).filter((id) => maySee(q, me, id))
        const hottest = seen
          .toReversed()
          .sort((a, b) => (q.get(contents, b)?.likes ?? 0) - (q.get(contents, a)?.likes ?? 0))
          .slice(0, 4)
        return known && seen.length > 0
          ? [{ ...known, id: account, droplets: seen.length, hottest: hottest.flatMap((id) => cardOf(q, id) ?? []) }]
          : []
      })
  },
})

/** A maker's gallery in the order of upload, from either end (GAL-3), by section, year (UTC) and tag (GAL-1, GAL-4). */
export const gallery = question({
  name: 'gallery',
  args: z.strictObject({
    account: hash,
    section: z.optional(z.enum(events.medias)),
    form: z.optional(z.enum(events.forms)),
    year: z.optional(whole(1970, 9999)),
    tag: z.optional(slug),
    from: z.optional(z.enum(['newest', 'oldest'])),
    ...paged,
  }),
  answer: (q, { account, section, form, year, tag, from = 'newest', ...paging }): Page<Card> =>
    page(q, contentIndex, `by ${account}`, paging, from, (id) => {
      const row = q.get(contents, id)
      if (!row || (section && row.media !== section) || (form && row.form !== form)) return undefined
      if (tag !== undefined && !wordingFor(q, q.as ?? '', id)?.tags.includes(tag)) return undefined
      if (year !== undefined && (row.at < Date.UTC(year, 0) || row.at >= Date.UTC(year + 1, 0))) return undefined
      return cardOf(q, id)
    }),
})

/** How much a gallery holds, by section, as the one who asks may see it. */
export const gallerySections = question({
  name: 'gallerySections',
  args: z.strictObject({ account: hash }),
  answer(q, { account }) {
    const counts = { image: 0, video: 0, audio: 0, text: 0 }
    for (const id of q.list(contentIndex, `by ${account}`)) {
      const row = q.get(contents, id)
      if (row && maySee(q, q.as ?? '', id)) counts[row.media]++
    }
    return counts
  },
})

/** By which years (UTC, latest first) and tags (most used first, at most 40) a gallery can be narrowed, as the one who asks may see it. */
export const galleryFilters = question({
  name: 'galleryFilters',
  args: z.strictObject({ account: hash }),
  answer(q, { account }) {
    const years = new Set<number>()
    const tags = new Map<string, number>()
    for (const id of q.list(contentIndex, `by ${account}`)) {
      const row = q.get(contents, id)
      if (!row || !maySee(q, q.as ?? '', id)) continue
      years.add(new Date(row.at).getUTCFullYear())
      for (const tag of wordingFor(q, q.as ?? '', id)?.tags ?? []) tags.set(tag, (tags.get(tag) ?? 0) + 1)
    }
    return {
      years: [...years].sort((a, b) => b - a),
      tags: [...tags].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).flatMap(([tag], i) => (i < 40 ? [tag] : [])),
    }
  },
})

export interface CollectionCard {
  readonly id: Hash
  readonly owner: Face
  readonly name: Words
  readonly at: number
  /** How much of it the one who asks may see. */
  readonly count: number
  /** Its first post, as a cover. */
  readonly cover: Card | null
  readonly standing: ReturnType<Inquiry['standing']>
}

function collectionOf(q: Inquiry, id: Hash): CollectionCard | undefined {
  const row = q.get(collections, id)
  const owner = row && faceOf(q, row.owner)
  if (!row || !owner || !isOpen(q, row.owner) || blocks(q, row.owner, q.as ?? '')) return undefined
  const seen = itemsSeen(q, id)
  const [first] = seen
  return {
    id,
    owner,
    name: wordsOf(q, row.name),
    at: row.at,
    count: seen.length,
    cover: (first === undefined ? undefined : cardOf(q, first)) ?? null,
    standing: q.standing(id),
  }
}

const itemsSeen = (q: Inquiry, collection: Hash): readonly Hash[] =>
  q.list(itemIndex, `in ${collection}`).flatMap((key) => {
    const item = q.get(items, key)
    return item && maySee(q, q.as ?? '', item.content) ? [item.content] : []
  })

/** The collections of an account, oldest first. */
export const collectionsBy = question({
  name: 'collections',
  args: z.strictObject({ account: hash }),
  answer: (q, { account }: { readonly account: AccountId }) => q.list(collectionIndex, account).flatMap((id) => collectionOf(q, id) ?? []),
})

/** One collection and what is in it, in the order of adding; `null` if it is not there. */
export const oneCollection = question({
  name: 'collection',
  args: z.strictObject({ collection: hash, ...paged }),
  answer(q, { collection, ...paging }) {
    const card = collectionOf(q, collection)
    if (!card) return null
    return {
      ...card,
      ...page(q, itemIndex, `in ${collection}`, paging, 'oldest', (key) => {
        const item = q.get(items, key)
        return item && cardOf(q, item.content)
      }),
    }
  },
})

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

const questions = [
  checking,
  feed,
  vibes,
  followingFeed,
  oneContent,
  contentHistory,
  commentsOn,
  likers,
  reactions,
  creators,
  gallery,
  gallerySections,
  galleryFilters,
  collectionsBy,
  oneCollection,
] as const

// Tables for DevTools and for paging with Dexie.

const plain = (text: Json | undefined): string => (typeof text === 'string' ? text : '')

export const contentsView: View<Content> = {
  name: 'contents',
  version: 1,
  schema: 'id, author, owner, at, form, media, audience, category, *tags, *moods',
  of: contents,
  project: (row, id, text) => ({
    id,
    author: row.author,
    owner: row.owner,
    ai: row.ai,
    form: row.form,
    media: row.media,
    files: row.files.map((file) => ({ ...file })),
    caption: row.caption ? plain(text(row.caption.hash)) : '',
    audience: row.audience,
    category: row.category,
    tags: [...row.tags],
    moods: [...row.moods],
    made: row.made,
    persona: row.persona,
    at: row.at,
    edits: row.edits,
    deleted: row.deleted,
    likes: row.likes,
    comments: row.comments,
  }),
}
export const commentsView: View<Comment> = {
  name: 'comments',
  version: 1,
  schema: 'id, content, author, at',
  of: comments,
  project: (row, id, text) => ({
    id,
    content: row.content,
    author: row.author,
    ai: row.ai,
    text: row.deleted === null ? plain(text(row.text.hash)) : '',
    at: row.at,
    deleted: row.deleted,
  }),
}
export const likesView: View<Like> = {
  name: 'likes',
  version: 1,
  schema: 'id, content, account, at',
  of: likes,
  project: (row, id) => ({ id, content: row.content, account: row.account, at: row.at }),
}
export const collectionsView: View<Collection> = {
  name: 'collections',
  version: 1,
  schema: 'id, owner, at',
  of: collections,
  project: (row, id, text) => ({ id, owner: row.owner, name: plain(text(row.name.hash)), at: row.at }),
}
export const itemsView: View<Item> = {
  name: 'collectionItems',
  version: 1,
  schema: 'id, collection, content, at',
  of: items,
  project: (row, id) => ({ id, collection: row.collection, content: row.content, at: row.at }),
}
const views = [contentsView, commentsView, likesView, collectionsView, itemsView]

export const shown: Shown = { indexes, questions, views }
