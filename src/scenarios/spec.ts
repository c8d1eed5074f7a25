/** A scenario as a runnable test of the project: a file for `tests/scenarios`. */
import type { Scenario } from './scenario'

export function specOf(scenario: Scenario): string {
  const { title, tells } = scenario
  const comment = `${title}: ${tells}`.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')
  return `// biome-ignore-all format: as it was recorded
/** ${comment} Recorded in the app; put it into tests/scenarios, and it runs. */
${takes('play', '../../src/scenarios/play')}
${takes('scenario', '../../src/scenarios/scenario')}
${takes('expect, settled, test', '../support/app')}
${takes('browserStage', '../support/scenarios')}

const recorded = scenario(${JSON.stringify(scenario, null, 2)})

for (const by of ['taps', 'acts'] as const)
  test(\`\${recorded.title}, by \${by}\`, async ({ app }) => {
    const stage = browserStage(app, () => 'same', 'mouse', recorded.language)
    await play(recorded, stage, { by })
    const pages = recorded.peers.map((peer) => stage.page(peer))
    await settled(...pages)
    for (const page of pages) await expect.poll(() => page.evaluate(() => window.mesi.hash().pending)).toBe(0)
  })
`
}

const takes = (names: string, from: string): string => `import { ${names} } from '${from}'`
