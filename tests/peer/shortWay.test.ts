/** K19: the short way into a large world, and every way in which it must not be believed. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { Dexie } from 'dexie'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { contents } from '../../src/areas/content/tables'
import { feed } from '../../src/areas/content/views'
import { wallets } from '../../src/areas/ledger/postings'
import { type Bytes, hashOf, utf8 } from '../../src/kit/bytes'
import { pack } from '../../src/kit/pack'
import { type Piece as Named, piecesOf, readManifest, tablesOf, writeManifest } from '../../src/log/manifest'
import { genesisText } from '../../src/log/rows'
import { makeSigner } from '../../src/log/signing'
import { sumOf } from '../../src/log/state'
import type { Seal, Settled, Snapshot } from '../../src/log/types'
import { unwrap } from '../../src/peer/payload'
import type { Peer } from '../../src/peer/peer'
import { replicaOf } from '../../src/peer/replica'
import { makeShortWay, WORTH_IT } from '../../src/peer/shortWay'
import { startPeerSync } from '../../src/peer/sync'
import { copyWorld } from '../../src/peer/copies'
import { makeTicket } from '../../src/peer/inviting'
import { readTicket, type Ticket } from '../../src/peer/ticket'
import { followTicket, joinWorld } from '../../src/peer/joining'
import { standsOnFloor } from '../../src/peer/worlds'
import { MISLED, type Misled, viewsName } from '../../src/store/schema'
import { openStore } from '../../src/store/store'
import { CHUNK, type Replica } from '../../src/sync/replica'
import { newDeviceName, type Sync } from '../../src/sync/sync'
import {
  arrive,
  asked,
  does,
  hashOf as stateOf,
  makeTown,
  newcomer,
  newWorld,
  noTicks,
  reopen,
  said,
  stillMachine,
  type StillMachine,
} from '../support/peers'
import { note } from '../support/posts'
import { makeWorld, type World } from '../support/worlds'
import { putWorld } from '../support/worldsStore'

let world: World
beforeAll(async () => {
  world = await makeWorld({ events: 2_400, accounts: 40, sealEvery: 50 })
})

let count = 0
/** A host of the large world, in a store of its own. */
async function hostOf(time: StillMachine): Promise<Peer> {
  const peer = `large-${count++}`
  await putWorld(world, { peer })
  return reopen({ world: world.id, store: { peer } } as Peer, time)
}
/** A host whose world is not worth a snapshot. */
async function smallHost(time: StillMachine): Promise<Peer> {
  const host = await newWorld(time)
  await arrive(host, 'ana')
  return host
}
const now = () => stillMachine(Date.now())
const feedOf = (peer: Peer) => asked(peer, 'feed', {}).items.length
const isUnchecked = (peer: Peer) => peer.floor !== undefined
/** What a host would publish, with something else in it. */
async function published(host: Peer, change: (snapshot: Snapshot) => Snapshot = (snapshot) => snapshot) {
  const snapshot = change((await host.atLastSeal()).snapshot)
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>()
  const pieces: Named[] = []
  for (const text of piecesOf(snapshot)) {
    const packed = await pack(text)
    bytes.set(hashOf(packed), packed)
    pieces.push({ hash: hashOf(packed), size: packed.length, content: hashOf(text), length: utf8(text).length })
  }
  return { snapshot, tables: tablesOf(snapshot), pieces, bytes }
}
const signed = async (host: Peer, body: string) => `${await host.hostDevice?.sign(body)}${body}`

/** Tells newcomers of this manifest and these pieces instead of its own. */
const telling =
  (manifest: string, bytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) =>
  (replica: Replica): Replica => ({
    ...replica,
    snapshots: { ...replica.snapshots, manifest: async () => manifest },
    blobs: {
      ...replica.blobs,
      read: async (hash, index) => bytes.get(hash)?.slice(index * CHUNK, (index + 1) * CHUNK),
    },
  })

