/** Who and what a few letters mean, for the palette: people by name and handle, posts by what they say. */
import { type Face, faceOf, peopleIndex, wordsOf } from '../areas/accounts/views'
import { blocks } from '../areas/accounts/rules'
import type { Question } from '../areas/area'
import { contents, wordingFor } from '../areas/content/rules'
import { type Card, cardOf, contentIndex } from '../areas/content/views'
import { z } from '../areas/shapes'
import { fit } from '../ui/fuzzy'

export interface Found {
  readonly people: readonly Face[]
  readonly posts: readonly Pick<Card, 'id' | 'author' | 'caption' | 'media'>[]
}

/** Of each, how many of the newest are looked through, and how many are shown. */
const PEOPLE = 5_000
const POSTS = 1_000
const SHOWN = 5

export const found: Question<{ readonly text: string }, Found> = {
  name: 'found',
  args: z.strictObject({ text: z.string().check(z.maxLength(100)) }),
  answer(q, { text }) {
    const me = q.as ?? ''
    const people = q
      .list(peopleIndex, 'all')
      .slice(-PEOPLE)
      .flatMap((account) => {
        const face = faceOf(q, account)
        const score = face && fit(text, `${face.name} ${face.handle ?? ''}`)
        return face && score !== undefined && !blocks(q, account, me) ? [{ face, score }] : []
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, SHOWN)
      .map(({ face }) => face)
    const posts = q
      .list(contentIndex, 'everyone')
      .slice(-POSTS)
      .flatMap((id) => {
        const row = q.get(contents, id)
        const says = wordingFor(q, q.as ?? '', id)
        const words = says?.caption ? wordsOf(q, says.caption).text : ''
        const score = says && fit(text, `${words} ${says.tags.join(' ')}`)
        return row && score !== undefined ? [{ id, at: row.at, score }] : []
      })
      .sort((a, b) => b.score - a.score || b.at - a.at)
    const shown: Found['posts'][number][] = []
    for (const { id } of posts) {
      const card = cardOf(q, id)
      if (card) shown.push({ id, author: card.author, caption: card.caption, media: card.media })
      if (shown.length === SHOWN) break
    }
    return { people, posts: shown }
  },
}
