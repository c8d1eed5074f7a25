import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { hashOf } from '../../src/kit/bytes'
import { CHUNK } from '../../src/store/blobs'
import { askToPersist } from '../../src/store/registry'
import type { SnapshotPart } from '../../src/store/schema'
import { createStore, openStore, type Store } from '../../src/store/store'
import type { KeptSnapshot, Snapshot } from '../../src/log/types'
import { ana, ben, closing, collect, comeTo, genesisOf, hashesOf, makeFeed, makeSeals, newStore, payload, textsOf } from './fixtures'

test('K3: an erased payload is a tombstone: not kept again by any way in, and told apart from one that never came', async () => {
  const { store, world } = await newStore()
  const [kept, gone, early] = [payload('kept'), payload('gone'), payload('erased before it came')]
  expect(await store.putPayloads([kept, gone])).toEqual([])
  await store.erasePayloads([gone.hash, early.hash])
  expect(await store.putPayloads([gone, early, kept])).toEqual([gone.hash, early.hash])
  expect((await store.appendForeign({ payloads: [gone] })).erased).toEqual([gone.hash])
  await store.appendOwn(ana, makeFeed(world, ana).next(1), [gone])
  const found = await store.payloads([kept.hash, gone.hash, early.hash, payload('unknown').hash])
  expect([...found]).toEqual([
    [kept.hash, kept.bytes],
    [gone.hash, null],
    [early.hash, null],
  ])
  const rows = await store.connection.run('r', ['payloads'], (db) => db.payloads.toArray())
  expect(JSON.stringify(rows)).not.toContain('bytes...gone')
})

test('a payload whose bytes have another hash is refused, with everything that came with it', async () => {
  const { store, world } = await newStore()
  const wrong = { hash: payload('a').hash, bytes: payload('b').bytes }
  await expect(store.putPayloads([payload('c'), wrong])).rejects.toThrow('have another hash')
  await expect(store.appendOwn(ana, makeFeed(world, ana).next(1), [wrong])).rejects.toThrow('have another hash')
  expect((await store.load()).rows).toEqual([])
  expect((await store.payloads([payload('c').hash])).size).toBe(0)
})

const media = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31) % 251)

test('a blob that comes in chunks goes on where it stopped, also after a restart', async () => {
  const { store, world } = await newStore()
  const bytes = media(10_000)
  const hash = hashOf(bytes)
  expect(await store.beginBlob(hash, bytes.length)).toEqual({ hash, state: 'coming', have: 0, size: 10_000 })
  expect(await store.writeChunk(hash, 0, bytes.subarray(0, 4_000))).toMatchObject({ state: 'coming', have: 4_000 })
  expect(await store.blob(hash)).toBeUndefined()
  expect(await store.blobPart(hash, 0, 10)).toBeUndefined()
  store.close()
  const again = closing(await openStore({ world, peer: '' }))
  expect(await again.beginBlob(hash, bytes.length)).toMatchObject({ state: 'coming', have: 4_000 })
  expect(await again.writeChunk(hash, 6_000, bytes.subarray(6_000))).toMatchObject({ have: 4_000 }) // a hole is not written
  expect(await again.writeChunk(hash, 3_000, bytes.subarray(3_000, 6_000))).toMatchObject({ have: 6_000 }) // what overlaps is skipped
  expect(await again.writeChunk(hash, 1_000, bytes.subarray(1_000, 2_000))).toMatchObject({ have: 6_000 })
  expect(await again.writeChunk(hash, 6_000, new Uint8Array([...bytes.subarray(6_000), 1, 2, 3]))).toEqual({
    hash,
    state: 'here',
    have: 10_000,
    size: 10_000,
  })
  expect(new Uint8Array(await ((await again.blob(hash)) as Blob).arrayBuffer())).toEqual(bytes)
  expect(await again.blobPart(hash, 3_990, 2_020)).toEqual(bytes.slice(3_990, 6_010))
  expect(await again.blobPart(hash, 9_999, 10)).toEqual(bytes.slice(9_999))
  expect(await again.blobPart(hash, 10_000, 10)).toEqual(new Uint8Array(0))
  expect([...(await again.blobStates()).values()]).toEqual([{ hash, state: 'here', have: 10_000, size: 10_000 }])
})

