/**
 * `npm run soak -- --browsers`: a town in real browsers. Three processes with disks of their own, linked over real WebRTC, in which people
 * act while lines are cut, pages are loaded again, tabs come and go, the clock leaps and browsers are killed. What is tried next hangs on
 * the seed, what comes of it on the machine as well. At the end everybody has to know the same, and of all that was said to be done
 * nothing may be missing.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { BrowserContext, Page } from '@playwright/test'
import { open, serveProduct } from '../bench/browser'
import { makeDice } from '../support/network'

const A_TOWN_MS = 90_000
const TO_AGREE_MS = 120_000
const A_SECOND = 1_000

/** @returns in how many towns something was wrong */
export async function playBrowsers(first: number, seconds: number): Promise<number> {
  const { origin, close } = await serveProduct()
  const until = Date.now() + seconds * 1000
  let found = 0
  for (let seed = first; Date.now() < until; seed++) {
    const wrong = await playTown(origin, seed, Math.min(A_TOWN_MS, seconds * 1000)).catch((error: Error) => [error.message])
    console.log(`seed ${seed}: ${wrong.length === 0 ? 'the town holds' : wrong.join('\n')}`)
    if (wrong.length > 0) found++
  }
  close()
  return found
}

/** The browser of one person, with its tabs. */
interface Home {
  readonly name: string
  readonly profile: string
  /** Who can act in it. */
  readonly people: string[]
  context: BrowserContext
  tabs: Page[]
}

async function playTown(origin: string, seed: number, howLong: number): Promise<string[]> {
  const dice = makeDice(seed)
  const wrong: string[] = []
  /** Acts that a page said to be durable. */
  const done: string[] = []
  const tally: Record<string, number> = {}
  const homes: Home[] = []

  async function enter(home: Home, at: string): Promise<Page> {
    const tab = await home.context.newPage()
    tab.on('pageerror', (error) => wrong.push(`${home.name}: ${error.message}`))
    home.tabs.push(tab)
    await tab.goto(at)
    return tab
  }
  async function moveIn(name: string, at: string): Promise<Page> {
    const profile = mkdtempSync(`${tmpdir()}/mesi-soak-`)
    const home: Home = { name, profile, people: [name], context: await start(profile), tabs: [] }
    homes.push(home)
    const tab = await enter(home, at)
    await tab.waitForFunction(() => 'mesi' in window && location.pathname !== '/join')
    if (at === origin) await tab.evaluate(() => window.mesi.worlds.create('Rough'))
    await isUsable(tab)
    await tab.evaluate((handle) => window.mesi.join('real', { name: handle, handle }), name)
    return tab
  }

  const ways: readonly (readonly [name: string, outOf100: number, goes: (home: Home, tab: Page) => Promise<unknown>])[] = [
    [
      'acts',
      75,
      async ({ people }, tab) => {
        const id = await tab.evaluate(act, { who: dice.pick(people), at: dice.int(100), others: ['anna', 'ben', 'cleo'] })
        if (id !== undefined) done.push(id)
      },
    ],
    ['cuts and mends', 8, (_, tab) => tab.evaluate((on) => window.mesi.peers.online(on), dice.happens(0.6))],
    ['loads', 6, (_, tab) => tab.reload().then(() => isUsable(tab))],
    [
      'tabs',
      4,
      async (home, tab) => {
        if (home.tabs.length === 1) return isUsable(await enter(home, origin))
        home.tabs = home.tabs.filter((each) => each !== tab)
        return tab.close()
      },
    ],
    ['leaps', 4, () => dice.pick((homes[0] as Home).tabs).evaluate(() => window.mesi.clock.advance('1h'))],
    [
      'kills',
      3,
      async (home) => {
        spawnSync('pkill', ['-9', '-f', home.profile]) // with all that it was about to do
        await home.context.close().catch(() => undefined)
        home.context = await start(home.profile)
        home.tabs = []
        await isUsable(await enter(home, origin))
      },
    ],
  ]

  try {
    const anna = await moveIn('anna', origin)
    for (const name of ['ben', 'cleo']) await moveIn(name, await anna.evaluate(() => window.mesi.peers.invite()))
    // The same person on two devices: what she spends on the one the other may not know of.
    const ben = homes[1] as Home
    const keys = await anna.evaluate(() => window.mesi.settled().then(() => window.mesi.lend('anna')))
    await ben.tabs[0]?.evaluate((keys) => window.mesi.settled().then(() => window.mesi.enrol(keys)), keys)
    ben.people.push('anna')
    for (const until = Date.now() + howLong; Date.now() < until; ) {
      const home = dice.pick(homes)
      const tab = dice.pick(home.tabs)
      let mark = dice.int(100)
      const [name, , goes] = ways.find(([, outOf100]) => (mark -= outOf100) < 0) as (typeof ways)[number]
      await goes(home, tab)
      tally[name] = (tally[name] ?? 0) + 1
    }
    console.log(`seed ${seed}: ${JSON.stringify({ ...tally, durable: done.length })}`)
    return [...wrong, ...(await compare(homes, done))]
  } finally {
    for (const { context, profile } of homes) {
      await context.close().catch(() => undefined)
      rmSync(profile, { recursive: true, force: true })
    }
  }
}

