/**
 * The desk under load, in the product's own build in a real Chromium: 10,000 open cases to scroll through and to work on by keyboard, and a
 * storm of reports on one post. The moderators' world comes from the same generator as all others, by acts that the rules let stand.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { BrowserContext, CDPSession, Page } from '@playwright/test'
import { putWorldInPage } from '../support/worldsInPage'
import { open, quiet, serveProduct } from './browser'
import { type Measured, medianOf, percentile } from './table'
import { traced } from './traced'

const CASES = 10_000
const REPORTS = 1_000
const OPENINGS = 5
const SCROLLS = 3
const WORKED = 20

const world = { events: 20_000, accounts: REPORTS + 100, desk: { cases: CASES, reports: REPORTS } }
const common = { unit: 'ms', bar: 50, moonshot: 16 } as const

export async function desk(): Promise<Measured[]> {
  const { origin, close } = await serveProduct()
  const profile = mkdtempSync(`${tmpdir()}/mesi-bench-`)
  const context = await open(profile)
  try {
    await putWorldInPage(context, origin, world)
    return await measure(context, origin)
  } finally {
    await context.close()
    close()
    rmSync(profile, { recursive: true, force: true })
  }
}

async function measure(context: BrowserContext, origin: string): Promise<Measured[]> {
  const page = await context.newPage()
  await page.goto(`${origin}/desk`)
  await page.waitForSelector(CASE)
  await filled(page)
  const session = await context.newCDPSession(page)
  return [await opening(page, origin), await scroll(page, session), ...(await work(page, session)), ...(await storm(page, session, origin))]
}

/** Resolves once the views on the disk are filled, which is done at the first visit. */
async function filled(page: Page): Promise<void> {
  await page.waitForFunction(
    async () => {
      const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
      const filled = await Promise.all(
        names.map(
          (name) =>
            new Promise<number>((resolve) => {
              const opening = indexedDB.open(name)
              opening.onerror = () => resolve(0)
              opening.onsuccess = () => {
                const db = opening.result
                if (!db.objectStoreNames.contains('filled')) return resolve(0)
                const count = db.transaction('filled').objectStore('filled').count()
                count.onsuccess = () => resolve(count.result)
                db.close()
              }
            }),
        ),
      )
      return filled.some((count) => count > 0)
    },
    undefined,
    { timeout: 120_000, polling: 500 },
  )
}

const CASE = '.queue a[href^="/desk/"]'

/** How long the longest task of the page lasted, and how long the most laborious one had the processor: far apart on a busy machine. */
async function longest(session: CDPSession, work: () => Promise<void>): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  const tasks = await traced(session, work)
  return { ms: Math.max(...tasks.map(({ ms }) => ms)), cpuMs: Math.max(...tasks.map(({ cpu }) => cpu)) }
}

/** From the navigation to the frame in which the first case stands. */
async function opening(page: Page, origin: string): Promise<Measured> {
  await page.addInitScript((first) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector(first)) return
      look.disconnect()
      requestAnimationFrame(() => performance.mark('usable'))
    })
    look.observe(document, { childList: true, subtree: true })
  }, CASE)
  const times: number[] = []
  for (let run = 0; run < OPENINGS; run++) {
    await page.goto(`${origin}/desk`)
    await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0)
    times.push(await page.evaluate(() => (performance.getEntriesByName('usable')[0] as PerformanceEntry).startTime))
    await quiet(page)
  }
  const note = `the whole app anew, by its address, in a world of ${world.events + 2 * CASES + REPORTS} events`
  return { ...common, what: 'desk, 10,000 open cases: usable', measured: medianOf(times), bar: 1_000, moonshot: 400, runs: OPENINGS, note }
}

async function scroll(page: Page, session: CDPSession): Promise<Measured> {
  const passes: Awaited<ReturnType<typeof longest>>[] = []
  await page.mouse.move(200, 500)
  for (let pass = 0; pass < SCROLLS; pass++) {
    const task = await longest(session, async () => {
      for (let i = 0; i < 60; i++) {
        await page.mouse.wheel(0, 900)
        await page.evaluate(() => new Promise((frame) => requestAnimationFrame(frame)))
      }
      for (const top of [1e9, 3e5, 1e5]) {
        await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), top)
        await page.waitForFunction((first) => document.querySelector(first) !== null, CASE)
        await page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))))
      }
    })
    passes.push(task)
  }
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  const cpu = medianOf(passes.map(({ cpuMs }) => cpuMs))
  const note = `54,000 px a pass, then leaps to the end and back, on a page ${height.toLocaleString('en')} px high; no task had the processor for more than ${cpu.toFixed(0)} ms`
  const measured = medianOf(passes.map(({ ms }) => ms))
  return { ...common, what: 'desk, 10,000 open cases: fast scroll, longest task', measured, runs: SCROLLS, note }
}