test('a blob with another hash than its name is thrown away when it is whole, and may come anew', async () => {
  const { store } = await newStore()
  const bytes = media(500)
  const hash = hashOf(bytes)
  await store.beginBlob(hash, 500)
  const forged = bytes.map((byte, i) => (i === 250 ? byte ^ 1 : byte))
  expect(await store.writeChunk(hash, 0, forged)).toEqual({ hash, state: 'wrong', have: 0, size: 500 })
  expect(await store.blob(hash)).toBeUndefined()
  expect(await store.connection.run('r', ['blobChunks'], (db) => db.blobChunks.count())).toBe(0)
  expect(await store.writeChunk(hash, 0, bytes)).toMatchObject({ state: 'here' })
})

test('a file of one’s own is cut, kept and read back; the empty one too', async () => {
  const { store } = await newStore()
  const bytes = media(CHUNK * 2 + 1)
  expect(await store.addBlob(new Blob([bytes]))).toEqual({ hash: hashOf(bytes), size: bytes.length })
  expect(await store.addBlob(new Blob([bytes]))).toEqual({ hash: hashOf(bytes), size: bytes.length })
  expect(new Uint8Array(await ((await store.blob(hashOf(bytes))) as Blob).arrayBuffer())).toEqual(bytes)
  const { hash } = await store.addBlob(new Blob([]))
  expect((await store.blob(hash))?.size).toBe(0)
  expect(await store.measure()).toBe(bytes.length)
})

test('K3: an erased blob is a tombstone, and its bytes are not taken again', async () => {
  const { store } = await newStore()
  const bytes = media(700)
  const { hash } = await store.addBlob(new Blob([bytes]))
  await store.eraseBlobs([hash])
  expect(await store.blob(hash)).toBeUndefined()
  expect(await store.beginBlob(hash, 700)).toMatchObject({ state: 'erased' })
  expect(await store.writeChunk(hash, 0, bytes)).toMatchObject({ state: 'erased', have: 0 })
  await expect(store.addBlob(new Blob([bytes]))).rejects.toThrow('erased for good')
  expect(await store.connection.run('r', ['blobChunks'], (db) => db.blobChunks.count())).toBe(0)
})

const lastOf = (number: number, hash = hashOf(`seal ${number}`)) => ({
  term: 1,
  number,
  hash,
  upTo: number,
  version: 1,
  sum: '0'.repeat(16),
})
const snapshotOf = (number: number, rows: number): Snapshot => ({
  last: lastOf(number),
  heads: [{ device: ana, seq: number, hash: hashOf(`head ${number}`) }],
  stopped: [ben],
  tables: [
    ['small.things', [['x', { number }]]],
    ['empty.things', []],
    ['large.things', Array.from({ length: rows }, (_, i): [string, object] => [`k${i}`, { i, list: [i, `${number}`] }])],
    ['last.things', [['y', { nested: { deep: true } }]]],
  ],
})

const sorted = ([name, rows]: KeptSnapshot['tables'][number]) => [name, [...rows].sort(([a], [b]) => (a < b ? -1 : 1))]

test.each([0, 1, 256, 257, 2_048, 2_049])('a snapshot comes back as it was, with a table of %i rows', async (rows) => {
  const { store } = await newStore()
  await comeTo(store, 3)
  await store.saveSnapshot(snapshotOf(3, rows))
  const { tables, ...stand } = (await store.load()).snapshot as KeptSnapshot
  const { tables: before, ...stood } = snapshotOf(3, rows)
  expect(stand).toEqual(stood)
  expect(tables.map(sorted)).toEqual(before.map(sorted))
  const parts = await store.connection.run('r', ['snapshot'], (db) => db.snapshot.toArray())
  expect(parts.length, 'a header, and all rows in one file').toBe(2)
})

