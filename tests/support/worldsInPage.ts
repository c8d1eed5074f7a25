/** Puts a made world into a real browser, before the app starts there. */
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { build } from 'vite'
import type { WorldOptions } from './worlds'
import type { WorldInPage } from './worldsPage'
import type { Kept } from './worldsStore'

/**
 * Makes a world in a browser and keeps it there, as the one that the app at `origin` opens next. Its first persona is who the app takes
 * the person to be.
 *
 *     const { handles } = await putWorldInPage(context, baseURL, { events: 20_000, accounts: 200 })
 *     await page.goto('/')
 */
export async function putWorldInPage(context: BrowserContext, origin: string, options: WorldOptions & Kept): Promise<WorldInPage> {
  const page = await context.newPage()
  const blank = new URL('/blank-page-of-a-test', origin).href
  await page.route(blank, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Making a world</title>' }))
  await page.goto(blank)
  await page.evaluate(await bundle())
  const made = await page.evaluate((options) => putWorldHere(options), options)
  await page.evaluate(([slot, account]) => localStorage.setItem(slot, account), [
    `mesi.me.${made.id}.${options.peer ?? ''}`,
    made.accounts[0] ?? '',
  ] as const)
  await page.close()
  return made
}

let bundled: Promise<string> | undefined
/** The maker of worlds as one script. Evaluated by the browser's own debugger, it needs no leave of a Content Security Policy. */
function bundle(): Promise<string> {
  bundled ??= build({
    configFile: false,
    logLevel: 'error',
    define: { __FAILPOINTS__: 'false', 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('./worldsPage.ts', import.meta.url)), formats: ['iife'], name: 'worlds' },
    },
  }).then((built) => {
    const [output] = [built].flat()
    if (!output || !('output' in output)) throw new Error('the maker of worlds was not built')
    return output.output[0].code
  })
  return bundled
}
