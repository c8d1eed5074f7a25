import type { FrameLocator } from '@playwright/test'
import type { Agreed } from '../../src/areas/ledger/events'
import { axe, desktop, expect, goTo, type Page, phone, signUp, test } from '../support/app'
import { note } from '../support/scenarios'

/** Keeps a part of the app from all pages until the answer is called. */
async function held(page: Page, part: string): Promise<() => void> {
  let letGo = () => {}
  const gone = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(new RegExp(`/${part}-[^/]*\\.js$`), async (route) => {
    await gone
    await route.continue()
  })
  return letGo
}

test('the director leaps ahead, looks back, and finds the way to now; F2 hides the instruments', async ({ app }) => {
  const page = await app.visit('anna', { viewport: phone })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  const instruments = page.getByRole('complementary', { name: "Director's instruments" })
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // loaded behind the product
  await note(page, 'anna', 'First light')
  await expect(page.getByText('First light')).toBeVisible()
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // what loads behind the page is there
  await page.keyboard.press('F2')
  await expect(instruments).toBeFocused()
  await instruments.getByRole('tab', { name: 'Clock' }).click()
  const before = await page.evaluate(() => window.mesi.clock.now())
  await instruments.getByRole('button', { name: 'A month on' }).click()
  await expect.poll(() => page.evaluate(() => window.mesi.clock.now())).toBeGreaterThan(before + 27 * 86_400_000)
  await page.evaluate(() => window.mesi.settled())
  await axe(page)

  await instruments.getByRole('button', { name: 'Look back' }).click()
  await expect(instruments.getByRole('button', { name: 'Look back' })).toBeFocused()
  const back = page.getByRole('region', { name: 'Looking back' })
  await back.getByRole('slider', { name: 'Moment' }).press('Home')
  await expect(page.getByRole('link', { name: 'Sign up' })).toBeVisible() // nobody had come yet
  await expect(page.getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
  // With letters twice as large there is room for both of them, one above the other.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
  await expect(page.locator('html')).toHaveCSS('font-size', '32px')
  const between = async () => {
    const [bar, panel] = [await back.boundingBox(), await instruments.boundingBox()]
    return (panel?.y ?? 0) - (bar?.y ?? 0) - (bar?.height ?? 0)
  }
  await expect.poll(between).toBeGreaterThan(0)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16 } })
  await back.getByRole('slider', { name: 'Moment' }).press('End')
  await expect(page.getByText('First light')).toBeVisible()
  await back.getByRole('slider', { name: 'Moment' }).press('Home')
  await expect(page.getByText('First light')).toHaveCount(0)
  await axe(page)
  await page.keyboard.press('F2')
  await goTo(page, '/wallet?do=exchange')
  const exchange = page.getByRole('dialog', { name: 'Exchange' })
  await exchange.getByLabel('Amount').fill('5')
  await expect(exchange.getByText('Not possible as it stands')).toBeVisible()
  await expect(exchange.getByRole('button', { name: /^Top up/ }), 'nothing can be done in the past').toHaveCount(0)
  const go = exchange.getByRole('button', { name: /^Exchange/ })
  await go.click()
  const told = exchange.getByText('This is how it was. Go back to now to do something.')
  await expect(told).toBeVisible()
  const below = async () => ((await told.boundingBox())?.y ?? 0) - ((await go.boundingBox())?.y ?? 0)
  await expect.poll(below, 'it is not left under the button, which stands fixed').toBeLessThan(0)
  await page.keyboard.press('Escape')
  await goTo(page, '/')
  await page.keyboard.press('F2')
  await back.getByRole('button', { name: 'Back to now' }).click()
  await expect(page.getByRole('link', { name: 'Sign up' })).toHaveCount(0)
  await expect(back).toHaveCount(0)
  await expect(page.getByText('First light')).toBeVisible()

  await instruments.getByRole('button', { name: 'Look back' }).click()
  await back.getByRole('slider', { name: 'Moment' }).press('Home')
  await expect(page.getByText('First light')).toHaveCount(0)
  await page.keyboard.press('F2')
  await expect(instruments).toHaveCount(0)
  await page.keyboard.press('Shift+F2') // what is switched on ends with it
  await expect(page.getByRole('button', { name: "Director's instruments" })).toHaveCount(0)
  await expect(back).toHaveCount(0)
  await expect(page.getByText('First light')).toBeVisible()
})

