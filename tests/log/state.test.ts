/** What the tables say of their own changes (K15), by example. */
import { expect, test } from 'vitest'
import { table } from '../../src/log/rules'
import { State } from '../../src/log/state'

const things = table<{ readonly n: number }>('test.things')
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