test('K19: a newcomer looks around at once, and acts once the history has come and leads to the same', { timeout: 60_000 }, async () => {
  const time = now()
  const host = await hostOf(time)
  const other = await newcomer(host, time)
  const post = await does(host, host.personas[0] as never, 'content.published', note)
  const town = makeTown()
  town.join('host', host)
  const sync = town.join('other', other)
  const seen: string[] = []
  sync.status.subscribe(({ state }) => seen.push(state))
  expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
  expect(other.engine.last.number).toBe(host.engine.last.number)
  expect(feedOf(other)).toBe(20)
  expect(other.finality.state).toBe('unchecked')
  expect(said(await other.act(await makeSigner(), [{ type: 'content.liked', data: { content: post } }]))).toEqual(['unchecked'])
  expect(await standsOnFloor(other)).toBe('yes')
  expect(await other.store.isWhole()).toBe(false)

  const began = town.timing.now()
  expect(await town.settled()).toBe(true)
  expect(town.timing.now() - began).toBeLessThan(20_000) // nobody waited for the half minute after which peers compare
  expect(isUnchecked(other)).toBe(false)
  expect(other.finality.state).toBe('elsewhere')
  expect(stateOf(other)).toEqual(stateOf(host))
  expect(other.engine.open.some(({ hash }) => hash === post)).toBe(true)
  expect(await other.store.isWhole()).toBe(true)
  expect(await standsOnFloor(other)).toBe('yes')
  expect(seen).toContain('backfilling')
  expect(sync.status.get().state).toBe('connected')
  const [row] = world.rows
  expect(await other.store.verdictOf(row?.hash as string)).toEqual(await host.store.verdictOf(row?.hash as string))
  const state = stateOf(other)
  await other.close()
  expect(stateOf(await reopen(other, time))).toEqual(state)
  town.stop()
})

test('K19: who begins with a snapshot does not fall behind another tab that has gone on from it at once', { timeout: 60_000 }, async () => {
  const time = now()
  const host = await hostOf(time)
  const other = await newcomer(host, time)
  const { snapshot, tables, pieces } = await published(host)
  const manifest = await signed(host, writeManifest({ world: host.world, last: snapshot.last, tables, pieces }))
  const post = await does(host, host.personas[0] as never, 'content.published', note)
  const text = host.engine.openEntry(post)?.row.text ?? ''
  time.pass(10_000)
  const seal = (await host.sealNow({ full: true })) as Seal
  const settled = (await host.store.verdictOf(post)) as Settled
  const { beginFrom } = other.store
  other.store.beginFrom = async (first, manifest) => {
    await beginFrom.call(other.store, first, manifest)
    const tab = await openStore({ world: other.world, peer: other.store.peer })
    await tab.settle([{ seal, settled: [settled] }], new Map([[post, text]]))
    await tab.saveSnapshot((await host.atLastSeal()).snapshot)
    tab.close()
  }
  expect(await other.beginFrom(snapshot, manifest)).toBe(true)
  expect(stateOf(other)).toEqual(stateOf(host))
})

const worlds = [
  ['a large world', hostOf],
  ['a small one', smallHost],
] as const

type Town = ReturnType<typeof makeTown>

/** Somebody whose world has been opened by an invitation and whose line is not theirs yet. `lines`: how many came to who was at the door. */
async function invited(make: (time: StillMachine) => Promise<Peer>, atDoor = async (host: Peer, town: Town) => town.join('host', host)) {
  const time = now()
  const host = await make(time)
  const town = makeTown()
  const hosting = await atDoor(host, town)
  let lines = 0
  hosting.onJoin(() => lines++)
  const ticket: Ticket = { ...(readTicket(await makeTicket(host)) as Ticket), room: 'secret' }
  const opening = { peer: `invited-${count++}`, time, timing: noTicks, views: false }
  let other: Peer | undefined
  void followTicket(ticket, opening, { carriers: [town.hub.carrier('other')], timing: town.timing }).then((peer) => (other = peer))
  // Code is loaded and a store is made, in real time, while the line has a time of its own.
  await expect.poll(() => town.timing.pass(100).then(() => other !== undefined), { timeout: 20_000 }).toBe(true)
  const posts = () => does(host, host.personas.at(-1) as never, 'content.published', note)
  return { host, hosting, town, peer: other as unknown as Peer, lines: () => lines, posts }
}

