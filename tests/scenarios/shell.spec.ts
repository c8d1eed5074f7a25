/** What stands around every screen: the rail and the column beside it, the palette, the keys, notices, settings. */
import type { Locator } from '@playwright/test'
import type { Agreed } from '../../src/areas/ledger/events'
import { anew, type App, axe, desktop, does, expect, goTo, holdDisk, type Page, phone, settled, signUp, test, usable } from '../support/app'
import { note, speaking } from '../support/scenarios'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const rail = (page: Page) => page.getByRole('navigation', { name: 'Main' })

const write = (page: Page, who: string, words: string) =>
  page.evaluate(([who, words]) => window.mesi.write(who, words), [who, words] as const)

/** Ben and Nova, and Anna, whose page it is and who has posted once. */
async function town(app: App, viewport: { width: number; height: number }) {
  return people(await app.visit('Anna', { viewport }))
}
/** The same in another world. */
const anewTown = (page: Page) => anew(page).then(() => people(page))
async function people(page: Page) {
  const ben = await signUp(page, { name: 'Ben Okoro', handle: 'ben', categories: ['art'] })
  const nova = await signUp(page, { kind: 'ai', name: 'Nova', handle: 'nova' })
  const anna = await signUp(page, { name: 'Anna Lind', handle: 'anna', categories: ['art'] })
  return { page, ben, nova, anna, bowl: await note(page, 'anna', 'The blue bowl') }
}

test.describe('notices', () => {
  test('what others did is counted until it was looked at, here and after a reload, on a phone and on a wide screen', async ({ app }) => {
    const { page, anna, bowl } = await town(app, desktop)
    const place = page.getByRole('banner')
    const wide = rail(page)
    await does(page, 'ben', 'accounts.followed', { account: anna })
    await does(page, 'ben', 'content.liked', { content: bowl })
    await does(page, 'nova', 'content.liked', { content: bowl })
    await does(page, 'nova', 'content.commented', { content: bowl, text: await write(page, 'nova', 'So blue!'), made: 'human' })
    await expect(wide.getByRole('link', { name: 'Notices 4 new' })).toBeVisible()
    await page.setViewportSize(phone)
    await expect(place.getByRole('link', { name: 'Notices 4 new' })).toBeVisible()

    await place.getByRole('link', { name: 'Notices' }).click()
    await expect(heading(page, 'Notices')).toBeFocused()
    const fresh = page.getByRole('region', { name: 'New' })
    await expect(fresh.getByRole('listitem')).toHaveCount(3)
    await expect(fresh.getByText('Nova and Ben Okoro like “The blue bowl”')).toBeVisible()
    await expect(fresh.getByText('Ben Okoro follows you')).toBeVisible()
    await expect(fresh.getByText('“So blue!”')).toBeVisible()
    await expect(place.getByRole('link', { name: 'Notices', exact: true })).toBeVisible()
    await settled(page)
    await axe(page)
    await page.setViewportSize(desktop)
    await expect(wide.getByRole('link', { name: 'Notices', exact: true })).toBeVisible()
    await axe(page)

    await page.reload()
    await expect(page.getByText('Ben Okoro follows you')).toBeVisible()
    await expect(fresh).toHaveCount(0)
    await does(page, 'ben', 'content.commented', { content: bowl, text: await write(page, 'ben', 'Mine too'), made: 'human' })
    await goTo(page, '/')
    await expect(wide.getByRole('link', { name: 'Notices', exact: true })).toBeVisible() // it came while she was looking
    await does(page, 'nova', 'accounts.followed', { account: anna })
    await expect(wide.getByRole('link', { name: 'Notices 1 new' })).toBeVisible()
    await page.evaluate(() => window.mesi.be('ben'))
    await expect(wide.getByRole('link', { name: 'Notices', exact: true })).toBeVisible()
  })

  test('money that came, and what comes behind another tab', async ({ app }) => {
    const page = await app.visit('Anna', { viewport: desktop })

    await test.step('money that came, and what became of the own', async () => {
      const { ben } = await people(page)
      await page.evaluate(async (ben) => {
        const { mesi } = window
        const anna = mesi.ask('profileByHandle', { handle: 'anna' })?.account ?? ''
        const paid = { currency: 'EUR', amount: 20_00, into: 'EUR' } as const
        for (const who of ['anna', 'ben'])
          await mesi.act(who, 'ledger.toppedUp', {
            card: 'works',
            ...paid,
            agreed: mesi.ask('quoteTopUp', paid, { as: who }).quote?.agreed as Agreed,
          })
        const send = { to: anna, currency: 'EUR', amount: 12_50 } as const
        await mesi.act('ben', 'ledger.transferred', {
          ...send,
          agreed: mesi.ask('quoteTransfer', send, { as: 'ben' }).quote?.agreed as Agreed,
        })
        const tip = { to: ben, currency: 'EUR', amount: 5_00 } as const
        await mesi.act('anna', 'tips.sent', { ...tip, agreed: mesi.ask('quoteTip', tip, { as: 'anna' }).quote?.agreed as Agreed })
      }, ben)
      await goTo(page, '/notices')
      await expect(page.getByText('Ben Okoro sent you 12.50 EUR')).toBeVisible()
      await page.getByRole('radio', { name: 'What you did' }).check()
      await expect(page.getByText('Your tip of 5.00 EUR to Ben Okoro is final')).toBeVisible()
      await expect(page.getByText('Your top-up of 20.00 EUR is final')).toBeVisible()
      await axe(page)
      await page.getByRole('radio', { name: 'People' }).check()
      await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
    })

    await test.step('what comes while their tab lies behind another one is new', async () => {
      const { anna } = await anewTown(page)
      await goTo(page, '/notices')
      await expect(heading(page, 'Notices')).toBeVisible()
      const hide = (hidden: boolean) =>
        page.evaluate((hidden) => {
          Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
          document.dispatchEvent(new Event('visibilitychange'))
        }, hidden)
      await hide(true)
      await does(page, 'ben', 'accounts.followed', { account: anna })
      await expect(page.getByText('Ben Okoro follows you')).toBeVisible()
      await settled(page)
      await expect(rail(page).getByRole('link', { name: 'Notices 1 new' })).toBeVisible()
      await hide(false)
      await expect(rail(page).getByRole('link', { name: 'Notices', exact: true })).toBeVisible()
    })
  })

  test('without an account they say what they are for', async ({ app }) => {
    const page = await app.visit('visitor', { at: '/notices', viewport: phone })
    await expect(page.getByRole('heading', { name: 'Nothing for you yet' })).toBeVisible()
    await axe(page)
  })
})

