/**
 * Every screen on 320 CSS px, which is also what 1280 px leave at 400 % (WCAG 1.4.10), in words a third longer than English and from right
 * to left: nothing has to be pushed sideways, no control is cut off or lies beyond the edge, and nothing is said past the catalogue of
 * texts. The screens are those of the pictures, and those of Mesi Bay pass axe, in every dress.
 */
import type { Language } from '../../src/language'
import { bay, type World, worlds } from '../pictures/screens'
import { atRest, axeIn, expect, goTo, type Page, settled, test } from '../support/app'
import { be, town } from '../support/deskPage'
import { inLanguage } from '../support/spoken'

const mirrored: Language = 'ar-XB'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** What sticks out of the page, or of the control it is in; by the words on it. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} px wide`)
    /** A row that is meant to be pushed sideways holds what it likes. */
    const isInStrip = (element: Element): boolean => {
      for (let each = element.parentElement; each; each = each.parentElement)
        if (/auto|scroll/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth) return true
      return false
    }
    for (const control of document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary, [role=slider]')) {
      const box = control.getBoundingClientRect()
      if (!control.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || box.width <= 1 || isInStrip(control)) continue
      const says = `${control.localName} “${(control.ariaLabel ?? control.textContent ?? '').trim().slice(0, 40)}”`
      if (box.left < -1 || box.right > width + 1) found.push(`${says} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`)
      if (control.localName === 'button' && control.scrollWidth > control.clientWidth + 1) found.push(`${says} is wider than it shows`)
    }
    return found
  })

/** What a person reads in plain English: neither accented nor somebody's own words, a name, a number, a date or a code. */
const untranslated = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const theirs =
      '[dir=auto], [lang=th], [lang=en], [translate=no], .choice-pill, time, data, code, kbd, pre, bdi, .clause-id, .tabular, script, style, noscript, title'
    const codes = /[@#]\S+|\b(?:EUR|USDC?|MESI|Mesi(?: Bay)?|[A-Z]+-\d+)\b/g
    const isPlain = (words: string) => /[A-Za-z]{3}/.test(words.replaceAll(codes, '')) && !words.includes('⟦')
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (isPlain(node.nodeValue ?? '') && !node.parentElement?.closest(theirs)) found.push((node.nodeValue ?? '').trim())
    for (const named of document.querySelectorAll('[aria-label], [placeholder]'))
      for (const name of [named.ariaLabel, named.getAttribute('placeholder')])
        if (name && isPlain(name) && !named.matches('article, section')) found.push(name)
    return found
  })

/** What moves in a page of somebody who asked for stillness: animations and transitions that last, films that began by themselves. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...document.getAnimations().flatMap((each) => {
      const { duration, iterations } = each.effect?.getComputedTiming() ?? {}
      const on = each.effect instanceof KeyframeEffect ? each.effect.target?.className : ''
      return Number(duration) > 1 || iterations === Number.POSITIVE_INFINITY ? [`${on} for ${Number(duration)} ms`] : []
    }),
    ...[...document.querySelectorAll('video, audio')].flatMap((film) => ((film as HTMLMediaElement).paused ? [] : [film.className])),
  ])

/** What lies over a screen or shows several, and the desk, have tests of their own; of two screens that are made alike one is enough. */
const without = /desk|case|^(?:gallery|profile ai|own profile|standing reports)$/
const dressed = bay.screens.filter(({ over, name }) => !over && !without.test(name))

/**
 * By day and in the dark; every third with more contrast as well, in one of the two by turns: its colours are the same ones everywhere.
 * What a dress changes is its colours; where somebody asks for more contrast, they stand out as far as WCAG's third level asks.
 */
const dressesOf = (at: number) =>
  [
    { colorScheme: 'light', contrast: 'no-preference' },
    { colorScheme: 'dark', contrast: 'no-preference', rules: ['color-contrast'] },
    { colorScheme: at % 2 === 0 ? 'light' : 'dark', contrast: 'more', rules: ['color-contrast-enhanced'] },
  ].slice(0, at % 3 === 0 ? 3 : 2) as Parameters<typeof axeIn>[1]

interface Size {
  readonly width: number
  readonly height: number
}

async function walk(bare: Page, { begin, screens }: World, sizes: readonly [Size, ...Size[]]) {
  const page = inLanguage(bare, mirrored)
  page.setDefaultTimeout(60_000)
  await begin(page)
  for (const screen of screens) {
    const { name, show } = screen
    await page.setViewportSize(sizes[0])
    await show(page)
    for (const size of sizes) {
      await page.setViewportSize(size) // as who zooms in on what stands there
      expect.soft(await moving(page), `${name} at ${size.width} by ${size.height}, where nothing is to move`).toEqual([])
      await settled(page)
      await atRest(page)
      expect.soft(await misfits(page), `${name} at ${size.width} by ${size.height}`).toEqual([])
      expect.soft(await untranslated(page), `${name} in plain English`).toEqual([])
    }
    const at = dressed.indexOf(screen)
    if (at >= 0) expect.soft(await axeIn(bare, dressesOf(at).slice(0, name === 'handbook' ? 1 : 3)), name).toEqual([])
    await page.keyboard.press('Escape')
  }
}

for (const world of worlds.filter(({ from }) => from === undefined))
  test(`${world.name}: every screen fits on 320 px, in a longer language from right to left${world === bay ? ', and passes axe' : ''}`, async ({
    app,
  }) => {
    test.setTimeout(600_000)
    const page = await app.visit('somebody', {
      at: '/settings',
      viewport: { width: 1280, height: 640 },
      before: (context) => context.addInitScript((language) => localStorage.setItem('mesi.language', language), mirrored),
    })
    await walk(
      page,
      world,
      world.name === 'empty'
        ? [
            { width: 320, height: 640 },
            { width: 320, height: 256 },
          ]
        : [{ width: 320, height: 640 }],
    )
  })

test('a control beyond the edge is noticed', async ({ app }) => {
  const page = await app.visit('somebody', { at: '/settings', viewport: { width: 320, height: 640 } })
  await page.evaluate(() => {
    const button = document.createElement('button')
    button.textContent = 'Away'
    Object.assign(button.style, { position: 'fixed', insetInlineStart: '300px', width: '90px' })
    document.body.append(button)
  })
  expect(await misfits(page)).toEqual(['button “Away” reaches from 300 to 390'])
})

test('a dialog that is longer than a low window keeps its name and the way out in sight, wherever it is scrolled to', async ({ app }) => {
  const page = await app.visit('low', { viewport: { width: 720, height: 450 } })
  await town(page)
  await be(page, 'anna')
  await goTo(page, '/wallet?do=send')
  const dialog = page.getByRole('dialog')
  const seen = () =>
    dialog.evaluate((sheet) => {
      const box = sheet.getBoundingClientRect()
      return [...sheet.querySelectorAll('h2, [aria-label=Close]')].map((each) => {
        const { top, bottom } = each.getBoundingClientRect()
        return top >= box.top && bottom <= box.bottom
      })
    })
  await expect(dialog.getByRole('button', { name: 'Send' })).toBeVisible()
  await expect.poll(seen).toEqual([true, true])
  await expect.poll(() => dialog.evaluate((sheet) => (sheet.scrollTop = sheet.scrollHeight) && sheet.scrollTop)).toBeGreaterThan(100)
  await atRest(page)
  expect(await seen()).toEqual([true, true])
})
