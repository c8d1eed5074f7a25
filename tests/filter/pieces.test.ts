import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attacks } from '../../src/filter/attacks'
import { english } from '../../src/filter/english'
import { frauds } from '../../src/filter/frauds'
import { phrases } from '../../src/filter/phrases'
import { bonesOf, needsOf } from '../../src/filter/pieces'
import { spanish } from '../../src/filter/spanish'
import { instead } from '../../src/filter/spelling'

const lists = [...english, ...spanish, ...attacks, ...frauds].flatMap(({ any, unless }) => (unless ? [any, unless] : [any]))

/** A phrase as somebody might say it. What looks ahead or behind is left out: it says what must not be there. */
function said(phrase: string, choose: (most: number) => number): string {
  let at = 0
  const ways = (): string => {
    const all = [row()]
    while (phrase[at] === '|') {
      at++
      all.push(row())
    }
    return all[choose(all.length - 1)] ?? ''
  }
  const row = (): string => {
    let text = ''
    while (at < phrase.length && phrase[at] !== '|' && phrase[at] !== ')') {
      const [sign = ''] = /^(?:\(\?<?[!=]|\[[^\]]*\]|[\s\S])/.exec(phrase.slice(at)) ?? []
      at += sign.length
      const inside = sign.startsWith('(') ? ways() : ''
      if (sign.startsWith('(')) at++
      const [times = ''] = /^(?:[?*+]|\{\d+,?\d*\})?/.exec(phrase.slice(at)) ?? []
      at += times.length
      const [, least = '', most = least] =
        /^\{(\d+),?(\d*)/.exec(times.replace('?', '{0,1}').replace('*', '{0,2}').replace('+', '{1,2}')) ?? []
      const n = times === '' ? 1 : Number(least) + choose((Number(most) || Number(least) + 1) - Number(least))
      const one = () =>
        sign === '#' ? 'word' : sign === '.' ? 'x' : sign.startsWith('[') ? '7' : sign === '(' ? inside : sign.length > 1 ? '' : spelt(sign)
      for (let i = 0; i < n; i++) text += one()
    }
    return text
  }
  const spelt = (letter: string) => {
    const signs = instead[letter] ?? letter
    return (signs[choose(signs.length - 1)] ?? '').repeat(1 + choose(letter === ' ' ? 0 : 2))
  }
  return ways()
}

test('what is said in any of the ways of any phrase has what the phrase needs, wherever it stands', () => {
  fc.assert(
    fc.property(fc.constantFrom(...lists.flat()), fc.infiniteStream(fc.nat()), fc.string(), (phrase, chances, around) => {
      const text = said(phrase, (most) => (chances.next().value as number) % (most + 1))
      expect(needsOf(phrase)(bonesOf(`${around}${text}${around}`)), text).toBe(true)
    }),
    { numRuns: 3_000 },
  )
})

test('a phrase asks for what all its ways have, and for no more', () => {
  const has = (phrase: string, text: string) => needsOf(phrase)(bonesOf(text))
  expect(has('kill (you|them)', 'k1ll y0u')).toBe(true)
  expect(has('kill (you|them)', 'I kill time')).toBe(false)
  expect(has('kids?', 'kid')).toBe(true)
  expect(has('bring (# ){0,3}back', 'bring it back')).toBe(true)
  expect(has('bring (# ){0,3}back', 'bring it')).toBe(false)
  expect(has('(ha){2,}', 'haha')).toBe(true)
  expect(has('lo+l', 'loooool')).toBe(true)
  expect(has('12(?!34)', '12')).toBe(true)
  expect(has('kill', 'k*ll')).toBe(true)
})

test('a list finds what is there, and nothing in what has no piece of it', () => {
  const list = phrases(['kill (you|them)', 'over and out'])
  expect(list.find({ text: 'they will k1ll y0u' })).toEqual(['they will k1ll y0u '])
  expect(list.find({ text: 'a bowl of soup' })).toEqual([])
  expect(list.find({ text: 'a', shreds: 'k1lly0u' })).toEqual(['a'])
})
