/** The vibes of Mesi Bay as somebody watches them: by key and by finger, with a like, a comment and a way to the maker. */
import { atRest, axe, desktop, expect, goTo, type Page, phone, settled, signUp, test } from '../support/app'
import { note } from '../support/scenarios'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

const seen = (page: Page) => page.getByRole('article').and(page.locator(':not([inert] *)'))
const playing = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('video')].flatMap((video) => (video.paused ? [] : [video.closest('[inert]') === null])))
async function bay(page: Page, path = '/vibes') {
  await page.evaluate(async () => {
    await window.mesi.worlds.bay()
    window.mesi.be('samlau')
  })
  await goTo(page, path)
}
/** What the address names is what the question has in that place. */
const addressOf = (page: Page, at: number) => page.evaluate((at) => `/vibes/${window.mesi.ask('vibes', {}).items[at]?.id}`, at)

test('one vibe at a time fills the window and plays; keys lead on, and the address follows', async ({ app }) => {
  const page = await app.visit('sam', { at: '/settings', viewport: desktop })
  await bay(page)
  await expect(seen(page)).toContainText('Fenno the Keeper')
  await expect(seen(page).getByRole('img', { name: 'AI account' }).first()).toBeVisible() // ACC-10
  await expect.poll(() => playing(page)).toEqual([true])
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(await addressOf(page, 2))
  await expect(page.getByRole('status').filter({ hasText: /^3\. / })).toBeAttached()
  await expect.poll(() => playing(page)).toEqual([true])
  await page.keyboard.press('Space')
  await expect.poll(() => playing(page)).toEqual([])
  await axe(page, '.director')

  // Beside it stands what people say, about this one.
  const said = page.getByRole('complementary', { name: 'What people say' })
  await page.keyboard.press('c')
  await expect(said.getByRole('textbox', { name: 'Say something' })).toBeFocused()
  await page.keyboard.type('Quite so')
  await said.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(said.getByText('Quite so')).toBeVisible()
  const like = seen(page).getByRole('button', { name: /^Like/ })
  const was = await like.getAttribute('aria-pressed')
  await page.getByRole('button', { name: 'Next vibe' }).focus()
  await page.keyboard.press('l')
  await expect(like).toHaveAttribute('aria-pressed', was === 'true' ? 'false' : 'true')

  // The wheel takes one step, however far it would glide.
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, 240)
  await page.mouse.move(720, 400)
  await page.mouse.wheel(0, 240)
  await expect(page).toHaveURL(await addressOf(page, 3))
})

test('vibes in a low window, and once they were left', async ({ app }) => {
  const page = await app.visit('sam', { at: '/settings', viewport: desktop })
  await bay(page)

  await test.step('what a screen has shown can be fetched for a while after it was left: its films and pictures do that when they like', async () => {
    await expect.poll(() => playing(page)).toEqual([true])
    const poster = await seen(page).locator('.clip-poster').getAttribute('src')
    await goTo(page, '/wallet')
    await expect(page.locator('video')).toHaveCount(0)
    const loads = page.evaluate((src) => {
      const picture = new Image()
      picture.src = src
      return picture.decode().then(() => picture.naturalWidth)
    }, poster ?? '')
    expect(await loads).toBeGreaterThan(0)
  })
  await page.setViewportSize({ width: 390, height: 300 })
  await goTo(page, '/vibes')

  await test.step('in a low window, such as above a keyboard, all that can be done with a vibe stays in it', async () => {
    for (const name of [/^Like/, /comment/, /^Tip /, /^Share/, /^More/])
      await expect(seen(page).getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  })
})

test('from a gallery into one maker’s vibes on a phone; nothing begins by itself where nothing is to move', async ({ app }) => {
  const page = await app.visit('sam', { at: '/settings', viewport: phone })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bay(page, '/u/anjali_moves')
  await page.getByRole('radio', { name: /^Videos/ }).check()
  await expect(page.getByRole('link', { name: /, photo,/ })).toHaveCount(0)
  await atRest(page) // a tile that is put elsewhere while it is pressed was not pressed
  await page.getByRole('link', { name: /video/ }).first().click()
  await expect(page).toHaveURL(/\/vibes\/[^?]+\?by=/)
  await expect(seen(page)).toContainText('Anjali Perumbavan')
  const play = seen(page).getByRole('button', { name: 'Play', exact: true })
  await expect(play).toBeVisible()
  await expect.poll(() => page.evaluate(() => document.querySelectorAll('video').length)).toBeGreaterThan(0)
  expect(await playing(page)).toEqual([])
  await axe(page, '.director')
  await play.press('Enter')
  await expect.poll(() => playing(page)).toEqual([true])
  await seen(page).getByRole('button', { name: 'Pause', exact: true }).press('Enter')

  // Two taps are a like, and never take one back.
  const like = seen(page).getByRole('button', { name: /^Like/ })
  await page.evaluate(() => window.mesi.be('deco_says'))
  await settled(page)
  await like.click() // deco_says has liked it before
  await expect(like).toHaveAttribute('aria-pressed', 'false')
  await play.dblclick({ position: { x: 100, y: 400 }, delay: 300 }) // as a page hears it that is busy
  await expect(like).toHaveAttribute('aria-pressed', 'true')
  await play.dblclick({ position: { x: 100, y: 400 } })
  await settled(page)
  await expect(like).toHaveAttribute('aria-pressed', 'true')

  // What is deleted while it is watched says so.
  await seen(page)
    .getByRole('button', { name: /comments?$/ })
    .click()
  await expect(page.getByRole('dialog', { name: 'What people say' })).toBeVisible()
  await axe(page, '.director')
  await page.keyboard.press('Escape')
  await page.evaluate(async () => {
    const content = location.pathname.split('/').at(-1) as string
    await window.mesi.act('anjali_moves', 'content.deleted', { content })
  })
  await expect(page.getByText('This vibe was deleted.')).toBeVisible()
})

test('where there are no vibes, it says so; what is no vibe leads to its own page, and one that is being checked says how far that is', async ({
  app,
}) => {
  const page = await app.visit('anna', { at: '/vibes', viewport: phone })
  await expect(page.getByRole('heading', { name: 'No vibes yet' })).toBeVisible()
  await axe(page, '.director')
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  const id = await note(page, 'anna', 'Only words')
  await goTo(page, `/vibes/${id}`)
  await expect(page).toHaveURL(`/post/${id}`)

  // Its maker sees how far the filter is with a vibe, whose film is on its way here.
  const vibe = await page.evaluate(async () => {
    const file = {
      hash: window.mesi.write('anna', 'no film').hash,
      size: 9_000,
      type: 'video/mp4',
      width: 9,
      height: 16,
      durationMs: 900,
    } as const
    const words = { form: 'vibe', media: 'video', files: [file], audience: 'everyone', moods: [], tags: [] } as const
    const published = new Promise<string>((known) => window.mesi.onAct(({ id }) => known(id)))
    // Done once the filter has looked at it, which it cannot.
    void window.mesi.act('anna', 'content.published', { ...words, rightsConfirmed: true, made: 'human', persona: 'none' })
    return published
  })
  await goTo(page, `/vibes/${vibe}`)
  await expect(seen(page).getByRole('progressbar', { name: 'Being checked' })).toBeVisible()
  await axe(page, '.director')
})
