import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Signer } from '../../src/log/signing'
import { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { syncPeer } from '../../src/peer/sync'
import { openStore } from '../../src/store/store'
import { makeHints } from '../../src/sync/room'
import { newDeviceName } from '../../src/sync/sync'
import { virtualTiming } from '../../src/sync/timing'
import { createPersona } from '../../src/peer/founding'
import { OPEN_AT_ONCE } from '../../src/peer/gate'
import { ConnectionLost, QuotaExceeded } from '../../src/store/failures'
import { collect } from '../store/fixtures'
import { forgedSeal } from '../support/forging'
import { mortal } from '../support/mortal'
import {
  abandon,
  arrive,
  asked,
  does,
  enrolAt,
  hashOf,
  makeTown,
  mesiOf,
  newcomer,
  newWorld,
  noTicks,
  reopen,
  stillMachine,
  tab,
} from '../support/peers'

afterEach(() => vi.unstubAllGlobals())

const accepts = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } } as const

/** Every feed on the disk, as `device seq`: no slot twice. */
async function slots(peer: Peer): Promise<string[]> {
  const found: string[] = []
  for await (const batch of peer.store.rowsAfter([]))
    for (const text of batch) {
      const { device, seq } = JSON.parse(text.slice(text.indexOf('{'))) as { device: string; seq: number }
      found.push(`${device} ${seq}`)
    }
  return found
}

test('what one tab keeps, the other folds from the disk', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const ana = await arrive(one, 'ana')
  const two = await reopen(one, time)
  const act = await does(one, ana, accepts.type, accepts.data)
  await vi.waitFor(() => expect(two.engine.has(act)).toBe(true))
  time.pass(3_000)
  const seal = await one.sealNow({ full: true })
  await vi.waitFor(() => expect(two.engine.last.hash).toBe(seal?.hash))
  expect(hashOf(two)).toEqual(hashOf(one))
  expect(asked(two, 'profile', { account: ana.account })).toMatchObject({ handle: 'ana', standing: 'final' })
})

test('two tabs of a guest whose host is not there wait for nobody; with another guest there they wait, and not for ever', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const guest = await newcomer(host, time)
  await guest.receive('host', await collect(host.store.rowsAfter([])), await host.store.sealsAfter(0), [])
  const ben = await arrive(guest, 'ben')
  await does(guest, ben, accepts.type, accepts.data)
  const [town, device] = [makeTown(), newDeviceName()]
  const joins = (name: string, peer: Peer) => syncPeer(peer, [town.hub.carrier(name)], 'secret', { timing: town.timing, device })
  const [one, two] = [joins('one', guest), joins('two', await reopen(guest, time))]
  expect(
    await town.timing.until(() => [one, two].every((sync) => sync.links().some(({ inSync }) => inSync) && sync.isQuiet()), 60_000),
  ).toBe(true)
  expect(guest.pending).toBeGreaterThan(0)
  const mesi = mesiOf(guest, { ...one, hints: makeHints() })
  await mesi.settled()
  const three = town.join('three', await newcomer(host, time))
  expect(await town.timing.until(() => [one, three].every((sync) => sync.links().length === 2 && sync.isQuiet()), 60_000)).toBe(true)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const settled = expect(mesi.settled()).rejects.toThrow('leads to the host')
  await vi.advanceTimersByTimeAsync(60_000)
  await settled
  for (const sync of [one, two, three]) sync.stop()
})

test('a tab whose disk refuses once to be looked at looks again within a second', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const ana = await arrive(one, 'ana')
  const timing = virtualTiming()
  const two = await Peer.open({ store: await openStore({ world: one.world, peer: one.store.peer }), time, timing, views: false })
  const since = vi.spyOn(two.store, 'since').mockRejectedValueOnce(new Error('the disk was busy'))
  const act = await does(one, ana, accepts.type, accepts.data)
  await vi.waitFor(() => expect(since).toHaveBeenCalledTimes(1))
  await two.idle()
  const last = () => two.engine.vector().find(({ device }) => device === ana.device.id)?.hash
  expect(last()).not.toBe(act)
  await timing.pass(1_000)
  await two.idle()
  expect(last()).toBe(act)
  await two.close()
})

