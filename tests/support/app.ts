/**
 * The app as tests visit it: pages with a store of their own, in one browser or in several. Whatever a page complains of, and any request
 * to another origin, fails the test.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type Browser,
  type BrowserContext,
  test as base,
  chromium as chromiumType,
  expect,
  firefox as firefoxType,
  type FrameLocator,
  type Page,
} from '@playwright/test'
import type { ActName, DataOf } from '../../src/areas/typed'
import type { Introduction } from '../../src/peer/founding'
import { chromium, firefox } from './browsers'
import { shaken } from './shake'

export { expect, type Page }

export interface Visit {
  /** Where to; the feed, if nothing is said. An address within the app, or a whole invite link. */
  readonly at?: string
  /**
   * 'same' (default): a context of the test's browser, with a store of its own. 'chromium' or 'firefox': a process of its own with a profile
   * of its own, where nothing but WebRTC can carry anything to another page of the test.
   */
  readonly browser?: 'same' | 'chromium' | 'firefox'
  readonly viewport?: { readonly width: number; readonly height: number }
  /** As a browser that has never met Mesi: it is greeted. Else it is taken to an empty world at once. */
  readonly first?: true
  /** Complaints that this test causes on purpose. */
  readonly allowed?: RegExp
  /** Done in the browser before the app is opened there. */
  readonly before?: (context: BrowserContext) => Promise<unknown>
}

export interface App {
  /** Where the app is served. */
  readonly origin: string
  /** Opens the app as a peer of its own and waits until it is usable. @param name how complaints call it */
  visit(name: string, visit?: Visit): Promise<Page>
  /**
   * A browser process that nobody else in this test has, with a new profile, which is closed after the test. A Chromium then waits for
   * the next test: to start one takes as long as to open the app. @throws Error where there is no such browser
   */
  newBrowser(kind?: 'chromium' | 'firefox'): Promise<BrowserContext>
  /** From now on a complaint of this page fails the test. Done for pages of `visit`; needed for further tabs. */
  watch(page: Page, name: string, allowed?: RegExp): void
}

/** Phones and wide screens, as the designs draw them. */
export const phone = { width: 390, height: 844 }
export const desktop = { width: 1440, height: 900 }

export const test = base.extend<{ app: App }, { further: (nth: number) => Promise<Browser> }>({
  /** Chromiums beside the test's browser, started when somebody first asks for them. */
  further: [
    async ({}, use) => {
      const started: Promise<Browser>[] = []
      await use((nth) => (started[nth] ??= chromiumType.launch(chromium)))
      for (const each of started) await (await each).close()
    },
    { scope: 'worker' },
  ],

  app: async ({ browser, further, baseURL, contextOptions }, use, testInfo) => {
    const { project } = testInfo
    const origin = new URL(baseURL ?? '').origin
    const complaints: string[] = []
    const toClose: (Browser | BrowserContext)[] = []
    let processes = 0
    const visited: { readonly name: string; readonly page: Page }[] = []
    const settings = { ...contextOptions, baseURL: origin, locale: 'en-GB', timezoneId: 'UTC' }
    // Two pages of one machine find each other over WebRTC only with these two allowed.
    const permissions = ['camera', 'microphone']
    const isFirefox = project.use.browserName === 'firefox'

    const app: App = {
      origin,
      async visit(name, { at = '/', browser: kind = 'same', viewport, first, allowed, before } = {}) {
        const context = kind === 'same' ? await own(browser, isFirefox) : await app.newBrowser(kind)
        if (!first) await context.addInitScript(known)
        await context.addInitScript(tellViolations)
        await context.addInitScript(noteInput)
        await before?.(context)
        const page = await context.newPage()
        visited.push({ name, page })
        if (viewport) await page.setViewportSize(viewport)
        app.watch(page, name, allowed)
        await page.goto(at)
        await (first ? page.locator('.hello').waitFor() : usable(page))
        return page
      },
      async newBrowser(kind = 'chromium') {
        if (kind === 'chromium') return own(await further(processes++), false)
        const launched = await firefoxType.launch(firefox)
        toClose.push(launched)
        return own(launched, true)
      },
      watch(page, name, allowed = /^$/) {
        const complain = (says: string): void => {
          if (!allowed.test(says)) complaints.push(`${name}: ${says}`)
        }
        page.on('console', (message) => {
          if (message.type() === 'error') complain(message.text())
        })
        page.on('pageerror', (error) => complain(error.stack ?? String(error)))
        page.on('crash', () => complain('the page crashed'))
        page.on('request', (request) => {
          const url = new URL(request.url())
          if (/^https?:$/.test(url.protocol) && url.origin !== origin) complain(`asked ${url.origin}`)
        })
        page.on('websocket', (socket) => {
          if (new URL(socket.url()).host !== new URL(origin).host) complain(`spoke to ${socket.url()}`)
        })
      },
    }

    async function own(from: Browser, firefox: boolean): Promise<BrowserContext> {
      const context = await from.newContext(firefox ? settings : { ...settings, permissions })
      toClose.push(context)
      await shaken(context)
      return context
    }

    await use(app)
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const { name, page } of visited) console.log(`What ${name} saw last:\n${await lastInput(page)}`)
    }
    const told = [...complaints] // closing makes Playwright take pictures, and these break the page's policy on styles
    for (const each of toClose.toReversed()) await each.close()
    expect(told, 'what pages complained of').toEqual([])
  },
})

