/** Real WebRTC between browser processes: acts, a large photo over a line that breaks, and a newcomer to a world with a past. */
import type { Worker as Helper } from '@playwright/test'
import { type App, expect, type Page, signUp, test, usable } from '../support/app'
import { agree, captions, note, watchTasks } from '../support/scenarios'
import { putWorldInPage } from '../support/worldsInPage'

const MB = 1_000_000
/** Who is not heard at once is heard when they call again, a while later. */
const meeting = { timeout: 90_000 }

const hashOf = (page: Page) => page.evaluate(() => window.mesi.hash())
const invite = (page: Page): Promise<string> => page.evaluate(() => window.mesi.peers.invite())
const status = (page: Page): Promise<string> => page.evaluate(() => window.mesi.peers.status())

async function two(app: App): Promise<readonly [Page, Page]> {
  const a = await app.visit('a', { browser: 'chromium' })
  await signUp(a, { name: 'Anna', handle: 'anna' })
  const b = await app.visit('b', { browser: 'chromium', at: await invite(a) })
  for (const page of [a, b]) await expect.poll(() => status(page), meeting).toBe('1 peer')
  return [a, b]
}

test('what each does shows at the other at once, and who is there in the status line; a photo of 12 MB, 3 MB once it is made ready, comes over a line that breaks in the middle: it goes on where it stopped', async ({
  app,
}) => {
  const [a, b] = await two(app)
  await expect.poll(() => b.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'anna' }) !== null)).toBe(true)
  await signUp(b, { name: 'Ben', handle: 'ben' })
  await note(a, 'anna', 'from here')
  await note(b, 'ben', 'from there')
  for (const page of [a, b]) {
    await expect.poll(async () => (await captions(page)).map(String).toSorted()).toEqual(['from here', 'from there'])
    await expect(page.getByRole('status').filter({ hasText: '2 devices' })).toBeVisible()
  }
  await agree(a, b)

  const { hash, size } = await a.evaluate(async () => {
    // Noise, which no encoder makes smaller.
    const canvas = new OffscreenCanvas(2_048, 2_048)
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
    const pixels = context.createImageData(2_048, 2_048)
    for (let at = 0; at < pixels.data.length; at += 65_536) crypto.getRandomValues(pixels.data.subarray(at, at + 65_536))
    for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 255
    context.putImageData(pixels, 0, 0)
    const picked = new File([await canvas.convertToBlob()], 'noise.png')
    if (picked.size < 12_000_000) throw new Error(`only ${picked.size} bytes`)
    const { file } = await window.mesi.blobs.put(picked)
    const data = { form: 'droplet', media: 'image', files: [file], audience: 'everyone', moods: [], tags: [] } as const
    const outcome = await window.mesi.act('anna', 'content.published', { ...data, rightsConfirmed: true, made: 'human', persona: 'none' })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    return file
  })
  expect(size).toBeGreaterThan(3 * MB)
  await expect.poll(() => b.evaluate(() => window.mesi.ask('feed').items.length)).toBe(3)

  // The line is cut as soon as some of it is here, and is so slow that this is noticed long before all of it is.
  await a.evaluate(() => window.mesi.peers.slow(500))
  const cut = await b.evaluate(
    async ([hash, size]) => {
      const blob = () => window.mesi.ask('feed').items[0]?.files[0]?.blob ?? { state: 'absent', have: 0 }
      const seen = new Set<number>()
      await window.mesi.blobs.want(hash, size)
      while (blob().have === 0) await new Promise((resolve) => setTimeout(resolve, 0))
      await window.mesi.peers.online(false)
      const at = { ...blob(), links: window.mesi.peers.list().length }
      await window.mesi.peers.online(true)
      while (blob().state !== 'here') {
        seen.add(blob().have)
        await new Promise((resolve) => setTimeout(resolve, 0))
      }
      const again = window.mesi.peers.list().reduce((sum, { counters }) => sum + counters.bytesIn, 0)
      return { at, seen: [...seen], again }
    },
    [hash, size] as const,
  )
  expect(cut.at.links).toBe(0)
  expect(cut.at.state).not.toBe('here')
  expect(cut.at.have).toBeGreaterThan(0)
  expect(cut.at.have).toBeLessThan(size)
  // Progress is told as it goes, and never falls back.
  expect(cut.seen.length).toBeGreaterThan(2)
  expect(cut.seen).toEqual(cut.seen.toSorted((one, other) => one - other))
  expect(cut.seen[0]).toBeGreaterThanOrEqual(cut.at.have)
  expect(cut.again).toBeLessThan(size - cut.at.have + 300_000)
  await a.evaluate(() => window.mesi.peers.slow(0))
  const digest = (page: Page) =>
    page.evaluate(async (hash) => {
      const bytes = await (await window.mesi.blobs.get(hash))?.arrayBuffer()
      return bytes && new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex()
    }, hash)
  expect(await digest(b)).toBe(await digest(a))
  await b.close()
  await expect.poll(() => status(a)).toBe('local only')
})

