/** Which tests stand for which clause, by their titles. The handbook shows them beside the clause. */
import { code, filesIn, read } from './sources.ts'

export interface Title {
  readonly title: string
  /** From the project's folder. */
  readonly file: string
}

export function specs(): readonly string[] {
  return filesIn('tests')
    .filter((file) => /\.(?:test|spec)\.tsx?$/.test(file))
    .map((file) => `tests/${file}`)
}

/** Titles of the tests that may stand for a clause: of its area's rules, or of a scenario, where the clause is about a screen. */
export function titles(): readonly Title[] {
  return specs()
    .filter((file) => /^tests\/(?:rules|scenarios)\//.test(file))
    .flatMap((file) => titlesIn(read(file)).map((title) => ({ title, file })))
}

/** Every text that opens a call and reads like a title with ids; a helper that is only given an id has no colon in it. */
export function titlesIn(text: string): readonly string[] {
  return [...code(text).matchAll(/\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)]
    .map(([, , title = '']) => title)
    .filter((title) => idsOf(title).length > 0)
}

/** `ACC-1, ACC-28: …` -> its two ids. */
export function idsOf(title: string): readonly string[] {
  const [, ids = ''] = /^((?:[A-Z]+-\d+, )*[A-Z]+-\d+): /.exec(title) ?? []
  return ids ? ids.split(', ') : []
}

/** By clause, what its tests say, without the ids before it. */
export function testsByClause(): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {}
  for (const { title } of titles())
    for (const id of idsOf(title)) (found[id] ??= []).push(title.slice(title.indexOf(': ') + 2).replaceAll(/\\(['"`])/g, '$1'))
  return found
}
