import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, onTestFinished, test, vi } from 'vitest'
import { HOLD_BACK } from '../../src/log/order'
import type { Rules } from '../../src/log/rules'
import { erased } from '../../src/areas/accounts/tables'
import type { Row, Seal } from '../../src/log/types'
import { rules } from '../../src/peer/life'
import { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { QuotaExceeded } from '../../src/store/failures'
import { viewsName } from '../../src/store/schema'
import { openStore, type Store } from '../../src/store/store'
import { makeHints } from '../../src/sync/room'
import { virtualTiming } from '../../src/sync/timing'
import { collect } from '../store/fixtures'
import { nextBuild, pledges } from '../support/builds'
import { after, forged, forgedSeal } from '../support/forging'
import { arrive, does, enrolAt, hashOf, makeTown, mesiOf, newcomer, newWorld, reopen, said, stillMachine } from '../support/peers'
import { note } from '../support/posts'

const hear = (peer: Peer, ...rows: Row[]) =>
  peer.receive(
    'elsewhere',
    rows.map((row) => row.text),
    [],
    [],
  )

test('K5: a restart in mid-fork finds the fork, what is cut and what rests on either, with and without a snapshot', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const dot = await arrive(host, 'dot')
  const eve = await arrive(host, 'eve')
  const base = { ...host.engine.draft(dot.device.id) }
  const left = await forged(host, dot.device, { ...base, data: { policy: 'human creator' } })
  const right = await forged(host, dot.device, { ...base, type: 'accounts.followed', data: { account: eve.account } })
  const behind = await forged(host, dot.device, after(right))
  await hear(host, left, right, behind)
  const seen = [{ device: dot.device.id, seq: behind.body.seq, hash: behind.hash }]
  const onCut = await forged(host, eve.device, { seen })
  await hear(host, onCut)

  let peer = host
  const restart = async () => {
    const before = hashOf(peer)
    const proofs = peer.engine.forkProofs().map((row) => row.hash)
    await peer.close()
    peer = await reopen(peer, time)
    expect(hashOf(peer)).toEqual(before)
    expect(peer.engine.forkProofs().map((row) => row.hash)).toEqual(proofs)
    return before
  }
  expect((await restart()).open.filter((line) => line.endsWith(' fork'))).toHaveLength(3)
  expect(peer.engine.forkProofs()).toHaveLength(2)

  // The seal names one branch and ends the device there; what Eve wrote upon the other one stays.
  const follow = await peer.act(eve.device, [{ type: 'accounts.followed', data: { account: dot.account } }])
  expect(said(follow)).toEqual([])
  time.pass(3_000)
  const seal = await peer.sealNow({ full: true })
  expect(seal?.body.stopped).toEqual([dot.device.id])
  await does(peer, eve, 'accounts.unfollowed', { account: dot.account })
  await restart()
  expect(peer.engine.open).toHaveLength(1)
  await peer.saveSnapshot()
  await hear(peer, await forged(peer, dot.device, after(behind)))
  const { open } = await restart()
  expect(open).toHaveLength(1)
  expect(peer.standing(onCut.hash)).toBe('final')
})

test('K12: two seals of one number freeze the world, also when the second comes long after a restart, and for good', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  const rival = await forgedSeal(host, { jump: 'another story' })
  const first = await host.sealNow({ full: true })
  expect(rival.body.number).toBe(first?.body.number)
  await arrive(host, 'ben')
  time.pass(3_000)
  const last = await host.sealNow({ full: true })
  await host.saveSnapshot()
  await host.close()

  let peer = await reopen(host, time)
  expect(peer.finality).toMatchObject({ state: 'sealing', says: '', asOf: last?.body.upTo })
  await peer.receive('elsewhere', [], [rival.text], [])
  for (const round of ['at once', 'after a restart', 'and after another']) {
    expect([...peer.engine.rivals.keys()], round).toEqual([rival.hash])
    expect(peer.engine.last.hash, round).toBe(last?.hash)
    expect(peer.finality, round).toMatchObject({ state: 'frozen', says: expect.stringContaining('two different accounts') as string })
    expect(peer.heldSeals().map((seal) => seal.hash)).toEqual([rival.hash])
    await arrive(peer, `dan_${round.length}`)
    time.pass(3_000)
    expect(await peer.sealNow({ full: true })).toBeUndefined()
    await peer.close()
    peer = await reopen(peer, time)
  }
})

