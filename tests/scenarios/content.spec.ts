/** What people post, from the file they picked to the last comment: as they do it, on phones and on wide screens. */
import type { Locator } from '@playwright/test'
import { atRest, axe, desktop, expect, goTo, type Page, phone, picked, settled, signUp, test, usable } from '../support/app'
import { bad, good } from '../support/corpus'
import { png } from '../support/corpusMakers'

const file = (name: string) => {
  const found = [...good, ...bad].find((each) => each.name === name)
  if (!found) throw new Error(`no file called ${name}`)
  return picked(found)
}
const photo = () => file('upright.jpg')
const mara = { name: 'Mara Lindqvist', handle: 'mara' }
const ben = { name: 'Ben Osei', handle: 'ben' }

const files = (page: Page) => page.getByLabel('Files', { exact: true })
const post = (page: Page, words: string | RegExp) => page.getByRole('article').filter({ hasText: words })
const publish = (page: Page) => page.getByRole('button', { name: 'Post', exact: true })
const why = (page: Page) => page.locator('#composer-why')
const rights = (page: Page) => page.getByRole('checkbox', { name: 'I hold the rights to what I post.' })
const more = (page: Page) => page.getByRole('button', { name: /^More about this post/ })

/** Somebody posts words without walking through the composer. @returns the post's id */
const write = (page: Page, who: string, words: string, rest: object = {}): Promise<string> =>
  page.evaluate(
    async ([who, words, rest]) => {
      const data = {
        form: 'droplet',
        media: 'text',
        files: [],
        audience: 'everyone',
        moods: [],
        tags: [],
        rightsConfirmed: true,
        made: 'human',
      }
      const outcome = await window.mesi.act(who, 'content.published', {
        ...data,
        persona: 'none',
        caption: window.mesi.write(who, words),
        ...rest,
      })
      if (!outcome.ok) throw new Error(outcome.clauses.map((clause) => clause.text).join(' '))
      return outcome.id
    },
    [who, words, rest] as const,
  )

