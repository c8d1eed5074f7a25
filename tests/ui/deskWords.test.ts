import { expect, test } from 'vitest'
import { decidedWords, stepWords } from '../../src/areas/moderation/ui/words'

test('CASE-9: of what cannot be taken down nobody is told that it was', () => {
  expect(decidedWords('yellow', 'content')).toBe('Taken down, and a yellow flag')
  expect(decidedWords('yellow', 'note')).toBe('A yellow flag')
  expect(decidedWords('black', 'block')).toBe('A black flag')
  expect(decidedWords('clear', 'block')).toBe('Nothing wrong with it')
  expect(decidedWords('no reason', undefined)).toBe('Made as a joke or without a reason')
  expect(stepWords('decided: red', 'note')).toBe('Decided: a red flag')
  expect(stepWords('decided: red', 'comment')).toBe('Decided: taken down, and a red flag')
})
