import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { forceCloseDatabase } from 'fake-indexeddb'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { beginStore, list, listWorlds, removeWorld } from '../../src/peer/worlds'
import { failureOf, type StoreFailure } from '../../src/store/failures'
import { openRegistry } from '../../src/store/registry'
import { databaseName } from '../../src/store/schema'
import { createStore, openStore, type Store } from '../../src/store/store'
import { ana, closing, genesisOf, makeFeed, newStore, textsOf } from './fixtures'

/** The native handle of a store, to do to it what browsers do. */
const handleOf = (store: Store) => store.connection.run('r', ['meta'], async (db) => db.backendDB())
const dropConnection = async (store: Store) =>
  forceCloseDatabase((await handleOf(store)) as unknown as Parameters<typeof forceCloseDatabase>[0])
/** Opens a database as another build or a raw tab would. */
const openRaw = (name: string, version?: number, on: { upgraded?: (db: IDBDatabase) => void } = {}) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => on.upgraded?.(request.result)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('open'))
  })
const listener = () => {
  const heard: StoreFailure[] = []
  return { heard, onFailure: (failure: StoreFailure) => void heard.push(failure) }
}

test('a lost connection is opened again once, and the write goes through', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ana)
  await store.appendOwn(ana, feed.next(1))
  await dropConnection(store)
  expect(await store.appendOwn(ana, feed.next(1))).toEqual({ ok: true })
  expect((await store.load()).rows).toEqual(textsOf(feed.rows))
  expect(store.failed).toBeUndefined()
})

/** From now on that many transactions fail, as where the browser has lost its disk. @returns how many have, and the end of it */
function loseTransactions(most: number): { readonly lost: () => number; readonly end: () => void } {
  const real = IDBDatabase.prototype.transaction
  let lost = 0
  IDBDatabase.prototype.transaction = function (...args: Parameters<typeof real>) {
    if (lost === most) return real.apply(this, args)
    lost++
    throw new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError')
  }
  const end = () => void (IDBDatabase.prototype.transaction = real)
  onTestFinished(end)
  return { lost: () => lost, end }
}

test('a disk that refuses a second connection too, as while the browser clears its data, is left alone, and then tried once more', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ana)
  await dropConnection(store)
  const { lost, end } = loseTransactions(Number.POSITIVE_INFINITY)
  const real = globalThis.setTimeout
  const waits = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((body: () => void, ms: number) => {
    const over = () => {
      end() // whoever waits gives the browser the time that it needs
      body()
    }
    return real(over, ms)
  }) as typeof setTimeout)
  onTestFinished(() => waits.mockRestore())
  expect(await store.appendOwn(ana, feed.next(1))).toEqual({ ok: true })
  expect(lost()).toBeGreaterThanOrEqual(2)
  expect((await store.load()).rows).toEqual(textsOf(feed.rows))
})

test('a connection that is lost again and again is said; nothing was written, and the store works once the disk does', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ana)
  const handle = await handleOf(store)
  const { lost, end } = loseTransactions(Number.POSITIVE_INFINITY)
  forceCloseDatabase(handle as unknown as Parameters<typeof forceCloseDatabase>[0])
  await expect(store.appendOwn(ana, feed.next(1))).rejects.toMatchObject({ code: 'connection lost' })
  expect(lost()).toBeGreaterThanOrEqual(3)
  end()
  expect((await store.load()).rows).toEqual([])
  expect(await store.appendOwn(ana, feed.rows)).toEqual({ ok: true })
})

test('a database that another tab deletes: said at once, every later call says it too, and no empty one is made in its place', async () => {
  const { heard, onFailure } = listener()
  const { text, world } = genesisOf('deleted')
  const store = closing(await createStore({ genesis: text, peer: '', onFailure }))
  await Dexie.delete(databaseName(world, ''))
  expect(heard.map((failure) => failure.code)).toEqual(['database gone'])
  await expect(store.load()).rejects.toMatchObject({ code: 'database gone' })
  await expect(store.appendOwn(ana, makeFeed(world, ana).next(1))).rejects.toMatchObject({ code: 'database gone' })
  await expect(openStore({ world, peer: '', onFailure })).rejects.toMatchObject({ code: 'database gone' })
  expect(heard).toHaveLength(1) // whoever opens it is told by the promise: the page may show another world, which goes on
  expect(await Dexie.getDatabaseNames()).not.toContain(databaseName(world, ''))
})

