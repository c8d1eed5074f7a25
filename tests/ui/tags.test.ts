import { expect, test } from 'vitest'
import { tagOf, withTags } from '../../src/areas/content/ui/wording'

test('a tag keeps its word where letters of other languages are in it', () => {
  const tags = ['Night Drive!', 'Café', 'Straße', 'Smørrebrød', 'Łódź', 'Œuvre', 'Þórr', 'Diyarbakır']
  expect(tags.map(tagOf)).toEqual(['night-drive', 'cafe', 'strasse', 'smorrebrod', 'lodz', 'oeuvre', 'thorr', 'diyarbakir'])
  expect(tagOf('東京')).toBe('')
})

test('words that would be one tag too many are left as they were typed; those before are taken, each once', () => {
  const nine = 'abcdefghi'.split('')
  expect(withTags(nine, 'Café', 10)).toEqual({ tags: [...nine, 'cafe'], rest: '' })
  expect(withTags(nine, 'Café, Kayak', 10)).toEqual({ tags: [...nine, 'cafe'], rest: 'Kayak' })
  expect(withTags([...nine, 'cafe'], '#Kayak Mar', 10)).toEqual({ tags: [...nine, 'cafe'], rest: 'Kayak Mar' })
  expect(withTags(nine, 'a, Café cafe', 10), 'what stands already takes no room').toEqual({ tags: [...nine, 'cafe'], rest: '' })
})

test('a word of which no tag can be made is left as it was typed', () => {
  expect(withTags(['a'], '東京, Café', 10)).toEqual({ tags: ['a', 'cafe'], rest: '東京' })
  expect(withTags(['a'], ' #,, a', 10)).toEqual({ tags: ['a'], rest: '' })
})