for (const [width, viewport] of Object.entries({ phone, desktop }))
  test(`a photo is posted, liked, talked about, edited and deleted (${width})`, async ({ app }) => {
    const page = await app.visit('mara', { viewport })
    await signUp(page, mara)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Create' }).click()
    await expect(why(page)).toHaveText('Add a photo, a video, a sound or some words first.')
    await axe(page)

    await files(page).setInputFiles(photo())
    await expect(page.getByRole('img', { name: 'upright.jpg, a photo' })).toBeVisible()
    await expect(page.getByText(/^Location, device details.* removed\.$/)).toBeVisible()
    await page.getByLabel('Caption').fill('Evening at the river')
    await page.getByLabel('Tags').fill('Dusk, ')
    await expect(page.getByRole('button', { name: 'Remove the tag dusk' })).toBeVisible()
    await page.getByRole('checkbox', { name: 'Chill' }).check()
    await expect(why(page)).toHaveText('Whoever uploads confirms holding the rights.')
    await expect(publish(page)).toHaveAttribute('aria-disabled', 'true')
    await rights(page).check()
    await expect(why(page)).toBeEmpty()
    await axe(page)
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(page.getByRole('dialog', { name: 'Preview' }).getByText('Evening at the river')).toBeVisible()
    await page.keyboard.press('Escape')
    await publish(page).click()

    await expect(page.getByText('Posted. Others see it once it is checked.')).toBeVisible()
    await expect(page).toHaveURL(/\/post\//)
    const card = post(page, 'Evening at the river')
    await expect(card.getByRole('img', { name: 'Photo by Mara Lindqvist: Evening at the river' })).toBeVisible()
    const like = card.getByRole('button', { name: /^Like/ })
    await like.click()
    await expect(like).toHaveAttribute('aria-pressed', 'true')
    await expect(like).toHaveAccessibleName('Like, 1 like')
    await page.getByRole('button', { name: '1 like: see who' }).click()
    await expect(page.getByRole('dialog', { name: 'Liked by' }).getByRole('link', { name: 'Mara Lindqvist' })).toBeVisible()
    await page.keyboard.press('Escape')
    await like.click()
    await expect(like).toHaveAccessibleName('Like, 0 likes')

    await page.getByLabel('Say something').fill('Where was this?')
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Comments (1)' })).toBeVisible()
    await expect(page.getByLabel('Say something')).toHaveValue('')
    await axe(page)
    await page.getByRole('button', { name: 'Delete the comment by Mara Lindqvist' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText('Nobody has said anything yet.')).toBeVisible()

    await more(page).click()
    await axe(page)
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const sheet = page.getByRole('dialog', { name: 'Edit post' })
    await sheet.getByLabel('Caption').fill('Morning at the river')
    await sheet.getByRole('checkbox', { name: 'Party' }).check()
    await axe(page)
    await sheet.getByRole('button', { name: 'Save changes' }).click()
    await expect(post(page, 'Morning at the river').getByText('edited')).toBeVisible()
    await more(page).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await sheet.getByRole('button', { name: 'Show what it said before (1)' }).click()
    await expect(sheet.getByText('Evening at the river')).toBeVisible()
    await expect(sheet.getByText(/^Until .*, chill, #dusk$/)).toBeVisible() // SHR-12: not what it says now
    await page.keyboard.press('Escape')

    await goTo(page, '/')
    await expect(post(page, 'Morning at the river')).toBeVisible()
    await axe(page)
    const address = await post(page, 'Morning at the river').getByRole('link', { name: 'just now' }).getAttribute('href')
    await more(page).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText('This post was deleted.')).toBeVisible()
    await goTo(page, address ?? '')
    await expect(page.getByRole('heading', { name: 'This post was deleted' })).toBeVisible()
    await axe(page)
  })

test('SHR-13: what is for followers a stranger does not see, and a follower does', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await page.getByLabel('Your words').fill('Only for those who follow')
  await page.getByRole('radio', { name: 'Followers' }).check()
  await rights(page).check()
  await publish(page).click()
  await expect(page).toHaveURL(/\/post\//)
  const card = post(page, 'Only for those who follow')
  await expect(card.getByText('Followers')).toBeVisible()

  await signUp(page, ben)
  await expect(page.getByRole('heading', { name: 'This post is not for everybody' })).toBeVisible()
  await axe(page)
  await page.evaluate(async () => {
    const author = window.mesi.personas().find(({ handle }) => handle === 'mara')
    const outcome = await window.mesi.act('ben', 'accounts.followed', { account: author?.account ?? '' })
    if (!outcome.ok) throw new Error(outcome.clauses.map((clause) => clause.text).join(' '))
  })
  await expect(card).toBeVisible()
  await goTo(page, '/?of=following')
  await expect(card).toBeVisible()
  await page.getByRole('link', { name: 'Everybody' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
})

test('SHR-3: a vibe is a video for everyone, a moment a photo for followers', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await expect(page.getByRole('radio', { name: 'Moment' })).toBeDisabled()
  await files(page).setInputFiles(photo())
  await expect(page.getByRole('img', { name: 'upright.jpg, a photo' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Vibe' })).toBeDisabled()
  await page.getByRole('radio', { name: 'Moment' }).check()
  await expect(page.getByRole('radio', { name: 'Everyone' })).toBeDisabled()
  await expect(page.getByRole('radio', { name: 'Followers' })).toBeChecked()
})

test('GEN-3, ACC-3: the button says beforehand what a Real Persona may not post', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await files(page).setInputFiles(photo())
  await rights(page).check()
  await page.getByRole('radio', { name: 'Made by AI', exact: true }).check()
  await page.getByRole('radio', { name: 'A person made by AI' }).check()
  await expect(why(page)).toHaveText('A generated picture of a person needs an AI account.')
  await page.getByRole('radio', { name: 'Polished with AI' }).check()
  await expect(why(page)).toHaveText('A Real Persona does not use AI to appear as somebody else.')
  await page.getByRole('radio', { name: 'A real person' }).check()
  await expect(why(page)).toBeEmpty()
  await publish(page).click()
  await expect(page.getByRole('article').getByText('AI content')).toBeVisible() // AIP-8
})

test('SHR-8: a file that cannot be shared says so, and what would work', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  for (const [name, says] of [
    ['drawing.svg', 'An SVG can carry scripts; export it as PNG.'],
    ['heavy.jpg', /21 MB; at most 20 MB/],
    ['page.jpg', /says an image, but its content is a web page/],
    ['nothing.jpg', 'This file is empty.'],
  ] as const) {
    await files(page).setInputFiles(file(name))
    await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible()
    await expect(why(page)).not.toBeEmpty()
    if (name === 'drawing.svg') await axe(page)
    await page.getByRole('button', { name: `Remove ${name}` }).click()
    await expect(page.getByRole('alert')).toBeHidden()
  }
})

test('SHR-10: words at their limit are posted, one more is refused beforehand', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await rights(page).check()
  const words = page.getByLabel('Your words')
  await words.fill('🌺'.repeat(5_001))
  await expect(page.getByText('5,001 of 5,000')).toBeVisible()
  await expect(page.getByText('That is 1 more than fit.')).toBeVisible()
  await expect(why(page)).toHaveText('A caption has at most as many characters as the policy says.')
  await words.fill('🌺'.repeat(5_000))
  await expect(why(page)).toBeEmpty()
  await publish(page).click()
  await expect(page).toHaveURL(/\/post\//)
  await goTo(page, '/')
  await expect(page.getByRole('button', { name: 'Show more' })).toBeVisible()
})

test('a draft survives a reload, files included, and is gone once it is posted; a file that no draft names is let go', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await files(page).setInputFiles([photo(), picked({ name: 'dot.png', bytes: png(40, 40, [250, 90, 0]) })])
  await expect(page.getByRole('img', { name: 'dot.png, a photo' })).toBeVisible()
  await page.getByLabel('Caption').fill('Not yet')
  const unused = await page.evaluate(async () => {
    const { file } = await window.mesi.blobs.put(new File(['Nobody says what this is for.'], 'note.txt', { type: 'text/plain' }))
    return file.hash as string
  })
  await page.reload()
  await usable(page)
  await expect.poll(() => page.evaluate(async (hash) => window.mesi.blobs.get(hash), unused)).toBeUndefined()
  await expect(page.getByText('Your draft is back.')).toBeVisible()
  await expect(page.getByLabel('Caption')).toHaveValue('Not yet')
  await expect(page.getByRole('list', { name: 'Files of this post' }).getByRole('img')).toHaveCount(2)
  await page.getByRole('button', { name: 'Move dot.png to the front' }).click()
  await rights(page).check()
  await publish(page).click()
  await expect(page.getByRole('group', { name: '2 photos' }).getByRole('img').first()).toHaveJSProperty('naturalWidth', 40)
  await goTo(page, '/create')
  await expect(page.getByLabel('Your words')).toHaveValue('')
})

test('a draft for which the disk has no room says so, and its words outlive going elsewhere and a reload', async ({ app }) => {
  const page = await app.visit('mara', { viewport: phone })
  await signUp(page, mara)
  await goTo(page, '/create')
  await page.evaluate(() => window.mesi.peers.full(true))
  const words = page.getByLabel('Your words')
  await words.fill('For when there is room')
  await expect(page.getByText('Your draft is not kept')).toBeVisible()
  await axe(page)
  await goTo(page, '/wallet')
  await goTo(page, '/create')
  await expect(words).toHaveValue('For when there is room')
  await words.fill('For when there is room again')
  await page.reload()
  await expect(page.getByText('Your draft is back.')).toBeVisible()
  await expect(words).toHaveValue('For when there is room again')
  const asides = () => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('mesi.draft.')))
  const [old] = await asides()
  await words.fill('And now there is')
  await expect.poll(asides).toEqual([])
  // Another tab of before may leave what it had: what was kept last counts.
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), old as [string, string])
  await page.reload()
  await expect(words).toHaveValue('And now there is')
})