test('whom one tab makes or brings, the other can act as at once', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const two = await reopen(one, time)
  const told = vi.fn<() => void>()
  two.onPersonas = told
  const ana = await arrive(one, 'ana')
  await vi.waitFor(() => expect(two.personas.map(({ account }) => account)).toEqual(one.personas.map(({ account }) => account)))
  expect(told).toHaveBeenCalledTimes(1)
  const hers = two.personas.find(({ account }) => account === ana.account) as Persona
  expect(hers).toMatchObject({ kind: 'real', device: { id: ana.device.id } })
  const act = await does(two, hers, 'accounts.followed', { account: (two.personas[0] as Persona).account })
  await vi.waitFor(() => expect(one.engine.openEntry(act)?.verdict).toBeNull())
  expect(one.personas).toHaveLength(2)
})

test('whom one tab makes while the other one could not look at the disk, that one can act as a second later', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const { peer: two, seconds } = await tab(one, time)
  const told = vi.fn<() => void>()
  two.onPersonas = told
  const since = vi.spyOn(two.store, 'since').mockRejectedValueOnce(new ConnectionLost())
  await createPersona(one, 'real')
  await vi.waitFor(() => expect(since).toHaveBeenCalled())
  await two.idle()
  await seconds(2)
  expect(two.engine.vector()).toEqual(one.engine.vector())
  expect(two.personas.map(({ account }) => account)).toEqual(one.personas.map(({ account }) => account))
  expect(told).toHaveBeenCalled()
  await two.close()
})

test('K5, K20: what waits for its turn in one tab while another one lets it in is not called lost, though the disk has to be read anew', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const ana = await arrive(one, 'ana')
  const phone = await newcomer(one, time)
  const gives = async (from: Peer, to: Peer) => {
    await to.receive('elsewhere', await collect(from.store.rowsAfter([])), await from.store.sealsAfter(0), [])
  }
  const seals = async () => {
    time.pass(10_000)
    await one.sealNow({ full: true })
  }
  await gives(one, phone)
  const hers = await enrolAt(one, ana, phone)
  await gives(phone, one)
  await seals()
  await gives(one, phone)
  await phone.act(
    hers.device,
    Array.from({ length: OPEN_AT_ONCE + 5 }, () => accepts),
  )
  const { peer: two, seconds } = await tab(one, time)
  await gives(phone, two)
  await vi.waitFor(() => expect(one.engine.open).toHaveLength(OPEN_AT_ONCE))
  const since = vi.spyOn(two.store, 'since').mockRejectedValue(new ConnectionLost())
  await seals()
  await gives(phone, one)
  await seals()
  await two.idle()
  since.mockRestore()
  await seconds(2)
  expect(hashOf(two)).toEqual(hashOf(one))
  expect(two.voids.list).toEqual([])
  await two.close()
})

test('what one tab did while nobody was near it, the other tab passes on', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const ana = await arrive(one, 'ana')
  const two = await reopen(one, time)
  const far = await newcomer(one, time)
  await vi.waitFor(() => expect(hashOf(two)).toEqual(hashOf(one)))
  const town = makeTown()
  town.join('two', two)
  town.join('far', far)
  expect(await town.settled()).toBe(true)
  const act = await does(one, ana, accepts.type, accepts.data)
  await vi.waitFor(() => expect(two.engine.has(act)).toBe(true))
  time.pass(10_000)
  await one.sealNow({ full: true })
  await vi.waitFor(() => expect(hashOf(two)).toEqual(hashOf(one)))
  expect(await town.settled()).toBe(true)
  expect(hashOf(far)).toEqual(hashOf(one))
  expect(far.standing(act)).toBe('final')
  town.stop()
})

