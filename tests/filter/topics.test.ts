import { describe, expect, test, vi } from 'vitest'
import { adviceOf } from '../../src/filter/advice'
import { offTopic } from '../../src/filter/topics'
import { examineWork } from '../../src/filter/work'
import { posts } from '../../src/bay/posts'
import { known } from './topics'

vi.setConfig({ testTimeout: 30_000 }) // the phrases are compiled when they are first searched for

describe('CONT-4: off-topic', () => {
  const filed = (category: string, ...words: string[]) => offTopic(words, category).length

  test('three different words of another subject are a doubt, two are not, nor is one word three times', () => {
    expect(filed('music', 'garlic, butter and an oven')).toBe(1)
    expect(filed('music', 'garlic and butter')).toBe(0)
    expect(filed('music', 'garlic, more garlic, ajos')).toBe(0)
    expect(adviceOf(offTopic(['garlic, butter and an oven'], 'music'))).toBe('doubt')
  })
  test('one word of the subject that was chosen is enough to be on topic', () => {
    expect(filed('music', 'garlic, butter, an oven, and a song about them')).toBe(0)
  })
  test('tags count as words do, in both languages', () => {
    expect(filed('technology', 'Hoy toca', 'receta', 'cebolla', 'horno')).toBe(1)
  })
  test.each(['lifestyle', 'comedy', 'education', 'adult', undefined])('filed under %s, anything may be told', (category) => {
    expect(offTopic(['garlic, butter and an oven'], category)).toEqual([])
  })
  test('it is part of what is said of a work that is filed under something', async () => {
    const work = { words: ['garlic, butter and an oven'], files: [], media: 'text', known: [] } as const
    expect((await examineWork({ ...work, category: 'gaming' }, () => {})).hits).toMatchObject([{ category: 'offtopic', where: 'words' }])
    expect((await examineWork({ ...work, category: 'food' }, () => {})).advice).toBe('pass')
  })
  test('whoever files their captions rightly is never doubted', () => {
    const filings = [...known, ...posts.map(({ caption, tags, category }) => ({ about: category, text: [caption, ...tags].join('. ') }))]
    expect(filings.filter(({ about, text }) => filed(about, text) > 0)).toEqual([])
  })
})
