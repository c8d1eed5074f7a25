/**
 * The product's own build in a real Chromium, served as `npm start` serves it: what a person waits for. Everything happens in one world
 * of 100,000 events and 10,000 accounts, made in the browser, into which a newcomer comes at the end.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { brotliCompressSync, constants } from 'node:zlib'
import { type BrowserContext, chromium as browsers, type Page } from '@playwright/test'
import { chromium } from '../support/browsers'
import { putWorldInPage } from '../support/worldsInPage'
import { open, quiet, serveProduct } from './browser'
import { type Measured, medianOf, percentile } from './table'

const EVENTS = 100_000
const ACCOUNTS = 10_000
const COLD_STARTS = 5
const ACTS = 60

export async function app(): Promise<Measured[]> {
  const { folder, origin, close } = await serveProduct()
  const profile = mkdtempSync(`${tmpdir()}/mesi-bench-`)
  const host = await open(profile)
  try {
    const lines = await firstVisit(folder, origin)
    const { handles } = await putWorldInPage(host, origin, { events: EVENTS, accounts: ACCOUNTS })
    const page = await visit(host, origin)
    await quiet(page)
    await page.close()
    const again = await visit(host, origin) // the views on the disk are filled at the first
    await quiet(again)
    lines.push(...(await acts(again, handles[0] as string)))
    await quiet(again)
    lines.push(await palette(again))
    await host.close()
    lines.push(await coldStart(profile, origin))
    lines.push(...(await newcomer(profile, origin)))
    return lines
  } finally {
    await host.close()
    close()
    rmSync(profile, { recursive: true, force: true })
  }
}

const FIRST_POST = '[role=feed] article[aria-posinset]'

async function visit(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(origin)
  await page.waitForSelector(FIRST_POST)
  return page
}

/** Notes in the page when the frame with the first post comes. */
const markUsable = (page: Page) =>
  page.addInitScript((post) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector(post)) return
      look.disconnect()
      requestAnimationFrame(() => performance.mark('usable'))
    })
    look.observe(document, { childList: true, subtree: true })
  }, FIRST_POST)

/** Milliseconds from the navigation to that. */
async function whenUsable(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0)
  return page.evaluate(() => (performance.getEntriesByName('usable')[0] as PerformanceEntry).startTime)
}

// ---- what has to travel

/** As the server packs it. */
const packed = (script: Buffer): number => brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

/** The scripts that a browser which has never met Mesi asks for until it is greeted; and those of a later visit until the first post stands. */
async function firstVisit(folder: string, origin: string): Promise<Measured[]> {
  const browser = await browsers.launch(chromium)
  try {
    const page = await browser.newPage({ serviceWorkers: 'block', viewport: { width: 412, height: 915 } })
    await markUsable(page)
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      // What is fetched ahead, and not as a script, is for the next press, when nothing else is to do.
      if (pathname.endsWith('.js') && request.resourceType() === 'script') asked.push(pathname)
    })
    await page.goto(origin)
    const look = page.getByRole('button', { name: 'Look around Mesi Bay' })
    await look.waitFor()
    const hello = [...asked]
    await look.click()
    await page.waitForSelector(FIRST_POST)
    await page.reload()
    const usable = await whenUsable(page)
    const forFeed = await page.evaluate(
      (usable) =>
        performance
          .getEntriesByType('resource')
          .filter(({ name, startTime }) => name.endsWith('.js') && startTime < usable)
          .map(({ name }) => new URL(name).pathname),
      usable,
    )
    const kB = (paths: readonly string[]) => [...new Set(paths)].reduce((sum, path) => sum + packed(readFileSync(folder + path)), 0) / 1000
    const common = { unit: 'kB', bar: 120, moonshot: 80, runs: 1 } as const
    return [
      {
        what: 'first paint needs, compressed JavaScript',
        measured: kB(hello),
        ...common,
        note: `the hello of a first visit: ${hello.length} file`,
      },
      {
        what: 'a feed needs, compressed JavaScript',
        measured: kB(forFeed),
        ...common,
        note: `all ${forFeed.length} files that a visit to a kept world asks for before its first post stands; a first visit fetches them while the hello is read`,
      },
    ]
  } finally {
    await browser.close()
  }
}

// ---- an act of one's own

interface ActTimes {
  readonly shown: number
  readonly durable: number
}

