/** What has just happened in a world, for whoever looks: posts, arrivals and tips, newest first. */
import { accounts, isOpen, keptApart } from '../areas/accounts/tables'
import { type Face, faceOf, peopleIndex } from '../areas/accounts/views'
import type { Question } from '../areas/area'
import { maySee } from '../areas/content/shown'
import { contents } from '../areas/content/tables'
import { contentIndex } from '../areas/content/views'
import { whole, z } from '../areas/shapes'

export interface Lately {
  readonly id: string
  readonly kind: 'posted' | 'arrived'
  readonly at: number
  readonly who: Face
  readonly media: 'image' | 'video' | 'audio' | 'text' | null
}

export const lately: Question<{ readonly size: number }, readonly Lately[]> = {
  name: 'lately',
  args: z.strictObject({ size: whole(1, 50) }),
  answer(q, { size }) {
    const me = q.as ?? ''
    // A few more than are shown, for those that are not to be seen.
    const last = (keys: readonly string[]) => keys.slice(-size * 2)
    const posted = last(q.list(contentIndex, 'everyone')).flatMap((id) => {
      const row = q.get(contents, id)
      return row && maySee(q, me, id) ? [{ id, kind: 'posted' as const, at: row.at, account: row.author, media: row.media }] : []
    })
    const arrived = last(q.list(peopleIndex, 'all')).flatMap((id) => {
      const row = q.get(accounts, id)
      return row?.name && !keptApart(q, me, id) ? [{ id, kind: 'arrived' as const, at: row.at, account: id, media: null }] : []
    })
    return [...posted, ...arrived]
      .filter(({ account }) => account !== me && isOpen(q, account))
      .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
      .slice(0, size)
      .flatMap(({ account, ...rest }) => {
        const who = faceOf(q, account)
        return who ? [{ ...rest, who }] : []
      })
  },
}
