import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllEnvs())

test('a soak that has no time for a property has found nothing in it', async () => {
  vi.stubEnv('PLAY_MS', '0')
  vi.resetModules()
  const { always } = await import('./always')
  let played = 0
  await always(
    'unhurried',
    fc.asyncProperty(fc.constant(0), async () => void played++),
    1,
  )
  expect(played).toBe(1)
})
