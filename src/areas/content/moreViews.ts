/** What is asked about content beside the feed: what people made of it, galleries, collections; and the tables for DevTools. */
import type { Hash, Json } from '../../log/types'
import { accounts, blocks, follows, isModerator, isOpen, keptApart, reach } from '../accounts/rules'
import { type Face, faceOf, peopleIndex, type Profile, profile, type Words, wordsOf } from '../accounts/views'
import type { AccountId, Inquiry, Question, Shown, View } from '../area'
import { type Page, page, paged } from '../paging'
import { hash, slug, whole, z } from '../shapes'
import * as events from './events'
import {
  type Collection,
  type Comment,
  collections,
  comments,
  type Content,
  contents,
  type Item,
  items,
  type Like,
  likes,
  maySee,
  veils,
  versions,
  within,
  wordingFor,
} from './rules'
import {
  type Card,
  cardOf,
  checking,
  collectionIndex,
  commentIndex,
  contentIndex,
  feed,
  followingFeed,
  gateIndex,
  itemIndex,
  likedIndex,
  likeIndex,
  ofContent,
  oneContent,
  vibes,
} from './views'

const question = <A, R>(it: Question<A, R>): Question<A, R> => it

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

const indexes = [gateIndex, contentIndex, likedIndex, commentIndex, likeIndex, collectionIndex, itemIndex]
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
