/** Those slides that exist: the one in the window and its neighbours, however many there are. */
export const livingAt = (at: number, count: number): readonly number[] => [at - 1, at, at + 1].filter((each) => each >= 0 && each < count)

/** So long without an event, in milliseconds, and what comes next is another push. */
export const QUIET = 160
/** After so long in one push, a wheel that is still being turned goes on by another step. */
export const AGAIN = 450

/**
 * Turns the events of a wheel or a trackpad into steps: one push is one step, however far it would glide. Who turns back, or keeps
 * turning without letting up, takes another.
 * @returns asked with each event's time in milliseconds and its vertical delta, how many steps to take: 1 is onwards
 */
export function createWheel(): (at: number, delta: number) => -1 | 0 | 1 {
  let last = Number.NEGATIVE_INFINITY
  let stepped = Number.NEGATIVE_INFINITY
  let before = 0
  return (at, delta) => {
    const direction = Math.sign(delta) as -1 | 0 | 1
    if (direction === 0) return 0
    const isNew = at - last > QUIET || direction !== Math.sign(before)
    // What glides out grows weaker from event to event.
    const isHeld = at - stepped >= AGAIN && Math.abs(delta) >= Math.abs(before)
    last = at
    before = delta
    if (!isNew && !isHeld) return 0
    stepped = at
    return direction
  }
}

/** Within so many milliseconds two taps are one double tap. */
export const TAP = 240
/** What the browser calls a double click is over by then, however busy the page is. */
const LONG_AGO = 3_000

/**
 * Tells one tap from two: one counts when no other has come behind it. On a page that is busy it may have counted by the time that the
 * second of a double click comes, and is taken back then.
 * @param once done, and undone by being done again
 */
export function createTaps<E extends { readonly detail: number; readonly timeStamp: number }>(once: () => void, twice: (event: E) => void) {
  let waiting: ReturnType<typeof setTimeout> | undefined
  /** When the tap was that has counted last. */
  let counted = Number.NEGATIVE_INFINITY
  const stop = (): void => {
    clearTimeout(waiting)
    waiting = undefined
  }
  const tap = (event: E): void => {
    const isLate = event.detail === 2 && event.timeStamp - counted < LONG_AGO
    counted = Number.NEGATIVE_INFINITY
    if (isLate) once()
    if (isLate || waiting !== undefined) {
      stop()
      twice(event)
      return
    }
    waiting = setTimeout(() => {
      waiting = undefined
      counted = event.timeStamp
      once()
    }, TAP)
  }
  return { tap, stop }
}
