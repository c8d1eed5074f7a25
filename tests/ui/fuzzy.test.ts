import { expect, test } from 'vitest'
import { fitOf } from '../../src/app/found'
import { fit, isIn } from '../../src/ui/fuzzy'

const best = (typed: string, ...texts: readonly string[]) =>
  texts
    .map((text) => ({ text, score: fit(typed, text) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (b.score as number) - (a.score as number))
    .map(({ text }) => text)

test('the beginning of the first word goes before a later word, before the middle, before scattered letters', () => {
  expect(best('wal', 'Snow all day', 'Narwal', 'A wall', 'Wallet')).toEqual(['Wallet', 'A wall', 'Narwal'])
  expect(best('wlt', 'Wallet', 'Gallery')).toEqual(['Wallet'])
})

test('every word counts, in any order', () => {
  expect(best('up top', 'Top up', 'Top')).toEqual(['Top up'])
  expect(fit('top down', 'Top up')).toBeUndefined()
})

test('initials find what has several words', () => {
  expect(best('tu', 'Top up', 'Tuba')).toEqual(['Tuba', 'Top up'])
})

test('accents, capitals and signs are no hindrance', () => {
  expect(fit('markovic', '@ivo Marković')).toBeGreaterThan(0)
  expect(fit('MARKOVIĆ', 'ivo markovic')).toBeGreaterThan(0)
  expect(fit('@ivo', 'Ivo')).toBeGreaterThan(0)
})

test('of two that fit alike the shorter one is first; nothing typed fits all', () => {
  expect(best('ann', 'Annabella', 'Anna')).toEqual(['Anna', 'Annabella'])
  expect(best('', 'b', 'a')).toHaveLength(2)
})

test('one letter is sought at beginnings and inside, never scattered', () => {
  expect(fit('z', 'Anna')).toBeUndefined()
})

test('every word is in one of the texts or another, wherever it stands there, and accents are no matter', () => {
  const texts = ['TIP-3', 'La comisión es del 10 %.', 'Assumption']
  for (const typed of ['', 'comision', 'COMISIÓN 10', 'tip-3', 'tip assumption']) expect(isIn(typed, texts), typed).toBe(true)
  for (const typed of ['propina', 'comisión propina', 'tip-4', 'cmsn']) expect(isIn(typed, texts), typed).toBe(false)
})

test('whose name or handle begins so is found before what can be done, and what only has it inside is not', () => {
  const noa = { name: 'Noa Palakiko', handle: 'tides_noa' }
  const doing = fit('no', 'Notices') ?? 0
  for (const typed of ['no', 'NOA', '@tides', 'tides_n', 'noa pala']) expect(fitOf(noa, typed), typed).toBeGreaterThan(doing)
  for (const typed of ['palakiko', 'oa', 'kik']) expect(fitOf(noa, typed), typed).toBe(fit(typed, noa.name))
  expect(fitOf({ name: 'Noa', handle: null }, '@')).toBeLessThan(doing)
})
