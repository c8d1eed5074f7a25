/** The first minute: a hello, a living town one press away, and one's own world or somebody's invitation beside it. */
import { axe, desktop, expect, phone, test, usable } from '../support/app'

test('on a phone, a first visit is greeted, looks around Mesi Bay and becomes somebody there', async ({ app }) => {
  const page = await app.visit('visitor', { first: true, viewport: phone })
  await expect(page.getByRole('heading', { name: 'Hello!' })).toBeVisible()
  await axe(page)
  expect(await page.evaluate(() => 'mesi' in window), 'nothing is made before somebody chose what').toBe(false)

  await page.getByRole('button', { name: 'Look around Mesi Bay' }).click()
  await expect(page.getByRole('feed').getByRole('article').first(), 'three months later').toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('heading', { name: 'Hello!' })).toBeHidden()
  await axe(page)

  await expect(page.getByRole('link', { name: 'take a tour' })).toHaveAttribute('href', '/tours')
  await page.getByRole('link', { name: 'Be somebody here' }).click()
  await page.getByRole('button', { name: /Noa Palakiko.*@/ }).click()
  await expect(page.getByRole('feed').getByRole('article').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Be somebody here' })).toBeHidden()

  // The second visit is no first one.
  await page.reload()
  await expect(page.getByRole('feed').getByRole('article').first()).toBeVisible()
})

test('a first visit may begin with a world of its own, by the keyboard alone', async ({ app }) => {
  const page = await app.visit('visitor', { first: true, viewport: desktop })
  await axe(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Look around Mesi Bay' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/welcome\?step=kind$/)
  await usable(page)
  await expect(page.getByRole('heading', { name: 'Hello!' })).toBeHidden()
  expect(await page.evaluate(() => window.mesi.personas().map(({ handle }) => handle))).toEqual(['mesi'])
})

test('a first visit with an invitation as text goes to its door; what is no invitation is told so', async ({ app }) => {
  const host = await app.visit('host')
  const link = await host.evaluate(() => window.mesi.peers.invite())
  const page = await app.visit('guest', { first: true, allowed: /WebSocket/ })
  await page.getByRole('button', { name: 'I have an invitation' }).click()
  await page.getByLabel('Invite link').fill('https://example.org/')
  await page.getByRole('button', { name: 'Join with this link' }).click()
  await expect(page.getByText('This is not a whole invitation.')).toBeVisible()
  await page.getByLabel('Invite link').fill(link)
  await page.getByRole('button', { name: 'Join with this link' }).click()
  await expect(page).toHaveURL(/\/join$/)
  await expect(page.getByRole('heading', { level: 1, name: /You are invited|Coming into|Hello!/ })).toBeVisible()
})

test('a browser that may keep nothing is told so, and what to do', async ({ app }) => {
  const page = await app.visit('visitor', {
    before: (context) =>
      context.addInitScript(() => {
        const get = () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        }
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, { get })
      }),
  })
  const says = page.getByRole('heading', { name: 'This browser does not let Mesi keep anything on this device.' })
  await expect(says).toBeVisible()
  await expect(page.getByText('Allow site data for this address')).toBeVisible()
  await axe(page)
  for (const path of ['/join', '/world']) {
    await page.goto(path)
    await expect(says).toBeVisible()
  }
})

test('a first visit whose line breaks before an invitation can be pasted says so, and tries again', async ({ app }) => {
  let isCut = true
  const page = await app.visit('visitor', {
    first: true,
    allowed: /Failed to load resource/,
    before: (context) => context.route(/\/assets\/Door-[^/]*\.js$/, (route) => (isCut ? route.abort() : route.continue())),
  })
  await page.getByRole('button', { name: 'I have an invitation' }).click()
  await expect(page.getByRole('heading', { name: 'Mesi did not arrive whole' })).toBeVisible()
  isCut = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'I have an invitation' }).click()
  await expect(page.getByLabel('Invite link')).toBeVisible()
})
