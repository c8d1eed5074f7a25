import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Hash } from '../../src/log/types'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { type Failpoint, failpoints } from '../../src/store/failpoints'
import type { Store } from '../../src/store/store'
import { type Death, mortal } from '../support/mortal'
import { abandon, arrive, asked, does, hashOf, newcomer, newWorld, reopen, type StillMachine, stillMachine } from '../support/peers'
import { note } from '../support/posts'
import { dump } from '../store/fixtures'

const hooks = globalThis as { mesiFailpoint?: (name: Failpoint) => void }
afterEach(() => {
  vi.restoreAllMocks()
  delete hooks.mesiFailpoint
})

interface Stage {
  readonly peer: Peer
  readonly time: StillMachine
  readonly death: Death
  /** What to bring in from elsewhere. */
  readonly news: { readonly rows: string[]; readonly seals: string[]; readonly words: { hash: Hash; bytes: Uint8Array }[] }
  readonly ana: Persona
}

/** A newcomer in the middle of its life, and a host that has gone on; or the host itself. */
async function stage(who: 'host' | 'newcomer'): Promise<Stage> {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const post = await does(host, ana, 'content.published', { ...note, caption: host.write(ana.account, 'first') })
  time.pass(3_000)
  await host.sealNow({ full: true })
  const fresh = who === 'host' ? host : await newcomer(host, time)
  let death: Death | undefined
  const through = (store: Store): Store => {
    const made = mortal(store)
    death = made.death
    return made.store
  }
  if (who === 'newcomer') await bring(fresh, await newsOf(host))
  await fresh.close()
  const peer = await reopen(fresh, time, { through })
  await peer.idle()
  if (who === 'newcomer') {
    await does(host, ana, 'content.deleted', { content: post })
    await does(host, ana, 'content.published', { ...note, caption: host.write(ana.account, 'second') })
    time.pass(3_000)
    await host.sealNow({ full: true })
    await does(host, ana, 'content.published', { ...note, caption: host.write(ana.account, 'third') })
  } else {
    await does(peer, ana, 'content.deleted', { content: post })
    time.pass(3_000)
  }
  return { peer, time, death: death as unknown as Death, ana, news: await newsOf(who === 'host' ? peer : host) }
}

async function newsOf(host: Peer): Promise<Stage['news']> {
  const rows: string[] = []
  for await (const batch of host.store.rowsAfter([])) rows.push(...batch)
  const { payloads } = (await dump(host.store)) as { payloads: { hash: Hash; bytes?: Uint8Array }[] }
  return { rows, seals: await host.store.sealsAfter(0), words: payloads.flatMap(({ hash, bytes }) => (bytes ? [{ hash, bytes }] : [])) }
}
const bring = (peer: Peer, { rows, seals, words }: Stage['news']) => peer.receive('elsewhere', rows, seals, words)

const works: { readonly [name: string]: { readonly who: 'host' | 'newcomer'; readonly work: (stage: Stage) => Promise<unknown> } } = {
  act: {
    who: 'host',
    work: ({ peer, ana }) =>
      peer.act(ana.device, [
        { type: 'content.published', data: { ...note, caption: peer.write(ana.account, 'wholly') } },
        { type: 'content.published', data: { ...note, caption: peer.write(ana.account, 'or not at all') } },
      ]),
  },
  seal: { who: 'host', work: ({ peer }) => peer.sealNow({ full: true }) },
  jump: { who: 'host', work: ({ peer }) => peer.jump(60_000, 'a minute') },
  receive: { who: 'newcomer', work: ({ peer, news }) => bring(peer, news) },
}

/** What must hold of a store whatever happened to the page. */
async function isSound(again: Peer, { ana, time }: Stage, told: ReadonlySet<Hash>): Promise<void> {
  const kept = await again.store.rowsByHash(told)
  expect([...told].filter((hash) => !kept.has(hash))).toEqual([])
  expect(again.engine.forkProofs()).toEqual([])
  expect(again.engine.alarms).toEqual([])
  const texts = await again.store.rowsAfter([]).next()
  const feed = (texts.value as string[]).filter((text) => text.includes(`"device":"${ana.device.id}"`))
  expect(feed.map((text) => (JSON.parse(text.slice(text.indexOf('{'))) as { seq: number }).seq)).toEqual(feed.map((_, i) => i + 1))
  const state = hashOf(again)
  await again.close()
  const second = await reopen(again, time)
  expect(hashOf(second)).toEqual(state)
  await second.close()
}