/** Likes and takes back likes of posts in sight, from the act to the changed button, and to the resolved promise (on disk). */
async function acts(page: Page, handle: string): Promise<Measured[]> {
  const times = await page.evaluate(
    async ([handle, count]) => {
      const cards = [...document.querySelectorAll('[role=feed] article[aria-posinset]')]
      const times: ActTimes[] = []
      for (let i = 0; i < count; i++) {
        const card = cards[i % cards.length] as Element
        const button = card.querySelector('button[data-kind=like]') as Element
        const content = new URL((card.querySelector('a.post-time') as HTMLAnchorElement).href).pathname.split('/').at(-1) as string
        const type = button.getAttribute('aria-pressed') === 'true' ? 'content.unliked' : 'content.liked'
        await new Promise((resolve) => setTimeout(resolve, 60))
        const began = performance.now()
        const changed = new Promise<number>((resolve) => {
          const watch = new MutationObserver(() => {
            watch.disconnect()
            resolve(performance.now())
          })
          watch.observe(button, { attributes: true, attributeFilter: ['aria-pressed'] })
        })
        const outcome = await window.mesi.act(handle, type, { content })
        const durable = performance.now()
        if (!outcome.ok) throw new Error(`an act was refused: ${JSON.stringify(outcome.clauses)}`)
        const shown = await Promise.race([
          changed,
          new Promise<number>((_, reject) => setTimeout(() => reject(new Error('no like was shown')), 5_000)),
        ])
        times.push({ shown: shown - began, durable: durable - shown })
      }
      return times
    },
    [handle, ACTS] as const,
  )
  const medians = [medianOf(times.map((each) => each.shown)), medianOf(times.map((each) => each.durable))].map((ms) => ms.toFixed(1))
  const note = `${ACTS} likes, the seals of a lone host among them; medians ${medians.join(' and, durable, ')} ms`
  const shown = percentile(
    times.map((each) => each.shown),
    0.95,
  )
  const durable = percentile(
    times.map((each) => each.durable),
    0.95,
  )
  return [
    { what: 'local act -> DOM updated, p95', unit: 'ms', measured: shown, bar: 10, moonshot: 4, runs: ACTS, note },
    { what: 'its row durable behind that, p95', unit: 'ms', measured: durable, bar: 5, moonshot: 2, runs: ACTS },
  ]
}

// ---- the palette

/** Types in the palette and takes it back, letter by letter; each until its list is laid out. */
async function palette(page: Page): Promise<Measured> {
  await page.keyboard.press('Control+k')
  const line = page.getByRole('dialog').getByRole('combobox')
  await line.waitFor()
  const times = await line.evaluate((element: HTMLInputElement, sought) => {
    const letters = [...sought].map((_, i) => sought.slice(0, i + 1))
    return [...letters, ...letters.toReversed()].map((typed) => {
      element.value = typed
      const began = performance.now()
      element.dispatchEvent(new InputEvent('input', { bubbles: true }))
      element.closest('[role=dialog]')?.getBoundingClientRect()
      return performance.now() - began
    })
  }, 'anna berg')
  if ((await page.getByRole('dialog').getByRole('option').count()) === 0) throw new Error('the palette found nothing')
  await page.keyboard.press('Escape')
  const note = `${times.length} letters, among 5,000 people and 1,000 posts; median ${medianOf(times).toFixed(1)} ms`
  return {
    what: 'a letter in the palette -> what is found laid out, p95',
    unit: 'ms',
    measured: percentile(times, 0.95),
    bar: 50,
    moonshot: 16,
    runs: times.length,
    note,
  }
}

// ---- coming back

/** From the navigation, in a browser process that has just started, to the frame in which the first post stands. */
async function coldStart(profile: string, origin: string): Promise<Measured> {
  const times: number[] = []
  for (let run = 0; run < COLD_STARTS; run++) {
    const context = await open(profile)
    const page = await context.newPage()
    await markUsable(page)
    await page.goto(origin)
    times.push(await whenUsable(page))
    await context.close()
  }
  const note = 'browser process started anew each time'
  return { what: 'cold start to a usable feed', unit: 'ms', measured: medianOf(times), bar: 400, moonshot: 150, runs: COLD_STARTS, note }
}

// ---- coming in

/** A second browser process follows an invite link of the first over WebRTC, and is there once it stands on the host's last seal. */
async function newcomer(profile: string, origin: string): Promise<Measured[]> {
  const own = mkdtempSync(`${tmpdir()}/mesi-bench-`)
  const [host, guest] = [await open(profile), await open(own)]
  try {
    const page = await visit(host, origin)
    await quiet(page)
    const link = await page.evaluate(async () => {
      const link = await window.mesi.peers.invite()
      await window.mesi.settled()
      return link
    })
    await quiet(page) // the snapshot is made when somebody is invited
    const hash = await page.evaluate(() => window.mesi.hash())
    const stranger = await guest.newPage()
    await stranger.goto(link)
    // It may look around as soon as the way in says so.
    await stranger.waitForFunction(
      () => 'mesi' in window && (location.pathname !== '/join' || document.querySelector('main button')),
      undefined,
      { timeout: 90_000 },
    )
    const usable = await stranger.evaluate(() => performance.now())
    // Under a snapshot the seal is the host's at once. Everything is received and verified when the history behind it was folded to it.
    await stranger.waitForFunction(() => window.mesi.peers.status().startsWith('backfilling'), undefined, { timeout: 90_000 })
    await stranger.waitForFunction((seal) => /^\d+ peer/.test(window.mesi.peers.status()) && window.mesi.hash().seal >= seal, hash.seal, {
      timeout: 90_000,
    })
    const whole = await stranger.evaluate(() => performance.now())
    const found = await stranger.evaluate(() => window.mesi.hash())
    if (found.sum !== hash.sum) throw new Error('the newcomer ends in another state')
    const size = `${EVENTS / 1000}k events`
    const common = { unit: 'ms', runs: 1, note: `${ACCOUNTS} accounts, two browser processes on one machine` } as const
    return [
      { what: `newcomer over WebRTC, ${size}: usable`, measured: usable, bar: 1_000, moonshot: 300, ...common },
      { what: `newcomer over WebRTC, ${size}: all verified`, measured: whole, bar: 5_000, moonshot: 2_000, ...common },
    ]
  } finally {
    await guest.close()
    await host.close()
    rmSync(own, { recursive: true, force: true })
  }
}
