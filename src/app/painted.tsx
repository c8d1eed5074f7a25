/**
 * When the first screen stands. What it can do without is fetched from then on, so that none of it is in the screen's way: how a page
 * meets others, what lies beside the product, the copy of the app for later visits.
 */
import { onMount } from 'solid-js'

/** A screen that broke is never noted, and a hidden page paints nothing: after so many ms nothing waits any longer. */
const LATEST = 3_000
/** How long a busy page puts off the next part. */
const PATIENCE = 200

let note = (): void => {}
const noted = new Promise<void>((resolve) => (note = resolve))
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Resolves with the next frame, or a little later where there is none to come. */
export const nextFrame = (): Promise<unknown> => Promise.race([new Promise((resolve) => requestAnimationFrame(resolve)), wait(PATIENCE)])

/** Resolves once the first screen has been painted. */
export const painted: Promise<void> = Promise.race([
  noted
    .then(nextFrame)
    .then(nextFrame)
    .then(() => {}),
  wait(LATEST),
])

/** Stands behind the screen within its `<Suspense>`: what is noted is that the screen itself has come, not what stands in for it. */
export function ScreenStands() {
  onMount(() => note())
  return <></>
}

let turn = painted

/** Loads a part that the first screen does without, `lazy(behind(async () => …))`: one after the other, whenever the page has nothing to do. */
export const behind =
  <T,>(load: () => Promise<T>) =>
  () =>
    (turn = turn.then(calm)).then(() => load().catch((error: unknown) => onceOnline(error).then(load)))

/** Resolves when there is a line again: what a first visit went offline before comes then. @throws what there is another reason for */
function onceOnline(error: unknown): Promise<unknown> {
  if (navigator.onLine) throw error
  return new Promise((online) => addEventListener('online', online, { once: true }))
}

// Safari has no idle callbacks.
const calm = () =>
  new Promise<void>((go) => ('requestIdleCallback' in window ? requestIdleCallback(() => go(), { timeout: PATIENCE }) : setTimeout(go)))
