/** What the palette makes of the strings that break programs: typed into it, and as what it looks through. */
import { expect, test } from 'vitest'
import { datesIn } from '../../src/app/dates'
import { lookThrough } from '../../src/app/found'
import { beginning } from '../../src/areas/content/ui/words'
import { fit, isIn } from '../../src/ui/fuzzy'
import { naughty } from '../support/naughty'

const posts = naughty.map((says, i) => ({ id: String(i), says }))

test('whatever a text is, it is found by what it says, among all others and in a list', () => {
  for (const [i, text] of naughty.entries()) {
    expect(fit(text, text), text).toBeGreaterThan(0)
    expect(isIn(text, [text]), text).toBe(true)
    expect(lookThrough({ people: [], posts }, text).posts, text).toContain(String(i))
  }
})

test('what is no day is no day, and nothing that is typed is a moment that no clock can show', () => {
  const now = Date.UTC(2026, 10, 21)
  const read = naughty.flatMap((text) => datesIn(text, now))
  expect(read.filter((at) => Number.isNaN(new Date(at).getTime()))).toEqual([])
  expect(naughty.filter((text) => /^\D*$/.test(text) && datesIn(text, now).length > 0)).toEqual([])
})

test('the beginning of a text is one, and no character of it is cut in half', () => {
  for (const text of naughty) {
    const begins = beginning(text, 60)
    expect([...begins].length, text).toBeLessThanOrEqual(61)
    if (text.isWellFormed()) expect(begins.isWellFormed(), text).toBe(true)
  }
})