test('a link that a script follows while the world that is open here looks for its own devices leads into the other one', async ({
  app,
}) => {
  const a = await app.visit('a', { browser: 'chromium' })
  await signUp(a, { name: 'Anna', handle: 'anna' })
  const link = await invite(a)
  let hasRelay = (): void => {}
  const isThere = new Promise<void>((resolve) => (hasRelay = resolve))
  const b = await app.visit('b', {
    browser: 'chromium',
    before: async (context) => void context.on('page', (page) => page.on('websocket', (relay) => relay.on('framesent', hasRelay))),
  })
  await isThere
  await b.evaluate((link) => window.mesi.peers.join(link, AbortSignal.timeout(90_000)), link)
  await expect.poll(() => status(b), meeting).toBe('1 peer')
  await expect.poll(() => b.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'anna' }) !== null)).toBe(true)
})

test('ACC-18: a second device that comes into a world in which nothing happened for a while is its owner’s, though their invite waits for a seal', async ({
  app,
}) => {
  const [a] = await two(app) // with somebody there the host seals later
  const now = () => a.evaluate(() => window.mesi.clock.now())
  const quiet = await now()
  await expect.poll(now, { timeout: 30_000 }).toBeGreaterThan(quiet + 14_000)
  const b = await app.visit('b2', { browser: 'chromium', at: await a.evaluate(() => window.mesi.peers.pair('anna')) })
  const handles = () => b.evaluate(() => window.mesi.personas().map(({ handle }) => handle))
  await expect.poll(handles, meeting).toEqual(['anna'])
})

for (const browser of ['chromium', 'firefox'] as const) {
  test(`K19, ACC-18: a second device of somebody in a world of 20,000 events looks around at once, has all of it later, with an equal hash, and then is that person (${browser})`, async ({
    app,
  }) => {
    test.setTimeout(400_000)
    const a = await app.visit('a', {
      browser: 'chromium',
      before: (context) => putWorldInPage(context, app.origin, { events: 20_000, accounts: 200 }),
    })
    const [{ account, handle }] = (await a.evaluate(() => window.mesi.personas())) as unknown as [{ account: string; handle: string }]
    const link = await a.evaluate((who) => window.mesi.peers.pair(who), handle)
    const whole = await hashOf(a)
    const helpers: Helper[] = []
    const b = await app.visit('b', {
      browser,
      at: link,
      before: async (context) => {
        context.on('page', (page) => page.on('worker', (worker) => worker.url().includes('helperWorker') && helpers.push(worker)))
        await context.addInitScript(noteStates)
      },
    })
    const [tasksOfA, tasksOfB] = [await watchTasks(a), await watchTasks(b)]
    const began = Date.now()
    const isUsable = () => b.evaluate((seal) => window.mesi.hash().seal >= seal && window.mesi.ask('feed').items.length, whole.seal)
    await expect.poll(isUsable, { timeout: 90_000, intervals: [20] }).toBe(20)
    const shows = Date.now() - began
    expect(await b.evaluate(() => window.mesi.ask('books'))).toEqual(await a.evaluate(() => window.mesi.ask('books')))
    // A link beside the button leads there, too, and is there for longer.
    await b.getByRole('link', { name: 'Feed' }).first().click()

    await expect.poll(() => status(b), { timeout: 90_000, intervals: [20] }).toBe('1 peer')
    const complete = Date.now() - began
    expect(await b.evaluate(() => window.passed)).toContain('backfilling')
    expect(helpers).toHaveLength(1) // it had the pieces and the history, and is gone
    await expect.poll(() => b.workers()).not.toContain(helpers[0])
    // Under a snapshot that was not checked nobody was anybody here; now the keys of the link serve who brought them.
    await expect.poll(() => b.evaluate(() => window.mesi.personas().map((each) => each.account)), meeting).toEqual([account])
    await agree(a, b)
    console.log(
      `20,000 events, ${browser}: the feed after ${shows} ms, all of it after ${complete} ms; newcomer: ${await tasksOfB()}; host: ${await tasksOfA()}`,
    )

    await expect(b.getByRole('link', { name: 'Sign up' })).toHaveCount(0)
    expect(await b.evaluate((who) => window.mesi.act(who, 'accounts.handleClaimed', { handle: 'at_home' }), account)).toMatchObject({
      ok: true,
    })

    // What was long before the snapshot is told of like anything else.
    const oldest = await b.evaluate(() => {
      const [card] = window.mesi.ask('feed').items
      const gallery = window.mesi.ask('gallery', { account: card?.author.account ?? '', from: 'oldest', size: 1 })
      return gallery.items[0]?.id as string
    })
    const why = (page: Page) => page.evaluate((id) => window.mesi.why(id), oldest)
    expect((await why(b)).standing).toBe('final')
    expect(await why(b)).toEqual(await why(a))
    await note(b, account, 'I am here')
    await agree(a, b)
    expect(await a.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'at_home' }) !== null)).toBe(true)
    const state = await hashOf(b)
    await b.reload()
    await usable(b)
    await expect.poll(async () => (await hashOf(b)).sum).toBe(state.sum)
  })
}

