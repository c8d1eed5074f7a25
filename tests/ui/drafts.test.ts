/** What is written in one place while something comes of it in another: by two tabs, two screens of one tab, two people of one device. */
import { createComponent, createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { copyOf, createPostDraft, type Drafting, madeOf } from '../../src/areas/content/ui/draft'
import { type Given, useGiven } from '../../src/areas/content/ui/given'
import { createReasonedAct } from '../../src/areas/moderation/ui/Reasons'
import type { Outcome } from '../../src/peer/refusals'
import { createAct, type Session, SessionProvider } from '../../src/ui/session'

let disk: Map<string, unknown>
let onFocus: (() => void)[]
beforeEach(() => {
  disk = new Map()
  onFocus = []
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} })
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {} })
  vi.stubGlobal('addEventListener', (type: string, does: () => void) => void (type === 'focus' && onFocus.push(does)))
  vi.stubGlobal('removeEventListener', () => {})
  let now = 0
  vi.spyOn(Date, 'now').mockImplementation(() => ++now)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})
const onDisk = () => JSON.stringify([...disk])
const peer = {
  world: 'w',
  store: {
    peer: '',
    meta: async (key: string) => disk.get(key),
    putMeta: async (key: string, value: unknown) => void disk.set(key, structuredClone(value)),
  },
}

const here = { create: createPostDraft, Provider: SessionProvider }
const within = <T>(session: object, make: () => T, Provider = SessionProvider): { readonly it: T; readonly dispose: () => void } =>
  createRoot((dispose) => {
    const made: { it?: T } = {}
    createComponent(Provider, {
      session: session as Session,
      get children() {
        made.it = make()
        return undefined
      },
    })
    return { it: made.it as T, dispose }
  })
/** The modules of another page: what one of them counts the other one does not know. */
const anotherTab = async () => {
  vi.resetModules()
  const [{ createPostDraft: create }, { SessionProvider: Provider }] = await Promise.all([
    import('../../src/areas/content/ui/draft'),
    import('../../src/ui/session'),
  ])
  return { create, Provider }
}
const createComposer = async (session: object, given: () => Given | undefined = () => undefined, { create, Provider } = here) => {
  const make = () => {
    const drafting = create()
    useGiven(drafting, given)
    return drafting
  }
  const made = within<Drafting>(session, make, Provider)
  await vi.waitFor(() => expect(made.it.isOpen()).toBe(true))
  return made
}

test('a film that one tab goes on making ready takes no words that are typed in another one, and is there in the end', async () => {
  const making: { onProgress(share: number): void; done(made: object): void }[] = []
  const put = (_: File, { onProgress }: { onProgress: (share: number) => void }) =>
    new Promise((done) => void making.push({ onProgress, done }))
  const session = { peer: () => peer, me: () => 'anna', past: () => undefined, mesi: { blobs: { put } } }
  const { it: one } = await createComposer(session)
  one.attach([new File(['film'], 'film.mp4')])
  await vi.waitFor(() => expect(onDisk()).toContain('film.mp4'))
  const { it: other } = await createComposer(session)
  other.change({ caption: 'Typed in the second tab' })
  await vi.waitFor(() => expect(onDisk()).toContain('second tab'))
  making[0]?.onProgress(0.5)
  expect(one.draft.files).toMatchObject([{ state: 'working', progress: 0.5 }])
  onFocus[1]?.() // somebody looks at another window, and comes back
  making[0]?.done({ kind: 'video', file: { hash: 'film' } })
  await vi.waitFor(() => expect(onDisk()).toContain('ready'))
  expect(onDisk()).toContain('second tab')
  expect(one.draft.caption).toBe('Typed in the second tab')
  onFocus[1]?.()
  await vi.waitFor(() => expect(other.draft.files).toMatchObject([{ state: 'ready' }]))
  expect(other.draft.caption).toBe('Typed in the second tab')
})

