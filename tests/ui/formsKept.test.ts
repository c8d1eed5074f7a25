/** What stands in a form, through a reload of the tab. */
import 'fake-indexeddb/auto'
import { createComponent, createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Peer } from '../../src/peer/peer'
import { removeWorld } from '../../src/peer/worlds'
import type { Session } from '../../src/ui/session'
import { arrive, does, newWorld, stillMachine } from '../support/peers'

/** A session store as browsers have it: its keys are what is kept. */
const sideStore = (): Record<string, string> => {
  const kept: Record<string, string> = {}
  return Object.defineProperties(kept, {
    getItem: { value: (key: string) => kept[key] ?? null },
    setItem: { value: (key: string, text: string) => void (kept[key] = text) },
    removeItem: { value: (key: string) => void delete kept[key] },
  })
}
let side = sideStore()
/** The page that is open, as far as it listens. */
let page = new EventTarget()
beforeEach(() => {
  vi.stubGlobal('sessionStorage', (side = sideStore()))
  vi.stubGlobal('addEventListener', (kind: string, listener: () => void) => page.addEventListener(kind, listener))
  page = new EventTarget()
})
afterEach(() => vi.unstubAllGlobals())

const disk = new Map<string, unknown>()
const peer = {
  world: 'bay',
  store: {
    peer: 'p',
    putMeta: async (key: string, value: unknown) => void disk.set(key, value),
    meta: async (key: string) => disk.get(key),
    metaFrom: async (from: string) => new Map([...disk].filter(([key]) => key.startsWith(from))),
    deleteMeta: async (keys: readonly string[]) => keys.forEach((key) => disk.delete(key)),
  },
} as unknown as Peer

/** The app as it is loaded anew: with nothing but what stands beside it. */
async function load() {
  vi.resetModules()
  const { createDraft, createNamed, filesSlot, forgetForms } = await import('../../src/ui/draft')
  const { SessionProvider } = await import('../../src/ui/session')
  const { z } = await import('../../src/areas/shapes')
  const form = (me: string, name: string, past?: object, open = peer) =>
    createRoot((dispose) => {
      const made: { draft?: ReturnType<typeof draftOf> } = {}
      const draftOf = () =>
        createDraft(
          () => name,
          () => ({ typed: '', note: '', kind: undefined as string | undefined }),
          { note: z.string(), kind: z.enum(['spam', 'hate']) },
        )
      createComponent(SessionProvider, {
        session: { me: () => me, peer: () => open, past: () => past } as unknown as Session,
        get children() {
          made.draft = draftOf()
          return undefined
        },
      })
      dispose()
      return made.draft as ReturnType<typeof draftOf>
    })
  return { form, createNamed, filesSlot, forgetForms }
}

test('words and what was chosen beside them are there after a reload, for whom and where they were typed; amounts are not', async () => {
  const before = await load()
  before.form('anna', 'tip ben').change({ typed: '25', note: 'Lovely.', kind: 'spam' })
  expect(before.form('anna', 'tip ben').now()).toEqual({ typed: '25', note: 'Lovely.', kind: 'spam' })
  const { form } = await load()
  expect(form('anna', 'tip ben').now()).toEqual({ typed: '', note: 'Lovely.', kind: 'spam' })
  for (const [me, name] of [
    ['ben', 'tip ben'],
    ['anna', 'tip cleo'],
  ] as const)
    expect(form(me, name).now(), `${me}, ${name}`).toEqual({ typed: '', note: '', kind: undefined })
})

const supposed = { doing: {} }

test('what is typed where something is only supposed stays there', async () => {
  const { form } = await load()
  form('anna', 'tip ben', supposed).change({ note: 'Had I.' })
  expect(form('anna', 'tip ben').now().note).toBe('')
  expect((await load()).form('anna', 'tip ben').now().note).toBe('')
  form('anna', 'tip cleo').change({ note: 'I do.' })
  expect((await load()).form('anna', 'tip cleo', supposed).now().note).toBe('')
})

test('what was typed stands there again, wherever somebody looks first after a reload', async () => {
  ;(await load()).form('anna', 'tip ben').change({ note: 'I do.' })
  for (const first of [supposed, {}]) {
    const { form } = await load()
    form('anna', 'tip ben', first)
    expect(form('anna', 'tip ben').now().note).toBe('I do.')
  }
  // Who looks back is told to go back to now, and sends it there.
  const { form } = await load()
  form('anna', 'tip ben', {}).change({ note: 'I did.' })
  expect(form('anna', 'tip ben').now().note).toBe('I did.')
  expect((await load()).form('anna', 'tip ben').now().note).toBe('I did.')
})