/** A browser that was here before: nobody greets its people. */
async function start(profile: string): Promise<BrowserContext> {
  const context = await open(profile)
  await context.addInitScript(() => location.protocol.startsWith('http') && localStorage.setItem('mesi.known', 'yes'))
  return context
}

const isUsable = (tab: Page) =>
  tab.waitForFunction(() => 'mesi' in window && window.mesi.questions().length > 0, undefined, { timeout: 60_000 })

/** In a page: one of five things that people do. @returns the id of what is durable; nothing for what the rules refused */
async function act({ who, at, others }: { who: string; at: number; others: string[] }): Promise<string | undefined> {
  const { mesi } = window
  const agreed = (amount: number) => ({ total: amount, fee: 0, net: amount })
  const { items } = mesi.ask('feed', { size: 30 }, { as: who })
  const post = items[at % Math.max(1, items.length)]?.id
  const to = mesi.ask('profileByHandle', { handle: others.filter((each) => each !== who)[at % 2] as string })?.account
  const amount = 500 + at * 15
  const outcome = await [
    () =>
      mesi.act(who, 'content.published', {
        form: 'droplet',
        media: 'text',
        files: [],
        caption: mesi.write(who, `Hello ${at}`),
        audience: 'everyone',
        moods: [],
        tags: [],
        rightsConfirmed: true,
        made: 'human',
        persona: 'none',
      }),
    () => mesi.act(who, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: agreed(1_000) }),
    () => post && mesi.act(who, 'content.commented', { content: post, text: mesi.write(who, 'Yes'), made: 'human' }),
    () => post && mesi.act(who, at % 2 ? 'content.liked' : 'content.unliked', { content: post }),
    () => to && mesi.act(who, 'ledger.transferred', { to, currency: 'EUR', amount, agreed: agreed(amount) }),
  ][at % 5]?.()
  return outcome && outcome.ok ? outcome.id : undefined
}

/** @returns what is wrong once all are linked again, in words */
async function compare(homes: readonly Home[], done: readonly string[]): Promise<string[]> {
  const tabs = homes.flatMap((home) => home.tabs)
  for (const tab of tabs) await tab.evaluate(() => window.mesi.peers.online(true))
  for (const tab of tabs) await tab.evaluate(() => (window.mesi.clock.sleptFor() ? window.mesi.clock.resume() : undefined))
  let stands: { readonly seal: number; readonly sum: string; readonly pending: number }[] = []
  const isOne = () => new Set(stands.map(({ seal, sum }) => `${seal} ${sum}`)).size === 1 && stands.every(({ pending }) => pending === 0)
  for (const until = Date.now() + TO_AGREE_MS; Date.now() < until && !isOne(); ) {
    await new Promise((resolve) => setTimeout(resolve, A_SECOND))
    stands = await Promise.all(tabs.map((tab) => tab.evaluate(() => window.mesi.hash())))
  }
  if (!isOne()) return [`they do not agree: ${JSON.stringify(stands)}`]
  const fates = await Promise.all(
    tabs.map((tab) => tab.evaluate((ids) => Promise.all(ids.map(async (id) => (await window.mesi.verdict(id)).standing)), done)),
  )
  return done.flatMap((id, i) => {
    const told = new Set(fates.map((fate) => fate[i]))
    const isTold = told.size === 1 && (told.has('final') || told.has('void'))
    return isTold ? [] : [`${id} was done, and is ${[...told].join(' here and there ')}`]
  })
}