test.each([
  [1, 3],
  [2, 2],
  [3, 1],
])(
  'K12: who stand on two accounts of the host hear so from each other, also where these part further back (%i and %i seals)',
  async (one, other) => {
    const time = stillMachine()
    const host = await newWorld(time)
    const guest = await newcomer(host, time)
    await arrive(host, 'ana')
    time.pass(3_000)
    const rivals = [await forgedSeal(host, { jump: 'another story' })]
    for (let prev = rivals[0] as Seal; rivals.length < one; prev = rivals.at(-1) as Seal)
      rivals.push(await forgedSeal(host, { number: prev.body.number + 1, prevSeal: prev.hash, heads: [], jump: 'it goes on' }))
    await guest.receive(
      'elsewhere',
      await collect(host.store.rowsAfter([])),
      rivals.map(({ text }) => text),
      [],
    )
    expect(guest.engine.last.hash).toBe(rivals.at(-1)?.hash)
    for (let i = 0; i < other; i++) {
      await does(host, host.personas[1] as Persona, 'accounts.policyAccepted', { policy: 'human creator' })
      time.pass(3_000)
      await host.sealNow({ full: true })
    }
    const town = makeTown()
    town.join('host', host)
    town.join('guest', guest)
    await town.timing.pass(20_000)
    expect([host.finality.state, guest.finality.state]).toEqual(['frozen', 'frozen'])
    town.stop()
  },
)

test('a seal that has no place in this chain freezes nothing', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  const stray = await forgedSeal(host, { prevSeal: 'A'.repeat(43), jump: 'stray' })
  await host.sealNow({ full: true })
  await host.receive('elsewhere', [], [stray.text], [])
  expect(host.engine.frozen).toBe(false)
  await host.close()
  expect((await reopen(host, time)).engine.frozen).toBe(false)
})

test('a seal that waits for its rows is held, told of, and takes effect after a restart once they come', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  const first = await host.sealNow({ full: true })
  await arrive(host, 'ben')
  time.pass(3_000)
  const second = await host.sealNow({ full: true })
  const rows: string[] = []
  for await (const batch of host.store.rowsAfter([])) rows.push(...batch)

  let other = await newcomer(host, time)
  await other.receive(
    'elsewhere',
    [],
    [second, first].flatMap((seal) => seal?.text ?? []),
    [],
  )
  expect(other.engine.last.number).toBe(0)
  expect(other.heldSeal()).toMatchObject({ number: 2, hash: second?.hash })
  await other.close()
  other = await reopen(other, time)
  expect(other.heldSeal()).toMatchObject({ number: 2, hash: second?.hash })
  await other.receive('elsewhere', rows, [], [])
  expect(hashOf(other)).toMatchObject({ seal: second?.hash, sum: host.engine.last.sum })
  await other.close()
  expect(hashOf(await reopen(other, time))).toEqual(hashOf(other))
})

test('K7: after a restart time goes on from the last seal, and what was kept aside comes in when its time has come', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  time.pass(3_000)
  const seal = await host.sealNow({ full: true })
  const rows: string[] = []
  for await (const batch of host.store.rowsAfter([])) rows.push(...batch)
  let other = await newcomer(host, time)
  await other.receive('elsewhere', rows, [seal?.text ?? ''], [])
  time.pass(60_000)
  expect(other.engine.worldTime).toBe((seal?.body.upTo ?? 0) + 60_000)
  await other.close()
  time.pass(60_000)
  other = await reopen(other, time)
  expect(other.engine.worldTime).toBe((seal?.body.upTo ?? 0) + 120_000)

  const early = await forged(host, ana.device, { seen: [], stamp: other.engine.worldTime + HOLD_BACK + 1 })
  await hear(other, early)
  expect(other.standing(early.hash)).toBe('pending')
  expect(other.engine.openEntry(early.hash)).toBeUndefined()
  time.pass(1)
  other.ask(ana.device.id, { type: 'accounts.policyAccepted', data: { policy: 'human creator' } })
  expect(other.engine.openEntry(early.hash)?.verdict).toBeNull()
})

