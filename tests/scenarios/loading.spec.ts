/** What opens over a screen loads when it is asked for. Until it is here, the screen stays as it is: in sight, where it was, with its focus. */
import type { Locator } from '@playwright/test'
import { type App, expect, goTo, type Page, settled, signUp, test } from '../support/app'
import { browserStage, note } from '../support/scenarios'

// A service worker would answer before the chunks can be held back.
test.use({ contextOptions: { serviceWorkers: 'block' } })

interface Held {
  /** How many of its files have been asked for. */
  readonly asked: () => number
  readonly release: () => void
}

/** Holds back the files of a part until they are released. */
async function hold(page: Page, part: string): Promise<Held> {
  let asked = 0
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(new RegExp(`/assets/${part}-[^/]*\\.js$`), async (route) => {
    asked++
    await released
    await route.continue()
  })
  return { asked: () => asked, release }
}

/** Anna has posted once; it is Ben's page, and he has no money. */
async function town(app: App) {
  const page = await app.visit('Ben', { viewport: { width: 1440, height: 900 } })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  const post = await note(page, 'anna', 'The blue bowl')
  await signUp(page, { name: 'Ben Okoro', handle: 'ben' })
  return { page, post }
}

interface Opening {
  readonly part: string
  readonly as?: string
  readonly at: (post: string) => string
  /** What opens it. */
  readonly opener: (page: Page) => Locator
  readonly open: (opener: Locator, page: Page) => Promise<void>
}
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first()
const press = (opener: Locator) => opener.click()
const choose = (name: string) => async (menu: Locator, page: Page) => {
  await menu.click()
  await page.getByRole('menuitem', { name }).click()
}
const settings = { at: () => '/settings', opener: (page: Page) => page.getByRole('heading', { level: 1, name: 'Settings' }) }
const ofAnna = { as: 'anna', at: (post: string) => `/post/${post}`, opener: button(/^More about this post/) }
/** In this order none has been loaded with one before it: who tips may have to top up. */
const openings: readonly Opening[] = [
  {
    part: 'TopUpDialog',
    at: () => '/',
    opener: (page) => page.getByRole('complementary', { name: 'Beside' }).getByRole('button', { name: 'Top up' }),
    open: press,
  },
  {
    part: 'TipDialog',
    at: (post) => `/post/${post}`,
    opener: (page) => page.locator('.page').getByRole('button', { name: /^Tip / }),
    open: press,
  },
  { part: 'EditSheet', ...ofAnna, open: choose('Edit') },
  { part: 'CollectionSheet', ...ofAnna, open: choose('Add to a collection') },
  { part: 'DeletePost', ...ofAnna, open: choose('Delete') },
  { part: 'CameraSheet', at: () => '/create', opener: button(/camera/i), open: press },
  { part: 'Palette', ...settings, open: (_, page) => page.locator('body').press('Control+k') },
  { part: 'Keys', ...settings, open: (_, page) => page.locator('body').press('?') },
]

/** Opens one of them while its files are held back. */
async function opens(page: Page, post: string, { part, as, at, opener, open }: Opening): Promise<void> {
  const held = await hold(page, part)
  await page.evaluate((who) => window.mesi.be(who), as ?? 'ben')
  await goTo(page, at(post))
  const title = page.getByRole('heading', { level: 1 })
  await expect(opener(page)).toBeVisible()
  await settled(page)
  await expect(title).toHaveCount(1)
  await page.evaluate(() => {
    delete document.body.dataset.left
    // Taken away and put back within a frame would be missed by a look from outside.
    const main = document.querySelector('main')
    new MutationObserver((changes) => {
      for (const { removedNodes } of changes)
        for (const node of removedNodes) if (node instanceof Element && node.querySelector('h1')) document.body.dataset.left = 'yes'
    }).observe(main as Element, { childList: true, subtree: true })
  })
  const left = () => page.evaluate(() => document.body.dataset.left)
  const waits = page.getByText('Loading', { exact: true })
  await open(opener(page), page)
  await expect.poll(held.asked).toBeGreaterThan(0)
  await expect(waits).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(waits).toHaveCount(0)
  await open(opener(page), page)
  await expect(waits).toBeVisible()
  await expect(title).toHaveCount(1)
  expect(await left()).toBeUndefined()
  held.release()
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
  await expect(dialog).toBeVisible()
  await expect(waits).toHaveCount(0)
  expect(await left()).toBeUndefined()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

test('what opens over a screen is waited for, and the screen stays until it is here', async ({ app }) => {
  const { page, post } = await town(app)
  for (const each of openings) await test.step(`${each.part} over ${each.at(':id')}`, () => opens(page, post, each))
})

// A page has the part after the first time.
test('a tip on somebody’s page is waited for as well', async ({ app }) => {
  const { page, post } = await town(app)
  await opens(page, post, { part: 'TipDialog', at: () => '/u/anna', opener: button(/^Tip$/), open: press })
})

test('F2 counts before the instruments have loaded: they open as soon as they are there', async ({ app }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const page = await app.visit('Anna', {
    before: (context) =>
      context.route(/\/assets\/Director-[^/]*\.js$/, async (route) => {
        await released
        await route.continue()
      }),
  })
  await page.keyboard.press('F2')
  release()
  await expect(page.getByRole('complementary', { name: "Director's instruments" })).toBeVisible()
})

test('the screen that a link leads to is fetched while the world is opened, and not after', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ serviceWorkers: 'block' })
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest // a disk that never answers
  })
  await Promise.all([page.waitForRequest(/\/assets\/Case-[^/]*\.js$/), page.goto(`${baseURL}/desk/${'a'.repeat(64)}`)])
  await expect(page.getByText('Opening your world')).toBeVisible()
  await page.close()
})

