/**
 * The parts of every screen as pictures: red when a token or a part changes its look. Pictures hold only what is the same on every
 * machine with this Chromium: our own fonts, drawn without the hints of the system, and nothing that moves. After a wanted change:
 * `npx playwright test -c tests/playwright.config.ts --project=chromium tests/look --update-snapshots=all`, and look at what changed.
 */
import type { Locator } from '@playwright/test'
import { axe, expect, type Page, test } from '../support/app'
import { chromium } from '../support/browsers'

const sections = [
  'Colours',
  'Type',
  'Space, corners and shadow',
  'Buttons',
  'Menus',
  'Fields',
  'Choices',
  'Selects and switches',
  'Tabs and sliders',
  'Faces',
  'Marks, money and time',
  'Notices and refusals',
  'Nothing, not yet, under way',
  'What stands in for what loads',
  'Dialogs and toasts',
] as const
/** Where a dress changes anything but the size of things. */
const coloured = sections.filter((section) => !['Type', 'Space, corners and shadow'].includes(section))
const dresses = ['light', 'dark', 'light, more contrast', 'dark, more contrast'] as const

test.use({
  viewport: { width: 400, height: 900 },
  bypassCSP: true, // a picture is taken with a style of the tool's own, to stop what moves
  launchOptions: { ...chromium, args: [...(chromium.args ?? []), '--disable-lcd-text'] },
})

async function open(page: Page, query: string) {
  await page.goto(`/parts?director=off&${query}`)
  await expect(page.getByRole('group', { name: /^Dialogs and toasts/ })).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
}
const group = (page: Page, section: string, dress: string) => page.getByRole('group', { name: `${section}, ${dress}`, exact: true })
const fileOf = (...words: readonly string[]) => `${words.join(' ').toLowerCase().replaceAll(/\W+/g, '-')}.png`

/** One part of the page, but for words in a font of the system. */
const look = async (page: Page, section: string, dress: string, ...more: readonly string[]) =>
  expect.soft(group(page, section, dress)).toHaveScreenshot(fileOf(section, dress, ...more), {
    ...same,
    mask: [page.locator('.parts-system')],
  })

/** What is left of the difference between two machines, and between a Chromium with and without windows; another colour or size is far more. */
const same = { threshold: 0.1, maxDiffPixelRatio: 0.0075 }

/** Another Chromium draws curves and letters a little differently, and says nothing of our parts. */
const TAKEN_WITH = '156'
const isLikeThen = (version: string): boolean => version.split('.')[0] === TAKEN_WITH
const otherwise = `the pictures were taken with Chromium ${TAKEN_WITH}; take them anew to compare with this one`

/** Axe finds nothing, and nothing is wider than the page. */
async function passes(page: Page): Promise<void> {
  await axe(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.body.clientWidth)).toBe(0)
}

for (const [at, dress] of dresses.entries())
  test(`parts and what lies over them, ${dress}: they pass axe, fit, and look as they did`, async ({ page, browser }) => {
    await open(page, `dress=${at}`)
    await passes(page)
    test.skip(!isLikeThen(browser.version()), otherwise)
    for (const section of at < 2 ? sections : coloured) await look(page, section, dress)

    await page.emulateMedia({ colorScheme: at % 2 === 0 ? 'light' : 'dark', contrast: at < 2 ? 'no-preference' : 'more' })
    await page.evaluate(() => scrollTo(0, 0))
    const over = async (shown: Locator, name: string) => {
      await expect(shown).toBeVisible()
      await expect.soft(shown).toHaveScreenshot(fileOf(name, dress), same)
    }
    await page.getByRole('button', { name: 'More' }).press('Enter')
    await over(page.getByRole('menu'), 'menu')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'More' })).toBeFocused() // a menu gives it back a moment later

    // What tells of them comes behind the first screen, and is given longer each time.
    let patience = 500
    await expect(async () => {
      await page.getByRole('button', { name: 'Edit' }).first().focus()
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Tab')
      await expect(page.locator('.tooltip')).toBeVisible({ timeout: (patience *= 2) })
    }).toPass()
    await over(page.locator('.tooltip'), 'tooltip')

    await page.getByRole('button', { name: 'Open' }).click()
    await over(page.getByRole('dialog'), 'sheet')
    await page.setViewportSize({ width: 900, height: 900 })
    await over(page.getByRole('dialog'), 'dialog')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Say something' }).click()
    await page.locator('.toast').hover() // it stays while somebody points at it
    await over(page.locator('.toast'), 'toast')
    await page.getByRole('button', { name: 'Warn' }).click()
    const warning = page.locator('.toast').filter({ hasText: 'did not happen' })
    await warning.hover()
    await over(warning, 'toast warn')
  })

test('parts, read from right to left: they pass axe, fit, and look as they did', async ({ page, browser }) => {
  await open(page, 'dress=0&dir=rtl')
  await passes(page)
  test.skip(!isLikeThen(browser.version()), otherwise)
  for (const section of ['Fields', 'Selects and switches', 'Tabs and sliders', 'Faces']) await look(page, section, 'light', 'rtl')
})
