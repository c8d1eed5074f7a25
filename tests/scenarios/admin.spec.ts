/** The admin's desk: black flags, the numbers of the policy, how the desk does, and the policy lab. */
import { anew, axe, desktop, does, expect, goTo, type Page, phone, settled, test } from '../support/app'
import { be, town } from '../support/deskPage'
import { note } from '../support/scenarios'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })
const words = (page: Page, who: string) => page.evaluate((who) => window.mesi.write(who, 'Because of what it shows'), who)
async function later(page: Page, by: string): Promise<void> {
  await page.evaluate((by) => window.mesi.clock.advance(by), by)
  await settled(page)
}

/** Mia finds a post of Anna's and decides about it. @returns the decision */
async function decides(page: Page, outcome: 'yellow' | 'red' | 'black'): Promise<string> {
  const post = await note(page, 'anna', 'Good evening')
  const subject = { kind: 'content', id: post, version: '0' }
  const found = await does(page, 'mia', 'moderation.caseOpened', { subject, breach: 'illegal' })
  await does(page, 'mia', 'moderation.claimed', { case: found })
  const reasons = await words(page, 'mia')
  return does(page, 'mia', 'moderation.decided', { case: found, version: '0', outcome, breach: 'illegal', reasons })
}

test('who is suspended, and what others may then do', async ({ app }) => {
  const page = await app.visit('admin', { viewport: phone })

  await test.step('CASE-8 FLAG-17: the only admin hears that nobody would be left to review a black flag; who is suspended, until when', async () => {
    await town(page)
    const decision = await decides(page, 'black')
    await be(page, 'mesi')
    await goTo(page, '/desk/admin')
    await expect(page.getByRole('article')).toContainText('Nobody would be left to review it')
    await expect(page.getByRole('article')).toContainText('once a second moderator agrees')
    await axe(page)
    await does(page, 'max', 'moderation.blackConfirmed', { decision })
    await expect(page.getByRole('article')).toContainText('Until an admin has reviewed it, the account publishes nothing')
    const reasons = await words(page, 'mesi')
    await does(page, 'mesi', 'moderation.blackReviewed', { decision, outcome: 'suspended', days: 3, referral: false, reasons })

    await be(page, 'ben')
    await goTo(page, '/u/anna')
    await expect(page.getByText('This account is suspended')).toBeVisible()
    await expect(button(page, 'Tip')).toHaveCount(0)
    await expect(button(page, /^Follow/)).toHaveCount(0)
    await axe(page)
    await be(page, 'anna')
    await goTo(page, '/u/ben')
    const until = await page.evaluate(() => {
      const { account = '' } = window.mesi.ask('profileByHandle', { handle: 'anna' }) ?? {}
      return new Date(window.mesi.ask('suspension', { account })?.until ?? 0).getUTCDate()
    })
    await button(page, /^Follow/).click()
    await expect(page.getByText('While it is suspended, and for good after a ban')).toBeVisible()
    await expect(page.getByText(/^Until/)).toBeVisible()
    await expect(page.getByRole('definition')).toContainText(String(until))
    await axe(page)

    // Nobody is offered to her whom she may not follow.
    await note(page, 'mia', 'Good evening')
    await page.setViewportSize(desktop)
    await be(page, 'ben')
    await goTo(page, '/')
    await expect(page.getByRole('heading', { name: 'People to follow' })).toBeVisible()
    await be(page, 'anna')
    await expect(page.getByRole('heading', { name: 'Lately' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'People to follow' })).toHaveCount(0)
    await page.setViewportSize(phone)
  })
  await anew(page)

  await test.step('LED-17 TIP-12: that somebody can be sent nothing is said before an amount is typed, where they are chosen and where they are tipped', async () => {
    await town(page)
    const post = await note(page, 'anna', 'Good morning')
    const decision = await decides(page, 'black')
    await does(page, 'max', 'moderation.blackConfirmed', { decision })
    const reasons = await words(page, 'mesi')
    await does(page, 'mesi', 'moderation.blackReviewed', { decision, outcome: 'suspended', days: 3, referral: false, reasons })

    await be(page, 'ben')
    await goTo(page, '/wallet?do=send')
    await expect(button(page, /^Max/)).not.toContainText('cannot be sent money')
    await expect(button(page, /^Anna/)).toContainText('cannot be sent money now')
    await button(page, /^Anna/).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('alert')).toContainText('LED-17')
    await expect(button(page, 'Send')).toBeDisabled()
    await axe(page)
    await button(page, 'Change').click()
    await button(page, /^Max/).click()
    await expect(button(page, 'Send')).toBeEnabled()
    await expect(dialog.getByRole('alert')).toHaveCount(0)

    await goTo(page, `/post/${post}`)
    await button(page, /^Tip/).click()
    await expect(dialog.getByRole('alert')).toContainText('TIP-12')
    await expect(dialog.getByLabel('Amount')).toHaveCount(0)
    await axe(page)
  })
})

