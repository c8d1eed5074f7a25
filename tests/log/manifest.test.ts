/** K19: a snapshot in pieces. The same at everybody who stands at that seal, the same engine out of it, and nothing else believed. */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { hashOf, utf8 } from '../../src/kit/bytes'
import { Engine, startOf } from '../../src/log/engine'
import {
  joinPieces,
  LONGEST_MANIFEST,
  type Manifest,
  piecesOf,
  readManifest,
  readPacks,
  readStand,
  tablesOf,
  writeManifest,
} from '../../src/log/manifest'
import { packOf } from '../../src/log/packs'
import type { Reading } from '../../src/log/rows'
import { sumOf } from '../../src/log/state'
import type { KeptSnapshot, Snapshot } from '../../src/log/types'
import { makeWorld, type World } from '../support/worlds'

const rules = compose(areas)
const clock = { local: () => 0 }
const worlds = new Map<number, Promise<World>>()
const worldOf = (seed: number) => {
  const made = worlds.get(seed) ?? makeWorld({ events: 1_000, accounts: 12, seed, signed: false, sealEvery: 40, open: 30 })
  worlds.set(seed, made)
  return made
}
const seeds = fc.integer({ min: 1, max: 4 })

/** An engine that has taken in the first seals of a world, in an order of its own. */
function engineAt(world: World, seals: number, isReversed: boolean): Engine {
  const engine = new Engine(rules, startOf(world.genesis), clock)
  const covered = new Set(world.settlements.slice(0, seals).flatMap(({ settled }) => settled.map(({ hash }) => hash)))
  const rows = world.rows.filter(({ hash }) => covered.has(hash))
  engine.add(isReversed ? rows.toReversed() : rows, world.seals.slice(0, seals))
  return engine
}
const ownOf = (world: World) => startOf(world.genesis).snapshot.tables
const manifestOf = (snapshot: Snapshot): Manifest => ({
  world: hashOf('world'),
  last: snapshot.last,
  tables: tablesOf(snapshot),
  pieces: [],
})

/** As a newcomer reads them: each by itself, then all together. */
function read(manifest: Manifest, [first = '', ...others]: readonly string[], own: Snapshot['tables']): Reading<KeptSnapshot> {
  const stand = readStand(utf8(first))
  const packs = others.map((text, i) => readPacks(manifest, i + 1, utf8(text)))
  for (const each of [stand, ...packs]) if (!each.ok) return each
  return joinPieces(manifest, okay(stand), packs.map(okay), own)
}
function okay<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new Error(reading.why)
  return reading.value
}
/** With all rows read. */
const unpacked = ({ tables, ...rest }: KeptSnapshot): Snapshot => ({
  ...rest,
  tables: tables.map(([name, rows]) => [name, [...rows].sort(([a], [b]) => (a < b ? -1 : 1))] as const),
})

