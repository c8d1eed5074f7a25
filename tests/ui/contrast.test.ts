/** Text and marks stand out from their ground in every theme: WCAG 2.2, 4.5:1 for text and 3:1 for the edges of controls. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../src/ui/theme.css', import.meta.url), 'utf8')
type Tokens = Readonly<Record<string, string>>

/** The tokens of the block that a selector opens. */
function tokensIn(opening: string): Tokens {
  const start = css.indexOf(opening)
  if (start < 0) throw new Error(`theme.css has no ${opening}`)
  const block = css.slice(start + opening.length, css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value] as [string, string]))
}
const light = tokensIn(':root {')
const themes: Record<string, Tokens> = {
  light,
  'dark by system': { ...light, ...tokensIn(":root:not([data-theme='light']) {") },
  'dark by choice': { ...light, ...tokensIn(":root[data-theme='dark'] {") },
}

/** Text on ground. */
const texts = [
  ['ink', 'ground'],
  ['ink', 'card'],
  ['ink', 'raised'],
  ['ink', 'sunken'],
  ['ink-soft', 'ground'],
  ['ink-soft', 'card'],
  ['ink-soft', 'sunken'],
  ['accent', 'card'],
  ['accent', 'ground'],
  ['on-ember', 'ember-from'],
  ['on-ember', 'ember-to'],
  ['on-charcoal', 'charcoal'],
  ['on-director', 'director'],
  ['good', 'good-ground'],
  ['warn', 'warn-ground'],
  ['bad', 'bad-ground'],
  ['calm', 'calm-ground'],
  ['ink', 'good-ground'],
  ['ink', 'warn-ground'],
  ['ink', 'bad-ground'],
  ['ink', 'calm-ground'],
] as const
/** What shows where a control is. */
const edges = [
  ['line-strong', 'card'],
  ['line-strong', 'ground'],
  ['accent', 'ground'],
] as const

describe.each(Object.entries(themes))('%s', (_, tokens) => {
  it.each(texts)('%s is read on %s', (text, ground) => expect(contrast(tokens, text, ground)).toBeGreaterThanOrEqual(4.5))
  it.each(edges)('%s is seen on %s', (edge, ground) => expect(contrast(tokens, edge, ground)).toBeGreaterThanOrEqual(3))
})

it('dark is the same whether the system or the person chose it', () => {
  expect(themes['dark by choice']).toEqual(themes['dark by system'])
})

function contrast(tokens: Tokens, a: string, b: string): number {
  const [light, dark] = [luminance(tokens[a]), luminance(tokens[b])].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
function luminance(colour: string | undefined): number {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour ?? '')?.[1]
  if (!hex) throw new Error(`${colour} is not a plain colour`)
  const [r, g, b] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
