/** Every scenario of the project, by a keyboard alone, and by acts alone. A new one on the shelf is tested here at once. */
import { shelf } from '../../src/scenarios'
import { play } from '../../src/scenarios/play'
import { expect, settled, test } from '../support/app'
import { browserStage } from '../support/scenarios'

/** Played by tests of their own, which look closer at them; the two phones have no taps that acts could do without. */
const elsewhere = ['first-droplet', 'two-phones']

for (const scenario of shelf.filter(({ id }) => !elsewhere.includes(id)))
  test(`${scenario.title}, by keys and by acts`, async ({ app }) => {
    const stage = browserStage(app, () => 'same', 'keys')
    for (const by of ['taps', 'acts'] as const) {
      await play(scenario, stage, { by })
      const pages = scenario.peers.map((peer) => stage.page(peer))
      await settled(...pages)
      for (const page of pages) expect(await page.evaluate(() => window.mesi.hash().pending), by).toBe(0)
    }
  })
