import { expect, test } from 'vitest'
import { titles } from '../../src/app/chapters'
import { areas } from '../../src/areas'

test('the handbook has a chapter for every area, and for no other', () => {
  expect(Object.keys(titles).toSorted(), 'named in src/app/chapters.ts').toEqual(areas.map(({ name }) => name).toSorted())
})
