/** Puts a made world into a real browser, before the app starts there. */
import type { BrowserContext } from '@playwright/test'
import { bundle } from './bundle'
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
  await page.evaluate(await (maker ??= bundle('./worldsPage.ts')))
  const made = await page.evaluate((options) => putWorldHere(options), options)
  await page.evaluate(([slot, account]) => localStorage.setItem(slot, account), [
    `mesi.me.${made.id}.${options.peer ?? ''}`,
    made.accounts[0] ?? '',
  ] as const)
  await page.close()
  return made
}

/** Made once for all worlds of a test. */
let maker: Promise<string> | undefined
