/** Which pictures of a film, or frames of an animation, are looked at. */

/** In even distances, and the same for every copy of a film: by these it is compared with others. */
export const compared = 6
/** No longer than so many seconds go by between two that are looked at, as far as there are enough. Assumption. */
const gap = 2.5
/** In all: a second and a half on a computer, several on a phone. Assumption. */
export const most = 24
/** What lies nearer than this to another is the same picture. */
const near = 0.25

export interface Moment {
  /** In seconds. */
  readonly at: number
  readonly isCompared: boolean
}

/** Moments of a film from `from` to `to` seconds, in order. `keys`: where it says that a new picture begins, which is where the scene changes. */
export function momentsOf(from: number, to: number, keys: readonly number[]): readonly Moment[] {
  const chosen: Moment[] = even(from, to, compared).map((at) => ({ at, isCompared: true }))
  const add = (times: readonly number[], room: number) => {
    const fresh = times.filter((at) => at >= from && at < to && chosen.every((moment) => Math.abs(moment.at - at) >= near))
    for (const at of spread(fresh, room)) chosen.push({ at, isCompared: false })
  }
  const fill = Math.min(most - compared, Math.ceil((to - from) / gap))
  add(keys, most - compared - Math.floor(fill / 2))
  add(even(from, to, fill), most - chosen.length)
  return chosen.toSorted((a, b) => a.at - b.at)
}

/** Frames of an animation that are looked at. */
const room = 8
/** What says that it is shown for no time, browsers show for so long, in seconds. */
const shortest = 0.1

/**
 * Which frames of an animation are looked at, in order; the first one always, and each that is seen for more than an eighth of the time, so
 * that nothing can be shown for long behind others. @param lasting how long each is shown, in seconds
 */
export function framesOfAll(lasting: readonly number[]): readonly number[] {
  const all = [...lasting.keys()]
  if (all.length <= room) return all
  let total = 0
  const ends = lasting.map((seconds) => (total += seconds > 0.01 ? seconds : shortest))
  const chosen = new Set(Array.from({ length: room }, (_, k) => ends.findIndex((end) => end > (total * k) / room)))
  const others = all.filter((i) => !chosen.has(i))
  return [...chosen, ...spread(others, room - chosen.size)].toSorted((a, b) => a - b)
}

/** The middles of equal parts. */
const even = (from: number, to: number, parts: number): readonly number[] =>
  Array.from({ length: parts }, (_, i) => from + ((to - from) * (i + 0.5)) / parts)

/** At most so many of a list, from its first one on in even distances. */
const spread = <T>(list: readonly T[], room: number): readonly T[] =>
  list.length <= room ? list : list.filter((_, i) => Math.floor((i * room) / list.length) !== Math.floor(((i - 1) * room) / list.length))
