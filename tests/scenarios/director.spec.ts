import { axe, expect, goTo, phone, signUp, test } from '../support/app'

test('the director leaps ahead, looks back, and finds the way to now; F2 hides the instruments', async ({ app }) => {
  const page = await app.visit('anna', { viewport: phone })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  const instruments = page.getByRole('complementary', { name: "Director's instruments" })
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // loaded behind the product
  await page.evaluate(async () => {
    const { mesi } = window
    const caption = mesi.write('anna', 'First light')
    const about = { audience: 'everyone', moods: [], tags: [], rightsConfirmed: true, made: 'human', persona: 'none' }
    await mesi.act('anna', 'content.published', { form: 'droplet', media: 'text', files: [], caption, ...about })
  })
  await expect(page.getByText('First light')).toBeVisible()
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // what loads behind the page is there
  await page.keyboard.press('F2')
  await instruments.getByRole('tab', { name: 'Clock' }).click()
  const before = await page.evaluate(() => window.mesi.clock.now())
  await instruments.getByRole('button', { name: 'A month on' }).click()
  await expect.poll(() => page.evaluate(() => window.mesi.clock.now())).toBeGreaterThan(before + 27 * 86_400_000)
  await page.evaluate(() => window.mesi.settled())
  await axe(page)

  await instruments.getByRole('button', { name: 'Look back' }).click()
  const back = page.getByRole('region', { name: 'Looking back' })
  await back.getByRole('slider', { name: 'Moment' }).press('Home')
  await expect(page.getByRole('link', { name: 'Sign up' })).toBeVisible() // nobody had come yet
  await expect(page.getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
  await back.getByRole('slider', { name: 'Moment' }).press('End')
  await expect(page.getByText('First light')).toBeVisible()
  await back.getByRole('slider', { name: 'Moment' }).press('Home')
  await expect(page.getByText('First light')).toHaveCount(0)
  await axe(page)
  await back.getByRole('button', { name: 'Back to now' }).click()
  await expect(page.getByRole('link', { name: 'Sign up' })).toHaveCount(0)
  await expect(back).toHaveCount(0)
  await expect(page.getByText('First light')).toBeVisible()

  await page.keyboard.press('F2')
  await expect(instruments).toHaveCount(0)
  await page.keyboard.press('Shift+F2')
  await expect(page.getByRole('button', { name: "Director's instruments" })).toHaveCount(0)
})

test('side by side: Anna and Nova on one world, each in a pane of their own, and a second device that can lose its line', async ({
  app,
}) => {
  const page = await app.visit('director')
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  await signUp(page, { kind: 'ai', name: 'Nova', handle: 'nova' })
  await goTo(page, '/stage')
  const paneOf = (name: string) => page.frameLocator(`iframe[title="${name}"]`)
  await expect(paneOf('Anna Lind').getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
  await paneOf('Anna Lind').getByRole('link', { name: 'The Buzz' }).click()
  await expect(paneOf('Anna Lind').getByRole('heading', { name: 'The Buzz' })).toBeVisible()
  await expect(paneOf('Nova').getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
  await axe(page, 'iframe') // what is in them is a page of its own each

  await page.getByRole('button', { name: 'Close Nova' }).click()
  await page.getByRole('button', { name: 'Another device' }).click()
  const other = page.getByRole('region', { name: 'Another device (B)' })
  await expect(paneOf('Another device (B)').getByText('Welcome to Mesi.')).toBeVisible()
  await other.getByRole('button', { name: 'Cut the line' }).click()
  await expect(paneOf('Another device (B)').getByRole('link', { name: 'Offline' })).toBeVisible()
  await other.getByRole('button', { name: 'Bring the line back' }).click()
  await expect(paneOf('Another device (B)').getByRole('link', { name: 'Offline' })).toHaveCount(0)
})

test('what if: without her top-up, the tip of Anna would not have been', async ({ app }) => {
  const page = await app.visit('director')
  await signUp(page, { name: 'Ben', handle: 'ben' })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  const topUp = await page.evaluate(async () => {
    const { mesi } = window
    const agreed = (quote: string, args: object) => (mesi.ask(quote, args, { as: 'anna' }) as { quote: { agreed: object } }).quote.agreed
    const paid = { currency: 'EUR', amount: 1_000, into: 'EUR' }
    const done = await mesi.act('anna', 'ledger.toppedUp', { card: 'works', ...paid, agreed: agreed('quoteTopUp', paid) } as never)
    const { account } = mesi.ask('profileByHandle', { handle: 'ben' }) as { account: string }
    const tip = { to: account, currency: 'EUR', amount: 500 }
    await mesi.act('anna', 'tips.sent', { ...tip, agreed: agreed('quoteTip', tip) } as never)
    await mesi.settled()
    return done.ok ? done.id : ''
  })
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // what loads behind the page is there
  await page.keyboard.press('F2')
  const instruments = page.getByRole('complementary', { name: "Director's instruments" })
  await instruments.getByRole('tab', { name: 'What if' }).click()
  await instruments.getByLabel('What if this had not happened?').fill(`/event/${topUp}`)
  await instruments.getByRole('button', { name: 'Play both futures' }).click()
  await expect(instruments.getByText('would have been refused: LED-2')).toBeVisible()
  await axe(page)
  await instruments.getByRole('button', { name: 'Look at that world' }).click()
  await expect(page.getByRole('region', { name: 'Looking back' })).toBeVisible()
  await page.getByRole('button', { name: 'Back to now' }).click()

  // Both at once, each in a pane that can go wherever it likes.
  await instruments.getByRole('link', { name: 'Both worlds side by side' }).click()
  const purse = async (name: string) => {
    const pane = page.frameLocator(`iframe[title="${name}"]`)
    await pane.getByRole('link', { name: 'Wallet' }).first().click()
    return pane.getByRole('region', { name: 'Everything together' })
  }
  await expect(page.frameLocator('iframe[title="As it would have been"]').getByRole('region', { name: 'Looking back' })).toBeVisible()
  await expect(await purse('As it would have been')).not.toContainText('5.00 EUR')
  await expect(await purse('As it is')).toContainText('5.00 EUR')
  await axe(page, 'iframe')
})
