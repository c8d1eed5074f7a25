/** Every scenario of the project, by a keyboard alone, and by acts alone. A new one on the shelf is tested here at once. */
import { shelf } from '../../src/scenarios'
import { play } from '../../src/scenarios/play'
import { expect, settled, test } from '../support/app'
import { browserStage } from '../support/scenarios'

/** Played by tests of their own, which look closer at them; the two phones have no taps that acts could do without. */
const elsewhere = ['first-droplet', 'two-phones']

/** Several to a browser, each in worlds of its own: what takes longest is to open the app. */
const groups = 4

for (let group = 0; group < groups; group++) {
  const scenarios = shelf.filter(({ id }) => !elsewhere.includes(id)).filter((_, nth) => nth % groups === group)
  test(`by keys and by acts: ${scenarios.map(({ title }) => title).join('; ')}`, async ({ app }) => {
    const stage = browserStage(app, () => 'same', 'keys')
    for (const scenario of scenarios)
      for (const by of ['taps', 'acts'] as const)
        await test.step(`${scenario.title}, by ${by}`, async () => {
          await play(scenario, stage, { by })
          const pages = scenario.peers.map((peer) => stage.page(peer))
          await settled(...pages)
          for (const page of pages) await expect.poll(() => page.evaluate(() => window.mesi.hash().pending), by).toBe(0)
        })
  })
}