describe('the page is killed at every await between an act and its durable commit', { timeout: 60_000 }, () => {
  for (const [name, { who, work }] of Object.entries(works)) {
    for (const written of [false, true]) {
      test(`${name}: ${written ? 'what it has just asked of the disk is done' : 'nothing more reaches the disk'}`, async () => {
        let outcome = 'killed'
        let died = 0
        const counts = new Set<number>()
        for (let at = 0; outcome === 'killed'; at++) {
          const set = await stage(who)
          const before = set.peer.engine.open.length
          const told = new Set<Hash>()
          set.peer.onTold(({ rows }) => rows.forEach((row) => told.add(row.hash)))
          Object.assign(set.death, { left: at, written })
          outcome = await Promise.race([work(set).then(() => 'done'), set.death.happened.then(() => 'killed')])
          abandon(set.peer)
          const again = await reopen(set.peer, set.time)
          if (name === 'act') {
            counts.add(again.engine.open.length - before)
            const page = asked(again, 'gallery', { account: set.ana.account }, set.ana.account)
            await again.texts.load([])
            expect(page.items).toHaveLength(again.engine.open.length - before)
          }
          if (name === 'receive') {
            await bring(again, set.news)
            expect(hashOf(again)).toMatchObject({ seal: set.news.seals.length === 2 ? again.engine.last.hash : '' })
            expect(again.engine.last.number).toBe(2)
          }
          await isSound(again, set, told)
          died += outcome === 'killed' ? 1 : 0
        }
        expect(died).toBeGreaterThan(0)
        if (name === 'act') expect(counts).toEqual(new Set(written ? [2] : [0, 2]))
      })
    }
  }
})

describe('a write fails in its middle', { timeout: 60_000 }, () => {
  const reached = new Set<Failpoint>()
  for (const [name, { who, work }] of Object.entries(works)) {
    test(`${name}: it rejects, screens take it back, and the same again succeeds`, async () => {
      for (const point of failpoints) {
        const set = await stage(who)
        const shown = hashOf(set.peer)
        let hit = false
        hooks.mesiFailpoint = (here) => {
          if (here !== point || hit) return
          hit = true
          throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
        }
        const result = await work(set).then(
          () => 'done',
          (error: { code?: string }) => error.code,
        )
        delete hooks.mesiFailpoint
        if (hit) reached.add(point)
        expect(result, point).toBe(hit ? 'quota exceeded' : 'done')
        if (hit && name === 'act') expect(hashOf(set.peer), point).toEqual(shown)
        // What is shown is what is on the disk.
        const onDisk = await reopen(set.peer, set.time)
        expect(hashOf(set.peer), point).toEqual(hashOf(onDisk))
        await onDisk.close()
        await work(set)
        await isSound(set.peer, set, new Set())
      }
    })
  }
  test('every point of the log’s own writes was reached', () => {
    expect([...reached].filter((point) => !point.startsWith('store.blob')).toSorted()).toEqual(
      failpoints.filter((point) => !point.startsWith('store.blob') && point !== 'store.snapshot.afterParts').toSorted(),
    )
  })
})

test('no room left: the act rejects with what to do, a screen that showed it takes it back, and the next act works', async () => {
  const peer = await newWorld()
  const ana = await arrive(peer, 'ana')
  const seen: string[] = []
  const profile = () => asked(peer, 'profile', { account: ana.account }) as { name: string }
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    seen.push(profile().name)
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
  })
  const edit = { type: 'accounts.profileEdited', data: { name: peer.write(ana.account, 'Ana Maria'), categories: [] } }
  await expect(peer.act(ana.device, [edit])).rejects.toMatchObject({ code: 'quota exceeded', todo: expect.any(String) as string })
  expect([seen[0], profile().name]).toEqual(['Ana Maria', 'ana'])
  add.mockRestore()
  expect(await peer.act(ana.device, [edit])).toMatchObject({ ok: true })
  expect(profile().name).toBe('Ana Maria')
})
