/** The stage on which scenarios are tests: every peer a browser of its own. */
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Locator } from '@playwright/test'
import type { ActName, DataOf, QuestionName } from '../../src/areas/typed'
import type { Language } from '../../src/language'
import { LEAVING } from '../../src/scenarios/find'
import { type Acted, cameOf, type Door, type How, type Screen, type Stage } from '../../src/scenarios/play'
import { anew, type App, expect, goTo, type Page, picked, settled, signUp, usable } from './app'
import { press, reach, write } from './keys'

declare global {
  interface Window {
    /** All that was done on this page since a scenario opened it. */
    acted?: Acted[]
  }
}

export interface BrowserStage extends Stage {
  /** The page of a peer that was opened. A peer that is opened again keeps its page, in a world with nobody in it. */
  page(peer: string): Page
}

/** @param browserOf which browser a peer gets; a Chromium process of its own, if nothing is said @param hands what its people have @param language what its screens speak, if not English */
export function browserStage(
  app: App,
  browserOf: (peer: string) => 'same' | 'chromium' | 'firefox' = () => 'chromium',
  hands: 'mouse' | 'keys' = 'mouse',
  language?: Language,
): BrowserStage {
  const pages = new Map<string, Page>()
  return {
    async open(peer, at, sharing) {
      const [known, other] = [pages.get(peer), sharing === undefined ? undefined : pages.get(sharing)]
      const page = other
        ? await beside(app, peer, other, at)
        : known
          ? await again(known, at)
          : await app.visit(peer, { at, browser: browserOf(peer), ...(language ? { before: speaking(language) } : {}) })
      pages.set(peer, page)
      // Whoever is invited stands at the door until a line has brought all that happened so far, which takes its time.
      if (/^https?:/.test(at)) await page.waitForURL(({ pathname }) => pathname !== '/join')
      await page.evaluate(() => {
        const acted: Acted[] = (window.acted = [])
        window.mesi.onAct(({ id, account, type }) => void acted.push({ id, account, type }))
      })
      return { ...doorOf(page), ...screenOf(page, hands === 'keys' ? byKeys : byMouse) }
    },
    file: async (name) => new Uint8Array(await readFile(new URL(`../../public/scenarios/${name}`, import.meta.url))),
    page(peer) {
      const page = pages.get(peer)
      if (!page) throw new Error(`${peer} is not open`)
      return page
    },
  }
}

/** A browser in which somebody chose a language before the app was opened. */
export const speaking = (language: Language) => (context: BrowserContext) =>
  context.addInitScript((chosen) => {
    if (location.protocol.startsWith('http')) localStorage.setItem('mesi.language', chosen)
  }, language)

/** The page of another playing: where an invitation leads, or in a world with nobody in it. */
async function again(page: Page, at: string): Promise<Page> {
  if (/^https?:/.test(at)) {
    await page.goto('about:blank') // else another fragment alone would not load it
    await page.goto(at)
    await usable(page)
    return page
  }
  await anew(page, at)
  return page
}

/** One more page of the same device. */
async function beside(app: App, name: string, other: Page, at: string): Promise<Page> {
  const page = await other.context().newPage()
  app.watch(page, name)
  await page.goto(at)
  await usable(page)
  return page
}

const doorOf = (page: Page): Door => ({
  join: (kind, introduction) => signUp(page, { kind, ...introduction }),
  be: (who) => page.evaluate((who) => window.mesi.be(who), who),
  act: async (who, type, data) =>
    cameOf(await page.evaluate(([who, type, data]) => window.mesi.act(who, type as ActName, data as never), [who, type, data] as const)),
  report: async (who, { content, breach, words }) =>
    cameOf(await page.evaluate(([who, reported]) => window.mesi.report(who, reported), [who, { content, breach, words }] as const)),
  judge: async (who, { report, misuse, words }) =>
    cameOf(await page.evaluate(([who, judged]) => window.mesi.judge(who, judged), [who, { report, misuse, words }] as const)),
  lookInto: async (who, report) =>
    cameOf(await page.evaluate(([who, report]) => window.mesi.lookInto(who, report), [who, report] as const)),
  acted: () => page.evaluate(() => window.acted ?? []),
  write: (who, words) => page.evaluate(([who, words]) => window.mesi.write(who, words), [who, words] as const),
  put: ({ name, bytes }) => putBytes(page, name, bytes),
  ask: (question, args, as) =>
    page.evaluate(([question, args, as]) => window.mesi.ask(question as QuestionName, args as never, as === null ? {} : { as }), [
      question,
      args,
      as ?? null,
    ] as const),
  advance: (span) => page.evaluate(async (span) => void (await window.mesi.clock.advance(span)), span),
  online: (on) => page.evaluate((on) => window.mesi.peers.online(on), on),
  settled: () => page.evaluate(() => window.mesi.settled()),
  stand: () => page.evaluate(() => window.mesi.hash()),
  invite: () => page.evaluate(() => window.mesi.peers.invite()),
  lend: (who) => page.evaluate((who) => window.mesi.lend(who), who),
  enrol: (keys) =>
    page.evaluate(async (keys) => {
      const account = await window.mesi.enrol(keys)
      window.mesi.be(account)
      return account
    }, keys),
})