test('K7: acts of a device whose clock ran ahead stay on its screen when a seal puts it right, also after a restart', async () => {
  const time = stillMachine()
  const ahead = stillMachine()
  const host = await newWorld(time)
  let phone = await newcomer(host, ahead)
  const town = makeTown()
  town.join('host', host)
  town.join('phone', phone)
  expect(await town.settled()).toBe(true)
  const ana = await arrive(phone, 'ana')
  expect(await town.settled()).toBe(true)
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  town.leave('phone')
  ahead.pass(600_000)
  const act = await does(phone, ana, 'accounts.policyAccepted', { policy: 'human creator' })
  time.pass(5_000)
  await host.jump(1_000, 'a second')
  const seals = await host.store.sealsAfter(0)
  await phone.receive('host', [], seals, [])
  const stamp = phone.engine.openEntry(act)?.row.body.stamp ?? 0
  expect(phone.engine.worldTime).toBeLessThan(stamp - HOLD_BACK)
  await phone.close()
  phone = await reopen(phone, ahead)
  expect(phone.engine.openEntry(act)?.verdict).toBeNull()
  // People are told until the world's clock is as good as there.
  ahead.pass(stamp - HOLD_BACK - 1 - phone.engine.worldTime)
  expect(phone.finality).toMatchObject({ state: 'early', says: expect.stringContaining('ahead of the world’s clock') as string })
  ahead.pass(1)
  expect(phone.finality).toMatchObject({ state: 'elsewhere', says: '' })
  town.stop()
})

test('a host whose disk refuses its seals says so, and goes on once it can', async () => {
  const time = stillMachine()
  const timing = virtualTiming()
  const host = await newWorld(time)
  await host.close()
  const store = await openStore({ world: host.world, peer: host.store.peer })
  const peer = await Peer.open({ store, time, timing, views: false })
  const settle = store.settle
  store.settle = () => Promise.reject(new QuotaExceeded())
  time.pass(3_000)
  await timing.pass(1_001)
  await vi.waitFor(() => expect(peer.finality).toMatchObject({ state: 'stuck', says: expect.stringContaining('no room') as string }))
  expect(peer.engine.last.number).toBe(0)
  store.settle = settle
  time.pass(3_000)
  await timing.pass(1_001)
  await vi.waitFor(() => expect(peer.finality).toMatchObject({ state: 'sealing', says: '' }))
  expect([peer.engine.last.number, peer.engine.open.length]).toEqual([1, 0])
  await peer.close()
})

test('K18: a build that is older than its world reads on and does nothing, and says why', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  time.pass(3_000)
  const seal = await forgedSeal(host, { version: 99 })
  await host.receive('elsewhere', [], [seal.text], [])
  expect(host.finality).toMatchObject({ state: 'outdated', says: expect.stringContaining('Update') as string })
  const deed = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
  for (const outcome of [await host.act(ana.device, [deed]), host.ask(ana.device.id, deed)])
    expect(outcome).toMatchObject({ ok: false, clauses: [{ id: 'outdated', text: host.finality.says }] })
  expect(await host.sealNow({ full: true })).toBeUndefined()
  const town = makeTown()
  await host.receive('elsewhere', [(await forged(host, ana.device, {})).text], [], [])
  expect(host.pending).toBe(1)
  await mesiOf(host, { ...town.join('host', host), hints: makeHints() }).settled() // nothing is sealed here any more
  town.stop()
})

const gives = async (from: Peer, to: Peer) =>
  to.receive('elsewhere', await collect(from.store.rowsAfter([])), await from.store.sealsAfter(0), [])

test('K18: what became final behind an older build is final for it once it is updated, as it is for all', async () => {
  const time = stillMachine()
  const made = await newWorld(time)
  const [ana, ben] = [await arrive(made, 'ana'), await arrive(made, 'ben')]
  const post = await does(made, ana, 'content.published', { ...note, caption: made.write(ana.account, 'Good evening') })
  let phone = await newcomer(made, time)
  await gives(made, phone)
  const there = await enrolAt(made, ben, phone)
  await made.close()
  const host = await reopen(made, time, { by: nextBuild })
  await gives(phone, host)
  time.pass(6_000)
  expect((await host.sealNow({ full: true }))?.body.version).toBe(nextBuild.version)
  const like = await does(phone, there, 'content.liked', { content: post }) // it has not heard of that yet
  const [who] = host.personas.filter(({ account }) => account === ana.account) as [Persona]
  const pledged = await host.act(who.device, [{ type: 'pledges.made', data: { pledge: 2 } }]) // which this build has no name for
  const pledge = pledged.ok ? pledged.id : ''
  await gives(phone, host)
  time.pass(6_000)
  await host.sealNow({ full: true })
  await gives(host, phone)
  await phone.saveSnapshot()
  expect([phone.finality.state, phone.standing(like), phone.voids.list]).toEqual(['outdated', 'pending', []])
  expect(phone.standing(pledge)).not.toBe('final')
  await phone.close()
  phone = await reopen(phone, time, { by: nextBuild })
  expect(phone.finality).toMatchObject({ state: 'elsewhere', says: '' })
  expect(hashOf(phone)).toEqual(hashOf(host))
  expect([await phone.verdict(like), await phone.verdict(pledge)]).toEqual([await host.verdict(like), await host.verdict(pledge)])
  expect(phone.voids.list.map(({ id, final }) => [id, final])).toEqual([[like, true]])
})

