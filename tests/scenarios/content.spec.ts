/** What people post, from the file they picked to the last comment: as they do it, on phones and on wide screens. */
import type { Locator } from '@playwright/test'
import { anew, atRest, axe, desktop, expect, goTo, holdDisk, type Page, phone, picked, settled, signUp, test, usable } from '../support/app'
import { besideHistory } from '../support/besideHistory'
import { bad, good } from '../support/corpus'
import { png } from '../support/corpusMakers'
import { note } from '../support/scenarios'

const file = (name: string) => {
  const found = [...good, ...bad].find((each) => each.name === name)
  if (!found) throw new Error(`no file called ${name}`)
  return picked(found)
}
const photo = () => file('upright.jpg')
/** A photo with 21 MB behind it, which are made in the page: they would be long on their way there. */
const pickHeavy = (page: Page, name: string) =>
  files(page).evaluate(
    (input, [name, base64]) => {
      const picked = new DataTransfer()
      picked.items.add(new File([Uint8Array.fromBase64(base64), new Uint8Array(21 * 1024 * 1024)], name))
      ;(input as HTMLInputElement).files = picked.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    },
    [name, photo().buffer.toString('base64')] as const,
  )
const mara = { name: 'Mara Lindqvist', handle: 'mara' }
const ben = { name: 'Ben Osei', handle: 'ben' }

const files = (page: Page) => page.getByLabel('Files', { exact: true })
const post = (page: Page, words: string | RegExp) => page.getByRole('article').filter({ hasText: words })
const publish = (page: Page) => page.getByRole('button', { name: 'Post', exact: true })
const why = (page: Page) => page.locator('#composer-why')
const rights = (page: Page) => page.getByRole('checkbox', { name: 'I hold the rights to what I post.' })
const more = (page: Page) => page.getByRole('button', { name: /^More about this post/ })
/** What stands over a post and leads to it: how long ago it was made. */
const when = { name: /just now| ago/ }

