/** Spans and calendar months in whole milliseconds, by integer arithmetic alone: a rule may use all of this, and every device agrees. */

type Millis = number

const SECOND = 1000
const HOUR = 3600 * SECOND
const DAY = 24 * HOUR

export const seconds = (count: number): Millis => count * SECOND
export const hours = (count: number): Millis => count * HOUR
export const days = (count: number): Millis => count * DAY

/** Days since 1 January 1970, UTC. */
export const dayOf = (at: Millis): number => Math.floor(at / DAY)

/**
 * The same day and time `count` calendar months later, UTC; where that month is too short, its last day.
 * 31 Jan 23:59:59 and one month: 28 or 29 Feb 23:59:59. Whoever repeats monthly counts from the first instant (31 Jan and two months
 * are 31 Mar), not from the last one, or the day would creep. `at` from 0001-03-01 on.
 */
export function addMonths(at: Millis, count: number): Millis {
  const { year, month, day } = dateOf(dayOf(at))
  const months = year * 12 + (month - 1) + count
  const toYear = Math.floor(months / 12)
  const toMonth = months - toYear * 12 + 1
  return dayNumber(toYear, toMonth, Math.min(day, daysIn(toYear, toMonth))) * DAY + (at - dayOf(at) * DAY)
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysIn = (year: number, month: number): number => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)

// The calendar repeats every 400 years (146,097 days). Counting years from March puts the leap day at a year's end, where it
// disturbs nothing: the days before month m (March is 0) are then floor((153 m + 2) / 5).
const CYCLE = 146_097
const EPOCH = 719_468 // days from 1 March of year 0 to 1 January 1970

/** Days since 1 January 1970 of a date in the Gregorian calendar. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const cycle = Math.floor(shifted / 400)
  const yearOfCycle = shifted - cycle * 400
  const fromMarch = (month + 9) % 12
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + day - 1
  return cycle * CYCLE + yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear - EPOCH
}

/** The inverse of `dayNumber`. */
function dateOf(dayCount: number): { readonly year: number; readonly month: number; readonly day: number } {
  const fromStart = dayCount + EPOCH
  const cycle = Math.floor(fromStart / CYCLE)
  const dayOfCycle = fromStart - cycle * CYCLE
  const leaps = Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / (CYCLE - 1))
  const yearOfCycle = Math.floor((dayOfCycle - leaps) / 365)
  const dayOfYear = dayOfCycle - (yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  return { year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, day }
}
