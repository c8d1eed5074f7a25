import { expect, test } from 'vitest'
import { isWords } from '../../src/areas/content/ui/pasted'

const pasted = (words: string, ...names: readonly string[]) => isWords({ getData: () => words, files: names.map((name) => ({ name })) })

test('words with a picture of themselves beside them are words', () => {
  expect(pasted('A line from a letter', 'image.png')).toBe(true)
  expect(pasted('A line\nimage.png', 'image.png')).toBe(true)
  expect(pasted('Just words')).toBe(true)
})

test('a file that was copied is a file, whatever the system says of where it lies', () => {
  expect(pasted('My photo.jpg', 'My photo.jpg')).toBe(false)
  expect(pasted('one.png\rtwo.png', 'one.png', 'two.png')).toBe(false)
  expect(pasted('/home/ana/My photo.jpg\n', 'My photo.jpg')).toBe(false)
  expect(pasted('file:///home/ana/My%20photo.jpg\r\n', 'My photo.jpg')).toBe(false)
  expect(pasted('file:///home/ana/100%.jpg', '100%.jpg')).toBe(false)
  expect(pasted('', 'image.png')).toBe(false)
  expect(pasted('\n', 'image.png')).toBe(false)
})
