/** Mesi Bay as somebody meets it: an invitation, a town of people to be, and a feed with pictures in it. */
import { axe, desktop, expect, phone, settled, test, usable } from '../support/app'

test('the bay is one press away, and its pictures come when they are looked at', async ({ app }) => {
  const asked: string[] = []
  const page = await app.visit('visitor', { at: '/welcome', viewport: phone })
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/bay/')) asked.push(pathname)
  })
  const begin = page.getByRole('button', { name: 'Set up a new account' })
  await begin.click()
  await page
    .locator('label', { has: page.getByRole('radio') })
    .first()
    .click() // a card lies over its choice
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Go on setting up your account' })).toBeVisible()
  const began = Date.now()
  await page.getByRole('button', { name: 'Visit Mesi Bay' }).click()
  const noa = page.getByRole('button', { name: /Noa Palakiko/ })
  await expect(noa).toBeVisible({ timeout: 120_000 })
  console.log(`bench  Mesi Bay, from the press to the cast: ${Date.now() - began} ms`)
  await expect(begin, 'what was begun in another world goes on there').toBeVisible()
  await expect(page.getByRole('heading', { name: 'AI accounts' })).toBeVisible()
  await axe(page)
  await page.setViewportSize(desktop)
  await axe(page)

  await noa.click()
  const picture = page.locator('article img[src^="blob:"]').first()
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await settled(page)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.length).toBeLessThan(120) // not all of the bay at once

  // The second visit finds it as it was, as the same person, and may be left for a world of one's own.
  await page.reload()
  await expect(picture).toBeVisible()
  await usable(page)
  expect(await page.evaluate(() => window.mesi.hash().pending)).toBe(0)
})

test('Busy Bay is made before one’s eyes, and whoever does not want to wait is where they were', async ({ app }) => {
  const page = await app.visit('visitor', { at: '/settings', before: (context) => context.addInitScript(pauseMaking) })
  await page.goto('/?world=busy')
  await expect(page.getByRole('heading', { level: 1, name: 'Busy Bay' })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'What has been lived' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.evaluate(() => window.goOn?.())
  await expect(page.getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
  await expect(page).toHaveURL('/')
  await usable(page)
  await expect.poll(() => page.evaluate(async () => (await window.mesi.worlds.list()).map(({ name }) => name))).toEqual(['Mesi'])
})

declare global {
  interface Window {
    /** Goes on making what pauses. */
    goOn?: () => void
  }
}

/** Run in a page before anything else: a town that shows how far it is pauses in the midst of it, for who presses is slower than some machines. */
function pauseMaking(): void {
  const later = window.setTimeout.bind(window)
  let paused: (() => void)[] | undefined = []
  window.goOn = () => {
    for (const go of paused ?? []) go()
    paused = undefined
  }
  // Only what gives the page a moment in between says no time.
  const pausing = (go: () => void, ms?: number): number =>
    paused && ms === undefined && document.querySelector('progress') ? paused.push(go) : later(go, ms)
  window.setTimeout = pausing as typeof setTimeout
}
