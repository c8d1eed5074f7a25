/** What is asked about one post beside the feed: what it said before, what people made of it, and why it is in sight. */
import type { Hash } from '../../log/types'
import { follows, isModerator, isOpen, keptApart } from '../accounts/tables'
import { type Face, faceOf, type Listed, listed, type Words, wordsOf } from '../accounts/views'
import { type AccountId, type Inquiry, question } from '../area'
import { type Page, page, paged } from '../paging'
import { hash, whole, z } from '../shapes'
import { isMeantFor, maySee, visibilityOf } from './shown'
import { type Comment, comments, contents, likes, veils, versions, within } from './tables'
import { type Card, commentIndex, contentIndex, likeIndex, ofContent } from './views'

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

export type ReasonSeen = 'mine' | 'owned' | 'followed' | 'for followers' | 'for everyone' | 'moderator'

/** Why who asks gets to see a post, as the feeds choose: all that holds, the nearest first. `null` of what they do not get to see. */
export const whySeen = question({
  name: 'whySeen',
  args: ofContent,
  answer(q, { content }) {
    const me = q.as ?? ''
    const row = q.get(contents, content)
    const author = row && faceOf(q, row.author)
    if (!row || !author || !maySee(q, me, content)) return null
    const isForEveryone = row.audience === 'everyone'
    const isMeant = isMeantFor(q, me, content, row, visibilityOf(q, content, row)) && !keptApart(q, me, row.author)
    const holds: { readonly [R in ReasonSeen]: boolean } = {
      mine: me === row.author,
      owned: me === row.owner && me !== row.author,
      followed: isMeant && isForEveryone && follows(q, me, row.author),
      'for followers': isMeant && !isForEveryone && me !== row.author,
      'for everyone': isMeant && isForEveryone,
      moderator: !isMeant && me !== row.author && me !== row.owner,
    }
    const isInFeed = isForEveryone || me === row.author || follows(q, me, row.author)
    return {
      author,
      form: row.form,
      /** Under which it comes up in the feed of who asks. */
      moods: isInFeed ? row.moods : [],
      reasons: reasonsSeen.filter((reason) => holds[reason]),
    }
  },
})
const reasonsSeen: readonly ReasonSeen[] = ['mine', 'owned', 'followed', 'for followers', 'for everyone', 'moderator']

/** Who likes a post, newest first. */
export const likers = question({
  name: 'likers',
  args: z.strictObject({ content: hash, ...paged }),
  answer: (q, { content, ...paging }): Page<Listed> =>
    maySee(q, q.as ?? '', content)
      ? page(q, likeIndex, content, paging, 'newest', (key) => {
          const like = q.get(likes, key)
          const face = like && faceOf(q, like.account)
          return face && !face.deleted && !keptApart(q, q.as ?? '', face.account) ? listed(face) : undefined
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
