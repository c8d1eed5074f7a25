/** The product without a network, and how a newer version of it comes in: both are the service worker's. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { shelf } from '../../src/scenarios'

const ready = (page: Page) => page.evaluate(async () => void (await navigator.serviceWorker.ready))
const isControlled = (page: Page) => page.evaluate(() => navigator.serviceWorker.controller !== null)

test('once it was open, it opens without a network at any address', async ({ page, context }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Hello!' })).toBeVisible()
  await ready(page)
  await expect.poll(() => isControlled(page)).toBe(true)
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('button', { name: 'Start a world of your own' }).click()
  await expect(page.getByRole('heading', { name: 'Human or AI?' })).toBeVisible() // by then there is a world to come back to
  for (const address of ['/', '/world', '/no/such/page?and=more']) {
    await page.goto(address)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  }
  const second = await context.newPage()
  await second.goto('/world')
  await expect(second.getByRole('heading', { name: 'World', level: 1 })).toBeVisible()
})

test('without a network tours have the files that they give, and show no broken picture', async ({ page, context }) => {
  await page.goto('/')
  await ready(page)
  await expect.poll(() => isControlled(page)).toBe(true)
  await context.setOffline(true)
  await page.goto('/tours')
  await expect(page.getByRole('listitem')).toHaveCount(shelf.length)
  await expect(page.locator('svg.tours-cover').first()).toBeVisible()
  const broken = page.locator('img.tours-cover').filter({ visible: true })
  await expect.poll(() => broken.evaluateAll((images: HTMLImageElement[]) => images.some((image) => image.complete))).toBe(false)
  const given = new Set(
    shelf.flatMap(({ steps }) => [...JSON.stringify(steps).matchAll(/"(?:\$file|file)":"([^"]+)"/g)].map(([, name]) => name)),
  )
  expect(given.size).toBeGreaterThan(1)
  for (const name of given) expect(await page.evaluate(async (name) => (await fetch(`/scenarios/${name}`)).ok, name), name).toBe(true)
})

test('a new version waits until somebody says so, what was being written survives it, and other tabs are told', async ({
  context,
  baseURL,
}) => {
  const { origin, publish, close } = await versions(baseURL ?? '')
  try {
    const [first, second] = [await visit(context, origin), await visit(context, origin)]
    const mark = (page: Page) => page.evaluate(() => Object.assign(window, { untouched: true }))
    for (const page of [first, second]) await mark(page)
    await first.evaluate(async () => {
      await window.mesi.join('real', { name: 'Ana', handle: 'ana' })
      window.mesi.be('ana')
    })
    await first.bringToFront() // a tab that lies behind another one draws once a second
    await first.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Create' }).click()
    await first.getByLabel('Your words').fill('Half a thought')
    publish()
    await first.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    for (const page of [first, second]) await expect(page.getByText('A new version of Mesi is here.')).toBeVisible()
    expect(await first.evaluate(() => 'untouched' in window)).toBe(true)

    await second.bringToFront()
    await second.getByRole('button', { name: 'Later' }).press('Enter')
    await expect(second.getByText('A new version of Mesi is here.')).toBeHidden()
    await expect(second.locator('main h1')).toBeFocused()
    await first.bringToFront()
    await Promise.all([first.waitForEvent('load'), first.getByRole('button', { name: 'Reload' }).click()])
    await expect(first.getByRole('navigation', { name: 'Main' })).toBeVisible()
    await expect(first.getByText('A new version of Mesi is here.')).toBeHidden()
    await expect(first.getByText('Your draft is back.')).toBeVisible()
    await expect(first.getByLabel('Your words')).toHaveValue('Half a thought')
    await expect(second.getByText('Mesi was updated in another tab. Reload this one too.')).toBeVisible()
    expect(await second.evaluate(() => 'untouched' in window)).toBe(true)
  } finally {
    await close()
  }
})

async function visit(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${origin}/discover`)
  await ready(page)
  await expect.poll(() => isControlled(page)).toBe(true)
  return page
}

/** The product behind an address of its own, whose service worker is another one after `publish`. */
async function versions(base: string) {
  let version = 1
  const server = createServer((request, response) => {
    void (async () => {
      const answer = await fetch(new URL(request.url ?? '/', base))
      const body = Buffer.from(await answer.arrayBuffer())
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? '',
        'cache-control': 'no-cache',
      })
      response.end(request.url === '/worker.js' ? `${body.toString()}\n// version ${version}` : body)
    })()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish: () => void version++,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