test('ACC-10, AIP-8: how much of a post is AI goes without saying until its maker says it: of an AI account all, of a Real Persona nothing', async () => {
  const session = { peer: () => peer, me: () => 'anna', past: () => undefined }
  const { draft, change } = (await createComposer(session)).it
  const made = () => [madeOf(draft.made, true), madeOf(draft.made, false)]
  expect(made()).toEqual(['generated', 'human'])
  change({ caption: 'Seen', made: 'human' })
  expect(made()).toEqual(['human', 'human'])
  change({ made: 'enhanced' })
  expect(made()).toEqual(['enhanced', 'enhanced'])
})

test('a file that is dropped on one window takes no words that were typed in another meanwhile', async () => {
  const put = () => new Promise(() => undefined)
  const session = { peer: () => peer, me: () => 'anna', past: () => undefined, mesi: { blobs: { put } } }
  const { it: one } = await createComposer(session)
  const { it: other } = await createComposer(session)
  other.change({ caption: 'Typed in the second window' })
  await vi.waitFor(() => expect(onDisk()).toContain('second window'))
  one.attach([new File(['film'], 'film.mp4')])
  await vi.waitFor(() => expect(onDisk()).toContain('film.mp4'))
  expect(onDisk()).toContain('second window')
  expect(one.draft.caption).toBe('Typed in the second window')
})

test('a film that came to a window from another one with what was dropped there is made ready there, too: the other may be closed by then', async () => {
  const made: ((made: object) => void)[] = []
  const session = (put: object) => ({ peer: () => peer, me: () => 'anna', past: () => undefined, mesi: { blobs: { put } } })
  const { it: one, dispose } = await createComposer(session(() => new Promise(() => undefined)))
  const { it: other } = await createComposer(session(() => new Promise((done) => void made.push(done))))
  one.attach([new File(['film'], 'film.mp4')])
  await vi.waitFor(() => expect(onDisk()).toContain('film.mp4'))
  other.attach([new File(['photo'], 'photo.jpg')])
  await vi.waitFor(() => expect(onDisk()).toContain('photo.jpg'))
  dispose()
  for (const done of made) done({ kind: 'video', file: { hash: 'made' } })
  await vi.waitFor(() => expect(other.draft.files.map(({ state }) => state)).toEqual(['ready', 'ready']))
})

test('the words of a text file take none that are typed in another tab, and stand there once though both tabs read it', async () => {
  const read: (() => void)[] = []
  const blobs = {
    put: () => new Promise((done) => void read.push(() => done({ kind: 'text', file: { hash: 'letter' } }))),
    get: async () => new Blob(['A letter']),
  }
  const session = { peer: () => peer, me: () => 'anna', past: () => undefined, mesi: { blobs } }
  const { it: one } = await createComposer(session)
  one.attach([new File(['A letter'], 'letter.txt')])
  await vi.waitFor(() => expect(onDisk()).toContain('letter.txt'))
  const { it: other } = await createComposer(session)
  await vi.waitFor(() => expect(read).toHaveLength(2))
  other.change({ caption: 'Typed in the second tab' })
  await vi.waitFor(() => expect(onDisk()).toContain('second tab'))
  const both = 'Typed in the second tab\n\nA letter'
  read[0]?.()
  await vi.waitFor(() => expect(one.draft).toMatchObject({ caption: both, files: [] }))
  await vi.waitFor(() => expect(onDisk()).not.toContain('letter.txt'))
  read[1]?.()
  await vi.waitFor(() => expect(other.draft).toMatchObject({ caption: both, files: [] }))
  expect(onDisk()).toContain(JSON.stringify(both))
})

