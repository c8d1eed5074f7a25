/**
 * A town that chance makes up: whole peers over real disks, joined by the memory carrier. Ana and Ben live in the host's browser and on
 * devices of their own, and share little money, so that what they do apart is at odds. Browsers go offline, die at any call to their disk,
 * run full, open and close second tabs, hold the host away, get an older copy of their disk back, hear of the world in any order, take
 * it out and bring it in as a file, and are updated, some sooner than others; lines lose, double and mix up what they carry, and break in
 * the midst of it. `townDeeds.ts` says what people do, `townDesk.ts` what the desk does, `townDisks.ts` has their disks, `townTruth.ts` says
 * what must hold.
 */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import fc from 'fast-check'
import { accounts } from '../../src/areas/accounts/tables'
import type { AccountId, Question } from '../../src/areas/area'
import { contents } from '../../src/areas/content/tables'
import { feed } from '../../src/areas/content/views'
import { wallet } from '../../src/areas/ledger/views'
import { z } from '../../src/areas/shapes'
import type { Rules } from '../../src/log/rules'
import { readRow } from '../../src/log/rows'
import type { Data, DeviceId, Hash, Millis, Row } from '../../src/log/types'
import { exportWorld, importWorld } from '../../src/peer/archives'
import { okay, rules } from '../../src/peer/life'
import { wordsNamedIn } from '../../src/peer/payload'
import { enrolHere } from '../../src/peer/pairing'
import { Peer } from '../../src/peer/peer'
import type { Deed, Persona } from '../../src/peer/personas'
import { syncPeer } from '../../src/peer/sync'
import { ConnectionLost, StoreFailure } from '../../src/store/failures'
import { createStore, openStore } from '../../src/store/store'
import { makeMemoryHub } from '../../src/sync/memory'
import { slowed } from '../../src/sync/slow'
import { makeTabsCarrier } from '../../src/sync/tabs'
import type { PeerId, RoomId } from '../../src/sync/link'
import { newDeviceName, type Sync } from '../../src/sync/sync'
import { virtualTiming } from '../../src/sync/timing'
import { collect, dump } from '../store/fixtures'
import { badLine, type Weather } from '../support/badLine'
import { nextBuild } from '../support/builds'
import { auditMoney } from '../support/moneyAudit'
import { type Death, mortal } from '../support/mortal'
import { deliveries, type Dice, makeDice } from '../support/network'
import { forged } from '../support/forging'
import { provideLocks } from '../support/webLocks'
import { deedOf } from './townDeeds'
import { deskDeed } from './townDesk'
import { BEGINS, photograph, putBack, spoilSnapshot, stateOf, type Tables } from './townDisks'

const MINUTE = 60_000
export const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What can happen, and how often beside the rest. */
const odds = {
  ...{ act: 8, rush: 6, pass: 2, hear: 3, open: 4, kill: 4, close: 1, line: 5, room: 3, restore: 3, setClock: 1, leap: 3, tidy: 1 },
  ...{ look: 3, shut: 2, hold: 2, slow: 1, cut: 1, part: 1, spoil: 1, carry: 2, strange: 1, lateSeal: 1, flood: 2 },
  ...{ desk: 4, update: 2, weather: 3 },
}
type Doing = keyof typeof odds
const doings = (Object.keys(odds) as Doing[]).flatMap((doing) => Array<Doing>(odds[doing]).fill(doing))