test("FLAG-10 FLAG-11 POL-3: a black flag is reviewed on a phone, a number is changed with its reason and the desk's work is seen on a wide screen", async ({
  app,
}) => {
  const page = await app.visit('admin', { viewport: phone })
  await town(page)
  await note(page, 'anna', 'Fog over the harbour')
  const suggested = () => page.evaluate(() => window.mesi.ask('creators', { size: 9 }, { as: 'ben' }).length)
  expect(await suggested()).toBe(1)
  const decision = await decides(page, 'black')
  await does(page, 'max', 'moderation.blackConfirmed', { decision })

  await be(page, 'mia')
  await goTo(page, '/desk/admin')
  await expect(page.getByText('This desk is for admins')).toBeVisible()
  await axe(page)

  await be(page, 'mesi')
  await goTo(page, '/desk')
  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  await expect(page.getByRole('article')).toContainText('Taken down, and a black flag')
  await expect(page.getByRole('article')).toContainText('Anna Lindqvist')
  await page.getByRole('radio', { name: 'Banned for good' }).check()
  await page.getByRole('switch', { name: 'Law enforcement was told' }).click()
  await page.getByRole('textbox', { name: 'Reasons, for whom it concerns' }).fill('It was the third time.')
  await settled(page)
  await axe(page)
  await button(page, 'Conclude the review').click()
  await expect(page.getByText('No black flag waits')).toBeVisible()
  for (const list of ['Banned', 'Referred']) {
    await page.getByRole('radio', { name: list, exact: true }).check()
    await expect(page.getByRole('article')).toContainText('It was the third time.')
    await expect(page.getByRole('article')).toContainText('Law enforcement was told.')
  }
  await axe(page)
  await be(page, 'ben')
  await goTo(page, '/u/anna')
  await expect(page.getByText('This account was banned')).toBeVisible()
  await expect(button(page, 'Tip')).toHaveCount(0)
  expect(await suggested()).toBe(0)
  await be(page, 'mesi')
  await goTo(page, '/desk/admin')

  await page.setViewportSize(desktop)
  await tab(page, 'Policy').click()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'How many abusive reports are "often"' })
    .getByRole('button', { name: 'Change' })
    .click()
  await page.getByRole('textbox', { name: 'New value, in reports' }).fill('4')
  await button(page, 'Change it').click()
  await expect(page.getByText('Say why.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Why' }).fill('Three were too few.')
  await axe(page)
  await button(page, 'Change it').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('Three were too few.')).toBeVisible()
  await expect(page.getByText('reports.often from 3 to 4')).toBeVisible()
  await settled(page)
  await axe(page)

  await tab(page, 'People').click()
  await expect(page.getByRole('row', { name: /Mia Roth/ })).toContainText('0 min')
  await expect(page.getByText('There is no report that you can read.')).toBeVisible()
  await axe(page)
  await page.setViewportSize(phone)
  const table = page.getByRole('table').locator('..')
  await expect.poll(() => table.evaluate((it) => it.scrollWidth - it.clientWidth), 'nothing has to be pushed along').toBeLessThan(2)
  await axe(page)
})

test('what a red flag asks for, and the policy lab about it', async ({ app }) => {
  const page = await app.visit('admin', { viewport: phone })

  await test.step('FLAG-6: the policy lab says which red flag would be a yellow one in the other reading, and by which decisions', async () => {
    await town(page)
    await decides(page, 'yellow')
    await later(page, '10m')
    await later(page, '40d')
    const second = await decides(page, 'yellow')
    await later(page, '10m')
    await be(page, 'mesi')
    await goTo(page, '/desk/admin?tab=lab')
    await tab(page, 'Policy lab').click()
    await button(page, 'Replay everything').click()
    await expect(page.getByRole('alert')).toHaveText('Choose a reading.')
    await page.getByRole('combobox', { name: /^New value/ }).selectOption('one month')
    await button(page, 'Replay everything').click()
    await expect(page.getByText('One person would have a different standing')).toBeVisible()
    const fate = page.getByRole('listitem').filter({ hasText: 'Anna Lindqvist' })
    await expect(fate.first()).toContainText('Red flag in force; with the change: yellow flag in force.')
    await expect(fate.first()).toContainText(/Red flag of .*: it would not exist\./)
    await expect(fate.first().getByRole('link', { name: 'FLAG-6' }).first()).toBeVisible()
    await expect(fate.first().locator(`a[href="/event/${second}"]`).first()).toBeVisible()
    await settled(page)
    await axe(page)
    await page.getByRole('combobox', { name: /^New value/ }).selectOption('in total')
    await button(page, 'Replay everything').click()
    await expect(page.getByText('Nobody’s standing would be different')).toBeVisible()
    await page.getByRole('combobox', { name: 'What to change' }).selectOption('flags.yellowsForRed')
    await page.getByRole('textbox', { name: 'New value' }).fill('3')
    await button(page, 'Replay everything').click()
    await expect(page.getByText('One person would have a different standing')).toBeVisible()
  })
  await anew(page)

  await test.step('FLAG-7: with a red flag the composer asks where an upload comes from, and only the desk reads it', async () => {
    await town(page)
    await decides(page, 'red')
    await later(page, '11m')
    await be(page, 'anna')
    await goTo(page, '/create')
    await page.getByRole('textbox', { name: 'Your words' }).fill('Snow on the roofs')
    await page.getByRole('checkbox', { name: 'I hold the rights to what I post.' }).check()
    await expect(button(page, 'Post')).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByText('With a red flag an upload has to come with more information')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Who is in it' })).toHaveCount(0)
    await page.getByRole('textbox', { name: 'Where it comes from' }).fill('I wrote it at my window.')
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size)
      await axe(page)
    }
    await button(page, 'Post').click()
    await expect(page).toHaveURL(/\/post\//)
    await expect(page.getByRole('article').getByText('Snow on the roofs')).toBeVisible()
    await expect(page.getByText('I wrote it at my window.')).toHaveCount(0)
    await settled(page)

    const post = new URL(page.url()).pathname.split('/').at(-1) as string
    const found = await does(page, 'mia', 'moderation.caseOpened', {
      subject: { kind: 'content', id: post, version: '0' },
      breach: 'unethical',
    })
    await be(page, 'mia')
    await goTo(page, `/desk/${found}`)
    await button(page, 'Show what it is about').click()
    await expect(page.getByText('I wrote it at my window.')).toBeVisible()
    await axe(page)
  })
})
