/** What somebody clicks becomes a scenario: it plays again to the same world, as a tour, as a file and as a test. */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FrameLocator, Locator } from '@playwright/test'
import { hands, signsUp } from '../../src/scenarios/hands'
import { play } from '../../src/scenarios/play'
import { type Deed, deedsOf, readScenario } from '../../src/scenarios/scenario'
import { axe, desktop, expect, goTo, holdDisk, type Page, phone, settled, test } from '../support/app'
import { browserStage } from '../support/scenarios'
import { settingUp, untilDone } from '../support/tours'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const inWords = (deed: Deed): string => ('act' in deed ? deed.act : 'joins')
const studio = (page: Page) => page.getByRole('region', { name: 'Recording', exact: true })

/** What a button hands over as a file. */
async function downloaded(page: Page, name: string): Promise<{ readonly name: string; readonly text: string }> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  const file = await coming
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

test('a run of clicks is recorded, kept, played as a tour, and exported as a file and as a test', async ({ app }) => {
  const page = await app.visit('director', { viewport: desktop })
  await goTo(page, '/record')
  await expect(page.getByRole('heading', { level: 1, name: 'Record what I do' })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Begin as Anna' }).click()
  await expect(studio(page).getByText('Recording: 2 steps')).toBeVisible(settingUp)
  const app1 = page.frameLocator('iframe[title="The recorded world"]')

  // A photo, a like, a word about it, and some money.
  await app1.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Create' }).click()
  const choosing = page.waitForEvent('filechooser')
  await app1.getByRole('button', { name: 'Choose files' }).click()
  await (await choosing).setFiles(here('../../public/scenarios/morning.jpg'))
  await expect(app1.getByText(/^Location, device details/)).toBeVisible()
  await app1.getByRole('textbox', { name: 'Caption' }).pressSequentially('Fog')
  await app1.getByRole('checkbox', { name: 'Chill' }).check()
  await app1.getByRole('checkbox', { name: 'I hold the rights to what I post.' }).check()
  await app1.locator('body').evaluate(() => window.mesi.settled())
  const goOn = await holdDisk(app1)
  await app1.getByRole('button', { name: 'Post', exact: true }).dblclick() // the second click does nothing, and is no step
  await goOn()
  await expect(studio(page).getByRole('list')).toContainText('Press “Post” → content.published')
  await expect(studio(page).getByRole('listitem').filter({ hasText: 'Press “Post”' })).toHaveCount(1)
  await app1.getByRole('button', { name: /^Like/ }).click()
  await app1.getByRole('textbox', { name: 'Say something' }).fill('And cold')
  // Whoever is quicker than the disk: the comment is seen, and kept only after the next tap.
  await app1.locator('body').evaluate(() => window.mesi.settled()) // a seal that is on its way to the disk would be waited for first
  const letGo = await holdDisk(app1)
  await app1.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(app1.getByRole('heading', { name: 'Comments (1)' })).toBeVisible()
  await app1.getByRole('link', { name: 'Wallet' }).first().click()
  await expect(studio(page).getByRole('list')).toContainText('Open “Wallet”')
  await expect(studio(page).getByRole('list')).not.toContainText('content.commented')
  await letGo()
  await expect(studio(page).getByRole('list')).toContainText('Press “Comment” → content.commented')
  await expect(app1.getByText('No movement yet')).toBeVisible()
  await app1.getByRole('region', { name: 'Everything together' }).getByRole('button', { name: 'Top up' }).click()
  await app1.getByRole('textbox', { name: 'Amount' }).fill('12')
  await app1.getByRole('button', { name: 'Pay 12.00 EUR' }).click()
  await app1.getByRole('button', { name: 'Done' }).click()

  await expect(studio(page).getByRole('list')).toContainText('Press “Pay 12.00 EUR” → ledger.toppedUp')
  await axe(page, 'iframe')
  await page.getByRole('button', { name: 'Stop and keep it' }).click()
  await expect(page.getByRole('alert')).toHaveText('Give it a name, so that others know what they will see.')
  await page.getByRole('textbox', { name: 'Its name' }).fill('Fog, and cold')
  await page.getByRole('button', { name: 'Stop and keep it' }).click()
  await expect(page.getByText('“Fog, and cold” is kept')).toBeVisible()
  await axe(page)

  const file = await downloaded(page, 'As a file')
  expect(file.name).toBe('fog-and-cold.json')
  const recorded = readScenario(file.text)
  expect(recorded.cast).toEqual({ anna: { kind: 'real', name: 'Anna Berger', handle: 'anna' } })
  // Whoever is given it learns no more of the photo than who sees the post.
  const photo = Buffer.from(recorded.files?.['morning.jpg'] ?? '', 'base64')
  expect(photo.length).toBeGreaterThan(1_000)
  expect([photo.includes('Exif'), photo.includes('Canary')]).toEqual([false, false])
  const acts = recorded.steps.flatMap(deedsOf).map((deed) => ('act' in deed ? deed.act : 'joins'))
  expect(acts).toEqual(['joins', 'content.published', 'content.liked', 'content.commented', 'ledger.toppedUp'])
  // Nothing in it is an id of that run: what was made is named by the step that made it.
  expect(JSON.stringify({ ...recorded, files: {} })).not.toMatch(/"[A-Za-z0-9_-]{43}"/)

  // It plays again, by acts and as a tour, to a world that answers the same.
  const told = (body: Locator) =>
    body.evaluate(() => {
      const { items } = window.mesi.ask('feed', {}, { as: 'anna' })
      const wallet = window.mesi.ask('wallet', {}, { as: 'anna' })
      return [
        items.length,
        items[0]?.caption?.text,
        items[0]?.likes,
        items[0]?.comments,
        items[0]?.files.length,
        wallet?.balances[0]?.posted,
      ]
    })
  const stage = browserStage(app, () => 'same')
  await play(recorded, stage, { by: 'acts' })
  await settled(stage.page('a'))
  expect(await told(stage.page('a').locator('body'))).toEqual([1, 'Fog', 1, 1, 1, 12_00])

  const spec = await downloaded(page, 'As a test')
  expect(spec.name).toBe('fog-and-cold.spec.ts')

  await page.getByRole('link', { name: 'Play it as a tour' }).click()
  await expect(page.getByRole('region', { name: 'Tour', exact: true }).getByText('Open “Create”')).toBeVisible(settingUp)
  await untilDone(page)
  expect(await told(page.frameLocator('iframe[title="Anna Berger"]').locator('body'))).toEqual([1, 'Fog', 1, 1, 1, 12_00])
  await page.getByRole('button', { name: 'Leave the tour' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tours' })).toBeVisible() // its only chapter has its name, too
  await expect(page.getByRole('listitem').filter({ hasText: 'Fog, and cold' })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Delete Fog, and cold' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Fog, and cold' })).toHaveCount(0)
  await page.getByLabel('File of a tour').setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
  await expect(page.getByRole('alert')).toContainText('bad.json is no tour that can be played')
  await page.getByLabel('File of a tour').setInputFiles({ name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) })
  await expect(page.getByRole('listitem').filter({ hasText: 'Fog, and cold' })).toBeVisible()
})