test('K18: what a newer build has kept of the world is whole for it again after an older one was at that disk', async () => {
  const time = stillMachine()
  const made = await newWorld(time)
  const ana = await arrive(made, 'ana')
  await made.close()
  let host = await reopen(made, time, { by: nextBuild })
  const restart = async (by: Rules) => {
    await host.saveSnapshot()
    await host.close()
    host = await reopen(host, time, { by })
    return host.finality.state
  }
  const seals = async () => {
    time.pass(3_000)
    return host.sealNow({ full: true })
  }
  await seals()
  const [who] = host.personas.filter(({ account }) => account === ana.account) as [Persona]
  await host.act(who.device, [{ type: 'pledges.made', data: { pledge: 2 } }])
  await seals()
  const pledged = () => [...host.engine.rowsOf(pledges).values()].map(({ isHeld }) => isHeld)
  expect(pledged()).toEqual([true])
  expect(await restart(rules)).toBe('outdated')
  expect(await restart(nextBuild)).toBe('sealing')
  expect(pledged()).toEqual([true])
})

const broken: Rules = {
  ...rules,
  threw: () => {},
  judge(tools, event) {
    if (event.body.type === 'ledger.deposited') throw new Error('a bug')
    return rules.judge(tools, event)
  },
}

test('K18: what a build came to that threw where the host did not is no beginning: a restart says so again, an update mends it', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const joined = await newcomer(host, time)
  await gives(host, joined)
  await enrolAt(host, ana, joined)
  await gives(joined, host)
  await joined.close()
  let phone = await reopen(joined, time, { by: broken })
  const restart = async (by: Rules) => {
    await phone.saveSnapshot()
    await phone.close()
    phone = await reopen(phone, time, { by })
    return phone.finality.state
  }
  const deposit = await does(host, ana, 'ledger.deposited', { currency: 'USDC', amount: 1_000_000 })
  time.pass(3_000)
  await host.sealNow({ full: true })
  await gives(host, phone)
  expect(phone.finality.state).toBe('diverged')
  const kept = async () => [await phone.verdict(deposit), phone.voids.list.map(({ id }) => id)]
  expect(await kept()).toMatchObject([{ standing: 'void' }, [deposit]])
  expect(await restart(broken)).toBe('diverged')
  expect(await kept()).toMatchObject([{ standing: 'void' }, [deposit]])
  expect(await restart(rules)).toBe('elsewhere')
  expect(await kept()).toEqual([await host.verdict(deposit), []])
  expect(await restart(rules)).toBe('elsewhere')
  expect(await kept()).toEqual([await host.verdict(deposit), []])
  expect(hashOf(phone)).toEqual(hashOf(host))
})

test('K18: what only this build holds for erased is not destroyed', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const caption = host.write(ana.account, 'Good evening')
  await does(host, ana, 'content.published', { ...note, caption })
  const erasing: Rules = {
    ...rules,
    judge(tools, event) {
      if (event.body.type === 'ledger.deposited') tools.put(erased, caption.hash, { writer: ana.account, at: tools.now })
      return rules.judge(tools, event)
    },
  }
  const joined = await newcomer(host, time)
  await gives(host, joined)
  const bytes = (await host.store.payloads([caption.hash])).get(caption.hash) as Uint8Array<ArrayBuffer>
  await joined.receive('elsewhere', [], [], [{ hash: caption.hash, bytes }])
  await joined.close()
  const phone = await reopen(joined, time, { by: erasing })
  await does(host, ana, 'ledger.deposited', { currency: 'USDC', amount: 1_000_000 })
  time.pass(3_000)
  await host.sealNow({ full: true })
  await gives(host, phone)
  expect(phone.finality.state).toBe('diverged')
  await phone.close()
  const again = await reopen(phone, time, { by: erasing })
  await again.idle()
  expect((await again.store.payloads([caption.hash])).get(caption.hash)).toEqual(bytes)
})

