import { expect, test } from 'vitest'
import { breaches } from '../../src/areas/flags/events'
import { barredAs, categories, FilterFailed } from '../../src/filter'

test('every category falls under a breach that the content policy knows', () => {
  expect(categories.filter((each) => !breaches.includes(barredAs[each]))).toEqual([])
})

test('a failure says which part is missing', () => {
  expect(new FilterFailed('model', 'offline')).toMatchObject({ name: 'FilterFailed', part: 'model', message: 'offline' })
})
