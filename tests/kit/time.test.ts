import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, dayOf, days, hours, seconds } from '../../src/kit/time'

const at = (text: string): number => Date.parse(`${text}Z`)

test.each([
  ['2026-01-31T23:59:59', 1, '2026-02-28T23:59:59'],
  ['2028-01-31T23:59:59', 1, '2028-02-29T23:59:59'],
  ['2027-01-29T00:00:00', 1, '2027-02-28T00:00:00'],
  ['2028-01-29T00:00:00', 1, '2028-02-29T00:00:00'],
  ['2026-02-28T12:00:00', 1, '2026-03-28T12:00:00'],
  ['2028-02-29T12:00:00', 1, '2028-03-29T12:00:00'],
  ['2028-02-29T12:00:00', 12, '2029-02-28T12:00:00'],
  ['2028-02-29T12:00:00', 48, '2032-02-29T12:00:00'],
  ['2026-03-31T08:30:00', 1, '2026-04-30T08:30:00'],
  ['2026-12-31T23:59:59.999', 1, '2027-01-31T23:59:59.999'],
  ['2026-12-31T23:59:59.999', 2, '2027-02-28T23:59:59.999'],
  ['2026-01-31T00:00:00', 2, '2026-03-31T00:00:00'],
  ['2026-11-30T00:00:00', 0, '2026-11-30T00:00:00'],
  ['2026-01-15T00:00:00', -1, '2025-12-15T00:00:00'],
  ['2026-03-31T00:00:00', -1, '2026-02-28T00:00:00'],
  ['1999-12-31T23:59:59', 2, '2000-02-29T23:59:59'],
  ['2100-01-31T00:00:00', 1, '2100-02-28T00:00:00'],
  ['2400-01-31T00:00:00', 1, '2400-02-29T00:00:00'],
  ['2038-01-19T03:14:08', 1, '2038-02-19T03:14:08'],
  ['9999-11-30T23:59:59', 1, '9999-12-30T23:59:59'],
  ['1969-12-31T23:59:59', 1, '1970-01-31T23:59:59'],
])('%s and %i calendar months are %s', (from, months, to) => {
  expect(new Date(addMonths(at(from), months)).toISOString()).toBe(new Date(at(to)).toISOString())
})

test('a month later is what a calendar says, whatever the day', () => {
  const instants = fc.integer({ min: at('1900-01-01T00:00:00'), max: at('2600-01-01T00:00:00') })
  fc.assert(
    fc.property(instants, fc.integer({ min: -600, max: 600 }), (from, months) => {
      expect(addMonths(from, months)).toBe(byCalendar(from, months))
    }),
  )
})

test('no day of four hundred years is counted wrong', () => {
  for (let day = dayOf(at('1904-01-01T00:00:00')); day < dayOf(at('2304-01-01T00:00:00')); day++)
    if (addMonths(days(day), 1) !== byCalendar(days(day), 1)) expect.fail(new Date(days(day)).toISOString())
})

/** The same through the platform's calendar, which rules may not use. */
function byCalendar(from: number, months: number): number {
  const date = new Date(from)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, last))
}

test('spans are milliseconds', () => {
  expect([seconds(60), hours(48), days(30)]).toEqual([60_000, 172_800_000, 2_592_000_000])
})

test('a day is from midnight to midnight, UTC, before 1970 too', () => {
  expect([0, 86_399_999, 86_400_000, -1].map(dayOf)).toEqual([0, 0, 1, -1])
})