test('an edit that was opened without the words of its post begins with them once they are here', async () => {
  const { form } = await load()
  const { editName } = await import('../../src/areas/content/ui/wording')
  const post = (state: 'coming' | 'here') => editName({ id: 'p', editedAt: null, caption: { state, text: '' } })
  form('anna', post('coming')).change({ note: 'Anew.' })
  expect(form('anna', post('here')).now().note).toBe('')
  expect(form('anna', post('coming')).now().note).toBe('Anew.')
})

test('what is sent is gone, also after a reload, and nothing else with it', async () => {
  const { form } = await load()
  form('anna', 'tip ben').change({ note: 'Lovely.' })
  form('anna', 'tip cleo').change({ note: 'Great.' })
  form('anna', 'tip ben').clear()
  expect(form('anna', 'tip ben').now().note).toBe('')
  const after = await load()
  expect(after.form('anna', 'tip ben').now().note).toBe('')
  expect(after.form('anna', 'tip cleo').now().note).toBe('Great.')
  expect(JSON.stringify(side)).not.toContain('Lovely')
})

test.each([
  '',
  '{',
  'null',
  '7',
  '"words"',
  '[]',
  '{"anna":7}',
  '{"anna":null}',
  '{"anna":{"tip ben":"words"}}',
  '{"anna":{"tip ben":{"note":7,"kind":"gone","typed":"9"}}}',
])('what cannot be read beside the app keeps nobody from typing: %s', async (left) => {
  side['mesi.forms.bay.p'] = left
  const { form } = await load()
  expect(form('anna', 'tip ben').now()).toEqual({ typed: '', note: '', kind: undefined })
  form('anna', 'tip ben').change({ note: 'New.' })
  expect((await load()).form('anna', 'tip ben').now().note).toBe('New.')
})

