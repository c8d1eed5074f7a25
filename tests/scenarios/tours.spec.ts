/** Scenarios as tours: the picker, and a story that somebody plays in panes beside their own world. */
import { shelf } from '../../src/scenarios'
import { axe, desktop, expect, goTo, type Page, phone, signUp, test } from '../support/app'
import { forward, ready, settingUp, untilDone } from '../support/tours'

const guide = (page: Page) => page.getByRole('region', { name: 'Tour', exact: true })
const pane = (page: Page, name: string) => page.frameLocator(`iframe[title="${name}"]`)

test('the picker shows every tour, with its chapters and how long it takes', async ({ app }) => {
  const page = await app.visit('visitor', { viewport: desktop })
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // what loads behind the page is there
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('Tours')
  await page.getByRole('option', { name: /^Tours/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tours' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(shelf.length + 1)
  const first = page.getByRole('listitem').filter({ hasText: 'The first droplet' })
  for (const viewport of [desktop, phone]) {
    await page.setViewportSize(viewport)
    await expect(first).toContainText('4 chapters · about 3 minutes · 2 devices')
    await axe(page)
  }
  await page.getByRole('link', { name: 'Back to your world' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
})

for (const [width, viewport] of Object.entries({ phone, desktop }))
  test(`a tour waits for the real act, does it for who would rather look, goes back, and leaves one's own world alone (${width})`, async ({
    app,
  }) => {
    const page = await app.visit('visitor', { viewport })
    await signUp(page, { name: 'Vera', handle: 'vera' })
    await page.evaluate(() => window.mesi.settled())
    const mine = () => page.evaluate(() => ({ hash: window.mesi.hash().world, me: window.mesi.personas().map(({ handle }) => handle) }))
    const before = await mine()

    const at =
      shelf.find(({ id }) => id === 'a-collection')?.steps.findIndex((step) => 'target' in step && step.target.name === 'New collection') ??
      0
    await page.goto(`/?scenario=a-collection&step=${at + 1}`)
    const tour = pane(page, 'Anjali Perumbavan')
    await expect(guide(page).getByText('Press “New collection”')).toBeVisible(settingUp)
    await expect(page.locator('.spotlight')).toBeVisible()
    await axe(page, 'iframe')

    // By the visitor's own hand; who has no mouse is one key away from what is lit, and from these words.
    const field = tour.getByRole('textbox', { name: 'Name' })
    const asked = guide(page).getByText('Type “By the water” into “Name”')
    if (width === 'desktop') {
      await expect(forward(page)).toBeFocused()
      await page.keyboard.press('F6')
      await expect(tour.getByRole('button', { name: 'New collection' })).toBeFocused()
      await page.keyboard.press('F6')
      await expect(forward(page)).toBeFocused()
      await page.keyboard.press('F6')
      await page.keyboard.press('Enter')
      await expect(asked).toBeVisible()
      await expect(field).toBeFocused()
      await page.keyboard.type('By the sea')
      await expect(asked).toBeVisible() // not yet what the story needs
      await page.keyboard.press('Control+a')
      await page.keyboard.type('By the water')
      await expect(guide(page).getByText('Press “Create”')).toBeVisible()
      await page.keyboard.press('F6')
      await expect(tour.getByRole('button', { name: 'Create', exact: true })).toBeFocused()
      await page.keyboard.press('Enter')
    } else {
      await tour.getByRole('button', { name: 'New collection' }).click()
      await expect(asked).toBeVisible()
      await field.fill('By the sea')
      await expect(asked).toBeVisible() // not yet what the story needs
      await field.fill('By the water')
      await tour.getByRole('button', { name: 'Create', exact: true }).click()
    }
    await expect(guide(page).getByText('Press “Add posts”')).toBeVisible()

    // By keyboard, and by the tour. What happens in the pane takes the focus for a moment each time, before it comes back.
    await ready(page)
    await forward(page).press('ArrowRight')
    await expect(guide(page).getByText('Choose “Seven steps to the sea”')).toBeVisible()
    await ready(page)
    await forward(page).press('Enter')
    await expect(guide(page).getByText('Choose “Marigold”')).toBeVisible()
    await ready(page)
    await forward(page).press('ArrowLeft')
    await expect(guide(page).getByText('Press “New collection”')).toBeVisible(settingUp)
    await ready(page)
    if (width === 'phone') {
      // By itself, until it is told to wait.
      await forward(page).press('p')
      // What it asks for next stands for less than a second, so only that it went on is waited for.
      await expect(guide(page).getByText('Press “New collection”')).toBeHidden()
      await forward(page).press('p')
      await expect(page.getByRole('button', { name: 'Play by itself' })).toBeVisible()
      await untilDone(page)
    } else await untilDone(page, 'ArrowRight')
    await expect(guide(page).getByText('That was it.')).toBeVisible()
    await expect(tour.getByText('2 posts')).toBeVisible()
    await axe(page, 'iframe')

    await forward(page).press('Escape')
    await expect(page.getByRole('heading', { level: 1, name: 'Tours' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'A collection' })).toBeFocused() // where they had left
    await page.goto('/')
    await expect(page.getByRole('button', { name: 'Vera: your accounts' })).toBeVisible()
    expect(await mine()).toEqual(before)
  })

test('from the console to a step of a story with two devices, each in a pane of its own', async ({ app }) => {
  const page = await app.visit('visitor', { viewport: desktop })
  expect((await page.evaluate(() => window.mesi.scenario.list())).map(({ id }) => id)).toEqual(shelf.map(({ id }) => id))
  await expect(page.evaluate(() => window.mesi.scenario.play('no-such-thing'))).rejects.toThrow('There is no scenario no-such-thing')
  const steps = shelf[0]?.steps ?? []
  const at = steps.findIndex((step) => step.on === 'b' && step.do === 'tap' && step.target.name === 'Top up')
  await page.evaluate((step) => window.mesi.scenario.play('first-droplet', step), at + 1)
  await expect(guide(page).getByText('Ben Okoro: Press “Top up”')).toBeVisible()
  await expect(pane(page, 'Ben Okoro').getByRole('heading', { name: 'Wallet' })).toBeVisible()
  await axe(page, 'iframe')
  // Asked for once more where it stands, it is set up anew, though its address was that of this step already; who asked before is told.
  const first = page.evaluate((step) => window.mesi.scenario.play('first-droplet', step), at + 1)
  const [before] = await Promise.allSettled([first, page.evaluate((step) => window.mesi.scenario.play('first-droplet', step), at + 1)])
  expect(before).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('Another tour was opened before') } })
  await expect(guide(page).getByText('Ben Okoro: Press “Top up”')).toBeVisible()
  await pane(page, 'Ben Okoro').getByRole('button', { name: 'Top up' }).click()
  await expect(guide(page).getByText('Ben Okoro: Type “20” into “Amount”')).toBeVisible() // the card that is chosen already takes but a moment
  await page.getByRole('button', { name: 'Leave the tour' }).click()

  // Nothing of it stays: the next tour sweeps what this one could not.
  await page.goto('/tours/looking-back')
  await expect(guide(page).getByRole('button', { name: 'Go on' })).toBeVisible(settingUp)
  const kept = () => page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => (name?.includes('tour') ? [name] : [])))
  expect((await kept()).filter((name) => !/tour....\d/.test(name))).toEqual([])
  // The tour does not wait for what it sweeps.
  await expect.poll(async () => new Set((await kept()).map((name) => /tour..../.exec(name)?.[0])).size).toBe(1)
})

