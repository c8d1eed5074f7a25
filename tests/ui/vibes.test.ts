import { afterEach, expect, test, vi } from 'vitest'
import { AGAIN, createTaps, createWheel, livingAt, QUIET, TAP } from '../../src/app/vibes/steps'

/** @param pushes as [pause before it in ms, delta] @returns the steps taken */
function turns(...pushes: readonly (readonly [pause: number, delta: number])[]): number[] {
  const wheel = createWheel()
  let at = 1_000
  return pushes.flatMap(([pause, delta]) => {
    at += pause
    const by = wheel(at, delta)
    return by === 0 ? [] : [by]
  })
}

test('three slides exist at most, whichever is seen and however many there are', () => {
  expect(livingAt(0, 10_000)).toEqual([0, 1])
  expect(livingAt(5_000, 10_000)).toEqual([4_999, 5_000, 5_001])
  expect(livingAt(9_999, 10_000)).toEqual([9_998, 9_999])
  expect(livingAt(0, 1)).toEqual([0])
  expect(livingAt(0, 0)).toEqual([])
})

test('one push of a trackpad is one step, however long it glides out', () => {
  const glide = Array.from({ length: 60 }, (_, i) => [16, 120 * 0.93 ** i] as const)
  expect(turns(...glide)).toEqual([1])
})

test('a notch of a wheel is a step once the one before is over, and not a moment sooner', () => {
  expect(turns([0, 100], [QUIET, 100])).toEqual([1])
  expect(turns([0, 100], [QUIET + 1, 100])).toEqual([1, 1])
})

test('who turns back goes back at once; who keeps turning goes on', () => {
  expect(turns([0, 100], [20, -100])).toEqual([1, -1])
  const held = (millis: number) => Array.from({ length: Math.floor(millis / 50) }, () => [50, 100] as const)
  expect(turns([0, 100], ...held(AGAIN - 50))).toEqual([1])
  expect(turns([0, 100], ...held(AGAIN))).toEqual([1, 1])
})

test('a push to the side moves nothing', () => {
  expect(turns([0, 0], [500, 0])).toEqual([])
})

afterEach(() => void vi.useRealTimers())

test('two taps are a double tap, also where a busy page hears of the second one late: the first one then counts no more', () => {
  vi.useFakeTimers()
  let plays = true
  let liked = 0
  const { tap } = createTaps(
    () => (plays = !plays),
    () => liked++,
  )
  const taps = (...clicks: readonly (readonly [pause: number, detail: number])[]) => {
    liked = 0
    for (const [pause, detail] of clicks) {
      vi.advanceTimersByTime(pause)
      tap({ detail, timeStamp: performance.now() })
    }
    vi.advanceTimersByTime(TAP + 1)
    return { plays, liked }
  }
  expect(taps([0, 1])).toEqual({ plays: false, liked: 0 })
  expect(taps([TAP, 1])).toEqual({ plays: true, liked: 0 })
  expect(taps([0, 1], [TAP - 1, 2])).toEqual({ plays: true, liked: 1 })
  expect(taps([0, 1], [TAP - 1, 1])).toEqual({ plays: true, liked: 1 }) // where fingers are not counted
  expect(taps([0, 1], [TAP + 1, 2])).toEqual({ plays: true, liked: 1 })
  expect(taps([0, 1], [TAP + 1, 1])).toEqual({ plays: true, liked: 0 }) // paused, and played on
  expect(taps([60_000, 2]), 'the first was elsewhere').toEqual({ plays: false, liked: 0 })
})