test('a camera that was refused can be tried again once it is allowed', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await page.evaluate(() => {
    const real = MediaDevices.prototype.getUserMedia
    MediaDevices.prototype.getUserMedia = function (asked) {
      if (document.body.dataset['allowed']) return real.call(this, asked)
      return Promise.reject(new DOMException('', 'NotAllowedError'))
    }
  })
  await page.getByRole('button', { name: 'Camera' }).click()
  await expect(page.getByText('This page may not use the camera.')).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('This page may not use the camera.')).toBeVisible()
  await page.evaluate(() => (document.body.dataset['allowed'] = 'yes'))
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('This page may not use the camera.')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Take photo' })).toBeEnabled()
  await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0)
})

test('the camera takes a photo and a short video', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await page.getByRole('button', { name: 'Camera' }).click()
  await expect(page.getByRole('button', { name: 'Take photo' })).toBeEnabled()
  await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0)
  await axe(page)
  await page.getByRole('button', { name: 'Take photo' }).click()
  await expect(page.getByRole('img', { name: 'photo.jpg, a photo' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove photo.jpg' }).click()

  await page.getByRole('button', { name: 'Camera' }).click()
  await page.getByRole('button', { name: 'Record video' }).click()
  await expect(page.getByRole('timer')).toHaveText('0:01 of 1:00')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('img', { name: 'video.webm, a video' })).toBeVisible()
  await page.getByRole('radio', { name: 'Vibe' }).check()
  await rights(page).check()
  await publish(page).click()
  await page.getByRole('button', { name: 'Play video by Mara Lindqvist' }).click()
  await expect.poll(() => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0)).toBeGreaterThan(0)
})

