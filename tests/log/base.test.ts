/** K21: what a copy starts from. The same state at both ends, one spelling, and nothing that a stranger wrote instead. */
import { describe, expect, it, test } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { hashOf, utf8 } from '../../src/kit/bytes'
import { type Base, LARGEST_BASE, readBase, writeBase } from '../../src/log/base'
import { Engine, startOf } from '../../src/log/engine'
import { worldId } from '../../src/log/rows'
import { sumOf } from '../../src/log/state'
import type { Genesis, Snapshot } from '../../src/log/types'
import { readGenesis } from '../../src/store/archive'
import { makeWorld, type World } from '../support/worlds'

const clock = { local: () => 0 }
const byName = (tables: Snapshot['tables']) =>
  Object.fromEntries(tables.filter(([, rows]) => rows.length > 0).map(([name, rows]) => [name, Object.fromEntries(rows)]))

/** The engine of a world with everything sealed taken in, its rows first or its seals first. */
function played(world: World, isLate = false): Engine {
  const engine = new Engine(compose(areas), startOf(world.genesis), clock)
  if (isLate) engine.add([], world.seals)
  engine.add(isLate ? world.rows.toReversed() : world.rows, isLate ? [] : world.seals)
  return engine
}
function copyOf(world: World, snapshot: Snapshot): { genesis: Genesis; base: Base; text: string } {
  const text = writeBase(world.id, snapshot)
  const reading = readBase(utf8(text))
  if (!reading.ok) throw new Error(reading.why)
  const named = { hash: hashOf(text), size: utf8(text).length }
  const genesis = {
    ...world.genesis,
    nonce: 'a copy of it, truly',
    begins: snapshot.last.upTo,
    host: hashOf('new host'),
    parent: world.id,
    base: named,
  }
  return { genesis, base: reading.value, text }
}

describe('K21', () => {
  it.each([1, 2, 3])('a copy starts with the tables of its parent at that seal, but for its own facts (world %i)', async (seed) => {
    const world = await makeWorld({ events: 1_000, accounts: 12, seed, signed: false, open: 30 })
    const parent = played(world).snapshot()
    const { genesis, base } = copyOf(world, parent)
    const start = startOf(genesis, base)
    const copy = new Engine(compose(areas), start, clock).snapshot()

    const { 'log.world': own, ...tables } = byName(copy.tables)
    const { 'log.world': its, ...before } = byName(parent.tables)
    expect(tables).toEqual(before)
    expect(own).not.toEqual(its)
    expect(own).toEqual({ genesis: { world: worldId(genesis), host: genesis.host, root: genesis.root, begins: genesis.begins } })
    expect(copy).toMatchObject({ heads: [], stopped: [] })
    const last = { term: 1, number: 0, hash: worldId(genesis), upTo: parent.last.upTo, version: 1, sum: sumOf(copy.tables) }
    expect(copy.last).toEqual(last)
  })

  it('two peers that took the same seals in another order write the same bytes', async () => {
    const world = await makeWorld({ events: 1_000, accounts: 12, seed: 4, signed: false })
    expect(writeBase(world.id, played(world, true).snapshot())).toBe(writeBase(world.id, played(world).snapshot()))
  })

  it('a base that is read and written again is the same to the last byte', async () => {
    const world = await makeWorld({ events: 1_000, accounts: 12, seed: 5, signed: false })
    const { base, text } = copyOf(world, played(world).snapshot())
    const last = { term: 1, number: base.number, hash: base.seal, upTo: 0, version: 1, sum: '' }
    expect(writeBase(base.world, { last, tables: base.tables })).toBe(text)
  })

  it('a world that is a copy does not begin without what it was copied from', async () => {
    const world = await makeWorld({ events: 1_000, accounts: 12, seed: 5, signed: false })
    expect(() => startOf(copyOf(world, played(world).snapshot()).genesis)).toThrow('that is not here')
  })
})

