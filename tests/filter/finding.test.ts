import { expect, test } from 'vitest'
import { breaches } from '../../src/areas/flags/events'
import { barredAs, categories, examine, FilterFailed } from '../../src/filter'

test('every category falls under a breach that the content policy knows', () => {
  expect(categories.filter((each) => !breaches.includes(barredAs[each]))).toEqual([])
})

test('a failure says which part is missing', () => {
  expect(new FilterFailed('model', 'offline')).toMatchObject({ name: 'FilterFailed', part: 'model', message: 'offline' })
})

test('where no worker starts, a work is not examined, and does not pass', async () => {
  const work = { words: ['Good morning'], files: [], media: 'text', known: [] } as const
  await expect(examine(work)).rejects.toMatchObject({ name: 'FilterFailed', part: 'worker' })
})

test('who gave up is not kept waiting', async () => {
  const reason = new Error('closed')
  await expect(examine({ words: [], files: [], media: 'text', known: [] }, undefined, AbortSignal.abort(reason))).rejects.toBe(reason)
})