test('two tabs that act as one device at once write one feed without a fork', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const ana = await arrive(one, 'ana')
  const ben = await arrive(one, 'ben')
  const two = await reopen(one, time)
  const [, twin] = two.personas
  expect(twin?.account).toBe(ana.account)
  const acts = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? one : two).act((i % 4 < 2 ? ana : ben).device, [accepts]))
  expect((await Promise.all(acts)).map((outcome) => outcome.ok)).toEqual(acts.map(() => true))
  const all = await slots(one)
  expect(new Set(all).size).toBe(all.length)
  expect(one.engine.forkProofs()).toEqual([])
  time.pass(3_000)
  await vi.waitFor(() => expect(hashOf(two).open).toEqual(hashOf(one).open))
  await two.sealNow({ full: true })
  await vi.waitFor(() => expect(hashOf(one)).toEqual(hashOf(two)))
  expect(one.engine.open).toEqual([])
})

test('two tabs that seal at once without Web Locks: one seal stands, the other tab takes it for its own, nobody freezes', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  // With one clock both would write the very same seal, again and again.
  const two = await reopen(one, { wall: () => time.wall() + 1, steady: () => time.steady() * 1.01 })
  let late = 0
  let waiting: (() => void)[] = []
  /** The first one waits for the other: neither has heard of what the other one is about to keep. */
  const atOnce = () =>
    new Promise<void>((go) => {
      waiting.push(go)
      if (waiting.length < 2) return
      for (const each of waiting) each()
      waiting = []
    })
  for (const { store } of [one, two]) {
    const settle = store.settle.bind(store)
    store.settle = async (...args) => {
      await atOnce()
      const kept = await settle(...args)
      late += kept.ok ? 0 : 1
      return kept
    }
  }
  for (let round = 0; round < 4; round++) {
    await arrive(round % 2 === 0 ? one : two, `guest_${round}`)
    await vi.waitFor(() => expect(hashOf(one).open).toEqual(hashOf(two).open))
    expect(one.engine.open).not.toEqual([])
    time.pass(3_000)
    const told: string[] = []
    const stop = [one, two].map((peer) => peer.onTold(({ from, seals }) => from === null && told.push(...seals.map((seal) => seal.hash))))
    await Promise.all([one.sealNow({ full: true }), two.sealNow({ full: true })])
    await vi.waitFor(() => expect(hashOf(one)).toEqual(hashOf(two)))
    expect([one.engine.frozen, two.engine.frozen, one.engine.alarms]).toEqual([false, false, []])
    // What was told to others is exactly what stands.
    const standing = await one.store.sealsAt(Array.from({ length: one.engine.last.number }, (_, i) => i + 1))
    expect(told.every((hash) => [...standing.values()].includes(hash))).toBe(true)
    for (const each of stop) each()
  }
  expect(late).toBe(4)
  const again = await reopen(one, time)
  expect(hashOf(again)).toEqual(hashOf(one))
})

test('K12: two tabs that hear two seals of one number keep both as proof, and both are frozen', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  const rival = await forgedSeal(host, { jump: 'another story' })
  const seal = await host.sealNow({ full: true })
  const rows = (await host.store.rowsAfter([]).next()).value as string[]
  const one = await newcomer(host, time)
  const two = await reopen(one, time)
  await Promise.all([one.receive('a', rows, [seal?.text ?? ''], []), two.receive('b', rows, [rival.text], [])])
  await vi.waitFor(() => expect([one.engine.frozen, two.engine.frozen]).toEqual([true, true]))
  expect(hashOf(one)).toEqual(hashOf(two))
  expect((await reopen(one, time)).engine.frozen).toBe(true)
})

test('the clock leaps in both tabs, whichever was asked', async () => {
  const time = stillMachine()
  const one = await newWorld(time)
  const two = await reopen(one, time)
  const ana = await arrive(two, 'ana')
  await vi.waitFor(() =>
    expect(one.engine.open).toEqual(expect.arrayContaining([expect.objectContaining({ hash: two.engine.open.at(-1)?.hash })])),
  )
  await one.jump(31 * 86_400_000, 'a month later')
  await vi.waitFor(() => expect(two.engine.last.hash).toBe(one.engine.last.hash))
  await vi.waitFor(() => expect(two.engine.worldTime).toBe(one.engine.worldTime)) // it reads by how much behind the seal
  const act = await does(two, ana, accepts.type, accepts.data)
  await vi.waitFor(() => expect(one.engine.openEntry(act)?.verdict).toBeNull())
})