type Touch = (page: Page, target: Locator, role: string, how: How) => Promise<void>

const byMouse: Touch = async (page, target, role, { type, file, key }) => {
  if (key !== undefined) return target.press(key)
  if (type !== undefined) {
    const isSelect = await target.evaluate((element) => element instanceof HTMLSelectElement)
    return isSelect ? void (await target.selectOption({ label: type })) : target.fill(type)
  }
  // Its label may lie over it, as a card or a pill: a tap goes there, once it stands still.
  const label = target.locator('xpath=ancestor::label')
  if ((role === 'radio' || role === 'checkbox') && (await label.count()) > 0) return label.click()
  if (file === undefined) return target.click()
  const choosing = page.waitForEvent('filechooser')
  await target.click()
  await (await choosing).setFiles(picked(file))
}

const byKeys: Touch = async (page, target, role, { type, file, key }) => {
  if (type !== undefined) return write(page, target, role, type)
  if (key !== undefined) {
    await reach(page, target, role)
    return page.keyboard.press(key)
  }
  const choosing = file && page.waitForEvent('filechooser')
  await press(page, target, role)
  if (choosing) await (await choosing).setFiles(picked(file))
}

const screenOf = (page: Page, touch: Touch): Screen => ({
  go: (to) => goTo(page, to),
  async tap({ role, name, part, nth = 0 }, how) {
    await expect(page.locator(LEAVING)).toHaveCount(0)
    await touch(page, page.getByRole(role as 'button', { name, exact: !part }).nth(nth), role, how)
  },
  shows: (text) => expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible(),
  lacks: (text) => expect(page.getByText(text).filter({ visible: true })).toHaveCount(0),
})

/** Makes a file ready in a page, as a screen would. @returns what an act takes */
export const putBytes = (page: Page, name: string, bytes: Uint8Array) =>
  page.evaluate(async ([name, base64]) => (await window.mesi.blobs.put(new File([Uint8Array.fromBase64(base64)], name))).file, [
    name,
    Buffer.from(bytes).toString('base64'),
  ] as const)

/** Somebody of this page posts a few words. @param more what else the act says @returns the post's id */
export const note = (page: Page, who: string, words: string, more: Partial<DataOf<'content.published'>> = {}): Promise<string> =>
  page.evaluate(
    async ([who, words, more]) => {
      const about = { audience: 'everyone', moods: [], tags: [], rightsConfirmed: true, made: 'human', persona: 'none' } as const
      const caption = window.mesi.write(who, words)
      const outcome = await window.mesi.act(who, 'content.published', {
        form: 'droplet',
        media: 'text',
        files: [],
        caption,
        ...about,
        ...more,
      })
      if (!outcome.ok) throw new Error(outcome.clauses.map(({ id, text }) => `${id} ${text}`).join(' '))
      return outcome.id
    },
    [who, words, more] as const,
  )

/** What all posts say, newest first; `undefined` for words that are not here yet. */
export const captions = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(() => {
    const all: (string | undefined)[] = []
    for (let cursor: string | undefined; ; ) {
      const feed = window.mesi.ask('feed', { size: 50, ...(cursor === undefined ? {} : { cursor }) })
      all.push(...feed.items.map(({ caption }) => (caption?.state === 'here' ? caption.text : undefined)))
      if (feed.cursor === null) return all
      cursor = feed.cursor
    }
  })

/**
 * All that these pages began is done, and they have come to the same. Who has no line to the others would wait for nobody: while one is lost
 * it is looked for again, which takes until they hear of each other.
 */
export async function agree(...pages: readonly [Page, Page, ...Page[]]): Promise<void> {
  const lines = () => Promise.all(pages.map((page) => page.evaluate(() => window.mesi.peers.list().map(({ id }) => id))))
  await expect(async () => {
    const before = await lines()
    for (const each of before) expect(each).not.toEqual([])
    await settled(...pages)
    expect(await lines()).toEqual(before)
  }).toPass({ timeout: 90_000 })
  const [first, ...others] = await Promise.all(pages.map((page) => page.evaluate(() => window.mesi.hash())))
  for (const other of others) expect(other).toEqual(first)
}

/** Notes every moment at which a page could not answer for longer than 50 ms. @returns what says so, for printing: times differ between machines */
export async function watchTasks(page: Page): Promise<() => Promise<string>> {
  const tasks = await page.evaluateHandle(() => {
    const tasks: number[] = []
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({
      type: 'longtask',
    })
    return tasks
  })
  return async () => {
    const all = await tasks.jsonValue()
    return `${all.length} long tasks, ${all.reduce((sum, each) => sum + each, 0)} ms in all, the longest ${Math.max(0, ...all)} ms`
  }
}