test.describe('the palette', () => {
  test('by keyboard alone: people, posts, doings, personas, time; back to where one was', async ({ app }) => {
    const { page } = await town(app, desktop)
    const line = page.getByRole('combobox', { name: 'What are you looking for?' })
    const options = page.getByRole('option')
    const find = async (words: string) => {
      await page.keyboard.press('Control+k')
      await expect(line).toBeFocused()
      await page.keyboard.type(words)
    }
    /** What leads is there when it is chosen: some of it loads behind the page. */
    const run = async (words: string, leads: string) => {
      await find(words)
      await expect(options.first()).toContainText(leads)
      await page.keyboard.press('Enter')
    }
    const close = async (dialog: Locator) => {
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
    }
    await find('')
    await expect(options.first()).toHaveAttribute('aria-selected', 'true')
    await axe(page)
    await page.keyboard.press('Escape')
    await expect(line).toHaveCount(0)

    await find('x'.repeat(200))
    await expect(page.getByText('Nothing here is called that.')).toBeVisible()
    await axe(page)
    await page.keyboard.press('Escape')

    await run('ben ok', 'Ben Okoro')
    await expect(heading(page, 'Ben Okoro')).toBeVisible()

    await find('an') // also the beginning of a leap of the clock
    await expect(options.first()).toContainText('Anna Lind')
    await page.keyboard.press('Escape')

    await find('blue')
    await expect(options.first()).toContainText('The blue bowl')
    await axe(page)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/post\//)

    await run('top', 'Top up')
    const topUp = page.getByRole('dialog', { name: 'Top up' })
    await expect(topUp).toBeVisible()
    await close(topUp)

    await run('be nova', 'Be Nova')
    await expect(page.getByText('You are Nova now.')).toBeVisible()

    await run('slow line', 'What goes wrong with this device')
    const instruments = page.getByRole('complementary', { name: "Director's instruments" })
    await expect(instruments.getByRole('switch', { name: 'Slow the line down' })).toBeVisible()
    await page.keyboard.press('F2')
    await expect(instruments).toHaveCount(0)

    const before = await page.evaluate(() => window.mesi.clock.now())
    await run('week', 'A week on')
    await expect.poll(() => page.evaluate(() => window.mesi.clock.now())).toBeGreaterThan(before + 6.9 * 86_400_000)

    await run('tip3', 'TIP-3: ')
    await expect(page).toHaveURL(/\/handbook#TIP-3$/)
    await expect(page.locator('article#TIP-3')).toBeFocused() // else it fetches the focus from what is opened next
    const then = await page.evaluate(() => new Date(window.mesi.clock.now() + 40 * 86_400_000).toISOString().slice(0, 10))
    await run(then, 'Go on to')
    await expect.poll(() => page.evaluate(() => new Date(window.mesi.clock.now()).toISOString().slice(0, 13))).toBe(`${then}T12`)
    for (const [words, leads] of [
      ['stage', 'Side by side'],
      ['desk', 'The desk'],
      ['standing', 'Your standing'],
      ['offline', 'Go offline'],
      ['import', 'Import a world'],
    ] as const) {
      await find(words)
      await expect(options.first()).toContainText(leads)
      await page.keyboard.press('Escape')
    }
    await run('export', 'Export this world')
    const exporting = page.getByRole('dialog', { name: /^Export/ })
    await expect(exporting).toBeVisible()
    await close(exporting)

    await run('invite', 'Invite a device')
    await expect(page.getByRole('dialog', { name: 'Invite a device' })).toBeVisible()
  })

  test('arrows go round, and Escape gives the focus back', async ({ app }) => {
    const { page } = await town(app, desktop)
    const button = page.getByRole('button', { name: 'Search or do something' })
    await button.focus()
    await page.keyboard.press('Enter')
    const options = page.getByRole('option')
    await expect(options.first()).toHaveAttribute('aria-selected', 'true')
    await expect(options.filter({ hasText: 'Two phones, one tip' })).toBeVisible() // tours come a moment later, at the end
    await page.keyboard.press('ArrowUp')
    await expect(options.last()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('ArrowDown')
    await expect(options.first()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  })
})

test.describe('keys', () => {
  test('letters that go, and letters that are off', async ({ app }) => {
    const page = await app.visit('Anna', { viewport: desktop })

    await test.step('g and a letter go, ? shows all, j and k walk the feed, l likes, c comments', async () => {
      await people(page)
      await note(page, 'ben', 'Second')
      await note(page, 'nova', 'Third')
      await page.reload()
      const posts = page.getByRole('feed').getByRole('article')
      await expect(posts).toHaveCount(3)
      await expect(page.locator('.toast-region')).toBeAttached() // what listens to keys loads behind the page, with this
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
      await axe(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)

      await page.keyboard.press('j')
      await expect(posts.nth(0)).toBeFocused()
      await page.keyboard.press('j')
      await expect(posts.nth(1)).toBeFocused()
      await page.keyboard.press('k')
      await page.keyboard.press('l')
      await expect(posts.nth(0).getByRole('button', { name: 'Like, 1 like' })).toHaveAttribute('aria-pressed', 'true')
      // The screen of a post may take many frames to come.
      let postComes = () => {}
      const held = new Promise<void>((resolve) => (postComes = resolve))
      await page.route(/\/Post-[^/]*\.js$/, (route) => held.then(() => route.continue()))
      await page.keyboard.press('c')
      await page.keyboard.type('golf') // goes into the words, also what is typed before there is a field for them
      await page.evaluate(async () => {
        for (let frame = 0; frame < 90; frame++) await new Promise((next) => requestAnimationFrame(next))
      })
      postComes()
      await expect(page.getByRole('textbox', { name: 'Say something' })).toBeFocused()
      await expect(page.getByRole('textbox', { name: 'Say something' })).toHaveValue('golf')
      await page.getByRole('textbox', { name: 'Say something' }).blur()

      for (const [letter, title] of [
        ['b', 'The Buzz'],
        ['w', 'Wallet'],
        ['n', 'Notices'],
        ['s', 'Settings'],
        ['h', 'Handbook'],
        ['g', 'Your gallery'],
        ['d', 'World'],
        ['c', 'Create'],
        ['p', 'Anna Lind'],
      ] as const) {
        // Without waiting for the first one to be answered: the second may take only so long.
        await Promise.all([page.keyboard.press('g'), page.keyboard.press(letter)])
        await expect(heading(page, title)).toBeVisible()
      }
    })

    await test.step('single letters can be switched off; the palette stays', async () => {
      await anewTown(page)
      await goTo(page, '/settings')
      await page.getByRole('switch', { name: 'Single letters do something' }).click()
      await page.getByRole('switch').blur()
      await page.keyboard.press('?')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('combobox')).toBeFocused()
      await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0)
      await page.keyboard.type('more contrast')
      await page.keyboard.press('Enter')
      await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
    })
  })

  test('what lies over a screen goes with it: Back closes the palette, and it does not open again by itself', async ({ app }) => {
    const page = await app.visit('Anna', { viewport: desktop })
    await rail(page).getByRole('link', { name: 'The Buzz' }).click()
    await expect(heading(page, 'The Buzz')).toBeVisible()
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    await page.evaluate(() => history.back())
    await expect(page.getByRole('combobox')).toHaveCount(0)
    await expect(page).toHaveURL(/\/discover$/)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    await goTo(page, '/')
    await expect(page).toHaveURL(/\/$/)
    await expect(page.getByRole('combobox')).toHaveCount(0)
    await page.goBack()
    await expect(heading(page, 'The Buzz')).toBeVisible()
    await expect(page.getByRole('combobox')).toHaveCount(0)
  })
})

test('settings: colours, contrast and stillness hold after a reload; what it is made of is told', async ({ app }) => {
  const page = await app.visit('visitor', { at: '/settings', viewport: phone })
  const root = page.locator('html')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('radio', { name: 'Hold still' }).check()
  const ground = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
  const [black, dark] = ['rgb(0, 0, 0)', 'rgb(23, 23, 26)']
  await expect.poll(ground).toBe(dark)
  await page.emulateMedia({ contrast: 'more' })
  await expect.poll(ground).toBe(black)
  await page.getByRole('radio', { name: 'Usual contrast' }).check()
  await expect.poll(ground).toBe(dark)
  await page.emulateMedia({ contrast: 'no-preference' })
  await page.getByRole('radio', { name: 'More contrast' }).check()
  await expect.poll(ground).toBe(black)
  await axe(page)
  await page.reload()
  await expect.poll(ground).toBe(black)
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await expect(root).toHaveAttribute('data-motion', 'less')
  const duration = () => page.locator('main').evaluate((element) => Number.parseFloat(getComputedStyle(element).animationDuration))
  await expect.poll(duration).toBeLessThan(0.001)
  await page.getByText('Made with the work of others').click()
  await page.getByText(/^solid-js/).click()
  await expect(page.getByText('2016-2025 Ryan Carniato')).toBeVisible()
  await axe(page)
})

test('beside the reading column: balance with a top-up on the spot, people to follow, the clock; gone where it is narrow', async ({
  app,
}) => {
  const { page } = await town(app, desktop)
  await note(page, 'ben', 'Bread')
  const beside = page.getByRole('complementary', { name: 'Beside' })
  await beside.getByRole('button', { name: 'Follow Ben Okoro' }).click()
  await expect(page.getByText('You follow Ben Okoro.')).toBeVisible()
  await expect(beside.getByRole('button', { name: 'Follow Ben Okoro' })).toHaveCount(0)
  await beside.getByRole('button', { name: 'Top up' }).click()
  const dialog = page.getByRole('dialog', { name: 'Top up' })
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('25')
  await dialog.getByRole('button', { name: 'Pay 25.00 EUR' }).click()
  await page.getByRole('dialog', { name: 'Topped up' }).getByRole('button', { name: 'Done' }).click()
  await expect(beside.getByText('25.00 EUR').first()).toBeVisible()
  await settled(page)
  await expect(beside.getByText('Everything is final.')).toBeVisible()
  await axe(page)
  await page.setViewportSize({ width: 1000, height: 800 })
  await expect(beside).toHaveCount(0)
  await expect(rail(page).getByRole('link', { name: 'Settings' })).toBeVisible()
  await page.setViewportSize(phone)
  await expect(rail(page).getByRole('link', { name: 'Settings' })).toBeHidden()
  await expect(rail(page).getByRole('link', { name: 'Wallet' })).toBeHidden()
  await page.getByRole('banner').getByRole('link', { name: 'Wallet' }).click()
  await expect(heading(page, 'Wallet')).toBeVisible()
  await rail(page).getByRole('link', { name: 'You' }).click()
  await expect(heading(page, 'Anna Lind')).toBeVisible()
  await expect(rail(page).getByRole('link', { name: 'You' })).toHaveAttribute('aria-current', 'page')
  await page.getByRole('main').getByRole('link', { name: 'Statistics' }).click()
  await expect(page.getByRole('tab', { name: 'Statistics' })).toHaveAttribute('aria-selected', 'true')
})

test('at 400 % the places scroll away with the page, and nothing has to be pushed sideways', async ({ app }) => {
  const { page } = await town(app, { width: 360, height: 225 }) // 1440 by 900, four times as large
  const feed = rail(page).getByRole('link', { name: 'Feed' })
  await expect(feed).toBeInViewport()
  await page.getByRole('article').scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: /^Like/ }).focus()
  await expect(page.getByRole('button', { name: /^Like/ })).toBeInViewport()
  await expect(feed).not.toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.body.clientWidth)).toBe(0)
})

