/** The product's own build, served as `npm start` serves it, and a real Chromium to open it in. */
import { type BrowserContext, chromium as browsers, type Page } from '@playwright/test'
import { ensureBrowsers } from '../../src/server/browsers.mjs'
import { serveFiles } from '../../src/server/files.mjs'
import { onePort } from '../../src/server/onePort.mjs'
import { createRelay } from '../../src/server/relay.mjs'
import { ensureBuild } from '../../src/server/setup.mjs'
import { chromium } from '../support/browsers'

/** Builds if need be. `folder`: where the build lies. */
export async function serveProduct(): Promise<{ readonly folder: string; readonly origin: string; readonly close: () => void }> {
  await ensureBrowsers()
  const folder = await ensureBuild('app')
  const server = onePort({ answer: serveFiles(folder), relay: createRelay() })
  const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  return { folder, origin, close: () => server.close() }
}

/** A browser process of its own on a profile. */
export const open = (profile: string): Promise<BrowserContext> =>
  browsers.launchPersistentContext(profile, {
    ...chromium,
    headless: true,
    permissions: ['camera', 'microphone'],
    viewport: { width: 412, height: 915 },
  })

/** Resolves once the page has had nothing to do for a second. */
export async function quiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let calm = 0; calm < 40; ) {
      const began = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 25))
      calm = performance.now() - began < 35 ? calm + 1 : 0
    }
  })
}