test('a file that was taken out in another tab, and another one put in its place, does not come back once it is ready', async () => {
  const makes = () => {
    const made = new Map<string, (made: object) => void>()
    const put = ({ name }: File) => new Promise((done) => void made.set(name, done))
    const session = { peer: () => peer, me: () => 'anna', past: () => undefined, mesi: { blobs: { put } } }
    return { session, ready: (name: string) => made.get(name)?.({ kind: 'image', file: { hash: name } }) }
  }
  const one = makes()
  const first = await createComposer(one.session, undefined, await anotherTab())
  first.it.attach([new File(['a'], 'wrong one.jpg')])
  await vi.waitFor(() => expect(onDisk()).toContain('wrong one'))
  const other = makes()
  const second = await createComposer(other.session, undefined, await anotherTab())
  second.it.detach(second.it.draft.files[0]?.key as number)
  second.it.attach([new File(['b'], 'right one.jpg')])
  await vi.waitFor(() => expect(onDisk()).toContain('right one'))
  other.ready('right one.jpg')
  await vi.waitFor(() => expect(onDisk()).toContain('ready'))
  one.ready('wrong one.jpg')
  await vi.waitFor(() => expect(first.it.draft.files.map(({ name }) => name)).toEqual(['right one.jpg']))
  expect(onDisk()).not.toContain('wrong one')
})

test('a disk that cannot be read calls no file gone: it says so itself with the post', async () => {
  const blobs = {
    put: async () => ({ kind: 'image', file: { hash: 'photo' } }),
    get: () => Promise.reject(new Error('the disk was busy')),
  }
  const { it } = await createComposer({ peer: () => peer, me: () => 'anna', past: () => undefined, mesi: { blobs } })
  it.attach([new File(['photo'], 'photo.jpg')])
  await vi.waitFor(() => expect(it.draft.files).toMatchObject([{ state: 'ready' }]))
  expect(await it.areFilesHere()).toBe(true)
  expect(it.draft.files).toMatchObject([{ state: 'ready' }])
})

test('what is only supposed to be posted takes no draft away', async () => {
  const [past, look] = createSignal<object>()
  const { it } = await createComposer({ peer: () => peer, me: () => 'anna', past })
  it.change({ caption: 'A long letter' })
  await vi.waitFor(() => expect(onDisk()).toContain('A long letter'))
  look({ doing: {} })
  await vi.waitFor(() => expect(it.draft.caption).toBe(''))
  it.change({ caption: 'Had I' })
  await it.clear() // it is posted there
  look(undefined)
  await vi.waitFor(() => expect(it.draft.caption).toBe('A long letter'))
  expect(onDisk()).toContain('A long letter')
})

test('what was typed while the disk was busy is kept by whoever typed it, and not what stands there by then', async () => {
  const [past, look] = createSignal<object>()
  const { putMeta } = peer.store
  const { it } = await createComposer({ peer: () => peer, me: () => 'anna', past })
  let go = (): void => {}
  const busy = new Promise<void>((done) => (go = done))
  const put = vi.spyOn(peer.store, 'putMeta').mockImplementation(async (...args) => {
    await busy
    await putMeta(...args)
  })
  it.change({ caption: 'A long' })
  it.change({ caption: 'A long letter' })
  look({ doing: {} })
  await vi.waitFor(() => expect(it.draft.caption).toBe(''))
  go()
  await vi.waitFor(() => expect(put).toHaveBeenCalledTimes(2))
  look(undefined)
  await vi.waitFor(() => expect(it.draft.caption).toBe('A long letter'))
})

test('what was typed in another window comes into no draft that stands here by the time that the disk tells of it', async () => {
  const [past, look] = createSignal<object>()
  const session = { peer: () => peer, me: () => 'anna', past, mesi: { blobs: { put: () => new Promise(() => undefined) } } }
  const { it: one } = await createComposer(session)
  const { it: other } = await createComposer({ ...session, past: () => undefined })
  other.change({ caption: 'Typed in the second window' })
  await vi.waitFor(() => expect(onDisk()).toContain('second window'))
  let go = (): void => {}
  const busy = new Promise<void>((done) => (go = done))
  const { meta } = peer.store
  const read = vi.spyOn(peer.store, 'meta').mockImplementation(async (key) => {
    await busy
    return meta(key)
  })
  const attached = Promise.resolve(one.attach([new File(['film'], 'film.mp4')]))
  await vi.waitFor(() => expect(read).toHaveBeenCalled())
  look({ doing: {} })
  await vi.waitFor(() => expect(one.isOpen()).toBe(true))
  go()
  await attached
  expect(one.draft.caption).toBe('')
})

