/** Values of the policy as people read and type them. */
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { type ParameterRow, valueFrom, valueInWords, valueTyped } from '../../src/ui/parameters'

const all = areas.flatMap((area) => Object.entries(area.parameters ?? {}).map(([name, it]) => ({ ...it, name, usual: it.value })))
const of = (unit: string, usual: number): Pick<ParameterRow, 'unit' | 'usual'> => ({ unit, usual })

test.each(all.filter(({ value, readings }) => typeof value === 'number' || readings))(
  '$name is read again as it is offered to be typed',
  (it) => {
    for (const value of [it.value, ...(it.readings ?? []), ...(it.range ?? [])])
      expect(valueFrom(it, valueTyped(it, value))).toEqual({ ok: true, value })
  },
)

test('numbers of the policy are said as people say them', () => {
  expect(valueInWords(of('reports', 3), 1)).toBe('1 report')
  expect(valueInWords(of('reports', 3), 2)).toBe('2 reports')
  expect([59, 60, 90, 600].map((value) => valueInWords(of('seconds', 1), value))).toEqual([
    '59 seconds',
    '1 minute',
    '90 seconds',
    '10 minutes',
  ])
  expect(valueInWords(of('bytes', 1), 1_048_576)).toBe('1 MB')
  expect(valueInWords(of('bytes', 1), 1_048_577)).toBe('1,048,577 bytes')
})

test('money is typed and read in its currency, a share in percent, all else as a whole number', () => {
  const money = of('smallest units of EUR', 50)
  expect(valueInWords(money, 1_050)).toBe('10.50 EUR')
  expect(valueFrom(money, ' 5.01 ')).toEqual({ ok: true, value: 501 })
  expect(valueFrom(money, '0')).toEqual({ ok: true, value: 0 })
  expect(valueFrom(money, '5.012')).toEqual({ ok: false, says: 'EUR has at most 2 decimals.' })
  const share = of('hundredths of a percent', 1_000)
  expect(valueInWords(share, 1_250)).toBe('12.5%')
  expect(['7', '12.5', '0,25 %'].map((typed) => valueFrom(share, typed))).toEqual([700, 1_250, 25].map((value) => ({ ok: true, value })))
  expect(valueFrom(share, '0.125').ok).toBe(false)
  const count = of('reports', 3)
  expect(valueInWords(count, 1_000)).toBe('1,000 reports')
  for (const typed of ['', '1.5', '-1', 'three', '123456789012'])
    expect(valueFrom(count, typed)).toEqual({ ok: false, says: 'A whole number, please.' })
  expect(valueFrom({ ...count, readings: ['a', 'b'] }, '')).toEqual({ ok: false, says: 'Choose a reading.' })
})

test('beyond its range nothing is taken, and the range is said', () => {
  const confirmations = all.find(({ name }) => name === 'ledger.confirmations') as ParameterRow
  expect(['0', '1', '100', '101'].map((typed) => valueFrom(confirmations, typed).ok)).toEqual([false, true, true, false])
  expect(valueFrom(confirmations, '0')).toEqual({ ok: false, says: 'From 1 to 100' })
})
