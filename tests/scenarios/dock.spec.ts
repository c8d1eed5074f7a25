/** The director's dock: the clock that runs, a day that is gone to, what goes wrong on purpose, and a world begun anew. */
import { atRest, axe, desktop, expect, goTo, type Page, picked, settled, test } from '../support/app'
import { png } from '../support/corpusMakers'

/** As the browser tells a page that another tab lies over it: of two pages without a window, both are seen. */
const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'visibilityState')
  })

test('the director runs the clock, goes to a day, cuts the line, holds the host away, and begins Mesi Bay anew', async ({ app }) => {
  const page = await app.visit('director', { at: '/?world=bay', viewport: desktop })
  await page.evaluate(() => window.mesi.be('noa_tides'))
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // loaded behind the product
  await page.keyboard.press('F2')
  const instruments = page.getByRole('complementary', { name: "Director's instruments" })
  const lights = page.getByRole('region', { name: 'What the director has switched on' })
  const now = () => page.evaluate(() => window.mesi.clock.now())
  await instruments.getByRole('tab', { name: 'Clock' }).click()
  const before = await now()
  await instruments.getByRole('button', { name: 'A day a second' }).click()
  await expect(lights.getByText(/^A day a second · /)).toBeVisible()
  await expect.poll(now).toBeGreaterThan(before + 2 * 86_400_000 - 10_000)
  await axe(page)
  await lights.getByRole('button', { name: 'Pause' }).click()
  await expect(lights).toHaveCount(0)
  await instruments.getByRole('button', { name: 'An hour a second' }).click()
  await expect(lights).toBeVisible()
  await hide(page) // nobody sees it run any more
  await expect(lights).toHaveCount(0)

  const day = new Date(before - 30 * 86_400_000).toISOString().slice(0, 10)
  await instruments.getByLabel('Date and time').fill(`${day}T12:00`)
  await instruments.getByRole('button', { name: 'Look back to it' }).click()
  await expect(page.getByRole('slider', { name: 'Moment' })).toHaveAttribute('aria-valuetext', /\b12:00\b/)
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(page.getByRole('heading', { name: 'Feed' })).toBeFocused()

  await instruments.getByRole('tab', { name: 'Devices' }).click()
  await instruments.getByRole('switch', { name: 'Cut the line' }).click()
  await instruments.getByRole('switch', { name: 'Slow the line down' }).click()
  await instruments.getByRole('switch', { name: 'Hold the host away' }).click()
  await expect(page.getByRole('link', { name: 'Offline' })).toBeVisible()
  await axe(page)
  const other = await page.context().newPage()
  app.watch(other, 'director in a second tab')
  await other.goto('/')
  await expect(other.getByRole('button', { name: "Director's instruments" })).toBeVisible()
  await expect(other.getByRole('status').filter({ hasText: 'The host is held away' })).toContainText('Another tab of this browser')
  await expect(page.getByRole('status').filter({ hasText: 'The host is held away' })).toHaveCount(0) // there it is a light
  await other.keyboard.press('F2')
  await other.getByRole('tab', { name: 'Devices' }).click()
  await expect.poll(() => other.evaluate(() => window.mesi.clock.advance('1s').catch(String))).toContain('is held away')
  await expect(other.getByText('Another tab of this browser hosts this world', { exact: false })).toBeVisible()
  await other.close()
  const standing = (id: string) => page.evaluate((id) => window.mesi.settled().then(() => window.mesi.verdict(id)), id)
  const act = await page.evaluate(async () => {
    const name = window.mesi.write('noa_tides', 'Noa, waiting')
    const done = await window.mesi.act('noa_tides', 'accounts.profileEdited', { name, categories: [] })
    if (!done.ok) throw new Error(done.clauses.map(({ id }) => id).join())
    return done.id
  })
  expect(await standing(act)).toMatchObject({ standing: 'pending' })
  await lights.getByRole('button', { name: 'Let it back' }).click()
  await expect(lights.getByRole('button', { name: 'Make it fast again' })).toBeFocused()
  await lights.getByRole('button', { name: 'Bring the line back' }).click()
  await lights.getByRole('button', { name: 'Make it fast again' }).click()
  await expect(page.getByRole('link', { name: 'On this device only' })).toBeVisible()
  await expect(lights).toHaveCount(0)
  await expect.poll(() => standing(act)).toMatchObject({ standing: 'final' })

  // Whoever brings the line back and cuts it again is a person: no light claims that.
  const online = (on: boolean) => page.evaluate((on) => window.mesi.peers.online(on), on)
  await instruments.getByRole('switch', { name: 'Cut the line' }).click()
  await expect(lights.getByText('The line is cut')).toBeVisible()
  await online(true)
  await expect(lights).toHaveCount(0)
  await online(false)
  await expect(page.getByRole('link', { name: 'Offline' })).toBeVisible()
  await expect(lights).toHaveCount(0)
  await online(true)

  await instruments.getByRole('tab', { name: 'World' }).click()
  await instruments.getByRole('button', { name: 'Start over' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start “Mesi Bay” over' })
  await expect(dialog.getByRole('button', { name: 'Export it first' })).toBeVisible()
  await expect(dialog.getByRole('textbox')).toHaveCount(0) // nobody has to type its name
  await axe(page)
  const old = await page.evaluate(() => window.mesi.hash().world)
  await dialog.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByText('“Mesi Bay” is as it was on your first visit.')).toBeVisible({ timeout: 60_000 })
  const worlds = await page.evaluate(() => window.mesi.worlds.list())
  expect(worlds).toMatchObject([{ name: 'Mesi Bay', demo: true }])
  expect(worlds[0]?.id).not.toBe(old)
  await expect(page.getByText('You are looking around Mesi Bay.')).toBeVisible()
})

test('on a disk that is full on purpose nothing done is kept, and each place says so; once there is room, all of it works', async ({
  app,
}) => {
  const page = await app.visit('director', { at: '/?world=bay', viewport: desktop })
  await page.evaluate(() => window.mesi.be('noa_tides'))
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible()
  await page.keyboard.press('F2')
  const instruments = page.getByRole('complementary', { name: "Director's instruments" })
  const lights = page.getByRole('region', { name: 'What the director has switched on' })
  await instruments.getByRole('tab', { name: 'Devices' }).click()
  await instruments.getByRole('switch', { name: 'Fill the disk' }).click()
  await expect(lights.getByText('The disk is full')).toBeVisible()
  const full = page.getByText('There is no room left on this device, so your last step was not kept.')
  const like = page.getByRole('article').first().getByRole('button', { name: /^Like/ })
  await like.click()
  await expect(full.first()).toBeVisible()
  await axe(page)
  await expect(like).toHaveAttribute('aria-pressed', 'false')

  // What Mesi Bay brings along is kept when it is first looked at: there is no room for it either.
  await goTo(page, '/u/deco_says')
  await page.getByRole('heading', { name: 'Droplets' }).scrollIntoViewIfNeeded() // of the gallery only what is in sight exists
  await atRest(page) // a tile that is put elsewhere while it is pressed was not pressed
  await page
    .getByRole('link', { name: /, photo,/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/post\//)
  await expect(page.getByText('This device could not keep this picture.')).toBeVisible()
  const { pathname: post } = new URL(page.url())
  await axe(page)
  await goTo(page, '/create')
  const dot = picked({ name: 'dot.png', bytes: png(40, 40, [250, 90, 0]) })
  await page.locator('input[type=file]').first().setInputFiles(dot)
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: 'dot.png' })
      .getByText(/^There is no room left/),
  ).toBeVisible()

  await lights.getByRole('button', { name: 'Make room' }).click()
  await expect(lights).toHaveCount(0)
  await page.keyboard.press('F2')
  await expect(instruments).toHaveCount(0) // they lay over a part of the page
  await goTo(page, post)
  await expect(page.locator('.picture-image')).toHaveCount(1)
  await page.getByRole('textbox', { name: 'Say something' }).fill('Now it fits')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await settled(page)
  await expect(page.getByRole('listitem').filter({ hasText: 'Now it fits' })).toBeVisible()
})