test('the newest snapshot replaces the one before, and one of a tab that lags behind changes nothing', async () => {
  const { store } = await newStore()
  for (const number of [1, 7, 9, 8]) {
    await comeTo(store, number)
    await store.saveSnapshot(snapshotOf(number, 3))
  }
  expect((await store.load()).snapshot?.last.number).toBe(9)
  expect(await store.connection.run('r', ['snapshot'], (db) => db.snapshot.count())).toBe(2)
})

test('a damaged snapshot is passed over: the whole log serves, until there is a sound one', async () => {
  const { store, world } = await newStore()
  const { feed, save } = await withSnapshot(store, world)
  for (const instead of [() => new Blob(['[["k0",{"half']), () => undefined]) {
    await damage(store, 2, instead)
    const { snapshot, rows } = await store.load()
    expect([snapshot, rows]).toEqual([undefined, textsOf(feed.rows)])
    await save()
    expect((await store.load()).snapshot?.last.number).toBe(2)
  }
  await store.connection.run('rw', ['snapshot'], (db) => db.snapshot.delete([2, 1]))
  expect((await store.load()).snapshot).toBeUndefined()
})

test('a snapshot whose rows the disk does not give out is passed over, as long as it does not', async () => {
  const { store, world } = await newStore()
  const { feed, seals } = await withSnapshot(store, world)
  vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValueOnce(new DOMException('the file is gone', 'NotReadableError'))
  const { snapshot, rows, seals: texts } = await store.load()
  expect(snapshot).toBeUndefined()
  expect(rows).toEqual(textsOf(feed.rows))
  expect(texts).toEqual(seals.seals.map(({ text }) => text))
  expect((await store.load()).snapshot?.last.number).toBe(2)
})

/** Two seals over sixteen rows, and a snapshot at the second. */
async function withSnapshot(store: Store, world: string) {
  const [feed, seals] = [makeFeed(world, ana), makeSeals(world)]
  await store.appendForeign({ rows: feed.next(16) })
  for (let i = 0; i < 2; i++) await store.settle([seals.next({ rows: feed.rows.slice(i * 8, i * 8 + 8) })])
  const save = () => store.saveSnapshot({ ...snapshotOf(2, 3), last: lastOf(2, seals.seals[1]?.hash) })
  await save()
  return { feed, seals, save }
}

test.each(['DataCloneError', 'UnknownError'])('a snapshot is kept as bytes where the browser keeps no files (%s)', async (name) => {
  const { store, world } = await newStore()
  const { put } = IDBObjectStore.prototype
  const refusing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: SnapshotPart, key) {
    if (value.rows instanceof Blob) throw new DOMException('blobs are not supported in private browsing', name)
    return key === undefined ? put.call(this, value) : put.call(this, value, key)
  })
  const rowsOf = (snapshot: KeptSnapshot | undefined) => snapshot?.tables.map(sorted)
  const wanted = snapshotOf(3, 2_049).tables.map(sorted)
  for (const number of [1, 3]) {
    await comeTo(store, number)
    await store.saveSnapshot(snapshotOf(number, 2_049))
  }
  expect(rowsOf((await store.load()).snapshot)).toEqual(wanted)
  expect(await store.connection.run('r', ['snapshot'], (db) => db.snapshot.count())).toBe(2)
  const fresh = closing(await createStore({ genesis: genesisOf('private').text, peer: 'b' }))
  await fresh.beginFrom(snapshotOf(3, 2_049), 'signed')
  refusing.mockRestore()
  expect(rowsOf((await fresh.load()).snapshot)).toEqual(wanted)
  expect(rowsOf((await closing(await openStore({ world, peer: store.peer })).load()).snapshot)).toEqual(wanted)
})

/** Puts another file in the place of a snapshot's rows. */
const damage = (store: Store, seal: number, instead: (rows: Blob) => Blob | undefined) =>
  store.connection.run('rw', ['snapshot'], async (db) => {
    const { rows, ...part } = (await db.snapshot.get([seal, 1])) as SnapshotPart
    const other = instead(rows as Blob)
    await db.snapshot.put({ ...part, ...(other ? { rows: other } : {}) })
  })