const good = {
  v: 1,
  world: hashOf('parent'),
  number: 3,
  seal: hashOf('seal'),
  tables: [
    ['accounts.accounts', [['ana', { at: 1, name: null }]]],
    ['log.due', [['9/tips/x', { due: 9, area: 'tips', key: 'x' }]]],
  ],
}
const withTables = (...tables: unknown[]) => ({ ...good, tables })
const row = (row: unknown) => withTables(['accounts.accounts', [['ana', row]]])

test('hostile: the base that the next test changes is a good one', () => {
  expect(readBase(utf8(JSON.stringify(good)))).toEqual({ ok: true, value: good })
})
test('a base may be that of a world that was never sealed, and hold whatever a rule may write', () => {
  const deep = (levels: number): object =>
    levels === 1 ? { closed: true, open: false, none: null, list: [-1, 'ü', []] } : { in: deep(levels - 1) }
  for (const value of [{ ...good, number: 0 }, { ...good, tables: [] }, row(deep(7)), row({})])
    expect(readBase(utf8(JSON.stringify(value)))).toEqual({ ok: true, value })
  expect(readBase(utf8(JSON.stringify(row(deep(8)))))).toMatchObject({ ok: false, why: 'too deep' })
})
test('a base is written in order of names, letter by letter, whatever order its tables and rows stood in', () => {
  const last = { term: 1, number: 3, hash: hashOf('seal'), upTo: 0, version: 1, sum: '' }
  const rows = ['a', 'a b', 'a,b', 'ab', 'a/b'].map((key) => [key, { key }] as const)
  const tables = [['b.table', rows] as const, ['a.table', rows.toReversed()] as const, ['a.empty', []] as const]
  const texts = [tables, tables.toReversed()].map((some) => writeBase(good.world, { last, tables: some }))
  expect(texts[1]).toBe(texts[0])
  const reading = readBase(utf8(texts[0] as string))
  expect(reading.ok && reading.value.tables.map(([name, some]) => [name, some.map(([key]) => key)])).toEqual(
    ['a.table', 'b.table'].map((name) => [name, ['a', 'a b', 'a,b', 'a/b', 'ab']]),
  )
})
test.each<[string, unknown]>([
  ['nothing', null],
  ['a list', []],
  ['another version', { ...good, v: 2 }],
  ['a key more', { ...good, more: 1 }],
  ['no world', { ...good, world: 'x' }],
  ['no seal', { ...good, seal: 'x' }],
  ['a seal before the first', { ...good, number: -1 }],
  ['a part of a seal', { ...good, number: 1.5 }],
  ['a number in letters', { ...good, number: '3' }],
  ['no tables', { ...good, tables: {} }],
  ['a table that is a word', withTables('ab')],
  ['a name without a table', withTables(['accounts.accounts'])],
  ['a table with more behind it', withTables([...(good.tables[0] as unknown[]), 1])],
  ['a table whose name is a number', withTables([1, [['ana', {}]]])],
  ['a bad table behind a good one', withTables(good.tables[0], ['nothing', [['ana', {}]]])],
  ['a table whose rows are none', withTables(['accounts.accounts', {}])],
  ['tables out of order', withTables(...good.tables.toReversed())],
  ['a table twice', withTables(good.tables[0], good.tables[0])],
  ['a table without rows', withTables(['accounts.accounts', []])],
  ['a table of no area', withTables(['__proto__', [['ana', {}]]])],
  ['facts of the world', withTables(['log.world', [['genesis', { host: 'me' }]]])],
  ['parameters', withTables(['log.parameters', [['fee', { value: 1, before: 1, behind: -1 }]]])],
  [
    'a row twice',
    withTables([
      'accounts.accounts',
      [
        ['ana', {}],
        ['ana', {}],
      ],
    ]),
  ],
  ['a row whose key is a number', withTables(['accounts.accounts', [[1, {}]]])],
  ['a key that is half a letter', withTables(['accounts.accounts', [['\ud800', {}]]])],
  [
    'a bad row behind a good one',
    withTables([
      'accounts.accounts',
      [
        ['ana', {}],
        ['bo', null],
      ],
    ]),
  ],
  ['a row that is a number', row(5)],
  ['a row that is a word', row('word')],
  ['a row that is none', row(null)],
  ['a row that is a list', row([])],
  ['half a letter', row({ name: '\ud800' })],
  ['a fraction', row({ at: 0.5 })],
  ['an amount beyond what can be counted', row({ at: 2 ** 53 })],
  ['a name that shadows a method', row({ deep: [{ toString: 1 }] })],
  ['a timer due at a word', withTables(['log.due', [['9/tips/x', { due: '9', area: 'tips', key: 'x' }]]])],
  ['a timer of a number', withTables(['log.due', [['9/5/x', { due: 9, area: 5, key: 'x' }]]])],
  ['a timer for a number', withTables(['log.due', [['9/tips/7', { due: 9, area: 'tips', key: 7 }]]])],
  [
    'a bad timer behind a good one',
    withTables([
      'log.due',
      [
        ['8/tips/x', { due: 8, area: 'tips', key: 'x' }],
        ['9/tips/x', { due: 9, area: 'tips' }],
      ],
    ]),
  ],
  ['a timer under another name', withTables(['log.due', [['8/tips/x', { due: 9, area: 'tips', key: 'x' }]]])],
])('hostile: %s is no base', (_what, value) => {
  expect(readBase(utf8(JSON.stringify(value)))).toMatchObject({ ok: false })
})
test('hostile: a prototype, a cut, endless nesting, letters that are none, and more than anybody should read', () => {
  const text = JSON.stringify(good)
  const before = Object.keys(Object.prototype).length
  expect(readBase(utf8(text.replace('"at":1', '"__proto__":{"closed":null}')))).toMatchObject({ ok: false, why: 'tables' })
  expect(Object.keys(Object.prototype)).toHaveLength(before)
  expect(readBase(utf8(text.slice(0, -1)))).toMatchObject({ ok: false, why: 'not JSON' })
  expect(readBase(utf8('['.repeat(1_000_000)))).toMatchObject({ ok: false, why: 'too deep' })
  expect(readBase(Uint8Array.from([...utf8(text), 0xff]))).toMatchObject({ ok: false, why: 'not JSON' })
  expect(readBase({ length: LARGEST_BASE + 1 } as Uint8Array)).toMatchObject({ ok: false, why: 'too large' })
})