test.each(['the disk refused that once', 'another tab keeps it so', 'another tab comes to it behind this one'])(
  'K18: what a build kept that threw where the host did not is put right before anything is built on it (%s)',
  async (why) => {
    const time = stillMachine()
    const host = await newWorld(time)
    const ana = await arrive(host, 'ana')
    const phone = await newcomer(host, time)
    await gives(host, phone)
    await enrolAt(host, ana, phone)
    await gives(phone, host)
    const old = await reopen(phone, time, { by: broken })
    const deposit = await does(host, ana, 'ledger.deposited', { currency: 'USDC', amount: 1_000_000 })
    time.pass(3_000)
    await host.sealNow({ full: true })
    if (why === 'another tab keeps it so') await phone.meetOtherTabs()
    if (why === 'another tab comes to it behind this one') await gives(host, phone).then(() => old.meetOtherTabs())
    await gives(host, old)
    expect(old.voids.list.map(({ id }) => id)).toEqual([deposit])
    if (why === 'the disk refused that once') await phone.close()
    else {
      await phone.meetOtherTabs()
      expect([await phone.verdict(deposit), phone.voids.list]).toEqual([await host.verdict(deposit), []])
    }
    await old.close()
    const refusing = (store: Store): Store => ({ ...store, judgeAgain: () => Promise.reject(new QuotaExceeded()) })
    const fit = phone.isClosed ? await reopen(phone, time, { through: refusing }) : phone
    await fit.saveSnapshot().catch(() => undefined)
    await fit.close()
    for (let starts = 0; starts < 2; starts++) {
      const again = await reopen(phone, time)
      expect([await again.verdict(deposit), again.voids.list]).toEqual([await host.verdict(deposit), []])
      await again.saveSnapshot()
      await again.close()
    }
  },
)

test('K18: what another tab comes to alone while what it came to before is put right is put right as well', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const phone = await newcomer(host, time)
  await gives(host, phone)
  await phone.close()
  const old = await reopen(phone, time, { by: broken })
  const deposits = async () => {
    const made = await does(host, ana, 'ledger.deposited', { currency: 'USDC', amount: 1_000_000 })
    time.pass(3_000)
    await host.sealNow({ full: true })
    return made
  }
  const first = await deposits()
  await gives(host, old)
  const second = await deposits()
  const meanwhile = (store: Store): Store => ({
    ...store,
    async judgeAgain(settled) {
      await store.judgeAgain(settled)
      await gives(host, old)
    },
  })
  const fit = await reopen(phone, time, { through: meanwhile })
  for (const each of [fit, old]) await each.close()
  const again = await reopen(phone, time)
  for (const each of [first, second]) expect(await again.verdict(each)).toEqual(await host.verdict(each))
})

test('K18: what another tab was first to keep, and is alone with, is put right also where this one has heard it of others', async () => {
  vi.stubGlobal('BroadcastChannel', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const joined = await newcomer(host, time)
  await gives(host, joined)
  await joined.close()
  const [old, fit] = [await reopen(joined, time, { by: broken }), await reopen(joined, time)]
  const deposit = await does(host, ana, 'ledger.deposited', { currency: 'USDC', amount: 1_000_000 })
  time.pass(3_000)
  await host.sealNow({ full: true })
  await gives(host, old)
  expect(await fit.verdict(deposit)).toMatchObject({ standing: 'void' })
  await gives(host, fit)
  expect(await fit.verdict(deposit)).toEqual(await host.verdict(deposit))
})

test('K18: a tab that had come to something alone loses nothing by that once it begins behind it', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const fit = await newcomer(host, time)
  await gives(host, fit)
  await enrolAt(host, ana, fit)
  await gives(fit, host)
  let isRefused = false
  const refusing = (store: Store): Store => ({
    ...store,
    since: (mark) => (isRefused ? Promise.reject(new QuotaExceeded()) : store.since(mark)),
  })
  const old = await reopen(fit, time, { by: broken, through: refusing })
  const deposit = await does(host, ana, 'ledger.deposited', { currency: 'USDC', amount: 1_000_000 })
  time.pass(3_000)
  await host.sealNow({ full: true })
  await gives(host, fit)
  await old.meetOtherTabs()
  expect(old.voids.list.map(({ id }) => id)).toEqual([deposit])
  await fit.saveSnapshot()
  isRefused = true
  await expect(old.meetOtherTabs()).rejects.toThrow(QuotaExceeded)
  await old.meetOtherTabs() // begins anew, and reads no news
  expect([old.finality.state, await old.verdict(deposit), old.voids.list]).toEqual(['elsewhere', await host.verdict(deposit), []])
  expect(old.standing(deposit)).toBe('final')
})

