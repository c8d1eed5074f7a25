/** People as people meet them: signing up, being found, following, blocking, changing, leaving. */
import type { Locator } from '@playwright/test'
import type { Agreed } from '../../src/areas/ledger/events'
import { bad, good } from '../support/corpus'
import { anew, axe, desktop, does, expect, goTo, holdDisk, type Page, phone, picked, settled, signUp, test, usable } from '../support/app'

test.use({ contextOptions: { hasTouch: true } })

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${target.toString()}`)
}
async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

const idOf = (page: Page, handle: string): Promise<string> =>
  page.evaluate((handle) => window.mesi.ask('profileByHandle', { handle })?.account ?? '', handle)

/** The names of somebody new, in a world of their own. */
async function openStep3(page: Page): Promise<void> {
  await anew(page)
  await goTo(page, '/welcome')
  await button(page, 'Set up a new account').click()
  await page.getByText('Real Persona', { exact: true }).click()
  await button(page, 'Next').click()
  await button(page, 'I agree').click()
  await expect(heading(page, 'Let’s get you started')).toBeFocused()
}

test('ACC-1 ACC-2: Anna signs up as a Real Persona by keyboard alone', async ({ app }) => {
  const page = await app.visit('Anna', { at: '/welcome', viewport: desktop })
  await expect(heading(page, 'Hello!')).toBeVisible()
  await axe(page)
  await press(page, button(page, 'Set up a new account'))

  await expect(heading(page, 'Human or AI?')).toBeFocused()
  await axe(page)
  await press(page, button(page, 'Next'))
  await expect(page.getByRole('alert')).toHaveText('Choose one of the two to go on.')
  await expect(page.getByRole('radio', { name: /Real Persona/ })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: /AI account/ })).toBeChecked()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('radio', { name: /Real Persona/ })).toBeChecked()
  await page.keyboard.press('Enter')

  await expect(heading(page, 'AI stays in the background')).toBeFocused()
  await axe(page)
  await press(page, button(page, 'Back'))
  await expect(heading(page, 'Human or AI?')).toBeFocused()
  await press(page, button(page, 'Next'))
  await press(page, button(page, 'I agree'))

  await expect(heading(page, 'Let’s get you started')).toBeFocused()
  await axe(page)
  await press(page, button(page, 'Next'))
  await expect(field(page, 'Name')).toBeFocused()
  await expect(field(page, 'Name')).toHaveAccessibleDescription('Tell people what to call you.')
  await page.keyboard.type('Anna Lindqvist')
  await tabTo(page, field(page, 'Handle'))
  await page.keyboard.type('@Anna')
  await expect(field(page, 'Handle')).toHaveValue('anna')
  await tabTo(page, field(page, 'About you'))
  await page.keyboard.type('Bowls, mostly.')
  await press(page, button(page, 'Next'))

  await expect(heading(page, 'What are you about?')).toBeFocused()
  await axe(page)
  await press(page, page.getByRole('checkbox', { name: 'Art' }), 'Space')
  await press(page, button(page, 'Create account'))

  await expect(page).toHaveURL('/')
  await expect(page.getByText('Welcome to Mesi, Anna Lindqvist.')).toBeVisible()
  await press(page, button(page, 'Anna Lindqvist: your accounts'))
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Add an account' })).toBeFocused()
  await page.keyboard.press('Home')
  for (const name of ['Your standing', 'World', 'Handbook']) {
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menuitem', { name })).toBeFocused()
  }
  await page.keyboard.press('Home')
  await expect(page.getByRole('menuitem', { name: 'Your profile' })).toBeFocused()
  await axe(page)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Anna Lindqvist')).toBeFocused()
  await expect(page.getByText('Bowls, mostly.')).toBeVisible()
  await expect(page.getByText('#art')).toBeVisible()
  await settled(page)
  await axe(page)
  expect(await page.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'anna' }))).toMatchObject({
    kind: 'real',
    policyAccepted: true,
  })
})

test('ACC-10 ACC-12 ACC-13: Nova, who came to post, signs up as an AI account by touch, with pictures, and goes on there', async ({
  app,
}) => {
  const page = await app.visit('Nova', { at: '/create?from=app', viewport: phone })
  await page.getByRole('main').getByRole('link', { name: 'Sign up' }).tap()
  await expect(heading(page, 'Hello!')).toBeVisible()
  await axe(page)
  await button(page, 'Set up a new account').tap()
  await page.getByText('AI account', { exact: true }).tap()
  await axe(page)
  const foot = () =>
    page.locator('.sign-up-foot button').evaluateAll((all) => all.map((each) => JSON.stringify(each.getBoundingClientRect())))
  const [back, next] = await foot()
  await button(page, 'Next').tap()
  await expect(heading(page, 'Who is your persona?')).toBeVisible()
  await button(page, 'Next').tap()
  await expect(page.getByRole('alert')).toHaveText('Choose one of the two to go on.')
  await page.getByText('Digital twin', { exact: true }).tap()
  await field(page, 'Voice').fill('Low and calm')
  await axe(page)
  await button(page, 'Next').tap()

  await page.getByLabel('Add your picture').setInputFiles(picked(bad.find((file) => file.code === 'damaged') as never))
  await expect(page.getByRole('alert')).toContainText('damaged or cut off')
  await axe(page)
  await page.getByLabel('Add your picture').setInputFiles(picked(good.find((file) => file.kind === 'image') as never))
  await expect(button(page, 'Remove your picture')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await field(page, 'Name').fill('Nova ✨')
  await field(page, 'Handle').fill('nova')
  await button(page, 'Next').tap()
  await page.getByRole('checkbox', { name: 'Music' }).tap()
  await expect.poll(foot, 'from step to step they stay where they are').toEqual([back, next])
  await button(page, 'Create account').evaluate((create: HTMLElement) => void (create.style.letterSpacing = '0.06em'))
  expect(await foot(), 'also where letters are wider than ours').toEqual([back, next])
  await button(page, 'Create account').tap()
  await expect(page).toHaveURL('/create?from=app')
  const said = page.locator('.toast', { hasText: 'Welcome to Mesi, Nova ✨.' })
  await expect(said).toBeVisible()
  const lies = await said.evaluate((toast) => toast.getBoundingClientRect().bottom / innerHeight)
  expect(lies, 'what is said for a moment covers nothing that a thumb presses').toBeLessThan(0.5)
  await expect(
    page.getByRole('radio', { name: 'Made by AI', exact: true }),
    'what an AI posts is AI unless it says otherwise',
  ).toBeChecked()

  await goTo(page, '/u/nova')
  await expect(heading(page, 'Nova ✨')).toBeVisible()
  await expect(page.getByRole('main').getByRole('img', { name: 'AI account' })).toBeVisible()
  await page.getByText('A digital twin of its owner').tap()
  await expect(page.getByText('Low and calm')).toBeVisible()
  await settled(page)
  await axe(page)
  const others = () => page.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'nova' }))
  await expect.poll(others, 'its picture, too, once the filter has looked at it').toMatchObject({
    tag: 'AI',
    persona: { form: 'digital twin', settings: { voice: 'Low and calm' } },
    picture: { type: expect.stringMatching(/^image\//) },
  })
})

test('a new account: its handle, what it says of itself, and what outlives a reload', async ({ app }) => {
  const page = await app.visit('Anna', { at: '/welcome', viewport: phone })

  await test.step('ACC-21 ACC-23: a handle is looked up while it is typed, to its very edges', async () => {
    await openStep3(page)
    const handle = field(page, 'Handle')
    const says = async (typed: string, words: string): Promise<void> => {
      await handle.fill(typed)
      await expect(handle).toHaveAccessibleDescription(words)
    }
    const isFree = async (typed: string, as = typed): Promise<void> => {
      await handle.fill(typed)
      await expect(handle).toHaveAccessibleDescription(`@${as} is free.`)
      await expect(handle).not.toHaveAttribute('aria-invalid', 'true')
    }
    await says('ab', 'A handle has at least 3 characters.')
    await isFree('abc')
    await isFree('a'.repeat(30))
    await says('a'.repeat(31), 'A handle has at most 30 characters; this has 31.')
    await isFree('@AnnA', 'anna')
    await says('an na', 'Only small letters, digits and _ fit: take out the space')
    await says('änna', 'Only small letters, digits and _ fit: take out ä')
    await says('mesi', '@mesi belongs to somebody else.')
    await isFree('rnesi')
    await expect(page.getByText('It looks like @mesi.')).toBeVisible()
    await axe(page)

    await field(page, 'Name').fill('Anna')
    await handle.fill('mesi')
    await button(page, 'Next').click()
    await expect(handle).toBeFocused()
    await handle.fill('rnesi')
    await button(page, 'Next').click()
    await button(page, 'Create account').click()
    await expect(page).toHaveURL('/')
    await goTo(page, '/u/rnesi')
    await expect(page.getByText('This handle looks like @mesi, who is Mesi.')).toBeVisible()
  })

  await test.step('ACC-14: a bio has 160 characters, not 161', async () => {
    await openStep3(page)
    const bio = field(page, 'About you')
    await field(page, 'Name').fill('Anna')
    await field(page, 'Handle').fill('anna')
    await bio.fill('😀'.repeat(161))
    await expect(page.getByText('161 of 160')).toBeVisible()
    await expect(bio).toHaveAccessibleDescription('This text is 1 character too long; 160 fit.')
    await button(page, 'Next').click()
    await expect(bio).toBeFocused()
    await bio.fill('😀'.repeat(160))
    await expect(page.getByText('160 of 160')).toBeVisible()
    await button(page, 'Next').click()
    await button(page, 'Create account').click()
    await expect(page).toHaveURL('/')
    await goTo(page, '/u/anna')
    await expect(page.getByText('😀'.repeat(160))).toBeVisible()
  })

  await test.step('what was typed outlives a reload, and an account that was made but not named is gone on with', async () => {
    await openStep3(page)
    await field(page, 'Name').fill('Anna')
    await field(page, 'Handle').fill('anna')
    await page.reload()
    await expect(field(page, 'Name')).toHaveValue('Anna')
    const world = await page.evaluate(() => window.mesi.worlds.list().then((all) => all[0]?.id ?? ''))
    await page.evaluate(() => window.mesi.worlds.create('Another'))
    await expect(page.getByText('Real Persona', { exact: true }), 'in another world nothing is entered yet').toBeVisible()
    await page.evaluate((first) => window.mesi.worlds.open(first), world)
    await expect(field(page, 'Name')).toHaveValue('Anna')
    await button(page, 'Next').click()
    await expect(heading(page, 'What are you about?')).toBeVisible()
    await usable(page)
    await page.evaluate(() => window.mesi.join('real', { name: 'Another Anna', handle: 'anna' }))
    await button(page, 'Create account').click()
    await expect(page.getByRole('alert')).toContainText('A handle belongs to one account.')
    await axe(page)

    await page.goBack()
    await expect(field(page, 'Handle')).toHaveAccessibleDescription('@anna belongs to somebody else.')
    await goTo(page, '/welcome?step=kind')
    await expect(page.getByRole('radio', { name: /AI account/ })).toBeDisabled()
    await goTo(page, '/welcome')
    await page.reload()
    await button(page, 'Unfinished account Go on where you stopped').click()
    await expect(field(page, 'Name')).toHaveValue('Anna')
    await field(page, 'Handle').fill('anna_l')
    await button(page, 'Next').click()
    await button(page, 'Create account').click()
    await expect(page).toHaveURL('/')
    const personas = await page.evaluate(() => window.mesi.personas().map((persona) => persona.handle))
    expect(personas).toEqual(['mesi', 'anna', 'anna_l'])
  })

  await test.step('who opens another world while their account is being made is nobody there', async () => {
    await openStep3(page)
    await field(page, 'Name').fill('Anna')
    await field(page, 'Handle').fill('anna')
    await button(page, 'Next').click()
    const world = await page.evaluate(() => window.mesi.worlds.list().then((all) => all[0]?.id ?? ''))
    await button(page, 'Create account').evaluate((create: HTMLElement) => {
      const { add } = IDBObjectStore.prototype
      let rows = 0
      IDBObjectStore.prototype.add = function (...row) {
        // Behind the two that bring the account: with those that say who it is.
        if (this.name === 'tail' && ++rows === 3) {
          IDBObjectStore.prototype.add = add
          setTimeout(() => void window.mesi.worlds.create('Elsewhere'))
          const goOn = () => {
            if (window.mesi.personas().length > 1) this.count().onsuccess = goOn // it is not open yet
          }
          goOn()
        }
        return add.apply(this, row)
      }
      create.click()
    })
    await expect.poll(() => page.evaluate((left) => sessionStorage.getItem(`mesi.signUp.${left}.`), world)).toBeNull()
    const elsewhere = await page.evaluate(() => window.mesi.worlds.list().then((all) => all[0]?.id ?? ''))
    expect(elsewhere).not.toBe(world)
    expect(await page.evaluate((left) => sessionStorage.getItem(`mesi.me.${left}.`), elsewhere)).toBeNull()
    await expect(page).toHaveURL(/\/welcome/)
  })
})

test('people of one browser: found, followed, changed, renamed', async ({ app }) => {
  const page = await app.visit('Anna', { viewport: phone })

  await test.step('ACC-29 ACC-30: Anna finds Nova, follows, unfollows and takes that back', async () => {
    await signUp(page, { kind: 'ai', name: 'Nova', handle: 'nova', bio: 'I never sleep.', categories: ['music'] })
    await signUp(page, { name: 'Anna', handle: 'anna', categories: ['art'] })
    await settled(page)
    await page.getByRole('link', { name: 'The Buzz' }).click()
    const cards = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 2 }) })
    await expect(cards).toHaveCount(3)
    await axe(page)
    await page.getByRole('searchbox', { name: 'Find people' }).fill('@nov')
    await expect(cards).toHaveCount(1)
    await page.getByRole('searchbox', { name: 'Find people' }).fill('nobody')
    await expect(page.getByRole('heading', { name: 'Nobody fits' })).toBeVisible()
    await axe(page)
    await button(page, 'Show everybody').click()
    await page.getByRole('radio', { name: 'Music' }).check()
    await expect(cards).toHaveCount(1)
    await expect(cards.getByRole('img', { name: 'AI account' })).toBeVisible()

    await page.getByRole('link', { name: 'Nova' }).click()
    const follow = button(page, 'Follow Nova')
    await follow.click()
    await expect(follow).toHaveText('Following')
    await expect(page.getByRole('link', { name: '1 follower' })).toBeVisible()
    await page.getByRole('link', { name: '1 follower' }).click()
    await expect(heading(page, 'Followers of Nova')).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: 'Anna' })).toBeVisible()
    await settled(page)
    await axe(page)
    await page.getByRole('link', { name: 'Following', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Follows nobody yet' })).toBeVisible()
    await axe(page)
    await button(page, 'Back').click()

    await follow.click()
    await expect(follow).toHaveText('Follow')
    await expect(page.getByRole('link', { name: '0 followers' })).toBeVisible()
    await button(page, 'Undo').click()
    await expect(follow).toHaveText('Following')

    const unfollow = async () => {
      await follow.click()
      await expect(follow).toHaveText('Follow')
      await expect(button(page, 'Undo')).toBeVisible()
    }
    await unfollow()
    await goTo(page, '/u/mesi')
    await expect(heading(page, 'Mesi')).toBeVisible()
    await button(page, 'Undo').click()
    await goTo(page, '/u/nova')
    await expect(follow, 'who looks at somebody else by then takes back what they did').toHaveText('Following')
    await unfollow()
    await page.evaluate(() => window.mesi.be('nova'))
    await expect(button(page, 'Undo'), 'somebody else undoes nothing').toHaveCount(0)
    await page.evaluate(() => window.mesi.be('anna'))
    await follow.click()
    await expect(follow).toHaveText('Following')
    await unfollow()
    await page.evaluate(() => window.mesi.worlds.create('Another'))
    await expect(button(page, 'Undo'), 'nor does anybody in another world').toHaveCount(0)
  })
  await anew(page)

  await test.step('words that somebody is at stay theirs while the same profile is changed on another device; what never comes, of a profile or a post, is written anew', async () => {
    await signUp(page, { name: 'Anna', handle: 'anna', bio: 'Bowls.' })
    await goTo(page, '/me/edit')
    await field(page, 'About you').fill('Half a sentence')
    // What comes from there first: that there are new words, which are still on the way.
    const bio = { hash: 'A'.repeat(43), characters: 9 }
    await does(page, 'anna', 'accounts.profileEdited', {
      name: await page.evaluate(() => window.mesi.write('anna', 'Anna B')),
      bio,
      categories: [],
    })
    await expect(button(page, 'Anna B: your accounts')).toBeVisible()
    await expect(field(page, 'About you')).toHaveValue('Half a sentence')

    // Nobody has them: whoever comes back need not wait for ever.
    await goTo(page, '/')
    await goTo(page, '/me/edit')
    await button(page, 'Write it anew').click()
    await field(page, 'About you').fill('Bowls again.')
    await button(page, 'Save profile').click()
    await expect(page.getByText('Bowls again.')).toBeVisible()

    await page.evaluate(() => {
      // Not waited for: the filter would wait for these words, too.
      void window.mesi.act('anna', 'content.published', {
        ...{ form: 'droplet', media: 'text', files: [], audience: 'everyone', moods: [], tags: [], rightsConfirmed: true },
        ...{ made: 'human', persona: 'none', caption: { hash: 'B'.repeat(43), characters: 9 } },
      })
    })
    await goTo(page, '/')
    await page
      .getByRole('article')
      .getByRole('link', { name: /ago|now/ })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: 'Post by Anna B' })).toBeVisible()
    await page.getByRole('button', { name: 'More about this post' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await button(page, 'Write it anew').click()
    await field(page, 'Your words').fill('A bowl again.')
    await button(page, 'Save changes').click()
    await expect(page.getByRole('article').getByText('A bowl again.')).toBeVisible()

    // Of two pictures that wait, one is taken out.
    const shows = (pictures: object) =>
      page.evaluate(async (pictures) => {
        const name = window.mesi.write('anna', 'Anna')
        const done = await window.mesi.act('anna', 'accounts.profileEdited', { name, categories: [], ...pictures })
        if (!done.ok) throw new Error(done.clauses.map(({ text }) => text).join())
      }, pictures)
    const cover = { hash: 'D'.repeat(43), size: 9, type: 'image/webp' }
    await goTo(page, '/u/anna')
    await shows({ picture: { ...cover, hash: 'C'.repeat(43) }, cover })
    await expect(page.getByText('Picture being checked')).toBeVisible()
    await expect(page.getByText('Cover being checked')).toBeVisible()
    await shows({ cover })
    await expect(page.getByText('Picture being checked')).toHaveCount(0)
    await expect(page.getByText('Cover being checked')).toBeVisible()
  })
  await anew(page)

  await test.step('a name has something to see, and turns nothing around it', async () => {
    await signUp(page, { name: 'Anna', handle: 'anna' })
    await goTo(page, '/me/edit')
    await field(page, 'Name').fill('\u200B\u2800')
    await button(page, 'Save profile').click()
    await expect(page.getByText('Tell people what to call you.')).toBeVisible()
    await field(page, 'Name').fill('\u2067\u202EAnna\u2067')
    await button(page, 'Save profile').click()
    await expect(heading(page, 'Anna')).toBeVisible()
    // A program writes what it likes: it is shown as if it had not.
    const name = await page.evaluate(() => window.mesi.write('anna', '\u202Enimda'))
    await does(page, 'anna', 'accounts.profileEdited', { name, categories: [] })
    await expect(heading(page, 'nimda')).toBeVisible()
    const unseen = await page.evaluate(() => window.mesi.write('anna', '\u200B'))
    await does(page, 'anna', 'accounts.profileEdited', { name: unseen, categories: [] })
    await expect(heading(page, 'anna')).toBeVisible()
  })
  await anew(page)

  await test.step('one browser, several people: the corner switches between them', async () => {
    await signUp(page, { kind: 'ai', name: 'Nova', handle: 'nova' })
    await signUp(page, { name: 'Anna', handle: 'anna' })
    await button(page, 'Anna: your accounts').click()
    await expect(page.getByRole('menuitemradio', { name: /Anna/ })).toBeChecked()
    await axe(page)
    await page.getByRole('menuitemradio', { name: /Nova/ }).click()
    await expect(button(page, 'Nova: your accounts')).toBeVisible()
    await page.reload()
    await button(page, 'Nova: your accounts').click()
    await page.getByRole('menuitem', { name: 'Add an account' }).click()
    await expect(heading(page, 'Hello!')).toBeVisible()
    await page.getByRole('button', { name: /^Anna/ }).click()
    await expect(button(page, 'Anna: your accounts')).toBeVisible()
  })
})

test('a picture that was picked in one tab outlives what is picked in another; one that is gone by the time that it is saved is not saved, and says so', async ({
  app,
}) => {
  const one = await app.visit('Anna')
  await signUp(one, { name: 'Anna', handle: 'anna' })
  const pick = async (page: Page, name: string) => {
    await goTo(page, '/me/edit')
    await page.getByLabel('Add your picture').setInputFiles(picked(good.find((file) => file.name === name) as never))
    await expect(button(page, 'Remove your picture')).toBeVisible()
  }
  const images = good.filter(({ kind }) => kind === 'image')
  await pick(one, images[0]?.name ?? '')
  const two = await one.context().newPage()
  app.watch(two, 'Anna in a second tab')
  await two.goto('/')
  await usable(two)
  await pick(two, images[1]?.name ?? '')
  await one.bringToFront()

  const left = () =>
    one.evaluate(() => {
      const [forms] = Object.entries(sessionStorage).flatMap(([key, text]) => (key.startsWith('mesi.forms.') ? [text] : []))
      const hash = /"picture":\{"hash":"([^"]+)"/.exec(forms ?? '')?.[1] ?? ''
      return window.mesi.blobs.get(hash).then((file) => file !== undefined)
    })
  // The page that picked it goes, and what nobody names is freed.
  expect(await left()).toBe(true)
  await one.goto('/')
  await usable(one)
  await goTo(one, '/me/edit')
  expect(await left()).toBe(true)
  // As a day after the tab was closed, for who opens it once more.
  await one.evaluate(async () => {
    const opened = indexedDB.open(`mesi/${(await window.mesi.worlds.list())[0]?.id}/`)
    await new Promise((done) => (opened.onsuccess = done))
    const deleting = opened.result.transaction('meta', 'readwrite')
    deleting.objectStore('meta').delete(IDBKeyRange.bound('draft/form/', 'draft/form0'))
    await new Promise((done) => (deleting.oncomplete = done))
    opened.result.close()
  })
  await one.goto('/')
  await usable(one)
  await expect.poll(left).toBe(false)
  await goTo(one, '/me/edit')
  await button(one, 'Save profile').click()
  await expect(one.getByText('This picture could not be kept on this device.', { exact: false })).toBeVisible()
  expect(await one.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'anna' }))).toMatchObject({ picture: null })
  await pick(one, images[0]?.name ?? '')
  await button(one, 'Save profile').click()
  await expect(heading(one, 'Anna')).toBeVisible()
  expect(await one.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'anna' }, { as: 'anna' }))).toMatchObject({
    picture: { size: expect.any(Number) },
  })
})

test('people on a wide screen: blocked, and given a role', async ({ app }) => {
  const page = await app.visit('Anna', { viewport: desktop })

  await test.step('MOD-1 MOD-3 MOD-4: blocking asks first, ends following on both sides, and can be lifted', async () => {
    await signUp(page, { kind: 'ai', name: 'Nova', handle: 'nova' })
    const anna = await signUp(page, { name: 'Anna', handle: 'anna' })
    await does(page, 'anna', 'accounts.followed', { account: await idOf(page, 'nova') })
    await does(page, 'nova', 'accounts.followed', { account: anna })
    await goTo(page, '/u/nova')
    await expect(page.getByText('Follows you')).toBeVisible()
    await button(page, 'More about Nova').click()
    await page.getByRole('menuitem', { name: 'Block Nova' }).click()
    await expect(page.getByRole('alertdialog', { name: 'Block Nova?' })).toBeVisible()
    await axe(page)
    await page.evaluate(() => window.mesi.be('mesi'))
    await expect(page.getByRole('alertdialog'), 'who was asked is somebody else by then').toHaveCount(0)
    await page.evaluate(() => window.mesi.be('anna'))
    await button(page, 'More about Nova').click()
    await page.getByRole('menuitem', { name: 'Block Nova' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(button(page, 'Follow Nova')).toHaveText('Following')
    await button(page, 'More about Nova').click()
    await page.getByRole('menuitem', { name: 'Block Nova' }).click()
    await button(page, 'Block').click()

    await expect(page.getByText('You have blocked Nova')).toBeVisible()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    const lies = await page.locator('.toast').evaluate((toast) => toast.getBoundingClientRect().bottom / innerHeight)
    expect(lies, 'what is said for a moment does not cover the buttons of a dialog').toBeLessThan(0.5)
    await page.keyboard.press('Escape')
    await goTo(page, '/u/mesi')
    await expect(heading(page, 'Mesi')).toBeVisible()
    await button(page, 'Undo').click()
    await goTo(page, '/u/nova')
    await expect(button(page, 'Follow Nova'), 'who looks at somebody else by then takes back what they did').toBeVisible()
    await button(page, 'More about Nova').click()
    await page.getByRole('menuitem', { name: 'Block Nova' }).click()
    // Once it is said nobody can think that they have called it off, however long the disk takes.
    await settled(page)
    const letGo = await holdDisk(page)
    await button(page, 'Block').click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeDisabled()
    await letGo()

    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await expect(page.getByText('You have blocked Nova')).toBeVisible()
    await expect(button(page, 'Follow Nova')).toHaveCount(0)
    await expect(page.getByText('Follows you')).toHaveCount(0)
    await settled(page)
    await axe(page)
    await page.evaluate(() => window.mesi.be('nova'))
    await goTo(page, '/u/anna')
    await expect(page.getByText('Anna keeps some distance')).toBeVisible()
    await expect(button(page, 'Follow Anna')).toHaveCount(0)
    await page.evaluate(() => window.mesi.be('anna'))
    await does(page, 'anna', 'accounts.blocked', { account: await idOf(page, 'mesi') })
    await goTo(page, '/me/edit')
    const lift = button(page, 'Lift the block')
    await lift.first().focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('is no longer blocked.')).toBeVisible()
    await expect(lift).toBeFocused() // that of the other one
    await page.keyboard.press('Enter')
    await expect(page.getByText('You have blocked nobody.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await does(page, 'anna', 'accounts.blocked', { account: await idOf(page, 'nova') })
    await goTo(page, '/u/nova')
    await lift.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('You have blocked Nova')).toHaveCount(0)
    await expect(heading(page, 'Nova')).toBeFocused()
    await goTo(page, '/u/nova')
    await expect(button(page, 'Follow Nova')).toHaveText('Follow')
  })
  await anew(page)

  await test.step('ACC-25 ACC-26 ACC-27: the admin makes a moderator, and stays admin as the last one', async () => {
    await signUp(page, { name: 'Anna', handle: 'anna' })
    await goTo(page, '/u/mesi')
    await button(page, 'More about Mesi').click()
    await expect(page.getByRole('menuitem', { name: 'Block Mesi' })).toBeVisible()
    await expect(page.getByRole('menuitem', { name: /moderator/ })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await page.evaluate(() => window.mesi.be('mesi'))
    await goTo(page, '/u/anna')
    await button(page, 'More about Anna').click()
    await page.getByRole('menuitem', { name: 'Make moderator' }).click()
    await button(page, 'Make moderator').click()
    await expect(page.getByRole('main').getByText('Moderator')).toBeVisible()
    await goTo(page, '/me/edit')
    await settled(page)
    await axe(page)
    await button(page, 'Take admin away').click()
    await button(page, 'Take it away').click()
    await expect(page.getByRole('alertdialog').getByRole('alert')).toContainText('There is always an admin')
    await axe(page)
  })
})

test('a profile is edited, and an account leaves', async ({ app }) => {
  const page = await app.visit('Anna', { viewport: phone })

  await test.step('ACC-22: Anna edits what people see; her handle waits for its day', async () => {
    await signUp(page, { name: 'Anna', handle: 'anna', bio: 'Bowls.', categories: ['art'] })
    await settled(page)
    await goTo(page, '/u/anna')
    await page.getByRole('link', { name: 'Edit profile' }).click()
    await expect(heading(page, 'Edit profile')).toBeVisible()
    await axe(page)
    await field(page, 'Name').fill('')
    await button(page, 'Save profile').click()
    await expect(field(page, 'Name')).toBeFocused()
    await field(page, 'Name').fill('Anna of the bowls')
    await field(page, 'About you').fill('Plates, too.')
    await page.getByRole('checkbox', { name: 'Food' }).check()
    await page.getByLabel('Add a cover').setInputFiles(picked(good.find((file) => file.kind === 'image') as never))
    await expect(button(page, 'Remove the cover')).toBeVisible()
    const cover = () => page.locator('.pictures-stage .cover img').evaluate((image) => (image as HTMLImageElement).naturalWidth)
    await expect.poll(cover).toBeGreaterThan(0)
    // What was typed and picked outlives a reload, until it is saved.
    await page.reload()
    await expect(field(page, 'About you')).toHaveValue('Plates, too.')
    await expect(field(page, 'Name')).toHaveValue('Anna of the bowls')
    await expect(page.getByRole('checkbox', { name: 'Food' })).toBeChecked()
    await expect.poll(cover).toBeGreaterThan(0)
    await button(page, 'Save profile').click()
    await expect(heading(page, 'Anna of the bowls')).toBeVisible()
    await expect(page.getByText('Plates, too.')).toBeVisible()
    await expect(page.getByText('#food')).toBeVisible()
    // FLT-7: for everybody as soon as the filter of this world has looked at it.
    const others = () => page.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'anna' }))
    await expect.poll(others, { timeout: 30_000 }).toMatchObject({ cover: { size: expect.any(Number) } })

    await goTo(page, '/me/edit')
    await field(page, 'Handle').fill('anna_bowls')
    await expect(page.getByRole('alert')).toContainText('some days must pass before it changes it again')
    await expect(button(page, 'Change handle')).toBeDisabled()
    await page.evaluate(() => window.mesi.clock.advance('30d'))
    await button(page, 'Change handle').click()
    await expect(page.getByText('You are @anna_bowls now.')).toBeVisible()
    await goTo(page, '/u/anna')
    await expect(page.getByRole('heading', { name: 'There is nobody by this name' })).toBeVisible()
    await axe(page)
  })
  await anew(page)

  await test.step('DEL-1 DEL-2 DEL-11: leaving takes a second word after 48 hours', async () => {
    const anna = await signUp(page, { name: 'Anna', handle: 'anna', bio: 'Bowls.' })
    await goTo(page, '/me/edit')
    const ask = async () => {
      await button(page, 'Delete this account…').click()
      await button(page, 'Ask for deletion').click()
      await expect(page.getByText('You have asked for the deletion of this account')).toBeVisible()
    }
    await ask()
    await settled(page)
    await axe(page)
    await button(page, 'Keep my account').click()
    await expect(page.getByText('Your account stays.')).toBeVisible()
    await ask()
    await expect(button(page, 'Delete for good')).toBeDisabled()
    await expect(page.getByText('would stay behind')).toHaveCount(0)
    await page.evaluate(async () => {
      const topUp = { currency: 'EUR', amount: 2_500, into: 'EUR' } as const
      const { quote } = window.mesi.ask('quoteTopUp', topUp)
      await window.mesi.act('anna', 'ledger.toppedUp', { card: 'works', ...topUp, agreed: quote?.agreed as Agreed })
    })
    const stays = '25.00 EUR would stay behind, and nobody could ever use it.'
    await expect(page.getByText(stays)).toBeVisible()
    await page.evaluate(() => window.mesi.clock.advance('48h'))
    const other = await page.context().newPage()
    app.watch(other, 'another tab')
    await other.goto('/wallet')
    await expect(other.getByRole('heading', { level: 1, name: 'Wallet' })).toBeVisible()
    await page.bringToFront() // a tab that lies behind another one draws nothing, and is looked at for long
    await button(page, 'Delete for good').click()
    await expect(page.getByRole('alertdialog')).toContainText(stays)
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
    for (const tab of [page, other]) await expect(tab).toHaveURL('/welcome')
    await expect(heading(page, 'Hello!')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Anna/ })).toHaveCount(0)
    await goTo(page, `/u/${anna}`)
    await expect(page.getByRole('heading', { name: 'This account was deleted' })).toBeVisible()
    await axe(page)
  })
})

test('ACC-18, ACC-19: a second device is let in by its owner, acts as them, and is turned away again', async ({ app }) => {
  const phoneOf = await app.visit('host', { viewport: phone })
  await signUp(phoneOf, { name: 'Mara Lindqvist', handle: 'mara' })
  await goTo(phoneOf, '/me/edit')
  await button(phoneOf, 'Add a device').click()
  const dialog = phoneOf.getByRole('dialog', { name: 'Use this account on another device' })
  await expect(dialog).toContainText('Whoever has the link is you')
  await axe(phoneOf)
  await dialog.getByRole('button', { name: 'Show the code' }).click()
  await expect(dialog.getByRole('img', { name: 'QR code for another device of yours' })).toBeVisible()
  await axe(phoneOf)
  const link = await dialog.locator('code').innerText()
  await phoneOf.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  const laptop = await app.visit('laptop', { at: link, viewport: desktop })
  await expect(laptop.getByText('You are yourself on this device too now.')).toBeVisible()
  await expect(laptop).toHaveURL(/\/$/)
  expect(laptop.url()).not.toContain('~') // the keys have left the address
  const outcome = await laptop.evaluate(async () => {
    const { write, act } = window.mesi
    return act('mara', 'accounts.profileEdited', { name: write('mara', 'Mara of two devices'), categories: [] })
  })
  expect(outcome).toMatchObject({ ok: true })
  // Over a line that comes when it comes: who has none is settled by themselves.
  const known = () => phoneOf.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'mara' }))
  await expect.poll(known, { timeout: 60_000 }).toMatchObject({ name: 'Mara of two devices' })
  await settled(phoneOf, laptop)

  const edits = (as: 'try' | 'act') =>
    laptop.evaluate(async (as) => {
      const { write, [as]: asked } = window.mesi
      return (await asked('mara', 'accounts.profileEdited', { name: write('mara', 'Mara once more'), categories: [] })).ok
    }, as)
  expect(await edits('try')).toBe(true)
  await button(phoneOf, 'Turn away').click()
  await phoneOf.getByRole('alertdialog').or(phoneOf.getByRole('dialog')).getByRole('button', { name: 'Turn away' }).click()
  await expect(phoneOf.getByRole('listitem').filter({ hasText: 'Another device' })).toContainText('Turned away')
  await settled(phoneOf, laptop)
  await expect.poll(() => edits('try'), { timeout: 60_000 }).toBe(false)
  expect(await edits('act')).toBe(false)
})
