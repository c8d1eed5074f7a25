/** A class is dressed by one file: two parts that take the same name would wear each other's dress wherever both are shown. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const source = new URL('../../src/', import.meta.url)
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'))

/** Rules for a class alone, directly in a layer: `.card {`. What a rule says of a class inside another is that part's own matter. */
const owned = /^ {2}\.([\w-]+)(?:,| \{)$/gm

it('every class has one home', () => {
  const homes = new Map<string, Set<string>>()
  for (const sheet of sheets)
    for (const [, name = ''] of readFileSync(new URL(sheet, source), 'utf8').matchAll(owned))
      homes.set(name, new Set([...(homes.get(name) ?? []), sheet]))
  expect(homes.size).toBeGreaterThan(100)
  expect([...homes].filter(([, files]) => files.size > 1).map(([name, files]) => `.${name}: ${[...files].join(', ')}`)).toEqual([])
})