test('a database that the browser evicts under a live tab is told from a lost connection', async () => {
  const { heard, onFailure } = listener()
  const { text, world } = genesisOf('evicted')
  const store = closing(await createStore({ genesis: text, peer: '', onFailure }))
  const handle = await handleOf(store)
  handle.onversionchange = null // eviction asks nobody
  const deleted = new Promise((resolve) => {
    indexedDB.deleteDatabase(databaseName(world, '')).onsuccess = resolve
  })
  forceCloseDatabase(handle as unknown as Parameters<typeof forceCloseDatabase>[0])
  await deleted
  await expect(store.load()).rejects.toMatchObject({ code: 'database gone' })
  expect(heard.map((failure) => failure.code)).toEqual(['database gone'])
  expect(await Dexie.getDatabaseNames()).not.toContain(databaseName(world, ''))
})

test('another world in the same place is not taken for this one', async () => {
  const { store, world } = await newStore()
  await store.connection.run('rw', ['meta'], (db) => db.meta.clear())
  await dropConnection(store)
  await expect(store.load()).rejects.toMatchObject({ code: 'database gone' })
  await expect(openStore({ world, peer: '' })).rejects.toMatchObject({ code: 'database gone' })
})

test('a newer schema is refused and left as it is', async () => {
  const { text, world } = genesisOf('newer')
  const name = databaseName(world, '')
  const raw = await openRaw(name, 20, { upgraded: (db) => void db.createObjectStore('meta', { keyPath: 'key' }) })
  raw.close()
  await expect(createStore({ genesis: text, peer: '' })).rejects.toMatchObject({ code: 'newer schema' })
  await expect(openStore({ world, peer: '' })).rejects.toMatchObject({ code: 'newer schema' })
  const again = await openRaw(name, 20)
  expect([...again.objectStoreNames]).toEqual(['meta'])
  again.close()
})

test('a newer tab that upgrades under this one gets its way, and this one stops writing', async () => {
  const { heard, onFailure } = listener()
  const { text, world } = genesisOf('upgraded')
  const store = closing(await createStore({ genesis: text, peer: '', onFailure }))
  const newer = await openRaw(databaseName(world, ''), 20)
  expect(heard.map((failure) => failure.code)).toEqual(['newer schema'])
  await expect(store.appendOwn(ana, makeFeed(world, ana).next(1))).rejects.toMatchObject({ code: 'newer schema' })
  newer.close()
})

test('an old tab that blocks the upgrade is said, and opening goes on once it is closed', async () => {
  const { heard, onFailure } = listener()
  const { text, world } = genesisOf('blocked')
  const old = await openRaw(databaseName(world, ''), 5, { upgraded: (db) => void db.createObjectStore('meta', { keyPath: 'key' }) })
  const opening = createStore({
    genesis: text,
    peer: '',
    onFailure: (failure) => {
      onFailure(failure)
      old.close() // the person closes the old tab
    },
  })
  const store = closing(await opening)
  expect(heard.map((failure) => failure.code)).toEqual(['upgrade blocked'])
  expect((await store.load()).genesis).toBe(text)
})

test('an old tab that keeps the list of the worlds from its upgrade is said, and the list comes once it is closed', async () => {
  const { heard, onFailure } = listener()
  await Dexie.delete('mesi')
  const old = await openRaw('mesi', 5)
  const worlds = listWorlds((failure) => {
    onFailure(failure)
    old.close()
  })
  expect(await worlds).toEqual([])
  expect(heard.map((failure) => failure.code)).toEqual(['upgrade blocked'])
})

test('a list of the worlds that a newer build has written is said as such and left as it is', async () => {
  await Dexie.delete('mesi')
  const newer = await openRaw('mesi', 20, { upgraded: (db) => void db.createObjectStore('worlds', { keyPath: 'id' }) })
  newer.close()
  await expect(listWorlds()).rejects.toMatchObject({ code: 'newer schema' })
  const still = await openRaw('mesi', 20)
  expect([...still.objectStoreNames]).toEqual(['worlds'])
  still.close()
  await Dexie.delete('mesi')
})

describe('storage that is switched off is said as such', () => {
  test.each([
    ['a private window', () => new DOMException('A mutation operation was attempted', 'InvalidStateError')],
    ['a frame of another site', () => new DOMException('The operation is insecure.', 'SecurityError')],
  ])('%s', async (_, error) => {
    const real = indexedDB.open.bind(indexedDB)
    indexedDB.open = () => {
      throw error()
    }
    onTestFinished(() => void (indexedDB.open = real))
    await expect(openRegistry()).rejects.toMatchObject({ code: 'storage disabled' })
    await expect(createStore({ genesis: genesisOf('private').text, peer: '' })).rejects.toMatchObject({ code: 'storage disabled' })
  })
})

