import { expect, test } from 'vitest'
import { areas, rests } from '../../src/areas'
import { clausesOf } from '../../src/areas/compose'
import { code, read } from './sources'
import { idsOf, specs, titles, titlesIn } from './titles'

const clauses = clausesOf(areas)

test('every clause has a test that bears its id', () => {
  const proved = new Set(titles().flatMap(({ title }) => idsOf(title)))
  expect(Object.keys(clauses).filter((id) => !proved.has(id))).toEqual([])
})

test('no test bears the id of a clause that is gone', () => {
  const gone = titles().filter(({ title }) => idsOf(title).some((id) => !(id in clauses)))
  expect(gone).toEqual([])
})

test('what an act rests on are clauses', () => {
  const unknown = areas.flatMap(({ acts }) =>
    acts.flatMap(({ type }) =>
      rests
        .get(type)
        ?.filter((id) => !(id in clauses))
        .map((id) => `${type}: ${id}`),
    ),
  )
  expect(unknown).toEqual([])
})

test('no test is left out, unless a condition says where it cannot run', () => {
  const skipping = /\b(?:test|it|describe)\.(?:(?:only|todo|fails|fixme)\b|skip(?:\(\s*['"`]|\.))/
  expect(specs().filter((file) => skipping.test(code(read(file), { strings: false })))).toEqual([])
})

test.each([
  ["test('ACC-1: one kind', () => {})", ['ACC-1']],
  ["test('ACC-1, ACC-28: one kind', () => {})", ['ACC-1', 'ACC-28']],
  ["test.each(kinds)('TIP-2: in %s', () => {})", ['TIP-2']],
  ["test.each([\n  ['a', 1],\n])('TIP-2: in %s', () => {})", ['TIP-2']],
  ["// test('ACC-1: not yet')", []],
  ["when(act).isRefusedBy('ACC-1')", []],
  ["test('about ACC-1: one kind', () => {})", []],
])('in %j the ids are %j', (text, ids) => {
  expect(titlesIn(text).flatMap(idsOf)).toEqual(ids)
})
