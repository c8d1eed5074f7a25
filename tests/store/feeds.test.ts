import 'fake-indexeddb/auto'
import { describe, expect, test, vi } from 'vitest'
import type { Row, Seal } from '../../src/log/types'
import { readArchive } from '../../src/store/archiveReading'
import { writeArchive } from '../../src/store/archiveWriting'
import { createStore, openStore, type Store } from '../../src/store/store'
import { ana, ben, closing, collect, makeFeed, makeSeals, newStore, payload, textsOf } from './fixtures'

test('what was appended is there after opening again: genesis, rows in order of arrival, payloads, meta', async () => {
  const { store, world, genesis } = await newStore()
  const [mine, theirs] = [makeFeed(world, ana), makeFeed(world, ben)]
  const words = payload('hello')
  expect(await store.appendOwn(ana, mine.next(2), [words])).toEqual({ ok: true })
  await store.appendForeign({ rows: theirs.next(1) })
  expect(await store.appendOwn(ana, mine.next(1))).toEqual({ ok: true })
  await store.putMeta('offset', 12)
  store.close()

  const again = closing(await openStore({ world, peer: '' }))
  const loaded = await again.load()
  expect(loaded.genesis).toBe(genesis)
  expect(loaded.rows).toEqual(textsOf([...mine.rows.slice(0, 2), ...theirs.rows, ...mine.rows.slice(2)]))
  expect(loaded.meta.get('offset')).toBe(12)
  expect([...(await again.payloads([words.hash]))]).toEqual([[words.hash, words.bytes]])
})

test('K5: two handles that append at once: one is kept, the other is told the row it missed and can go on behind it', async () => {
  const { store, world } = await newStore()
  const second = closing(await openStore({ world, peer: '' }))
  const [one, two] = [makeFeed(world, ana), makeFeed(world, ana)]
  const [a, b] = [one.next(1, [], 'from one'), two.next(1, [], 'from two')]
  const answers = await Promise.all([store.appendOwn(ana, a), second.appendOwn(ana, b)])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  const winner = answers[0]?.ok ? one : two
  const loser = answers.find((answer) => !answer.ok)
  expect(loser).toEqual({ ok: false, behind: textsOf(winner.rows) })
  expect(await second.appendOwn(ana, winner.next(1))).toEqual({ ok: true })
  const { rows, forks } = await store.load()
  expect(rows).toEqual(textsOf(winner.rows))
  expect(forks).toEqual([])
})

test('the very same rows may be appended again, also once they are final', async () => {
  const { store, world } = await newStore()
  const rows = makeFeed(world, ana).next(3)
  expect(await store.appendOwn(ana, rows)).toEqual({ ok: true })
  expect(await store.appendOwn(ana, rows)).toEqual({ ok: true })
  await store.settle([makeSeals(world).next({ rows: rows.slice(0, 2) })])
  expect(await store.appendOwn(ana, rows)).toEqual({ ok: true })
  expect((await store.load()).rows).toEqual(textsOf(rows))
})

test('an append behind sealed rows of the own device is told all of them, final ones first', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ana)
  const old = feed.fork(0)
  feed.next(300)
  await store.appendOwn(ana, feed.rows.slice(0, 1))
  await store.appendForeign({ rows: feed.rows.slice(1) })
  await store.settle([makeSeals(world).next({ rows: feed.rows.slice(0, 298) })])
  const late = old.fork(0).next(1, [], 'another first row')
  expect(await store.appendOwn(ana, late)).toEqual({ ok: false, behind: textsOf(feed.rows) })
  const other = feed.fork(299).next(1, [], 'another row 300')
  expect(await store.appendOwn(ana, other)).toEqual({ ok: false, behind: textsOf(feed.rows.slice(299)) })
  const wrongPast = makeFeed(world, ana)
  wrongPast.next(300, [], 'another past')
  expect(await store.appendOwn(ana, wrongPast.next(1))).toEqual({ ok: false, behind: textsOf(feed.rows.slice(299)) })
})

test('rows that would leave a hole are refused: the disk has lost what this page knows', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ana)
  feed.next(2)
  await expect(store.appendOwn(ana, feed.next(1))).rejects.toMatchObject({ code: 'database gone' })
  await expect(store.appendOwn(ana, [feed.rows[0]!, feed.rows[2]!])).rejects.toThrow('unbroken chain')
  await expect(store.appendOwn(ben, feed.rows)).rejects.toThrow('unbroken chain')
  expect((await store.load()).rows).toEqual([])
})

