/** The filter where it really runs: its model in a worker, under the page's own policy, and without a network once it was used. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import type { Examined } from '../../src/filter'
import { gif, gifFrame, gifOf } from '../support/corpusMakers'

const bay = readdirSync(fileURLToPath(new URL('../../public/bay', import.meta.url)))
const shipped = (name: string): string => `/bay/${bay.find((file) => file.startsWith(name)) ?? name}`

/** Has the filter look at a file of this origin; what it could not do is told by its name. */
async function examined(page: Page, path: string, media: 'image' | 'video', words: readonly string[] = []) {
  await page.waitForFunction(() => 'mesi' in window)
  return page.evaluate(
    async ([path, media, words]) => {
      const file = await (await fetch(path)).blob()
      return window.mesi.filter.examine({ words, files: [file], media, known: [] }).catch((error: unknown) => ({
        failed: (error as { part?: string }).part ?? String(error),
      }))
    },
    [path, media, words] as const,
  )
}

test('a picture is examined in the page, and without a network once one was; where the model cannot come, that is said', async ({
  page,
  context,
}) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto('/discover')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  const picture = shipped('amadou-breakfast-grid-E')
  await page.evaluate((path) => fetch(path), picture) // kept by the service worker from here on

  await context.setOffline(true)
  expect(await examined(page, picture, 'image')).toEqual({ failed: 'model' })

  await context.setOffline(false)
  complaints.length = 0
  const first = await examined(page, picture, 'image', ['Breakfast again'])
  expect(first).toMatchObject({ advice: 'pass', hits: [], prints: Array(3).fill(expect.stringMatching(/^[0-9a-f]{16}$/)) })
  expect(await examined(page, shipped('noa-clip-grey-morning'), 'video')).toMatchObject({ advice: 'pass', prints: expect.anything() })
  expect(complaints).toEqual([])

  await page.reload()
  await context.setOffline(true)
  expect(await examined(page, picture, 'image', ['Breakfast again'])).toEqual(first)
  expect(await published(page, picture)).toMatchObject({ advice: 'pass', hits: [] })
})

test('of an animation more than the first frame is looked at, and none with too many pixels is opened', async ({ page }) => {
  await page.goto('/discover')
  const look = async (bytes: Uint8Array) =>
    page.evaluate(async (base64) => {
      const file = new File([Uint8Array.fromBase64(base64)], 'moving.gif', { type: 'image/gif' })
      const seen = await window.mesi.filter
        .examine({ words: [], files: [file], media: 'image', known: [] })
        .catch((error: unknown) => error)
      return seen instanceof Error ? { failed: (seen as { part?: string }).part } : { saw: (seen as Examined).hits.map(({ saw }) => saw) }
    }, Buffer.from(bytes).toString('base64'))
  await page.waitForFunction(() => 'mesi' in window)
  const [plain, striped] = [gifFrame(0, 200, 200, () => 20), gifFrame(0, 200, 200, (x, y) => ((x >> 3) + (y >> 3)) % 2 && 120)]
  expect(await look(gifOf(200, 200, [plain, plain]))).toEqual({ saw: ['a picture of one colour'] })
  expect(await look(gifOf(200, 200, [plain, striped]))).toEqual({ saw: [] })
  // Each frame may be the one that is shown for ten seconds, while the others flit by.
  const held = Buffer.concat([Buffer.from([0x21, 0xf9, 4, 0, 0xe8, 0x03, 0, 0]), striped])
  for (const long of [1, 8]) {
    const frames = Array.from({ length: 9 }, (_, i) => (i === long ? held : plain))
    expect(await look(gifOf(200, 200, frames))).toEqual({ saw: [] })
  }
  expect(await look(gif(8_000, 7_000, 1))).toEqual({ failed: 'decoder' })
})

/** Publishes a picture of this origin, with no network either; what the host, which this page is, then found in it. */
function published(page: Page, path: string): Promise<unknown> {
  return page.evaluate(async (path) => {
    const { mesi } = window
    const bytes = await (await fetch(path)).blob()
    await mesi.join('real', { name: 'Ana', handle: 'ana' })
    const { file } = await mesi.blobs.put(new File([bytes], 'breakfast.webp', { type: bytes.type }))
    const post = { form: 'droplet', media: 'image', files: [file], caption: mesi.write('ana', 'Breakfast'), audience: 'everyone' } as const
    const about = { moods: [], tags: [], rightsConfirmed: true, made: 'human', persona: 'none' } as const
    const outcome = await mesi.act('ana', 'content.published', { ...post, ...about })
    await mesi.settled()
    return outcome.ok && mesi.ask('finding', { kind: 'content', id: outcome.id }, { as: 'ana' })
  }, path)
}
