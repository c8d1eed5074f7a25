/**
 * Whether a worker is still there. At work it says so every second; the page looks now and then whether it was heard of. Silence at four
 * looks in a row means that it hangs: by looks and not by time, so that a device that slept is not taken for it.
 */
const BEAT = 1_000
const LOOK_EVERY = 5_000
const SILENCES = 4

/** In the worker. @returns what ends it */
export function beat(say: () => void): () => void {
  say()
  const beats = setInterval(say, BEAT)
  return () => clearInterval(beats)
}

/** In the page: calls `hangs` once, when nothing was heard for too long. */
export function watch(hangs: () => void): { heard(): void; end(): void } {
  let silent = 0
  const looks = setInterval(() => ++silent === SILENCES && hangs(), LOOK_EVERY)
  return { heard: () => void (silent = 0), end: () => clearInterval(looks) }
}
