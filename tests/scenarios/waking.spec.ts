/** K11: a host wakes after more than a day, and asks how time goes on. */
import { type App, axe, desktop, expect, type Page, phone, signUp, test, usable } from '../support/app'

const DAY = 86_400_000
const HOUR = 3_600_000
/** The relay's socket was closed while its page slept; the page finds out by writing to it. */
const allowed = /WebSocket is already in CLOSING or CLOSED state/
const asks = (page: Page) => page.getByRole('alertdialog', { name: 'Mesi was asleep for 3 days' })
const now = (page: Page) => page.evaluate(() => window.mesi.clock.now())
const yellows = (page: Page) =>
  page.evaluate(() => window.mesi.ask('standing', {}, { as: 'ana' })?.history.filter(({ grade }) => grade === 'yellow').length)

/** A page of a host that is closed while a decision waits to take effect. @returns world time then */
async function asleep(app: App, viewport: { readonly width: number; readonly height: number }): Promise<[Page, number]> {
  const page = await app.visit('host', { viewport, allowed, before: (context) => context.clock.install() })
  await signUp(page, { name: 'Ana', handle: 'ana' })
  await page.evaluate(async () => {
    const { mesi } = window
    const mia = await mesi.join('real', { name: 'Mia', handle: 'mia' })
    await mesi.act('mesi', 'accounts.roleGranted', { account: mia, role: 'moderator' })
    const caption = mesi.write('ana', 'Good evening')
    const note = { form: 'droplet', media: 'text', files: [], audience: 'everyone', moods: [], tags: [], category: 'music' } as const
    const told = { rightsConfirmed: true, made: 'human', persona: 'none' } as const
    const post = await mesi.act('ana', 'content.published', { ...note, ...told, caption })
    if (!post.ok) throw new Error(JSON.stringify(post.clauses))
    const found = await mesi.act('mia', 'moderation.caseOpened', {
      subject: { kind: 'content', id: post.id, version: '0' },
      breach: 'unethical',
    })
    if (!found.ok) throw new Error(JSON.stringify(found.clauses))
    await mesi.act('mia', 'moderation.claimed', { case: found.id })
    const reasons = mesi.write('mia', 'Because of what it shows')
    await mesi.act('mia', 'moderation.decided', { case: found.id, version: '0', outcome: 'yellow', breach: 'unethical', reasons })
    await mesi.settled()
  })
  return [page, await now(page)]
}

test('K11: opened after three days on a phone, the world waits for an answer and goes on where it stopped', async ({ app }) => {
  const [page, stood] = await asleep(app, phone)
  await page.goto('about:blank')
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + 3 * DAY)
  await page.goto('/')
  await usable(page)
  await expect(asks(page)).toBeVisible()
  await expect(asks(page).getByRole('button', { name: 'Catch up with today' })).toHaveAccessibleDescription(/One thing fell due/)
  await axe(page)
  await page.keyboard.press('Escape')
  await expect(asks(page)).toBeVisible()
  expect((await now(page)) - stood).toBeLessThan(HOUR)
  const before = await page.evaluate(() => window.mesi.hash().seal)

  await asks(page).getByRole('button', { name: 'Go on where it stopped' }).click()
  await expect(asks(page)).toBeHidden()
  await expect(page.getByText(/^It is now /)).toBeVisible()
  expect((await now(page)) - stood).toBeLessThan(HOUR)
  expect(await yellows(page)).toBe(0)
  expect(await page.evaluate(() => window.mesi.hash().seal)).toBe(before + 1)
  await page.reload()
  await usable(page)
  expect(await page.evaluate(() => window.mesi.clock.sleptFor())).toBeUndefined()
  expect((await now(page)) - stood).toBeLessThan(HOUR)
})

test('K11: a laptop that is opened again with the page on it asks as well, by keyboard too, and catches up', async ({ app }) => {
  const [page, stood] = await asleep(app, desktop)
  await page.clock.fastForward(3 * DAY + 60_000)
  await expect(asks(page)).toBeVisible()
  await axe(page)
  expect(await yellows(page)).toBe(0)
  const catchUp = asks(page).getByRole('button', { name: 'Catch up with today' })
  await expect(asks(page).getByRole('button', { name: 'Go on where it stopped' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(catchUp).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(asks(page)).toBeHidden()
  expect((await now(page)) - stood).toBeGreaterThanOrEqual(3 * DAY)
  expect(await yellows(page)).toBe(1)
})

test('K11: what takes its time shows how far it is, and what fails says so and asks again', async ({ app }) => {
  const page = await app.visit('host', { allowed, before: (context) => context.clock.install() })
  await signUp(page, { name: 'Ana', handle: 'ana' })
  await page.clock.fastForward(3 * DAY + 60_000)
  const catchUp = asks(page).getByRole('button', { name: 'Catch up with today' })
  await expect(catchUp).toBeVisible()
  await page.evaluate(() => {
    const { clock } = window.mesi
    const real = clock.catchUp
    let isFirst = true
    clock.catchUp = async (onProgress) => {
      if (!isFirst) return real(onProgress)
      isFirst = false
      onProgress?.(0.4)
      await new Promise((stop) => addEventListener('break', stop, { once: true }))
      throw new Error('The disk was too slow.')
    }
  })
  await catchUp.click()
  await expect(catchUp).toBeDisabled()
  await expect(asks(page).getByRole('progressbar', { name: 'Time goes on' })).toHaveJSProperty('value', 0.4)
  await axe(page)
  await page.evaluate(() => dispatchEvent(new Event('break')))
  await expect(asks(page).getByText('The disk was too slow.')).toBeVisible()
  await expect(asks(page).getByRole('progressbar')).toBeHidden()
  await catchUp.click()
  await expect(asks(page)).toBeHidden()
})