/** What tells that a key has done its work: another case, the form to decide it, or reasons in that form. */
type Sign = 'case' | 'form' | 'reasons'

/** From the press of a key to the frame that shows what came of it. */
async function press(page: Page, key: string, sign: Sign): Promise<number> {
  await page.evaluate((sign) => {
    const before = document.querySelector('.case')
    const isShown = () => {
      if (sign === 'case') return document.querySelector('.case') !== null && document.querySelector('.case') !== before
      const words = document.querySelector<HTMLTextAreaElement>('.case-decide form textarea')
      return sign === 'form' ? words !== null : Boolean(words?.value)
    }
    performance.clearMarks('shown')
    const look = ({ timeStamp: began }: Event) => {
      requestAnimationFrame(() => {
        if (isShown()) setTimeout(() => performance.mark('shown', { detail: performance.now() - began }))
        else look({ timeStamp: began } as Event)
      })
    }
    addEventListener('keydown', look, { capture: true, once: true })
  }, sign)
  await page.keyboard.press(key)
  await page.waitForFunction(() => performance.getEntriesByName('shown').length > 0)
  return page.evaluate(() => (performance.getEntriesByName('shown')[0] as PerformanceMark).detail as number)
}

/** Case after case by keyboard alone: on to the next one, claimed, decided, and on. */
async function work(page: Page, session: CDPSession): Promise<Measured[]> {
  await page.keyboard.press('n')
  await page.waitForSelector('.case')
  const steps: Record<string, number[]> = { next: [], claim: [], choose: [], 'decide and next': [] }
  const { ms, cpuMs } = await longest(session, async () => {
    for (let i = 0; i < WORKED; i++) {
      steps['next']?.push(await press(page, 'j', 'case'))
      steps['claim']?.push(await press(page, 'c', 'form'))
      steps['choose']?.push(await press(page, i % 2 ? '1' : '2', 'reasons'))
      steps['decide and next']?.push(await press(page, 'Control+Enter', 'case'))
    }
  })
  const all = Object.values(steps).flat()
  const note = Object.entries(steps)
    .map(([name, times]) => `${name} ${medianOf(times).toFixed(0)}`)
    .join(', ')
  return [
    {
      ...common,
      what: 'desk, a key pressed -> shown, p95',
      measured: percentile(all, 0.95),
      bar: 100,
      runs: all.length,
      note: `medians: ${note} ms`,
    },
    {
      ...common,
      what: 'desk, cases claimed and decided: longest task',
      measured: ms,
      runs: WORKED,
      note: `no task had the processor for more than ${cpuMs.toFixed(0)} ms`,
    },
  ]
}

/** A thousand people report one post: the desk opens all of it at once, while it stays in sight for everybody. */
async function storm(page: Page, session: CDPSession, origin: string): Promise<Measured[]> {
  await page.goto(`${origin}/desk`)
  const button = page.getByRole('button', { name: 'Open new reports' })
  await button.waitFor({ timeout: 120_000 })
  await quiet(page)
  const began = Date.now()
  const { ms, cpuMs } = await longest(session, async () => {
    await page.keyboard.press('o')
    await button.waitFor({ state: 'detached', timeout: 120_000 })
  })
  const seconds = ((Date.now() - began) / 1000).toFixed(0)
  const note = `${REPORTS} reports on one post, opened in ${seconds} s; no task had the processor for more than ${cpuMs.toFixed(0)} ms`
  const id = await page.evaluate((reports) => {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = window.mesi.ask('caseQueue', { queue: 'untriaged', size: 200, ...(cursor ? { cursor } : {}) }, { as: 'mesi' })
      const found = page.items.find((item) => item.reports === reports)
      if (found) return found.id
      cursor = page.cursor
    }
    throw new Error('the reports have not come together in one case')
  }, REPORTS)
  await quiet(page)
  const opened = await longest(session, async () => {
    await page.evaluate((path) => {
      history.pushState({}, '', path)
      dispatchEvent(new PopStateEvent('popstate'))
    }, `/desk/${id}`)
    await page.getByRole('heading', { name: `${REPORTS.toLocaleString('en')} reports` }).waitFor()
    await quiet(page)
  })
  return [
    { ...common, what: 'desk, a storm of reports: longest task', measured: ms, runs: 1, note },
    {
      ...common,
      what: 'desk, its case opened: longest task',
      measured: opened.ms,
      runs: 1,
      note: `ten of the reports are read at first; no task had the processor for more than ${opened.cpuMs.toFixed(0)} ms`,
    },
  ]
}