test('a snapshot of what became final is written once things are quiet, and the next start begins there', async () => {
  const time = stillMachine()
  const timing = virtualTiming()
  const made = await newWorld(time)
  const ana = await arrive(made, 'ana')
  const follow = Array.from({ length: 2_000 }, () => ({ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }))
  expect((await made.act(ana.device, follow)).ok).toBe(true)
  await made.close()
  const store = await openStore({ world: made.world, peer: made.store.peer })
  const peer = await Peer.open({ store, time, timing, views: false })
  time.pass(3_000)
  const seal = await peer.sealNow({ full: true })
  await timing.pass(1_001)
  await peer.idle()
  expect((await store.load()).snapshot).toBeUndefined()
  time.pass(1_000)
  await timing.pass(1_001)
  await vi.waitFor(async () => expect((await store.load()).snapshot?.last.number).toBe(seal?.body.number))
  await peer.close()
  const again = await reopen(peer, time)
  expect(hashOf(again)).toEqual(hashOf(peer))
  expect((await again.store.load()).rows).toEqual([])
})

test('who acts while a snapshot is written does not wait for that; who closes the world does', async () => {
  const time = stillMachine()
  const timing = virtualTiming()
  const made = await newWorld(time)
  const ana = await arrive(made, 'ana')
  const accepts = Array.from({ length: 1_000 }, () => ({ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }))
  expect((await made.act(ana.device, accepts)).ok).toBe(true)
  await made.close()
  const real = await openStore({ world: made.world, peer: made.store.peer })
  let write = (): void => {}
  const mayWrite = new Promise<void>((done) => (write = done))
  const begun = vi.fn<() => void>()
  const saveSnapshot: Store['saveSnapshot'] = async (snapshot) => {
    begun()
    await mayWrite
    return real.saveSnapshot(snapshot)
  }
  const peer = await Peer.open({ store: { ...real, saveSnapshot }, time, timing, views: false })
  time.pass(3_000)
  const seal = await peer.sealNow({ full: true })
  time.pass(1_000)
  await timing.pass(1_001)
  await vi.waitFor(() => expect(begun).toHaveBeenCalled())
  await does(peer, ana, 'accounts.policyAccepted', { policy: 'human creator' })
  const closed = peer.close()
  write()
  await closed
  const again = await reopen(made, time)
  expect([(await again.store.load()).snapshot?.last.number, again.engine.open.length]).toEqual([seal?.body.number, 1])
})

test('where the views cannot be opened a snapshot waits until they can, and nothing else does', async () => {
  const time = stillMachine()
  const timing = virtualTiming()
  const made = await newWorld(time)
  const ana = await arrive(made, 'ana')
  const accept = Array.from({ length: 1_000 }, () => ({ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }))
  expect((await made.act(ana.device, accept)).ok).toBe(true)
  await made.close()
  const store = await openStore({ world: made.world, peer: made.store.peer })
  const real = indexedDB.open.bind(indexedDB)
  const refused = vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    if (name === viewsName(store.world, store.peer)) throw new DOMException('not now', 'SecurityError')
    return real(name, version)
  })
  const peer = await Peer.open({ store, time, timing })
  time.pass(3_000)
  const seal = await peer.sealNow({ full: true })
  for (let second = 0; second < 3; second++) {
    time.pass(1_000)
    await timing.pass(1_001)
    await peer.idle()
  }
  expect(refused.mock.calls.filter(([name]) => name === viewsName(store.world, store.peer)).length).toBeGreaterThan(1)
  expect([peer.finality.state, (await store.load()).snapshot]).toEqual(['sealing', undefined])
  refused.mockRestore()
  time.pass(1_000)
  await timing.pass(1_001)
  await vi.waitFor(async () => expect((await store.load()).snapshot?.last.number).toBe(seal?.body.number))
  await peer.close()
})