test('forced colours: every screen of the shell passes axe', async ({ app }) => {
  const { page } = await town(app, phone)
  await page.emulateMedia({ forcedColors: 'active' })
  for (const path of ['/', '/discover', '/discover?show=content', '/notices', '/settings']) {
    await goTo(page, path)
    await settled(page)
    await axe(page)
  }
})

test.describe('The Buzz', () => {
  /** Three makers whom Anna does not follow, in the order in which they come: Ben is about the same, Nova has a follower, Cleo has none. */
  async function makers(opened: Page) {
    const { page, nova, ben } = await anewTown(opened)
    await signUp(page, { name: 'Cleo', handle: 'cleo' })
    await note(page, 'cleo', 'Dunes')
    await note(page, 'ben', 'Bread', { moods: ['happy'] })
    await note(page, 'nova', 'Neon', { moods: ['party'], made: 'generated' })
    await does(page, 'cleo', 'accounts.followed', { account: nova })
    await page.evaluate(() => window.mesi.be('anna'))
    await goTo(page, '/discover')
    const deck = page.getByRole('region', { name: 'Creators to meet' })
    const shows = (name: string) => expect(deck.getByRole('article', { name })).toBeVisible()
    await shows('Ben Okoro')
    return { page, deck, shows, ben }
  }
  const follows = (page: Page, account: string) =>
    expect.poll(() => page.evaluate((account) => window.mesi.ask('profile', { account }, { as: 'anna' })?.followed, account))

  test('creators by keyboard: left passes, Backspace brings back, right follows; who was passed stays away on this device', async ({
    app,
  }) => {
    const { page, deck, shows, ben } = await makers(await app.visit('Anna', { viewport: desktop }))
    await settled(page)
    await axe(page)
    await page.keyboard.press('ArrowLeft')
    await shows('Nova')
    await page.keyboard.press('Backspace')
    await shows('Ben Okoro')
    await page.keyboard.press('ArrowLeft')
    await shows('Nova')
    const back = deck.getByRole('button', { name: /^Bring .* back$/ })
    await expect(back).toHaveAccessibleName('Bring Ben Okoro back')
    await page.evaluate(() => window.mesi.be('nova'))
    await expect(back, 'somebody else has passed nobody').toHaveCount(0)
    await page.evaluate(() => window.mesi.be('anna'))
    await shows('Nova')
    // Whoever is quicker than the disk is heard all the same.
    await settled(page)
    const letGo = await holdDisk(page)
    await page.keyboard.press('ArrowRight')
    await shows('Cleo')
    await page.keyboard.press('ArrowRight')
    await letGo()
    await expect(page.getByText('You follow Nova.')).toBeVisible()
    await expect(page.getByText('You follow Cleo.')).toBeVisible()
    // Which of the two is told first is the disk's affair.
    await page.locator('.toast', { hasText: 'You follow Cleo.' }).getByRole('button', { name: 'Undo' }).click()
    await shows('Cleo')
    await settled(page) // it is seen before it is kept
    await page.reload()
    await shows('Cleo')
    await usable(page)
    await follows(page, ben).toBe(false)
    // From the last one the keyboard goes on to the way back, and from there to the first.
    await deck.getByRole('article').getByRole('link').first().focus()
    await page.keyboard.press('ArrowLeft')
    await expect(deck.getByRole('heading', { name: 'You have met everybody' })).toBeVisible()
    await expect(deck.getByRole('button', { name: 'Bring back the 2 you passed' })).toBeFocused()
    await axe(page)
    await page.keyboard.press('Enter')
    await shows('Ben Okoro')
    await expect(deck.getByRole('button', { name: 'Pass Ben Okoro' })).toBeFocused()
    // Keys that are meant for a field stay with it.
    await page.getByRole('searchbox', { name: 'Find people' }).fill('x')
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('searchbox', { name: 'Find people' }).fill('')
    await shows('Ben Okoro')
    // The keyboard stays on a button, for the next one; a second click of two is not meant for the next one.
    await deck.getByRole('button', { name: 'Pass Ben Okoro' }).focus()
    await page.keyboard.press('Enter')
    await expect(deck.getByRole('button', { name: 'Pass Cleo' })).toBeFocused()
    await page.keyboard.press('Backspace')
    await shows('Ben Okoro')
    await deck.getByRole('button', { name: 'Follow Ben Okoro' }).dblclick()
    await expect(page.getByText('You follow Ben Okoro.')).toBeVisible()
    await shows('Cleo')
    // Where only one was passed, one button is enough to bring them back.
    await page.keyboard.press('ArrowLeft')
    await expect(deck.getByRole('button', { name: /^Bring/ })).toHaveText('Bring back the one you passed')
  })

  test('on a phone: creators by swipe, content, and a visitor', async ({ app }) => {
    const page = await app.visit('Anna', { viewport: phone })

    await test.step('creators by swipe: a short one springs back, a long one to the right follows, and the card keeps its links', async () => {
      const { shows, ben } = await makers(page)
      await settled(page)
      await axe(page)
      const swipe = async (by: number) => {
        await page.mouse.move(200, 420)
        await page.mouse.down()
        await page.mouse.move(200 + by / 2, 424, { steps: 4 })
        await page.mouse.move(200 + by, 426, { steps: 4 })
        await page.mouse.up()
      }
      await swipe(60)
      await shows('Ben Okoro')
      await follows(page, ben).toBe(false)
      await swipe(150)
      await shows('Nova')
      await follows(page, ben).toBe(true)
      await swipe(-150)
      await shows('Cleo')
      await page.getByRole('button', { name: 'Bring Nova back' }).click()
      await shows('Nova')
      await page.getByRole('article', { name: 'Nova' }).getByRole('link', { name: 'Nova', exact: true }).click()
      await expect(heading(page, 'Nova')).toBeVisible()
    })

    await test.step('content by type and mood, and the most liked first', async () => {
      await makers(page)
      await page.getByRole('link', { name: 'Content', exact: true }).click()
      const tiles = page.getByRole('list', { name: 'Posts of everybody' }).getByRole('listitem')
      await expect(tiles).toHaveCount(4)
      await expect(tiles.first()).toContainText('Nova')
      await settled(page)
      await axe(page)
      await page.setViewportSize(desktop)
      await axe(page)
      await page.getByRole('radio', { name: 'Happy' }).check()
      await expect(tiles).toHaveCount(1)
      await expect(tiles).toContainText('Bread')
      await page.getByRole('radio', { name: 'Photos' }).check()
      await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
      await axe(page)
      await page.getByRole('button', { name: 'Show everything' }).click()
      const { items } = await page.evaluate(() => window.mesi.ask('feed', {}))
      await does(page, 'ben', 'content.liked', { content: items.find(({ caption }) => caption?.text === 'Dunes')?.id ?? '' })
      await page.getByRole('combobox', { name: 'Order' }).selectOption('Most liked first')
      await expect(tiles.first()).toContainText('Dunes')
      await page.reload()
      await expect(tiles.first()).toContainText('Dunes')
    })

    await test.step('a visitor who wants to follow is asked to sign up', async () => {
      const { deck } = await makers(page)
      await page.evaluate(() => localStorage.clear())
      await page.evaluate(() => sessionStorage.clear())
      await page.reload()
      await deck
        .getByRole('button', { name: /^Follow / })
        .first()
        .click()
      await expect(page).toHaveURL('/welcome')
    })
  })
})

