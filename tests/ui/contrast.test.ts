/** Text and marks stand out from their ground in every theme: WCAG 2.2, 4.5:1 for text and 3:1 for the edges of controls. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { colourOf, contrast, edges, texts } from '../../src/ui/contrast'

const css = readFileSync(new URL('../../src/ui/theme.css', import.meta.url), 'utf8')
type Tokens = Readonly<Record<string, string>>

/** The tokens of the block that a selector opens. */
function tokensIn(opening: string): Tokens {
  const start = css.indexOf(opening)
  if (start < 0) throw new Error(`theme.css has no ${opening}`)
  const block = css.slice(start + opening.length, css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value] as [string, string]))
}

/** The same by day (0) or in the dark (1). */
const seen = (tokens: Tokens, at: 0 | 1): Tokens =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [name, /^light-dark\((#\w+), (#\w+)\)$/.exec(value)?.[at + 1] ?? value]))

const usual = tokensIn(':root {')
const more = tokensIn("[data-contrast='more'] {")
/** How far text stands out in each. WCAG 2.2 AA by default, AAA where somebody asked for more. */
const themes: readonly (readonly [string, Tokens, number])[] = [
  ['light', seen(usual, 0), 4.5],
  ['dark', seen(usual, 1), 4.5],
  ['light with more contrast', seen({ ...usual, ...more }, 0), 7],
  ['dark with more contrast', seen({ ...usual, ...more }, 1), 7],
]

const between = (tokens: Tokens, a: string, b: string) => contrast(colourOf(tokens[a] ?? ''), colourOf(tokens[b] ?? ''))

describe.each(themes)('%s', (_, tokens, least) => {
  it.each(texts)('%s is read on %s', (text, ground) => expect(between(tokens, text, ground)).toBeGreaterThanOrEqual(least))
  it.each(edges)('%s is seen on %s', (edge, ground) => expect(between(tokens, edge, ground)).toBeGreaterThanOrEqual(3))
})

it('more contrast is the same whether the system asks for it or a part of a page', () => {
  const start = css.indexOf('prefers-contrast: more')
  const bySystem = css.slice(css.indexOf('{', css.indexOf(':root', start)), css.indexOf('}', start))
  const byPart = css.slice(css.indexOf('{', css.indexOf("[data-contrast='more']")), css.indexOf('}', css.indexOf("[data-contrast='more']")))
  const plain = (block: string) => block.split('\n').map((line) => line.trim())
  expect(plain(byPart)).toEqual(plain(bySystem))
  expect(Object.keys(more).length).toBeGreaterThan(20)
})

it('each pair that is listed names tokens that there are', () => {
  for (const name of [...texts, ...edges].flat()) expect(usual[name], name).toMatch(/^#\w{6}$|^light-dark\(#\w{6}, #\w{6}\)$/)
})