test.each(worlds)(
  'who follows an invitation into %s stays on the one line by which its genesis came',
  { timeout: 60_000 },
  async (_, make) => {
    const { host, town, peer, lines, posts } = await invited(make)
    town.came('other', peer, await startPeerSync(peer))
    expect(await town.settled()).toBe(true)
    expect(stateOf(peer)).toEqual(stateOf(host))
    const post = await posts()
    expect(await town.settled()).toBe(true)
    expect(peer.engine.open.some(({ hash }) => hash === post)).toBe(true)
    expect(lines()).toBe(1)
    town.stop()
  },
)

test.each(worlds)(
  'what happens while %s is being opened comes too, without waiting for peers to compare',
  { timeout: 60_000 },
  async (_, make) => {
    const { host, town, peer, posts } = await invited(make)
    const post = await posts()
    await town.timing.pass(2_000)
    const began = town.timing.now()
    town.came('other', peer, await startPeerSync(peer))
    expect(await town.settled()).toBe(true)
    expect(peer.engine.open.some(({ hash }) => hash === post)).toBe(true)
    expect(stateOf(peer)).toEqual(stateOf(host))
    expect(town.timing.now() - began).toBeLessThan(20_000)
    town.stop()
  },
)

/** A host for which it takes so long to make a manifest. */
const slowly =
  (ms: number) =>
  async (host: Peer, town: Town): Promise<Sync> =>
    town.join('host', host, (replica) => ({
      ...replica,
      snapshots: {
        ...replica.snapshots,
        manifest: async () => {
          await new Promise<void>((done) => town.timing.later(ms, done))
          return replica.snapshots.manifest()
        },
      },
    }))

test.each(worlds)('%s is opened while its host still makes the manifest', { timeout: 60_000 }, async (_, make) => {
  const { host, town, peer, posts } = await invited(make, slowly(8_000))
  expect(town.timing.now() - 1_000_000).toBeLessThan(8_000)
  const post = await posts()
  town.came('other', peer, await startPeerSync(peer))
  expect(await town.settled()).toBe(true)
  expect(peer.engine.open.some(({ hash }) => hash === post)).toBe(true)
  expect(stateOf(peer)).toEqual(stateOf(host))
  town.stop()
})

test.each(worlds)(
  'rows of %s that came to the door too soon, since nobody gave a manifest in time, come again once it is opened',
  { timeout: 60_000 },
  async (_, make) => {
    const { host, town, peer } = await invited(make, slowly(12_000))
    await town.timing.pass(20_000)
    const began = town.timing.now()
    town.came('other', peer, await startPeerSync(peer))
    expect(await town.timing.until(() => JSON.stringify(stateOf(peer)) === JSON.stringify(stateOf(host)), 60_000)).toBe(true)
    expect(town.timing.now() - began).toBeLessThan(5_000) // nobody waited for the half minute after which peers compare
    town.stop()
  },
)

test.each(worlds)(
  'an enemy at the door of %s, alone there at first, is asked for a manifest, not believed, and passed over',
  { timeout: 60_000 },
  async (_, make) => {
    let asked = 0
    const forge = (replica: Replica): Replica => ({
      ...replica,
      lastSeal: () => ({ term: 9, number: 9_999, hash: hashOf('forged') }),
      snapshots: { ...replica.snapshots, wanted: () => false, manifest: async () => `forged ${++asked}` },
    })
    const { host, town, peer } = await invited(make, async (host, town) => town.join('enemy', await newcomer(host, now()), forge))
    town.join('host', host)
    await town.timing.pass(1_000)
    town.came('other', peer, await startPeerSync(peer))
    const isThere = () => JSON.stringify(stateOf(peer)) === JSON.stringify(stateOf(host))
    expect(await town.timing.until(isThere, 20_000)).toBe(true)
    expect(asked).toBe(1)
    town.stop()
  },
)

test.each(worlds)('a line that breaks while %s is being opened is made again', { timeout: 60_000 }, async (_, make) => {
  const { host, town, peer } = await invited(make)
  town.leave('host')
  await town.timing.pass(2_000)
  town.came('other', peer, await startPeerSync(peer))
  await town.timing.pass(2_000)
  town.join('host', host)
  expect(await town.settled()).toBe(true)
  expect(stateOf(peer)).toEqual(stateOf(host))
  town.stop()
})

