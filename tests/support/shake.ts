/**
 * A slower machine, made on purpose: with `MESI_SHAKE=7` (any number: it is where chance begins) browser tests run while writes are told
 * late, answers of the server come late, and pages are busy with something else. What nobody promised a time for must not need one.
 */
import type { BrowserContext, Page } from '@playwright/test'

/**
 * Milliseconds at most, and how much of its time a page is kept busy. Answers are late on lines between pages, too, each way at both ends:
 * at 250 those would take a second there and back, and carry 10 kB a second.
 */
const LATE = { write: 400, answer: 60, busy: 200, share: 0.35 }

const unlimited = { downloadThroughput: -1, uploadThroughput: -1 }
const seed = process.env.MESI_SHAKE
/** Whether it was asked for. */
export const isShaken = seed !== undefined
let contexts = 0

/** Whatever is opened in this context from now on is shaken, if it was asked for. */
export async function shaken(context: BrowserContext): Promise<void> {
  if (seed === undefined) return
  const start = Number(seed) * 1000 + contexts++
  const random = randomFrom(start)
  await context.addInitScript(shake, { start, ...LATE })
  if (context.browser()?.browserType().name() !== 'chromium') return
  const lines = new Set<() => Promise<unknown>>()
  let isOffline = false
  // Not by a route: with one, nothing is kept in the browser's cache, and what tests hold back would come from its memory.
  const slow = async (page: Page): Promise<void> => {
    const devtools = await context.newCDPSession(page)
    const latency = random() * LATE.answer
    const line = () => devtools.send('Network.emulateNetworkConditions', { ...unlimited, offline: isOffline, latency })
    lines.add(line)
    page.once('close', () => lines.delete(line))
    await line()
  }
  // Whoever spoke last of a page's line is heard: slow and offline have to be said in one.
  const setOffline = context.setOffline.bind(context)
  context.setOffline = async (offline) => {
    isOffline = offline
    await setOffline(offline)
    await Promise.all([...lines].map((line) => line().catch(() => undefined)))
  }
  context.on('page', (page) => void slow(page).catch(() => undefined)) // it may be gone by now
}

/** The same numbers from 0 to 1 for the same start (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Run in a page before anything else, by itself: it sees nothing of this file. */
function shake({ start, write, busy, share }: { start: number; write: number; busy: number; share: number }): void {
  let state = start
  const random = (): number => (state = (state * 48_271 + 11) % 2_147_483_647) / 2_147_483_647
  const later = setTimeout.bind(window)
  const now = performance.now.bind(performance)

  // Writes are told late, and in the order in which they came to the disk.
  let last = 0
  const told = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete') as PropertyDescriptor
  Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
    ...told,
    set(this: IDBTransaction, tell: ((event: Event) => void) | null) {
      told.set?.call(
        this,
        tell &&
          ((event: Event) => {
            if (this.mode === 'readonly') return tell.call(this, event)
            last = Math.max(last, now() + random() ** 3 * write)
            later(() => tell.call(this, event), last - now())
          }),
      )
    },
  })

  const work = (): void => {
    const end = now() + random() ** 2 * busy
    while (now() < end);
    later(work, (random() * busy * (1 - share)) / share)
  }
  later(work, random() * busy)
}
