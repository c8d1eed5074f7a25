/** Several tabs of one browser: one world between them at the start, and each where it was after a reload. */
import { axe, desktop, expect, goTo, type Page, phone, signUp, test, usable } from '../support/app'

const world = (page: Page) => page.evaluate(() => window.mesi.hash().world)
const worlds = (page: Page) => page.evaluate(async () => (await window.mesi.worlds.list()).map(({ id }) => id))

test('tabs that are opened together at the very first start make one world between them', async ({
  app,
  browser,
  contextOptions,
  baseURL,
}) => {
  const context = await browser.newContext({ ...contextOptions, baseURL: baseURL ?? '' })
  const pages = await Promise.all([context.newPage(), context.newPage(), context.newPage()])
  for (const [at, page] of pages.entries()) app.watch(page, `tab ${at}`)
  await Promise.all(pages.map((page) => page.goto('/welcome')))
  await Promise.all(pages.map(usable))
  const [first] = pages as [Page, ...Page[]]
  expect(await Promise.all(pages.map(world))).toEqual(Array(3).fill(await world(first)))
  expect(await worlds(first)).toEqual([await world(first)])
  await context.close()
})

test('a tab that is reloaded shows the world that it showed, and another one when that is gone', async ({ app }) => {
  const one = await app.visit('one', { allowed: /DatabaseGone|was deleted|gone/i })
  const shown = await world(one)
  const two = await one.context().newPage()
  app.watch(two, 'two')
  await two.goto('/')
  await usable(two)
  expect(await world(two)).toBe(shown)
  const other = await two.evaluate(() => window.mesi.worlds.create('Another one'))
  await one.reload()
  await usable(one)
  expect(await world(one)).toBe(shown)
  await two.reload()
  await usable(two)
  expect(await world(two)).toBe(other)

  await two.evaluate((gone) => window.mesi.worlds.remove(gone), shown)
  await one.reload()
  await usable(one)
  expect(await world(one)).toBe(other)
})

test('somebody new in one tab can be chosen in the other at once', async ({ app }) => {
  const one = await app.visit('one')
  const two = await one.context().newPage()
  app.watch(two, 'two')
  await two.goto('/welcome')
  await usable(two)
  await expect(two.getByRole('heading', { name: 'Hello!' })).toBeVisible()
  await signUp(one, { name: 'Ben Okoro', handle: 'ben' })
  await two.getByRole('button', { name: /Ben Okoro/ }).click()
  await expect.poll(() => two.evaluate(() => window.mesi.ask('standing', {}, { as: 'ben' }) !== null)).toBe(true)
  await expect(two.getByRole('button', { name: /Ben Okoro/ })).toBeVisible()
})

test('the header names the world, and tabs of one browser are one device', async ({ app }) => {
  const one = await app.visit('one', { viewport: phone })
  const status = (page: Page) => page.getByRole('banner').getByRole('link', { name: /(On this device only|Only here)$/ })
  await expect(status(one)).toHaveAccessibleName(/^World Mesi /)
  await one.evaluate(() => window.mesi.worlds.create('The long way round to the other bay'))
  await signUp(one, { name: 'Ana Host', handle: 'ana' })
  await goTo(one, '/')
  await expect(status(one)).toHaveAccessibleName(/^World The long way round to the other bay /)
  for (const size of [phone, desktop]) {
    await one.setViewportSize(size)
    await expect(status(one)).toBeVisible()
    await axe(one)
  }
  const two = await one.context().newPage()
  app.watch(two, 'two')
  await two.goto('/')
  await usable(two)
  await expect.poll(() => one.evaluate(() => window.mesi.peers.list().filter(({ isOwn }) => isOwn).length)).toBeGreaterThan(0)
  for (const page of [one, two]) await expect(status(page)).toBeVisible()
})
