/** A newer version that was put off comes with whatever reload is asked for next. */
import { afterEach, expect, test, vi } from 'vitest'

vi.mock('../../src/app/painted', () => ({ painted: Promise.resolve(), behind: (load: () => unknown) => async () => load() }))
afterEach(() => void vi.unstubAllGlobals())

test('who put it off and reloads later gets it, and not what it replaces once more', async () => {
  vi.stubEnv('MODE', 'production')
  const reload = vi.fn()
  const waiting = { state: 'installed', postMessage: vi.fn() }
  const registration = { waiting, installing: null, addEventListener: () => {}, update: async () => {} }
  const serviceWorker = { controller: {}, addEventListener: () => {}, register: async () => registration }
  vi.stubGlobal('navigator', { serviceWorker })
  vi.stubGlobal('location', { reload })
  const { putOff, takeUpdate, update, watchForUpdates } = await import('../../src/app/updates')
  watchForUpdates()
  await vi.waitFor(() => expect(update()).toBe('waiting'))
  putOff()
  expect(update()).toBe('none')
  takeUpdate()
  expect(waiting.postMessage).toHaveBeenCalledWith('skipWaiting')
  expect(reload).not.toHaveBeenCalled()
})