test('where there is no room beside the app, it is kept while the app runs', async () => {
  const { form } = await load()
  vi.stubGlobal('sessionStorage', {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  form('anna', 'tip ben').change({ note: 'Lovely.' })
  expect(form('anna', 'tip ben').now().note).toBe('Lovely.')
})

test('a tab that is reloaded, or gone back to, keeps its name; one that was duplicated has another', async () => {
  const nameOf = async () => {
    vi.resetModules()
    return (await import('../../src/ui/tabName')).tabName
  }
  const leave = () => page.dispatchEvent(new Event('pagehide'))
  const name = await nameOf()
  leave()
  const [aside, reloaded] = [page, (page = new EventTarget())]
  expect(await nameOf()).toBe(name)
  const copy = { ...side }
  expect(JSON.stringify(copy)).not.toContain(name)
  leave()
  page = aside
  page.dispatchEvent(new Event('pageshow')) // back to the first page
  expect(JSON.stringify(side)).not.toContain(name)
  expect(reloaded).not.toBe(page)
  leave()
  expect(await nameOf()).toBe(name)
})

test('a deleted account takes what it has typed with it, here and after a reload, and the pictures it had chosen; others keep theirs', async () => {
  const { form, forgetForms, createNamed, filesSlot } = await load()
  createNamed(peer, filesSlot('anna', 'profile'))(['a face'])
  createNamed(peer, filesSlot('ben', 'profile'))(['a dog'])
  form('anna', 'profile').change({ note: 'Private.' })
  form('ben', 'profile').change({ note: 'Mine.' })
  await forgetForms(peer, 'anna')
  expect(form('anna', 'profile').now().note).toBe('')
  expect(JSON.stringify([side, ...disk])).not.toMatch(/Private|a face/)
  const after = await load()
  expect(after.form('ben', 'profile').now().note).toBe('Mine.')
  expect(JSON.stringify([...disk])).toContain('a dog')
})

test('a deleted account takes along what was typed as it in a tab that shows another world by now', async () => {
  const [other, one] = [await load(), await load()]
  const there = side
  other.form('emma', 'tip ben').change({ note: 'Private.' })
  other.form('ben', 'tip emma').change({ note: 'Mine.' })
  vi.stubGlobal('sessionStorage', (side = sideStore()))
  await one.forgetForms(peer, 'emma')
  vi.stubGlobal('sessionStorage', (side = there))
  await vi.waitFor(() => expect(JSON.stringify(side)).not.toContain('Private'))
  expect(other.form('emma', 'tip ben').now().note).toBe('')
  expect(other.form('ben', 'tip emma').now().note).toBe('Mine.')
})

test('DEL-5: who is somebody else when an account of this browser is gone for good, or finds it gone, forgets what was typed as it', async () => {
  const { form } = await load()
  const { forgetDeleted } = await import('../../src/app/forgetting')
  const { SessionProvider } = await import('../../src/ui/session')
  const time = stillMachine()
  const town = await newWorld(time, { 'accounts.deletionHours': 1 })
  const [fay, ben] = [await arrive(town, 'fay'), await arrive(town, 'ben')]
  const begin = () => {
    const session = { me: () => ben.account, past: () => undefined, peer: () => town, personas: () => [fay, ben] } as unknown as Session
    createRoot((dispose) => {
      createComponent(SessionProvider, {
        session,
        get children() {
          forgetDeleted(session)
          return undefined
        },
      })
      onTestFinished(dispose)
    })
  }
  const draft = `draft/post/${fay.account}`
  await town.store.putMeta(draft, { at: 1, draft: { caption: 'Private.' } })
  vi.stubGlobal('localStorage', sideStore())
  const type = () => [fay, ben].forEach(({ account }) => form(account, 'tip cleo', undefined, town).change({ note: `Of ${account}.` }))
  type()
  begin()
  await does(town, fay, 'accounts.deletionRequested', {})
  await town.jump(3_600_000, 'a wait')
  await does(town, fay, 'accounts.deletionConfirmed', {})
  await town.idle()
  expect(JSON.stringify([side, await town.store.meta(draft)]), 'it may not happen after all').toMatch(
    new RegExp(`Of ${fay.account}.*Private`),
  )
  time.pass(1_000)
  await town.sealNow({ full: true })
  await vi.waitFor(async () =>
    expect(JSON.stringify([side, await town.store.meta(draft)])).not.toMatch(new RegExp(`Of ${fay.account}|Private`)),
  )
  expect(JSON.stringify(side)).toContain(`Of ${ben.account}`)
  type()
  begin()
  await vi.waitFor(() => expect(JSON.stringify(side)).not.toContain(`Of ${fay.account}`))
})

test('a world that is deleted, or begun anew, takes along what was typed there', async () => {
  const { form } = await load()
  form('gina', 'tip ben').change({ note: 'Lovely.' })
  await removeWorld('another', 'p')
  expect(JSON.stringify(side)).toContain('Lovely')
  await removeWorld('bay', 'p')
  expect(JSON.stringify(side)).toBe('{}')
})

test('a world that is deleted takes along what was typed there in a tab that shows another one by now', async () => {
  const { form } = await load()
  const there = side
  form('gina', 'tip ben').change({ note: 'Lovely.' })
  vi.stubGlobal('sessionStorage', (side = sideStore()))
  vi.resetModules()
  await (await import('../../src/peer/worlds')).removeWorld('bay', 'p')
  vi.stubGlobal('sessionStorage', (side = there))
  await vi.waitFor(() => expect(JSON.stringify(side)).toBe('{}'))
})

test('whom somebody has passed in a world goes with it, and with no other one', async () => {
  const kept = sideStore()
  vi.stubGlobal('localStorage', kept)
  const { createPassed } = await import('../../src/app/buzz/passed')
  const { SessionProvider } = await import('../../src/ui/session')
  const session = { me: () => 'anna', peer: () => peer } as unknown as Session
  const made: { passed?: ReturnType<typeof createPassed> } = {}
  createRoot((dispose) => {
    createComponent(SessionProvider, {
      session,
      get children() {
        made.passed = createPassed()
        return undefined
      },
    })
    onTestFinished(dispose)
  })
  made.passed?.pass('b'.repeat(43))
  await removeWorld('bay', 'another')
  expect(Object.keys(kept)).toHaveLength(1)
  await removeWorld('bay', 'p')
  expect(Object.keys(kept)).toEqual([])
})

test('what is entered while the words before it are on their way to the disk stays, and only those that were sent are cleared', async () => {
  const { form } = await load()
  const draft = form('anna', 'comment on poem')
  draft.change({ note: 'Lovely.' })
  await draft.send(async () => {
    draft.change({ note: 'And once more.' })
    return { ok: true }
  })
  expect(draft.now().note).toBe('And once more.')
  await draft.send(async () => ({ ok: false }))
  expect(draft.now().note).toBe('And once more.')
  await draft.send(async () => ({ ok: true }))
  expect(draft.now().note).toBe('')
})

test('who leaves a form whose words are on their way to the disk and comes back does not send them again, and may send others', async () => {
  const { form } = await load()
  form('anna', 'comment on poem').change({ note: 'Lovely.' })
  let arrive = (_: { ok: true }): void => {}
  let sent = 0
  const acts = (): Promise<{ ok: true }> => (sent++, new Promise((resolve) => (arrive = resolve)))
  const first = form('anna', 'comment on poem').send(acts)
  const again = form('anna', 'comment on poem')
  expect(again.isSending()).toBe(true)
  const second = again.send(acts)
  expect(sent).toBe(1)
  expect(await second).toBeUndefined()
  expect(form('ben', 'comment on poem').isSending()).toBe(false)
  again.change({ note: 'Another.' })
  expect(again.isSending()).toBe(false)
  again.change({ note: 'Lovely.' }) // twice, if they say so
  arrive({ ok: true })
  await first
  expect(again.now().note).toBe('Lovely.')
  const failing = again.send(() => Promise.reject(new Error('full')))
  await expect(failing).rejects.toThrow('full')
  expect(again.isSending()).toBe(false)
})
