/** K11: a host that wakes after more than a day asks whether its world's clock resumes or catches up. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { describe, expect, test, vi } from 'vitest'
import { flags } from '../../src/areas/flags/rules'
import { HostClock } from '../../src/peer/clock'
import { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { ConnectionLost } from '../../src/store/failures'
import { openStore } from '../../src/store/store'
import { virtualTiming } from '../../src/sync/timing'
import { onFailpoint } from '../store/fixtures'
import {
  abandon,
  arrive,
  copied,
  does,
  hashOf,
  makeTown,
  newcomer,
  newWorld,
  reopen,
  type StillMachine,
  stillMachine,
} from '../support/peers'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MINUTE = 60_000

/** A world that was closed at a known moment, after an hour in which nothing was sealed. */
async function closedWorld(time: StillMachine): Promise<Peer> {
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  await host.sealNow({ full: true })
  time.pass(HOUR)
  await host.close()
  return host
}

const sealsOf = async (peer: Peer) =>
  (await peer.store.sealsAfter(0, 1_000)).map((text) => JSON.parse(text.slice(text.indexOf('{'))) as { jump: string | null; upTo: number })
const jumpsOf = async (peer: Peer) => (await sealsOf(peer)).flatMap(({ jump, upTo }) => (jump === null ? [] : [{ jump, upTo }]))

/** A decision of the desk's, which takes effect ten minutes later by a timer. */
async function decide(host: Peer, about: Persona, by: Persona): Promise<void> {
  const write = (who: Persona, words: string) => host.write(who.account, words)
  const note = {
    form: 'droplet',
    media: 'text',
    files: [],
    audience: 'everyone',
    moods: [],
    tags: [],
    category: 'music',
    rightsConfirmed: true,
  } as const
  const post = await does(host, about, 'content.published', {
    ...note,
    caption: write(about, 'a post'),
    made: 'human',
    persona: 'none',
  })
  const subject = { kind: 'content', id: post, version: '0' }
  const found = await does(host, by, 'moderation.caseOpened', { subject, breach: 'unethical' })
  await does(host, by, 'moderation.claimed', { case: found })
  await does(host, by, 'moderation.decided', {
    case: found,
    version: '0',
    outcome: 'yellow',
    breach: 'unethical',
    reasons: write(by, 'Because of what it shows'),
  })
}
const yellowsOf = ({ engine }: Peer, who: Persona) =>
  [...engine.rowsOf(flags).values()].filter(({ account, grade }) => account === who.account && grade === 'yellow')

describe('K11: the clock of a host', () => {
  const begins = Date.UTC(2026, 0, 5)
  function machine() {
    let [wall, steady] = [begins, 0]
    return {
      wall: () => wall,
      steady: () => steady,
      set: (to: number) => void (wall = to),
      pass: (ms: number) => void ([wall, steady] = [wall + ms, steady + ms]),
      sleep: (ms: number) => void (wall += ms),
    }
  }

  test('goes on through a sleep of exactly 24:00:00, and stands still after one millisecond more', () => {
    for (const [slept, stands] of [
      [DAY, false],
      [DAY + 1, true],
    ] as const) {
      const time = machine()
      const clock = new HostClock(0, begins, time)
      time.pass(1_000)
      expect(clock.host()).toBe(begins + 1_000)
      time.sleep(slept)
      expect(clock.sleptFor).toBe(stands ? slept : undefined)
      expect(clock.host()).toBe(begins + 1_000 + (stands ? 0 : slept))
      time.pass(5_000)
      expect(clock.host()).toBe(begins + 1_000 + (stands ? 0 : slept + 5_000))
    }
  })

  test('counts a sleep through which the machine went on as well: nobody read it', () => {
    const time = machine()
    const clock = new HostClock(0, begins, time)
    time.pass(DAY + 1)
    expect([clock.sleptFor, clock.host()]).toEqual([DAY + 1, begins])
  })

  test('follows the wall clock forward and never back', () => {
    const time = machine()
    const clock = new HostClock(0, begins, time)
    time.sleep(8 * HOUR)
    expect(clock.host()).toBe(begins + 8 * HOUR)
    time.set(begins)
    expect(clock.host()).toBe(begins + 8 * HOUR)
    time.pass(10)
    expect(clock.host()).toBe(begins + 8 * HOUR + 10)
    time.set(begins + 9 * HOUR)
    expect(clock.host()).toBe(begins + 9 * HOUR)
  })

  test('no longer stands still once the wall clock that had run away is set right', () => {
    const time = machine()
    const clock = new HostClock(0, begins, time)
    time.sleep(400 * DAY)
    expect(clock.host()).toBe(begins)
    time.set(begins + MINUTE)
    expect([clock.sleptFor, clock.host()]).toEqual([undefined, begins + MINUTE])
  })
})

