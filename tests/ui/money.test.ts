import { expect, test } from 'vitest'
import type { Currency } from '../../src/kit/money'
import { firstWithAny } from '../../src/areas/ledger/ui/available'

const has = (currency: Currency, available: number) => ({ currency, available, held: 0, posted: available })

test('a withdrawal begins with the first currency that is allowed and of which there is any', () => {
  const balances = [has('EUR', 500), has('USDC', 0), has('MESI', 1)]
  expect(firstWithAny(balances, ['USDC', 'MESI'])).toBe('MESI')
  expect(firstWithAny([...balances.slice(2), has('USDC', 1)], ['USDC', 'MESI'])).toBe('USDC')
  expect(firstWithAny(balances, ['USDC'])).toBeUndefined()
  expect(firstWithAny([], ['USDC', 'MESI'])).toBeUndefined()
})
