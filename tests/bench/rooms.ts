/**
 * How many browsers a room of WebRTC bears: everybody is connected with everybody. All of them are pages of one Chromium on this machine,
 * each with a store of its own, so the figures say how the cost grows and not what a network takes.
 */
import { readFileSync } from 'node:fs'
import { type Browser, chromium as browsers, type Page } from '@playwright/test'
import { chromium } from '../support/browsers'
import { serveProduct } from './browser'
import { medianOf, printTable } from './table'

const SIZES = [2, 4, 8, 12, 16, 20]
const ACTS = 5
const IDLE = 10_000

export interface Room {
  readonly browsers: number
  /** From the address to everybody connected and nothing under way, of whoever came last. `undefined`: not within a minute. */
  readonly joined: number | undefined
  /** From an act to the last browser that knows it: the median and the slowest of some. */
  readonly reaches: number
  readonly slowest: number
  /** Of each page, in MB. */
  readonly memory: number
  /** Share of one core that each page takes while nobody does anything. */
  readonly idle: number
}

export async function benchRooms(): Promise<readonly Room[]> {
  const { origin, close } = await serveProduct()
  const browser = await browsers.launch(chromium)
  try {
    const host = await visit(browser, origin)
    const handle = 'hosting'
    await host.evaluate((handle) => window.mesi.join('real', { name: 'Host', handle }), handle)
    const pages = [host]
    const found: Room[] = []
    for (const size of SIZES) {
      let joined: number | undefined
      while (pages.length < size) {
        const link = await host.evaluate(() => window.mesi.peers.invite())
        const began = Date.now()
        pages.push(await visit(browser, link))
        joined = (await isWhole(pages)) ? Date.now() - began : undefined
        if (joined === undefined) break
      }
      if (joined === undefined) return [...found, { browsers: size, joined, reaches: 0, slowest: 0, memory: 0, idle: 0 }]
      const times: number[] = []
      for (let n = 0; n < ACTS; n++) times.push(await reach(host, handle, pages.slice(1)))
      const processes = await renderers(browser)
      await new Promise((done) => setTimeout(done, IDLE))
      const later = await renderers(browser)
      found.push({
        browsers: size,
        joined,
        reaches: medianOf(times),
        slowest: Math.max(...times),
        memory: later.memory / size,
        idle: (later.cpu - processes.cpu) / (IDLE / 1000) / size,
      })
      console.log(`measured a room of ${size} ...`)
    }
    return found
  } finally {
    await browser.close()
    close()
  }
}

export function printRooms(rooms: readonly Room[]): void {
  const ms = (value: number) => `${value.toFixed(0)} ms`
  printTable([
    ['browsers in a room', 'the last is in after', 'an act is everywhere after', 'the slowest', 'memory of a page', 'a core, while idle'],
    ...rooms.map((room) =>
      room.joined === undefined
        ? [String(room.browsers), 'not within a minute', '', '', '', '']
        : [
            String(room.browsers),
            ms(room.joined),
            ms(room.reaches),
            ms(room.slowest),
            `${room.memory.toFixed(0)} MB`,
            `${(room.idle * 100).toFixed(1)} %`,
          ],
    ),
  ])
}

async function visit(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], viewport: { width: 412, height: 915 } })
  await context.addInitScript(() => location.protocol.startsWith('http') && localStorage.setItem('mesi.known', 'yes'))
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'mesi' in window)
  return page
}

/** Waits until everybody is connected with everybody and has what the others have. */
async function isWhole(pages: readonly Page[]): Promise<boolean> {
  const others = pages.length - 1
  const settled = Promise.all(
    pages.map((page) =>
      page.waitForFunction(
        (others) => {
          const list = window.mesi.peers.list()
          return list.length >= others && list.every(({ inSync }) => inSync)
        },
        others,
        { timeout: 60_000, polling: 50 },
      ),
    ),
  )
  return settled.then(
    () => true,
    () => false,
  )
}

/** Milliseconds from an act to the last page that knows of it. All clocks are this machine's. */
async function reach(host: Page, handle: string, pages: readonly Page[]): Promise<number> {
  const { began, id } = await host.evaluate(async (handle) => {
    const name = window.mesi.write(handle, `Host ${performance.now()}`)
    const began = Date.now()
    const outcome = await window.mesi.act(handle, 'accounts.profileEdited', { name, categories: [] })
    if (!outcome.ok) throw new Error('the act was refused')
    return { began, id: outcome.id }
  }, handle)
  const known = await Promise.all(
    pages.map((page) =>
      page.evaluate(async (id) => {
        while ((await window.mesi.verdict(id)).standing === 'unknown') await new Promise((go) => setTimeout(go, 5))
        return Date.now()
      }, id),
    ),
  )
  return Math.max(...known) - began
}

/** Memory in MB and processor time in seconds of all pages of a browser. */
async function renderers(browser: Browser): Promise<{ memory: number; cpu: number }> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  let [memory, cpu] = [0, 0]
  for (const { type, id, cpuTime } of processInfo) {
    if (type !== 'renderer') continue
    cpu += cpuTime
    memory += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1000
  }
  return { memory, cpu }
}