test('a disk that is full on purpose rolls back what is written, reads on, and writes again once it has room', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ana)
  await store.appendOwn(ana, feed.next(1))
  const kept = await store.load()
  store.connection.full(true)
  const row = feed.next(1)
  await expect(store.appendOwn(ana, row)).rejects.toMatchObject({ code: 'quota exceeded' })
  await expect(store.putMeta('once', 1)).rejects.toMatchObject({ code: 'quota exceeded' })
  expect(await store.load()).toEqual(kept)
  store.connection.full(false)
  expect(await store.appendOwn(ana, row)).toEqual({ ok: true })
  expect((await store.load()).rows).toEqual(textsOf(feed.rows))
})

test('every failure says in sentences what happened, what is safe and what to do', () => {
  const errors = ['QuotaExceededError', 'InvalidStateError', 'VersionError', 'NoSuchDatabaseError', 'SecurityError']
  const failures = errors.map((name) => failureOf(new DOMException('', name)))
  expect(failures.map((failure) => failure?.code)).toEqual([
    'quota exceeded',
    'connection lost',
    'newer schema',
    'database gone',
    'storage disabled',
  ])
  for (const failure of failures) {
    for (const sentence of [failure?.says, failure?.safe, failure?.todo]) expect(sentence).toMatch(/^[A-Z].{20,}\.$/)
  }
})

test('the reason of an aborted transaction and of a bulk write is found; errors of our own are not the disk’s', () => {
  const quota = new DOMException('', 'QuotaExceededError')
  expect(failureOf(new Dexie.AbortError('aborted', quota))?.code).toBe('quota exceeded')
  expect(failureOf(Object.assign(new Error('bulk'), { name: 'BulkError', failures: [quota] }))?.code).toBe('quota exceeded')
  expect(failureOf(new Error('ours'))).toBeUndefined()
  expect(failureOf(new DOMException('', 'ConstraintError'))).toBeUndefined()
})

test('the registry lists worlds, the last opened first, and removes one with its database', async () => {
  const registry = closing(await openRegistry())
  const { store, world } = await newStore('listed')
  const entry = { id: world, peer: '', name: 'listed', createdAt: 1, lastOpened: 1, parent: null, demo: true, size: 0 }
  await registry.put(entry)
  await registry.put({ ...entry, peer: 'b', lastOpened: 5 })
  await registry.update(world, '', { lastOpened: 9, size: await store.measure() })
  expect((await registry.list()).map((each) => each.peer)).toEqual(['', 'b'])
  expect(await registry.get(world, '')).toMatchObject({ name: 'listed', lastOpened: 9, demo: true })
  expect(await registry.remove(world, '')).toBe('gone')
  expect(await registry.get(world, '')).toBeUndefined()
  expect(await Dexie.getDatabaseNames()).not.toContain(databaseName(world, ''))
  await expect(store.load()).rejects.toMatchObject({ code: 'database gone' })
})

/** Whether any database of a world is there. */
const isThere = async (world: string) => (await Dexie.getDatabaseNames()).includes(databaseName(world, ''))

test('a world that a tab does not let go of is off the list at once, and gone as soon as it does', async () => {
  const registry = closing(await openRegistry())
  const { store, world } = await newStore('held')
  store.close()
  await registry.put({ id: world, peer: '', name: 'held', createdAt: 1, lastOpened: 1, parent: null, demo: false, size: 0 })
  const tab = await openRaw(databaseName(world, '')) // it hears nothing
  expect(await registry.remove(world, '')).toBe('held')
  expect(await registry.get(world, '')).toBeUndefined()
  expect((await registry.list()).map(({ id }) => id)).not.toContain(world)
  expect(await isThere(world)).toBe(true)
  tab.close()
  await vi.waitFor(async () => expect(await isThere(world)).toBe(false))
})

test('a world that a tab does not let go of is not waited for where it is to be there again; it can be once the tab is closed', async () => {
  const { text, world } = genesisOf('held, and joined again')
  const begun = () => beginStore({ genesis: text, peer: '' })
  const store = await begun()
  await list(world, '', { name: 'held' })
  await store.putMeta('old', true)
  store.close()
  const tab = await openRaw(databaseName(world, '')) // it hears nothing
  expect(await removeWorld(world)).toBe('held')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let said: unknown
  void begun().then(closing, (error) => (said = error))
  for (let steps = 0; said === undefined && steps < 500; steps++) {
    await new Promise((done) => setImmediate(done))
    vi.advanceTimersByTime(100)
  }
  expect(said).toMatchObject({ code: 'deletion held' })
  vi.useRealTimers()
  tab.close()
  const anew = closing(await begun())
  expect(await anew.meta('old')).toBeUndefined()
})

