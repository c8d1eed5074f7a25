/** A recording in which everything is called as what has broken programs: its test must be code, and say what was recorded. */
import { transformWithOxc } from 'vite'
import { expect, test } from 'vitest'
import { readScenario, type Scenario, scenario } from '../../src/scenarios/scenario'
import { specOf } from '../../src/scenarios/spec'
import { naughty } from '../support/naughty'

/** What a test would play that came out of the recorder, and what its two tests are called. Rejects where it is no code. */
async function run(spec: string): Promise<{ readonly played: unknown; readonly titles: readonly string[] }> {
  const { code } = await transformWithOxc(spec, 'recorded.spec.ts')
  let played: unknown
  const titles: string[] = []
  // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- that it runs is what is asked
  const runs = new Function('scenario', 'test', code.replaceAll(/^import .*$/gm, '')) as (scenario: unknown, test: unknown) => void
  runs(
    (it: unknown) => (played = it),
    (title: string) => titles.push(title),
  )
  return { played, titles }
}

const recorded = (text: string, steps: Scenario['steps'] = []): Scenario =>
  scenario({
    id: 'recorded',
    title: text,
    tells: text,
    world: 'empty',
    cast: { anna: { kind: 'real', name: text, handle: 'anna', bio: text, categories: [text] } },
    peers: ['a'],
    steps: [{ as: 'anna', on: 'a', do: 'go', to: '/' }, ...steps],
  })

test('a title is one, and a comment ends where it should, whatever it says', async () => {
  for (const text of [...naughty, '*/ process.exit() /*', '**/', '*\n/', '/*', '`${process.exit()}`', '\\', "'", '// */']) {
    const it = recorded(text)
    expect(await run(specOf(it)), text).toEqual({ played: it, titles: [`${text}, by taps`, `${text}, by acts`] })
  }
})

test('what was tapped, typed, said and made is played as it was called, out of the test and out of a file', async () => {
  const common = { as: 'anna', on: 'a' } as const
  const it = recorded(
    'Everything at once',
    naughty.flatMap((text): Scenario['steps'] => [
      { ...common, do: 'tap', target: { role: 'link', name: text }, type: text, say: text, chapter: text },
      { ...common, do: 'act', deed: { act: 'content.published', data: { caption: { $words: text }, tags: [text] }, makes: text } },
      { ...common, do: 'wait', expect: [{ text }, { question: 'content', args: { content: { $made: text } }, at: 'tags.0', is: text }] },
    ]),
  )
  expect((await run(specOf(it))).played).toEqual(it)
  expect(readScenario(JSON.stringify(it))).toEqual(it)
})