test('K1: what stands before the last row of a batch is believed and asked for behind a restart, too, though only that row is signed', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  time.pass(3_000)
  const first = await host.sealNow({ full: true })
  const other = await newcomer(host, time)
  await other.receive('elsewhere', await collect(host.store.rowsAfter([])), [first?.text ?? ''], [])
  const accepts = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
  await host.act(ana.device, [accepts, accepts])
  const [unsigned, signed] = host.engine.open.slice(-2).map(({ row }) => row) as [Row, Row]
  time.pass(3_000)
  const second = await host.sealNow({ full: true })
  await hear(other, signed)
  await other.close()

  const again = await reopen(other, time)
  expect(new Set((await hear(again)).missing)).toEqual(new Set([unsigned.hash]))
  await again.receive('elsewhere', [unsigned.text], [second?.text ?? ''], [])
  expect(hashOf(again)).toEqual(hashOf(host))
})

test('K1: a row that others rest on is asked of whoever comes behind a restart, too, when there is nothing else to say', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const phone = await newcomer(host, time)
  await phone.receive('elsewhere', await collect(host.store.rowsAfter([])), [], [])
  const hers = await enrolAt(host, ana, phone)
  const accepts = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
  await phone.act(hers.device, [accepts, accepts])
  const rows = phone.engine.open.filter(({ row }) => row.body.device === hers.device.id).map(({ row }) => row)
  await hear(host, ...rows.slice(0, 2), rows.at(-1) as Row)
  await host.close()

  const again = await reopen(host, time)
  expect(again.engine.vector()).toEqual(expect.arrayContaining(phone.engine.vector()))
  const town = makeTown()
  town.join('host', again)
  town.join('phone', phone)
  expect(await town.settled()).toBe(true)
  time.pass(10_000)
  await again.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  expect(phone.engine.open).toEqual([])
  town.stop()
})

test('K8: what stands before a row that nobody has any more becomes final, although a later row of its feed is everywhere', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const [phone, laptop] = [await newcomer(host, time), await newcomer(host, time)]
  time.pass(3_000)
  await host.sealNow({ full: true })
  const gives = async (to: Peer) => to.receive('other', await collect(host.store.rowsAfter([])), await host.store.sealsAfter(0), [])
  for (const peer of [phone, laptop]) await gives(peer)
  const hers = await enrolAt(host, ana, phone)
  await host.receive('other', await collect(phone.store.rowsAfter([])), [], [])
  time.pass(3_000)
  await host.sealNow({ full: true })
  for (const peer of [phone, laptop]) await gives(peer)
  const first = await forged(phone, hers.device, {})
  const lost = await forged(phone, hers.device, after(first))
  const far = await forged(phone, hers.device, after(lost))
  await hear(host, far)
  await hear(laptop, first, far)
  const town = makeTown()
  town.join('host', host)
  town.join('laptop', laptop)
  await town.timing.pass(20_000)
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await host.store.verdictOf(first.hash)).toMatchObject({ verdict: null })
  town.stop()
})

test('K12: a host that has forgotten a seal, and hears it before its rows, puts no other one in its place', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  time.pass(3_000)
  await host.sealNow({ full: true })
  const row = await forged(host, ana.device, { type: 'content.liked', data: { content: host.engine.last.hash } })
  time.pass(3_000)
  const seal = await forgedSeal(host, { heads: [{ device: ana.device.id, seq: row.body.seq, hash: row.hash }] })
  await host.receive('elsewhere', [], [seal.text], [])
  await arrive(host, 'ben')
  time.pass(3_000)
  expect(await host.sealNow({ full: true })).toBeUndefined()
  expect(host.finality.state).toBe('sealing')
  const town = makeTown()
  await mesiOf(host, { ...town.join('host', host), hints: makeHints() }).settled() // nobody is there who could know it
  town.stop()
  await hear(host, row)
  expect(host.engine.last.hash).toBe(seal.hash)
  expect(await host.sealNow({ full: true })).toMatchObject({ body: { prevSeal: seal.hash } })
  expect(host.engine.open).toEqual([])
})
