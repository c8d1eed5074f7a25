import 'fake-indexeddb/auto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { hashOf } from '../../src/kit/bytes'
import type { Hash, Json } from '../../src/log/types'
import { openViews, type ViewRow, type Views, type ViewTable } from '../../src/store/views'
import { closing, comeTo, newStore } from './fixtures'

interface Thing {
  readonly owner: string
  readonly note: Hash
}

const things: ViewTable = {
  name: 'things',
  version: 1,
  schema: 'id, owner',
  of: { name: 'tests.things' },
  project: (row: Thing, key, text) => ({ id: key, owner: row.owner, note: row.note === '' ? null : (text(row.note) ?? null) }),
}
const owners: ViewTable = {
  name: 'owners',
  version: 1,
  schema: 'id',
  of: { name: 'tests.things' },
  project: (row: Thing, key) => ({ id: key, by: row.owner }),
}

/** A state that a test changes by hand, in the place of an engine. */
function makeSource() {
  const state = new Map<string, Thing>()
  const texts = new Map<Hash, Json>()
  const asked: string[] = []
  return {
    state,
    texts,
    asked,
    source: {
      get: (table: string, key: string) => {
        asked.push(key)
        return table === 'tests.things' ? state.get(key) : undefined
      },
      keys: (table: string) => (table === 'tests.things' ? [...state.keys()] : []),
      texts: async (hashes: readonly Hash[]) => new Map([...texts].filter(([hash]) => hashes.includes(hash))),
    },
  }
}

let count = 0
const newWorld = () => `views ${++count}`
const rowsOf = (views: Views, name = 'things'): Promise<ViewRow[]> => views.read(name, (table) => table.toArray())

async function open(world: string, source: ReturnType<typeof makeSource>['source'], tables: readonly ViewTable[] = [things]) {
  const views = closing(await openViews({ world, peer: '', views: tables, source }))
  return views
}

test('views follow the keys that changed: written, overwritten and deleted, and can be read by an index', async () => {
  const { state, source } = makeSource()
  const views = await open(newWorld(), source, [things, owners])
  state.set('a', { owner: 'ana', note: '' }).set('b', { owner: 'ben', note: '' })
  views.applyChanges([
    ['tests.things', ['a', 'b']],
    ['tests.others', ['z']],
  ])
  await views.flush()
  expect(await views.read('things', (table) => table.where('owner').equals('ben').primaryKeys())).toEqual(['b'])
  state.delete('a')
  state.set('b', { owner: 'eva', note: '' })
  views.applyChanges([['tests.things', new Set(['a', 'b'])]])
  await views.flush()
  expect(await rowsOf(views)).toEqual([{ id: 'b', owner: 'eva', note: null }])
  expect(await rowsOf(views, 'owners')).toEqual([{ id: 'b', by: 'eva' }])
  expect(views.waiting).toBe(0)
})

test('a text that comes later is written into the rows that wait for it', async () => {
  const { state, texts, source } = makeSource()
  const hash = hashOf('note')
  const views = await open(newWorld(), source)
  state.set('a', { owner: 'ana', note: hash })
  views.applyChanges([['tests.things', ['a']]])
  await views.flush()
  expect(await rowsOf(views)).toEqual([{ id: 'a', owner: 'ana', note: null }])
  texts.set(hash, 'hello')
  views.textsChanged([hash, hashOf('another')])
  await views.flush()
  expect(await rowsOf(views)).toEqual([{ id: 'a', owner: 'ana', note: 'hello' }])
})

test('a view of a new version is cleared and filled from the whole state; one of the same version is left alone', async () => {
  const world = newWorld()
  const { state, asked, source } = makeSource()
  for (let i = 0; i < 1_201; i++) state.set(`k${i}`, { owner: 'ana', note: '' })
  const first = await open(world, source)
  await first.flush()
  expect(await rowsOf(first)).toHaveLength(1_201)
  first.close()
  const settled = await open(world, source)
  await settled.flush()
  settled.close()
  asked.length = 0
  const same = await open(world, source)
  await same.flush()
  expect(asked).toEqual([])
  same.close()
  state.delete('k0')
  const newer = await open(world, source, [{ ...things, version: 2, project: (row: Thing, key) => ({ id: key, owner: `${row.owner}!` }) }])
  await newer.flush()
  const rows = await rowsOf(newer)
  expect(rows).toHaveLength(1_200)
  expect(new Set(rows.map((row) => row['owner']))).toEqual(new Set(['ana!']))
})

test('other tables or indexes than last time: the views are made anew', async () => {
  const world = newWorld()
  const { state, source } = makeSource()
  state.set('a', { owner: 'ana', note: 'n' })
  const first = await open(world, source)
  await first.flush()
  first.close()
  const other = await open(world, source, [{ ...things, schema: 'id, note' }, owners])
  await other.flush()
  expect(await other.read('things', (table) => table.where('note').equals('n').count())).toBe(0)
  expect(await rowsOf(other)).toHaveLength(1)
  expect(await rowsOf(other, 'owners')).toHaveLength(1)
})

