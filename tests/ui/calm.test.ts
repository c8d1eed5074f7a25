import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCalm } from '../../src/ui/calm'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what stood at first is not said, what comes and goes neither, and what has come to stay is said once', () => {
  const [state, setState] = createSignal('here')
  const { said, dispose } = createRoot((dispose) => ({ said: createCalm(state), dispose }))
  vi.advanceTimersByTime(10_000)
  expect(said()).toBe('')
  for (let i = 0; i < 4; i++) {
    setState('away')
    vi.advanceTimersByTime(1_000)
    setState('here')
    vi.advanceTimersByTime(1_000)
  }
  expect(said()).toBe('')
  setState('away')
  vi.advanceTimersByTime(1_499)
  expect(said()).toBe('')
  vi.advanceTimersByTime(1)
  expect(said()).toBe('away')
  setState('here')
  vi.advanceTimersByTime(1_500)
  expect(said()).toBe('here')
  dispose()
})

test('what need not be said is said by nobody, and what is something else at first is said once it has stood', () => {
  const said = (first: string) => {
    const { words, dispose } = createRoot((dispose) => ({ words: createCalm(() => first, 'alone'), dispose }))
    vi.advanceTimersByTime(1_499)
    const early = words()
    vi.advanceTimersByTime(1)
    dispose()
    return [early, words()]
  }
  expect(said('alone')).toEqual(['', ''])
  expect(said('together')).toEqual(['', 'together'])
})
