/**
 * A town that chance makes up: whole peers over real disks, joined by the memory carrier. Ana and Ben live in the host's browser and on
 * devices of their own, and share little money, so that what they do apart is at odds. Browsers go offline, die at any call to their disk,
 * run full, open second tabs, get an older copy of their disk back, and hear of the world in any order. `townTruth.ts` says what must hold.
 */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import fc from 'fast-check'
import { accounts } from '../../src/areas/accounts/tables'
import type { AccountId, Question } from '../../src/areas/area'
import { feed } from '../../src/areas/content/views'
import { wallet } from '../../src/areas/ledger/views'
import { z } from '../../src/areas/shapes'
import { genesisText } from '../../src/log/rows'
import type { Hash, Millis, Row } from '../../src/log/types'
import { enrolHere, lendKeys } from '../../src/peer/pairing'
import { Peer } from '../../src/peer/peer'
import type { Deed, Persona } from '../../src/peer/personas'
import { WORTH_IT } from '../../src/peer/shortWay'
import { syncPeer } from '../../src/peer/sync'
import { ConnectionLost, StoreFailure } from '../../src/store/failures'
import { worldTables } from '../../src/store/schema'
import { createStore, openStore } from '../../src/store/store'
import { makeMemoryHub } from '../../src/sync/memory'
import { newDeviceName, type Sync } from '../../src/sync/sync'
import { virtualTiming } from '../../src/sync/timing'
import { collect, dump } from '../store/fixtures'
import { type Death, mortal } from '../support/mortal'
import { deliveries, type Dice, makeDice } from '../support/network'
import { arrive, does, enrolAt, newcomer, newWorld, stillMachine } from '../support/peers'
import { note } from '../support/posts'

const BEGINS = Date.UTC(2026, 0, 5)
const MINUTE = 60_000
export const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What can happen, and how often beside the rest. */
const odds = { act: 8, rush: 6, pass: 2, hear: 3, open: 4, kill: 4, close: 1, line: 5, room: 3, restore: 3, setClock: 1, leap: 1, tidy: 1 }
type Doing = keyof typeof odds
const doings = (Object.keys(odds) as Doing[]).flatMap((doing) => Array<Doing>(odds[doing]).fill(doing))

export const stories = fc.record({
  browsers: fc.integer({ min: 2, max: 4 }),
  isLarge: fc.nat(5).map((number) => number === 0),
  seed: fc.nat(),
  steps: fc.noBias(
    fc.array(fc.record({ what: fc.constantFrom(...doings), wait: fc.constantFrom(0, 0, 100, 2_000, 8_000), dice: fc.nat() }), {
      ...{ minLength: 20, maxLength: 40, size: 'max' },
    }),
  ),
})
type Story = typeof stories extends fc.Arbitrary<infer S> ? S : never

/** What took place, and how often: a property is worth what its worlds hold. */
export type Tally = { [what: string]: number }
type Tables = Readonly<Record<string, unknown[]>>

/** One tab, or the only one. */
interface Page {
  readonly peer: Peer
  readonly sync: Sync
  readonly death: Death
  /** What its screen shows, and what it would if it were drawn anew. */
  readonly screen: { shown: string; readonly ought: () => string }
}

/** All posts, and somebody's money. */
const screenOf: Question<object, string> = {
  ...{ name: 'screen', args: z.looseObject({}) },
  answer: (q) => JSON.stringify([feed.answer(q, {}), wallet.answer(q, {})]),
}

/** One disk, and the pages that are open on it. */
export class Browser {
  readonly device = newDeviceName()
  pages: readonly Page[] = []
  isOffline = false
  isFull = false
  /** By how much its wall clock is wrong. */
  shift: Millis = 0
  /** When its next page dies, as calls to the disk. */
  doom: Partial<Death> = {}
  copy: { readonly tables: Tables; readonly told: ReadonlySet<Hash> } | undefined
  /** A page of it was to die, or to lose its connection to the disk. */
  wasStruck = false
  wasRestored = false
  /** Rows of which nobody there can know whether they were kept: the page died over them. */
  unsure = 0

  /** @param plays who lives here once their keys are here @param livesHere whose are */
  constructor(
    readonly name: string,
    readonly plays: readonly AccountId[],
    readonly livesHere: Set<AccountId>,
  ) {}
}

/** What somebody was told is on the disk: it happens, or they are told that it did not. */
interface Told {
  readonly row: Row
  readonly by: Browser
  /** Browsers of the same person, which have to know what came of it. */
  readonly knownIn: readonly Browser[]
  /** An older copy was put over it: what others did not hear is gone for good. */
  isLost: boolean
}