test('what the last run touched is written again at the next start, once: its pending rows may be judged differently now', async () => {
  const world = newWorld()
  const { state, asked, source } = makeSource()
  state.set('a', { owner: 'ana', note: '' }).set('b', { owner: 'ben', note: '' })
  const first = await open(world, source)
  await first.flush()
  first.close()
  const second = await open(world, source)
  await second.flush()
  state.set('b', { owner: 'pending', note: '' })
  second.applyChanges([['tests.things', ['b']]])
  await second.flush()
  second.close()
  state.set('b', { owner: 'ben', note: '' }) // refused this time, and so not reported as changed
  asked.length = 0
  const third = await open(world, source)
  await third.flush()
  expect((await rowsOf(third)).map((row) => row['owner'])).toEqual(['ana', 'ben'])
  expect(new Set(asked)).toEqual(new Set(['b']))
  third.close()
  asked.length = 0
  const fourth = await open(world, source)
  await fourth.flush()
  expect(asked).toEqual([])
})

test('a key that this run touches while the last run’s are made up for is written again by the next run too', async () => {
  const world = newWorld()
  const { state, source } = makeSource()
  const keys = Array.from({ length: 600 }, (_, i) => `k${i}`) // more than one write takes
  const late = keys.at(-1) as string
  for (const key of keys) state.set(key, { owner: 'ana', note: '' })
  const filling = await open(world, source)
  await filling.flush()
  filling.close()
  const first = await open(world, source)
  first.applyChanges([['tests.things', keys]])
  await first.flush()
  first.close()
  const second = await open(world, source)
  state.set(late, { owner: 'pending', note: '' })
  second.applyChanges([['tests.things', [late]]])
  await second.flush()
  second.close()
  state.set(late, { owner: 'ana', note: '' })
  const third = await open(world, source)
  await third.flush()
  expect(new Set((await rowsOf(third)).map((row) => row['owner']))).toEqual(new Set(['ana']))
})

test('who acts while views are being filled goes first; who waits for them does not wait for that', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { state, source } = makeSource()
  for (let i = 0; i < 600; i++) state.set(`k${i}`, { owner: 'ana', note: '' })
  let acts = 0
  const views = await open(newWorld(), {
    ...source,
    texts: async (hashes) => {
      if (acts++ < 2) views.applyChanges([['tests.things', ['k599']]]) // while the first of them are written, and the next
      return source.texts(hashes)
    },
  })
  const written = async () => {
    for (let turn = 0; turn < 200; turn++) await new Promise<void>((done) => void setImmediate(done))
    return 600 - views.waiting
  }
  expect(await written()).toBe(0)
  vi.advanceTimersByTime(500)
  const first = await written()
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThan(600)
  vi.advanceTimersByTime(499)
  expect(await written()).toBe(first)
  vi.advanceTimersByTime(1)
  const second = await written()
  expect(second).toBeGreaterThan(first)
  expect(second).toBeLessThan(600)
  await views.flush()
  expect((await rowsOf(views)).length).toBe(600)
})

test('a row that still waits for its text after a restart gets it in a later run', async () => {
  const world = newWorld()
  const { state, texts, source } = makeSource()
  const hash = hashOf('late')
  state.set('a', { owner: 'ana', note: hash })
  for (let run = 0; run < 3; run++) {
    const views = await open(world, source)
    await views.flush()
    expect(await rowsOf(views)).toEqual([{ id: 'a', owner: 'ana', note: null }])
    views.close()
  }
  const last = await open(world, source)
  await last.flush()
  texts.set(hash, 'here')
  last.textsChanged([hash])
  await last.flush()
  expect(await rowsOf(last)).toEqual([{ id: 'a', owner: 'ana', note: 'here' }])
})

const snapshotAt = (number: number) => ({
  last: { term: 1, number, hash: hashOf(`seal ${number}`), upTo: 1, version: 1, sum: '0'.repeat(16) },
  heads: [],
  stopped: [],
  tables: [],
})

test('a crash between state and view: the key is in the next snapshot only once its view row is written', async () => {
  const { store } = await newStore()
  const { state, source } = makeSource()
  const views = await open(newWorld(), source)
  store.attachViews(views)
  await views.flush()
  state.set('a', { owner: 'ana', note: '' })
  views.applyChanges([['tests.things', ['a']]])
  await store.saveSnapshot(snapshotAt(1))
  expect(await rowsOf(views)).toHaveLength(1)
})

test('a snapshot does not wait for views that are being filled: a crash then has the next start fill them from the whole state', async () => {
  const { store } = await newStore()
  const world = newWorld()
  const { state, source } = makeSource()
  state.set('a', { owner: 'ana', note: '' })
  const never = { ...source, texts: () => new Promise<never>(() => undefined) }
  const views = await open(world, never)
  store.attachViews(views)
  await comeTo(store, 1)
  await store.saveSnapshot(snapshotAt(1))
  expect((await store.load()).snapshot?.last.number).toBe(1)
  expect(await rowsOf(views)).toEqual([])
  views.close()
  const again = await open(world, source)
  await again.flush()
  expect(await rowsOf(again)).toHaveLength(1)
})

test('a failed write is said by flush and made up for by the next one', async () => {
  const { state, source } = makeSource()
  const views = await open(newWorld(), source)
  const real = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  state.set('a', { owner: 'ana', note: '' })
  views.applyChanges([['tests.things', ['a']]])
  try {
    await expect(views.flush()).rejects.toMatchObject({ code: 'quota exceeded' })
  } finally {
    IDBObjectStore.prototype.put = real
  }
  expect(views.waiting).toBe(1)
  await views.flush()
  expect(await rowsOf(views)).toHaveLength(1)
})
