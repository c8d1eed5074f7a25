/** What the tables say of their own changes (K15), by example. */
import { expect, test } from 'vitest'
import { table } from '../../src/log/rules'
import { pack, PackedRows } from '../../src/log/packs'
import { dueTable, State, sumOf, timerId } from '../../src/log/state'

const things = table<{ readonly n: number }>('test.things')
const others = table<{ readonly n: number }>('test.others')
const changesOf = (state: State) => [...state.takeChanged()].map(([{ name }, keys]) => [name, [...keys]])

test('K15: what was put is told once, and what was taken back since is told again', () => {
  const state = new State([things])
  state.put(things.id, 'a', { n: 1 })
  const mark = state.mark
  state.put(things.id, 'b', { n: 1 })
  expect(changesOf(state)).toEqual([['test.things', ['a', 'b']]])
  expect(changesOf(state)).toEqual([])
  state.undoTo(mark)
  expect(state.get(things.id, 'b')).toBeUndefined()
  expect(changesOf(state)).toEqual([['test.things', ['b']]])
  state.put(things.id, 'b', { n: 2 })
  expect(changesOf(state)).toEqual([['test.things', ['b']]])
})

test('K15: what was put and taken back between two looks is not told', () => {
  const state = new State([things])
  state.put(things.id, 'a', { n: 1 })
  const mark = state.mark
  state.put(things.id, 'b', { n: 1 })
  state.undoTo(mark)
  expect(changesOf(state)).toEqual([['test.things', ['a']]])
})

test('K15: a key that was told, taken back and put anew is told, though in between nobody looked', () => {
  const state = new State([things])
  state.put(things.id, 'a', { n: 1 })
  changesOf(state)
  state.undoTo(0)
  state.put(things.id, 'b', { n: 1 })
  expect(changesOf(state)).toEqual([['test.things', ['a', 'b']]])
})

test('K15: what a seal makes final is told as well', () => {
  const state = new State([things])
  state.put(things.id, 'a', { n: 1 })
  state.forget()
  state.put(things.id, 'b', { n: 1 })
  expect(changesOf(state)).toEqual([['test.things', ['a', 'b']]])
  state.undoTo(0)
  expect(changesOf(state)).toEqual([['test.things', ['b']]])
})

test('K15: rows are frozen', () => {
  const state = new State([things])
  state.load('test.things', [['a', { n: 1 }]])
  state.put(things.id, 'b', { n: 1 })
  for (const key of ['a', 'b']) expect(Object.isFrozen(state.get(things.id, key))).toBe(true)
})

test('K15: behind a seal it is told only of what is put behind it, be it ever so little', () => {
  const state = new State([things])
  state.put(things.id, 'a', { n: 1 })
  state.put(things.id, 'b', { n: 1 })
  expect(changesOf(state)).toEqual([['test.things', ['a', 'b']]])
  state.forget()
  state.put(things.id, 'c', { n: 1 })
  expect(changesOf(state)).toEqual([['test.things', ['c']]])
  state.forget()
  expect(changesOf(state)).toEqual([])
})

test('K15: what is taken back behind a seal stood in its own table, as it was there', () => {
  const state = new State([things, others])
  state.put(things.id, 'a', { n: 1 })
  state.put(others.id, 'b', { n: 2 })
  state.forget()
  expect(state.mark).toBe(0)
  state.put(others.id, 'b', { n: 3 })
  state.put(things.id, 'a', undefined)
  expect([state.keysSince(things), state.keysSince(others)]).toEqual([['a'], ['b']])
  state.undoTo(0)
  expect([things, others].map(({ id }) => [...(state.maps[id] ?? [])])).toEqual([[['a', { n: 1 }]], [['b', { n: 2 }]]])
  expect([state.keysSince(things), state.keysSince(others)]).toEqual([[], []])
})