/** Another world instead, in which nobody examines what is published: for tests of what lies below that. */
export const enterUnfiltered = (page: Page): Promise<unknown> =>
  page.evaluate(() => window.mesi.worlds.create('Mesi', { 'content.checks': 'off' }))

/** Run in a page before anything else: this browser has met Mesi before. */
function known(): void {
  if (location.protocol.startsWith('http')) localStorage.setItem('mesi.known', 'yes')
}

/** Run in a page before anything else: what its Content Security Policy kept it from is an error, in every browser. */
function tellViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    console.error(`broke the policy: ${violatedDirective} ${blockedURI} ${sample}`),
  )
}

declare global {
  interface Window {
    /** What hands and keys did on this page last, and which dialogs came and went: for whoever reads why a test failed. */
    lastInput?: string[]
  }
}

/** Run in a page before anything else. */
function noteInput(): void {
  const noted: string[] = (window.lastInput = [])
  const note = (what: string): void => {
    noted.push(`${performance.now().toFixed(0)} ms ${what}`)
    if (noted.length > 60) noted.shift()
  }
  for (const type of ['mousedown', 'mouseup', 'click', 'keydown', 'focusin', 'popstate'])
    addEventListener(
      type,
      ({ target }) => {
        if (!(target instanceof HTMLElement)) return note(type)
        const { top } = target.getBoundingClientRect()
        const name = target.getAttribute('aria-label') ?? target.textContent.slice(0, 30)
        note(`${type} ${target.tagName.toLowerCase()} "${name}" at ${top.toFixed(0)}, scrolled by ${scrollY.toFixed(0)}`)
      },
      true,
    )
  const isDialog = (node: Node) => node instanceof HTMLElement && (/dialog/.test(node.role ?? '') || node.querySelector('[role*=dialog]'))
  new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes } of changes) {
      for (const node of addedNodes) if (isDialog(node)) note('a dialog comes')
      for (const node of removedNodes) if (isDialog(node)) note('a dialog goes')
    }
  }).observe(document, { subtree: true, childList: true })
}

const lastInput = (page: Page): Promise<string> =>
  page.evaluate(() => `${location.href}\n${window.lastInput?.join('\n')}`).catch(() => 'it is closed')

/** Resolves when the world is open and the frame or a screen in its place stands. */
export async function usable(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      ('mesi' in window && window.mesi.questions().length > 0 && document.querySelector('.frame') !== null) ||
      document.querySelector('.broken') !== null,
  )
}

/**
 * Nothing is written in the world of a page, or of a frame, until that is let go, as behind other work of the disk.
 * @param of another database instead
 */
export async function holdDisk(page: Page | FrameLocator, of?: string): Promise<() => Promise<void>> {
  const held = await page.locator('body').evaluateHandle(async (_, of) => {
    const { world } = window.mesi.hash()
    const name =
      of ?? (await indexedDB.databases()).map(({ name }) => name ?? '').find((name) => name.includes(world) && !name.endsWith('/views'))
    const db = await new Promise<IDBDatabase>((opened, failed) => {
      const request = indexedDB.open(name ?? '')
      request.onsuccess = () => opened(request.result)
      request.onerror = () => failed(request.error ?? new Error('not opened'))
    })
    const held = { on: true }
    const stores = db.transaction([...db.objectStoreNames], 'readwrite')
    const goOn = () => {
      if (held.on) stores.objectStore(db.objectStoreNames[0] as string).count().onsuccess = goOn
    }
    goOn()
    stores.oncomplete = () => db.close()
    return held
  }, of)
  return () => held.evaluate((held) => void (held.on = false))
}

