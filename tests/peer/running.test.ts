/** K11: a clock that its host runs fast, and a host that is held away. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test } from 'vitest'
import { Peer } from '../../src/peer/peer'
import { makeRunning } from '../../src/peer/running'
import { spanOf } from '../../src/peer/span'
import { virtualTiming } from '../../src/sync/timing'
import { openStore } from '../../src/store/store'
import { arrive, does, hashOf, makeTown, mesiOf, newcomer, newWorld, stillMachine } from '../support/peers'

const HOUR = 3_600_000
const jumpsOf = async (peer: Peer) =>
  (await peer.store.sealsAfter(0, 1_000)).flatMap((text) => {
    const { jump, upTo } = JSON.parse(text.slice(text.indexOf('{'))) as { jump: string | null; upTo: number }
    return jump === null ? [] : [{ jump, upTo }]
  })

/** A host whose machine and timers go on by seconds. */
async function hosting() {
  const machine = stillMachine()
  const host = await newWorld(machine)
  const timing = virtualTiming(0, async () => {
    await host.idle()
    for (let turn = 0; turn < 4; turn++) await new Promise<void>((done) => void setImmediate(done))
  })
  const pass = async (seconds: number) => {
    for (let i = 0; i < seconds; i++) {
      machine.pass(1_000)
      await timing.pass(1_000)
    }
  }
  return { machine, host, running: makeRunning(timing), pass, from: host.engine.worldTime }
}

test('it leaps once a second by what is missing, each time with a seal that says so, and goes on by itself once paused', async () => {
  const { host, running, pass, from } = await hosting()
  const run = running.run(host, 3_600)
  expect(running.speed.get()).toBe(3_600)
  await host.idle()
  await pass(5)
  expect(host.engine.worldTime).toBe(from + 5 * HOUR + 3_599_000) // at once, and with each second
  const jumps = await jumpsOf(host)
  expect(jumps.map(({ upTo }) => upTo - from)).toEqual([0, 1, 2, 3, 4, 5].map((second) => second * HOUR + 3_599_000))
  expect(new Set(jumps.map(({ jump }) => jump))).toEqual(new Set(['runs an hour a second']))

  running.pause()
  await run
  expect(running.speed.get()).toBeUndefined()
  await pass(3)
  expect(host.engine.worldTime).toBe(from + 5 * HOUR + 3_602_000)
  expect(await jumpsOf(host)).toHaveLength(6)
})

test('another speed takes the place of the first, and a world that is closed is not run on', async () => {
  const { host, running, pass, from } = await hosting()
  const slow = running.run(host, 60)
  await pass(1)
  const fast = running.run(host, 86_400)
  await slow
  expect(running.speed.get()).toBe(86_400)
  await pass(1)
  expect(host.engine.worldTime).toBe(from + 2 * 60_000 + 24 * HOUR + 24 * HOUR - 2_000)
  await host.close()
  await pass(1)
  await fast
  expect(running.speed.get()).toBeUndefined()
})

test('only the host runs it, who is told so otherwise; who follows comes along, and what they do there stands', async () => {
  const { machine, host, running, pass, from: begins } = await hosting()
  const ana = await arrive(host, 'ana')
  const far = await newcomer(host, machine)
  const town = makeTown()
  town.join('host', host)
  town.join('far', far)
  expect(await town.settled()).toBe(true)
  await expect(running.run(far, 60)).rejects.toThrow('Only the host of a world can move its clock.')
  expect(running.speed.get()).toBeUndefined()

  const run = running.run(host, 3_600)
  await pass(2)
  expect(await town.settled()).toBe(true)
  expect(far.engine.last.upTo).toBe(host.engine.last.upTo)
  expect(far.engine.worldTime).toBeGreaterThan(begins + 2 * HOUR)
  const ben = await arrive(far, 'ben')
  const act = await does(far, ben, 'accounts.followed', { account: ana.account })
  expect(await town.settled()).toBe(true)
  await pass(2)
  running.pause()
  await run
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  expect(await host.verdict(act)).toMatchObject({ standing: 'final', verdict: null })
  expect(hashOf(far)).toEqual(hashOf(host))
  town.stop()
})

test('a host that is held away seals nothing and moves no clock; what is done waits, until it is let back', async () => {
  const { host, machine, running, pass } = await hosting()
  const ana = await arrive(host, 'ana')
  await host.sealNow({ full: true })
  host.stepAside(true)
  expect(host.finality.state).toBe('away')
  const before = host.engine.last.number
  const act = await does(host, ana, 'accounts.followed', { account: host.genesis.parameters['accounts.firstAdmin'] as string })
  machine.pass(60_000)
  expect(await host.sealNow({ full: true })).toBeUndefined()
  await expect(running.run(host, 60)).rejects.toThrow('held away')
  await pass(1)
  expect([host.engine.last.number, host.standing(act)]).toEqual([before, 'pending'])
  host.stepAside(false)
  await host.sealNow({ full: true })
  expect(host.standing(act)).toBe('final')
})

test('its own seconds seal nothing either while it is held away', async () => {
  const machine = stillMachine()
  const made = await newWorld(machine)
  await made.close()
  const timing = virtualTiming()
  const host = await Peer.open({
    store: await openStore({ world: made.world, peer: made.store.peer }),
    time: machine,
    timing,
    views: false,
  })
  const second = async () => {
    machine.pass(3_000)
    await timing.pass(1_000)
    await host.idle()
  }
  await second()
  host.stepAside(true)
  await arrive(host, 'ana')
  const { number } = host.engine.last
  await second()
  expect(host.engine.last.number).toBe(number)
  host.stepAside(false)
  await second()
  expect(host.engine.last.number).toBe(number + 1)
  await host.close()
})

test('a script that would have it go back is told that it never does', async () => {
  const { host, from } = await hosting()
  const { clock } = mesiOf(host)
  for (const by of [new Date(from - 1), -1]) await expect(clock.advance(by)).rejects.toThrow('never goes back')
  expect(await jumpsOf(host)).toEqual([])
  await clock.advance(new Date(from + HOUR))
  expect(host.engine.worldTime).toBe(from + HOUR)
})

test('a script says a span in short or in full, and is told how one is said', () => {
  const now = Date.parse('2026-01-31T10:00:00Z')
  const by = (span: string) => spanOf(span, now)
  for (const span of ['31d', '31 d', '31 days', ' 744 hours', '44640 minutes']) expect(by(span), span).toBe(31 * 24 * HOUR)
  expect([by('1 day'), by('2 weeks'), by('1 second'), by('7ms')]).toEqual([24 * HOUR, 14 * 24 * HOUR, 1_000, 7])
  expect(now + by('1 month')).toBe(Date.parse('2026-02-28T10:00:00Z'))
  expect(now + by('2 years')).toBe(Date.parse('2028-01-31T10:00:00Z'))
  for (const span of ['a day', '1.5 h', '-1d', '1 M', '1 month 2 days', ''])
    expect(() => by(span), span).toThrow(`"${span}" is no span of time. Say a whole number and its unit, like`)
})
