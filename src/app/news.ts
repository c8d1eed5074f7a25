/** News: what others did that concerns me, and what became of what I did. Which of it is new, and which belongs together. */
import type { Face, Words } from '../areas/accounts/views'
import type { Reaction } from '../areas/content/reactionViews'
import type { Turnover } from '../areas/ledger/views'
import type { DecisionLine, Stuck } from '../areas/moderation/views'
import type { Currency } from '../kit/money'
import type { VoidAct } from '../peer/voids'

interface Common {
  /** The act; of a follow, who follows since when. */
  readonly id: string
  readonly at: number
  readonly standing: 'pending' | 'final' | 'void' | 'unknown'
}
export type News = Common &
  (
    | { readonly kind: 'follow'; readonly by: Face }
    | { readonly kind: 'like'; readonly by: Face; readonly post: Reaction['post'] }
    | { readonly kind: 'comment'; readonly by: Face; readonly post: Reaction['post']; readonly words: Words | null }
    | { readonly kind: 'tip'; readonly by: Face | null; readonly content: string | null; readonly sum: Sum; readonly words: Words | null }
    | { readonly kind: 'transfer'; readonly by: Face | null; readonly sum: Sum; readonly words: Words | null }
    | { readonly kind: 'mine'; readonly turnover: Turnover }
    | { readonly kind: 'decision'; readonly told: Told; readonly decision: Pick<DecisionLine, 'outcome' | 'subject' | 'review'> }
    | { readonly kind: 'stuck'; readonly on: Stuck }
    | { readonly kind: 'void'; readonly act: VoidAct }
  )
/** made: it has its consequences. kept: an appeal changed nothing. taken back: by appeal. up again: I changed what it was about. */
export type Told = 'made' | 'kept' | 'taken back' | 'up again'
export interface Sum {
  readonly amount: number
  readonly currency: Currency
}

/** What is told of a decision that concerns me: nothing while it can be undone, then what came of it. */
export function toldOf({ id, standing, outcome, subject, effective, review, appeal, ended }: DecisionLine): readonly News[] {
  const answer = appeal?.answer
  const told: readonly (readonly [Told, number | null | undefined])[] = [
    ['made', effective],
    ['kept', answer?.outcome === 'kept' ? answer.at : null],
    ['taken back', ended?.why === 'overturned' ? ended.at : null],
    ['up again', ended?.why === 'changed' ? ended.at : null],
  ]
  return told.flatMap(([told, at]) =>
    typeof at === 'number' ? [{ kind: 'decision', id: `${id} ${told}`, at, standing, told, decision: { outcome, subject, review } }] : [],
  )
}

/** What I have seen: all that was final when I looked, and what else stood there by then. */
export interface Mark {
  /** World time up to which everything was final: nothing can come before it any more. */
  readonly upTo: number
  readonly ids: readonly string[]
}

/** What gets known long after it happened: only its name tells whether it was seen. */
const isLate = (kind: News['kind']): boolean => kind === 'void' || kind === 'stuck'

/** What I did myself is no news; but that it did not happen is. */
export function isNew({ kind, id, at }: Pick<News, 'kind' | 'id' | 'at'>, mark: Mark | undefined): boolean {
  if (kind === 'mine') return false
  return !mark || ((isLate(kind) || at > mark.upTo) && !mark.ids.includes(id))
}

/** @param asOf world time up to which everything is final */
export const markOf = (news: readonly Pick<News, 'kind' | 'id' | 'at'>[], asOf: number): Mark => ({
  upTo: asOf,
  ids: news.filter(({ kind, at }) => kind !== 'mine' && (isLate(kind) || at > asOf)).map(({ id }) => id),
})

/** Several of a kind as one: everybody who likes the same post or has begun to follow on the same day, newest first. */
export interface Bundle {
  readonly first: News
  readonly by: readonly Face[]
}

export function bundled(news: readonly News[]): readonly Bundle[] {
  const bundles = new Map<string, { first: News; by: Face[] }>()
  for (const each of news) {
    const key = bundleOf(each)
    const others = bundles.get(key)
    const by = 'by' in each && each.by ? [each.by] : []
    if (others) others.by.push(...by)
    else bundles.set(key, { first: each, by })
  }
  return [...bundles.values()]
}

const DAY = 86_400_000
function bundleOf(news: News): string {
  const day = Math.floor(news.at / DAY)
  if (news.kind === 'like') return `like ${news.post.id} ${day}`
  return news.kind === 'follow' ? `follow ${day}` : `${news.kind} ${news.id}`
}
