/** The first droplet: from nothing to a tip that both browsers agree on. */
import { firstDroplet } from '../../src/scenarios/firstDroplet'
import { play } from '../../src/scenarios/play'
import { expect, type Page, settled, test } from '../support/app'
import { secrets } from '../support/corpus'
import { type BrowserStage, browserStage } from '../support/scenarios'

async function played(stage: BrowserStage, by: 'taps' | 'acts') {
  const { accounts } = await play(firstDroplet, stage, { by, patience: 60_000 }) // a line takes its time
  const pages = [stage.page('a'), stage.page('b')] as const
  await settled(...pages)
  return { pages, accounts }
}

/** What both should agree on: the books of everybody, and the world's sum. */
const books = (page: Page, accounts: readonly string[]) =>
  page.evaluate(
    (accounts) => ({
      hash: window.mesi.hash(),
      wallets: accounts.map((as) => window.mesi.ask('wallet', {}, { as })?.balances),
      statements: accounts.map((as) => window.mesi.ask('statement', {}, { as })),
    }),
    accounts,
  )

/** What a world answers after the last step, without what chance and the clock put in. */
const answers = (page: Page) =>
  page.evaluate(() => {
    const ask = window.mesi.ask as (question: string, args?: object, options?: object) => any // eight answers, looked at once
    const [post] = ask('feed').items
    const { caption, form, media, moods, tags, audience, made, persona, labels, files, standing } = post
    return {
      people: ['anna', 'ben'].map((handle) => {
        const { name, kind, policyAccepted } = ask('profileByHandle', { handle })
        return { name, kind, policyAccepted }
      }),
      post: { caption: caption.text, form, media, moods, tags, audience, made, persona, labels, standing },
      file: files.map(({ hash, size, type, width, height }: any) => ({ hash, size, type, width, height })),
      tips: ask('tipsOn', { on: post.id }, { as: 'anna' }).items.map(({ total, fee, net, words, standing }: any) => ({
        total,
        fee,
        net,
        words,
        standing,
      })),
      statements: ['anna', 'ben'].map((as) =>
        ask('statement', {}, { as }).lines.map(({ kind, amount, currency, left, clause, standing }: any) => ({
          kind,
          amount,
          currency,
          left,
          clause,
          standing,
        })),
      ),
    }
  })

test('Each step can be reached by acts alone: they lead to the very same answers as a keyboard', async ({ app }) => {
  const stage = browserStage(app, () => 'same', 'keys')
  const byKeys = await played(stage, 'taps')
  const told = await answers(byKeys.pages[0])
  expect(told).toMatchObject({ tips: [{ total: 5_00, fee: 50, net: 4_860_000, standing: 'final' }], post: { standing: 'final' } })
  const byActs = await played(stage, 'acts') // in the same browsers, and another world
  expect(await answers(byActs.pages[0])).toEqual(told)
})

test.describe('with all that moves', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } })

  test('The first droplet, by taps: a photo crosses, a tip of €5.00 is final, and both browsers agree to the last cent', async ({
    app,
  }) => {
    const { pages, accounts } = await played(browserStage(app), 'taps')
    const [a, b] = pages
    const lines = (page: Page) => page.evaluate(() => window.mesi.peers.list().map(({ kind }) => kind))
    for (const page of pages) await expect.poll(() => lines(page)).toEqual(['webrtc'])

    const everybody = [...accounts.values()]
    const [left, right] = [await books(a, everybody), await books(b, everybody)]
    expect(left).toEqual(right)
    expect(left.hash.pending).toBe(0)
    // €20.00 less €5.00; of these 10 % stay with Mesi, and €4.50 arrive as 486 MESI
    expect(left.wallets.map((balances) => balances?.map(({ posted }) => posted))).toEqual([
      [0, 0, 0, 4_860_000],
      [15_00, 0, 0, 0],
    ])

    // The bytes that crossed are those that left, and they tell of no place.
    const picture = (page: Page) =>
      page.evaluate(async () => {
        const [file] = window.mesi.ask('feed', {}).items[0]?.files ?? []
        if (!file) return undefined
        await window.mesi.blobs.want(file.hash, file.size)
        const blob = await window.mesi.blobs.get(file.hash)
        return blob && new Uint8Array(await blob.arrayBuffer()).toBase64()
      })
    const sent = await picture(a)
    await expect.poll(() => picture(b)).toBe(sent)
    const bytes = Buffer.from(sent ?? '', 'base64')
    expect(bytes.length).toBeGreaterThan(100)
    for (const secret of secrets) expect(bytes.includes(secret)).toBe(false)
  })
})
