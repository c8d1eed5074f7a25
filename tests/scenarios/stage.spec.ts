import type { Locator } from '@playwright/test'
import type { Agreed } from '../../src/areas/ledger/events'
import { axe, desktop, expect, goTo, type Page, phone, settled, signUp, test } from '../support/app'

/** A line between two devices stands: it has to be found first, which takes a slow machine longer than a screen. */
const met = { timeout: 60_000 }

/** The hash of the world that a pane shows, as its own store holds it, once nothing that it knows of is under way. */
async function worldIn(page: Page, title: string): Promise<string> {
  const frame = await (await page.locator(`iframe[title="${title}"]`).elementHandle())?.contentFrame()
  return JSON.stringify(
    await frame?.evaluate(async () => {
      await window.mesi.settled()
      return window.mesi.hash()
    }),
  )
}

test('one world and one clock: who looks back on the stage sees every pane as it was, with the way to now; how panes look is kept', async ({
  app,
}) => {
  const page = await app.visit('director', { viewport: desktop })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  await signUp(page, { kind: 'ai', name: 'Nova', handle: 'nova' })
  await settled(page)
  await goTo(page, '/stage')
  const paneOf = (name: string) => page.frameLocator(`iframe[title="${name}"]`)
  const nobody = (name: string) => paneOf(name).getByRole('link', { name: 'Sign up' })
  for (const name of ['Anna Lind', 'Nova'])
    await expect(paneOf(name).getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
  await paneOf('Anna Lind').getByRole('link', { name: 'The Buzz' }).click()
  await expect(paneOf('Anna Lind').getByRole('heading', { name: 'The Buzz' })).toBeVisible()
  await expect(paneOf('Nova').getByRole('heading', { name: 'The Buzz' })).toHaveCount(0)
  await page.getByRole('button', { name: 'As columns' }).click()

  await page.getByRole('button', { name: "Director's instruments" }).click()
  const instruments = page.getByRole('complementary', { name: "Director's instruments" })
  await instruments.getByRole('tab', { name: 'Clock' }).click()
  await instruments.getByRole('button', { name: 'Look back' }).click()
  const back = page.getByRole('region', { name: 'Looking back' })
  await back.getByRole('slider', { name: 'Moment' }).press('Home')
  for (const name of ['Anna Lind', 'Nova']) {
    await expect(nobody(name)).toBeVisible() // nobody had come yet
    await expect(page.getByRole('heading', { name: `${name} as it was` })).toBeVisible()
  }
  const place = (of: Locator) => of.evaluate((element) => element.getBoundingClientRect())
  const anna = page.getByRole('region', { name: 'Anna Lind' })
  await expect.poll(async () => (await place(instruments)).right - (await place(anna)).left).toBeLessThanOrEqual(0)
  await axe(page, 'iframe') // what is in them is a page of its own each
  await back.getByRole('button', { name: 'Back to now' }).click()
  for (const name of ['Anna Lind', 'Nova']) await expect(nobody(name)).toHaveCount(0)

  // From within a pane, by its palette, it is the same.
  await paneOf('Nova').getByRole('link', { name: 'Feed', exact: true }).press('Control+k')
  await paneOf('Nova').getByRole('combobox').fill('look back')
  await paneOf('Nova')
    .getByRole('option', { name: /^Look back/ })
    .click()
  await back.getByRole('slider', { name: 'Moment' }).press('Home')
  for (const name of ['Anna Lind', 'Nova']) await expect(nobody(name)).toBeVisible()

  await back.getByRole('button', { name: 'Back to now' }).click()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(paneOf('Somebody new').getByText('Welcome to Mesi.')).toBeVisible(met)
  await page.reload()
  await expect(page.getByRole('button', { name: 'As columns' })).toHaveAttribute('aria-pressed', 'true')

  // The instruments answer from within a pane. On a phone they lie below the panes, and one press leaves their tabs.
  await page.setViewportSize(phone)
  const link = paneOf('Anna Lind').getByRole('link', { name: 'Feed', exact: true })
  await link.press('F2')
  await expect(instruments).toBeVisible()
  await expect.poll(async () => (await place(anna)).bottom - (await place(instruments)).top).toBeLessThanOrEqual(0)
  const { height: whole } = await place(instruments)
  await instruments.getByRole('button', { name: 'Fold' }).click()
  await expect(instruments.getByRole('tabpanel')).toBeHidden()
  await expect.poll(async () => (await place(instruments)).height).toBeLessThan(whole / 3)
  await instruments.getByRole('tab', { name: 'Who' }).click()
  await expect(instruments.getByRole('tabpanel')).toBeVisible()
  await link.press('F2')
  await expect(instruments).toHaveCount(0)
})

test('Ben is offline beside Anna, each on a device of their own: his tip waits, comes over with his line, and both agree', async ({
  app,
}) => {
  const page = await app.visit('director', { viewport: desktop })
  await signUp(page, { name: 'Ben', handle: 'ben' })
  await page.evaluate(async () => {
    const { mesi } = window
    const paid = { currency: 'EUR', amount: 1_000, into: 'EUR' } as const
    const { quote } = mesi.ask('quoteTopUp', paid, { as: 'ben' })
    await mesi.act('ben', 'ledger.toppedUp', { card: 'works', ...paid, agreed: quote?.agreed as Agreed })
  })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  await settled(page)
  await goTo(page, '/stage')
  const ben = page.frameLocator('iframe[title="Ben"]')
  const anna = page.frameLocator('iframe[title="Anna Lind"]')
  const [bens, annas] = [page.getByRole('region', { name: 'Ben' }), page.getByRole('region', { name: 'Anna Lind' })]
  await page.getByRole('button', { name: 'Give Ben a device of their own' }).click()
  await bens.getByRole('heading', { name: 'Ben Own device, online' }).waitFor()
  await page.getByRole('button', { name: 'Close Anna Lind' }).click()
  await expect(bens.getByRole('button', { name: 'Close Ben' })).toBeFocused() // the keyboard goes on beside what has gone
  await page.getByLabel('Who').selectOption('Anna Lind')
  const own = page.getByLabel('On a device of their own')
  await expect(own, 'in the colours of the app').not.toHaveCSS('accent-color', 'auto')
  await own.check()
  // Who comes to a device becomes themselves there last of all.
  await expect(ben.getByRole('button', { name: 'Ben: your accounts' })).toBeVisible(met)
  await expect(ben.getByRole('heading', { level: 1, name: 'Feed' })).toBeVisible(met)
  // Whoever goes on while it is still found out who they are stays where they went.
  let [asked, goOn] = [() => {}, () => {}]
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const held = new Promise<void>((resolve) => (goOn = resolve))
  await page.route(/\/pairing-[^/]*\.js$/, async (route) => {
    const answer = await route.fetch()
    // There are two of them: the way in needs the other one.
    if ((await answer.text()).startsWith('export')) {
      asked()
      await held
    }
    await route.fulfill({ response: answer })
  })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await isAsked
  await anna.getByRole('link', { name: 'The Buzz' }).click()
  await expect(anna.getByRole('heading', { level: 1, name: 'The Buzz' })).toBeVisible()
  goOn()
  for (const pane of [ben, anna]) await expect(pane.getByRole('link', { name: /3 devices/ })).toBeVisible(met)
  await expect(anna.getByRole('button', { name: 'Anna Lind: your accounts' })).toBeVisible(met)
  // That he is on this device waits for nobody any more.
  await expect.poll(() => ben.locator('body').evaluate(() => window.mesi.settled().then(() => window.mesi.hash().pending)), met).toBe(0)

  await bens.getByRole('button', { name: 'Cut the line' }).click()
  await ben.getByRole('link', { name: 'The Buzz' }).click()
  await ben.getByRole('link', { name: 'Anna Lind', exact: true }).first().click()
  await ben.getByRole('button', { name: 'Tip', exact: true }).click()
  await ben.getByLabel('Amount').fill('5')
  await ben.getByRole('button', { name: /^Send/ }).click()
  await expect(ben.getByRole('heading', { name: 'to Anna Lind' })).toBeVisible()
  await expect(bens.getByRole('heading', { name: 'Ben Own device, offline: 1 act waits' })).toBeVisible()
  await expect(annas.getByRole('heading', { name: 'Anna Lind Own device, online' })).toBeVisible()
  await expect(anna.getByRole('heading', { level: 1, name: 'The Buzz' })).toBeVisible()
  await anna.getByRole('link', { name: 'Wallet' }).click()
  await expect(anna.getByRole('heading', { name: 'Wallet', exact: true })).toBeVisible()
  const tip = anna.getByText(/Tip from/)
  await expect(tip).toHaveCount(0)

  await bens.getByRole('button', { name: 'Bring the line back' }).click()
  await expect(tip.first()).toBeVisible(met)
  await expect(bens.getByRole('heading', { name: 'Ben Own device, online' })).toBeVisible()
  const host = async () => JSON.stringify(await page.evaluate(() => window.mesi.hash()))
  await expect.poll(async () => new Set([await worldIn(page, 'Ben'), await worldIn(page, 'Anna Lind'), await host()]).size, met).toBe(1)

  // A pane that comes to a screen by itself does not fetch the focus.
  await ben.getByRole('button', { name: 'Done' }).click()
  await expect(ben.getByRole('dialog')).toHaveCount(0)
  await expect(ben.getByRole('button', { name: 'Tip', exact: true })).toBeFocused() // to which the dialog gives it back
  // What is said in a pane goes by itself, also while the focus is elsewhere.
  await ben.getByRole('button', { name: 'Follow Anna Lind' }).click()
  const said = ben.getByText('You follow Anna Lind.')
  await expect(said).toBeVisible()
  const close = bens.getByRole('button', { name: 'Close Ben' })
  await close.focus()
  await ben.locator('body').evaluate(() => {
    history.pushState(null, '', '/handbook')
    dispatchEvent(new PopStateEvent('popstate'))
  })
  await expect(ben.getByRole('heading', { level: 1, name: 'Handbook' })).toBeVisible()
  await expect(said).toHaveCount(0, met)
  await expect(close).toBeFocused()
})

test('the keyboard goes on at the heading of what is beside the product, and of the screen that one comes back to', async ({ app }) => {
  const page = await app.visit('director', { viewport: desktop })
  await goTo(page, '/stage')
  await expect(page.getByRole('heading', { level: 1, name: 'Stage' })).toBeFocused()
  await page.getByRole('link', { name: 'Leave the stage' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Feed' })).toBeFocused()
  await goTo(page, '/record')
  await expect(page.getByRole('heading', { level: 1, name: 'Record what I do' })).toBeFocused()
})