test('the order of the feed, and the handbook', async ({ app }) => {
  const page = await app.visit('Anna', { viewport: phone })

  await test.step('the feed of everybody begins with the newest or with the most liked, and Back leads to the other again', async () => {
    const { bowl } = await people(page)
    await note(page, 'anna', 'The red cup')
    await does(page, 'ben', 'content.liked', { content: bowl })
    await page.reload()
    const first = page.getByRole('feed').getByRole('article').first()
    await expect(first).toContainText('The red cup')
    const mostLiked = page.getByRole('link', { name: 'Most liked' })
    await expect(mostLiked).not.toBeInViewport({ ratio: 1 })
    await page.getByRole('link', { name: 'Vibes' }).first().focus()
    await page.keyboard.press('Tab')
    await expect(mostLiked).toBeFocused()
    await expect(mostLiked, 'what the keyboard has come to is seen whole').toBeInViewport({ ratio: 1 })
    await mostLiked.click()
    await expect(first).toContainText('The blue bowl')
    await expect(page.getByRole('link', { name: 'Most liked' })).toHaveAttribute('aria-current', 'true')
    await page.goBack()
    await expect(first).toContainText('The red cup')
  })

  await test.step('the handbook says where each rule comes from, what it did here and who tests it; rules, numbers and readings are found by any word of them', async () => {
    const { anna } = await anewTown(page)
    await does(page, 'ben', 'accounts.followed', { account: anna })
    await settled(page)
    await goTo(page, '/handbook')
    const follow = page.locator('article#ACC-29')
    await expect(follow.locator('summary')).toHaveText('Used once here')
    await follow.locator('summary').click()
    await expect(follow.getByText(/^ACC-29/).last()).toBeVisible()

    const search = page.getByRole('searchbox', { name: 'Search the rules' })
    const rules = page.locator('.rule')
    await search.fill('never itself')
    await expect(follow).toBeVisible()
    await search.fill('acc-29')
    await expect(rules).toHaveCount(1)
    await search.fill('sources differ') // no word of it is any rule's
    await expect(page.getByText('No rule and no number says that')).toBeVisible()
    await search.fill('withdraw')
    await expect(page.getByText('Sources differ: MESI or MESI USDC (on)')).toBeVisible()
    await search.fill('assumed undone')
    await expect(page.getByText('How long a decision can be undone before it takes effect.')).toBeVisible()
    await axe(page)
  })

  await test.step('a link to a rule leads to it, from elsewhere and from the handbook itself', async () => {
    await anewTown(page)
    for (const [from, id] of [
      ['/wallet', 'TIP-3'],
      ['/handbook', 'LOG-2'],
    ] as const) {
      await goTo(page, from)
      await goTo(page, `/handbook#${id}`)
      const rule = page.locator(`article#${id}`)
      await expect(rule).toBeFocused()
      await expect(rule).toBeInViewport()
    }
    await expect(page.getByRole('heading', { level: 2, name: 'The desk and its decisions' })).toBeVisible()
  })
})

