/** A feed of 100,000 posts in a real Chromium, in the product's own build: what a person feels who scrolls it fast, at its top and far below. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { putWorldInPage } from '../support/worldsInPage'
import { open, quiet, serveProduct } from './browser'
import { type Measured, medianOf } from './table'
import { traced } from './traced'

const POSTS = 100_000
const SCROLLS = 3
/** How long somebody goes down, as fast as it goes, in milliseconds. */
const DOWN = 8_000

/** Opens a world with a feed of 100,000 posts and scrolls in it: from the top, all the way down as far as one comes, and there again. */
export async function feed(): Promise<Measured[]> {
  const { origin, close } = await serveProduct()
  const profile = mkdtempSync(`${tmpdir()}/mesi-bench-`)
  const context = await open(profile)
  try {
    await putWorldInPage(context, origin, { events: 1_000, accounts: 100, posts: POSTS })
    const page = await context.newPage()
    await page.goto(origin)
    await page.waitForSelector('[role=feed] article[aria-posinset]')
    await quiet(page)
    const session = await context.newCDPSession(page)
    await page.mouse.move(200, 500)
    const longest = async (work: () => Promise<void>) => Math.max(...(await traced(session, work)).map(({ ms }) => ms))
    const wheel = async () => {
      for (let i = 0; i < 60; i++) {
        await page.mouse.wheel(0, 900)
        await page.evaluate(() => new Promise((frame) => requestAnimationFrame(frame)))
      }
    }
    /** How many posts there are above the one that stands lowest. */
    const depth = () =>
      page.evaluate(() => Number([...document.querySelectorAll('[role=feed] article[aria-posinset]')].at(-1)?.ariaPosInSet ?? 0))
    const passes: number[] = []
    for (let pass = 0; pass < SCROLLS; pass++) passes.push(await longest(wheel))
    const fall = await longest(() =>
      page.evaluate(async (ms) => {
        for (const end = performance.now() + ms; performance.now() < end; ) {
          scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })
          await new Promise((frame) => requestAnimationFrame(frame))
        }
      }, DOWN),
    )
    const reached = await depth()
    if (reached < 1_000) throw new Error(`the feed ends after ${reached} posts`)
    const below: number[] = []
    for (let pass = 0; pass < SCROLLS; pass++) below.push(await longest(wheel))
    if ((await depth()) < reached + 100) throw new Error('the feed does not go on')
    const feed = `a feed of ${POSTS.toLocaleString('en')} posts`
    const common = { unit: 'ms', bar: 50, moonshot: 16 } as const
    const note = '54,000 px a pass; the longest task of the page’s main thread in a pass'
    return [
      { what: `${feed}, fast scroll: longest task`, measured: medianOf(passes), ...common, runs: SCROLLS, note },
      {
        what: `the same, ${Math.round(reached / 1_000)},000 posts further down`,
        measured: medianOf(below),
        ...common,
        runs: SCROLLS,
        note: `on the way there, from end to end in ${DOWN / 1_000} s: ${fall.toFixed(0)} ms`,
      },
    ]
  } finally {
    await context.close()
    close()
    rmSync(profile, { recursive: true, force: true })
  }
}
