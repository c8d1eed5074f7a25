/** What follows from how sure the filter is. Both lines are assumptions; the bench shows what they cost. */
import type { Advice, Hit } from './finding'

/** From here on nothing else is likely. */
export const clear = 800
/** From here on a moderator should look. Below it, a hit is only told. */
export const doubtful = 400

/** The gravest hit speaks for all: several doubts together are no certainty. */
export function adviceOf(hits: readonly Hit[]): Advice {
  const most = Math.max(0, ...hits.map(({ sure }) => sure))
  return most >= clear ? 'block' : most >= doubtful ? 'doubt' : 'pass'
}

/** Gravest first, and no more than anybody reads. */
export function gravest(hits: readonly Hit[]): readonly Hit[] {
  return hits.toSorted((a, b) => b.sure - a.sure).slice(0, 32)
}
