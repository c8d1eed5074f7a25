import { createComponent, createRoot } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { createSignUpDraft, type SignUpDraft } from '../../src/areas/accounts/ui/signingUp'
import { type Session, SessionProvider } from '../../src/ui/session'

afterEach(() => vi.unstubAllGlobals())

test('pictures picked while signing up are named on the disk until that is done: a reload takes them from nobody', async () => {
  const side = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => side.get(key) ?? null,
    setItem: (key: string, text: string) => void side.set(key, text),
    removeItem: (key: string) => void side.delete(key),
  })
  const request = (_: string, ...[options, body]: [object, () => unknown] | [() => unknown]) =>
    Promise.resolve((body ?? (options as () => unknown))())
  vi.stubGlobal('navigator', { locks: { request } })
  const disk = new Map<string, unknown>()
  const putMeta = async (key: string, value: unknown) => void disk.set(key, value)
  const session = { peer: () => ({ world: 'w', store: { peer: 'p', putMeta } }) } as unknown as Session
  const { draft, dispose } = createRoot((dispose) => {
    const made: { draft?: SignUpDraft } = {}
    createComponent(SessionProvider, {
      session,
      get children() {
        made.draft = createSignUpDraft()
        return undefined
      },
    })
    return { draft: made.draft as SignUpDraft, dispose }
  })
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
