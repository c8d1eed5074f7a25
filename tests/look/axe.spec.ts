/** What the other tests ask of axe can fail. */
import { axe, expect, test } from '../support/app'

test('what axe would say of a screen fails a test, in a pane of it too', async ({ app }) => {
  const page = await app.visit('Anna', { at: '/settings' })
  await axe(page)
  const faults = () => axe(page).catch((error: unknown) => String(error))
  await page.evaluate(async () => {
    const pane = document.createElement('iframe')
    pane.title = 'A pane'
    pane.src = '/icons/mark.svg'
    const loaded = new Promise((resolve) => pane.addEventListener('load', resolve))
    document.querySelector('main')?.append(pane)
    await loaded
    pane.contentDocument?.documentElement.append(pane.contentDocument.createElementNS('http://www.w3.org/1999/xhtml', 'img'))
  })
  expect(await faults()).toContain('image-alt')
  await page.evaluate(() => document.querySelector('iframe')?.remove())
  await axe(page)
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')))
  expect(await faults()).toContain('button-name')
})
