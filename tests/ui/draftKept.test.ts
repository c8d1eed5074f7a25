import { afterEach, expect, test, vi } from 'vitest'
import { makeKeeper } from '../../src/areas/content/ui/draftKeeper'
import type { PostDraft } from '../../src/areas/content/ui/draft'
import type { Peer } from '../../src/peer/peer'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** What a composer opens with, where this stands beside the disk. */
async function openedBeside(aside: string | null): Promise<string | undefined> {
  vi.stubGlobal('localStorage', { getItem: () => aside })
  vi.stubGlobal('addEventListener', () => {})
  const meta = async () => ({ at: 5, draft: { caption: 'On disk' } })
  const peer = { world: 'w', store: { peer: '', meta } } as unknown as Peer
  return (await makeKeeper(peer, 'anna', () => undefined).open())?.caption
}

test('the draft that was kept last counts, on disk or beside it', async () => {
  expect(await openedBeside(null)).toBe('On disk')
  expect(await openedBeside(JSON.stringify({ at: 4, draft: { caption: 'Older' } }))).toBe('On disk')
  expect(await openedBeside(JSON.stringify({ at: 6, draft: { caption: 'Newer' } }))).toBe('Newer')
  expect(await openedBeside(JSON.stringify({ at: 6, draft: null }))).toBeUndefined()
})

test.each(['', '{', '7', '"a draft"', '{}', '{"at":"6","draft":{}}'])(
  'what is no draft beside it keeps nobody from writing: %s',
  async (aside) => {
    expect(await openedBeside(aside)).toBe('On disk')
  },
)

test('who comes back to a tab goes on with what was kept in another one, and loses nothing that was changed here', async () => {
  const disk = new Map<string, unknown>()
  vi.stubGlobal('localStorage', { getItem: () => null, removeItem: () => {} })
  vi.stubGlobal('addEventListener', () => {})
  let now = 0
  vi.spyOn(Date, 'now').mockImplementation(() => ++now)
  const store = {
    peer: '',
    meta: async (key: string) => disk.get(key),
    putMeta: async (key: string, value: unknown) => disk.set(key, value),
  }
  const peer = { world: 'w', store } as unknown as Peer
  let [here, there] = ['Begun', 'Begun']
  const one = makeKeeper(peer, 'anna', () => ({ caption: here }) as PostDraft)
  const other = makeKeeper(peer, 'anna', () => ({ caption: there }) as PostDraft)
  await one.open()
  await one.save()
  await other.open()
  expect(await one.newer(), 'as it was kept here').toBeUndefined()

  there = 'Written on'
  await other.save()
  expect((await one.newer())?.draft?.caption).toBe('Written on')
  expect(await one.newer(), 'taken up by now').toBeUndefined()

  await other.save()
  const asked = one.newer()
  here = 'Typed while the disk was asked'
  await one.save()
  expect(await asked).toBeUndefined()
  expect((await other.newer())?.draft?.caption).toBe(here)
})
