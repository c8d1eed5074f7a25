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

/** What stands beside tabs, as browsers have it: its keys are what is kept. */
const sideStore = (): Record<string, string> => {
  const side: Record<string, string> = {}
  return Object.defineProperties(side, {
    getItem: { value: (key: string) => side[key] ?? null },
    setItem: { value: (key: string, text: string) => void (side[key] = text) },
    removeItem: { value: (key: string) => void delete side[key] },
  })
}

test('on a disk without room each of two tabs finds after a reload what it had; a third one what was kept last, and nothing is left once there is room', async () => {
  vi.stubGlobal('localStorage', sideStore())
  vi.stubGlobal('removeEventListener', () => {})
  let now = 0
  vi.spyOn(Date, 'now').mockImplementation(() => ++now)
  const disk = new Map<string, unknown>()
  let isFull = true
  const putMeta = (key: string, value: unknown) => (isFull ? Promise.reject(new Error('full')) : Promise.resolve(void disk.set(key, value)))
  const peer = { world: 'w', store: { peer: '', meta: async (key: string) => disk.get(key), putMeta } } as unknown as Peer
  const tabs = [sideStore(), sideStore(), sideStore()]
  const pages: EventTarget[] = []
  const open = async (tab: number, words = '') => {
    vi.stubGlobal('sessionStorage', tabs[tab])
    pages[tab]?.dispatchEvent(new Event('pagehide'))
    const page = (pages[tab] = new EventTarget())
    vi.stubGlobal('addEventListener', (kind: string, listener: () => void) => page.addEventListener(kind, listener))
    vi.resetModules()
    const { makeKeeper } = await import('../../src/areas/content/ui/draftKeeper')
    const keeper = makeKeeper(peer, 'anna', () => ({ caption: words }) as PostDraft)
    return { keeper, found: (await keeper.open())?.caption }
  }
  const all = [await open(0, 'Of one tab'), await open(1, 'Of another')]
  for (const { keeper } of all) {
    await keeper.save()
    keeper.close()
  }
  expect((await open(0)).found).toBe('Of one tab')
  expect((await open(1)).found).toBe('Of another')
  const third = await open(2, 'Of a third')
  expect(third.found).toBe('Of another')
  isFull = false
  await third.keeper.save()
  expect(Object.keys(localStorage)).toEqual([])
  expect((await open(0)).found).toBe('Of a third')
})
