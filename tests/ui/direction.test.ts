/** People read from right to left too: a style says start and end, never left and right. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const source = new URL('../../src/', import.meta.url)
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'))
/** Where a direction is meant: a card that is thrown to the right is followed, whichever way one reads. */
const excused = new Set(['app/buzz/Deck.css'])

const bySide =
  /(?<![\w-])(?:left|right)\s*:|(?:margin|padding|border)-(?:left|right)\b|text-align:\s*(?:left|right)|float:\s*(?:left|right)/
/** `inset`, `margin` and `padding` with four values say left and right; where both are the same it does no harm. */
const four = /(?:inset|margin|padding):\s*((?:[^;()]|\([^;]*?\))+);/g
const saysSides = (css: string): string[] =>
  [...css.matchAll(four)].flatMap(([all, values = '']) => {
    const each = values.match(/(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? []
    return each.length === 4 && each[1] !== each[3] ? [all] : []
  })

describe('style sheets', () => {
  it.each(sheets.filter((name) => !excused.has(name)))('%s reads both ways', (name) => {
    const css = readFileSync(new URL(name, source), 'utf8')
    expect(css.split('\n').filter((line) => bySide.test(line))).toEqual([])
    expect(saysSides(css)).toEqual([])
  })

  it('a side is noticed', () => {
    expect(bySide.test('  left: 0;')).toBe(true)
    expect(bySide.test('  margin-right: 0;')).toBe(true)
    expect(bySide.test('  inset-inline-end: 0;')).toBe(false)
    expect(saysSides('padding: 0 calc(1px + (2px * 3)) 0 var(--s1);')).toHaveLength(1)
    expect(saysSides('padding: 0 1px 0 1px;')).toEqual([])
  })
})