test('K5: both rows of a fork are kept, whatever arrives first and however often', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ben)
  feed.next(2)
  const fork = feed.fork(1)
  fork.next(2, [], 'fork')
  expect(await store.appendForeign({ rows: feed.rows })).toMatchObject({ rows: 2, forks: 0 })
  expect(await store.appendForeign({ rows: [...fork.rows, ...fork.rows] })).toMatchObject({ rows: 2, forks: 1 })
  expect(await store.appendForeign({ rows: [...feed.rows, ...fork.rows] })).toMatchObject({ rows: 0, forks: 0 })
  const { rows, forks } = await store.load()
  expect([...rows, ...forks].toSorted()).toEqual(textsOf([...feed.rows, ...fork.rows.slice(1)]).toSorted())
  const found = await store.rowsByHash([feed.rows[1]!.hash, fork.rows[1]!.hash])
  expect([...found.values()].toSorted()).toEqual([feed.rows[1]!.text, fork.rows[1]!.text].toSorted())
})

test('K5: what comes of a device behind its stop lies where what came before it does, among the forks, once', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ana)
  const isStopped = (device: string) => device === ana
  await store.appendForeign({ rows: feed.next(2) })
  expect(await store.appendForeign({ rows: feed.next(1), isStopped })).toEqual({ rows: 1, forks: 1, erased: [] })
  expect(await store.appendForeign({ rows: feed.rows.slice(2), isStopped })).toEqual({ rows: 0, forks: 0, erased: [] })
  const { rows, forks } = await store.load()
  expect([rows, forks]).toEqual([textsOf(feed.rows.slice(0, 2)), textsOf(feed.rows.slice(2))])
})

test('K8: settled rows leave the tail, keep their order and verdict, and are found by hash', async () => {
  const { store, world } = await newStore()
  const [a, b, seals] = [makeFeed(world, ana), makeFeed(world, ben), makeSeals(world)]
  a.next(600)
  b.next(10)
  await store.appendForeign({ rows: [...a.rows, ...b.rows] })
  const first = seals.next({ rows: [...b.rows.slice(0, 8), ...a.rows.slice(0, 40)] })
  const second = seals.next({ rows: a.rows.slice(40, 590) })
  expect(await store.settle([first])).toEqual({ ok: true })
  expect(await store.verdictOf(a.rows[100]!.hash)).toBeUndefined()
  expect(await store.settle([second])).toEqual({ ok: true })
  const { rows, seals: sealTexts } = await store.load()
  const order = [...b.rows.slice(0, 8), ...a.rows.slice(0, 590)]
  expect(rows).toEqual(textsOf([...order, ...a.rows.slice(590), ...b.rows.slice(8)]))
  expect(sealTexts).toEqual(seals.seals.map((seal) => seal.text))
  expect(await store.verdictOf(b.rows[6]!.hash)).toEqual(first.settled[6])
  expect(await store.verdictOf(a.rows[589]!.hash)).toEqual(second.settled.at(-1))
  expect(first.settled[6]?.verdict).not.toBeNull()
  const sizes = await store.connection.run('r', ['segments'], async (db) => (await db.segments.toArray()).map((segment) => segment.count))
  expect(sizes).toEqual([256, 256, 86])
})

test('a seal that another tab kept first: the same one is fine, another of that number is answered and not written', async () => {
  const { store, world } = await newStore()
  const second = closing(await openStore({ world, peer: '' }))
  const rows = makeFeed(world, ana).next(3)
  await store.appendForeign({ rows })
  const [left, right] = [makeSeals(world), makeSeals(world)]
  const mine = left.next({ rows: rows.slice(0, 2) })
  const same = await Promise.all([store.settle([mine]), second.settle([mine])])
  expect(same).toEqual([{ ok: true }, { ok: true, known: true }])
  const rival = right.next({ rows: rows.slice(0, 1), jump: 'rival' })
  expect(await second.settle([rival, right.next({ rows: rows.slice(1) })])).toEqual({ ok: false, behind: [mine.seal.text] })
  expect((await store.load()).seals).toEqual([mine.seal.text])
  const next = left.next({ rows: [] })
  expect(await store.settle([next])).toEqual({ ok: true })
  expect(await second.settle([mine, next])).toEqual({ ok: true, known: true })
  left.next({ rows: [] })
  await expect(store.settle([left.next({ rows: rows.slice(2) })])).rejects.toThrow('seal 4 cannot be kept behind seal 2')
})

test('K5: what a seal cuts leaves the tail for the forks; a fork that it names leaves the forks', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ben)
  feed.next(4)
  const kept = feed.fork(1)
  kept.next(1, [], 'the branch that is kept')
  await store.appendForeign({ rows: [...feed.rows, ...kept.rows] })
  await store.settle([makeSeals(world).next({ rows: kept.rows, stopped: [ben] })])
  const { rows, forks } = await store.load()
  expect(rows).toEqual(textsOf(kept.rows))
  expect(forks).toEqual(textsOf(feed.rows.slice(1)))
  expect(await store.forks()).toEqual(forks)
  expect(await store.appendForeign({ rows: [...feed.rows, ...kept.rows] })).toMatchObject({ rows: 0, forks: 0 })
})

