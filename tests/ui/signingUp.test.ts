import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { createComponent, createRoot } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { goneOf } from '../../src/areas/accounts/ui/pictures'
import { createSignUpDraft, finishSignUp, type SignUpDraft } from '../../src/areas/accounts/ui/signingUp'
import { type Session, SessionProvider } from '../../src/ui/session'
import { asked, newWorld, stillMachine } from '../support/peers'

afterEach(() => vi.unstubAllGlobals())

/** What a tab keeps beside it. */
function stubSide(): void {
  const side = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => side.get(key) ?? null,
    setItem: (key: string, text: string) => void side.set(key, text),
    removeItem: (key: string) => void side.delete(key),
  })
}
const here = { createSignUpDraft, SessionProvider }
const draftIn = (session: Session, page = here) =>
  createRoot((dispose) => {
    const made: { draft?: SignUpDraft } = {}
    createComponent(page.SessionProvider, {
      session,
      get children() {
        made.draft = page.createSignUpDraft()
        return undefined
      },
    })
    return { draft: made.draft as SignUpDraft, dispose }
  })

test('pictures picked while signing up are named on the disk until that is done: a reload takes them from nobody', async () => {
  stubSide()
  const request = (_: string, ...[options, body]: [object, () => unknown] | [() => unknown]) =>
    Promise.resolve((body ?? (options as () => unknown))())
  vi.stubGlobal('navigator', { locks: { request } })
  const disk = new Map<string, unknown>()
  const putMeta = async (key: string, value: unknown) => void disk.set(key, value)
  const session = { peer: () => ({ world: 'w', store: { peer: 'p', putMeta } }) } as unknown as Session
  const { draft, dispose } = draftIn(session)
  const drafts = () => JSON.stringify([...disk].filter(([key]) => key.startsWith('draft/')))
  expect(drafts(), 'another tab may be at it').toBe('[]')
  draft.set({ picture: { hash: 'a face', size: 1, type: 'image/webp' }, cover: { hash: 'a sea', size: 1, type: 'image/webp' } })
  expect(drafts()).toMatch(/a face.*a sea/)
  // The page that is shown after a reload picked nothing itself, and needs them until it is gone.
  await vi.waitFor(() => expect([...disk.keys()].filter((key) => /^picked\/a (?:face|sea)\//.test(key))).toHaveLength(2))
  draft.set({ cover: null })
  expect(drafts()).not.toContain('a sea')
  draft.forget()
  expect(drafts()).not.toContain('a face')
  dispose()
})

test('who signs up in two tabs at once keeps the pictures of both, whichever is done first', async () => {
  vi.stubGlobal('navigator', {})
  const disk = new Map<string, unknown>()
  const putMeta = async (key: string, value: unknown) => void disk.set(key, value)
  const session = { peer: () => ({ world: 'w', store: { peer: 'p', putMeta } }) } as unknown as Session
  const tabWith = async (hash: string) => {
    stubSide()
    vi.resetModules()
    const [form, around] = await Promise.all([import('../../src/areas/accounts/ui/signingUp'), import('../../src/ui/session')])
    const tab = draftIn(session, { ...form, ...around })
    tab.draft.set({ picture: { hash, size: 1, type: 'image/webp' } })
    return tab
  }
  const [one, other] = [await tabWith('a face'), await tabWith('a mask')]
  const drafts = () => JSON.stringify([...disk])
  expect(drafts()).toContain('a face')
  other.draft.forget()
  expect(drafts()).toContain('a face')
  expect(drafts()).not.toContain('a mask')
  one.dispose()
  other.dispose()
})

test('who signs up with a picture that is not on this device any more is told, and comes in without it', async () => {
  stubSide()
  const peer = await newWorld(stillMachine())
  const blobs = { get: (hash: string) => peer.store.blob(hash) }
  const session = { peer: () => peer, past: () => undefined, mesi: { blobs } } as unknown as Session
  const { draft, dispose } = draftIn(session)
  draft.set({ kind: 'real', policyRead: true, name: 'Anna', handle: 'anna' })
  // Picked in a world that was left since, or freed since another tab is at signing up, too.
  draft.set({ picture: { hash: 'A'.repeat(43), size: 1, type: 'image/webp' } })
  await expect(finishSignUp(session, draft)).rejects.toThrow('This picture could not be kept')
  expect(draft.now).toMatchObject({ picture: null, account: null })
  expect(await finishSignUp(session, draft)).toMatchObject({ ok: true })
  expect(asked(peer, 'profile', { account: draft.now.account ?? '' })).toMatchObject({ name: 'Anna', picture: null })
  dispose()
})

test('a disk that cannot be read calls no picture gone: it says so itself with what is saved next', async () => {
  const blobs = { get: () => Promise.reject(new Error('the disk was busy')) }
  const face = { hash: 'A'.repeat(43), size: 1, type: 'image/webp' } as const
  expect(await goneOf({ mesi: { blobs } } as never, { picture: face, cover: null })).toEqual([])
})