test('sync that loads late begins no draft anew: words and files that were picked before stay', async ({ app }) => {
  let release = () => {}
  const late = new Promise<void>((resolve) => (release = resolve))
  const page = await app.visit('anna', {
    before: (context) =>
      context.route(/\/assets\/sync-[^/]*\.js$/, async (route) => {
        await late
        await route.continue()
      }),
  })
  await signUp(page, { name: 'Anna Lindqvist', handle: 'anna' })
  await goTo(page, '/create')
  await page.getByRole('textbox', { name: 'Your words' }).fill('Begun before')
  await page.evaluate(() => {
    const words = document.querySelector('textarea')
    if (words) words.dataset.same = 'yes'
  })
  const came = page.waitForResponse(/\/assets\/sync-[^/]*\.js$/)
  release()
  await came
  await settled(page)
  await expect(page.locator('textarea[data-same]')).toHaveValue('Begun before')
})

test('what is typed behind Ctrl K while the palette loads is typed into it, and presses nothing on the page', async ({ app }) => {
  const page = await app.visit('anna', { at: '/settings' })
  await signUp(page, { name: 'Anna Lindqvist', handle: 'anna' })
  await goTo(page, '/create')
  const before = page.url()
  const held = await hold(page, 'Palette')
  // A dialog that was asked for before it, and comes meanwhile, does not open below it.
  const camera = await hold(page, 'CameraSheet')
  const opener = button(/camera/i)(page)
  await opener.press('Enter')
  await expect.poll(camera.asked).toBeGreaterThan(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('g wall')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect.poll(held.asked).toBeGreaterThan(0)
  const came = page.waitForResponse(/\/assets\/CameraSheet-[^/]*\.js$/)
  camera.release()
  await came
  held.release()
  const line = page.getByRole('combobox', { name: 'What are you looking for?' })
  await expect(line).toHaveValue('g wal')
  await expect(page.locator('[role=dialog]')).toHaveCount(1)
  await expect(line).toBeFocused()
  await page.keyboard.type('let')
  await expect(line).toHaveValue('g wallet')
  expect(page.url()).toBe(before)

  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(line).toHaveValue('')
})

test('a palette that cannot be fetched says so, and the screen stays with what was written on it', async ({ app }) => {
  const page = await app.visit('anna', {
    allowed: /Failed to load resource|Failed to fetch dynamically imported module/,
    before: (context) => context.route(/\/assets\/(Palette|Keys)-[^/]*\.js$/, (route) => route.abort()),
  })
  await signUp(page, { name: 'Anna', handle: 'anna' })
  await goTo(page, '/create')
  const words = page.getByRole('textbox', { name: 'Your words' })
  await words.fill('Half a thought')
  await page.keyboard.press('Control+k')
  await expect(page.getByText('This could not be fetched.')).toBeVisible()
  await expect(words).toHaveValue('Half a thought')
  await words.press('End')
  await page.keyboard.type(', and the rest') // which is not taken for the palette
  await expect(words).toHaveValue('Half a thought, and the rest')

  await test.step('a page that a first visit went offline before says so, leaves the others, and opens once there is a line', async () => {
    const main = page.getByRole('navigation', { name: 'Main' })
    await page.context().setOffline(true)
    await main.getByRole('link', { name: 'Gallery' }).click()
    const says = page.getByRole('heading', { name: 'This page has not been downloaded yet' })
    await expect(says).toBeVisible()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('There is still no connection.')).toBeVisible()
    await main.getByRole('link', { name: 'Create' }).click()
    await expect(words).toHaveValue('Half a thought, and the rest')
    await main.getByRole('link', { name: 'Gallery' }).click()
    await expect(says).toBeVisible()
    await page.context().setOffline(false)
    await expect(page.getByRole('heading', { name: 'Your gallery is empty' })).toBeVisible()
  })
})

test('while the next screen loads, the one on show is said to be leaving, and who plays a scenario taps on neither', async ({ app }) => {
  const stage = browserStage(app, () => 'same')
  const screen = await stage.open('a', '/')
  await screen.join('real', { name: 'Ben Okoro', handle: 'ben' })
  const page = stage.page('a')
  const beside = page.getByRole('complementary', { name: 'Beside' })
  await expect(beside.getByRole('button', { name: 'Top up' })).toBeVisible() // not the one that is meant
  const held = await hold(page, 'Wallet')
  await screen.tap?.({ role: 'link', name: 'Wallet' }, {})
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'true')
  const tapped = screen.tap?.({ role: 'button', name: 'Top up' }, {})
  await expect.poll(held.asked).toBeGreaterThan(0)
  held.release()
  await tapped
  await expect(page).toHaveURL(/\/wallet\?do=top-up$/)
})
