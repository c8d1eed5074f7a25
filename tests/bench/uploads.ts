/**
 * A hundred pictures published in a row on the real way: made ready in the media worker, kept, published, looked at by the host's filter in
 * its worker, and the finding filed. What the page, which shows the feed meanwhile, feels of it; in an empty world and in one of many works.
 */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { putWorldInPage } from '../support/worldsInPage'
import { medianOf, percentile } from './table'
import { traced } from './traced'

const PICTURES = 100
const WORKS = 10_000

export interface Uploads {
  readonly world: string
  readonly pictures: number
  /** Acts of the host that say what was found. */
  readonly findings: number
  readonly seconds: number
  /** From the picked file to the published post. */
  readonly millis: { readonly median: number; readonly p95: number }
  /** The longest task of the page in ms, and how many took over 50. */
  readonly longest: number
  readonly over: number
  /** The same by what the page's own thread had to do: on a machine with other work a task waits for a core in its middle. */
  readonly longestOwn: number
  readonly overOwn: number
}

/** @param origin where the app is served */
export async function benchUploads(browser: Browser, origin: string): Promise<readonly Uploads[]> {
  return [await run(browser, origin, 0), await run(browser, origin, WORKS)]
}

async function run(browser: Browser, origin: string, works: number): Promise<Uploads> {
  const context = await browser.newContext({ viewport: { width: 412, height: 915 } })
  try {
    const made = works > 0 ? await putWorldInPage(context, origin, { events: works * 2 + 4_000, accounts: 200, works }) : undefined
    const page = await context.newPage()
    if (!made) await page.addInitScript(() => localStorage.setItem('mesi.known', 'yes'))
    await page.goto(origin)
    await page.waitForFunction(() => 'mesi' in window)
    const who = made?.handles[0] ?? (await join(page))
    await page.evaluate(() => window.mesi.settled())
    await drawPictures(page)
    return { world: works > 0 ? `of ${works.toLocaleString('en')} works` : 'that is empty', ...(await publishAll(page, who)) }
  } finally {
    await context.close()
  }
}

async function join(page: Page): Promise<string> {
  await page.evaluate(() => window.mesi.join('real', { name: 'Ana', handle: 'ana' }))
  return 'ana'
}

/** As files that a phone would offer: pictures of Mesi Bay, larger than they are shared, no two alike. */
async function drawPictures(page: Page): Promise<void> {
  const files = readdirSync(fileURLToPath(new URL('../../public/bay', import.meta.url)))
  const whole = files.filter((file) => file.endsWith('.webp') && !/-s-[\w-]{8}\.webp$/.test(file))
  await page.evaluate(
    async ([names, count]) => {
      const drawn: File[] = []
      for (let i = 0; i < count; i++) {
        const bitmap = await createImageBitmap(await (await fetch(`/bay/${names[i % names.length]}`)).blob())
        const scale = 2_400 / Math.max(bitmap.width, bitmap.height)
        const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
        if (i >= names.length) context.setTransform(-1, 0, 0, 1, canvas.width, 0)
        context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
        bitmap.close()
        drawn.push(new File([await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })], `photo ${i}.jpg`, { type: 'image/jpeg' }))
      }
      Object.assign(window, { drawn })
    },
    [whole, PICTURES] as const,
  )
}

async function publishAll(page: Page, who: string): Promise<Omit<Uploads, 'world'>> {
  const found = { times: [0], seconds: 0, findings: 0 }
  const tasks = await traced(await page.context().newCDPSession(page), async () => {
    Object.assign(found, await page.evaluate(publishHere, who))
  })
  const { times, ...rest } = found
  return {
    pictures: times.length,
    ...rest,
    millis: { median: medianOf(times), p95: percentile(times, 0.95) },
    longest: Math.max(...tasks.map(({ ms }) => ms)),
    over: tasks.filter(({ ms }) => ms > 50).length,
    longestOwn: Math.max(...tasks.map(({ cpu }) => cpu)),
    overOwn: tasks.filter(({ cpu }) => cpu > 50).length,
  }
}

/** Runs in the page. */
async function publishHere(who: string): Promise<{ times: number[]; seconds: number; findings: number }> {
  const { drawn } = window as unknown as { drawn: readonly File[] }
  const { mesi } = window
  const times: number[] = []
  const posts: string[] = []
  const passed: Promise<unknown>[] = []
  const began = performance.now()
  for (const file of drawn) {
    const picked = performance.now()
    const { file: kept } = await mesi.blobs.put(file)
    const stands = new Promise<void>((resolve) => {
      const stop = mesi.onAct(({ type, id }) => {
        if (type !== 'content.published') return
        stop()
        posts.push(id)
        times.push(performance.now() - picked)
        resolve()
      })
    })
    const post = { form: 'droplet', media: 'image', files: [kept], caption: mesi.write(who, file.name), audience: 'everyone' } as const
    const about = { moods: [], tags: [], rightsConfirmed: true, made: 'human', persona: 'none' } as const
    passed.push(mesi.act(who, 'content.published', { ...post, ...about })) // resolves once the filter has looked
    await stands
  }
  await Promise.all(passed)
  const seconds = (performance.now() - began) / 1_000
  const findings = posts.filter((id) => mesi.ask('finding', { kind: 'content', id }, { as: who }) !== null).length
  return { times, seconds, findings }
}
