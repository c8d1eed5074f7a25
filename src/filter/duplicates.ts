/** Whether a work is on the platform already, and somebody else's. CORE-6. */
import { later } from '../language'
import type { Hit, Known } from './finding'
import { alike, distance, same } from './print'
import { moreTelling, type Nearest } from './shelf'

/**
 * Goes to a moderator at most: a maker says when a work was made, and that can be said wrongly as long as nobody else has seen it. Who of
 * two came first is sure only once the host had seen the one before the other came. Nor is it known whether whoever posts what was taken
 * down as somebody else's is that one.
 */
const unsureWhose = 600

/** A work with the same bytes. Own works, and what one has published oneself as well, are no theft. */
export function sameBytes(hash: string, known: readonly Known[], where: string): readonly Hit[] {
  const found = known.filter((each) => each.hash === hash)
  const of = found.some(({ mine }) => mine) ? undefined : (found.find(({ unsure }) => !unsure) ?? found[0])
  if (!of) return []
  return of.unsure
    ? [
        {
          category: 'duplicate',
          sure: unsureWhose,
          where,
          saw: later`the very file of a work that was taken down, or came at about the same time`,
          of: of.work,
        },
      ]
    : [{ category: 'duplicate', sure: 1000, where, saw: later`the very file of another work`, of: of.work }]
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
  const likely = clearly ? 960 - best.bits * 20 : 760 - best.bits * 20
  const sure = best.unsure ? Math.min(likely, unsureWhose) : likely
  const saw =
    best.unsure && clearly
      ? later`the picture of a work that was taken down, or came at about the same time`
      : clearly
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
    for (const { print: other, work, mine, unsure = false } of known) {
      if (!other) continue
      const bits = distance(print, other)
      if (mine) own = Math.min(own, bits)
      else theirs = moreTelling(theirs, { of: work, bits, unsure })
    }
    return { theirs, own }
  }

/** What is nearer of two. */
export const nearer = (a: Nearest, b: Nearest): Nearest => ({
  theirs: moreTelling(a.theirs, b.theirs),
  own: Math.min(a.own, b.own),
})