test('a sound has a player, a text file becomes words', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await files(page).setInputFiles(file('note.txt'))
  await expect(page.getByLabel('Your words')).not.toHaveValue('')
  await files(page).setInputFiles(file('tagged.mp3'))
  await expect(page.getByText(/tagged\.mp3 · 0:0/)).toBeVisible()
  await rights(page).check()
  await publish(page).click()
  const player = page.getByRole('button', { name: /^Play sound by Mara Lindqvist/ })
  await player.click()
  await expect(page.getByRole('slider', { name: /^Position in sound/ })).toBeVisible()
  await axe(page)
})

test('what others post meanwhile is counted, and shows when asked for', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, ben)
  await signUp(page, mara)
  for (const words of ['First light', 'Second light']) await write(page, 'ben', words, words === 'First light' ? { moods: ['happy'] } : {})
  await goTo(page, '/create')
  await expect(page.getByRole('heading', { name: 'Create' })).toBeVisible()
  await goTo(page, '/')
  await expect(post(page, 'Second light')).toBeVisible()
  await write(page, 'ben', 'Third light')
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  await expect(post(page, 'Third light')).toBeHidden()
  await axe(page)
  await page.getByRole('button', { name: '1 new' }).click()
  await expect(page.getByRole('article').first()).toContainText('Third light')
  await page.getByRole('navigation', { name: 'Mood' }).getByRole('link', { name: 'Happy' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(post(page, 'First light')).toBeVisible()
  await page.getByRole('navigation', { name: 'Mood' }).getByRole('link', { name: 'Sad' }).click()
  await expect(page.getByRole('heading', { name: 'No sad posts yet' })).toBeVisible()
})

/** Run in the page: whether a post of a list that has just begun to scroll takes presses. */
async function takesPressesAsItMoves(post: Element): Promise<boolean> {
  const moving = new Promise((resolve) =>
    addEventListener('scroll', () => requestAnimationFrame(() => requestAnimationFrame(resolve)), { once: true }),
  )
  scrollBy({ top: -8, behavior: 'instant' })
  await moving
  return getComputedStyle(post).pointerEvents === 'auto'
}