test('who finds that another tab came in by the same invitation makes a line of its own, by the name of that tab', async () => {
  const { hosting, town, peer } = await invited(smallHost)
  expect(hosting.links()).toHaveLength(1)
  const device = await peer.store.metaOr('sync.device', newDeviceName())
  const { line } = peer
  const sync = await startPeerSync(peer)
  expect(sync.self.startsWith(device as string)).toBe(true)
  await town.timing.pass(2_000)
  expect(hosting.links()).toEqual([])
  sync.stop()
  // A room that goes on would keep its timers for as long as the page is there.
  expect([line?.hints.doc.isDestroyed, sync.hints.doc.isDestroyed]).toEqual([true, true])
  town.stop()
  await peer.close()
})

test.each([
  ['were kept already', true],
  ['are not kept yet', false],
])(
  'who watched a world in which nothing was is told of all of it, and its views, which %s, have it',
  { timeout: 60_000 },
  async (_, isKept) => {
    const time = now()
    const host = await hostOf(time)
    const peer = `watching-${count++}`
    const other = await joinWorld(
      readTicket(await makeTicket(host)) as Ticket,
      { genesis: genesisText(host.genesis) },
      { peer, time, timing: noTicks },
    )
    if (isKept) await other.saveSnapshot()
    const answers: unknown[] = []
    const stop = other.watch(feed, feed.args.parse({}), undefined, (answer) => answers.push(answer))
    expect(answers).toEqual([expect.objectContaining({ items: [] })])
    const town = makeTown()
    town.join('host', host)
    town.join('other', other)
    expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
    expect(answers.at(-1)).toEqual(asked(host, 'feed', {}))
    expect(await town.settled()).toBe(true)
    await other.saveSnapshot()
    const views = await new Dexie(viewsName(other.world, peer)).open()
    await vi.waitFor(async () => expect(await views.table('contents').count()).toBe(host.engine.rowsOf(contents).size))
    views.close()
    stop()
    await other.close()
    town.stop()
  },
)

test('history that is broken off goes on where it stopped, after a restart too, and is served by nobody until it is whole', {
  timeout: 60_000,
}, async () => {
  const time = now()
  const host = await hostOf(time)
  const other = await newcomer(host, time)
  const third = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host, (replica) => ({
    ...replica,
    async *sealedBetween(after, upTo) {
      let given = 0
      for await (const some of replica.sealedBetween(after, upTo)) {
        if (after > 0 || given > 2_048) return // enough to be folded in one go
        given += some.rows.length
        yield some
      }
    },
  }))
  town.join('other', other)
  await town.timing.until(() => (other.backlog?.after ?? 0) > 0, 20_000)
  const stood = other.backlog?.after ?? 0
  town.leave('host')
  await town.settled()
  expect([stood > 0, isUnchecked(other)]).toEqual([true, true])

  // A third one finds only the second: it begins from the same snapshot, and waits for history that is not here.
  town.join('third', third)
  expect(await town.settled()).toBe(true)
  expect(third.engine.last.number).toBe(other.engine.last.number)
  expect(third.backlog).toMatchObject({ after: 0, done: 0 })
  expect(await third.store.sealsAfter(0)).toEqual([])

  town.leave('other')
  await other.close()
  const again = await reopen(other, time)
  await again.idle()
  expect(again.backlog?.after).toBe(stood)
  expect(feedOf(again)).toBe(20)
  town.join('again', again)
  // The host gives only what the second one still lacks; the third has all of its history from the second, as soon as that has it.
  town.join('host', host, (replica) => ({
    ...replica,
    async *sealedBetween(after, upTo) {
      if (after > 0) yield* replica.sealedBetween(after, upTo)
    },
  }))
  const began = town.timing.now()
  expect(await town.settled()).toBe(true)
  expect(town.timing.now() - began).toBeLessThan(20_000)
  for (const peer of [again, third]) {
    expect(isUnchecked(peer)).toBe(false)
    expect(stateOf(peer)).toEqual(stateOf(host))
    expect(await peer.store.sealsAfter(0)).toEqual(await host.store.sealsAfter(0))
  }
  town.stop()
})