describe('K11: a host that is opened again', () => {
  test('after exactly 24:00:00 goes on by itself; one millisecond later it asks', async () => {
    for (const [slept, asks] of [
      [DAY, false],
      [DAY + 1, true],
    ] as const) {
      const time = stillMachine()
      const host = await closedWorld(time)
      const stood = host.engine.worldTime
      time.pass(slept)
      const again = await reopen(host, time)
      expect(again.sleptFor).toEqual(asks ? { span: slept, from: stood, to: stood + slept, due: 0 } : undefined)
      expect(again.engine.worldTime).toBe(stood + (asks ? 0 : slept))
      expect(again.finality.state).toBe(asks ? 'asleep' : 'sealing')
    }
  })

  test('counts from its last sign of life, also when it was killed, and from the last seal where it never gave one', async () => {
    const time = stillMachine()
    const host = await newWorld(time)
    time.pass(3_000)
    await host.sealNow({ full: true })
    time.pass(2 * HOUR)
    await host.noteAwake()
    time.pass(10 * MINUTE)
    abandon(host)
    time.pass(DAY - 10 * MINUTE + 1)
    const again = await reopen(host, time)
    expect(again.sleptFor).toMatchObject({ span: DAY + 1 })
    await again.store.putMeta('clock.awakeAt', undefined)
    expect((await reopen(again, time)).sleptFor).toMatchObject({ span: 2 * HOUR + DAY + 1 })
  })

  test('seals nothing and fires no timer until it is told; acts meanwhile are pending, and final afterwards', async () => {
    const time = stillMachine()
    const host = await newWorld(time)
    const [ana, mia] = [await arrive(host, 'ana'), await arrive(host, 'mia')]
    const mesi = host.personas[0] as Persona
    await does(host, mesi, 'accounts.roleGranted', { account: mia.account, role: 'moderator' })
    await decide(host, ana, mia)
    await host.sealNow({ full: true })
    await host.close()
    const stood = time.wall()
    time.pass(3 * DAY)
    const again = await reopen(host, time)
    const { last } = again.engine
    expect(again.sleptFor).toEqual({ span: 3 * DAY, from: stood, to: stood + 3 * DAY, due: 1 })
    const act = await does(again, mia, 'accounts.followed', { account: ana.account })
    expect(await again.sealNow({ full: true })).toBeUndefined()
    await expect(again.jump(DAY, 'no')).rejects.toThrow('stands still')
    expect(again.engine.last).toBe(last)
    expect(again.standing(act)).toBe('pending')

    await again.resume()
    expect([again.sleptFor, again.engine.worldTime, again.standing(act)]).toEqual([undefined, stood, 'final'])
    expect(yellowsOf(again, ana)).toEqual([])
    await again.close()
    time.pass(MINUTE)
    const third = await reopen(host, time)
    expect([third.sleptFor, third.engine.worldTime]).toEqual([undefined, stood + MINUTE])
    await third.close()

    time.pass(2 * DAY)
    const fourth = await reopen(host, time)
    expect(yellowsOf(fourth, ana)).toEqual([])
    await fourth.catchUp()
    const now = stood + MINUTE + 2 * DAY
    expect([fourth.sleptFor, fourth.engine.worldTime]).toEqual([undefined, now])
    expect(yellowsOf(fourth, ana)).toMatchObject([{ at: stood + 10 * MINUTE }])
    expect(await jumpsOf(fourth)).toEqual([
      { jump: 'went on where it stopped, after 3 days asleep', upTo: stood },
      { jump: 'caught up, after 2 days asleep', upTo: now },
    ])
  })

  test('what falls due in the sleep happens at its own instant, slice by slice where there is much', async () => {
    const worlds: object[] = []
    for (const atOnce of [2_000, 1]) {
      const time = stillMachine()
      const host = await newWorld(time)
      const [ana, mia] = [await arrive(host, 'ana'), await arrive(host, 'mia')]
      await does(host, host.personas[0] as Persona, 'accounts.roleGranted', { account: mia.account, role: 'moderator' })
      const decidedAt: number[] = []
      for (let i = 0; i < 3; i++) {
        time.pass(3_000)
        await decide(host, ana, mia)
        decidedAt.push(host.engine.worldTime)
      }
      await host.sealNow({ full: true })
      await host.close()
      time.pass(2 * DAY)
      const again = await reopen(host, time)
      const shares: number[] = []
      await again.catchUp((share) => shares.push(share), atOnce)
      expect(shares.at(-1)).toBe(1)
      expect(shares).toEqual(shares.toSorted((a, b) => a - b))
      expect(await jumpsOf(again)).toHaveLength(atOnce === 1 ? 3 : 1)
      const at = yellowsOf(again, ana).map((flag) => flag.at)
      expect(at.toSorted((a, b) => a - b)).toEqual(decidedAt.map((each) => each + 10 * MINUTE))
      worlds.push(at)
    }
    expect(worlds[0]).toEqual(worlds[1])
  })

  test('a copy of a world that was quiet for days goes on where that stood, and asks nothing', async () => {
    const time = stillMachine()
    const host = await newWorld(time)
    time.pass(3_000)
    await host.sealNow({ full: true })
    for (let day = 0; day < 3; day++) {
      time.pass(DAY)
      expect(host.engine.worldTime).toBe(time.wall())
    }
    const { peer } = await copied(host, time)
    expect([peer.sleptFor, peer.engine.worldTime]).toEqual([undefined, host.engine.worldTime])
  })
})

