/**
 * The part of a long list that can be scrolled through at one time. Browsers lay out some thirty million pixels at most (Firefox half of
 * that), which is less than a hundred thousand posts take; and whatever has a place has to be added up.
 */

export interface Stretch {
  readonly from: number
  /** `undefined`: to the end, whatever comes there. */
  readonly to: number | undefined
}

export const whole: Stretch = { from: 0, to: undefined }

/** So many posts have a place, or a few more. */
const LONGEST = 3_000
/** So many are let go at one end, or come back. */
const STEP = 1_000
/** So close to an end, more come there. */
const NEAR = 5

/**
 * Where it goes on for who has scrolled: one end of it moves, or neither.
 * @param seen the first and the last post within reach, counted from where the stretch begins @param length of the list as it is known by now
 * @returns the same one if nothing is to change; `more`: the list itself has to go on
 */
export function moveOn(stretch: Stretch, seen: { readonly first: number; readonly last: number }, length: number): Stretch | 'more' {
  const { from, to } = stretch
  const count = (to ?? length) - from
  // First of all: whoever goes down as fast as it goes is at the end all the time.
  if (count > LONGEST && seen.first > LONGEST - STEP) return { from: from + STEP, to }
  if (seen.last >= count - NEAR) return to === undefined ? 'more' : { from, to: to + STEP < length ? to + STEP : undefined }
  if (seen.first < NEAR && from > 0) return { from: Math.max(0, from - STEP), to }
  return count > LONGEST && seen.last < STEP ? { from, to: from + LONGEST - STEP } : stretch
}
