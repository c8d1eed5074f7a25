import { afterEach, expect, test, vi } from 'vitest'
import { makeKeeper } from '../../src/areas/content/ui/draftKeeper'
import type { Peer } from '../../src/peer/peer'

afterEach(() => vi.unstubAllGlobals())

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