test('a world that is held keeps nobody from the list, nor another one that is to go from going', async () => {
  const registry = closing(await openRegistry())
  const listed = { peer: '', createdAt: 1, lastOpened: 1, parent: null, demo: false, size: 0 }
  const worlds = await Promise.all(['held at last', 'to go', 'to stay'].map(async (name) => (await newStore(name)).world))
  for (const id of worlds) await registry.put({ ...listed, id, name: id })
  const [first = '', second = '', stays = ''] = worlds.toSorted()
  const tab = await openRaw(databaseName(first, '')) // it hears nothing
  expect(await registry.remove(first, '')).toBe('held')
  const raw = await openRaw('mesi')
  await new Promise((done) => {
    const writing = raw.transaction('worlds', 'readwrite')
    writing.objectStore('worlds').put({ id: second, peer: '', is: 'going', since: 1 })
    writing.oncomplete = done
  })
  raw.close()
  const there = (await listWorlds()).map(({ id }) => id).filter((id) => worlds.includes(id))
  expect(there).toEqual([stays])
  await vi.waitFor(async () => expect(await isThere(second)).toBe(false))
  expect(await isThere(first)).toBe(true)
  tab.close()
})

test('a deletion of which the browser says nothing is not waited for without end', async () => {
  const registry = closing(await openRegistry())
  const { store, world } = await newStore('deaf')
  store.close()
  const tab = await openRaw(databaseName(world, '')) // it hears nothing
  expect(await registry.remove(world, '')).toBe('held')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let said: string | undefined
  // The browser takes it up behind the one before, which waits for that tab.
  void registry.remove(world, '').then((removed) => (said = removed))
  while (said === undefined) {
    await new Promise((done) => setImmediate(done))
    vi.advanceTimersByTime(100)
  }
  expect(said).toBe('held')
  tab.close()
})

test('a world that is made anew while what is left of it is looked for stays', async () => {
  const registry = closing(await openRegistry())
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now())
  onTestFinished(() => now.mockRestore())
  const { world } = await newStore('made anew')
  await registry.begin(world, '')
  now.mockReturnValue(Date.now() + 2 * 86_400_000)
  const tidied = registry.tidy()
  await registry.put({ id: world, peer: '', name: 'made anew', createdAt: 1, lastOpened: 1, parent: null, demo: false, size: 0 })
  await tidied
  expect(await registry.get(world, '')).toMatchObject({ name: 'made anew' })
  expect(await isThere(world)).toBe(true)
})

test('what a page that was killed had begun to make is deleted a day later, and what was to go when it was closed at once', async () => {
  const registry = closing(await openRegistry())
  const begun = vi.spyOn(Date, 'now').mockReturnValue(Date.now())
  onTestFinished(() => begun.mockRestore())
  const worlds = await Promise.all(['made', 'half made', 'going'].map(async (name) => (await newStore(name)).world))
  const [made = '', half = '', going = ''] = worlds
  for (const world of [made, half, going]) await registry.begin(world, '')
  await registry.put({ id: made, peer: '', name: 'made', createdAt: 1, lastOpened: 1, parent: null, demo: false, size: 0 })
  await registry.begin(made, '') // an invitation that is followed twice
  const there = async () =>
    (await Promise.all(worlds.map(async (world) => [world, await isThere(world)] as const))).flatMap(([world, is]) => (is ? [world] : []))
  const noted = async () => {
    const db = await openRaw('mesi')
    const asked = db.transaction('worlds').objectStore('worlds').getAllKeys()
    await new Promise((done) => (asked.onsuccess = done))
    db.close()
    return asked.result as [string, string][]
  }
  const raw = await openRaw('mesi')
  await new Promise((done) => {
    const writing = raw.transaction('worlds', 'readwrite')
    writing.objectStore('worlds').put({ id: going, peer: '', is: 'going', since: Date.now() })
    writing.oncomplete = done
  })
  raw.close()
  const day = 86_400_000
  begun.mockReturnValue(Date.now() + day - 1)
  await registry.tidy()
  expect(await there()).toEqual([made, half])
  begun.mockReturnValue(Date.now() + 1)
  await registry.tidy()
  expect(await there()).toEqual([made])
  expect((await noted()).filter(([id]) => id !== made && worlds.includes(id))).toEqual([])
  expect((await registry.list()).map(({ id }) => id)).toContain(made)
})
