/** What is asked about makers and what they have: who is new to somebody, galleries and collections. */
import { nameShown } from '../../kit/names'
import type { Hash } from '../../log/types'
import { accounts, blocks, follows, isModerator, isOpen, keptApart, reach } from '../accounts/tables'
import { type Face, faceOf, type Listed, peopleIndex, type Profile, profile, type Words, wordsOf } from '../accounts/views'
import { type AccountId, type Inquiry, question } from '../area'
import { earns } from '../flags/rules'
import { type Page, page, paged } from '../paging'
import { hash, slug, whole, z } from '../shapes'
import * as events from './events'
import { maySee, nameCoveredBy, wordingFor } from './shown'
import { type Collection, collections, contents, items } from './tables'
import { type Card, cardOf, collectionIndex, contentIndex, itemIndex } from './views'

export interface Creator extends Profile, Listed {
  /** How many of their posts the one who asks may see. */
  readonly droplets: number
  /** Their most liked ones, at most four. */
  readonly hottest: readonly Card[]
}

/**
 * Who posts, is neither suspended nor banned, and is not followed yet by the one who asks: first those who are about the same, then those
 * whom most people follow.
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
      if (follows(q, me, account) || keptApart(q, me, account) || !earns(q, account)) return []
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
  /** '' to others than its owner and moderators while it is taken down. */
  readonly name: Words
  /** Moderators took its name down. */
  readonly takenDown: boolean
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
  const takenDown = nameCoveredBy(row) !== undefined
  return {
    id,
    owner,
    name: takenDown && q.as !== row.owner && !isModerator(q, q.as ?? '') ? { state: 'here', text: '' } : nameOf(q, row),
    takenDown,
    at: row.at,
    count: seen.length,
    cover: (first === undefined ? undefined : cardOf(q, first)) ?? null,
    standing: q.standing(id),
  }
}

function nameOf(q: Inquiry, { name }: Collection): Words {
  const words = wordsOf(q, name)
  return { ...words, text: nameShown(words.text) || words.text }
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