/** A tour of one step, as a file. */
const file = (id: string, title: string) => {
  const cast = { anna: { kind: 'real', name: 'Anna', handle: 'anna' } }
  const steps = [{ as: 'anna', on: 'a', do: 'go', to: '/', say: title }]
  const text = JSON.stringify({ id, title, tells: title, world: 'empty', cast, peers: ['a'], steps })
  return { name: `${id}.json`, mimeType: 'application/json', buffer: Buffer.from(text) }
}

test('a tour that is brought in takes no other one’s place; where one was deleted the keyboard goes on, and the page stands meanwhile', async ({
  app,
}) => {
  const page = await app.visit('visitor', { viewport: desktop })
  await goTo(page, '/tours')
  const picker = page.getByLabel('File of a tour')
  const mine = page.getByRole('region', { name: 'Yours' })
  const button = mine.getByRole('button', { name: 'Import a tour' })
  await button.focus()
  await picker.setInputFiles(file('one', 'One'))
  await expect(mine.getByRole('link', { name: 'One' })).toBeVisible()
  await expect(button).toBeFocused()
  await picker.setInputFiles(file('one', 'Another one'))
  await picker.setInputFiles(file('first-droplet', 'No first droplet'))
  await expect(mine.getByRole('listitem')).toHaveCount(3)
  await mine.getByRole('link', { name: 'No first droplet' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'No first droplet' })).toBeVisible()
  await page.goBack()
  await picker.setInputFiles(file('one', 'One')) // the same once more
  await expect(mine.getByRole('listitem')).toHaveCount(3)

  await picker.setInputFiles({ ...file('two', 'Two'), buffer: Buffer.from('{"id":5}') })
  await expect(mine.getByRole('alert')).toContainText('two.json is no tour that can be played (')
  await mine.getByRole('button', { name: 'Delete Another one' }).press('Enter')
  await expect(mine.getByRole('listitem')).toHaveCount(2)
  await expect(
    mine
      .getByRole('link')
      .filter({ hasText: /^(No first droplet|One)$/ })
      .first(),
  ).toBeFocused()
})