export const stories = fc.record({
  browsers: fc.integer({ min: 2, max: 4 }),
  isLarge: fc.nat(5).map((number) => number === 0),
  isFlooded: fc.nat(9).map((number) => number === 0),
  /** The host's disk too is replaced by an older copy of it, by which the host may say two things under one number (K12). */
  isHostCopied: fc.nat(5).map((number) => number === 0),
  /** There are two builds of Mesi in it, and everybody has the newer one in the end (K18). */
  isMixed: fc.nat(3).map((number) => number === 0),
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

/** One tab, or the only one. */
interface Page {
  /** As the memory carrier knows it. */
  readonly name: string
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
  /** By how much each of its frames is late. */
  lag: Millis = 0
  /** By how much its wall clock is wrong. */
  shift: Millis = 0
  /** When its next page dies, as calls to the disk. */
  doom: Partial<Death> = {}
  build: Rules = rules
  /** What befalls the frames that come in here. */
  weather: Weather | undefined
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

/** The disks with which every town begins, and a large one: the short way pays there (K19). */
const photos: ReturnType<typeof photograph>[] = []
let towns = 0
/** So often do peers take their turns without any time going by, and no more. */
const MOST_TURNS = 3_000
const locks = provideLocks()

export class Town {
  readonly timing = virtualTiming(0, () => this.workDone())
  readonly told = new Map<Hash, Told>()
  /** By how much any clock was ever ahead. */
  ahead: Millis = 0
  private pages = 0
  /** Invites may have ended. */
  private hasLeaptFar = false
  private atOnce = { at: 0, turns: 0 }
  /** Who acts for whom. */
  readonly people = new Map<DeviceId, AccountId>()
  /** A file of the world, and what the state was then, if that is known. */
  private file: { readonly bytes: Blob; readonly state: string | undefined } | undefined
  /** What was wrong with a copy. */
  readonly wrong: string[] = []
  /** Signed by a liar, by its hash: it has no effect. */
  readonly lies = new Set<Hash>()
  /** What a page has said of an act that somebody there was told of. */
  readonly said = { final: new Map<Hash, string>(), lost: new Map<Hash, string>() }
  /** Lines, by the pages at their ends, over which something came that was not sent so, or not then. */
  private readonly spoilt = new Map<string, readonly [string, string]>()

  private constructor(
    readonly photo: Awaited<ReturnType<typeof photograph>>,
    readonly browsers: Browser[],
    private readonly tally: Tally,
    readonly story: Story,
    seed = story.seed,
    private readonly hub = makeMemoryHub({ timing: this.timing, seed, delay: [1, 30] }),
  ) {}

  /** Plays a story, up to where everybody is still wherever it left them. */
  static async play(story: Story, tally: Tally): Promise<Town> {
    const { browsers, isLarge, steps } = story
    const photo = await (photos[isLarge ? 1 : 0] ??= photograph(isLarge))
    const name = `town-${towns++}`
    const all = photo.disks.slice(0, browsers).map(({ plays }, i) => new Browser(`${name}-${i}`, plays, new Set(i < 3 ? plays : [])))
    const town = new Town(photo, all, tally, story)
    for (const [i, browser] of all.entries()) {
      ;(await createStore({ genesis: photo.genesis, peer: browser.name })).close()
      await putBack(photo.world, browser.name, photo.disks[i]?.tables as Tables)
      if (i < 3) await town.open(browser)
    }
    for (const step of steps) {
      const dice = makeDice(step.dice)
      await town[step.what](dice.pick(all), dice)
      await town.timing.pass(step.wait)
      for (const browser of all) town.listen(browser)
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
    const now = this.timing.now()
    this.atOnce = now === this.atOnce.at ? { at: now, turns: this.atOnce.turns + 1 } : { at: now, turns: 0 }
    if (this.atOnce.turns > MOST_TURNS) throw new Error('no end of what happens at one instant')
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
    const time = this.timeOf(browser)
    locks.page = death
    const opening = Promise.race([Peer.open({ store, time, timing, views: false, by: browser.build }), death.happened])
    const peer = await opening.catch((error: unknown) => this.mayRefuse(browser, error))
    if (!peer) return locks.gone(death), store.close()
    peer.onChecked = () => this.count('short ways')
    peer.onTold(({ from, rows }) => {
      for (const row of from === null ? rows : []) this.tell(browser, row)
    })
    const name = `page ${this.pages++}`
    const tabs = makeTabsCarrier(timing)
    const carriers = [
      badLine(
        slowed(this.hub.carrier(name), () => browser.lag, timing),
        () => browser.weather,
        timing,
        {
          spoilt: (other, how) => {
            this.spoilt.set([name, other].sort().join(), [name, other])
            this.count(how)
          },
          broke: (other) => {
            this.hub.cut(name, other)
            this.count('lines broken in the midst')
          },
        },
      ),
      { ...tabs, start: (room: RoomId, self: PeerId) => tabs.start({ ...room, secret: browser.name }, self) },
    ]
    const sync = syncPeer(peer, carriers, 'secret', { timing, device: browser.device, online: !browser.isOffline })
    const [who] = browser.plays
    const screen = { shown: '', ought: () => peer.answers.ask(screenOf, {}, who) }
    peer.watch(screenOf, {}, who, (shown) => (screen.shown = shown))
    const page = { name, peer, sync, death, screen }
    browser.pages = [...browser.pages, page]
    this.count(browser.pages.length === 2 ? 'second tabs' : 'pages')
    void death.happened.then(() => {
      this.count('deaths')
      this.leave(browser, page)
      locks.gone(death)
      void peer.close() // of which only the ticking comes to an end
    })
  }
  private timeOf(browser: Browser) {
    const { timing } = this
    return { wall: () => BEGINS + timing.now() + browser.shift, steady: () => timing.now() }
  }
  async close(browser: Browser): Promise<void> {
    for (const page of browser.pages) await this.shutPage(browser, page)
  }
  private async shutPage(browser: Browser, page: Page): Promise<void> {
    this.leave(browser, page)
    await alive(page, page.peer.close())
    locks.gone(page.death)
  }
  /** One of its tabs. */
  async shut(browser: Browser, dice: Dice): Promise<void> {
    const page = dice.pick(browser.pages)
    if (page) await this.shutPage(browser, page)
  }
  private leave(browser: Browser, page: Page): void {
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
  /** More at once than the gate lets in, and than the host covers (K20). */
  async flood(browser: Browser, dice: Dice): Promise<void> {
    const page = dice.pick(browser.pages)
    if (!this.story.isFlooded || !page || browser.plays.length !== 1 || !(await this.livesIn(browser, page))) return
    const [persona] = page.peer.personas
    if (!persona) return
    const count = 300 + dice.int(700)
    const again = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
    await this.tries(
      browser,
      page,
      page.peer.act(
        persona.device,
        Array.from({ length: count }, () => again),
      ),
      count,
    )
    this.count('floods')
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
    if (!page || browser.plays.length === 0 || !(await this.livesIn(browser, page))) return
    const { peer } = page
    const persona = dice.pick(peer.personas.filter(({ account }) => browser.plays.includes(account)))
    this.people.set(persona.device.id, persona.account)
    const count = dice.happens(0.4) ? 2 : 1
    const isNewer = browser.build === nextBuild && peer.engine.last.version === nextBuild.version
    const deeds = async () => {
      const all: Deed[] = []
      if (isNewer && dice.happens(0.4)) all.push({ type: 'pledges.made', data: { pledge: dice.pick([1, 2, 40]) } })
      while (all.length < count) all.push(await deedOf(peer, persona.account, this.photo.keys.keys(), dice))
      return peer.act(persona.device, all)
    }
    const outcome = await this.tries(browser, page, deeds(), count)
    if (outcome) this.count(outcome.ok ? 'acts' : 'refused by the rules')
  }
  /** All at once, also as one person in two tabs. */
  async rush(_: Browser, dice: Dice): Promise<void> {
    await Promise.all(this.browsers.flatMap((browser) => browser.pages.map((page) => this.act(browser, dice, page))))
  }
  /** A phone becomes a device of whose it is as soon as it knows them. */
  private async livesIn(browser: Browser, page: Page): Promise<boolean> {
    const { peer } = page
    for (const account of browser.plays) {
      if (peer.personas.some((persona) => persona.account === account)) browser.livesHere.add(account)
      else {
        const known = peer.engine.read(accounts, account)
        if (peer.floor || known?.closed !== null) return false
        locks.page = page.death
        const enrolling = enrolHere(peer, this.photo.keys.get(account) as string).catch((error: unknown) => {
          if (!(this.hasLeaptFar || peer.engine.unfit) || error instanceof StoreFailure || error instanceof ConnectionLost) throw error
          this.count(peer.engine.unfit ? 'too old to come in' : 'invites that had ended')
        })
        await this.tries(browser, page, enrolling, 2)
      }
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
    const doom = { left: dice.int(12), written: dice.happens(0.5), isLoss: dice.happens(0.4), at: undefined }
    Object.assign(dice.pick(browser.pages)?.death ?? browser.doom, doom)
    browser.wasStruck = true
  }

  /** Puts an older copy of its disk back; first it makes one. */
  async restore(browser: Browser, dice: Dice): Promise<void> {
    const { copy, pages } = browser
    if ((browser === this.host && !this.story.isHostCopied) || browser.livesHere.size < browser.plays.length) return
    if (copy) {
      await this.close(browser)
      await putBack(this.photo.world, browser.name, copy.tables)
      browser.wasRestored = true
      for (const told of this.told.values()) told.isLost ||= told.by === browser && !copy.told.has(told.row.hash)
      this.count('copies put back')
      await this.open(browser)
      await this.act(browser, dice) // who notices nothing goes on
    } else if (pages[0]) browser.copy = { told: new Set(this.told.keys()), tables: (await dump(pages[0].peer.store)) as Tables }
  }
  /** Somebody tells it what another one knows, in any order, some of it, some of it twice. */
  async hear(browser: Browser, dice: Dice): Promise<void> {
    const [page, from] = [dice.pick(browser.pages), dice.pick(this.browsers.filter((each) => each !== browser))]
    if (!page) return
    const store = await openStore({ world: this.photo.world, peer: from.name })
    const rows = await collect(store.rowsAfter([]))
    const words = await store.payloads(rows.flatMap((text) => okay(readRow(text))).flatMap(({ body }) => wordsNamedIn(body.data)))
    const payloads = dice.happens(0.5) ? [...words].flatMap(([hash, bytes]) => (bytes ? [{ hash, bytes }] : [])) : []
    const told = deliveries(dice, rows, await store.sealsAfter(0))
    store.close()
    for (const { rows, seals } of told) await this.tries(browser, page, page.peer.receive('hearsay', rows, seals, payloads))
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
    const by = dice.pick([0, HOUR, DAY, DAY, 2 * DAY, 2 * DAY, 2 * DAY, 40 * DAY, 100 * DAY])
    this.hasLeaptFar ||= by > 2 * DAY
    if (page.peer.finality.state !== 'asleep' && !page.peer.isAway) await this.tries(this.host, page, page.peer.jump(by, 'a story'))
  }
  /** Screens show all that they know of, words and files. */
  async look(browser: Browser): Promise<void> {
    for (const page of browser.pages) await this.tries(browser, page, lookAll(page.peer))
  }
  /** A tab of the host's browser holds the host away, or no more. */
  async hold(_: Browser, dice: Dice): Promise<void> {
    const page = dice.pick(this.host.pages)
    if (!page) return
    locks.page = page.death
    page.peer.stepAside(dice.happens(0.5))
  }
  async slow(browser: Browser, dice: Dice): Promise<void> {
    browser.lag = dice.pick([0, 300, 1_000])
  }
  /** Moderators and the admin do what waits at the desk. */
  async desk(browser: Browser, dice: Dice): Promise<void> {
    const { house, mia, ben } = this.photo.desk
    for (let turn = 0; turn < 10; turn++) {
      const isThere = ({ account }: Persona) => account === house || account === mia || (account === ben && browser.livesHere.has(ben))
      const [page] = browser.plays.includes(ben) && browser.pages.length > 0 ? browser.pages : this.host.pages
      if (!page) return
      const at = this.host.pages.includes(page) ? this.host : browser
      for (const { account, device } of dice.shuffled(page.peer.personas.filter(isThere))) {
        this.people.set(device.id, account)
        const deed = deskDeed(page.peer, account, house, dice)
        if (!deed || !page.peer.ask(device.id, deed).ok) continue
        const outcome = await this.tries(at, page, page.peer.act(device, [deed]), 1)
        if (outcome?.ok) this.count(`desk: ${deed.type.slice('moderation.'.length)}`)
        break
      }
    }
  }
  /** It has the newer build from its next page on, perhaps beside one that has the older. */
  async update(browser: Browser, dice: Dice): Promise<void> {
    if (!this.story.isMixed || browser.build === nextBuild) return
    browser.build = nextBuild
    this.count('updates')
    if (dice.happens(0.7)) await this.close(browser)
    await this.open(browser)
  }
  /** Frames come in lost, twice, late, or not at all from some moment on; later all goes well again. */
  async weather(browser: Browser, dice: Dice): Promise<void> {
    if (browser.weather) return this.clearUp(browser, dice)
    const often = () => dice.pick([0, 0, 0.05, 0.3])
    const breakAt = dice.pick([-1, 0, 1, 2, 5, 9])
    browser.weather = { lose: often(), twice: often(), late: often(), breakAt, dice }
  }
  /** What was said over a spoilt line may be nonsense: it is ended, and they join anew. */
  clearUp(browser: Browser, dice?: Dice): void {
    browser.weather = undefined
    for (const [key, [one, other]] of this.spoilt) {
      if (dice?.happens(0.5)) continue
      this.hub.cut(one, other)
      this.spoilt.delete(key)
    }
  }
  /** What people in a browser are told of what they did. The host's own says it of what its disk may not take. */
  private listen(browser: Browser): void {
    if (browser === this.host) return
    for (const { peer } of browser.pages)
      for (const [hash, { row, by, isLost }] of this.told) {
        if (by !== browser || isLost || (peer.engine.head(row.body.device)?.seq ?? 0) < row.body.seq) continue
        if (peer.voids.has(hash)) this.said.lost.set(hash, browser.name)
        else if (peer.standing(hash) === 'final') this.said.final.set(hash, browser.name)
      }
  }
  /** A line breaks, and what was under way on it is lost. */
  async cut(_: Browser, dice: Dice): Promise<void> {
    const names = dice.shuffled(this.browsers.flatMap(({ pages }) => pages.map(({ name }) => name)))
    if (names.length > 1) this.hub.cut(names[0] as string, names[1] as string)
  }
  /** Not everybody reaches everybody. */
  async part(_: Browser, dice?: Dice): Promise<void> {
    if (!dice || dice.happens(0.4)) return this.hub.heal()
    const names = this.browsers.flatMap(({ pages }) => pages.map(({ name }) => name))
    this.hub.partition(
      names.filter(() => dice.happens(0.6)),
      names.filter(() => dice.happens(0.6)),
    )
  }
  /** The snapshot on its disk is not what it was. */
  async spoil(browser: Browser, dice: Dice): Promise<void> {
    const [page] = browser.pages
    if (page && dice.happens(0.7)) await this.tries(browser, page, page.peer.saveSnapshot())
    await spoilSnapshot(this.photo.world, browser.name, dice)
    this.count('spoilt snapshots')
    if (dice.happens(0.5)) await this.close(browser)
    if (browser.pages.length === 0) await this.open(browser)
  }
  /** It is taken out as a file while people act, and brought in as a copy, or as it is into one more browser (K21). */
  async carry(browser: Browser, dice: Dice): Promise<void> {
    const [page] = browser.pages
    if (page && page.peer.heldSeal().number > 0 && this.browsers.some(({ build }) => build !== rules)) return // files are read by this build
    if (page && !page.peer.floor && !(this.file && dice.happens(0.6))) {
      const { peer } = page
      const stand = async () => {
        const before = (await peer.atLastSeal()).snapshot
        const bytes = await exportWorld(peer)
        const behind = (await peer.atLastSeal()).snapshot
        return { bytes, state: before.last.hash === behind.last.hash ? stateOf(before) : undefined }
      }
      const [file] = await Promise.all([this.tries(browser, page, stand()), dice.happens(0.5) && this.act(browser, dice, page)])
      if (file) this.file = file
    } else if (this.file) await this.bring(this.file, dice.happens(0.5))
  }
  private async bring({ bytes, state }: { readonly bytes: Blob; readonly state: string | undefined }, restore: boolean): Promise<void> {
    if (restore && this.browsers.length === 5) return
    const browser = new Browser(`${this.host.name}-file-${this.pages++}`, [], new Set())
    const { timing } = this
    locks.page = undefined
    const made = await importWorld(bytes, { restore, peer: browser.name, time: this.timeOf(browser), timing, views: false })
    if (!made.ok) return void this.wrong.push(`a file is not taken: ${made.says}`)
    this.count(restore ? 'restored' : 'copies')
    if (!restore && state !== undefined && stateOf((await made.peer.atLastSeal()).snapshot) !== state)
      this.wrong.push('a copy is not like its parent')
    if (!restore) this.wrong.push(...auditMoney((table) => made.peer.engine.rowsOf(table)))
    await made.peer.close()
    if (!restore) return
    this.browsers.push(browser)
    await this.open(browser)
  }
  /** A newer build in another tab writes what nobody here knows (K18). */
  async strange(browser: Browser, dice: Dice): Promise<void> {
    const page = dice.pick(browser.pages)
    if (!page || browser.plays.length === 0 || !(await this.livesIn(browser, page))) return
    const { peer } = page
    const { device } = dice.pick(peer.personas.filter(({ account }) => browser.plays.includes(account)))
    const { account } = peer.personas.find((each) => each.device === device) as Persona
    const lie = { account, root: device.id, proof: 'A'.repeat(86) } // of somebody else's key
    const [type, data] = dice.pick<[string, object]>([
      ['pledges.made', { pledge: 1 }],
      ['pledges.made', { pledge: 13 }], // at which the newer build throws
      ['content.liked', { pledge: 1 }],
      ['content.published', { pledge: 1 }],
      ['accounts.enrolled', lie],
    ])
    const write = async () => {
      const row = await forged(peer, device, { type, data: data as Data })
      if (type !== 'pledges.made' || row.body.data['pledge'] === 13) this.lies.add(row.hash)
      const kept = await peer.store.appendOwn(device.id, [row])
      await peer.meetOtherTabs()
      if (kept.ok) this.tell(browser, row)
    }
    await this.tries(browser, page, write(), 1)
    this.count('strange rows')
  }
  /** The host's disk does not take a seal, and the page is gone with it; what should have been heard before comes only then. */
  async lateSeal(_: Browser, dice: Dice): Promise<void> {
    const { host } = this
    const [page] = host.pages
    if (!page) return
    Object.assign(page.death, { left: 0, at: 'settle', written: dice.happens(0.3), isLoss: dice.happens(0.5) })
    host.wasStruck = true
    await this.tries(host, page, page.peer.sealNow({ full: true }))
    if (host.pages.length === 0) await this.open(host)
    await this.hear(host, dice)
  }
  async tidy(browser: Browser): Promise<void> {
    for (const page of browser.pages) await this.tries(browser, page, page.peer.saveSnapshot())
  }
}

/** What comes of work, unless the page dies before. */
const alive = <T>({ death }: Page, work: Promise<T>): Promise<T | undefined> => Promise.race([work, death.happened.then(() => undefined)])

/** As a screen does that shows all posts. */
export async function lookAll(peer: Peer): Promise<void> {
  for (const [, { caption, files }] of peer.engine.rowsOf(contents)) {
    if (caption) peer.texts.read(caption.hash)
    for (const { hash, size } of files) await peer.wantBlob(hash, size)
  }
}
