/** The product as an app of a device: what it asks for and when, what other apps hand to it, and what is told when it does not arrive. */
import { expect, type Page, test } from '@playwright/test'

/** Somebody in a world of their own. */
async function anna(page: Page): Promise<void> {
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await page.evaluate(async () => window.mesi.be(await window.mesi.join('real', { name: 'Anna Lind', handle: 'anna' })))
}
const post = (page: Page, count = 1) =>
  page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      const caption = window.mesi.write('anna', `The blue bowl ${i}`)
      const outcome = await window.mesi.act('anna', 'content.published', {
        form: 'droplet',
        media: 'text',
        files: [],
        caption,
        audience: 'everyone',
        moods: [],
        tags: [],
        rightsConfirmed: true,
        made: 'human',
        persona: 'none',
      })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.clauses))
    }
  }, count)
const isControlled = (page: Page) => page.evaluate(() => navigator.serviceWorker.controller !== null)

test('storage is asked for at the first real work, and once', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.storage.persist = async () => {
      localStorage.setItem('asked', String(Number(localStorage.getItem('asked') ?? 0) + 1))
      return true
    }
  })
  const asked = () => page.evaluate(() => localStorage.getItem('asked'))
  await anna(page)
  expect(await asked()).toBe(null)
  await post(page)
  await expect.poll(asked).toBe('1')
  await post(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await post(page)
  expect(await asked()).toBe('1')
})

test('that it can be installed is said once there is something to come back to; a no is taken', async ({ page }) => {
  // Chromium offers by its own measure of use; here the page is offered at will.
  const offer = () =>
    page.evaluate(() => {
      const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
        prompt: async () => ({ outcome: 'dismissed' }),
      })
      return dispatchEvent(event)
    })
  const hint = page.getByText('Mesi can be an app on this device.')
  await anna(page)
  expect(await offer(), 'the browser does not ask by itself').toBe(false)
  await expect(page.getByRole('button', { name: 'Install Mesi on this device' })).toBeVisible()
  await expect(hint).toBeHidden()
  await post(page)
  await expect(hint).toBeVisible()
  await page.getByRole('button', { name: 'No, thanks' }).press('Enter')
  await expect(hint).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  await page.reload()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await offer()
  const own = page.getByRole('button', { name: 'Install Mesi on this device' })
  await expect(own).toBeVisible() // who looks for it still finds it
  await expect(hint).toBeHidden()
  await own.click()
  await expect(own).toBeHidden()
})

test('what another app shares is a draft in the composer, after signing up if need be', async ({ page }) => {
  await page.goto('/settings')
  await expect.poll(() => isControlled(page)).toBe(true)
  await page.evaluate(() => {
    const form = document.createElement('form')
    Object.assign(form, { method: 'POST', action: '/share', enctype: 'multipart/form-data' })
    for (const [name, value] of [['text', 'A song from the bus']] as const) {
      const field = document.createElement('input')
      Object.assign(field, { name, value })
      form.append(field)
    }
    const files = document.createElement('input')
    Object.assign(files, { type: 'file', name: 'files' })
    const picked = new DataTransfer()
    picked.items.add(new File(['It goes round and round.'], 'song.txt', { type: 'text/plain' }))
    files.files = picked.files
    form.append(files)
    document.body.append(form)
    form.submit()
  })
  await expect(page).toHaveURL(/\/create$/)
  await expect(page.getByRole('heading', { name: 'Sign up to post' })).toBeVisible()
  await page.evaluate(async () => window.mesi.be(await window.mesi.join('real', { name: 'Anna Lind', handle: 'anna' })))
  const caption = page.getByRole('textbox').first()
  await expect(caption).toHaveValue('A song from the bus\n\nIt goes round and round.')
  await page.reload()
  await expect(caption).toHaveValue('A song from the bus\n\nIt goes round and round.') // a draft now, and not given twice
})

test('a file that Mesi was opened with is in the composer', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (take: unknown) => Object.assign(window, { launched: take }) } })
  })
  await anna(page)
  await page.goto('/create')
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible()
  await page.evaluate(() => {
    const { launched } = window as unknown as { launched(launch: object): void }
    launched({ files: [{ getFile: async () => new File(['Good evening'], 'note.txt', { type: 'text/plain' }) }] })
  })
  await expect(page.getByRole('textbox').first()).toHaveValue('Good evening')
})

test('a world with much in it and no copy says so, until it is saved', async ({ page }) => {
  await anna(page)
  await post(page, 10)
  await page.goto('/notices')
  await expect(page.getByText('It was never saved as a file. 10 posts of yours would be lost')).toBeVisible()
  await page.getByRole('button', { name: 'Save a file' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the file' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.mesi$/)
  await expect(page.getByText('Keep a copy of this world')).toBeHidden()
  await page.goto('/world')
  await expect(page.getByRole('heading', { name: 'World', level: 1 })).toBeVisible()
  await expect(page.getByText('Keep a copy of this world')).toBeHidden()
  await post(page, 20)
  await page.getByRole('button', { name: 'Not now' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'World', level: 1 })).toBeFocused()
  await expect(page.getByText('Keep a copy of this world')).toBeHidden()
})

test.describe('a first visit whose line breaks', () => {
  test.use({ serviceWorkers: 'block' })

  test('is told so, and goes on when it is back', async ({ page }) => {
    const complaints: string[] = []
    page.on('pageerror', ({ message }) => complaints.push(message))
    const app = /\/assets\/(?:disk|rules|start)-[^/]*\.js$/
    await page.route(app, (route) => route.abort())
    await page.goto('/')
    await page.getByRole('button', { name: 'Start a world of your own' }).click()
    await expect(page.getByRole('alert')).toContainText('Mesi did not arrive whole')
    expect(complaints).toEqual([])
    await page.unroute(app)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
    await expect(page).toHaveURL(/welcome/)
  })
})