test('K7: a tab that was opened once the wall clock was set back is no earlier than what the other tab has sealed, and can leap from there', async () => {
  const still = stillMachine()
  let back = 0
  const time = { ...still, wall: () => still.wall() - back }
  const one = await newWorld(time)
  time.pass(60_000)
  await arrive(one, 'ana')
  back = 3_600_000
  const two = await reopen(one, time)
  const seal = await one.sealNow({ full: true })
  await vi.waitFor(() => expect(two.engine.last.hash).toBe(seal?.hash))
  await two.idle()
  await one.close()
  const upTo = seal?.body.upTo ?? 0
  expect(two.engine.worldTime).toBe(upTo)
  await two.jump(1_000, 'a second')
  expect(two.engine.last).toMatchObject({ number: 2, upTo: upTo + 1_000 })
})

/** Two tabs of the host, in which something waits for a seal. */
async function twoTabs() {
  const time = stillMachine()
  const one = await newWorld(time)
  const two = await reopen(one, time)
  await arrive(two, 'ana')
  await vi.waitFor(() => expect(one.engine.vector()).toEqual(two.engine.vector()))
  time.pass(3_000)
  return { time, one, two }
}

test('a tab that loses its seal to a leap of the other tab leaps with it', async () => {
  const { one, two } = await twoTabs()
  const settle = two.store.settle.bind(two.store)
  vi.spyOn(two.store, 'settle').mockImplementationOnce(async (...args) => {
    await one.jump(31 * 86_400_000, 'a month later')
    return settle(...args)
  })
  await two.host?.step()
  expect(two.engine.last.hash).toBe(one.engine.last.hash)
  expect(two.engine.worldTime).toBe(one.engine.worldTime)
})

test('of two tabs that leap at once neither falls behind, now or behind a restart', async () => {
  const { time, one, two } = await twoTabs()
  await Promise.all([one.jump(31 * 86_400_000, 'a month later'), two.jump(86_400_000, 'a day later')])
  await vi.waitFor(() => expect(two.engine.worldTime).toBe(one.engine.worldTime))
  const at = two.engine.worldTime
  for (const each of [one, two]) await each.close()
  time.pass(1_000)
  expect((await reopen(one, time)).engine.worldTime).toBe(at + 1_000)
})

test.each(['settle', 'meta'] as const)(
  'K11: a tab whose look at a leap of the other tab failed at "%s" leaps from there at once',
  async (step) => {
    const { one, two } = await twoTabs()
    await two.idle()
    const real = two.store[step].bind(two.store) as (...args: unknown[]) => Promise<never>
    const { number } = two.engine.last
    let refused = 0
    vi.spyOn(two.store, step).mockImplementation((...args: unknown[]) =>
      two.engine.last.number > number && refused++ === 0 ? Promise.reject(new ConnectionLost()) : real(...args),
    )
    await one.jump(31 * 86_400_000, 'a month later')
    const at = one.engine.worldTime
    await vi.waitFor(() => expect(refused).toBe(1))
    await two.jump(1_000, 'a second later')
    expect(two.engine.worldTime).toBe(at + 1_000)
  },
)

test('K11: a leap that the disk refuses behind one of another tab takes nothing of that one back', async () => {
  const { time, one, two } = await twoTabs()
  const settle = two.store.settle.bind(two.store)
  vi.spyOn(two.store, 'settle')
    .mockImplementationOnce(async (...args) => {
      await one.jump(31 * 86_400_000, 'a month later')
      return settle(...args)
    })
    .mockRejectedValueOnce(new QuotaExceeded())
  await expect(two.jump(62 * 86_400_000, 'two months later')).rejects.toThrow(QuotaExceeded)
  expect(two.engine.last.hash).toBe(one.engine.last.hash)
  expect(two.engine.worldTime).toBe(one.engine.worldTime)
  time.pass(3_000)
  expect(two.engine.worldTime).toBe(one.engine.worldTime)
})

