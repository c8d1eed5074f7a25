/**
 * Somebody who was let in posts without end, each post signed by itself, over WebRTC, as fast as the host's page takes them: what whoever
 * sits at that page feels of it. In the product's own build in a real Chromium.
 */
import { chromium as browsers, type Page } from '@playwright/test'
import { chromium } from '../support/browsers'
import { bundle } from '../support/bundle'
import { putWorldInPage } from '../support/worldsInPage'
import { quiet, serveProduct } from './browser'
import { type Measured, medianOf } from './table'
import { traced } from './traced'

const POSTS = 10_000

export async function flood(): Promise<Measured[]> {
  const { origin, close } = await serveProduct()
  const browser = await browsers.launch(chromium)
  try {
    const host = await browser.newContext({ viewport: { width: 412, height: 915 } })
    const { handles } = await putWorldInPage(host, origin, { events: 2_000, accounts: 40 })
    const page = await host.newPage()
    await page.goto(origin)
    await page.waitForSelector('[role=feed] article[aria-posinset]')
    const link = await page.evaluate(() => window.mesi.peers.invite())
    const lair = await (await browser.newContext()).newPage()
    await lair.goto(`${origin}/manifest.webmanifest`)
    await lair.evaluate(await bundle('./hostilePage.ts'))
    const enemy = await lair.evaluateHandle(([link, count]) => enterToFlood(link, count), [link, POSTS] as const)
    await page.waitForFunction(() => window.mesi.peers.list().length > 0)
    await quiet(page)
    return await measure(page, handles[0] as string, () => enemy.evaluate(({ send }) => send()))
  } finally {
    await browser.close()
    close()
  }
}

async function measure(page: Page, handle: string, send: () => Promise<void>): Promise<Measured[]> {
  const found = { times: [0], ms: 0 }
  const tasks = await traced(await page.context().newCDPSession(page), async () => {
    const acting = page.evaluate(actMeanwhile, [handle, POSTS] as const)
    await send()
    Object.assign(found, await acting)
  })
  // Right behind a seal the next ones are let in within a second.
  const pending = await page
    .waitForFunction(() => window.mesi.hash().pending > 100 && window.mesi.hash().pending, undefined, { timeout: 10_000 })
    .then((found) => found.jsonValue() as Promise<number>)
    .catch(() => Promise.reject(new Error('the flood did not come in')))
  const common = { unit: 'ms', bar: 50, moonshot: 16 } as const
  const taken = `${POSTS.toLocaleString('en')} posts in ${(found.ms / 1_000).toFixed(1)} s, of which ${pending} are open behind it`
  return [
    {
      what: `own act amid a flood of ${POSTS / 1_000}k posts, durable, median`,
      measured: medianOf(found.times),
      runs: found.times.length,
      ...common,
      note: `${taken}; the slowest act took ${Math.max(...found.times).toFixed(0)} ms`,
    },
    {
      what: 'the same flood: longest task',
      measured: Math.max(...tasks.map(({ ms }) => ms)),
      runs: 1,
      ...common,
      note: `the most laborious one had the processor for ${Math.max(...tasks.map(({ cpu }) => cpu)).toFixed(0)} ms`,
    },
  ]
}

/** Runs in the page: likes, and takes it back, from when the flood comes until it is here. */
async function actMeanwhile([who, posts]: readonly [string, number]): Promise<{ times: number[]; ms: number }> {
  const { mesi } = window
  const rowsIn = () => mesi.peers.list().reduce((sum, { counters }) => sum + counters.rowsIn, 0)
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const first = document.querySelector('[role=feed] article[aria-posinset] a.post-time') as HTMLAnchorElement
  const content = new URL(first.href).pathname.split('/').at(-1) as string
  await mesi.act(who, 'content.liked', { content })
  let isLiked = true
  while (rowsIn() === 0) await pause(5)
  const began = performance.now()
  const times: number[] = []
  while (rowsIn() < posts) {
    const pressed = performance.now()
    const outcome = await mesi.act(who, isLiked ? 'content.unliked' : 'content.liked', { content })
    if (!outcome.ok) throw new Error(`an act was refused: ${JSON.stringify(outcome.clauses)}`)
    isLiked = !isLiked
    times.push(performance.now() - pressed)
    await pause(20)
  }
  return { times, ms: performance.now() - began }
}