test('out of a tour, by Back and by Escape, and without letters', async ({ app }) => {
  const page = await app.visit('visitor', { viewport: desktop })

  await test.step('Back leads out of a tour, to where one came from', async () => {
    await goTo(page, '/tours')
    await page.getByRole('link', { name: 'The first droplet' }).click()
    await ready(page)
    await expect(page).toHaveURL(/step=2$/)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1, name: 'Tours' })).toBeVisible()
    await expect(page).toHaveURL(/\/tours$/)
    await page.goBack()
    await expect(page).toHaveURL(/\/$/)
  })

  await test.step('nothing of a tour stays behind once it is left, however soon that is', async () => {
    const left = () =>
      page.evaluate(async () => [
        ...(await indexedDB.databases()).flatMap(({ name = '' }) => (name.includes('/tour') ? [name] : [])),
        ...((await navigator.locks.query()).held ?? []).flatMap(({ name = '' }) => (name.startsWith('mesi.tour') ? [name] : [])),
        ...Object.keys(sessionStorage).filter((key) => key.includes('tour')),
      ])
    await page.goto('/tours/first-droplet')
    await ready(page)
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/\/tours$/)
    await expect.poll(left).toEqual([])
    for (let i = 0; i < 3; i++) {
      await page.getByRole('link', { name: 'The first droplet' }).click()
      await expect(guide(page)).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page).toHaveURL(/\/tours$/)
    }
    await expect.poll(left).toEqual([])
  })

  await test.step('who has switched single letters off plays no tour by one', async () => {
    await page.evaluate(() => localStorage.setItem('mesi.keys', 'off'))
    await page.goto('/tours/first-droplet')
    await ready(page)
    await page.keyboard.press('p')
    await page.keyboard.press('Shift')
    await expect(page.getByRole('button', { name: 'Play by itself' })).toHaveAttribute('aria-pressed', 'false')
  })
})

test('over plain http, where browsers have no locks and no caches, tours play all the same', async ({ app }) => {
  const page = await app.visit('visitor', {
    viewport: desktop,
    before: (context) =>
      context.addInitScript(() => {
        delete (window as Partial<typeof window>).caches
        delete (Window.prototype as { caches?: unknown }).caches
        delete (Navigator.prototype as { locks?: unknown }).locks
        delete (Crypto.prototype as { randomUUID?: unknown }).randomUUID
      }),
  })
  await page.goto('/tours')
  await expect(page.getByRole('heading', { level: 1, name: 'Tours' })).toBeVisible()
  await page.getByRole('link', { name: 'The first droplet' }).click()
  await expect(guide(page).getByText('Press “Set up a new account”')).toBeVisible(settingUp)
  await page.goto('/tours/of-nobody')
  await expect(page.getByRole('heading', { name: 'There is no such tour' })).toBeVisible()
})
