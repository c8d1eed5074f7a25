import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatAmount, parseAmount, typedAmount } from '../../src/kit/amountText'
import { currencies, LIMIT } from '../../src/kit/money'

test.each([
  ['1,000.5', 'en', 100_050],
  ['1.000,5', 'de', 100_050],
  ['1 000,5', 'fr', 100_050],
  ['1\u202f000,50', 'fr', 100_050],
  ['1’000.50', 'de-CH', 100_050],
  ["1'000.50", 'de-CH', 100_050],
  ['١٬٠٠٠٫٥', 'ar-EG', 100_050],
  ['12,34,567.89', 'en-IN', 123_456_789],
  ['１２．５', 'en', 1250],
  ['0.1', 'en', 10],
  ['.5', 'en', 50],
  ['5.', 'en', 500],
  ['007', 'en', 700],
  ['  5  ', 'en', 500],
  ['1000', 'de', 100_000],
  ['1.000', 'de', 100_000],
  ['0.01', 'en', 1],
  ['999,999,999.99', 'en', LIMIT - 1],
])('%j in %s is %i cents', (typed, locale, amount) => {
  expect(parseAmount(typed, 'EUR', locale)).toEqual({ ok: true, amount })
})

test.each([
  ['', 'en', 'Type an amount.'],
  ['   ', 'en', 'Type an amount.'],
  ['0.1+0.2', 'en', 'Type digits only, for example 1,000.50.'],
  ['ten', 'en', 'Type digits only, for example 1,000.50.'],
  ['5 €', 'de', 'Type digits only, for example 1.000,50.'],
  ['0x10', 'en', 'Type digits only, for example 1,000.50.'],
  ['Infinity', 'en', 'Type digits only, for example 1,000.50.'],
  ['.', 'en', 'Type digits only, for example 1,000.50.'],
  ['1e30', 'en', 'Write the number out: 1e30 is not an amount.'],
  ['1E-2', 'en', 'Write the number out: 1E-2 is not an amount.'],
  ['-1', 'en', 'The amount must be more than zero.'],
  ['−1', 'en', 'The amount must be more than zero.'],
  ['0', 'en', 'The amount must be more than zero.'],
  ['0.00', 'en', 'The amount must be more than zero.'],
  ['0.001', 'en', 'EUR has at most 2 decimals.'],
  ['1,500', 'de', 'EUR has at most 2 decimals.'],
  ['0.30000000000000004', 'en', 'EUR has at most 2 decimals.'],
  ['1,000.5', 'de', 'Here "," is the decimal sign and "." groups thousands: for example 1.000,50.'],
  ['1.5', 'de', 'Here "," is the decimal sign and "." groups thousands: for example 1.000,50.'],
  ['1.000,5', 'en', 'Here "." is the decimal sign and "," groups thousands: for example 1,000.50.'],
  ['0.500', 'de', 'Here "," is the decimal sign and "." groups thousands: for example 1.000,50.'],
  ['0,500', 'en', 'Here "." is the decimal sign and "," groups thousands: for example 1,000.50.'],
  ['1,00', 'en', 'Here "." is the decimal sign and "," groups thousands: for example 1,000.50.'],
  ['1,5', 'en', 'Here "." is the decimal sign and "," groups thousands: for example 1,000.50.'],
  ['1.2.3', 'en', 'Here "." is the decimal sign and "," groups thousands: for example 1,000.50.'],
  ['1000,000', 'en', 'Here "." is the decimal sign and "," groups thousands: for example 1,000.50.'],
  ['1.000', 'fr', 'Here "," is the decimal sign and a space groups thousands: for example 1\u202f000,50.'],
  ['1,000,000,000', 'en', 'One amount can be at most 999,999,999.99 EUR.'],
  ['9'.repeat(400), 'en', 'One amount can be at most 999,999,999.99 EUR.'],
])('%j in %s: %s', (typed, locale, says) => {
  expect(parseAmount(typed, 'EUR', locale)).toEqual({ ok: false, says })
})

test.each([
  ['1.0001', 'MESI', 10_001],
  ['0.000001', 'USDC', 1],
  ['1.00001', 'MESI', 'MESI has at most 4 decimals.'],
  ['100000', 'USDC', 'One amount can be at most 99,999.999999 USDC.'],
] as const)('%s %s', (typed, currency, result) => {
  const expected = typeof result === 'number' ? { ok: true, amount: result } : { ok: false, says: result }
  expect(parseAmount(typed, currency, 'en')).toEqual(expected)
})

test.each([
  [100_050, 'EUR', 'en', '1,000.50 EUR'],
  [100_050, 'EUR', 'de', '1.000,50 EUR'],
  [1, 'USDC', 'en', '0.000001 USDC'],
  [-5, 'EUR', 'en', '-0.05 EUR'],
  [0, 'MESI', 'en', '0.00 MESI'],
  [1_500_000, 'USDC', 'en', '1.50 USDC'],
  [123_400, 'MESI', 'en', '12.34 MESI'],
  [Number.MAX_SAFE_INTEGER, 'USDC', 'en', '9,007,199,254.740991 USDC'],
] as const)('%i minor units of %s in %s read %s', (amount, currency, locale, text) => {
  expect(formatAmount(amount, currency, locale)).toBe(text)
})

test('what is formatted reads as the same amount, in every language', () => {
  const locales = fc.constantFrom('en', 'de', 'fr', 'es', 'pl', 'de-CH', 'en-IN', 'hi', 'ar-EG', 'fa', 'ja', 'pt', 'sv')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: LIMIT - 1 }), fc.constantFrom(...currencies), locales, (amount, currency, locale) => {
      const typed = formatAmount(amount, currency, locale).slice(0, -currency.length)
      expect(parseAmount(typed, currency, locale)).toEqual({ ok: true, amount })
    }),
  )
})

test('what is filled into a field is read as the very amount, in the spelling of each language', () => {
  expect(['en', 'es', 'de-CH'].map((locale) => typedAmount(103_876_695, 'MESI', locale))).toEqual([
    '10387.6695',
    '10387,6695',
    '10387.6695',
  ])
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: LIMIT - 1 }),
      fc.constantFrom(...currencies),
      fc.constantFrom('en', 'es', 'de', 'de-CH', 'fr', 'en-IN', 'ar-EG'),
      (amount, currency, locale) => {
        expect(parseAmount(typedAmount(amount, currency, locale), currency, locale)).toEqual({ ok: true, amount })
      },
    ),
  )
})
