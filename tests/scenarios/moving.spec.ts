/** What moves between screens, and by the finger: the old screen fades into the new one, and a pull at the top asks for news. */
import type { CDPSession } from '@playwright/test'
import { type App, atRest, expect, goTo, type Page, phone, signUp, test } from '../support/app'
import { note } from '../support/scenarios'

test.describe('from one screen to the next', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } })

  /** Notes in the page what moves of its own accord between two screens. */
  const watch = (page: Page) =>
    page.evaluate(() => {
      const moved = new Set<string>()
      Object.assign(window, { moved })
      requestAnimationFrame(function look() {
        for (const { effect } of document.getAnimations())
          if (effect instanceof KeyframeEffect && effect.pseudoElement) moved.add(effect.pseudoElement)
        requestAnimationFrame(look)
      })
    })
  const moved = (page: Page) =>
    page.evaluate(() => [...(window as unknown as { moved: Set<string> }).moved].filter((each) => each.startsWith('::view')))
  /** From now on, once nothing moves any more. */
  async function forget(page: Page) {
    await atRest(page)
    await page.evaluate(() => (window as unknown as { moved: Set<string> }).moved.clear())
  }
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

  /** The Buzz of Mesi Bay, as soon as what its first screen does without is there. */
  async function buzz(app: App) {
    const page = await app.visit('Sam', { at: '/settings', viewport: phone })
    await page.evaluate(() => window.mesi.worlds.bay())
    await goTo(page, '/discover?show=content')
    await watch(page)
    return page
  }
  const to = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()

  test('one fades into the other, and the picture of a post grows into its page; the way back is at once, where one was; nothing moves for who holds still, by the system or here; nor within one screen; a second press counts', async ({
    app,
  }) => {
    const page = await buzz(app)
    await expect(async () => {
      await to(page, 'Gallery')
      await expect(heading(page, 'Gallery')).toBeFocused()
      await to(page, 'The Buzz')
      await expect(heading(page, 'The Buzz')).toBeFocused()
      expect(await moved(page)).toContain('::view-transition-new(root)')
    }).toPass() // what moves loads last
    await page.getByRole('link', { name: 'Content', exact: true }).click()
    // The one that is pictured first stays the one that is meant, whichever come in before it.
    const pictured = page.locator('a.post-tile[href^="/post/"]:has(img)').first()
    const tile = page.locator(`a.post-tile[href="${await pictured.getAttribute('href')}"]:has(img)`)
    let top = 0
    await expect(async () => {
      if (!page.url().includes('/discover')) await page.goBack()
      await expect(tile).toBeVisible()
      await atRest(page)
      await tile.scrollIntoViewIfNeeded()
      await forget(page)
      top = await page.evaluate(() => scrollY)
      await tile.click()
      await expect(page.getByRole('article')).toBeVisible()
      await atRest(page)
      expect(await moved(page)).toContain('::view-transition-group(picture)')
    }).toPass() // nothing moves where the next screen takes too long to draw
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
    await expect(page.locator('h1')).toBeFocused()
    expect(await page.evaluate(() => document.querySelectorAll('[style*="view-transition-name"]').length)).toBeLessThan(2)
    await expect.poll(() => page.evaluate(() => document.querySelectorAll('[style*="view-transition-name"]').length)).toBe(0)

    await forget(page)
    await page.goBack()
    await expect(tile).toBeVisible()
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(top)
    expect(await moved(page)).toEqual([])

    // Nothing moves where nothing is to, nor within one screen.
    await expect(async () => {
      await to(page, 'Gallery')
      await to(page, 'The Buzz')
      await expect(heading(page, 'The Buzz')).toBeFocused()
      await atRest(page)
      expect(await moved(page)).toContain('::view-transition-new(root)')
    }).toPass()
    await forget(page)
    await page.getByRole('link', { name: 'Content', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Content', exact: true })).toHaveAttribute('aria-current', 'page')
    expect(await moved(page)).toEqual([])

    await page.emulateMedia({ reducedMotion: 'reduce' })
    await to(page, 'Gallery')
    await expect(heading(page, 'Gallery')).toBeFocused()
    expect(await moved(page)).toEqual([])
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await page.evaluate(() => {
      const press = (name: string) => document.querySelector<HTMLElement>(`.nav a[href="${name}"]`)?.click()
      press('/discover')
      press('/')
    })
    await expect(page).toHaveURL('/')
    await expect(heading(page, 'Feed')).toBeFocused()

    await goTo(page, '/settings')
    await page.getByRole('radio', { name: 'Hold still' }).check()
    await forget(page)
    await to(page, 'Gallery')
    await expect(heading(page, 'Gallery')).toBeFocused()
    expect(await moved(page)).toEqual([])
  })

  test('the way back leads to where one was: as far down, with as many pages, and the gallery as it was sifted', async ({ app }) => {
    const page = await buzz(app)
    const tiles = page.locator('a.post-tile[href^="/post/"]')
    await expect(tiles.first()).toBeVisible()
    const last = tiles.last()
    await expect(async () => {
      const before = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.keyboard.press('End')
      await expect(last).toBeInViewport()
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(before)
    }).toPass()
    const left = page.locator(`a.post-tile[href="${await last.getAttribute('href')}"]`)
    await atRest(page)
    await left.scrollIntoViewIfNeeded()
    const top = await page.evaluate(() => scrollY)
    expect(top).toBeGreaterThan(2_000)
    await left.click()
    await expect(page.getByRole('article')).toBeVisible()
    await page.getByRole('article').getByRole('link').first().click()
    const gallery = page.getByRole('region', { name: 'Gallery' })
    await gallery.getByRole('radio', { name: /^Photos/ }).check()
    await gallery.locator('a.post-tile').first().click()
    await expect(page.getByRole('article')).toBeVisible()
    await page.goBack()
    await expect(gallery.getByRole('radio', { name: /^Photos/ })).toBeChecked()
    await page.goBack()
    await page.goBack()
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(top)
    await expect(left).toBeInViewport()
    await to(page, 'Feed')
    await to(page, 'The Buzz')
    await page.getByRole('link', { name: 'Content', exact: true }).click()
    await expect(tiles.first()).toBeVisible()
    await atRest(page)
    expect(await page.evaluate(() => scrollY)).toBe(0)
  })
})