test('a photo is posted, liked and talked about on a phone, edited and deleted on a wide screen; a draft with the same photo says that it is gone', async ({
  app,
}) => {
  const page = await app.visit('mara', { viewport: phone })
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
  const tags = page.getByRole('textbox', { name: 'Tags' })
  await tags.fill('東京')
  await publish(page).click()
  await expect(tags, 'what is no tag is not left out without a word').toBeFocused()
  await expect(page.getByText('A tag is made of Latin letters and digits, and stands once.')).toBeVisible()
  await tags.fill('Night')
  await page.evaluate(() => window.mesi.peers.away(true)) // else it may be checked before the disk is done with the draft
  await publish(page).evaluate((button: HTMLElement) => button.click()) // by voice, the field keeps the focus

  await expect(page.getByText('Posted. Others see it once it is checked.')).toBeVisible()
  await page.evaluate(() => window.mesi.peers.away(false))
  await expect(page).toHaveURL(/\/post\//)
  const card = post(page, 'Evening at the river')
  await expect(card.getByRole('img', { name: 'Photo by Mara Lindqvist: Evening at the river' })).toBeVisible()
  for (const tag of ['#dusk', '#night']) await expect(card.getByText(tag)).toBeVisible()
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

  await page.setViewportSize(desktop)
  await axe(page)
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
  await expect(sheet.getByText(/^Until .*, chill, #dusk #night$/)).toBeVisible() // SHR-12: not what it says now
  await page.keyboard.press('Escape')

  await goTo(page, '/create')
  await files(page).setInputFiles(photo())
  await expect(page.getByRole('img', { name: 'upright.jpg, a photo' })).toBeVisible()
  await rights(page).check()
  await expect.poll(() => page.evaluate(besideHistory)).toContain('upright.jpg')

  await goTo(page, '/')
  await expect(post(page, 'Morning at the river')).toBeVisible()
  await axe(page)
  const address = await post(page, 'Morning at the river').getByRole('link', when).getAttribute('href')
  await more(page).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('This post was deleted.')).toBeVisible()
  await goTo(page, address ?? '')
  await expect(page.getByRole('heading', { name: 'This post was deleted' })).toBeVisible()
  await axe(page)

  await settled(page)
  await goTo(page, '/create')
  await publish(page).click()
  await expect(page.getByText('This file is no longer on this device: a post that it was in has been deleted.')).toBeVisible()
  await expect(page).toHaveURL(/\/create$/)
})

test('what the composer takes from whom, and says beforehand', async ({ app }) => {
  const page = await app.visit('mara')

  await test.step('SHR-13: what is for followers a stranger does not see, and a follower does', async () => {
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
  await anew(page)

  await test.step('SHR-3: a vibe is a video for everyone, a moment a photo for followers', async () => {
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
  await anew(page)

  await test.step('GEN-3, ACC-3: the button says beforehand what a Real Persona may not post', async () => {
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
  await anew(page)

  await test.step('SHR-10: words at their limit are posted, one more is refused beforehand', async () => {
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
  await anew(page)

  await test.step('who is somebody else before what they posted is on its way posts nothing as that one, and finds both drafts as they were', async () => {
    await signUp(page, ben)
    await goTo(page, '/create')
    const words = page.getByLabel('Your words')
    await words.fill('Ben has begun this')
    await signUp(page, mara)
    await goTo(page, '/create')
    await words.fill('Mara posts this')
    await rights(page).check()
    await expect(why(page)).toBeEmpty()
    await publish(page).evaluate((button: HTMLElement) => {
      button.click()
      window.mesi.be('ben')
    })
    await expect(words).toHaveValue('Ben has begun this')
    await settled(page)
    expect(await page.evaluate(() => window.mesi.ask('feed', { size: 9 }))).toMatchObject({ items: [] })
    await page.evaluate(() => window.mesi.be('mara'))
    await expect(words).toHaveValue('Mara posts this')
  })

  await test.step('who is somebody else while what they posted comes onto the disk has posted it, and the other draft stays as it was', async () => {
    const words = page.getByLabel('Your words')
    await expect(why(page)).toBeEmpty()
    await publish(page).evaluate((button: HTMLElement) => {
      const { add } = IDBObjectStore.prototype
      IDBObjectStore.prototype.add = function (...row) {
        if (this.name === 'tail') {
          IDBObjectStore.prototype.add = add
          let isBen = false
          setTimeout(() => {
            window.mesi.be('ben')
            isBen = true
          })
          const goOn = () => {
            if (!isBen) this.count().onsuccess = goOn
          }
          goOn()
        }
        return add.apply(this, row)
      }
      button.click()
    })
    await expect(words).toHaveValue('Ben has begun this')
    await settled(page)
    expect(await page.evaluate(() => window.mesi.ask('feed', { size: 9 }))).toMatchObject({ items: [{ author: { handle: 'mara' } }] })
    await expect(words).toHaveValue('Ben has begun this')
    await page.evaluate(() => window.mesi.be('mara'))
    await expect(words).toHaveValue('')
  })
})

test('files of other kinds, and what others post', async ({ app }) => {
  const page = await app.visit('mara')

  await test.step('SHR-8: a file that cannot be shared says so, and what would work', async () => {
    await signUp(page, mara)
    await goTo(page, '/create')
    for (const [name, says] of [
      ['drawing.svg', 'An SVG can carry scripts; export it as PNG.'],
      ['heavy.jpg', /21 MB; at most 20 MB/],
      ['page.jpg', /says an image, but its content is a web page/],
      ['nothing.jpg', 'This file is empty.'],
    ] as const) {
      if (name === 'heavy.jpg') await pickHeavy(page, name)
      else await files(page).setInputFiles(file(name))
      await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible()
      await expect(why(page)).not.toBeEmpty()
      if (name === 'drawing.svg') await axe(page)
      await page.getByRole('button', { name: `Remove ${name}` }).click()
      await expect(page.getByRole('alert')).toBeHidden()
    }
  })
  await anew(page)

  await test.step('a sound has a player, a text file becomes words', async () => {
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
  await anew(page)

  await test.step('what others post meanwhile is counted, and shows when asked for', async () => {
    await signUp(page, ben)
    await signUp(page, mara)
    for (const words of ['First light', 'Second light']) await note(page, 'ben', words, words === 'First light' ? { moods: ['happy'] } : {})
    await goTo(page, '/create')
    await expect(page.getByRole('heading', { name: 'Create' })).toBeVisible()
    await goTo(page, '/')
    await expect(post(page, 'Second light')).toBeVisible()
    await note(page, 'ben', 'Third light')
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
    return file.hash
  })
  await page.reload()
  await usable(page)
  await expect.poll(() => page.evaluate(async (hash) => window.mesi.blobs.get(hash), unused)).toBeUndefined()
  await expect(page.getByText('Your draft is back.')).toBeVisible()
  await expect(page.getByLabel('Caption')).toHaveValue('Not yet')
  await expect(page.getByRole('list', { name: 'Files of this post' }).getByRole('img')).toHaveCount(2)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByLabel('Caption').fill('Written on in another tab')
  await expect.poll(() => other.evaluate(besideHistory)).toContain('Written on in another tab')
  await other.close()
  await page.evaluate(() => dispatchEvent(new FocusEvent('focus')))
  await expect(page.getByLabel('Caption')).toHaveValue('Written on in another tab')
  await page.getByRole('button', { name: 'Move dot.png to the front' }).click()
  await rights(page).check()
  await publish(page).click()
  await expect(page.getByRole('group', { name: '2 photos' }).getByRole('img').first()).toHaveJSProperty('naturalWidth', 40)
  await goTo(page, '/create')
  await expect(page.getByLabel('Your words')).toHaveValue('')
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
  await expect(page.getByRole('timer'), 'it runs').toHaveText(/^0:(?!00)\d\d of 1:00$/)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('img', { name: 'video.webm, a video' })).toBeVisible()
  await page.getByRole('radio', { name: 'Vibe' }).check()
  await rights(page).check()
  await publish(page).click()
  await page.getByRole('button', { name: 'Play video by Mara Lindqvist' }).click()
  await expect.poll(() => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0)).toBeGreaterThan(0)
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
  for (let i = 1; i <= 45; i++) await note(page, 'mara', `Note number ${i}.`)
  await goTo(page, '/create')
  await expect(page.getByRole('heading', { name: 'Create' })).toBeVisible()
  await goTo(page, '/')
  await expect(post(page, 'Note number 45.')).toBeVisible()
  const far = post(page, 'Note number 5.')
  await expect(async () => {
    await page.mouse.wheel(0, 2_000)
    await expect(far).toBeVisible({ timeout: 100 })
  }).toPass()
  // To its middle: at the edge of what is drawn, a few pixels would take it off the page.
  await far.evaluate((row) => row.scrollIntoView({ block: 'center', behavior: 'instant' }))
  await atRest(page)
  expect(await far.evaluate(takesPressesAsItMoves)).toBe(true)
  await atRest(page)
  await far.getByRole('link', when).click()
  await expect(page).toHaveURL(/\/post\//)
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(far).toBeInViewport()
})

test('what a gallery shows, and a draft without room for it', async ({ app }) => {
  const page = await app.visit('mara', { viewport: phone })

  await test.step('COL-1, COL-2, COL-5: a collection is made, filled, renamed, emptied and deleted (gallery by section and tag)', async () => {
    await signUp(page, mara)
    await goTo(page, '/gallery')
    await expect(page.getByRole('heading', { name: 'Your gallery is empty' })).toBeVisible()
    await note(page, 'mara', 'A poem', { tags: ['verse'] })
    await note(page, 'mara', 'A letter')
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
    await page.evaluate(() => window.mesi.be('mesi'))
    await expect(page.getByRole('dialog'), 'nobody goes on in what somebody else has opened').toHaveCount(0)
    await page.evaluate(() => window.mesi.be('mara'))
    await page.getByRole('button', { name: 'New collection' }).click()
    await expect(name, 'and they find what they had typed').toHaveValue('Summer nights')
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
    // Whoever is quicker than the disk is heard all the same.
    await settled(page)
    const letGo = await holdDisk(page)
    await page.getByRole('button', { name: 'Take out: A poem' }).click()
    await page.getByRole('button', { name: 'Take out: A letter' }).click()
    await letGo()
    await expect(posts).toHaveCount(0)
    const undo = page.getByRole('button', { name: 'Undo' })
    await expect(undo, 'each has a way back of its own').toHaveCount(2)
    await undo.first().click()
    await expect(undo).toHaveCount(1)
    await undo.click()
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
    await expect(page.getByRole('list', { name: 'Posts' }).getByRole('link')).toHaveCount(2)
    await expect(page.getByRole('link', { name: /^Winter days/ })).toBeHidden()
  })
  await anew(page)

  await test.step('what came to a gallery, and which posts most of it came to, within the days that are chosen (phone)', async () => {
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
    const old = await note(page, 'mara', 'A poem')
    await like('ben', old)
    await like('cleo', old)
    await page.evaluate(() => window.mesi.clock.advance('10d'))
    await like('ben', await note(page, 'mara', 'A letter'))
    const best = page.getByRole('list').filter({ has: page.getByRole('link', { name: 'A letter', exact: true }) })
    const lines = best.getByRole('listitem')
    await expect(lines).toHaveText([/A poem.*Likes 2/, /A letter.*Likes 1/])
    await expect(page.getByText('3 more than before')).toBeVisible()
    await axe(page)
    await page.getByRole('radio', { name: 'Last 7 days' }).check()
    await expect(lines).toHaveText([/A letter.*Likes 1/])
    await expect(page.getByText('1 fewer than before')).toBeVisible()
  })
  await anew(page)

  await test.step('a draft for which the disk has no room says so, and its words outlive going elsewhere and a reload', async () => {
    await signUp(page, mara)
    await goTo(page, '/create')
    await settled(page) // what is not final by then could not become so, which would be said as well
    await page.evaluate(() => window.mesi.peers.full(true))
    const words = page.getByLabel('Your words')
    await words.fill('For when there is room')
    await expect(page.getByText('Your draft is not kept')).toBeVisible()
    await axe(page)
    await page.getByRole('checkbox', { name: 'I hold the rights to what I post.' }).check()
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(page.getByRole('alert').getByText('There is no room left on this device')).toBeVisible()
    await page.evaluate(() => window.mesi.peers.full(false))
    await expect(page.getByText('Your draft is kept on this device.')).toBeVisible()
    await expect(page.getByText('There is no room left on this device')).toHaveCount(0)
    await page.evaluate(() => window.mesi.peers.full(true))
    await words.fill('For when there is some room')
    await expect(page.getByText('Your draft is not kept')).toBeVisible()
    await goTo(page, '/wallet')
    await goTo(page, '/create')
    await expect(words).toHaveValue('For when there is some room')
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

    // Whoever has gone elsewhere while it is on its way to the disk stays there.
    await expect(rights(page)).toBeChecked()
    await settled(page)
    const letGo = await holdDisk(page)
    await publish(page).click()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Gallery' }).click()
    await expect(page.getByRole('heading', { name: 'Your gallery', level: 1 })).toBeVisible()
    await letGo()
    await expect(page.getByText('Posted')).toBeVisible()
    await expect(page.getByRole('link', { name: /^And now there is/ })).toBeVisible()
    await atRest(page)
    await expect(page).toHaveURL(/\/gallery$/)
    await goTo(page, '/create')
    await expect(words).toHaveValue('')
  })
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
  await expect(
    page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }),
    'a dialog takes the focus a moment after it has come',
  ).toBeFocused()
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
  const warning = page.getByText('Others may be offended by this')
  await goTo(page, '/me/edit')
  await page.getByRole('textbox', { name: 'About you' }).fill('I will kill you and your whole family')
  await expect(warning).toBeVisible()
  await expect(page.getByRole('link', { name: 'CONT-1' })).toBeVisible()
  await axe(page)
  const id = await note(page, mara.handle, 'Good evening')
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