test('what if: without her top-up, the tip of Anna would not have been; what is done instead is supposed, and nothing of it is kept', async ({
  app,
}) => {
  const page = await app.visit('director', { viewport: desktop })
  await signUp(page, { name: 'Ben', handle: 'ben' })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  const topUp = await page.evaluate(async () => {
    const { mesi } = window
    const paid = { currency: 'EUR', amount: 1_000, into: 'EUR' } as const
    const done = await mesi.act('anna', 'ledger.toppedUp', {
      card: 'works',
      ...paid,
      agreed: mesi.ask('quoteTopUp', paid, { as: 'anna' }).quote?.agreed as Agreed,
    })
    const account = mesi.ask('profileByHandle', { handle: 'ben' })?.account ?? ''
    const tip = { to: account, currency: 'EUR', amount: 500 } as const
    await mesi.act('anna', 'tips.sent', { ...tip, agreed: mesi.ask('quoteTip', tip, { as: 'anna' }).quote?.agreed as Agreed })
    await mesi.settled()
    return done.ok ? done.id : ''
  })
  const before = await page.evaluate(() => window.mesi.hash())
  await goTo(page, `/event/${topUp}`)
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // what loads behind the page is there
  await page.keyboard.press('F2')
  const instruments = page.getByRole('complementary', { name: "Director's instruments" })
  await instruments.getByRole('tab', { name: 'What if' }).click()
  await instruments.getByRole('link', { name: 'What if this had not happened?' }).click()
  await page.keyboard.press('F2')

  const parts = page.getByRole('region', { name: 'Where they differ' })
  await expect(parts.getByText('would have been refused: LED-2')).toBeVisible()
  // On a phone both worlds stand below it, so that it is folded.
  await page.setViewportSize(phone)
  await expect(parts.getByText('would have been refused: LED-2')).toBeHidden()
  await parts.locator('summary', { hasText: /acts?$/ }).click()
  await expect(parts.getByText('would have been refused: LED-2')).toBeVisible()
  await page.setViewportSize(desktop)
  const [is, would] = ['As it is', 'As it would be'].map((title) => page.frameLocator(`iframe[title="${title}"]`)) as [
    FrameLocator,
    FrameLocator,
  ]
  // Both begin at that act: here it is final, and there it never was.
  await expect(is.getByText('It cannot change any more. Final since')).toBeVisible()
  await expect(would.getByRole('heading', { name: 'This has not happened here' })).toBeVisible()
  const screens = parts.getByRole('region', { name: 'Screens that differ' })
  await expect
    .poll(async () => (await screens.getByRole('link').allInnerTexts()).toSorted())
    .toEqual(['Notices of Anna Lind', 'Notices of Ben', 'Profile of Ben', 'Wallet of Anna Lind', 'Wallet of Ben'])
  await screens.getByRole('link', { name: 'Wallet of Anna Lind' }).click()
  await expect(is.getByText('5.00 EUR').first()).toBeVisible()
  await expect(would.getByText('0.00 EUR', { exact: true }).first()).toBeVisible()
  await expect(would.getByText('5.00 EUR')).toHaveCount(0)
  await axe(page, 'iframe')

  await is.getByRole('link', { name: 'The Buzz' }).click() // the two go together
  await would.getByRole('link', { name: 'Ben', exact: true }).first().click()
  await expect(would.getByRole('heading', { level: 1, name: 'Ben' })).toBeVisible() // The Buzz has such a button, too
  await would.getByRole('button', { name: 'Follow Ben' }).click()
  await expect(page.getByText(/^Happened as well: Anna Lind: follow of Ben/)).toBeVisible()
  await expect(would.getByRole('button', { name: 'Follow Ben' })).toHaveAttribute('aria-pressed', 'true')
  await expect(is.getByRole('button', { name: 'Follow Ben' })).toHaveAttribute('aria-pressed', 'false')
  // A quote there counts what she would have, and she would have nothing.
  await would.getByRole('button', { name: 'Tip', exact: true }).click()
  await would.getByLabel('Amount').fill('1')
  await expect(would.getByRole('dialog').getByText('LED-2')).toBeVisible()
  await would.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('slider', { name: 'Moment' }).press('Home')
  await expect(would.getByRole('button', { name: 'Follow Ben' })).toHaveCount(0) // nobody had come yet

  // Who removes what is supposed by keyboard goes on from the next line, and after the last one at the ways to suppose more.
  const remove = page.getByRole('button', { name: 'Take it back' })
  await remove.first().press('Enter')
  await expect(remove.first()).toHaveAccessibleName(/Happened as well: Anna Lind: follow of Ben/)
  await expect(remove.first()).toBeFocused()
  await expect(parts.getByText('0 acts')).toBeVisible()
  await page.getByText('If a rule had been different').click()
  await page.getByLabel('Instead of').fill('5.01')
  await page.getByRole('button', { name: 'Try it', exact: true }).click()
  await expect(parts.getByText('would have been refused: TIP-8')).toBeVisible()
  await page.getByText('If something had not happened').click()
  await page.getByLabel('Search for a person or an act').fill('anna top-up')
  await page.getByRole('list', { name: 'Acts' }).getByRole('button').click()
  await expect(page.getByText(/^Never happened: Anna Lind: top-up of/)).toBeVisible()
  await expect(page.getByLabel('Search for a person or an act')).toBeFocused() // nothing else is left to press
  await axe(page, 'iframe')

  // What is done in a pane before its world stands is done nowhere.
  const instrumentsCome = await held(page, 'Director')
  await page.getByRole('link', { name: 'Leave What if' }).click()
  await expect(page).toHaveURL('/')
  await page.goBack()
  await would.getByRole('link', { name: 'The Buzz' }).click()
  await would.getByRole('link', { name: 'Ben', exact: true }).first().click()
  await expect(would.getByRole('heading', { level: 1, name: 'Ben' })).toBeVisible() // The Buzz has such a button, too
  await would.getByRole('button', { name: 'Follow Ben' }).click()
  await expect(would.getByText('This version of the world is not ready yet')).toBeVisible()
  // Its instruments come while it is on its way elsewhere: the other pane goes there as well.
  const galleryComes = await held(page, 'Gallery')
  await would.getByRole('link', { name: 'Gallery' }).click()
  instrumentsCome()
  await expect(would.getByRole('button', { name: 'Follow Ben' })).toHaveAttribute('aria-pressed', 'true')
  galleryComes()
  await expect(is.getByRole('heading', { level: 1, name: 'Your gallery' })).toBeVisible()
  await would.getByRole('link', { name: /^World/ }).click()
  await expect(would.getByText('This page is about the present')).toBeVisible() // a clock that is moved there would be the real one
  await expect(would.getByRole('heading', { name: 'Clock' })).toHaveCount(0)
  expect(await page.evaluate(() => window.mesi.hash())).toEqual(before)
  await remove.last().press('Enter')
  await expect(remove.last()).toBeFocused()
  for (let left = await remove.count(); left > 0; left--) await page.keyboard.press('Enter')
  await expect(page.locator('summary', { hasText: 'If a rule had been different' })).toBeFocused()
})
