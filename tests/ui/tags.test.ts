import { expect, test } from 'vitest'
import { tagOf } from '../../src/areas/content/ui/wording'

test('a tag keeps its word where letters of other languages are in it', () => {
  const tags = ['Night Drive!', 'Café', 'Straße', 'Smørrebrød', 'Łódź', 'Œuvre', 'Þórr', 'Diyarbakır']
  expect(tags.map(tagOf)).toEqual(['night-drive', 'cafe', 'strasse', 'smorrebrod', 'lodz', 'oeuvre', 'thorr', 'diyarbakir'])
  expect(tagOf('東京')).toBe('')
})
