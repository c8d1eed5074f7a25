/** Mesi Bay as somebody meets it: an invitation, a town of people to be, and a feed with pictures in it. */
import { axe, desktop, expect, phone, test } from '../support/app'

for (const [width, viewport] of Object.entries({ phone, desktop })) {
  test(`on a ${width}, the bay is one press away, and its pictures come when they are looked at`, async ({ app }) => {
    const asked: string[] = []
    const page = await app.visit('visitor', { at: '/welcome', viewport })
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/bay/')) asked.push(pathname)
    })
    const began = Date.now()
    await page.getByRole('button', { name: 'Visit Mesi Bay' }).click()
    const noa = page.getByRole('button', { name: /Noa Palakiko/ })
    await expect(noa).toBeVisible({ timeout: 30_000 })
    console.log(`bench  Mesi Bay, from the press to the cast, ${width}: ${Date.now() - began} ms`)
    await expect(page.getByRole('heading', { name: 'AI accounts' })).toBeVisible()
    await axe(page)

    await noa.click()
    const picture = page.locator('article img[src^="blob:"]').first()
    await expect(picture).toBeVisible()
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.length).toBeLessThan(120) // not all of the bay at once

    // The second visit finds it as it was, as the same person, and may be left for a world of one's own.
    await page.reload()
    await expect(picture).toBeVisible()
    expect(await page.evaluate(() => window.mesi.hash().pending)).toBe(0)
  })
}
