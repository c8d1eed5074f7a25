import { expect, test } from 'vitest'
import { moveOn, type Stretch, whole } from '../../src/areas/content/ui/stretch'

/** Somebody who scrolls a list of so many posts, seven within reach, page by page as a feed gives them. */
function reader(length: number) {
  let [stretch, known, most]: [Stretch, number, number] = [whole, Math.min(30, length), 0]
  /** @param at the first post within reach, in the whole list */
  const look = (at: number): void => {
    for (;;) {
      const next = moveOn(
        stretch,
        { first: at - stretch.from, last: Math.min(at + 6, known - 1, stretch.to ?? known) - stretch.from },
        known,
      )
      if (next === stretch || (next === 'more' && known === length)) break
      if (next === 'more') known = Math.min(length, known + 30)
      else stretch = next
      expect(at, 'what is read is never let go').toBeGreaterThanOrEqual(stretch.from)
      expect(at).toBeLessThan(stretch.to ?? known)
    }
    most = Math.max(most, (stretch.to ?? known) - stretch.from)
  }
  return { look, stretch: () => stretch, known: () => known, most: () => most }
}

test('a hundred thousand posts are read down to the last and up to the first, and some four thousand at most have a place at one time', () => {
  const { look, stretch, known, most } = reader(100_000)
  for (let at = 0; at < 99_995; at += 5) look(at)
  expect(known()).toBe(100_000)
  expect(stretch().from).toBeGreaterThan(95_000)
  expect(stretch().to).toBeUndefined()
  for (let at = 99_990; at >= 0; at -= 5) look(at)
  expect(stretch().from).toBe(0)
  look(0)
  expect(most()).toBeLessThanOrEqual(4_000)
  for (let at = 0; at < 99_995; at += 5) look(at) // and down once more, where everything is known
  expect(stretch().to).toBeUndefined()
  expect(most()).toBeLessThanOrEqual(4_000)
})

test('who is at the end all the time comes to the end of all, and never has more than that either', () => {
  const length = 100_000
  let [stretch, known, most]: [Stretch, number, number] = [whole, 30, 0]
  for (let looks = 0; known < length && looks < length; looks++) {
    const next = moveOn(stretch, { first: known - 7 - stretch.from, last: known - 1 - stretch.from }, known)
    if (next === 'more') known = Math.min(length, known + 30)
    else stretch = next
    most = Math.max(most, known - stretch.from)
  }
  expect(known).toBe(length)
  expect(most).toBeLessThanOrEqual(3_030)
})

test('a list of a few thousand is scrolled as one', () => {
  const { look, stretch } = reader(3_000)
  for (let at = 0; at < 2_995; at += 5) look(at)
  expect(stretch()).toEqual(whole)
})

test('what stays within reach stays as it is: nothing is let go and fetched again by turns', () => {
  const { look, stretch } = reader(20_000)
  for (let at = 0; at < 9_000; at += 5) look(at)
  const before = stretch()
  for (const at of [9_000, 8_900, 9_050, 8_700, 9_000]) look(at)
  expect(stretch()).toBe(before)
})