describe('K19: a host that vouches for what its history does not lead to', () => {
  /** Somebody has a million more than they ever had, and all sums say so. */
  const richer = (snapshot: Snapshot): Snapshot => {
    const tables = snapshot.tables.map(([name, rows]) => {
      if (name !== wallets.name) return [name, rows] as const
      return [name, rows.map(([key, row], i) => [key, i === 0 ? { ...row, available: 100_000_000 } : row] as const)] as const
    })
    return { ...snapshot, tables, last: { ...snapshot.last, sum: sumOf(tables) } }
  }

  /** The sum of the seal is one that no state of it has. */
  const missummed = (snapshot: Snapshot): Snapshot => ({ ...snapshot, last: { ...snapshot.last, sum: '0'.repeat(16) } })

  /** A device counts as ended, which no sum tells of. */
  const banned = (snapshot: Snapshot): Snapshot => ({ ...snapshot, stopped: [snapshot.heads[3]?.device as string] })

  test.each([
    ['made-up money', richer],
    ['a made-up stop', banned],
    ['a made-up sum', missummed],
  ])(
    '%s is found out when the history is here: all goes that stood on it, and the long way is taken',
    {
      timeout: 60_000,
    },
    async (_, lie) => {
      const time = now()
      const host = await hostOf(time)
      const other = await newcomer(host, time)
      const { snapshot, tables, pieces, bytes } = await published(host, lie)
      const manifest = await signed(host, writeManifest({ world: host.world, last: snapshot.last, tables, pieces }))
      const town = makeTown()
      town.join('host', host, telling(manifest, bytes))
      town.join('other', other)
      expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
      expect(other.engine.last.sum).toBe(snapshot.last.sum)
      expect(other.engine.snapshot()).not.toEqual((await host.atLastSeal()).snapshot)

      const began = town.timing.now()
      expect(await town.timing.until(() => other.isLongWay && other.engine.last.number === host.engine.last.number, 60_000)).toBe(true)
      expect(await town.settled()).toBe(true)
      expect(town.timing.now() - began).toBeLessThan(20_000)
      expect(isUnchecked(other)).toBe(false)
      expect(stateOf(other)).toEqual(stateOf(host))
      expect(other.finality.says).toContain('was thrown away')
      expect(await whyMisled(other)).toContain('its history comes to another state')
      // Proof against the host stays, also over a restart, and no second snapshot is taken.
      await other.close()
      const again = await reopen(other, time)
      expect([again.isLongWay, makeShortWay(again).wanted()]).toEqual([true, false])
      town.stop()
    },
  )
})

