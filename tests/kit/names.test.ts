import { expect, test } from 'vitest'
import { nameShown } from '../../src/kit/names'

test.each([
  ['Ana Lindqvist', 'Ana Lindqvist'],
  ['  Ana ', 'Ana'],
  ['علي', 'علي'],
  ['Ana\u2067\u202E\u2067', 'Ana'],
  ['\u202EtfeL nimda', 'tfeL nimda'],
  ['A\u0007na', 'Ana'],
  ['👩‍🚀 Mia', '👩‍🚀 Mia'], // a family of signs that are held together by one that nobody sees
  ['\u200B', ''],
  ['\u2800\u00AD \u200D\u3164\u{E0020}', ''],
  ['', ''],
])('%j is shown as %j', (typed, shown) => {
  expect(nameShown(typed)).toBe(shown)
})