/** Run in a page before anything else: notes which states its status line has passed through, each as soon as it shows. */
function noteStates(): void {
  const passed: string[] = (window.passed = [])
  new MutationObserver(() => {
    const [state] = 'mesi' in window ? window.mesi.peers.status().split(' ') : []
    if (state && state !== passed.at(-1)) passed.push(state)
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
}

/** Run in a page before anything else: takes it offline in the midst of a history, once for its tab, and counts what a helper has come to. */
function stopMidway(): void {
  window.reached = 0
  window.Worker = new Proxy(Worker, {
    construct(target, args) {
      const made = Reflect.construct(target, args) as Worker
      made.addEventListener('message', ({ data }) => void ('reached' in data && window.reached++))
      return made
    },
  })
  new MutationObserver(() => {
    if (!('mesi' in window) || sessionStorage.getItem('stopped') !== null) return
    const done = Number(/^backfilling (\d+)/.exec(window.mesi.peers.status())?.[1] ?? 0)
    if (done <= 3_000) return
    sessionStorage.setItem('stopped', String(done))
    void window.mesi.peers.online(false)
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
}

declare global {
  interface Window {
    passed: string[]
    /** How often a helper has said how far it is. */
    reached: number
  }
}

test('K19: where the helper cannot be fetched, the page opens a large world by itself', async ({ app }) => {
  test.setTimeout(400_000)
  const a = await app.visit('a', {
    browser: 'chromium',
    before: (context) => putWorldInPage(context, app.origin, { events: 3_000, accounts: 40 }),
  })
  let asked = 0
  const b = await app.visit('b', {
    browser: 'chromium',
    at: await invite(a),
    allowed: /helperWorker|404/,
    before: (context) =>
      context.route(/helperWorker/, (route) => {
        asked++
        return route.fulfill({ status: 404 })
      }),
  })
  await expect.poll(() => status(b), meeting).toBe('1 peer')
  await agree(a, b)
  expect(asked).toBeGreaterThan(0)
})

test('K19: in another language, and opened again in the midst of it, a large world is all here in the end', async ({ app }) => {
  test.setTimeout(400_000)
  const a = await app.visit('a', {
    browser: 'chromium',
    before: (context) => putWorldInPage(context, app.origin, { events: 10_000, accounts: 100 }),
  })
  const [{ account, handle }] = (await a.evaluate(() => window.mesi.personas())) as unknown as [{ account: string; handle: string }]
  const helpers: Helper[] = []
  const b = await app.visit('b', {
    browser: 'chromium',
    at: await a.evaluate((who) => window.mesi.peers.pair(who), handle),
    before: async (context) => {
      context.on('page', (page) => page.on('worker', (worker) => worker.url().includes('helperWorker') && helpers.push(worker)))
      await context.addInitScript(() => localStorage.setItem('mesi.language', 'es'))
      await context.addInitScript(stopMidway)
    },
  })
  // A helper that hangs says nothing, and what is left of the work is done by the page.
  const reached = () => b.evaluate(() => window.reached)
  await expect.poll(() => b.evaluate(() => sessionStorage.getItem('stopped')), meeting).not.toBeNull()
  expect(await reached()).toBeGreaterThan(0)
  expect(await b.evaluate(() => window.mesi.personas())).toEqual([])
  await b.reload()
  await usable(b)
  const accounts = () => b.evaluate(() => window.mesi.personas().map((each) => each.account))
  await expect.poll(accounts, meeting).toEqual([account])
  expect(await reached()).toBeGreaterThan(0)
  await agree(a, b)
  expect(helpers).toHaveLength(2)
})