describe('K19: a host that vouches for what is not so, beside the rows', () => {
  test('tables under other names are found out when the history is here', { timeout: 60_000 }, async () => {
    const time = now()
    const host = await hostOf(time)
    const other = await newcomer(host, time)
    const { snapshot, tables, pieces, bytes } = await published(host)
    const renamed = tables.map(([name, rows]) => [name === wallets.name ? `${name}x` : name, rows] as const)
    expect(renamed).not.toEqual(tables)
    const manifest = await signed(host, writeManifest({ world: host.world, last: snapshot.last, tables: renamed, pieces }))
    const town = makeTown()
    town.join('host', host, telling(manifest, bytes))
    town.join('other', other)
    expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
    expect(other.engine.rowsOf(wallets).size).toBe(0)
    expect(await town.timing.until(() => other.isLongWay && other.engine.last.number === host.engine.last.number, 60_000)).toBe(true)
    expect(await town.settled()).toBe(true)
    expect(stateOf(other)).toEqual(stateOf(host))
    expect(other.engine.rowsOf(wallets).size).toBeGreaterThan(0)
    town.stop()
  })

  test.each<[string, (row: object) => object]>([
    ['posts that no list can be made of', () => ({ deleted: null })],
    ['words that nobody can have', (row) => ({ ...row, caption: { hash: 'x', characters: 1 } })],
  ])('screens that came to grief over %s are right again once it is gone, and sync goes on', { timeout: 60_000 }, async (_, wreck) => {
    const time = now()
    const host = await hostOf(time)
    const other = await newcomer(host, time)
    const answers: unknown[] = []
    const reported: unknown[] = []
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
    const stop = other.watch(feed, feed.args.parse({}), undefined, (answer) => answers.push(answer))
    const { snapshot, tables, pieces, bytes } = await published(host, (all) => ({
      ...all,
      tables: all.tables.map(([name, rows]) => [
        name,
        name === contents.name ? rows.map(([key, row]) => [key, wreck(row)] as const) : rows,
      ]),
    }))
    const manifest = await signed(host, writeManifest({ world: host.world, last: snapshot.last, tables, pieces }))
    const town = makeTown()
    town.join('host', host, telling(manifest, bytes))
    town.join('other', other)
    expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
    expect(await town.timing.until(() => other.isLongWay && other.engine.last.number === host.engine.last.number, 60_000)).toBe(true)
    expect(await town.settled()).toBe(true)
    const items = () => (answers.at(-1) as { items: { id: string; caption: { state: string } | null }[] }).items
    const shown = asked(host, 'feed', {}).items.map(({ id }) => id)
    expect(items().map(({ id }) => id)).toEqual(shown)
    expect(await town.timing.until(() => items().every(({ caption }) => caption === null || caption.state === 'here'), 60_000)).toBe(true)
    for (const name of ['x', undefined]) await expect(other.wantBlob(name as string, 1)).resolves.toBeUndefined()
    vi.unstubAllGlobals()
    stop()
    town.stop()
  })

  test('what is not checked yet cannot be copied, since copies are lived in', { timeout: 60_000 }, async () => {
    const time = now()
    const host = await hostOf(time)
    const other = await newcomer(host, time)
    const town = makeTown()
    town.join('host', host, (replica) => ({ ...replica, async *sealedBetween() {} }))
    town.join('other', other)
    expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
    await expect(copyWorld(other.world, { open: other, peer: other.store.peer, time, views: false })).rejects.toThrow(other.finality.says)
    town.stop()
  })

  test('nobody is blamed for a manifest that another build kept: the peer begins again', { timeout: 60_000 }, async () => {
    const time = now()
    const host = await hostOf(time)
    const other = await newcomer(host, time)
    const { snapshot, pieces } = await published(host)
    const body = writeManifest({ world: host.world, last: snapshot.last, tables: [], pieces }).replace('"snapshot":2', '"snapshot":1')
    expect(await other.beginFrom(snapshot, `${await host.hostDevice?.sign(body)}${body}`)).toBe(true)
    expect([isUnchecked(other), other.isLongWay, other.engine.last.number]).toEqual([false, false, 0])
    expect(await other.store.meta(MISLED)).toBeUndefined()
    const town = makeTown()
    town.join('host', host)
    town.join('other', other)
    expect(await town.settled()).toBe(true)
    expect(stateOf(other)).toEqual(stateOf(host))
    town.stop()
  })
})

/** What is kept beside the host's word, as proof against it. */
const whyMisled = async (peer: Peer) => ((await peer.store.meta(MISLED)) as Misled).why

test('K20: a history without the seal that the invitation names is not believed, however good the snapshot looked', {
  timeout: 60_000,
}, async () => {
  const time = now()
  const host = await hostOf(time)
  const other = await newcomer(host, time)
  await other.store.putMeta('floor', [1, host.engine.last.number - 7, hashOf('another seal')])
  const town = makeTown()
  town.join('host', host)
  town.join('other', other)
  expect(await town.timing.until(() => isUnchecked(other), 20_000)).toBe(true)
  expect(await town.timing.until(() => other.isLongWay && other.engine.last.number === host.engine.last.number, 60_000)).toBe(true)
  expect(await whyMisled(other)).toContain('not the one that the invitation names')
  expect(await standsOnFloor(other)).toBe('no')
  town.stop()
})