test.describe('a pull', () => {
  test.use({ contextOptions: { hasTouch: true, reducedMotion: 'reduce' } })

  const touch = (cdp: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 200, y }] })
  async function pull(cdp: CDPSession, far: number) {
    await touch(cdp, 'touchStart', 200)
    for (let y = 200; y <= 200 + far; y += 20) await touch(cdp, 'touchMove', y)
    await touch(cdp, 'touchEnd')
  }

  test('at the top of the feed shows what waits, says how much, and that there is nothing else', async ({ app }) => {
    const page = await app.visit('Anna', { viewport: phone })
    await signUp(page, { name: 'Anna Lind', handle: 'anna' })
    await signUp(page, { name: 'Ben Okoro', handle: 'ben' })
    const post = (words: string) => note(page, 'anna', words)
    for (const words of ['One', 'Two', 'Three']) await post(`${words}. ${'A long day by the sea. '.repeat(12)}`)
    await goTo(page, '/settings')
    await goTo(page, '/')
    await expect(page.getByText('Three.')).toBeVisible()
    await expect(page.locator('.pull')).toBeAttached()
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).overscrollBehaviorY)).toBe('contain')
    const cdp = await page.context().newCDPSession(page)
    const said = page.getByRole('status').filter({ hasText: /new$|^Nothing new$/ })

    await post('Four, while she reads.')
    await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
    await pull(cdp, 60) // not far enough
    await expect(page.locator('.pull')).toHaveAttribute('data-state', 'rest')
    await expect(page.getByText('Four, while she reads.')).toHaveCount(0)
    await expect(said).toHaveCount(0)
    await pull(cdp, 240)
    await expect(page.getByText('Four, while she reads.')).toBeVisible()
    await expect(said).toHaveText('1 new')
    await pull(cdp, 240)
    await expect(said).toHaveText('Nothing new')
  })
})

test('in a tab that was opened with it, the way back of a screen leads to the feed', async ({ app }) => {
  const page = await app.visit('Anna', { viewport: phone })
  const coming = page.context().waitForEvent('page')
  await page.evaluate(() => void open('/desk/admin', '_blank', 'noopener'))
  const second = await coming
  await second.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(second).toHaveURL(/\/$/)
})
