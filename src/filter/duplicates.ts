/** Whether a work is on the platform already, and somebody else's. CORE-6. */
import { later } from '../language'
import type { Hit, Known } from './finding'
import { alike, distance, same } from './print'

/** A work with the same bytes. Own works, and what one has published oneself as well, are no theft. */
export function sameBytes(hash: string, known: readonly Known[], where: string): readonly Hit[] {
  const found = known.filter((each) => each.hash === hash)
  const [of] = found.some(({ mine }) => mine) ? [] : found
  return of ? [{ category: 'duplicate', sure: 1000, where, saw: later`the very file of another work`, of: of.work }] : []
}

/** The work that looks most like it. `mirrored`: the print it would have in a mirror. */
export function sameLooks(
  prints: { readonly print: string; readonly mirrored: string },
  known: readonly Known[],
  where: string,
): readonly Hit[] {
  const straight = nearest(prints.print, known)
  const turned = nearest(prints.mirrored, known)
  const best = straight && (!turned || straight.bits <= turned.bits) ? straight : turned
  if (!best || best.bits > alike) return []
  const clearly = best.bits <= same && best === straight
  const sure = clearly ? 960 - best.bits * 20 : 760 - best.bits * 20
  const saw = clearly
    ? later`the picture of another work`
    : best === turned
      ? later`the picture of another work in a mirror`
      : later`a picture much like that of another work`
  return [{ category: 'duplicate', sure, where, saw, of: best.of }]
}

/** Undefined if none has a print, or one of the author's own is as near. */
function nearest(print: string, known: readonly Known[]): { readonly of: string; readonly bits: number } | undefined {
  let theirs: { of: string; bits: number } | undefined
  let own = 64
  for (const { print: other, work, mine } of known) {
    if (!other) continue
    const bits = distance(print, other)
    if (mine) own = Math.min(own, bits)
    else if (!theirs || bits < theirs.bits) theirs = { of: work, bits }
  }
  return theirs && own > theirs.bits ? theirs : undefined
}
