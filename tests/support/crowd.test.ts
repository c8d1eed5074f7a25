import { expect, test } from 'vitest'
import { runCrowd } from './crowd'

const small = { reporters: 200, creators: 60, days: 60 }

test('the crowd is the same from the same seed, and everybody in it has a part', () => {
  const [one, again, other] = [runCrowd(small), runCrowd(small), runCrowd({ ...small, seed: 2 })]
  expect(again.counts).toEqual(one.counts)
  expect(other.counts).not.toEqual(one.counts)
  const { reporters, reports, refused, repeated, innocent } = one.counts
  expect(Object.values(reporters).map(({ all }) => all)).toEqual([150, 26, 12, 12])
  expect(Math.min(reports, refused, repeated.all, innocent.all)).toBeGreaterThan(0)
  expect(reporters.malicious.suspended).toBeGreaterThan(0)
})

test('a desk that warns nobody before a hundred abuses suspends nobody', () => {
  const { reporters } = runCrowd({ ...small, parameters: { 'reports.often': 100 } }).counts
  expect(Object.values(reporters).map(({ suspended }) => suspended)).toEqual([0, 0, 0, 0])
})