test('what is loaded beside a snapshot is what it does not hold, also from a segment that it cuts through', async () => {
  const { store, world } = await newStore()
  const [feed, seals] = [makeFeed(world, ana), makeSeals(world)]
  await store.appendForeign({ rows: feed.next(30) })
  for (let i = 0; i < 3; i++) await store.settle([seals.next({ rows: feed.rows.slice(i * 8, i * 8 + 8) })])
  await store.saveSnapshot({ ...snapshotOf(2, 1), last: lastOf(2, seals.seals[1]?.hash) })
  const { rows, seals: texts } = await store.load()
  expect(rows).toEqual(textsOf(feed.rows.slice(16)))
  expect(texts).toEqual([seals.seals[2]?.text])
})

test('K19: a newcomer begins from a snapshot, goes on from it at once, and history is filled in behind', async () => {
  const { store: first, world, genesis } = await newStore()
  const [feed, seals] = [makeFeed(world, ana), makeSeals(world)]
  const settlements = Array.from({ length: 6 }, () => seals.next({ rows: feed.next(60) }))
  const texts = new Map(feed.rows.map((row) => [row.hash, row.text]))
  await first.settle(settlements, texts)

  const store = closing(await createStore({ genesis, peer: 'b' }))
  const head = feed.rows[239]!
  const heads = [{ device: ana, seq: 240, hash: head.hash }]
  const snapshot = { ...snapshotOf(4, 5), last: lastOf(4, seals.seals[3]?.hash), heads }
  await store.beginFrom(snapshot, 'signed')
  expect(await store.isWhole()).toBe(false)
  expect(await store.settle(settlements.slice(4, 5), texts)).toEqual({ ok: true })
  expect(await store.appendForeign({ rows: [...feed.rows.slice(10, 12), ...feed.rows.slice(300)] })).toMatchObject({ rows: 60, forks: 0 })
  expect((await store.load()).rows).toEqual(textsOf(feed.rows.slice(240)))
  await store.backfill(settlements.slice(0, 2), texts)
  await store.backfill(settlements.slice(1, 4), texts)
  expect(await store.isWhole()).toBe(true)
  expect(await store.settle(settlements.slice(5))).toEqual({ ok: true })
  expect(await collect(store.rowsAfter([]))).toEqual(textsOf(feed.rows))
  expect(await store.sealsAfter(0)).toEqual(seals.seals.map((seal) => seal.text))
  expect((await store.rowsByHash(hashesOf(feed.rows))).size).toBe(360)
  expect((await store.verdictOf(feed.rows[6]!.hash))?.verdict?.why).toBe('refused')
  await expect(first.beginFrom(snapshot, 'signed')).rejects.toThrow('only an empty log')
})

test('K19: a snapshot that is written while another tab throws away what it rests on is none', async () => {
  const { store } = await newStore()
  const first = snapshotOf(4, 5)
  await store.beginFrom(first, 'signed')
  let keepUp = (): void => {}
  const keptUp = new Promise<void>((done) => (keepUp = done))
  store.attachViews({ keptUp: () => keptUp })
  const saving = store.saveSnapshot(first)
  await store.forsakeFloor('it led elsewhere')
  keepUp()
  await saving
  expect((await store.load()).snapshot).toBeUndefined()
})

test('keys and meta come back as they were; the store’s own entries are out of reach', async () => {
  const { store, genesis } = await newStore()
  const root = { id: ben, kind: 'root' as const, value: new Uint8Array([1, 2, 3]) }
  await store.putKeys([{ ...root }, { id: 'box', kind: 'box', value: new Uint8Array([4]) }])
  expect(await store.key(ben)).toEqual(root)
  expect((await store.keys('root')).map((key) => key.id)).toEqual([ben])
  expect(await store.keys()).toHaveLength(2)
  await store.deleteKey('box')
  expect(await store.key('box')).toBeUndefined()
  await store.putMeta('clock', { offset: -5 })
  expect(await store.meta('clock')).toEqual({ offset: -5 })
  await expect(store.putMeta('store.genesis', 'x')).rejects.toThrow("the store's own")
  expect((await store.load()).genesis).toBe(genesis)
})

test('asking to persist answers without a browser that could', async () => {
  expect(await askToPersist()).toBe('unknown')
})