test('K11: a leap whose seal the disk refuses has not happened, now or behind a restart', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  time.pass(3_000)
  await host.sealNow({ full: true })
  const before = host.engine.worldTime
  onFailpoint((name) => {
    if (name === 'store.settle.afterSeals') throw new DOMException('full', 'QuotaExceededError')
  })
  await expect(host.jump(HOUR, 'an hour on')).rejects.toThrow()
  onFailpoint(undefined)
  expect(host.engine.worldTime).toBe(before)
  time.pass(3_000)
  await does(host, ana, 'accounts.followed', { account: (host.personas[0] as Persona).account })
  expect((await host.sealNow({ full: true }))?.body).toMatchObject({ jump: null, upTo: before + 3_000 })
  abandon(host)
  expect((await reopen(host, time)).engine.worldTime).toBe(before + 3_000)
})

test('K11: a leap that the disk kept though it said no has happened', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  const before = host.engine.worldTime
  const settle = host.store.settle.bind(host.store)
  vi.spyOn(host.store, 'settle').mockImplementationOnce(async (...args) => {
    await settle(...args)
    throw new ConnectionLost()
  })
  await expect(host.jump(31 * DAY, 'a month on')).rejects.toThrow()
  expect([host.engine.last.upTo, host.engine.worldTime]).toEqual([before + 31 * DAY, before + 31 * DAY])
  time.pass(3_000)
  expect(host.engine.worldTime).toBe(before + 31 * DAY + 3_000)
})

test.each([6, 72])('K11: a page that is gone in the midst of a leap of %i hours has not leapt', async (hours) => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  await host.sealNow({ full: true })
  const before = host.engine.worldTime
  let isThere = () => {}
  const there = new Promise<void>((reached) => (isThere = reached))
  host.store.settle = () => {
    isThere()
    return new Promise(() => {}) // the page is killed here
  }
  void host.jump(hours * HOUR, 'some hours on')
  await there
  abandon(host)
  const again = await reopen(host, time)
  expect([again.sleptFor, again.engine.worldTime]).toEqual([undefined, before])
  time.pass(3_000)
  expect((await again.sealNow({ full: true }))?.body ?? { jump: null }).toMatchObject({ jump: null })
})