test('a row that comes late for a place that is already final is kept as the proof of a fork', async () => {
  const { store, world } = await newStore()
  const feed = makeFeed(world, ben)
  feed.next(3)
  await store.appendForeign({ rows: feed.rows })
  await store.settle([makeSeals(world).next({ rows: feed.rows })])
  const late = feed.fork(1).next(1, [], 'late')
  expect(await store.appendForeign({ rows: [...late, feed.rows[1]!] })).toMatchObject({ rows: 1, forks: 1 })
  expect(await store.forks()).toEqual(textsOf(late))
})

test('seals without effect are kept apart until they take effect', async () => {
  const { store, world } = await newStore()
  const rows = makeFeed(world, ana).next(1)
  const settlement = makeSeals(world).next({ rows })
  await store.appendForeign({ seals: [settlement.seal] })
  await store.appendForeign({ seals: [settlement.seal], rows })
  expect(await store.load()).toMatchObject({ seals: [], otherSeals: [settlement.seal.text] })
  await store.settle([settlement])
  expect(await store.load()).toMatchObject({ seals: [settlement.seal.text], otherSeals: [] })
  await store.appendForeign({ seals: [settlement.seal] })
  expect((await store.load()).otherSeals).toEqual([])
})

test('sync reads what a vector lacks: final rows in sealed order, then the tail; of all feeds, or of those that are asked for', async () => {
  const { store, world } = await newStore()
  const [a, b, seals] = [makeFeed(world, ana), makeFeed(world, ben), makeSeals(world)]
  a.next(300)
  b.next(20, [a.rows[9]!])
  await store.appendForeign({ rows: [...a.rows, ...b.rows] })
  await store.settle([
    seals.next({ rows: [...a.rows.slice(0, 100), ...b.rows.slice(0, 10)] }),
    seals.next({ rows: a.rows.slice(100, 290) }),
  ])
  const all = [...a.rows.slice(0, 100), ...b.rows.slice(0, 10), ...a.rows.slice(100), ...b.rows.slice(10)]
  expect(await collect(store.rowsAfter([]))).toEqual(textsOf(all))
  const vector = [
    { device: ana, seq: 280 },
    { device: ben, seq: 20 },
  ]
  expect(await collect(store.rowsAfter(vector))).toEqual(textsOf(a.rows.slice(280)))
  expect(await collect(store.rowsAfter([], new Set([ben])))).toEqual(textsOf(b.rows))
  expect(await collect(store.rowsAfter([{ device: ana, seq: 280 }], new Set([ana])))).toEqual(textsOf(a.rows.slice(280)))
  for await (const batch of store.rowsAfter([])) expect(batch.length).toBeLessThanOrEqual(256)
  expect(await store.sealsAfter(0, 1)).toEqual([seals.seals[0]!.text])
  expect(await store.sealsAfter(1)).toEqual([seals.seals[1]!.text])
})

test('what little is new of a feed is found from the end, wherever it lies, and nothing of it is missed', async () => {
  const { store, world } = await newStore()
  const [a, b, seals] = [makeFeed(world, ana), makeFeed(world, ben), makeSeals(world)]
  // Eight segments, in which the other device has a row now and then.
  for (let nth = 0; nth < 20; nth++) {
    const rows = [...a.next(100), ...b.next(1)]
    await store.appendForeign({ rows })
    await store.settle([seals.next({ rows })])
  }
  await store.appendForeign({ rows: [...a.next(5), ...b.next(2)] })
  for (const seq of [0, 1, 7, 19, 20, 21, 22, 30])
    expect(await collect(store.rowsAfter([{ device: ben, seq }], new Set([ben])))).toEqual(textsOf(b.rows.slice(seq)))
  for (const seq of [0, 900, 1_500, 1_743, 1_999, 2_000, 2_003, 2_005]) {
    const news = a.rows.slice(seq)
    expect(await collect(store.rowsAfter([{ device: ana, seq }], new Set([ana])))).toEqual(textsOf(news))
    const both = await collect(
      store.rowsAfter(
        [
          { device: ana, seq },
          { device: ben, seq: 19 },
        ],
        new Set([ana, ben]),
      ),
    )
    expect(both.toSorted()).toEqual(textsOf([...news, ...b.rows.slice(19)]).toSorted())
  }
})

test('rows that a seal moves while sync reads are not missed', async () => {
  const { store, world } = await newStore()
  const [a, seals] = [makeFeed(world, ana), makeSeals(world)]
  a.next(10)
  await store.appendForeign({ rows: a.rows })
  await store.settle([seals.next({ rows: a.rows.slice(0, 4) })])
  const reading = store.rowsAfter([])
  expect((await reading.next()).value).toEqual(textsOf(a.rows.slice(0, 4)))
  await store.settle([seals.next({ rows: a.rows.slice(4, 8) })])
  expect(await collect(reading)).toEqual(textsOf(a.rows.slice(4)))
})