/** Web Locks as the tabs of one browser have them: a name is held until what it was asked for has been done, or its page is killed. */
function stubLocks() {
  interface Held {
    readonly mode: LockMode
    readonly done: Promise<unknown>
    readonly kill: () => void
  }
  const held = new Map<string, Held[]>()
  const frozen = new Set<string>()
  const of = (name: string) => held.get(name) ?? []
  const request = async (name: string, { mode = 'exclusive' }: LockOptions, body: () => Promise<unknown>) => {
    const inTheWay = () => of(name).filter((each) => mode === 'exclusive' || each.mode === 'exclusive')
    const isFrozen = frozen.has(name)
    while (inTheWay().length > 0) await Promise.all(inTheWay().map(({ done }) => done))
    let kill = (): void => {}
    const killed = new Promise<void>((done) => (kill = done))
    const one: Held = { mode, done: Promise.race([isFrozen ? killed : body(), killed]), kill }
    held.set(name, [...of(name), one])
    await one.done
    held.set(
      name,
      of(name).filter((each) => each !== one),
    )
  }
  const names = () => [...held].flatMap(([name, all]) => all.map(() => name))
  vi.stubGlobal('navigator', { locks: { request, query: async () => ({ held: names().map((name) => ({ name })) }) } })
  return {
    names,
    kill: (name: string) => of(name)[0]?.kill(),
    /** Whoever asks for these from now on is given them, and does nothing: their page is put to sleep by then. */
    freeze: (of: readonly string[]) => of.forEach((name) => frozen.add(name)),
    thaw: () => frozen.clear(),
  }
}

test.each(['opened before', 'opened after', 'opened after a frozen one that was opened after'])(
  'what a tab has kept that is killed before it says so, one that was %s it sees',
  async (when) => {
    const { names, kill, freeze, thaw } = stubLocks()
    const time = stillMachine()
    const first = await newWorld(time)
    const ana = await arrive(first, 'ana')
    const other = when === 'opened before' ? first : undefined
    const before = names()
    const { store, death } = mortal(await openStore({ world: first.world, peer: first.store.peer }))
    const dying = await Peer.open({ store, time, timing: noTicks, views: false })
    abandon(dying)
    const itsLocks = names().filter((name) => !before.includes(name))
    if (when.includes('frozen')) {
      freeze(itsLocks)
      await reopen(first, time)
      thaw()
    }
    const left = other ?? (await reopen(first, time))
    if (!other) await first.close()
    await left.idle()
    await dying.idle() // it looks at what there is, too
    Object.assign(death, { left: 0, written: true })
    void dying.act(dying.personas.find(({ account }) => account === ana.account)?.device as Signer, [accepts])
    await death.happened
    await left.idle()
    const seen = () => left.engine.vector().find(({ device }) => device === ana.device.id)?.seq
    const last = seen() ?? 0
    for (const name of itsLocks) kill(name)
    await vi.waitFor(() => expect(seen()).toBe(last + 1))
  },
)

test('what a tab keeps while another one is being opened that one sees', async () => {
  stubLocks()
  const time = stillMachine()
  const one = await newWorld(time)
  const ana = await arrive(one, 'ana')
  const store = await openStore({ world: one.world, peer: one.store.peer })
  const load = store.load.bind(store)
  store.load = async (...args) => {
    const loaded = await load(...args)
    await one.act(ana.device, [accepts])
    return loaded
  }
  const two = await Peer.open({ store, time, timing: noTicks, views: false })
  await vi.waitFor(() => expect(two.engine.vector()).toEqual(one.engine.vector()))
  await two.close()
  await one.close()
})

test('with Web Locks one tab at a time seals by itself, and the next one once it is closed', async () => {
  stubLocks()
  const time = stillMachine()
  const one = await newWorld(time)
  const two = await reopen(one, time)
  expect([one.finality.state, two.finality.state]).toEqual(['sealing', 'elsewhere'])
  await one.close()
  await vi.waitFor(() => expect(two.finality.state).toBe('sealing'))
})