describe('K11: a page that stays open', () => {
  test('asks at the first tick after its machine slept for more than a day, and ticks on meanwhile', async () => {
    const time = stillMachine()
    const host = await newWorld(time)
    const ana = await arrive(host, 'ana')
    await host.sealNow({ full: true })
    await host.close()
    const timing = virtualTiming()
    const peer = await Peer.open({ store: await openStore({ world: host.world, peer: host.store.peer }), time, timing, views: false })
    const told = vi.fn<() => void>()
    peer.onSleep = told
    const second = async () => {
      time.pass(1_000)
      await timing.pass(1_000)
      await peer.idle()
    }
    await second()
    const stood = peer.engine.worldTime
    time.pass(DAY + 1)
    expect(peer.sleptFor).toBeUndefined() // another tab may have been awake: the disk is asked first
    expect(peer.engine.worldTime).toBe(stood)
    await second()
    expect(told).toHaveBeenCalledTimes(1)
    expect(peer.sleptFor).toMatchObject({ from: stood })
    const act = await does(peer, ana, 'accounts.followed', { account: (peer.personas[0] as Persona).account })
    for (let i = 0; i < 5; i++) await second()
    expect(peer.engine.worldTime).toBe(stood)
    expect(told).toHaveBeenCalledTimes(1)
    expect(peer.standing(act)).toBe('pending')
    await peer.resume()
    expect(told).toHaveBeenCalledTimes(2)
    await second()
    expect(peer.engine.worldTime).toBe(stood + 1_000)
    await peer.close()
  })

  test('does not ask where another tab of the world was awake', async () => {
    const time = stillMachine()
    const one = await newWorld(time)
    const timing = virtualTiming()
    const two = await Peer.open({ store: await openStore({ world: one.world, peer: one.store.peer }), time, timing, views: false })
    for (let day = 0; day < 3; day++) {
      time.pass(DAY)
      await one.noteAwake()
    }
    await timing.pass(1_000)
    await two.idle()
    expect([two.sleptFor, two.engine.worldTime]).toEqual([undefined, one.engine.worldTime])
    await two.close()
  })

  test.each([0, 1])('what one tab is told goes for all of them, whose disk refuses %i times to be looked at', async (times) => {
    for (const how of ['resume', 'catchUp'] as const) {
      const time = stillMachine()
      const host = await closedWorld(time)
      time.pass(2 * DAY)
      const [one, two] = [await reopen(host, time), await reopen(host, time)]
      expect([one.sleptFor?.span, two.sleptFor?.span]).toEqual([2 * DAY, 2 * DAY])
      const since = vi.spyOn(two.store, 'since')
      if (times > 0) since.mockRejectedValueOnce(new ConnectionLost())
      await one[how]()
      await vi.waitFor(() => expect(since).toHaveBeenCalled())
      await two.idle()
      await two.meetOtherTabs()
      expect(two.sleptFor).toBeUndefined()
      expect(two.engine.worldTime).toBe(one.engine.worldTime)
      await two[how]()
      expect(await jumpsOf(two)).toHaveLength(1)
    }
  })
})

test('K11: what others did while the host slept is judged in time when it catches up, before what fell due later', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const guest = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  const atGuest = town.join('guest', guest)
  expect(await town.settled()).toBe(true)
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  const ben = await arrive(guest, 'ben')
  expect(await town.settled()).toBe(true)
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  town.leave('host')
  await host.close()
  time.pass(20 * HOUR)
  const act = await does(guest, ben, 'accounts.followed', { account: ana.account })
  const at = guest.engine.openEntry(act)?.at as number
  time.pass(20 * HOUR)

  const again = await reopen(host, time)
  town.join('again', again)
  expect(await town.settled()).toBe(true)
  expect(again.sleptFor).toBeDefined()
  expect(again.standing(act)).not.toBe('final')
  await again.catchUp()
  expect(await town.settled()).toBe(true)
  expect(await again.verdict(act)).toMatchObject({ standing: 'final', at })
  expect(hashOf(guest)).toEqual(hashOf(again))
  atGuest.stop()
  town.stop()
})
