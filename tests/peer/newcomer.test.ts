import { expect, test } from 'vitest'
import { arrive, asked, hashOf, makeTown, newcomer, newWorld, reopen, stillMachine } from '../support/peers'
import { note } from '../support/posts'

test('K19: a newcomer takes in a long history in slices, tells how far it is, and ends where the host is', {
  timeout: 60_000,
}, async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const people = await Promise.all(['ana', 'ben', 'cleo', 'dan'].map((handle) => arrive(host, handle)))
  for (let round = 0; round < 60; round++) {
    for (const who of people) {
      const deeds = Array.from({ length: 10 }, (_, i) => {
        return { type: 'content.published', data: { ...note, caption: host.write(who.account, `${round} ${i}`) } }
      })
      expect((await host.act(who.device, deeds)).ok).toBe(true)
    }
    time.pass(1_000)
    if (round % 4 === 3) await host.sealNow({ full: true })
  }
  const other = await newcomer(host, time)
  const last = await host.act(people[0]?.device as never, [{ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }])
  expect(last.ok).toBe(true)

  const town = makeTown()
  // Without a snapshot to begin with: every row from the first.
  town.join('host', host, (replica) => ({ ...replica, snapshots: { ...replica.snapshots, manifest: async () => undefined } }))
  const sync = town.join('other', other)
  const progress: number[] = []
  sync.status.subscribe((status) => status.state === 'syncing' && progress.push(status.done / status.total))
  let turns = 0
  other.onTold(() => turns++)
  expect(await town.settled()).toBe(true)
  expect(hashOf(other)).toEqual(hashOf(host))
  expect(other.engine.open.length).toBeGreaterThan(0)
  expect(turns).toBeGreaterThan(3) // the page had its turn in between
  expect(progress.length).toBeGreaterThan(2)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))

  // Words of a long history come at the latest when a screen asks for them.
  const args = { account: people[0]?.account ?? '', from: 'oldest', size: 1 } as const
  const ask = () => asked(other, 'gallery', args).items[0]?.caption
  ask()
  expect(await town.settled()).toBe(true)
  expect(ask()).toEqual({ state: 'here', text: expect.stringMatching(/^0 \d$/) as string })
  town.stop()

  const state = hashOf(other)
  await other.close()
  expect(hashOf(await reopen(other, time))).toEqual(state)
})

test('LOG-2: who signs up sooner than the invite has come over the line is not turned away, and waits for it', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const other = await newcomer(host, time)
  const town = makeTown()
  const ana = arrive(other, 'ana') // before a line is there
  town.join('host', host)
  town.join('other', other)
  expect(await town.settled()).toBe(true)
  const { account } = await ana
  expect(await town.settled()).toBe(true)
  town.stop()
  expect(asked(host, 'profile', { account })).toMatchObject({ handle: 'ana' })
})

test('what a seal is about to cover is written once, with its seal, told of then, and kept even if the rest never comes', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, ben] = await Promise.all(['ana', 'ben'].map((handle) => arrive(host, handle)))
  time.pass(1_000)
  await host.sealNow({ full: true })
  const rows = (await host.store.load()).rows
  const seals = await host.store.sealsAfter(0)
  const isBens = (text: string) => text.includes(`"device":"${ben?.device.id}"`)
  const [early, late] = [rows.filter((text) => !isBens(text)), rows.filter(isBens)]
  expect([early.length > 0, late.length > 0, ana !== undefined]).toEqual([true, true, true])

  const told: string[] = []
  const watching = async () => {
    const peer = await newcomer(host, time)
    peer.onTold((news) => told.push(...news.rows.map((row) => row.text)))
    const first = await peer.receive('elsewhere', early, seals, [])
    expect([first.rows.length, first.told.rows.length, told.length]).toEqual([early.length, 0, 0])
    expect((await peer.store.load()).rows).toEqual([])
    return peer
  }
  const whole = await watching()
  await whole.receive('elsewhere', late, [], [])
  expect(whole.engine.last).toEqual(host.engine.last)
  expect(told.toSorted()).toEqual(rows.toSorted())
  expect((await whole.store.load()).rows.toSorted()).toEqual(rows.toSorted())

  told.length = 0
  const half = await watching()
  await half.close()
  expect(told.toSorted()).toEqual(early.toSorted())
  const again = await reopen(half, time)
  expect(
    again.engine
      .pendingRows()
      .map((row) => row.text)
      .toSorted(),
  ).toEqual(early.toSorted())
  await again.receive('elsewhere', late, [], [])
  expect(again.engine.last).toEqual(host.engine.last)
})