test('who signs up while it is recorded is known by their name from then on (phone)', async ({ app }) => {
  const page = await app.visit('director', { viewport: phone })
  await goTo(page, '/record')
  await page.getByRole('button', { name: 'Begin with nobody' }).click()
  const app1 = page.frameLocator('iframe[title="The recorded world"]')
  await app1.getByRole('link', { name: 'Sign up' }).first().click()
  await app1.getByRole('button', { name: 'Set up a new account' }).click()
  await app1.getByText('Real Persona', { exact: true }).click()
  await app1.getByRole('button', { name: 'Next' }).click()
  await app1.getByRole('button', { name: 'I agree' }).click()
  await app1.getByRole('textbox', { name: 'Name' }).fill('Ida Lund')
  await app1.getByRole('textbox', { name: 'Handle' }).fill('ida_l')
  await app1.getByRole('button', { name: 'Next' }).click()
  await app1.getByRole('checkbox', { name: 'Music' }).check()
  await app1.getByRole('button', { name: 'Create account' }).click()
  await expect(app1.getByText('Welcome to Mesi, Ida Lund.')).toBeVisible()
  await page.getByRole('button', { name: 'One more device of Ida Lund' }).click()
  const app2 = page.frameLocator('iframe[title="Device B"]')
  await app2.getByRole('link', { name: 'Create' }).click()
  await app2.getByRole('textbox', { name: 'Your words' }).fill('From the other one')
  await app2.getByRole('checkbox', { name: 'I hold the rights to what I post.' }).check()
  await app2.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(app2.getByText(/^Posted/)).toBeVisible()
  await axe(page, 'iframe')
  await page.getByRole('textbox', { name: 'Its name' }).fill('Ida arrives')
  await page.getByRole('button', { name: 'Stop and keep it' }).click()
  await expect(page.getByText('“Ida arrives” is kept')).toBeVisible()
  const recorded = readScenario((await downloaded(page, 'As a file')).text)
  expect(recorded.cast).toEqual({ idal: { kind: 'real', name: 'Ida Lund', handle: 'ida_l', categories: ['music'] } })
  expect(new Set(recorded.steps.map(({ as }) => as))).toEqual(new Set(['idal']))
  // All that she did on the other device is there, from the first tap on.
  const other = recorded.steps.filter(({ on }) => on === 'b')
  expect(other.map((step) => [step.do, ...deedsOf(step).map(inWords)].join(' '))).toEqual([
    'go',
    'wait',
    'pair',
    'go',
    'tap',
    'tap',
    'tap',
    'tap content.published',
  ])
  await page.getByRole('link', { name: 'Play it as a tour' }).click()
  await untilDone(page)
})

