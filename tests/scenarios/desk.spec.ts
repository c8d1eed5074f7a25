/** The content policy as people meet it: reporting, being judged, appealing, and the desk that decides. */
import { stubOf, ticketOf } from '../../src/areas/reports/events'
import { hashOf } from '../../src/kit/bytes'
import { anew, axe, desktop, expect, goTo, type Page, phone, settled, signUp, test, usable } from '../support/app'
import { be, does, town } from '../support/deskPage'
import { note } from '../support/scenarios'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** Ben reports a post from its menu, on the screens. */
async function reports(page: Page, post: string, why: string): Promise<void> {
  await goTo(page, `/post/${post}`)
  await button(page, /^More about this post/).click()
  await page.getByRole('menuitem', { name: 'Report' }).click()
  await expect(heading(page, 'Report')).toBeVisible()
  await page.getByRole('radio', { name: /harasses or is indecent/ }).check()
  await page.getByRole('textbox', { name: 'In your words' }).fill(why)
  await button(page, 'Send to the desk').click()
  await expect(page.getByRole('heading', { name: 'It is with the desk' })).toBeVisible()
}

test("FLAG-3 RPT-6: Ben reports Anna's post on a phone, and only the desk can read it", async ({ app }) => {
  const page = await app.visit('ben', { viewport: phone })
  await town(page)
  const post = await note(page, 'anna', 'You are a fool, Ben.')
  await goTo(page, `/report/content/${post}`)
  await button(page, 'Send to the desk').click()
  await expect(page.getByText('Choose what is wrong with it.')).toBeVisible()
  await expect(page.getByText('Say in a sentence what is wrong with it.')).toBeVisible()
  await expect(page.getByRole('figure')).toContainText('You are a fool, Ben.')
  await axe(page)
  await reports(page, post, 'An insult against me')
  await axe(page)
  await page.getByRole('link', { name: 'Your reports' }).click()
  await expect(page.getByRole('article')).toContainText('A post by Anna Lindqvist (@anna): it harasses or is indecent')
  await expect(page.getByRole('article')).toContainText('An insult against me')
  await settled(page)
  await axe(page)

  const kept = await page.evaluate(() => {
    const { items } = window.mesi.ask('myReports', {}, { as: 'ben' }) as { items: { sealed: { hash: string } }[] }
    return JSON.stringify([window.mesi.ask('sealedReports', {}, { as: 'mia' }), items])
  })
  expect(kept).not.toContain('insult')
  expect(kept).not.toContain(post)

  await goTo(page, '/standing?tab=standing')
  await tab(page, 'Standing').click()
  await expect(page.getByText('In good standing')).toBeVisible()
  await axe(page)
  await tab(page, 'Decisions').click()
  await expect(page.getByRole('heading', { name: 'No decision concerns you' })).toBeVisible()
  await axe(page)

  await goTo(page, `/report/content/${post}`)
  await expect(page.getByText('You have reported this already')).toBeVisible()
  await expect(page.getByText('RPT-10')).toBeVisible()
  await axe(page)

  await be(page, 'anna')
  await goTo(page, `/report/content/${post}`)
  await expect(page.getByText('This is yours')).toBeVisible()
  await goTo(page, `/post/${post}`)
  await button(page, /^More about this post/).click()
  await expect(page.getByRole('menuitem', { name: 'Copy link' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Report' })).toHaveCount(0)
})

/** Moves the world's clock and waits until that is final. */
async function later(page: Page, by: string): Promise<void> {
  await page.evaluate((by) => window.mesi.clock.advance(by), by)
  await settled(page)
}
const reasons = (page: Page) => page.getByRole('textbox', { name: 'Reasons, for whom it concerns' })

test('FLAG-3 CASE-7 APL-4 APL-5 RPT-4: an honest report, a yellow flag, an appeal, and all of it restored', async ({ app }) => {
  const page = await app.visit('ben', { viewport: desktop })
  await town(page)
  const post = await note(page, 'anna', 'Ben sings like a fool.')
  await reports(page, post, 'An insult against me')

  await goTo(page, '/desk')
  await expect(page.getByRole('heading', { name: 'The desk is for moderators' })).toBeVisible()
  await axe(page)

  await be(page, 'mia')
  await expect(page.getByText('One new report')).toBeVisible()
  await button(page, 'Open new reports').click()
  await expect(page.getByRole('link', { name: /A post by Anna Lindqvist/ })).toBeVisible()
  await settled(page)
  await axe(page)
  await page.getByRole('link', { name: /A post by Anna Lindqvist/ }).click()
  await expect(page.getByText('An insult against me')).toBeVisible()
  await expect(page.getByText('Hidden until you ask for it.')).toBeVisible()
  await expect(page.getByRole('article').filter({ hasText: 'sings' })).toHaveCount(0)
  await button(page, 'Show what it is about').click()
  await expect(page.getByRole('article').filter({ hasText: 'Ben sings like a fool.' })).toBeVisible()
  await button(page, 'Claim this case').click()
  await page.getByRole('radio', { name: '3 Yellow flag' }).check()
  await expect(reasons(page)).toHaveValue('This attacks or harasses somebody, or is indecent.')
  await settled(page)
  await axe(page)
  await button(page, 'Decide, and on to the next').click()
  await expect(heading(page, 'The desk')).toBeVisible()
  await later(page, '10m')

  await be(page, 'anna')
  await goTo(page, '/standing')
  await expect(page.getByText('A yellow flag counts', { exact: true })).toBeVisible()
  await axe(page)
  await tab(page, 'Decisions').click()
  await expect(page.getByRole('article')).toContainText('Taken down, and a yellow flag')
  await expect(page.getByRole('article')).toContainText('This attacks or harasses somebody, or is indecent.')
  // By keyboard: after each press the focus is where one goes on.
  await button(page, 'Appeal').press('Enter')
  await expect(page.getByRole('textbox', { name: 'Why it is wrong' })).toBeFocused()
  await button(page, 'Not now').press('Enter')
  await expect(button(page, 'Appeal')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('It is a line of a song.')
  await axe(page)
  await button(page, 'Send the appeal').press('Enter')
  await expect(page.getByRole('article')).toContainText('Somebody else at the desk will decide about it.')
  await expect(page.getByRole('heading', { name: 'Taken down, and a yellow flag' })).toBeFocused()
  await expect(button(page, 'Appeal')).toHaveCount(0)

  await be(page, 'mia')
  await goTo(page, '/desk?queue=appeals')
  await tab(page, /^Appeals/).click()
  await expect(page.getByRole('article')).toContainText('APL-4')
  await expect(button(page, 'Answer the appeal')).toHaveCount(0)
  await be(page, 'max')
  await page.getByRole('radio', { name: 'Overturn it' }).check()
  await reasons(page).fill('It is a lyric, and nobody is meant.')
  await settled(page)
  await axe(page)
  await button(page, 'Answer the appeal').press('Enter')
  await expect(page.getByRole('heading', { name: 'No open appeal' })).toBeVisible()
  await expect(heading(page, 'The desk')).toBeFocused() // nothing else is left to answer

  await be(page, 'anna')
  await goTo(page, '/standing')
  await tab(page, 'Standing').click()
  await expect(page.getByText('In good standing')).toBeVisible()
  await tab(page, 'Decisions').click()
  await expect(page.getByRole('article')).toContainText('Overturned')
  await expect(page.getByRole('article')).toContainText('It is a lyric, and nobody is meant.')
  await be(page, 'ben')
  await goTo(page, `/post/${post}`)
  await expect(page.getByRole('article').filter({ hasText: 'Ben sings like a fool.' })).toBeVisible()
  await goTo(page, `/report/content/${post}`)
  await expect(page.getByText('Moderators have looked at this')).toBeVisible()
  await expect(page.getByText('RPT-5')).toBeVisible()
  await axe(page)

  // The report was right for as long as the flag stood: nobody can call it misuse.
  await be(page, 'max')
  await goTo(page, '/desk?queue=done')
  await page.getByRole('link', { name: /A post by Anna Lindqvist/ }).click()
  await expect(page.getByText('It was upheld until that decision fell')).toBeVisible()
  await expect(button(page, 'This was misuse')).toHaveCount(0)
})

test('the desk on a wide screen: by keyboard alone, and a check', async ({ app }) => {
  const page = await app.visit('ben', { viewport: desktop })

  await test.step('CASE-4 CASE-7: the desk by keyboard alone: open, claim, decide, undo', async () => {
    await town(page)
    for (const words of ['First', 'Second']) await reports(page, await note(page, 'anna', words), `About ${words}`)
    await be(page, 'mia')
    await goTo(page, '/desk')
    const press = (key: string) => page.keyboard.press(key)
    await expect(page.getByText('2 new reports')).toBeVisible()
    await press('o')
    await expect(page.getByRole('link', { name: /A post by Anna/ })).toHaveCount(2)
    await button(page, 'Keys of the desk').focus()
    await press('?')
    await expect(page.getByRole('dialog', { name: 'Keys of the desk' })).toBeVisible()
    await axe(page)
    await press('Escape')
    await expect(button(page, 'Keys of the desk')).toBeFocused()
    await press('j')
    await press('Enter')
    await expect(page.getByText(/^About (First|Second)$/)).toBeVisible()
    // Reports are opened in an order that tells nothing of when they came.
    const [one, other] = (await page.getByText('About First').isVisible()) ? ['First', 'Second'] : ['Second', 'First']
    await press('s')
    await expect(page.getByRole('article').filter({ hasText: one })).toBeVisible()
    await press('c')
    await expect(reasons(page)).toBeVisible()
    await press('2')
    await expect(reasons(page)).toBeFocused()
    await press('Control+Enter')
    await expect(page.getByText(`About ${other}`)).toBeVisible()
    const queued = () => page.evaluate(() => window.mesi.ask('deskCounts', {}, { as: 'mia' }))
    expect(await queued()).toMatchObject({ untriaged: 1, waiting: 1 })
    await page.goBack()
    await expect(page.getByText(`About ${one}`)).toBeVisible()
    await expect(button(page, 'Undo the decision')).toBeVisible()
    await press('u')
    await expect(button(page, 'Release')).toBeEnabled() // a key is not heard while what was done is still being kept
    expect(await queued()).toMatchObject({ untriaged: 1, waiting: 0, mine: 1 })
    await press('c')
    await expect(button(page, 'Claim this case')).toBeVisible()
    await settled(page)
    await axe(page)
  })
  await anew(page)

  await test.step('FLAG-4: a regular check is due, its sample is looked at, a case is opened, and letter keys can be off', async () => {
    await town(page)
    for (const words of ['One', 'Two']) await note(page, 'anna', words)
    await be(page, 'mia')
    await goTo(page, '/desk?queue=checks')
    await tab(page, 'Checks').click()
    await expect(page.getByText('A regular check is due')).toBeVisible()
    await button(page, 'Start the regular check').click()
    await expect(page.getByText('No regular check is due')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Look at the post' }).first()).toBeVisible()
    await settled(page)
    await axe(page)
    const count = await page.getByRole('button', { name: 'Something is wrong' }).count()
    await page.getByRole('button', { name: 'Something is wrong' }).first().click()
    await button(page, 'Open a case').click()
    await expect(button(page, 'Claim this case')).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('link', { name: 'See its case' })).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Something is wrong' })).toHaveCount(count - 1)
    await button(page, 'All looked at').click()
    await expect(page.getByText(/Finished/)).toBeVisible()

    await page.evaluate(() => localStorage.setItem('mesi.keys', 'off'))
    await page.reload()
    await usable(page)
    await be(page, 'mia')
    await goTo(page, '/desk')
    await expect(heading(page, 'The desk')).toBeVisible()
    await page.keyboard.press('?')
    await button(page, 'Keys of the desk').click()
    await expect(page.getByRole('dialog', { name: 'Keys of the desk' })).toContainText('Letter keys are off')
    await expect(page.getByRole('dialog')).toHaveCount(1)
  })
})

const words = (page: Page, who: string) => page.evaluate((who) => window.mesi.write(who, 'Because of what it shows'), who)
/** Mia finds a post in passing and decides about it. */
async function decides(page: Page, post: string, outcome: 'yellow'): Promise<void> {
  const found = await does(page, 'mia', 'moderation.caseOpened', {
    subject: { kind: 'content', id: post, version: '0' },
    breach: 'unethical',
  })
  await does(page, 'mia', 'moderation.claimed', { case: found })
  const decided = { case: found, version: '0', outcome, breach: 'unethical', reasons: await words(page, 'mia') }
  await does(page, 'mia', 'moderation.decided', decided)
  await later(page, '10m')
}

test('flags that add up, pranks, and a name that is taken down', async ({ app }) => {
  const page = await app.visit('ben', { viewport: phone })

  await test.step('FLAG-6: two yellow flags make a red one, which says when it fades', async () => {
    await town(page)
    await decides(page, await note(page, 'anna', 'One'), 'yellow')
    await be(page, 'anna')
    await goTo(page, '/standing')
    await expect(page.getByText('A yellow flag counts', { exact: true })).toBeVisible()
    await expect(page.getByText(/one more yellow flag a red one/)).toBeVisible()
    await decides(page, await note(page, 'anna', 'Two'), 'yellow')
    await expect(page.getByText('A red flag counts', { exact: true })).toBeVisible()
    await expect(page.getByText(/^It fades on .*, unless another one follows/)).toBeVisible()
    await expect(page.getByText(/Red flag made of 2 lighter ones/)).toBeVisible()
    await axe(page)
  })
  await anew(page)

  await test.step('RPT-2 RPT-3: the prankster is warned, then cannot report for a month, and can again when it is over', async () => {
    await town(page)
    const prank = async (n: number) => {
      const post = await note(page, 'anna', `Post ${n}`)
      const { hash } = await words(page, 'ben')
      const secret = hashOf(`prank ${n}`)
      const marks = { ticket: ticketOf(secret), mark: hashOf(`mark ${n}`) }
      const report = await does(page, 'ben', 'reports.filed', { sealed: { hash, size: 30 }, ...marks })
      const subject = { kind: 'content', id: post, version: '0' }
      const found = await does(page, 'mia', 'moderation.reportOpened', { stub: stubOf(secret), subject, breach: 'unethical' })
      await does(page, 'mia', 'moderation.claimed', { case: found })
      await does(page, 'mia', 'moderation.decided', { case: found, version: '0', outcome: 'clear', reasons: await words(page, 'mia') })
      await later(page, '10m')
      await does(page, 'mia', 'moderation.reportJudged', { report, secret, misuse: 'no reason', reasons: await words(page, 'mia') })
    }
    for (const n of [1, 2, 3]) await prank(n)
    await goTo(page, '/standing?tab=reports')
    await tab(page, 'My reports').click()
    await expect(page.getByText('A warning', { exact: true })).toBeVisible()
    await prank(4)
    await expect(page.getByText('You cannot report for a month')).toBeVisible()
    await settled(page)
    await axe(page)

    const { until } = await page.evaluate(() => window.mesi.ask('reporter', {}, { as: 'ben' }) as { until: number })
    const other = await note(page, 'anna', 'Another')
    await page.evaluate((until) => window.mesi.clock.advance(new Date(until - 30_000)), until)
    await goTo(page, `/report/content/${other}`)
    await expect(page.getByText('You cannot report this now')).toBeVisible()
    await expect(page.getByText('RPT-3')).toBeVisible()
    await axe(page)
    await page.evaluate((until) => window.mesi.clock.advance(new Date(until)), until)
    await expect(button(page, 'Send to the desk')).toBeVisible()
  })
  await anew(page)

  await test.step('CASE-9: the name of a collection is reported where others see it, taken down, and another one stands in its place', async () => {
    await town(page)
    const name = await page.evaluate(() => window.mesi.write('anna', 'Ben is a fool'))
    const collection = await does(page, 'anna', 'content.collectionCreated', { name })
    const goesTo = (who: string) => be(page, who).then(() => goTo(page, `/collection/${collection}`))
    await goesTo('anna')
    await expect(button(page, 'Report this collection')).toHaveCount(0)
    await goesTo('ben')
    await button(page, 'Report this collection').click()
    await expect(page.getByRole('figure')).toContainText('Ben is a fool')
    await page.getByRole('radio', { name: /harasses or is indecent/ }).check()
    await page.getByRole('textbox', { name: 'In your words' }).fill('An insult against me')
    await button(page, 'Send to the desk').click()
    await expect(page.getByRole('heading', { name: 'It is with the desk' })).toBeVisible()

    await be(page, 'mia')
    await goTo(page, '/desk')
    await button(page, 'Open new reports').click()
    await page.getByRole('link', { name: /A collection by Anna Lindqvist/ }).click()
    await button(page, 'Show what it is about').click()
    await expect(page.getByRole('region', { name: 'What it is about' })).toContainText('Ben is a fool')
    await expect(page.getByRole('link', { name: 'Open it on its own page' })).toHaveAttribute('href', `/collection/${collection}`)
    await axe(page)
    await button(page, 'Claim this case').click()
    await page.getByRole('radio', { name: /Remove/ }).check()
    await button(page, 'Decide, and on to the next').click()
    await expect(heading(page, 'The desk')).toBeVisible()

    await goesTo('ben')
    await expect(heading(page, 'Collection')).toBeVisible()
    await expect(page.getByText('It broke the rules, or seems to.')).toBeVisible()
    await expect(page.getByText('Ben is a fool')).toHaveCount(0)
    await axe(page)
    await goesTo('anna')
    await expect(heading(page, 'Ben is a fool')).toBeVisible()
    await expect(page.getByText('Only its owner and moderators still see it')).toBeVisible()
    await axe(page)
    await button(page, 'More about this collection').click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Songs')
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await expect(page.getByText('The name was taken down')).toHaveCount(0)
    await goesTo('ben')
    await expect(heading(page, 'Songs')).toBeVisible()
  })
})

test('FLAG-3 RPT-6 CASE-12: a comment, a profile and a block are reported; the raw log never tells what; who joins the desk is let in', async ({
  app,
}) => {
  const page = await app.visit('ben', { viewport: phone })
  await town(page)
  const post = await note(page, 'anna', 'Hello')
  const text = await page.evaluate(() => window.mesi.write('anna', 'Ben is a fool'))
  const comment = await does(page, 'anna', 'content.commented', { content: post, text, made: 'human' })
  const sends = async (why: string) => {
    await page.getByRole('radio', { name: /harasses or is indecent/ }).check()
    await page.getByRole('textbox', { name: 'In your words' }).fill(why)
    await button(page, 'Send to the desk').click()
    await expect(page.getByRole('heading', { name: 'It is with the desk' })).toBeVisible()
  }
  await be(page, 'ben')
  await goTo(page, `/post/${post}`)
  await button(page, 'Report the comment by Anna Lindqvist').click()
  await expect(page.getByRole('figure')).toContainText('Ben is a fool')
  await sends('An insult')
  const menu = async (item: string) => {
    await goTo(page, '/u/anna')
    await button(page, 'More about Anna Lindqvist').click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await menu('Report Anna Lindqvist')
  await sends('A false name')
  const ben = await page.evaluate(() => window.mesi.personas().find(({ handle }) => handle === 'ben')?.account ?? '')
  await does(page, 'anna', 'accounts.blocked', { account: ben })
  await menu('Report that Anna Lindqvist blocks you')
  await sends('I have paid for a talk')
  await menu('Block Anna Lindqvist')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.keyboard.press('Escape')

  await be(page, 'mia')
  await goTo(page, '/desk')
  await expect(page.getByText('3 new reports')).toBeVisible()
  await button(page, 'Open new reports').click()
  for (const kind of ['comment', 'profile', 'block'])
    await expect(page.getByRole('link', { name: new RegExp(`A ${kind} by Anna Lindqvist`) })).toBeVisible()
  await settled(page)

  // What every peer has: the acts. None of the desk's names a report, its reporter, or the other half of its ticket.
  const raw = await page.evaluate(async () => {
    const cases = window.mesi.ask('caseQueue', { queue: 'untriaged' }, { as: 'mia' }) as { items: { id: string }[] }
    const filed = window.mesi.ask('sealedReports', {}, { as: 'mia' }) as { id: string; ticket: string }[]
    const acts = await Promise.all([...cases.items, ...filed].map(({ id }) => window.mesi.why(id)))
    return {
      acts: acts.map(({ type, data }) => ({ type, data: JSON.stringify(data) })),
      reports: filed.flatMap(({ id, ticket }) => [id, ticket]),
    }
  })
  const dataOf = (type: string) => raw.acts.flatMap((act) => (act.type === type ? [act.data] : []))
  const [opened, filed] = [dataOf('moderation.reportOpened'), dataOf('reports.filed')]
  expect([opened.length, filed.length]).toEqual([3, 3])
  for (const hidden of raw.reports) expect(opened.join()).not.toContain(hidden)
  for (const hidden of [comment, post]) expect(filed.join()).not.toContain(hidden)

  const account = await signUp(page, { name: 'Moe Late', handle: 'moe' })
  await does(page, 'mesi', 'accounts.roleGranted', { account, role: 'moderator' })
  await be(page, 'moe')
  await goTo(page, '/desk')
  await page.getByRole('link', { name: /A comment by Anna Lindqvist/ }).click()
  await expect(page.getByText('One is for others at the desk')).toBeVisible()
  await be(page, 'mia')
  await goTo(page, '/desk')
  await expect(page.getByText('Moe Late cannot read earlier reports')).toBeVisible()
  await axe(page)
  await button(page, 'Let Moe Late read them').click()
  await expect(page.getByText('Moe Late cannot read earlier reports')).toHaveCount(0)
  await be(page, 'moe')
  await page.getByRole('link', { name: /A comment by Anna Lindqvist/ }).click()
  await expect(page.getByText('An insult', { exact: true })).toBeVisible()
})