describe('K19: not taken, with a reason, and the long way is taken instead', () => {
  let host: Peer
  let time: StillMachine
  beforeEach(async () => {
    time = now()
    host = await hostOf(time)
  })

  const last = () => host.engine.last
  const named = async () => {
    const { tables, pieces } = await published(host)
    return { tables, pieces }
  }
  const cases: readonly (readonly [why: string, make: () => Promise<string>])[] = [
    [
      'not signed by the host',
      async () => {
        const body = writeManifest({ world: host.world, last: last(), ...(await named()) })
        return `${await (await makeSigner()).sign(body)}${body}`
      },
    ],
    ['of another world', async () => signed(host, writeManifest({ world: hashOf('other'), last: last(), ...(await named()) }))],
    [
      'of newer rules',
      async () => signed(host, writeManifest({ world: host.world, last: { ...last(), version: 99 }, ...(await named()) })),
    ],
    [
      'older than the invitation',
      async () => signed(host, writeManifest({ world: host.world, last: { ...last(), number: last().number - 1 }, ...(await named()) })),
    ],
    [
      'not the seal that the invitation names',
      async () => signed(host, writeManifest({ world: host.world, last: { ...last(), hash: hashOf('x') }, ...(await named()) })),
    ],
    ['pieces', async () => signed(host, writeManifest({ world: host.world, last: last(), tables: [], pieces: [] }))],
    [
      'spelling',
      async () =>
        (await signed(host, writeManifest({ world: host.world, last: last(), ...(await named()) }))).replace(
          '{"snapshot":2,',
          '{"snapshot":2, ',
        ),
    ],
    ['too long, or unsigned', async () => writeManifest({ world: host.world, last: last(), ...(await named()) })],
  ]
  test.each(cases)('%s', async (why, make) => {
    const other = await newcomer(host, time)
    const shortWay = makeShortWay(other)
    expect(await shortWay.admit(await make())).toBeUndefined()
    expect(shortWay.refusal).toBe(why)
  })

  /** Brings pieces in as sync does, and answers why they were not taken. */
  async function tried(manifest: string, bytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<string | undefined> {
    const other = await newcomer(host, time)
    const shortWay = makeShortWay(other)
    const blobs = shortWay.over(replicaOf(other).blobs)
    for (const { hash, size } of (await shortWay.admit(manifest)) ?? []) {
      const packed = bytes.get(hash) as Uint8Array<ArrayBuffer>
      for (let at = 0; at * CHUNK < size; at++) await blobs.write(hash, size, at, packed.slice(at * CHUNK, (at + 1) * CHUNK))
      expect(await blobs.finish(hash)).toBe(true)
    }
    expect(await shortWay.install(manifest)).toBe(shortWay.refusal === undefined)
    expect(other.engine.last.number > 0).toBe(shortWay.refusal === undefined)
    return shortWay.refusal
  }
  const manifestOf = async (pieces: readonly Named[]) =>
    signed(host, writeManifest({ world: host.world, last: last(), ...(await named()), pieces }))

  test('a piece of another content, one that unpacks to more than it says, one too few, and one too many', async () => {
    const { pieces, bytes } = await published(host)
    expect(await tried(await manifestOf(pieces), bytes)).toBeUndefined()
    const [first, second, ...rest] = pieces as [Named, Named, ...Named[]]
    const notWhat = 'a piece is not what the manifest names'
    expect(await tried(await manifestOf([first, { ...second, content: first.content }, ...rest]), bytes)).toBe(notWhat)
    expect(await tried(await manifestOf([first, { ...second, length: second.length - 1 }, ...rest]), bytes)).toBe(notWhat)
    expect(await tried(await manifestOf([first, ...rest]), bytes)).toBe('tables')
    expect(await tried(await manifestOf([first]), bytes)).toBe('tables')
    expect(await tried(await manifestOf([second, ...rest]), bytes)).toBe('heads')
    expect(await tried(await manifestOf([first, second, { ...second, hash: first.hash }, ...rest]), bytes)).toBe('pieces')
  })

  test('a world that speaks for its genesis', async () => {
    const { tables, pieces } = await published(host)
    const other = await newcomer(host, time)
    const shortWay = makeShortWay(other)
    const said = [...tables, ['log.world', 1] as const].toSorted(([a], [b]) => (a < b ? -1 : 1))
    expect(
      await shortWay.admit(await signed(host, writeManifest({ world: host.world, last: last(), tables: said, pieces }))),
    ).toBeUndefined()
    expect(shortWay.refusal).toBe('tables')
  })

  test('by sync: what came of a snapshot whose other pieces never come is let go, and every row comes all the same', {
    timeout: 60_000,
  }, async () => {
    const other = await newcomer(host, time)
    const town = makeTown()
    const { pieces, bytes } = await published(host)
    const [first] = pieces as [Named]
    let came = 0
    let blobs: Replica['blobs'] | undefined
    town.join('host', host, telling(await manifestOf(pieces), new Map([[first.hash, bytes.get(first.hash) as Uint8Array<ArrayBuffer>]])))
    town.join('other', other, (replica) => {
      const { finish } = (blobs = replica.blobs)
      return { ...replica, blobs: { ...blobs, finish: async (hash) => (await finish(hash)) && ++came > 0 } }
    })
    expect(await town.settled()).toBe(true)
    expect(came).toBe(1)
    expect(new Set(await Promise.all(pieces.map(async ({ hash }) => (await blobs?.holding(hash))?.state)))).toEqual(new Set(['absent']))
    expect(stateOf(other)).toEqual(stateOf(host))
    town.stop()
  })

  test('by sync: a peer with a forged manifest is not believed, and every row comes all the same', { timeout: 60_000 }, async () => {
    const other = await newcomer(host, time)
    const town = makeTown()
    const { tables, pieces, bytes } = await published(host)
    const body = writeManifest({ world: host.world, last: last(), tables, pieces })
    town.join('host', host, telling(`${await (await makeSigner()).sign(body)}${body}`, bytes))
    town.join('other', other)
    expect(await town.settled()).toBe(true)
    expect(other.isLongWay).toBe(false)
    expect(stateOf(other)).toEqual(stateOf(host))
    town.stop()
  })

  describe.each([
    ['has them', true],
    ['makes them only when it is asked for a manifest', false],
  ])('by sync, beside a host that %s', (_, isPublished) => {
    const nobody = new Promise<undefined>(() => {})
    test.each([
      ['junk', 2, async (bytes: Promise<Bytes | undefined>) => (await bytes)?.map((byte) => byte ^ 1)],
      ['nothing', 2, async () => undefined],
      ['silence', 30, () => nobody],
    ])(
      'who sends %s for pieces is passed over within %d s, and they are asked of the host',
      { timeout: 60_000 },
      async (_, most, spoilt) => {
        const [evil, other] = [await hostOf(time), await newcomer(host, time)]
        const town = makeTown()
        town.join('host', host, (replica) => {
          if (isPublished) void replica.snapshots.manifest()
          return replica
        })
        town.join('evil', evil, (replica) => ({
          ...replica,
          blobs: { ...replica.blobs, read: (hash, index) => spoilt(replica.blobs.read(hash, index)) },
        }))
        town.join('other', other)
        expect(await town.timing.until(() => isUnchecked(other), most * 1_000)).toBe(true)
        town.stop()
      },
    )
  })

  test('by sync: pieces that nobody has any more are waited for only so long', { timeout: 60_000 }, async () => {
    const other = await newcomer(host, time)
    const town = makeTown()
    const { pieces } = await published(host)
    town.join('host', host, telling(await manifestOf(pieces), new Map()))
    town.join('other', other)
    expect(await town.timing.until(() => other.engine.last.number === host.engine.last.number, 60_000)).toBe(true)
    expect(await town.settled()).toBe(true)
    expect(stateOf(other)).toEqual(stateOf(host))
    town.stop()
  })

  test('nothing that people wrote is in any piece, nor any key; only what rules read', async () => {
    const way = makeShortWay(host)
    const reading = readManifest((await way.manifest()) as string)
    expect(reading.ok).toBe(true)
    const words = world.payloads
      .flatMap(({ bytes }) => unwrap(bytes)?.words ?? [])
      .filter((text) => typeof text === 'string' && text.length > 8)
    expect(words.length).toBeGreaterThan(100)
    const texts = [...piecesOf((await host.atLastSeal()).snapshot)]
    expect(reading.ok && reading.value.pieces.map(({ content }) => content)).toEqual(texts.map(hashOf))
    for (const text of texts) for (const word of words) expect(text.includes(word as string)).toBe(false)
  })

  test('a small world publishes nothing: its rows are there sooner', async () => {
    const small = await makeWorld({ events: 1_000, accounts: 10 })
    await putWorld(small, { peer: 'small' })
    const peer = await reopen({ world: small.id, store: { peer: 'small' } } as Peer, time)
    expect(WORTH_IT).toBeGreaterThan(1_000)
    expect(await makeShortWay(peer).manifest()).toBeUndefined()
  })
})