test('in Spanish the handbook is searched in Spanish, with accents or without', async ({ app }) => {
  const page = await app.visit('lucia', { viewport: phone, before: speaking('es'), at: '/handbook' })
  await page.getByRole('searchbox').fill('comision propina')
  await expect(page.locator('article.rule').first()).toContainText('comisión')
  await page.getByRole('searchbox').fill('suposicion')
  await expect.poll(() => page.locator('article.rule').count()).toBeGreaterThan(20)
})

test('the name of a button that is a picture: for who points at it, for who comes by the keyboard, until Escape or a press', async ({
  app,
}) => {
  const page = await app.visit('visitor', { at: '/settings', viewport: desktop })
  await goTo(page, '/parts')
  const edit = page.getByRole('button', { name: 'Edit' })
  const shown = page.locator('.tooltip')
  // What shows it loads behind the screen, and is given longer each time.
  let patience = 1_000
  await expect(async () => {
    await page.mouse.move(0, 0)
    await edit.first().hover()
    await expect(shown).toHaveText('Edit', { timeout: (patience *= 2) })
  }).toPass()
  await expect(shown).toHaveCSS('pointer-events', 'none') // wherever it lies, it is in nobody's way
  await axe(page, '.parts-section:not(:has([aria-label=Edit]))') // the others have tests of their own
  await page.keyboard.press('Escape')
  await expect(shown).toHaveCount(0)
  await edit.first().focus()
  await page.keyboard.press('Tab')
  await expect(edit.nth(1)).toBeFocused()
  await expect(shown).toHaveText('Edit')
  await edit.nth(1).click()
  await expect(shown).toHaveCount(0)
})
