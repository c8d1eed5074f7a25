/** Who and what a few letters mean, for the palette: people by name and handle, posts by what they say. */
import { type Face, faceOf, peopleIndex, wordsOf } from '../areas/accounts/views'
import { blocks } from '../areas/accounts/tables'
import type { Question } from '../areas/area'
import { wordingFor } from '../areas/content/shown'
import { type Card, cardOf, contentIndex } from '../areas/content/views'
import { hash, z } from '../areas/shapes'
import type { Hash } from '../log/types'
import { begins, fit } from '../ui/fuzzy'

/** What is searched: read from the world once, and looked through with each letter. */
export interface Searched {
  readonly people: readonly { readonly face: Face; readonly says: string }[]
  readonly posts: readonly { readonly id: Hash; readonly says: string }[]
}
export type FoundPost = Pick<Card, 'id' | 'author' | 'caption' | 'media'>

/** Of each, how many of the newest are looked through, and how many are shown. */
const PEOPLE = 5_000
const POSTS = 1_000
const SHOWN = 5

export const searched: Question<Record<string, never>, Searched> = {
  name: 'searched',
  args: z.strictObject({}),
  answer(q) {
    const me = q.as ?? ''
    return {
      people: q
        .list(peopleIndex, 'all')
        .slice(-PEOPLE)
        .flatMap((account) => {
          const face = faceOf(q, account)
          return face && !blocks(q, account, me) ? [{ face, says: `${face.name} ${face.handle ?? ''}` }] : []
        }),
      posts: q
        .list(contentIndex, 'everyone')
        .slice(-POSTS)
        .flatMap((id) => {
          const wording = wordingFor(q, me, id)
          const words = wording?.caption ? wordsOf(q, wording.caption).text : ''
          return wording ? [{ id, says: `${words} ${wording.tags.join(' ')}` }] : []
        }),
    }
  },
}

/** More than any doing that fits by its letters, and less than what exactly is typed. */
const NAMED = 150

/** How well somebody fits: whose name or handle begins so is meant before anything that can be done. */
export const fitOf = ({ name, handle }: Pick<Face, 'name' | 'handle'>, text: string): number =>
  [name, handle ?? ''].some((called) => begins(text, called)) ? NAMED : (fit(text, name) ?? 1)

/** The people that fit best, and all posts that fit, the best first, then the newest: not everybody may see each. */
export function lookThrough(
  { people, posts }: Searched,
  text: string,
): { readonly people: readonly Face[]; readonly posts: readonly Hash[] } {
  const fitting = <T extends { readonly says: string }>(all: readonly T[]) =>
    all
      .flatMap((one) => {
        const score = fit(text, one.says)
        return score === undefined ? [] : [{ one, score }]
      })
      .sort((a, b) => b.score - a.score)
  return {
    people: fitting(people)
      .slice(0, SHOWN)
      .map(({ one }) => one.face),
    posts: fitting(posts.toReversed()).map(({ one }) => one.id),
  }
}

/** The first few of these posts that whoever asks may see. */
export const foundPosts: Question<{ readonly ids: readonly Hash[] }, readonly FoundPost[]> = {
  name: 'foundPosts',
  args: z.strictObject({ ids: z.array(hash) }),
  answer(q, { ids }) {
    const shown: FoundPost[] = []
    for (const id of ids) {
      const card = cardOf(q, id)
      if (card) shown.push({ id, author: card.author, caption: card.caption, media: card.media })
      if (shown.length === SHOWN) break
    }
    return shown
  },
}
