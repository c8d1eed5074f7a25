/** Every scenario of the project, by a keyboard alone, by acts alone, and as a tour in panes. A new one on the shelf is tested here at once. */
import { shelf } from '../../src/scenarios'
import { play } from '../../src/scenarios/play'
import { expect, goTo, settled, test } from '../support/app'
import { browserStage } from '../support/scenarios'
import { untilDone } from '../support/tours'

/** Played in browsers by tests of their own, which look closer at them; the two phones have no taps that acts could do without. */
const elsewhere = ['first-droplet', 'two-phones']

/** Several to a browser, each in worlds of its own: what takes longest is to open the app. */
const groups = 5

for (let group = 0; group < groups; group++) {
  const scenarios = shelf.filter((_, nth) => nth % groups === group)
  test(`by keys, by acts and as tours: ${scenarios.map(({ title }) => title).join('; ')}`, async ({ app }) => {
    const stage = browserStage(app, () => 'same', 'keys')
    for (const scenario of scenarios.filter(({ id }) => !elsewhere.includes(id))) {
      const hasTaps = scenario.steps.some((step) => step.do === 'tap') // else there is nothing to press, and the tour shows its screens
      for (const by of hasTaps ? (['taps', 'acts'] as const) : (['acts'] as const))
        await test.step(`${scenario.title}, by ${by}`, async () => {
          await play(scenario, stage, { by })
          const pages = scenario.peers.map((peer) => stage.page(peer))
          await settled(...pages)
          for (const page of pages) await expect.poll(() => page.evaluate(() => window.mesi.hash().pending), by).toBe(0)
        })
    }
    const page = stage.page('a')
    for (const { id, title } of scenarios)
      await test.step(`${title}, as a tour`, async () => {
        await goTo(page, `/tours/${id}`)
        await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible() // and no longer the one before it
        await untilDone(page)
      })
  })
}