test('what another app handed over goes into the draft of whoever it was given to, and not of who is somebody next', async () => {
  const [given, give] = createSignal<Given | undefined>({ words: 'Look at this', files: [] })
  const anna = await createComposer({ peer: () => peer, me: () => 'anna', past: () => undefined }, given)
  expect(anna.it.draft.caption).toBe('Look at this')
  anna.dispose()
  const ben = await createComposer({ peer: () => peer, me: () => 'ben', past: () => undefined }, given) // before it is known that nothing more was given
  expect(ben.it.draft.caption).toBe('')
  give({ words: 'And at this', files: [] })
  expect(ben.it.draft.caption).toBe('And at this')
})

test('a draft that is brought back shows on the screen that one has come to meanwhile', async () => {
  const session = { peer: () => peer, me: () => 'anna', past: () => undefined }
  const first = await createComposer(session)
  first.it.change({ caption: 'A long letter' })
  const before = copyOf(first.it.draft)
  await first.it.clear()
  first.dispose()
  const second = await createComposer(session)
  await first.it.restore(before)
  await vi.waitFor(() => expect(second.it.draft.caption).toBe('A long letter'))
})

test('who is somebody else before reasons are sent keeps what that one was writing', async () => {
  const [me, be] = createSignal('ben')
  let answer = (_: Outcome): void => {}
  const session = {
    me,
    peer: () => peer,
    past: () => undefined,
    write: (words: string) => ({ hash: words, characters: words.length }),
    act: () => new Promise<Outcome>((done) => (answer = done)),
  }
  const { it: form } = within(session, () => createReasonedAct(() => 'one decision'))
  form.setWords('Ben has begun this')
  be('anna')
  form.setWords('Anna sends this')
  const sending = form.send('moderation.appealed', { decision: 'one' })
  be('ben')
  answer({ ok: true, id: '' })
  await sending
  expect(form.words()).toBe('Ben has begun this')
  be('anna')
  expect(form.words()).toBe('')
})

test('what somebody was told of their act is not shown to who is somebody else, or elsewhere, by then', async () => {
  const [me, be] = createSignal('anna')
  const [world, enter] = createSignal<object>(peer)
  let answer = (_: Outcome | Error): void => {}
  const act = () => new Promise<Outcome>((done, fail) => (answer = (what) => (what instanceof Error ? fail(what) : done(what))))
  const { it: acting, dispose } = within({ me, peer: world, act }, createAct)
  const refused: Outcome = { ok: false, clauses: [{ id: 'ACC-1', text: 'No.', facts: {} }] }
  const done: Outcome = { ok: true, id: 'done' }
  const begun = () => acting.act({ type: 'accounts.followed', data: { account: 'ben' } })
  const back = begun()
  be('ben')
  be('anna')
  expect(acting.busy()).toBe(true)
  answer(done)
  expect(await back).toBe(done)
  for (const leave of [() => be('ben'), () => enter({})]) {
    const first = begun()
    answer(refused)
    expect(await first).toBe(refused)
    expect(acting.outcome()).toBe(refused)
    leave()
    expect(acting.outcome()).toBeUndefined()
    be('anna')
    for (const late of [refused, new Error('The disk is gone.'), done]) {
      const second = begun()
      leave()
      expect(acting.busy()).toBe(false)
      answer(late)
      expect(await second).toBeUndefined()
      expect([acting.outcome(), acting.failure(), acting.busy()]).toEqual([undefined, undefined, false])
      be('anna')
    }
  }
  dispose()
})
