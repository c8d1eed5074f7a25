import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { CHUNK } from '../../src/store/blobs'
import { type Failpoint, failpoints } from '../../src/store/failpoints'
import { openStore, type Store } from '../../src/store/store'
import { hashOf } from '../../src/kit/bytes'
import type { Snapshot } from '../../src/log/types'
import { ana, ben, closing, Crash, dump, failAt, makeFeed, makeSeals, newStore, onFailpoint, payload } from './fixtures'

/** A world in the middle of its life, and one write of each kind on top of it. */
async function aWorldWithWork() {
  const { store, world } = await newStore()
  const [mine, theirs, seals] = [makeFeed(world, ana), makeFeed(world, ben), makeSeals(world)]
  await store.appendOwn(ana, mine.next(5), [payload('one')])
  await store.appendForeign({ rows: theirs.next(4) })
  await store.settle([seals.next({ rows: mine.rows.slice(0, 3) })])
  const fork = theirs.fork(3).next(1, [], 'fork')
  const settlement = seals.next({ rows: [...mine.rows.slice(3, 5), ...theirs.rows.slice(0, 2)] })
  const last = { term: 1, number: 1, hash: seals.seals[0]!.hash, upTo: 2_000, version: 1, sum: '0123456789abcdef' }
  const snapshot: Snapshot = { last, heads: [], stopped: [], tables: [['tests.things', [['a', { n: 1 }]]]] }
  const file = new Blob([new Uint8Array(CHUNK + 10).fill(7)])
  const hash = hashOf(new Uint8Array(CHUNK + 10).fill(7))
  await store.beginBlob(hash, file.size)
  const work: { readonly [kind: string]: () => Promise<unknown> } = {
    append: () => store.appendOwn(ana, mine.rows.slice(5), [payload('two')]),
    arrive: () => store.appendForeign({ rows: [...theirs.rows.slice(4), ...fork], seals: [settlement.seal], payloads: [payload('three')] }),
    settle: () => store.settle([settlement]),
    snapshot: () => store.saveSnapshot(snapshot),
    payloads: () => store.erasePayloads([payload('one').hash, payload('never seen').hash]),
    'blob.afterChunk': () => store.writeChunk(hash, 0, new Uint8Array(CHUNK).fill(7)),
    'blob.afterErase': () => store.eraseBlobs([hash]),
  }
  mine.next(2)
  theirs.next(2)
  return { store, world, work }
}

const workOf = (name: Failpoint, work: { readonly [kind: string]: () => Promise<unknown> }) => {
  const [, area, step] = name.split('.') as [string, string, string]
  return (work[`${area}.${step}`] ?? work[area]) as () => Promise<unknown>
}

async function again({ world }: Store): Promise<unknown> {
  const store = closing(await openStore({ world, peer: '' }))
  return dump(store)
}

describe('a crash in the middle of a write leaves it wholly absent, and the same write then succeeds', () => {
  test.each(failpoints)('%s', async (name) => {
    const { store, work } = await aWorldWithWork()
    const before = await dump(store)
    failAt(name)
    await expect(workOf(name, work)()).rejects.toBeInstanceOf(Crash)
    onFailpoint(undefined)
    expect(await again(store)).toEqual(before)
    await workOf(name, work)()
    const after = await again(store)
    expect(after).not.toEqual(before)
  })

  test('every failpoint is passed by the writes above', async () => {
    const { work } = await aWorldWithWork()
    const passed = new Set<Failpoint>()
    onFailpoint((name) => passed.add(name))
    for (const write of Object.values(work)) await write()
    expect([...passed].toSorted()).toEqual([...failpoints].toSorted())
  })
})

describe('no room left in the middle of a write (quota): the whole act is rolled back and said so', () => {
  test.each(['add', 'put'] as const)('%s', async (method) => {
    const { store, work } = await aWorldWithWork()
    const real = IDBObjectStore.prototype[method]
    const before = await dump(store)
    let tried = 0
    for (const [kind, write] of Object.entries(work)) {
      const counted = await callsOf(method, write, real)
      if (counted.calls === 0) continue
      for (let failing = 1; failing <= counted.calls; failing++) {
        const full = failAtCall(method, failing, real)
        await expect(write(), `${kind}, call ${failing}`).rejects.toMatchObject({ code: 'quota exceeded' })
        full.restore()
        expect(await dump(store), `${kind}, call ${failing}`).toEqual(before)
        tried++
      }
    }
    expect(tried).toBe({ add: 6, put: 13 }[method])
  })
})

/** How often a write calls the method, counted in a run that is rolled back. */
async function callsOf(method: 'add' | 'put', write: () => Promise<unknown>, real: IDBObjectStore['add']): Promise<{ calls: number }> {
  let calls = 0
  IDBObjectStore.prototype[method] = function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['add']>) {
    calls++
    return real.apply(this, args)
  }
  // The last failpoint of every kind of write lies behind its last call: fail there.
  const ends: readonly Failpoint[] = [
    'store.append.afterAdd',
    'store.arrive.afterPayloads',
    'store.settle.afterSegments',
    'store.snapshot.afterParts',
    'store.payloads.afterErase',
    'store.blob.afterChunk',
    'store.blob.afterErase',
  ]
  onFailpoint((name) => {
    if (ends.includes(name)) throw new Crash(name)
  })
  await expect(write()).rejects.toBeInstanceOf(Crash)
  onFailpoint(undefined)
  IDBObjectStore.prototype[method] = real
  return { calls }
}

function failAtCall(method: 'add' | 'put', at: number, real: IDBObjectStore['add']) {
  let calls = 0
  IDBObjectStore.prototype[method] = function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['add']>) {
    if (++calls === at) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    return real.apply(this, args)
  }
  return { restore: () => void (IDBObjectStore.prototype[method] = real) }
}