const plainly = (amount: number) => ({ total: amount, fee: 0, net: amount })
/** The disks with which every town begins, and a large one: the short way pays there (K19). */
const photos: ReturnType<typeof photograph>[] = []
let towns = 0

/** Ana, Ben and their money are final in the host's browser and on a phone each; a third phone was invited and never opened. */
async function photograph(isLarge: boolean) {
  const time = stillMachine(BEGINS - MINUTE)
  const host = await newWorld(time)
  const peers = [host, await newcomer(host, time), await newcomer(host, time), await newcomer(host, time)] as const
  const gives = async (from: Peer, to: Peer) =>
    to.receive('the founder', await collect(from.store.rowsAfter([])), await from.store.sealsAfter(0), [])
  const people = [await arrive(host, 'ana'), await arrive(host, 'ben')] as const
  for (const [i, person] of people.entries()) {
    await does(host, person, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: plainly(1_000) })
    const phone = peers[i + 1] as Peer
    await gives(host, phone)
    await enrolAt(host, person, phone)
    await gives(phone, host)
  }
  const again = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
  if (isLarge)
    await host.act(
      people[0].device,
      Array.from({ length: WORTH_IT }, () => again),
    )
  time.pass(MINUTE)
  await host.sealNow({ full: true })
  for (const phone of peers.slice(1, 3)) await gives(host, phone)
  if (isLarge) for (const peer of peers.slice(0, 3)) await peer.saveSnapshot()
  const keys = new Map<AccountId, string>()
  for (const person of people) keys.set(person.account, await lendKeys(host, person))
  const [ana, ben] = people.map(({ account }) => account) as [AccountId, AccountId]
  const tables = (await Promise.all(peers.map(({ store }) => dump(store)))) as Tables[]
  const disks = tables.map((each, i) => ({ tables: each, plays: [[ana, ben], [ana], [ben], [ana]][i] as AccountId[] }))
  const heads = new Map(host.engine.vector().map(({ device, seq }) => [device, seq]))
  for (const peer of peers) await peer.close()
  return { world: host.world, genesis: genesisText(host.genesis), keys, disks, heads }
}

export class Town {
  readonly timing = virtualTiming(0, () => this.workDone())
  readonly told = new Map<Hash, Told>()
  /** By how much any clock was ever ahead. */
  ahead: Millis = 0
  private pages = 0

  private constructor(
    readonly photo: Awaited<ReturnType<typeof photograph>>,
    readonly browsers: readonly Browser[],
    private readonly tally: Tally,
    seed: number,
    private readonly hub = makeMemoryHub({ timing: this.timing, seed, delay: [1, 30] }),
  ) {}

  /** Plays a story, up to where everybody is still wherever it left them. */
  static async play({ browsers, isLarge, seed, steps }: Story, tally: Tally): Promise<Town> {
    const photo = await (photos[isLarge ? 1 : 0] ??= photograph(isLarge))
    const name = `town-${towns++}`
    const all = photo.disks.slice(0, browsers).map(({ plays }, i) => new Browser(`${name}-${i}`, plays, new Set(i < 3 ? plays : [])))
    const town = new Town(photo, all, tally, seed)
    for (const [i, browser] of all.entries()) {
      ;(await createStore({ genesis: photo.genesis, peer: browser.name })).close()
      await town.put(browser, photo.disks[i]?.tables as Tables)
      if (i < 3) await town.open(browser)
    }
    for (const step of steps) {
      const dice = makeDice(step.dice)
      await town[step.what](dice.pick(all), dice)
      await town.timing.pass(step.wait)
    }
    town.count('towns')
    return town
  }

  get host(): Browser {
    return this.browsers[0] as Browser
  }
  count(what: string, by = 1): void {
    this.tally[what] = (this.tally[what] ?? 0) + by
  }

  /** Between two instants, what peers do with disks and keys comes to its end. */
  private async workDone(): Promise<void> {
    for (let round = 0; round < 2; round++) {
      for (let turn = 0; turn < 12; turn++) await new Promise<void>((done) => void setImmediate(done))
      await Promise.all(this.browsers.flatMap(({ pages }) => pages.map((page) => alive(page, page.peer.idle()))))
    }
  }