test('K19: the sum is the same in every build: it stands in the seals of worlds that are there already', () => {
  const rows: [string, object][] = [
    ['a', { n: 1, words: 'Größe 💧' }],
    ['b/c', { due: 1_790_000_000_000, of: ['x', null] }],
    ['', {}],
  ]
  const sums = [...rows.map((row) => sumOf([['test.things', [row]]])), sumOf([['test.things', rows]]), sumOf([])]
  expect(sums).toEqual(['761fe13bdedae05d', 'fcd9b1b56cfd137f', 'a76c080f122a7a98', '1a659aff5e026e74', '0000000000000000'])
  const state = new State([things])
  for (const [key, row] of rows) state.put(things.id, key, row)
  expect(state.sumSince(sumOf([]))).toBe(sums[3])
})

test('K19: what was put and is as it was before weighs nothing, and what was taken away weighs no more', () => {
  const state = new State([things])
  const none = sumOf([])
  state.put(things.id, 'a', { n: 1 })
  const one = state.sumSince(none)
  state.forget()
  state.put(things.id, 'b', { n: 2 })
  state.put(things.id, 'b', undefined)
  expect(state.sumSince(one)).toBe(one)
  state.put(things.id, 'a', { n: 2 })
  state.put(things.id, 'a', undefined)
  expect(state.sumSince(one)).toBe(none)
})

test('K19: of a snapshot in packs timers are read at once, the rest when there is time, and tables that this build does not know not at all', () => {
  const packed = (rows: readonly (readonly [string, object])[]) => new PackedRows([...pack(rows, 1)], rows.length)
  const timer = { due: 5, area: 'test', key: 'a' }
  const state = new State([things, others])
  state.load('test.unheardOf', packed([['a', { n: 1 }]]))
  state.load(dueTable.name, packed([[timerId(timer), timer]]))
  state.load(
    things.name,
    packed([
      ['a', { n: 1 }],
      ['b', { n: 2 }],
      ['c', { n: 3 }],
    ]),
  )
  state.load(others.name, packed([['d', { n: 4 }]]))
  expect([state.nextTimer(4), state.nextTimer(5)]).toEqual([undefined, timer])
  expect(state.get(things.id, 'b')).toEqual({ n: 2 })
  let reads = 0
  while (state.readAhead()) reads++
  expect(reads).toBeGreaterThan(1)
  expect(reads).toBeLessThan(4) // some was read already
  expect(state.get(others.id, 'd')).toEqual({ n: 4 })
  expect(changesOf(state)).toEqual([])
})

test('K13: timers come up in the order (due, area, key), whatever order they were set, taken away and taken back in', () => {
  const state = new State([])
  const timers = Array.from({ length: 60 }, (_, i) => ({ due: i % 7, area: `a${i % 3}`, key: `k${i}` }))
  const inOrder = timers.toSorted((a, b) => a.due - b.due || (a.area === b.area ? (a.key < b.key ? -1 : 1) : a.area < b.area ? -1 : 1))
  for (const i of timers.keys()) {
    const timer = timers[(i * 37) % 60] as (typeof timers)[number]
    state.put(dueTable.id, timerId(timer), timer)
  }
  const mark = state.mark
  const upTo = (until: number) => {
    const found: string[] = []
    for (let timer = state.nextTimer(until); timer; timer = state.nextTimer(until)) {
      found.push(timerId(timer))
      state.put(dueTable.id, timerId(timer), undefined)
    }
    return found
  }
  const wanted = inOrder.map(timerId)
  expect(upTo(3)).toEqual(wanted.slice(0, inOrder.filter(({ due }) => due <= 3).length))
  state.undoTo(mark)
  expect(upTo(9)).toEqual(wanted)
  state.undoTo(mark)
  for (const timer of timers) if (timer.area === 'a1') state.put(dueTable.id, timerId(timer), undefined)
  expect(upTo(9)).toEqual(wanted.filter((id) => !id.includes('/a1/')))
})
