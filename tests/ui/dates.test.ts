import { expect, test } from 'vitest'
import { datesIn } from '../../src/app/dates'

const now = new Date(2026, 10, 21, 18).getTime()
const at = (year: number, month: number, day: number, hour = 12, minute = 0) => new Date(year, month - 1, day, hour, minute).getTime()
const read = (typed: string) => datesIn(typed, now, ['es', 'en'])

test('a day with its year is that day, at noon or at the time it says', () => {
  for (const typed of ['2026-09-03', '3 Sep 2026', 'Sep 3, 2026', '3 september 2026', '3 de septiembre de 2026', ' 3 sept. 2026 '])
    expect(read(typed), typed).toEqual([at(2026, 9, 3)])
  expect(read('2026-09-03 14:30')).toEqual([at(2026, 9, 3, 14, 30)])
  expect(read('2026-09-03T04:05')).toEqual([at(2026, 9, 3, 4, 5)])
})

test('a day without a year is the last such day and the next one', () => {
  expect(read('3 sep')).toEqual([at(2026, 9, 3), at(2027, 9, 3)])
  expect(read('January 3')).toEqual([at(2026, 1, 3), at(2027, 1, 3)])
  expect(read('24 dic')).toEqual([at(2025, 12, 24), at(2026, 12, 24)])
  expect(read('21 nov')).toEqual([at(2026, 11, 21), at(2027, 11, 21)]) // noon has passed
})

test('what is no day is none: too few letters, two months, days that no calendar has, other words', () => {
  for (const typed of [
    '',
    '3',
    'sep',
    '3 s',
    '31 april 2026',
    '2026-02-30',
    '2026-13-01',
    '3 sep 26',
    '3 sep 4 2026',
    '3 sep oct',
    '3 ma',
    'be 3 sep',
    '25:00',
  ])
    expect(read(typed), typed).toEqual([])
})
