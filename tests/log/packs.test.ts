/** Rows in packs of text behave as the map that they were, whatever is asked of them in whatever order. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { utf8 } from '../../src/kit/bytes'
import { pack, PackedMap, PackedRows, packOf } from '../../src/log/packs'

type Rows = readonly (readonly [string, object])[]
const packed = (rows: Rows, size?: number) => new PackedRows([...pack(rows, size)], rows.length)
const inOrder = (rows: Iterable<readonly [string, object]>) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1))

const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'a/b', 'é', '')
const rowsOfSome = fc.uniqueArray(fc.tuple(keys, fc.record({ n: fc.nat() })), { selector: ([key]) => key })
const step = fc.oneof(
  fc.record({ do: fc.constant('get' as const), key: keys }),
  fc.record({ do: fc.constant('has' as const), key: keys }),
  fc.record({ do: fc.constant('set' as const), key: keys, row: fc.record({ n: fc.nat() }) }),
  fc.record({ do: fc.constant('delete' as const), key: keys }),
  fc.record({ do: fc.constantFrom('size' as const, 'openNext' as const, 'walk' as const) }),
)

it('any questions and changes have the answers of a plain map', () => {
  fc.assert(
    fc.property(rowsOfSome, fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 20 }), (rows, size, steps) => {
      const plain = new Map<string, object>(rows)
      const map = new PackedMap(packed(rows, size))
      for (const each of steps) {
        if (each.do === 'get') expect(map.get(each.key)).toEqual(plain.get(each.key))
        else if (each.do === 'has') expect(map.has(each.key)).toBe(plain.has(each.key))
        else if (each.do === 'set') {
          plain.set(each.key, each.row)
          map.set(each.key, each.row)
        } else if (each.do === 'delete') expect(map.delete(each.key)).toBe(plain.delete(each.key))
        else if (each.do === 'openNext') map.openNext()
        else if (each.do === 'walk') expect(inOrder(map)).toEqual(inOrder(plain))
        expect(map.size).toBe(plain.size)
      }
      expect(inOrder(map.entries())).toEqual(inOrder(plain))
      expect([...map.keys()].sort()).toEqual([...plain.keys()].sort())
      expect([...map.values()].length).toBe(plain.size)
      let visited = 0
      for (const _ of new Map(map)) visited++
      map.forEach((row, key) => {
        expect(row).toEqual(plain.get(key))
        visited++
      })
      expect(visited).toBe(2 * plain.size)
    }),
  )
})

it('packs as bytes, as they lie on the disk, are the same rows, and broken bytes are no rows', () => {
  const rows: Rows = [
    ['a', { words: 'plain' }],
    ['b', { words: 'Größe 💧' }],
  ]
  const bytes = [...pack(rows, 1)].map(utf8)
  const count = rows.length
  expect(new Map(new PackedMap(new PackedRows(bytes, count)))).toEqual(new Map(rows))
  expect(inOrder(new PackedRows(bytes, count))).toEqual(rows)
  const cut = bytes.map((each) => each.map((byte) => (byte > 127 ? 255 : byte)))
  expect(() => [...new PackedRows(cut, count)]).toThrow(TypeError)
})

it('one row is read without the others, and rows are frozen however they were read', () => {
  const rows = Array.from({ length: 1_000 }, (_, n) => [`k${n}`, { n }] as const)
  const packs = [...pack(rows)]
  expect(packs.length).toBe(16)
  // Where a key is not, its pack is broken on purpose: reading another one's row must not touch it.
  const home = packs.findIndex((text) => text.includes('"k7"'))
  const map = new PackedMap(new PackedRows(packs.with((home + 1) % 16, 'broken'), rows.length))
  expect(map.get('k7')).toEqual({ n: 7 })
  expect(map.size).toBe(1_000)
  expect(() => [...map.keys()]).toThrow(SyntaxError)
  expect(() => [...map.keys()], 'nor is it taken for an empty one the second time').toThrow(SyntaxError)
  for (const row of new PackedMap(packed(rows)).values()) expect(Object.isFrozen(row)).toBe(true)
})

it('a pack says where its keys lie for good: what an older build wrote is found', () => {
  expect(
    packed(
      [
        ['alpha', { n: 1 }],
        ['beta', { n: 2 }],
        ['gamma', { n: 3 }],
      ],
      1,
    ).packs,
  ).toEqual(['[["gamma",{"n":3}]]', '[]', '[["alpha",{"n":1}],["beta",{"n":2}]]'])
})

it('every letter of a key says where it lies, for good', () => {
  expect(['', 'a', 'b', 'ab', 'ba', 'aab', 'bab', 'k7', 'é/💧'].map((key) => packOf(key, 1_000_003))).toEqual([
    129_763, 990_745, 323_449, 268_064, 490_681, 211_131, 289_529, 714_966, 945_801,
  ])
})

it('however it is walked through first, a map in packs has all its rows', () => {
  const rows = Array.from({ length: 9 }, (_, n) => [`k${n}`, { n }] as const)
  const names = rows.map(([key]) => key)
  const fresh = () => new PackedMap(packed(rows, 2))
  expect([...fresh().keys()].sort()).toEqual(names)
  expect([...fresh().values()].length).toBe(9)
  expect(inOrder(fresh().entries())).toEqual(rows)
  expect(inOrder(fresh())).toEqual(rows)
  const visited: string[] = []
  fresh().forEach((_, key) => visited.push(key))
  expect(visited.sort()).toEqual(names)
})

it('packs are read on one by one, each once, and what was asked for is not read again', () => {
  const { packs, count } = packed(
    Array.from({ length: 40 }, (_, n) => [`k${n}`, { n }] as const),
    4,
  )
  const reads = (map: PackedMap): number => {
    let count = 0
    while (map.openNext()) count++
    return count
  }
  expect(packs).toHaveLength(10)
  expect(reads(new PackedMap(new PackedRows(packs, count)))).toBe(10)
  const asked = new PackedMap(new PackedRows(packs, count))
  expect(asked.get('k7')).toEqual({ n: 7 })
  expect(reads(asked)).toBe(9)
  const broken = new PackedMap(new PackedRows(packs.with(1, 'broken'), count))
  expect(broken.openNext()).toBe(true)
  expect(() => broken.openNext()).toThrow(SyntaxError)
})

it('no rows are no packs', () => {
  const map = new PackedMap(packed([]))
  expect([map.size, map.get('a'), map.openNext(), [...map]]).toEqual([0, undefined, false, []])
})
