import fc from 'fast-check'
import { expect, test } from 'vitest'
import { convert, isAmount, LIMIT, mulDiv, type Rates, share } from '../../src/kit/money'

const rates: Rates = { EUR: 1_080_000, USD: 1_000_000, USDC: 1_000_000, MESI: 10_000 }

test.each([
  [999, 1000, 10_000, 99, 100],
  [994, 1000, 10_000, 99, 99],
  [995, 1000, 10_000, 99, 100],
  [1, 1000, 10_000, 0, 0],
  [185_000, 1, 7, 26_428, 26_429],
  [0, 5, 3, 0, 0],
  [LIMIT - 1, 1_000_000_000, 1_000_000_000, LIMIT - 1, LIMIT - 1],
  [LIMIT - 1, LIMIT - 1, LIMIT - 1, LIMIT - 1, LIMIT - 1], // 10^22 in between
])('%d * %d / %d is %d down and %d to the nearest', (amount, numerator, denominator, down, nearest) => {
  expect(mulDiv(amount, numerator, denominator, 'down')).toBe(down)
  expect(mulDiv(amount, numerator, denominator, 'nearest')).toBe(nearest)
})

test.each([
  [-1, 1, 1],
  [1, -1, 1],
  [1, 1, 0],
  [0.5, 1, 1],
  [1, 1e30, 1],
  [Number.NaN, 1, 1],
  [Number.MAX_SAFE_INTEGER, 2, 1],
])('%d * %d / %d is not worked out', (amount, numerator, denominator) => {
  expect(() => mulDiv(amount, numerator, denominator, 'down')).toThrow(RangeError)
})

test('rounding down is exact on both sides of what a number holds, and where a product hardly misses the next whole', () => {
  const whole = fc.integer({ min: 1, max: LIMIT })
  const small = fc.integer({ min: 1, max: 100_000 })
  fc.assert(
    fc.property(whole, fc.oneof(small, whole), fc.oneof(small, whole), fc.constantFrom(-1, 0, 1), (amount, numerator, denominator, off) => {
      const exact = (BigInt(amount) * BigInt(numerator)) / BigInt(denominator)
      fc.pre(exact <= BigInt(Number.MAX_SAFE_INTEGER))
      expect(mulDiv(amount, numerator, denominator, 'down')).toBe(Number(exact))
      const near = Math.max(0, Number(exact) + off) * denominator - 1
      fc.pre(Number.isSafeInteger(near) && near > 0)
      expect(mulDiv(near, 1, denominator, 'down')).toBe(Number(BigInt(near) / BigInt(denominator)))
    }),
  )
})

test('ten percent are rounded down, so that the receiver has the rest', () => {
  expect([1, 9, 10, 19, 20, 1000, LIMIT - 1].map((amount) => share(amount, 1000))).toEqual([0, 0, 1, 1, 2, 100, 9_999_999_999])
})

test.each([
  [1000, 'EUR', 'MESI', 10_800_000], // 10.00 EUR are 1,080.0000 MESI
  [1000, 'EUR', 'USD', 1080],
  [1000, 'EUR', 'USDC', 10_800_000],
  [1, 'EUR', 'MESI', 10_800],
  [10_800, 'MESI', 'EUR', 1],
  [10_799, 'MESI', 'EUR', 0],
  [1, 'USDC', 'MESI', 1],
  [1, 'MESI', 'USDC', 1],
  [9999, 'USDC', 'USD', 0],
  [10_000, 'USDC', 'USD', 1],
  [0, 'EUR', 'USD', 0],
] as const)('%d %s in %s are %d', (amount, from, to, result) => {
  expect(convert(amount, from, to, rates)).toBe(result)
})

test('a conversion beyond the safe integers is none', () => {
  expect(convert(LIMIT - 1, 'EUR', 'USDC', { ...rates, EUR: 1_000_000_000, USDC: 1 })).toBeUndefined()
  expect(convert(1, 'EUR', 'MESI', { ...rates, MESI: 0 })).toBeUndefined()
  expect(convert(1, 'MESI', 'EUR', { ...rates, MESI: 0 })).toBe(0)
})

test('an amount is a whole number from 1 to below a hundred billion', () => {
  expect([1, LIMIT - 1].every(isAmount)).toBe(true)
  expect([0, -1, LIMIT, 0.5, 1e30, Number.NaN, Number.POSITIVE_INFINITY, '1', null, undefined].some(isAmount)).toBe(false)
})