test('nor those with which a seal fills a segment and begins the next', async () => {
  const { store, world } = await newStore()
  const [a, seals] = [makeFeed(world, ana), makeSeals(world)]
  a.next(300)
  await store.appendForeign({ rows: a.rows })
  await store.settle([seals.next({ rows: a.rows.slice(0, 4) })])
  const reading = store.rowsAfter([])
  expect((await reading.next()).value).toEqual(textsOf(a.rows.slice(0, 4)))
  await store.settle([seals.next({ rows: a.rows.slice(4, 290) })])
  expect(await collect(reading)).toEqual(textsOf(a.rows.slice(4)))
})

test('nor where somebody asks for what is not sealed yet, and is sealed while it is looked for', async () => {
  const { store, world } = await newStore()
  const [a, seals] = [makeFeed(world, ana), makeSeals(world)]
  a.next(300)
  await store.appendForeign({ rows: a.rows })
  await store.settle([seals.next({ rows: a.rows.slice(0, 4) })])
  const run = store.connection.run.bind(store.connection) as (...args: unknown[]) => Promise<unknown>
  vi.spyOn(store.connection, 'run').mockImplementationOnce(async (...args: unknown[]) => {
    const looked = await run(...args)
    await store.settle([seals.next({ rows: a.rows.slice(4, 290) })])
    return looked
  })
  expect(await collect(store.rowsAfter([{ device: ana, seq: 4 }], new Set([ana])))).toEqual(textsOf(a.rows.slice(4)))
})

test("a newcomer's bulk goes straight into segments; a row without a text is refused whole", async () => {
  const { store, world } = await newStore()
  const [a, seals] = [makeFeed(world, ana), makeSeals(world)]
  const settlements = Array.from({ length: 20 }, () => seals.next({ rows: a.next(30) }))
  const texts = new Map(a.rows.map((row) => [row.hash, row.text]))
  texts.delete(a.rows[599]!.hash)
  await expect(store.settle(settlements, texts)).rejects.toThrow('seal 20 covers, is not here')
  expect((await store.load()).rows).toEqual([])
  texts.set(a.rows[599]!.hash, a.rows[599]!.text)
  expect(await store.settle(settlements, texts)).toEqual({ ok: true })
  expect((await store.load()).rows).toEqual(textsOf(a.rows))
  expect(await store.appendOwn(ana, a.next(1))).toEqual({ ok: true })
})

describe('K19: history that comes in behind a snapshot', () => {
  /** A store that began from a snapshot at seal 4 of 6, each over 60 rows of one feed; `early`: seals that it had heard of before. */
  async function late(early: (seals: readonly Seal[]) => readonly Seal[] = () => []) {
    const { world, genesis } = await newStore()
    const [feed, seals] = [makeFeed(world, ana), makeSeals(world)]
    const settlements = Array.from({ length: 6 }, () => seals.next({ rows: feed.next(60) }))
    const texts = new Map(feed.rows.map((row) => [row.hash, row.text]))
    const store = closing(await createStore({ genesis, peer: 'late' }))
    await store.appendForeign({ seals: early(seals.seals) })
    const { hash } = seals.seals[3] as Seal
    const last = { term: 1, number: 4, hash, upTo: 4, version: 1, sum: '0'.repeat(16) }
    const head = { device: ana, seq: 240, hash: (feed.rows[239] as Row).hash }
    await store.beginFrom({ last, heads: [head], stopped: [], tables: [] }, 'signed')
    return {
      store,
      rows: feed.rows,
      history: (from: number, to: number) => store.backfill(settlements.slice(from, to), texts),
      settle: (at: number) => store.settle(settlements.slice(at, at + 1), texts),
    }
  }
  const fileOf = async (store: Store) => {
    const reading = await readArchive(await writeArchive(store, { world: { name: 'w', demo: true }, keys: [] }))
    return reading.ok ? 'ok' : reading.says
  }

  test('leaves the rows in sealed order though the world goes on meanwhile: all of them are given, and saved', async () => {
    const { store, rows, history, settle } = await late()
    await history(0, 2)
    await settle(4)
    await history(2, 4)
    await settle(5)
    await store.confirmFloor()
    expect(await collect(store.rowsAfter([]))).toEqual(textsOf(rows))
    expect(await collect(store.rowsAfter([{ device: ana, seq: 239 }], new Set([ana])))).toHaveLength(121)
    expect(await fileOf(store)).toBe('ok')
  })

  test('holds a seal once that was heard of before the snapshot', async () => {
    const { store, history } = await late((seals) => seals.slice(3, 4))
    await history(0, 4)
    await store.confirmFloor()
    expect(await fileOf(store)).toBe('ok')
  })
})
