/**
 * `npm run pictures`: every screen at 390 and 1440 px, light and dark, with nothing in it yet and in Mesi Bay, to look at side by side:
 * test-results/pictures/index.html. `npm run pictures -- wallet desk` takes only those whose names hold one of these words.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium as browsers, type Page } from '@playwright/test'
import { ensureBrowsers } from '../../src/server/browsers.mjs'
import { serveFiles } from '../../src/server/files.mjs'
import { onePort } from '../../src/server/onePort.mjs'
import { createRelay } from '../../src/server/relay.mjs'
import { ensureBuild } from '../../src/server/setup.mjs'
import type { Language } from '../../src/language'
import { chromium } from '../support/browsers'
import { inLanguage } from '../support/spoken'
import { type Screen, type World, worlds } from './screens'

const folder = fileURLToPath(new URL('../../test-results/pictures/', import.meta.url))
const widths = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]
const schemes = ['light', 'dark'] as const
/** What is longer than this is cut off: a feed has no end. */
const MOST = 1800

/** @param args words that names of screens hold; `--forced`, `--narrow` and `--language=ar-XB` for other ways to look at them @returns the exit code */
export async function pictures(args: readonly string[]): Promise<number> {
  await ensureBrowsers()
  const server = onePort({ answer: serveFiles(await ensureBuild('test')), relay: createRelay() })
  const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  const browser = await browsers.launch({ ...chromium, headless: true })
  const spoken = (args.find((arg) => arg.startsWith('--language='))?.slice('--language='.length) ?? 'en') as Language
  const words = args.filter((arg) => !arg.startsWith('--'))
  const isWanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const taken: Picture[] = []
  try {
    for (const world of worlds) {
      const screens = world.screens.filter(({ name }) => isWanted(`${world.name} ${name}`))
      if (screens.length === 0) continue
      const context = await browser.newContext({
        bypassCSP: true, // a picture is taken with a style of the tool's own
        locale: 'en-GB',
        timezoneId: 'UTC',
        permissions: ['camera', 'microphone'],
        reducedMotion: 'reduce',
        ...(args.includes('--forced') ? { forcedColors: 'active' as const } : {}),
      })
      await context.addInitScript((language) => localStorage.setItem('mesi.language', language), spoken)
      const page = inLanguage(await context.newPage(), spoken)
      page.setDefaultTimeout(15_000)
      page.on('pageerror', (error) => console.log(`  page: ${error.message}`))
      taken.push(...(await all(page, origin, world, screens, args.includes('--narrow') ? [{ width: 320, height: 640 }] : widths)))
      await context.close()
    }
  } finally {
    await browser.close()
    server.close()
  }
  writeFileSync(`${folder}index.html`, sheet(taken))
  console.log(`${taken.length} pictures: ${folder}index.html`)
  return taken.some(({ failure }) => failure) ? 1 : 0
}

interface Picture {
  readonly world: string
  readonly name: string
  readonly file: string
  readonly failure?: string
}

async function all(page: Page, origin: string, world: World, screens: readonly Screen[], sizes: typeof widths): Promise<Picture[]> {
  const taken: Picture[] = []
  await page.setViewportSize(widths[1] as (typeof widths)[number])
  await page.goto(origin + (world.from ?? '/settings'))
  if (!world.from) await page.waitForFunction(() => 'mesi' in window && document.querySelector('.frame') !== null)
  // A phone's scrollbar takes no room.
  await page.addStyleTag({ content: '@media (width < 60rem) { html { scrollbar-gutter: auto !important } }' })
  await world.begin(page)
  for (const screen of screens) {
    for (const size of sizes) {
      const name = `${world.name}-${screen.name}-${size.width}`.replaceAll(' ', '-')
      try {
        await page.setViewportSize(size)
        await screen.show(page)
        await rest(page)
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme })
          const file = `${name}-${colorScheme}.png`
          const height = screen.over ? size.height : Math.min(MOST, await page.evaluate(() => document.documentElement.scrollHeight))
          await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
          if (!screen.over) await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) })
          await rest(page)
          await page.screenshot({ path: folder + file, animations: 'disabled' })
          await page.setViewportSize(size)
          taken.push({ world: world.name, name: screen.name, file })
        }
      } catch (error) {
        const failure = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
        console.log(`  ${name}: ${failure}`)
        taken.push({ world: world.name, name: screen.name, file: '', failure })
      }
      await page.keyboard.press('Escape').catch(() => {})
    }
  }
  return taken
}

/** Fonts and pictures are there, and nothing was put on the page for some frames. */
async function rest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    let quiet = 0
    const changes = new MutationObserver(() => (quiet = 0))
    changes.observe(document.body, { subtree: true, childList: true, attributes: true })
    const isLoading = () => [...document.images].some((image) => image.loading !== 'lazy' && !image.complete)
    for (let waited = 0; quiet < 8 && waited < 300; waited++) {
      await new Promise((frame) => requestAnimationFrame(frame))
      quiet = isLoading() ? 0 : quiet + 1
    }
    changes.disconnect()
  })
}

function sheet(taken: readonly Picture[]): string {
  const named = new Map<string, Picture[]>()
  for (const picture of taken) {
    const name = `${picture.world}: ${picture.name}`
    named.set(name, [...(named.get(name) ?? []), picture])
  }
  const rows = [...named].map(
    ([name, pictures]) =>
      `<section><h2>${name}</h2><div>${pictures
        .map(({ file, failure }) =>
          failure ? `<p>${failure.replaceAll('<', '&lt;')}</p>` : `<a href="${file}"><img loading="lazy" src="${file}"></a>`,
        )
        .join('')}</div></section>`,
  )
  return `<!doctype html><meta charset="utf-8"><title>Every screen</title>
<style>body{font:14px system-ui;margin:1rem}div{display:flex;gap:1rem;overflow-x:auto;align-items:start}img{height:420px;border:1px solid gray}</style>
<h1>Every screen</h1>${rows.join('\n')}`
}
