/** Whether a work is on the platform already, and somebody else's. CORE-6. */
import { later } from '../language'
import type { Hit, Known } from './finding'
import { alike, distance, same } from './print'
import type { Nearest } from './shelf'

/** A work with the same bytes. Own works, and what one has published oneself as well, are no theft. */
export function sameBytes(hash: string, known: readonly Known[], where: string): readonly Hit[] {
  const found = known.filter((each) => each.hash === hash)
  const [of] = found.some(({ mine }) => mine) ? [] : found
  return of ? [{ category: 'duplicate', sure: 1000, where, saw: later`the very file of another work`, of: of.work }] : []
}

/** What a print is nearest to. */
export type Near = (print: string) => Nearest

/** The work that looks most like it. `mirrored`: the print it would have in a mirror. */
export function sameLooks(prints: { readonly print: string; readonly mirrored: string }, near: Near, where: string): readonly Hit[] {
  const straight = notOwn(near(prints.print))
  const turned = notOwn(near(prints.mirrored))
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

/** Of one's own work, that of others is no theft if one's own is as near. */
const notOwn = ({ theirs, own }: Nearest) => (theirs && own > theirs.bits ? theirs : undefined)

/** Among a few works that are at hand. */
export const among =
  (known: readonly Known[]): Near =>
  (print) => {
    let [theirs, own]: [Nearest['theirs'], number] = [undefined, 64]
    for (const { print: other, work, mine } of known) {
      if (!other) continue
      const bits = distance(print, other)
      if (mine) own = Math.min(own, bits)
      else if (!theirs || bits < theirs.bits) theirs = { of: work, bits }
    }
    return { theirs, own }
  }

/** What is nearer of two. */
export const nearer = (a: Nearest, b: Nearest): Nearest => ({
  theirs: a.theirs && b.theirs ? (a.theirs.bits <= b.theirs.bits ? a.theirs : b.theirs) : (a.theirs ?? b.theirs),
  own: Math.min(a.own, b.own),
})
