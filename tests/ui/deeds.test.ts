import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { deedInWords, otherIn } from '../../src/ui/deeds'
import { factsInWords } from '../../src/ui/facts'

const id = 'A'.repeat(43)

test('every act has words of its own, and none of them is its type', () => {
  const types = areas.flatMap((area) => area.acts.map((act) => act.type))
  const words = types.map((type) => deedInWords(type, {}))
  const wordless = types.filter((_, i) => /does not know|\w\.\w+ed/.test(words[i] ?? ''))
  expect(wordless, 'to be added to src/ui/deeds.ts').toEqual([])
  expect(new Set(words).size).toBe(types.length)
  expect(deedInWords('nobody.knows', {})).toBe('something that this version of Mesi does not know')
})

test('amounts are said to the last unit, and people by their names', () => {
  expect(deedInWords('tips.sent', { to: id, currency: 'EUR', amount: 500 }, 'Ben')).toBe('tip of 5.00 EUR to Ben')
  expect(deedInWords('ledger.converted', { from: 'MESI', to: 'USDC', amount: 1 })).toBe('exchange of 0.0001 MESI into USDC')
  expect(otherIn({ to: id })).toBe(id)
  expect(otherIn({ account: id })).toBe(id)
  expect(otherIn({ from: 'EUR', to: 'MESI' })).toBeUndefined()
})

test('facts of a refusal are in the units of its currency, without ids', () => {
  expect(factsInWords({ currency: 'USDC', available: 1_500_000, needed: 2_000_000 })).toEqual([
    { label: 'Available', words: '1.50 USDC' },
    { label: 'Needed', words: '2.00 USDC' },
  ])
  expect(factsInWords({ characters: 201, most: 200 })).toEqual([
    { label: 'Characters', words: '201' },
    { label: 'Most', words: '200' },
  ])
  // What was refused is read for good, so nothing in it is of today.
  expect(factsInWords({ currency: 'MESI', offered: 1_069_200, now: 1_069_093 })).toEqual([
    { label: 'Offered', words: '106.92 MESI' },
    { label: 'By the new rates', words: '106.9093 MESI' },
  ])
  expect(factsInWords({ currency: 'EUR', allowed: ['USDC', 'MESI'] })).toEqual([{ label: 'Allowed', words: 'USDC, MESI' }])
})

test('facts of a refusal are in the units of what they are about', () => {
  expect(factsInWords({ size: 5_300_000, most: 5_000_000 })).toEqual([
    { label: 'Weighs', words: '5.3 MB' },
    { label: 'Most', words: '5.0 MB' },
  ])
  expect(factsInWords({ durationMs: 61_000, most: 60_000 })).toEqual([
    { label: 'Lasts', words: '1:01' },
    { label: 'Most', words: '1:00' },
  ])
  expect(factsInWords({ durationMs: 60_400, most: 60_000 })[0]).toEqual({ label: 'Lasts', words: '1:01' })
  expect(factsInWords({ durationMs: null, most: 60_000 })).toEqual([
    { label: 'Lasts', words: 'it does not say' },
    { label: 'Most', words: '1:00' },
  ])
  expect(factsInWords({ size: 5_010_000, most: 5_000_000 })[0]).toEqual({ label: 'Weighs', words: '5.1 MB' })
  expect(factsInWords({ until: Date.UTC(2026, 0, 31, 12) })).toMatchObject([{ label: 'Until', words: expect.stringContaining('31') }])
  expect(factsInWords({ upheld: Date.UTC(2026, 0, 31, 12) })).toMatchObject([
    { label: 'Upheld until', words: expect.stringContaining('31') },
  ])
})

test('what says nothing to a person is no fact: ids, words of the log, what is not there', () => {
  const facts = { to: id, content: id, by: [id], path: 'files.0.size', conflict: 'own', state: 'unknown', until: null, from: 'EUR' }
  expect(factsInWords(facts)).toEqual([])
})
