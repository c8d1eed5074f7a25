import { bay } from '../pictures/screens'
import { atRest, axe, axeHere, expect, phone, test } from '../support/app'

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

/** What lies over a screen or shows several, and the desk, have tests of their own; of two screens that are made alike one is enough. */
const without = /desk|case|^(?:gallery|profile ai|own profile|standing reports)$/
const screens = bay.screens.filter(({ over, name }) => !over && !without.test(name))

/** By day and in the dark; every third with more contrast as well, in one of the two by turns: its colours are the same ones everywhere. */
const dressesOf = (at: number) =>
  [
    { colorScheme: 'light', contrast: 'no-preference' },
    { colorScheme: 'dark', contrast: 'no-preference' },
    ...(at % 3 === 0 ? [{ colorScheme: at % 2 === 0 ? 'light' : 'dark', contrast: 'more' } as const] : []),
  ] as const

test('axe: every screen of Mesi Bay, by day, in the dark and with more contrast', async ({ app }) => {
  test.setTimeout(120_000)
  const page = await app.visit('Sam', { at: '/settings', viewport: phone })
  await page.evaluate(() => window.mesi.worlds.bay())
  const check = await axeHere(page)
  const faults: string[] = []
  for (const [at, { name, show }] of screens.entries()) {
    const dresses = dressesOf(at)
    await page.emulateMedia(dresses[0])
    await show(page)
    await atRest(page)
    for (const dress of name === 'handbook' ? dresses.slice(0, 1) : dresses) {
      await page.emulateMedia(dress)
      // What a dress changes is its colours; where somebody asks for more contrast, they stand out as far as WCAG's third level asks.
      const found = await check(
        dress === dresses[0] ? undefined : [dress.contrast === 'more' ? 'color-contrast-enhanced' : 'color-contrast'],
      )
      faults.push(...found.map((fault) => `${name}, ${dress.colorScheme}, ${dress.contrast}: ${fault}`))
    }
  }
  expect(faults).toEqual([])
})
