import { expect, test } from 'vitest'
import type { Question } from '../../src/areas/area'
import { questions } from '../../src/areas/asked'
import { openPast } from '../../src/peer/past'
import { arrive, does, mesiOf, newWorld, reopen, stillMachine } from '../support/peers'

const profile = questions.get('profile') as Question<{ account: string }, { bio: unknown; followers: number } | null>

test('a screen of the past shows what was, moves with the moment, and leaves the present alone', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  time.pass(60_000)
  const ana = await arrive(peer, 'ana')
  const bo = await arrive(peer, 'bo')
  time.pass(60_000)
  const before = peer.engine.worldTime
  time.pass(60_000)
  await peer.act(bo.device, [{ type: 'accounts.followed', data: { account: ana.account } }])
  time.pass(60_000)
  await peer.sealNow({ full: true })

  const past = await openPast(peer)
  const seen: (number | null)[] = []
  const stop = past.watch(profile, { account: ana.account }, bo.account, (answer) => seen.push(answer?.followers ?? null))
  past.seek(before)
  expect(past.worldTime()).toBe(before)
  past.seek(past.begins)
  past.seek(past.ends)
  expect(seen).toEqual([1, 0, null, 1])
  stop()
  past.seek(before)
  expect(seen).toHaveLength(4)
  expect(peer.answers.ask(profile, { account: ana.account })?.followers).toBe(1)
  expect(past.moments.at(-1)).toBe(before + 60_000)
  await peer.close()
})

test('words that are read from the disk while one looks back show there too', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const ana = await arrive(peer, 'ana')
  const bio = peer.write(ana.account, 'Between two tides.')
  await does(peer, ana, 'accounts.profileEdited', { name: peer.write(ana.account, 'Ana'), bio, categories: [] })
  time.pass(3_000)
  await peer.sealNow({ full: true })

  const again = await reopen(peer, time)
  const past = await openPast(again)
  const states: unknown[] = []
  await new Promise<void>((done) => {
    past.watch(profile, { account: ana.account }, undefined, (answer) => {
      const state = (answer?.bio as { state: string } | undefined)?.state
      states.push(state)
      if (state === 'here') done()
    })
  })
  expect(states).toEqual(['coming', 'here'])
  past.close()
  await again.close()
})

test('whoever scripts asks what any screen would have shown at another moment, as anybody, and hears of what has become final since', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const mesi = mesiOf(peer)
  time.pass(60_000)
  const [ana, ben] = [await arrive(peer, 'ana'), await arrive(peer, 'ben')]
  time.pass(60_000)
  await peer.sealNow({ full: true })
  const before = peer.engine.worldTime
  time.pass(60_000)
  await does(peer, ben, 'accounts.followed', { account: ana.account })
  const asked = () => mesi.ask('profile', { account: ana.account }, { as: 'ben' })
  const then = (at: Date | number) => mesi.ask('profile', { account: ana.account }, { as: 'ben', at })
  expect(asked()).toMatchObject({ followers: 1, followed: true })
  expect(await then(peer.engine.worldTime)).toMatchObject({ followers: 0 }) // only what is final is past
  await peer.sealNow({ full: true })
  expect(await then(peer.engine.worldTime)).toMatchObject({ followers: 1, followed: true })
  expect(await then(new Date(before))).toMatchObject({ followers: 0, followed: false })
  expect(await then(0)).toBeNull()
  expect(() => mesi.ask('nothing' as never, {} as never)).toThrow('No question is called')
  expect(() => mesi.ask('profile', { account: ana.account }, { as: 'nobody' })).toThrow('Nobody in this world is called "nobody"')
  await expect(mesi.ask('nothing' as never, {} as never, { at: before })).rejects.toThrow('No question is called')
  await expect(then(new Date('no day'))).rejects.toThrow('A moment is a Date')
  expect(asked()).toMatchObject({ followers: 1 })
})
