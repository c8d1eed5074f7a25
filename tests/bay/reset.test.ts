/** A world begun anew from within: a town plays itself again, any other world is empty. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, onTestFinished, test } from 'vitest'
import { makeTown, townOf } from '../../src/app/towns'
import { bodyText } from '../../src/log/rows'
import { makeMesi, type Mesi } from '../../src/peer/mesi'
import type { Peer } from '../../src/peer/peer'
import { makeRunning } from '../../src/peer/running'
import { createWorld } from '../../src/peer/founding'
import { listWorlds } from '../../src/peer/worlds'
import { noTicks, stillMachine } from '../support/peers'

let count = 0

/** A page that has a world open, in a browser of its own. */
async function page(make: (opening: { readonly peer: string }) => Promise<Peer>, again = makeTown) {
  const opening = { peer: `page-${count++}`, time: stillMachine(Date.UTC(2026, 10, 21, 18)), timing: noTicks, views: false }
  let open = await make(opening)
  onTestFinished(() => open.close())
  const mesi: Mesi = makeMesi({
    current: () => ({ peer: open, sync: undefined, syncing: new Promise(() => {}) }),
    async enter(next) {
      await open.close()
      open = next
    },
    be: () => {},
    me: () => undefined,
    options: () => opening,
    makeTown: again,
    townOf,
    onAct: () => () => {},
    scenarios: { list: async () => [], play: async () => {} },
    running: makeRunning(),
  })
  return { mesi, peer: () => open, worlds: async () => (await listWorlds()).filter(({ peer }) => peer === opening.peer) }
}

async function actsOf(peer: Peer): Promise<string[]> {
  const acts: string[] = []
  for await (const batch of peer.store.rowsAfter([]))
    for (const text of batch) {
      const { type, stamp } = JSON.parse(bodyText(text)) as { type: string; stamp: number }
      acts.push(`${stamp} ${type}`)
    }
  return acts.sort()
}

test('Mesi Bay plays itself again: the same acts by fresh keys, the only one of its name, known as the town that it is', async () => {
  const { mesi, peer, worlds } = await page((opening) => makeTown('bay', opening))
  const [before, people] = [peer(), peer().personas.map(({ account }) => account)]
  const acts = await actsOf(before)
  await mesi.join('real', { name: 'Visitor', handle: 'visitor' })

  await mesi.worlds.reset()
  expect(peer().world).not.toBe(before.world)
  expect((await worlds()).map(({ id, name, demo }) => ({ id, name, demo }))).toEqual([{ id: peer().world, name: 'Mesi Bay', demo: true }])
  expect(await actsOf(peer())).toEqual(acts)
  expect(peer().personas).toHaveLength(people.length)
  expect(peer().personas.some(({ account }) => people.includes(account))).toBe(false)
  expect(peer().engine.open).toEqual([])
  expect(await mesi.worlds.town()).toBe('bay') // so it can be done again
})

test('a world of one’s own begins empty, also if somebody called it Mesi Bay, and so does a copy of the town', async () => {
  for (const name of ['Mesi Bay', 'Summer']) {
    const { mesi, peer, worlds } = await page((opening) => createWorld({ name, ...opening }))
    await mesi.join('real', { name: 'Anna', handle: 'anna' })
    await mesi.worlds.reset()
    expect(mesi.personas().map(({ handle }) => handle)).toEqual(['mesi'])
    expect((await worlds()).map((world) => [world.id, world.name, world.demo])).toEqual([[peer().world, name, false]])
  }
  expect(townOf({ id: '', peer: '', name: 'Mesi Bay', demo: true, parent: 'A', createdAt: 0, lastOpened: 0, size: 0 })).toBeUndefined()
})

test('where a town cannot be made anew, the world that was there stays', async () => {
  const { mesi, peer, worlds } = await page(
    (opening) => createWorld({ name: 'Mesi Bay', demo: true, ...opening }),
    () => Promise.reject(new Error('the disk is full')),
  )
  const { world } = peer()
  await expect(mesi.worlds.reset()).rejects.toThrow('the disk is full')
  expect([peer().world, peer().isClosed]).toEqual([world, false])
  expect((await worlds()).map(({ id }) => id)).toEqual([world])
})