/** Whether a genesis that says this can be read. */
const isGenesis = (said: object): boolean =>
  readGenesis(
    JSON.stringify({
      v: 1,
      name: 'Copy',
      nonce: 'n'.repeat(22),
      seed: 1,
      begins: 1,
      host: hashOf('host'),
      root: hashOf('host'),
      version: 1,
      parameters: {},
      parent: null,
      base: null,
      ...said,
    }),
  ).ok

test('a genesis names its world so that others see it, and read what stands around it as it is', () => {
  for (const name of ['Harbour', 'مرسى', '港', 'A \u200e1', 'x'.repeat(200)]) expect(isGenesis({ name }), name).toBe(true)
  for (const name of [
    '',
    ' ',
    '\u200b\u200d',
    '\u2800',
    'Bay\u202eyaB',
    'Bay\u2066',
    'two\u2028lines',
    'bell\u0007',
    'x'.repeat(201),
    '\ud800',
  ])
    expect(isGenesis({ name }), JSON.stringify(name)).toBe(false)
})

test('a genesis names parent and base together, and a base of a size that can be fetched', () => {
  const genesis = (parent: unknown, base: unknown) => isGenesis({ parent, base })
  const [parent, hash] = [hashOf('parent'), hashOf('base')]
  expect(genesis(null, null)).toBe(true)
  expect(genesis(parent, { hash, size: LARGEST_BASE })).toBe(true)
  for (const base of [
    null,
    {},
    { size: 1, hash },
    { hash, size: 0 },
    { hash, size: 1.5 },
    { hash: 'x', size: 1 },
    { hash, size: LARGEST_BASE + 1 },
  ])
    expect(genesis(parent, base)).toBe(false)
  expect(genesis(null, { hash, size: 1 })).toBe(false)
})