test('coming back from a post finds the same place in the feed', async ({ app }) => {
  const page = await app.visit('mara', { viewport: phone })
  await signUp(page, mara)
  for (let i = 1; i <= 45; i++) await write(page, 'mara', `Note number ${i}.`)
  await goTo(page, '/create')
  await expect(page.getByRole('heading', { name: 'Create' })).toBeVisible()
  await goTo(page, '/')
  await expect(post(page, 'Note number 45.')).toBeVisible()
  const far = post(page, 'Note number 5.')
  await expect(async () => {
    await page.mouse.wheel(0, 2_000)
    await expect(far).toBeVisible({ timeout: 100 })
  }).toPass()
  await atRest(page)
  expect(await far.evaluate(takesPressesAsItMoves)).toBe(true)
  await atRest(page)
  await far.getByRole('link', { name: 'just now' }).click()
  await expect(page).toHaveURL(/\/post\//)
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(far).toBeInViewport()
})

test('what came to a gallery, and which posts most of it came to, within the days that are chosen (phone)', async ({ app }) => {
  const page = await app.visit('mara', { viewport: phone })
  await signUp(page, mara)
  await page.evaluate(() => window.mesi.join('real', { name: 'Ben Osei', handle: 'ben' }))
  await page.evaluate(() => window.mesi.join('real', { name: 'Cleo', handle: 'cleo' }))
  const like = async (who: string, content: string) => {
    await settled(page)
    const outcome = await page.evaluate(([who, content]) => window.mesi.act(who, 'content.liked', { content }), [who, content] as const)
    expect(outcome.ok).toBe(true)
  }
  await goTo(page, '/gallery')
  await page.getByRole('tab', { name: 'Statistics' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing came in that time' })).toBeVisible()
  const old = await write(page, 'mara', 'A poem')
  await like('ben', old)
  await like('cleo', old)
  await page.evaluate(() => window.mesi.clock.advance('10d'))
  await like('ben', await write(page, 'mara', 'A letter'))
  const best = page.getByRole('list').filter({ has: page.getByRole('link', { name: 'A letter', exact: true }) })
  const lines = best.getByRole('listitem')
  await expect(lines).toHaveText([/A poem.*Likes 2/, /A letter.*Likes 1/])
  await expect(page.getByText('3 more than before')).toBeVisible()
  await axe(page)
  await page.getByRole('radio', { name: 'Last 7 days' }).check()
  await expect(lines).toHaveText([/A letter.*Likes 1/])
  await expect(page.getByText('1 fewer than before')).toBeVisible()
})

test('COL-1, COL-2, COL-5: a collection is made, filled, renamed, emptied and deleted (gallery by section and tag)', async ({ app }) => {
  const page = await app.visit('mara', { viewport: phone })
  await signUp(page, mara)
  await goTo(page, '/gallery')
  await expect(page.getByRole('heading', { name: 'Your gallery is empty' })).toBeVisible()
  await write(page, 'mara', 'A poem', { tags: ['verse'] })
  await write(page, 'mara', 'A letter')
  await expect(page.getByRole('list', { name: 'Posts' }).getByRole('link')).toHaveCount(2)
  await page.getByLabel('Tag').selectOption('verse')
  await expect(page.getByRole('list', { name: 'Posts' }).getByRole('link')).toHaveAccessibleName(/^A poem, text/)
  await page.getByLabel('Tag').selectOption('')
  await page.getByLabel('Order').selectOption('oldest')
  await expect(page.getByRole('list', { name: 'Posts' }).getByRole('link').first()).toHaveAccessibleName(/^A poem/)
  await axe(page)

  await page.getByRole('button', { name: 'New collection' }).click()
  const name = page.getByRole('dialog').getByLabel('Name')
  await name.fill('x'.repeat(51))
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('The name of a collection has at least one character')
  await name.fill('Summer nights')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Summer nights' })).toBeVisible()
  await page.getByRole('button', { name: 'Add posts' }).click()
  await page.getByRole('checkbox', { name: 'A poem' }).click()
  await page.getByRole('checkbox', { name: 'A letter' }).click()
  await axe(page)
  await page.getByRole('button', { name: 'Done' }).click()
  const posts = page.getByRole('list', { name: 'Posts of this collection' }).getByRole('link')
  await expect(posts).toHaveCount(2)
  await axe(page)

  const menu = page.getByRole('button', { name: 'More about this collection' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Take posts out' }).click()
  await page.getByRole('button', { name: 'Take out: A poem' }).click()
  await expect(posts).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(posts).toHaveCount(2)
  await menu.click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await name.fill('Winter days')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('heading', { name: 'Winter days' })).toBeVisible()

  await posts.first().click()
  await more(page).click()
  await page.getByRole('menuitem', { name: 'Add to a collection' }).click()
  await expect(page.getByRole('checkbox', { name: /^Winter days/ })).toBeChecked()
  await page.getByLabel('New collection').fill('Letters')
  await page.getByRole('button', { name: 'Create and add' }).click()
  await expect(page.getByRole('checkbox', { name: /^Letters/ })).toBeChecked()
  await axe(page)
  await page.keyboard.press('Escape')
  await goTo(page, '/gallery')
  await page.getByRole('link', { name: /^Winter days/ }).click()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/gallery$/)
  await expect(page.getByRole('link', { name: /^Winter days/ })).toBeHidden()
  await expect(page.getByRole('list', { name: 'Posts' }).getByRole('link')).toHaveCount(2)
})

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${target.toString()}`)
}

test('by keyboard alone: post a text, like it, comment on it, delete it', async ({ app }) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await tabTo(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Create' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Your words'))
  await page.keyboard.type('Typed, not clicked')
  await tabTo(page, page.getByRole('checkbox', { name: 'Happy' }))
  await page.keyboard.press('Space')
  await tabTo(page, rights(page))
  await page.keyboard.press('Space')
  await tabTo(page, publish(page))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/post\//)
  const like = page.getByRole('button', { name: /^Like/ })
  await tabTo(page, like)
  await page.keyboard.press('Space')
  await expect(like).toHaveAttribute('aria-pressed', 'true')
  await tabTo(page, page.getByLabel('Say something'))
  await page.keyboard.type('A word')
  await tabTo(page, page.getByRole('button', { name: 'Comment', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Comments (1)' })).toBeVisible()
  await page.getByRole('heading', { level: 1 }).focus()
  await tabTo(page, more(page))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(more(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Nothing has been posted yet' })).toBeVisible()
})

test('GEN-7, GEN-3: what is asked of the generator goes through the filter; what it makes goes into the post and says so', async ({
  app,
}) => {
  const page = await app.visit('mara')
  await signUp(page, mara)
  await goTo(page, '/create')
  await page.getByText('Make it with AI').click()
  const prompt = page.getByLabel('What it should be about')
  const make = page.getByRole('button', { name: 'Make it', exact: true })

  await prompt.fill('I will kill you and your whole family')
  await prompt.press('Enter')
  await expect(page.getByText('This is not made')).toBeVisible()
  await expect(page.getByRole('link', { name: 'GEN-7' })).toBeVisible()

  await prompt.fill('a quiet face')
  await page.getByRole('radio', { name: 'A face' }).check()
  await make.click()
  await expect(page.getByRole('link', { name: 'GEN-3' })).toBeVisible()

  await prompt.fill('waves at dusk')
  await page.getByRole('radio', { name: 'A pattern' }).check()
  await make.click()
  await expect(page.getByAltText('A drawn pattern')).toBeVisible()
  await page.getByRole('button', { name: 'Use it' }).click()
  await expect(page.getByRole('img', { name: 'pattern.png, a photo' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Made by AI', exact: true })).toBeChecked()
  await axe(page)

  await page.getByRole('radio', { name: 'A caption' }).check()
  await make.click()
  await page.getByRole('list', { name: 'Captions' }).getByRole('button', { name: 'Use it' }).first().click()
  const caption = page.getByRole('textbox', { name: 'Caption' })
  await expect(caption).toHaveValue(/waves at dusk/i)
  // FLT-1: what the filter would say, before anything is posted.
  await expect(page.getByText('Looks fine to the filter.')).toBeVisible()
  await caption.fill('I will kill you and your whole family')
  await expect(page.getByText('The filter would take this down')).toBeVisible()
  // Words that the host does not look at are looked at here before they are sent; they can be sent all the same.
  const warning = page.getByText('Others may take this amiss')
  await goTo(page, '/me/edit')
  await page.getByRole('textbox', { name: 'About you' }).fill('I will kill you and your whole family')
  await expect(warning).toBeVisible()
  await expect(page.getByRole('link', { name: 'CONT-1' })).toBeVisible()
  await axe(page)
  const id = await page.evaluate(async (who) => {
    const words = { caption: window.mesi.write(who, 'Good evening'), audience: 'everyone', moods: [], tags: [] } as const
    const data = { form: 'droplet', media: 'text', files: [], ...words, rightsConfirmed: true, made: 'human', persona: 'none' } as const
    const outcome = await window.mesi.act(who, 'content.published', data)
    return outcome.ok ? outcome.id : ''
  }, mara.handle)
  await goTo(page, `/post/${id}`)
  const said = page.getByRole('textbox', { name: 'Say something' })
  await said.fill('Good evening to you')
  await said.fill('I will kill you and your whole family')
  await expect(warning).toBeVisible()
  await said.press('End')
  await said.press('!')
  expect(await warning.isVisible()).toBe(true) // what is below keeps its place while it is looked at anew
  await said.fill('I will be there')
  await expect(warning).toBeHidden()
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Comments (1)' })).toBeVisible()
})