  /** A page on a browser's disk, or a second one. */
  async open(browser: Browser): Promise<void> {
    if (browser.pages.length === 2) return
    const { store, death } = mortal(await openStore({ world: this.photo.world, peer: browser.name }))
    store.connection.full(browser.isFull)
    Object.assign(death, browser.doom)
    browser.doom = {}
    const { timing } = this
    const time = { wall: () => BEGINS + timing.now() + browser.shift, steady: () => timing.now() }
    const opening = Promise.race([Peer.open({ store, time, timing, views: false }), death.happened])
    const peer = await opening.catch((error: unknown) => this.mayRefuse(browser, error))
    if (!peer) return store.close()
    peer.onChecked = () => this.count('short ways')
    peer.onTold(({ from, rows }) => {
      for (const row of from === null ? rows : []) this.tell(browser, row)
    })
    const carriers = [this.hub.carrier(`page ${this.pages++}`)]
    const sync = syncPeer(peer, carriers, 'secret', { timing, device: browser.device, online: !browser.isOffline })
    const [who] = browser.plays
    const screen = { shown: '', ought: () => peer.answers.ask(screenOf, {}, who) }
    peer.watch(screenOf, {}, who, (shown) => (screen.shown = shown))
    const page = { peer, sync, death, screen }
    browser.pages = [...browser.pages, page]
    this.count(browser.pages.length === 2 ? 'second tabs' : 'pages')
    void death.happened.then(() => {
      this.count('deaths')
      this.part(browser, page)
      void peer.close() // of which only the ticking comes to an end
    })
  }
  async close(browser: Browser): Promise<void> {
    for (const page of browser.pages) {
      this.part(browser, page)
      await alive(page, page.peer.close())
    }
  }
  private part(browser: Browser, page: Page): void {
    page.sync.stop()
    browser.pages = browser.pages.filter((each) => each !== page)
  }

  private tell(by: Browser, row: Row): void {
    const isOf = ({ device }: Persona) => device.id === row.body.device
    const account = by.plays.length === 1 ? by.plays[0] : by.pages[0]?.peer.personas.find(isOf)?.account
    const knownIn = this.browsers.filter(({ livesHere }) => account !== undefined && livesHere.has(account))
    if (!this.told.has(row.hash)) this.told.set(row.hash, { row, by, knownIn, isLost: false })
  }

  /** A disk that is full may refuse what is asked of it, and a connection to one may be lost once. */
  private mayRefuse(browser: Browser, error: unknown): undefined {
    const isLoss = error instanceof ConnectionLost && browser.wasStruck
    if (!isLoss && !(browser.isFull && error instanceof StoreFailure)) throw error
    this.count(isLoss ? 'lost connections' : 'refused by a disk')
  }
  /** Work over which a page may die. @param rows how many it may leave behind then */
  private async tries<T>(browser: Browser, page: Page, work: Promise<T>, rows = 0): Promise<T | undefined> {
    browser.unsure += rows
    const isKnown = work.then(
      () => true,
      (error: unknown) => (this.mayRefuse(browser, error), !(error instanceof ConnectionLost)),
    )
    if (await alive(page, isKnown)) browser.unsure -= rows
    return alive(
      page,
      work.catch(() => undefined),
    )
  }

  async act(browser: Browser, dice: Dice, page: Page | undefined = dice.pick(browser.pages)): Promise<void> {
    if (!page || !(await this.livesIn(browser, page))) return
    const persona = dice.pick(page.peer.personas.filter(({ account }) => browser.plays.includes(account)))
    const deeds = Array.from({ length: dice.happens(0.4) ? 2 : 1 }, () => this.deed(page.peer, persona.account, dice))
    const outcome = await this.tries(browser, page, page.peer.act(persona.device, deeds), deeds.length)
    if (outcome) this.count(outcome.ok ? 'acts' : 'refused by the rules')
  }
  /** All at once, also as one person in two tabs. */
  async rush(_: Browser, dice: Dice): Promise<void> {
    await Promise.all(this.browsers.flatMap((browser) => browser.pages.map((page) => this.act(browser, dice, page))))
  }
  private deed(peer: Peer, who: AccountId, dice: Dice): Deed {
    const posts = peer.answers.ask(feed, {}, who).items.map(({ id }) => id)
    const kind = dice.pick(posts.length === 0 ? ['pay', 'post'] : ['pay', 'pay', 'pay', 'post', 'like', 'comment'])
    const amount = 300 + dice.int(600)
    const to = [...this.photo.keys.keys()].find((account) => account !== who) as AccountId
    if (kind === 'pay') return { type: 'ledger.transferred', data: { to, currency: 'EUR', amount, agreed: plainly(amount) } }
    const text = peer.write(who, `words ${amount}`)
    if (kind === 'post') return { type: 'content.published', data: { ...note, caption: text } }
    const content = dice.pick(posts)
    return kind === 'like'
      ? { type: 'content.liked', data: { content } }
      : { type: 'content.commented', data: { content, text, made: 'human' } }
  }
  /** A phone becomes a device of whose it is as soon as it knows them. */
  private async livesIn(browser: Browser, page: Page): Promise<boolean> {
    const { peer } = page
    for (const account of browser.plays) {
      if (peer.personas.some((persona) => persona.account === account)) browser.livesHere.add(account)
      else if (peer.floor || !peer.engine.read(accounts, account)) return false
      else await this.tries(browser, page, enrolHere(peer, this.photo.keys.get(account) as string), 2)
    }
    return browser.livesHere.size === browser.plays.length
  }