/** Resolves when what moves has arrived and nothing was put on the page for a few frames: a row of a list is hidden until it is measured. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.all(ending.map((animation) => animation.finished.catch(() => {})))
    let quiet = 0
    const changes = new MutationObserver(() => (quiet = 0))
    changes.observe(document.body, { subtree: true, childList: true, attributes: true })
    for (; quiet < 6; quiet++) await new Promise((frame) => requestAnimationFrame(frame))
    changes.disconnect()
  })
}

/** Fails with what is wrong, where, and how to mend it. @param without parts of the page that have tests of their own, as CSS */
export async function axe(page: Page, without?: string): Promise<void> {
  await bringAxe(page)
  const look = async () => {
    await atRest(page)
    return page.evaluate(async (without) => {
      const { axe } = window as unknown as { axe: Axe }
      return (await axe.run(without === undefined ? document : { exclude: [[without]] }, { resultTypes: ['violations'] })).violations
    }, without)
  }
  const first = await look()
  const violations = first.length > 0 ? await look() : first // what came in while it was looked at is not at rest
  expect(violations.map(inWords), `axe on ${page.url()}`).toEqual([])
}

const inWords = ({ id, help, nodes }: Violation): string =>
  `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`
interface Axe {
  run(on: Document | object, options: object): Promise<{ violations: Violation[] }>
}
interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What colours a page has, and the rules by which they are looked at: all, or these alone. */
interface Dress {
  readonly colorScheme: 'light' | 'dark'
  readonly contrast: 'no-preference' | 'more'
  readonly rules?: readonly string[]
}

/** Axe for several dresses of one screen that is at rest. @returns what is wrong */
export async function axeIn(page: Page, dresses: readonly Dress[]): Promise<readonly string[]> {
  await bringAxe(page)
  // Colours that are inherited change with one frame for each level, even where nothing is to move.
  await page.evaluate(() => {
    const still = new CSSStyleSheet()
    still.replaceSync('*, ::before, ::after { transition: none !important }')
    document.adoptedStyleSheets.push(still)
  })
  const found: string[] = []
  for (const { rules, ...dress } of dresses) {
    await page.emulateMedia(dress)
    const violations = await page.evaluate(async (rules) => {
      for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next))
      const { axe } = window as unknown as { axe: Axe }
      const only = rules && { runOnly: rules, rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])) }
      return (await axe.run(document, { resultTypes: ['violations'], ...only })).violations
    }, rules)
    found.push(...violations.map((each) => `${dress.colorScheme}, ${dress.contrast}: ${inWords(each)}`))
  }
  await page.emulateMedia({ colorScheme: null, contrast: null })
  await page.evaluate(() => {
    for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish()
    void getComputedStyle(document.body).color // as it is again, before anything may move
    document.adoptedStyleSheets.pop()
  })
  return found
}
/** Into a page and its frames, all of which are ours. What has it keeps it: to read it anew takes as long as to look at a screen with it. */
async function bringAxe(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    try {
      if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeSource)
    } catch (error) {
      if (!frame.isDetached()) throw error // a frame of what was left a moment ago may go meanwhile
    }
  }
}
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Somebody new on this page, without walking through the screens; the page is theirs from then on.
 * @returns the account's id
 */
export function signUp(page: Page, { kind = 'real', ...introduction }: Introduction & { readonly kind?: 'real' | 'ai' }): Promise<string> {
  return page.evaluate(
    async ([kind, introduction]) => {
      const account = await window.mesi.join(kind, introduction)
      window.mesi.be(account)
      return account
    },
    [kind, introduction] as const,
  )
}

/** Does an act as somebody of this page, without walking through the screens. @returns its id */
export const does = <N extends ActName>(page: Page, who: string, type: N, data: DataOf<N>): Promise<string> =>
  page.evaluate(
    async ([who, type, data]) => {
      const outcome = await window.mesi.act(who, type, data as never)
      if (!outcome.ok) throw new Error(outcome.clauses.map(({ id, text }) => `${id} ${text}`).join(' '))
      return outcome.id
    },
    [who, type, data] as const,
  )

/** Goes to an address as a link would, without loading the page anew. Resolves once its screen stands: the one before has the same buttons. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await page.waitForFunction(() => {
    const at = document.querySelector<HTMLElement>('.frame')?.dataset.at
    return at === undefined || at === location.pathname
  })
}

/** In a world of its own, with nobody in it, on a page that is open: as good as a new browser for whatever hangs on the world alone. */
export async function anew(page: Page, path = '/'): Promise<void> {
  await page.evaluate(() => window.mesi.worlds.create('Mesi'))
  await goTo(page, path)
}

/** All that these pages began is done, on disk, and with each other. */
export async function settled(...pages: readonly Page[]): Promise<void> {
  for (const page of [...pages, ...pages]) await page.evaluate(() => window.mesi.settled())
}

/** A file as a person picks it. */
export const picked = ({ name, bytes, type }: { readonly name: string; readonly bytes: Uint8Array; readonly type?: string }) => ({
  name,
  mimeType: type ?? '',
  buffer: Buffer.from(bytes),
})