test('the tab whose turn it is seals nothing while another one holds the host away', async () => {
  stubLocks()
  const time = stillMachine()
  const first = await newWorld(time)
  const { peer: sealing, seconds } = await tab(first, time)
  await first.close()
  await vi.waitFor(() => expect(sealing.finality.state).toBe('sealing'))
  const other = await reopen(sealing, time)
  other.stepAside(true)
  await seconds(1)
  await arrive(sealing, 'ana', 'ai')
  await seconds(12)
  expect([sealing.engine.open.length > 0, sealing.finality.state, sealing.hasSteppedAside]).toEqual([true, 'away', false])
  expect(await sealing.sealNow({ full: true })).toBeUndefined()
  await expect(sealing.jump(60_000, 'a minute')).rejects.toThrow('held away')
  other.stepAside(false)
  await seconds(3)
  expect([sealing.engine.open, sealing.finality.state]).toEqual([[], 'sealing'])
  await other.close()
  await sealing.close()
})

test('a tab that steps aside while it asks for the others stays there', async () => {
  stubLocks()
  const time = stillMachine()
  const first = await newWorld(time)
  const { peer, seconds } = await tab(first, time)
  await first.close()
  await vi.waitFor(() => expect(peer.finality.state).toBe('sealing'))
  await arrive(peer, 'ana', 'ai')
  vi.spyOn(navigator.locks, 'query').mockImplementationOnce(async () => {
    peer.stepAside(true) // as it is answered
    return { held: [] }
  })
  time.pass(10_000)
  await seconds(1)
  expect([peer.engine.open.length > 0, peer.finality.state]).toEqual([true, 'away'])
  await peer.close()
})

test('a tab seals for one whose turn it is and that is held up, until that one is back', async () => {
  stubLocks()
  const time = stillMachine()
  const hidden = await newWorld(time)
  const { peer: seen, seconds } = await tab(hidden, time)
  let guests = 0
  vi.stubGlobal('document', { visibilityState: 'hidden' })
  await arrive(seen, 'nobody_looks', 'ai')
  await seconds(15)
  expect([seen.engine.open.length > 0, seen.finality.state]).toEqual([true, 'elsewhere']) // it is as likely to be held up itself
  vi.stubGlobal('document', { visibilityState: 'visible' })
  const sealedThere = async () => {
    await arrive(seen, `guest_${guests++}`, 'ai')
    await vi.waitFor(() => expect(hidden.engine.vector()).toEqual(seen.engine.vector()))
    time.pass(3_000)
    await hidden.host?.step()
  }
  const isOpenAfter = async (count: number) => {
    await arrive(seen, `guest_${guests++}`, 'ai')
    await seconds(count)
    return [seen.engine.open.length > 0, seen.finality.state]
  }
  await seconds(1)
  expect([seen.engine.open.length > 0, seen.finality.state]).toEqual([false, 'sealing'])
  await sealedThere()
  expect(await isOpenAfter(5)).toEqual([true, 'elsewhere']) // it may only be slow
  expect(await isOpenAfter(10)).toEqual([false, 'sealing'])
  expect(await isOpenAfter(5)).toEqual([false, 'sealing'])
  await sealedThere()
  expect(await isOpenAfter(5)).toEqual([true, 'elsewhere'])
  await seen.close()
})

test('while the tab whose turn it is holds the host away no other one seals in its place, until it lets it back or is gone', async () => {
  stubLocks()
  const time = stillMachine()
  const held = await newWorld(time)
  const { peer: pane, seconds } = await tab(held, time)
  await arrive(pane, 'ana', 'ai')
  await seconds(11)
  expect(pane.finality.state).toBe('sealing')
  held.stepAside(true)
  await arrive(pane, 'ben', 'ai')
  await seconds(30)
  expect([pane.engine.open.length > 0, pane.finality.state]).toEqual([true, 'away'])
  held.stepAside(false)
  await seconds(12)
  expect(pane.engine.open).toEqual([])
  held.stepAside(true)
  await arrive(pane, 'cleo', 'ai')
  await seconds(12)
  expect(pane.engine.open).not.toEqual([])
  await held.close()
  await seconds(12)
  expect(pane.engine.open).toEqual([])
  await pane.close()
})
