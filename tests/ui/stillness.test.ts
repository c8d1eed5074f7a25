/** Who asks for stillness gets it: style sheets are stilled as a whole (theme.css), and scripts move nothing past them. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const source = new URL('../../src/', import.meta.url)
const scripts = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
const moves = /'smooth'|\.animate\(|startViewTransition/
const asks = /isCalm\(\)/

it('scripts that scroll smoothly or animate ask first', () => {
  const found = scripts.flatMap((name) =>
    readFileSync(new URL(name, source), 'utf8')
      .split('\n')
      .flatMap((line, i) => (moves.test(line) && !asks.test(line) ? [`${name}:${i + 1}: ${line.trim()}`] : [])),
  )
  expect(scripts.length).toBeGreaterThan(300)
  expect(found).toEqual([])
})

it('one rule stills every style sheet, and another one does where the settings say so', () => {
  const theme = readFileSync(new URL('ui/theme.css', source), 'utf8')
  for (const wish of ['@media (prefers-reduced-motion: reduce)', ":root[data-motion='less']"]) {
    const rule = theme.slice(theme.indexOf(wish)).slice(0, 500)
    for (const said of ['animation-duration', 'animation-iteration-count: 1', 'transition-duration', 'scroll-behavior: auto'])
      expect(rule, wish).toContain(said)
  }
})