  async pass(_: Browser, dice: Dice): Promise<void> {
    await this.timing.pass(dice.int(40_000))
  }
  async line(browser: Browser, dice?: Dice): Promise<void> {
    browser.isOffline = dice?.happens(0.6) ?? false
    for (const { sync } of browser.pages) sync.online(!browser.isOffline)
    if (dice && browser.isOffline) await this.act(browser, dice)
  }
  async room(browser: Browser, dice?: Dice): Promise<void> {
    browser.isFull = dice?.happens(0.4) ?? false
    for (const { peer } of browser.pages) peer.store.connection.full(browser.isFull)
    const [page] = this.host.pages
    if (browser.isFull && page) await this.tries(this.host, page, page.peer.sealNow({ full: true }))
  }
  /** One of its pages, or else the next, dies at one of its calls to the disk, which is still done or not; or only the connection is lost. */
  async kill(browser: Browser, dice: Dice): Promise<void> {
    const doom = { left: dice.int(12), written: dice.happens(0.5), isLoss: dice.happens(0.4) }
    Object.assign(dice.pick(browser.pages)?.death ?? browser.doom, doom)
    browser.wasStruck = true
  }

  /** Puts an older copy of its disk back; first it makes one. Not of the host's, which would say two things under one number (K12). */
  async restore(browser: Browser, dice: Dice): Promise<void> {
    const { copy, pages } = browser
    if (browser === this.host || browser.livesHere.size < browser.plays.length) return
    if (copy) {
      await this.close(browser)
      await this.put(browser, copy.tables)
      browser.wasRestored = true
      for (const told of this.told.values()) told.isLost ||= told.by === browser && !copy.told.has(told.row.hash)
      this.count('copies put back')
      await this.open(browser)
      await this.act(browser, dice) // who notices nothing goes on
    } else if (pages[0]) browser.copy = { told: new Set(this.told.keys()), tables: (await dump(pages[0].peer.store)) as Tables }
  }
  private async put({ name: peer }: Browser, tables: Tables): Promise<void> {
    const store = await openStore({ world: this.photo.world, peer })
    await store.connection.run('rw', worldTables, async (db) => {
      for (const table of worldTables) {
        await db.table(table).clear()
        await db.table(table).bulkAdd(tables[table] ?? [])
      }
    })
    store.close()
  }

  /** Somebody tells it what another one knows, in any order, some of it, some of it twice. */
  async hear(browser: Browser, dice: Dice): Promise<void> {
    const [page, from] = [dice.pick(browser.pages), dice.pick(this.browsers.filter((each) => each !== browser))]
    if (!page) return
    const store = await openStore({ world: this.photo.world, peer: from.name })
    const told = deliveries(dice, await collect(store.rowsAfter([])), await store.sealsAfter(0))
    store.close()
    for (const { rows, seals } of told) await this.tries(browser, page, page.peer.receive('hearsay', rows, seals, []))
    if (dice.happens(0.5)) await this.close(browser)
    if (browser.pages.length === 0) await this.open(browser)
  }
  /** Its wall clock is set, at which a peer looks when it starts, and the host always. */
  async setClock(browser: Browser, dice: Dice): Promise<void> {
    browser.shift += dice.pick([-HOUR, -MINUTE, 5_000, 10 * MINUTE, HOUR, 2 * DAY])
    this.ahead = Math.max(this.ahead, browser.shift)
  }
  /** The world's clock leaps, whether or not it stood still before (K11). */
  async leap(_: Browser, dice: Dice): Promise<void> {
    const [page] = this.host.pages
    if (!page) return
    await this.tries(this.host, page, dice.happens(0.5) ? page.peer.resume() : page.peer.catchUp())
    if (page.peer.finality.state !== 'asleep') await this.tries(this.host, page, page.peer.jump(dice.int(3) * DAY, 'a story'))
  }
  async tidy(browser: Browser): Promise<void> {
    for (const page of browser.pages) await this.tries(browser, page, page.peer.saveSnapshot())
  }
}

/** What comes of work, unless the page dies before. */
const alive = <T>({ death }: Page, work: Promise<T>): Promise<T | undefined> => Promise.race([work, death.happened.then(() => undefined)])