test('a page that loads again while it is recorded goes on being recorded', async ({ app }) => {
  const page = await app.visit('director', { viewport: desktop })
  await goTo(page, '/record')
  await page.getByRole('button', { name: 'Begin as Anna' }).click()
  await expect(studio(page).getByText('Recording: 2 steps')).toBeVisible(settingUp)
  const recorded = page.frameLocator('iframe[title="The recorded world"]')
  await recorded.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
  await expect(studio(page).getByText('Recording: 3 steps')).toBeVisible()
  await expect(recorded.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible() // its address is the page's by now
  await recorded.locator('body').evaluate(() => location.reload())
  await expect(studio(page).getByText('Recording: 4 steps')).toBeVisible(settingUp)
  await expect(studio(page).getByRole('listitem').first()).toHaveText('Go to /settings')
  await recorded.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Wallet' }).click()
  await expect(studio(page).getByText('Recording: 5 steps')).toBeVisible()
  await page.getByLabel('Its name').fill('Again')
  await page.getByRole('button', { name: 'Stop and keep it' }).click()
  await expect(page.getByText('“Again” is kept, with')).toBeVisible()
})

test('two devices are recorded as two: what somebody does on the second one, and while its line is cut, plays again as well', async ({
  app,
}) => {
  const page = await app.visit('director', { viewport: desktop })
  await goTo(page, '/record')
  await page.getByRole('button', { name: 'Begin as Anna' }).click()
  const [a, b] = ['The recorded world', 'Device B'].map((name) => page.frameLocator(`iframe[title="${name}"]`)) as [
    FrameLocator,
    FrameLocator,
  ]
  await a.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Create' }).click()
  await a.getByRole('textbox', { name: 'Your words' }).fill('Low tide')
  await a.getByRole('checkbox', { name: 'I hold the rights to what I post.' }).check()
  await a.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(studio(page).getByRole('list')).toContainText('content.published')

  await page.getByRole('button', { name: 'Another device' }).click()
  await expect(b.getByText('Welcome to Mesi.')).toBeVisible(settingUp)
  for (const step of signsUp(hands('ben', 'b'), 'Ben', 'ben', 'Travel')) {
    if (step.do !== 'tap') continue
    const { role, name, part } = step.target
    const target = b.getByRole(role as 'button', { name, exact: !part })
    // A box is drawn by its label, which lies over it.
    if (step.type !== undefined) await target.fill(step.type)
    else await (role === 'button' ? target : target.locator('xpath=ancestor::label')).click()
  }
  await b.getByRole('link', { name: 'Comment' }).first().click()
  const deviceB = page.getByRole('region', { name: 'Device B' })
  await deviceB.getByRole('button', { name: 'Cut the line' }).click()
  await b.getByRole('textbox', { name: 'Say something' }).fill('And cold')
  await b.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(studio(page).getByRole('list')).toContainText('content.commented')
  await deviceB.getByRole('button', { name: 'Bring the line back' }).click()
  // Who stops before the two have found each other again is asked to wait a moment.
  await expect.poll(() => b.locator('body').evaluate(() => window.mesi.hash().pending), settingUp).toBe(0)
  await axe(page, 'iframe')

  await page.getByRole('textbox', { name: 'Its name' }).fill('Two devices')
  await page.getByRole('button', { name: 'Stop and keep it' }).click()
  await expect(page.getByText('“Two devices” is kept')).toBeVisible()
  const recorded = readScenario((await downloaded(page, 'As a file')).text)
  const spec = (await downloaded(page, 'As a test')).text
  // It is one of these tests, and runs among them. With MESI_RECORD=1 it is written down anew.
  if (process.env.MESI_RECORD) await writeFile(here('./recorded.spec.ts'), spec)
  expect(spec).toBe(await readFile(here('./recorded.spec.ts'), 'utf8'))
  expect(recorded.peers).toEqual(['a', 'b'])
  const told = recorded.steps.filter(({ on }) => on === 'b').map((step) => [step.as, step.do, ...deedsOf(step).map(inWords)].join(' '))
  expect(told.filter((line) => !line.endsWith(' tap'))).toEqual([
    'ben go',
    'ben wait',
    'ben tap joins',
    'ben net',
    'ben tap content.commented',
    'ben net',
  ])
})

test('an account that is added while somebody else is recorded is made by the tap that makes it, and that plays again', async ({ app }) => {
  const page = await app.visit('director', { viewport: desktop })
  await goTo(page, '/record')
  await page.getByRole('button', { name: 'Begin as Anna' }).click()
  await expect(studio(page).getByText('Recording: 2 steps')).toBeVisible(settingUp)
  const app1 = page.frameLocator('iframe[title="The recorded world"]')
  await app1.getByRole('button', { name: 'Anna Berger: your accounts' }).click()
  await app1.getByRole('menuitem', { name: 'Add an account' }).click()
  await app1.getByRole('button', { name: 'Set up a new account' }).click()
  await app1.getByText('Real Persona', { exact: true }).click()
  await app1.getByRole('button', { name: 'Next' }).click()
  await app1.getByRole('button', { name: 'I agree' }).click()
  await app1.getByRole('textbox', { name: 'Name' }).fill('Ben Okoro')
  await app1.getByRole('textbox', { name: 'Handle' }).fill('ben')
  await app1.getByRole('button', { name: 'Next' }).click()
  await app1.getByRole('checkbox', { name: 'Music' }).check()
  await app1.getByRole('button', { name: 'Create account' }).click()
  await expect(app1.getByText('Welcome to Mesi, Ben Okoro.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Its name' }).fill('Both of hers')
  await page.getByRole('button', { name: 'Stop and keep it' }).click()
  await expect(page.getByText('“Both of hers” is kept')).toBeVisible()
  const recorded = readScenario((await downloaded(page, 'As a file')).text)
  expect(recorded.steps.filter(({ as }) => as === 'ben').map((step) => [step.do, ...deedsOf(step).map(inWords)].join(' '))).toContain(
    'tap joins',
  )
  const stage = browserStage(app, () => 'same')
  for (const by of ['taps', 'acts'] as const) await play(recorded, stage, { by })
})
