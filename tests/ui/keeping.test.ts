import { expect, test } from 'vitest'
import { type Backup, isDue } from '../../src/app/backup'
import { sharedIn } from '../../src/app/shared'

const DAY = 86_400_000
const backup = (facts: Partial<Backup> = {}): Backup => ({ at: 0, saved: true, posts: 100, quietUntil: 0, ...facts })

test('a saved world is due after twenty new posts, or after three weeks with one', () => {
  expect(isDue(backup(), DAY, 119)).toBe(false)
  expect(isDue(backup(), DAY, 120)).toBe(true)
  expect(isDue(backup(), 21 * DAY - 1, 101)).toBe(false)
  expect(isDue(backup(), 21 * DAY, 101)).toBe(true)
  expect(isDue(backup(), 400 * DAY, 100), 'nothing new').toBe(false)
})

test('a world that was never saved is due after ten posts, or after a week with one', () => {
  const never = backup({ saved: false, posts: 0 })
  expect(isDue(never, 0, 9)).toBe(false)
  expect(isDue(never, 0, 10)).toBe(true)
  expect(isDue(never, 7 * DAY - 1, 1)).toBe(false)
  expect(isDue(never, 7 * DAY, 1)).toBe(true)
  expect(isDue(never, 400 * DAY, 0), 'nothing to lose').toBe(false)
})

test('who said not now is left alone until then', () => {
  expect(isDue(backup({ quietUntil: 30 * DAY }), 30 * DAY - 1, 999)).toBe(false)
  expect(isDue(backup({ quietUntil: 30 * DAY }), 30 * DAY, 999)).toBe(true)
})

test('what is shared becomes words, each said once, and files that hold something', () => {
  const form = new FormData()
  form.set('title', ' The blue bowl ')
  form.set('text', 'Look: https://mesi.example/bowl')
  form.set('url', 'https://mesi.example/bowl')
  form.append('files', new File(['x'], 'bowl.txt', { type: 'text/plain' }))
  form.append('files', new File([], 'empty.txt'))
  const { words, files } = sharedIn(form)
  expect(words).toBe('The blue bowl\n\nLook: https://mesi.example/bowl')
  expect(files.map(({ name }) => name)).toEqual(['bowl.txt'])
  expect(sharedIn(new FormData())).toEqual({ words: '', files: [] })
})
