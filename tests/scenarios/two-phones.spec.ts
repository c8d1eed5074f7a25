/** Two phones, one tip, no network: what was given twice goes once, and everybody is told. */
import { play } from '../../src/scenarios/play'
import { twoPhones } from '../../src/scenarios/twoPhones'
import { type App, expect, type Page, settled, test } from '../support/app'
import { firefox } from '../support/browsers'
import { browserStage } from '../support/scenarios'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

const tipsFor = (page: Page, account: string) => page.evaluate((on) => window.mesi.ask('tipsOn', { on }), account)

async function meets(app: App, second: 'chromium' | 'firefox'): Promise<void> {
  const stage = browserStage(app, (peer) => (peer === 'b' ? second : 'chromium'))
  let [late, kept]: (string | undefined)[] = []
  const { accounts } = await play(twoPhones, stage, {
    by: 'taps',
    patience: 60_000, // a line takes its time
    async onStep(step) {
      if (step.do !== 'net' || !step.online || late !== undefined) return
      const ben = await stage.page('a').evaluate(() => window.mesi.ask('profileByHandle', { handle: 'ben' })?.account ?? '')
      const [there, here] = [await tipsFor(stage.page('b'), ben), await tipsFor(stage.page('a'), ben)]
      // Each phone shows its own tip alone, and only the host's is final.
      expect([there.items[0], here.items[0]]).toMatchObject([
        { total: 7_00, standing: 'pending' },
        { total: 8_00, standing: 'final' },
      ])
      ;[late, kept] = [there.items[0]?.id, here.items[0]?.id]
    },
  })
  const pages = [stage.page('a'), stage.page('b')] as const
  // Whose line is just being made anew is settled by themselves.
  const pending = async () => {
    await settled(...pages)
    return Promise.all(pages.map((page) => page.evaluate(() => window.mesi.hash().pending)))
  }
  await expect.poll(pending, { timeout: 60_000 }).toEqual([0, 0])

  const [anna = '', ben = ''] = [accounts.get('anna'), accounts.get('ben')]
  const hashes = []
  for (const page of pages) {
    const why = await page.evaluate((id) => window.mesi.why(id), late ?? '')
    expect(why).toMatchObject({
      standing: 'void',
      type: 'tips.sent',
      lateArrival: true,
      clauses: [{ id: 'LED-2', facts: { currency: 'EUR', available: 2_00, needed: 7_00 } }],
    })
    expect(await page.evaluate((id) => window.mesi.why(id), kept ?? '')).toMatchObject({ standing: 'final', lateArrival: false })
    // €8.00 less 10 %, as MESI, and nothing of the other seven.
    expect(await tipsFor(page, ben)).toMatchObject({ count: 1, net: 7_776_000, items: [{ id: kept, total: 8_00, standing: 'final' }] })
    const wallets = await page.evaluate(
      (accounts) => accounts.map((as) => window.mesi.ask('wallet', {}, { as })?.balances.map(({ posted }) => posted)),
      [anna, ben],
    )
    expect(wallets).toEqual([
      [2_00, 0, 0, 0],
      [0, 0, 0, 7_776_000],
    ])
    hashes.push(await page.evaluate(() => window.mesi.hash()))
  }
  expect(hashes[0]).toEqual(hashes[1])
  expect(hashes[0]?.pending).toBe(0)
}

test('two Chromiums: the tip that comes late is void by LED-2, money and hashes agree, both are told why', async ({ app }) => {
  await meets(app, 'chromium')
})

test('Chromium and Firefox agree on it to the last cent', async ({ app }) => {
  test.skip(firefox === undefined, 'there is no Firefox here')
  await meets(app, 'firefox')
})