describe('K19', () => {
  it('whoever begins with the pieces of any seal, however these rows had come, ends where everybody is', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.double({ min: 0.01, max: 1, noNaN: true }), fc.boolean(), async (seed, share, isReversed) => {
        const world = await worldOf(seed)
        const at = Math.ceil(share * world.seals.length)
        const from = engineAt(world, at, isReversed).snapshot()
        const texts = [...piecesOf(from)]
        expect(texts).toEqual([...piecesOf(engineAt(world, at, !isReversed).snapshot())])

        const whole = new Engine(rules, startOf(world.genesis), clock)
        whole.add(world.rows, world.seals)
        const late = new Engine(rules, { world: world.id, snapshot: okay(read(manifestOf(from), texts, ownOf(world))) }, clock)
        late.add(world.rows.toReversed(), world.seals.toReversed())
        expect(late.last).toEqual(whole.last)
        expect(late.alarms).toEqual([])
        expect([...piecesOf(late.snapshot())]).toEqual([...piecesOf(whole.snapshot())])
        const openOf = (engine: Engine) => engine.open.map(({ hash, at, verdict }) => [hash, at, verdict])
        expect(openOf(late)).toEqual(openOf(whole))
      }),
      { numRuns: 20 },
    )
  })

  it('a large table spans several pieces, and comes back as it was', () => {
    const rows = Array.from({ length: 9_001 }, (_, i) => [`k${String(i).padStart(5, '0')}`, { i }] as const)
    const tables = [['big.things', rows] as const, ['a.few', [['x', { y: 1 }]] as const] as const]
    const last = { term: 1, number: 7, hash: hashOf('seal'), upTo: 5, version: 1, sum: sumOf(tables) }
    const heads = [{ device: hashOf('ana'), seq: 3, hash: hashOf('head') }]
    const snapshot = {
      last,
      heads,
      stopped: [hashOf('ben')],
      tables,
    }
    const texts = [...piecesOf(snapshot)]
    expect(texts).toHaveLength(4)
    expect(unpacked(okay(read(manifestOf(snapshot), texts, [])))).toEqual({ ...snapshot, tables: snapshot.tables.toReversed() })
    for (const { packs } of texts.slice(1).map((text, i) => okay(readPacks(manifestOf(snapshot), i + 1, utf8(text)))))
      expect(packs.length).toBeLessThanOrEqual(64)
    const [stand, first, second, third] = texts as [string, string, string, string]
    for (const others of [
      [second, first, third],
      [first, first, third],
      [first, second],
      [first, second, third, third],
    ])
      expect(read(manifestOf(snapshot), [stand, ...others], [])).toEqual({ ok: false, why: 'tables' })
  })

  it('is the same to the last letter, whatever order heads, stops, tables and rows stood in', () => {
    const names = ['a', 'b', 'c', 'd'].map(hashOf).sort()
    const heads = names.map((device) => ({ device, seq: 3, hash: hashOf('head') }))
    const rows = ['a', 'a b', 'a,b', 'ab'].map((key) => [key, { key }] as const)
    const tables = [['a.few', rows] as const, ['b.few', rows] as const, ['c.none', []] as const, ['log.world', rows] as const]
    const last = { term: 1, number: 7, hash: hashOf('seal'), upTo: 5, version: 1, sum: sumOf(tables) }
    const snapshot: Snapshot = { last, heads, stopped: names, tables }
    const other: Snapshot = {
      last,
      heads: heads.toReversed(),
      stopped: names.toReversed(),
      tables: tables.toReversed().map(([name, some]) => [name, some.toReversed()] as const),
    }
    const texts = [...piecesOf(snapshot)]
    expect([...piecesOf(other)]).toEqual(texts)
    expect(JSON.parse(texts[0] as string)).toEqual({ heads: heads.map(({ device, seq, hash }) => [device, seq, hash]), stopped: names })
    for (const each of [snapshot, other])
      expect(tablesOf(each)).toEqual([
        ['a.few', 4],
        ['b.few', 4],
      ])
  })

  it('a changed letter anywhere in a piece is no snapshot or another one, and never an exception', async () => {
    const world = await worldOf(1)
    const from = engineAt(world, 5, false).snapshot()
    const texts = [...piecesOf(from)]
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (which, where, letter) => {
        const changed = [...texts]
        const i = which % texts.length
        const text = texts[i] as string
        const at = where % text.length
        changed[i] = text.slice(0, at) + letter + text.slice(at + 1)
        const reading = read(manifestOf(from), changed, ownOf(world))
        if (reading.ok && letter !== text[at]) expect([...piecesOf(unpacked(reading.value))]).not.toEqual(texts)
      }),
      { numRuns: 300 },
    )
  })

  it.each<[string, (texts: string[]) => readonly string[], string]>([
    ['no piece', () => [], 'heads'],
    [
      'a device twice',
      ([, ...rest]) => [`{"heads":[["${hashOf('a')}",1,"${hashOf('b')}"],["${hashOf('a')}",2,"${hashOf('b')}"]],"stopped":[]}`, ...rest],
      'heads',
    ],
    ['a stop that is no device', ([, ...rest]) => ['{"heads":[],"stopped":["x"]}', ...rest], 'heads'],
    ['stops that are none', ([, ...rest]) => ['{"heads":[],"stopped":{}}', ...rest], 'heads'],
    ['heads that are none', ([, ...rest]) => ['{"heads":{},"stopped":[]}', ...rest], 'heads'],
    ['one piece too few', (texts) => texts.slice(0, -1), 'tables'],
    ['one piece too many', (texts) => [...texts, '[]'], 'tables'],
    ['a line of nothing behind', (texts) => [...texts.slice(0, -1), `${texts.at(-1)}\n`], 'tables'],
    ['one pack too few', (texts) => [...texts.slice(0, -1), (texts.at(-1) as string).split('\n').slice(1).join('\n')], 'tables'],
    ['a line that breaks off', (texts) => [...texts.slice(0, -1), (texts.at(-1) as string).slice(0, -1)], 'tables'],
    ['a row less', (texts) => [...texts.slice(0, -1), (texts.at(-1) as string).replace(/\[\["[^{]*\{[^{}]*\}\],?/, '[')], 'tables'],
  ])('%s is not a snapshot', async (_, change, why) => {
    const world = await worldOf(1)
    const from = engineAt(world, 5, false).snapshot()
    const texts = [...piecesOf(from)]
    expect(read(manifestOf(from), texts, ownOf(world)).ok).toBe(true)
    expect(change(texts)).not.toEqual(texts)
    expect(read(manifestOf(from), change(texts), ownOf(world))).toEqual({ ok: false, why })
  })

  // One table of one row, in one pack.
  const one = (name: string): Manifest => ({
    ...manifestOf({ last: {} as Snapshot['last'], heads: [], stopped: [], tables: [] }),
    tables: [[name, 1]],
  })
  it.each<[string, string, string]>([
    ['a pack that is no list', 'a.b', '{}'],
    ['a pack without the row', 'a.b', '[]'],
    ['a row that is none', 'a.b', '[["x",1]]'],
    ['a name every object answers to', 'a.b', '[["x",{"constructor":1}]]'],
    ['__proto__', 'a.b', '[["x",{"__proto__":{"y":1}}]]'],
    ['a fraction', 'a.b', '[["x",{"y":0.5}]]'],
    ['half a letter', 'a.b', '[["x",{"y":"\\ud800"}]]'],
    ['a timer under another name', 'log.due', '[["x",{"due":1,"area":"a","key":"k"}]]'],
    ['a row twice', 'a.b', '[["x",{}],["x",{}]]'],
    ['two packs', 'a.b', '[["x",{}]]\n[]'],
    ['too deep', 'a.b', `[["x",{"y":${'['.repeat(40)}${']'.repeat(40)}}]]`],
  ])('%s is not a table', (_, name, text) => {
    const stand = '{"heads":[],"stopped":[]}'
    const good = name === 'log.due' ? '[["1/a/k",{"due":1,"area":"a","key":"k"}]]' : '[["x",{"y":1}]]'
    expect(read(one(name), [stand, good], []).ok).toBe(true)
    expect(read(one(name), [stand, text], [])).toEqual({ ok: false, why: 'tables' })
  })

  it.each([
    ['short', ''],
    ['long', `["a",{"y":${JSON.stringify(Array.from({ length: 40_000 }, () => 1))}}],`],
  ])('in a %s pack a row is nine levels deep at most', (_, before) => {
    const stand = '{"heads":[],"stopped":[]}'
    const row = (levels: number) => `[${before}["x",{"y":${'['.repeat(levels)}${']'.repeat(levels)}}]]`
    const manifest = { ...one('a.b'), tables: [['a.b', before ? 2 : 1]] as [string, number][] }
    expect(read(manifest, [stand, row(9)], []).ok).toBe(true)
    expect(read(manifest, [stand, row(10)], [])).toEqual({ ok: false, why: 'tables' })
  })

  it('a piece of millions of packs is put away after 64 of them', () => {
    const bytes = utf8(Array.from({ length: 100_000 }, () => '[]').join('\n'))
    const looked = vi.spyOn(bytes, 'indexOf')
    expect(readPacks({ ...one('a.b'), tables: [['a.b', 200_000_000]] }, 1, bytes)).toEqual({ ok: false, why: 'tables' })
    expect(looked.mock.calls.length).toBeLessThanOrEqual(65)
  })

  it('one row in another pack than its own, or one timer under another name, is not a snapshot either', () => {
    const two = (name: string): Manifest => ({ ...one(name), tables: [[name, 2]] })
    const stand = '{"heads":[],"stopped":[]}'
    const timers = '["1/a/k",{"due":1,"area":"a","key":"k"}],["2/a/k",{"due":3,"area":"a","key":"k"}]'
    expect(read(two('log.due'), [stand, `[${timers}]`], [])).toEqual({ ok: false, why: 'tables' })
    expect(read(two('log.due'), [stand, `[${timers.replace('"due":3', '"due":2')}]`], []).ok).toBe(true)
    const rows = Array.from({ length: 65 }, (_, i) => [`k${i}`, { i }] as const)
    const [, text] = [...piecesOf({ last: {} as Snapshot['last'], heads: [], stopped: [], tables: [['a.b', rows]] })] as [string, string]
    const packs = text.split('\n').map((each) => JSON.parse(each) as [string, object][]) as [[string, object][], [string, object][]]
    const moved = packs[0].pop() as [string, object]
    const wrong = [packs[0], [...packs[1], moved].sort(([a], [b]) => (a < b ? -1 : 1))]
    const manifest = { ...one('a.b'), tables: [['a.b', 65]] as [string, number][] }
    expect(read(manifest, [stand, wrong.map((each) => JSON.stringify(each)).join('\n')], [])).toEqual({ ok: false, why: 'tables' })
  })

  it('a pack that has no rows is missed all the same: how many there are says where a row is looked for', () => {
    const names = Array.from({ length: 1_000 }, (_, i) => `k${i}`).filter((key) => packOf(key, 2) === 0)
    const rows = names.slice(0, 65).map((key) => [key, {}] as const)
    const snapshot: Snapshot = { last: {} as Snapshot['last'], heads: [], stopped: [], tables: [['a.b', rows]] }
    const [stand, packs] = [...piecesOf(snapshot)] as [string, string]
    expect(packs.endsWith('\n[]')).toBe(true)
    expect(read(manifestOf(snapshot), [stand, packs], []).ok).toBe(true)
    expect(read(manifestOf(snapshot), [stand, packs.slice(0, -3)], [])).toEqual({ ok: false, why: 'tables' })
  })

  it('what the world is comes from its genesis, and nothing else does', () => {
    const own: Snapshot['tables'] = [
      ['log.world', [['genesis', { host: 'own' }]]],
      ['log.parameters', [['fee', { value: 1 }]]],
    ]
    const { tables } = unpacked(okay(read(one('a.b'), ['{"heads":[],"stopped":[]}', '[["x",{}]]'], own)))
    expect(tables).toEqual([['a.b', [['x', {}]]], own[0]])
  })

  it('a row in another pack than the one in which it is looked for is not a snapshot', () => {
    const rows = Array.from({ length: 65 }, (_, i) => [`k${i}`, { i }] as const)
    const snapshot: Snapshot = { last: {} as Snapshot['last'], heads: [], stopped: [], tables: [['a.b', rows]] }
    const [stand, packs] = [...piecesOf(snapshot)] as [string, string]
    expect(read(manifestOf(snapshot), [stand, packs], []).ok).toBe(true)
    expect(read(manifestOf(snapshot), [stand, packs.split('\n').toReversed().join('\n')], [])).toEqual({ ok: false, why: 'tables' })
  })
})

describe('K19: a manifest', () => {
  const last = { term: 1, number: 7, hash: hashOf('seal'), upTo: 5, version: 1, sum: '0123456789abcdef' }
  const manifest: Manifest = {
    world: hashOf('world'),
    last,
    tables: [
      ['a.few', 3],
      ['b.many', 4_000],
    ],
    pieces: [{ hash: hashOf('packed'), size: 10, content: hashOf('text'), length: 20 }],
  }
  const signature = `${'x'.repeat(85)}A`

  it('is read as it was written', () => {
    expect(readManifest(signature + writeManifest(manifest))).toEqual({ ok: true, value: manifest })
  })

  /** So many pieces of this length, each another one. */
  const piecesOfLength = (count: number, length: number): Manifest['pieces'] =>
    Array.from({ length: count }, (_, i) => ({ hash: hashOf(`packed ${i}`), size: 10, content: hashOf('text'), length }))
  const said = (changes: object): string => signature + JSON.stringify({ ...(JSON.parse(writeManifest(manifest)) as object), ...changes })

  it('may name as much as is fetched, and not a letter more', () => {
    const most = { ...manifest, pieces: piecesOfLength(16, 16_777_216) }
    expect(readManifest(signature + writeManifest(most))).toEqual({ ok: true, value: most })
    const more = { ...manifest, pieces: [...most.pieces, ...piecesOfLength(17, 1).slice(16)] }
    expect(readManifest(signature + writeManifest(more))).toEqual({ ok: false, why: 'too large' })
  })

  it('is no longer than a frame holds', () => {
    const long = (count: number) => signature + writeManifest({ ...manifest, pieces: piecesOfLength(count, 1) })
    const fitting = Array.from({ length: 600 }, (_, i) => i + 1).findLast((count) => long(count).length <= LONGEST_MANIFEST) as number
    expect(fitting).toBeGreaterThan(500)
    expect(readManifest(long(fitting)).ok).toBe(true)
    expect(readManifest(long(fitting + 1))).toEqual({ ok: false, why: 'too long, or unsigned' })
  })

  const piece = [hashOf('packed'), 10, hashOf('text'), 20]
  it.each<[string, string, string]>([
    ['unsigned', writeManifest(manifest), 'too long, or unsigned'],
    ['another version', said({ snapshot: 3 }), 'keys or version'],
    ['other keys', signature + writeManifest(manifest).replace('"world"', '"word"'), 'keys or version'],
    ['a list', `${signature}{}`, 'keys or version'],
    ['other spacing', signature + writeManifest(manifest).replace(',', ', '), 'spelling'],
    ['no world', said({ world: 'x' }), 'world or seal'],
    ['no seal', said({ last: null }), 'world or seal'],
    ['a seal that is a word', said({ last: { ...last, hash: 'x' } }), 'world or seal'],
    ['a sum of other letters', said({ last: { ...last, sum: '0123456789ABCDEF' } }), 'world or seal'],
    ['a sum that is too short', said({ last: { ...last, sum: '0123456789abcde' } }), 'world or seal'],
    ['a sum that is a number', said({ last: { ...last, sum: 1_234_567_890_123_456 } }), 'world or seal'],
    ['no term', said({ last: { ...last, term: 0 } }), 'world or seal'],
    ['number 0', said({ last: { ...last, number: 0 } }), 'world or seal'],
    ['no version', said({ last: { ...last, version: 1.5 } }), 'world or seal'],
    ['a time of no date', said({ last: { ...last, upTo: 8_640_000_000_000_001 } }), 'world or seal'],
    ['no piece', said({ pieces: [] }), 'pieces'],
    ['pieces that are none', said({ pieces: {} }), 'pieces'],
    ['pieces that are a word', said({ pieces: 'pieces' }), 'pieces'],
    ['a piece that is a word behind a good one', said({ pieces: [piece, 'abcd'] }), 'pieces'],
    ['a piece with more behind it', said({ pieces: [[...piece, 1]] }), 'pieces'],
    ['a piece that nothing names', said({ pieces: [['x', ...piece.slice(1)]] }), 'pieces'],
    ['a piece whose text nothing names', said({ pieces: [[piece[0], 10, 'x', 20]] }), 'pieces'],
    ['a piece of no bytes', said({ pieces: [[piece[0], 0, piece[2], 20]] }), 'pieces'],
    ['a piece of too many bytes', said({ pieces: [[piece[0], 16_777_217, piece[2], 20]] }), 'pieces'],
    ['a piece that is too large', said({ pieces: [[piece[0], 10, piece[2], 16_777_217]] }), 'pieces'],
    ['a piece twice', said({ pieces: [piece, piece] }), 'pieces'],
    ['tables that are none', said({ tables: {} }), 'tables'],
    ['tables in another order', said({ tables: manifest.tables.toReversed() }), 'tables'],
    ['a table twice', said({ tables: [manifest.tables[0], manifest.tables[0]] }), 'tables'],
    ['a table that is a word', said({ tables: ['ab'] }), 'tables'],
    ['a table with more behind it', said({ tables: [['a.few', 3, 1]] }), 'tables'],
    ['a table whose name is a number', said({ tables: [[1, 3]] }), 'tables'],
    ['a table without rows', said({ tables: [['a.few', 0]] }), 'tables'],
    ['a part of a row', said({ tables: [['a.few', 1.5]] }), 'tables'],
    ['a table that is none', said({ tables: [['__proto__', 1]] }), 'tables'],
    ['what the genesis says of the world', said({ tables: [['log.world', 1]] }), 'tables'],
    ['a row', `${signature}{"v":1,"world":"${hashOf('world')}","device":"${hashOf('d')}","seq":1}`, 'keys or version'],
  ])('of %s is none', (_, text, why) => {
    expect(readManifest(text)).toEqual({ ok: false, why })
  })
})
