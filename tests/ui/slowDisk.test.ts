/** What somebody gets who is quicker than the disk. */
import { createComponent, createRoot, createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import type { Book } from '../../src/areas/moderation/ui/book'
import { openNewReports } from '../../src/areas/moderation/ui/openReports'
import { createLiking } from '../../src/areas/content/ui/liking'
import type { Past } from '../../src/peer/past'
import type { Outcome } from '../../src/peer/refusals'
import type { Why } from '../../src/peer/why'
import { createAct, type Deeds, type Session, SessionProvider } from '../../src/ui/session'
import { createGiveBack, goOnFrom, goOnLater } from '../../src/ui/giveBack'
import { createMaking } from '../../src/ui/ShareLink'
import { createWhy } from '../../src/ui/Why'

vi.mock('@solidjs/router', () => ({ useNavigate: () => () => {}, A: () => undefined }))
vi.hoisted(() => vi.stubGlobal('window', { document: { addEventListener: () => {} } })) // what a button listens at

/** A session, and a disk that is done with nothing until it is told to be. */
function slow(more: Partial<Session> = {}) {
  const [me, be] = createSignal<string | undefined>('ana')
  const acts: { readonly deeds: Deeds; readonly done: (outcome?: Outcome) => void }[] = []
  const session = {
    me,
    peer: () => peer,
    past: () => undefined,
    act: (...deeds: Deeds) =>
      new Promise<Outcome>((resolve) => acts.push({ deeds, done: (outcome = { ok: true, id: 'done' }) => resolve(outcome) })),
    ...more,
  } as unknown as Session
  const made = <T>(make: () => T): T =>
    createRoot(() => {
      let it: T | undefined
      createComponent(SessionProvider, {
        session,
        get children() {
          it = make()
          return undefined
        },
      })
      return it as T
    })
  return { session, be, acts, types: () => acts.map(({ deeds }) => deeds.map(({ type }) => type).join()), made }
}
const peer = { floor: undefined, engine: { worldTime: 0 }, watch: () => () => {} }

test('a like that is taken back while the disk is at it is taken back; one that is pressed twice is one', async () => {
  const { made, types } = slow()
  const [card, show] = createSignal({ id: 'poem', liked: false })
  const liking = made(() => createLiking(card))
  void liking.turn()
  void liking.turn() // before the screen follows
  show({ id: 'poem', liked: true })
  void liking.turn()
  void liking.turn()
  show({ id: 'song', liked: false })
  void liking.turn()
  show({ id: 'poem', liked: false })
  void liking.turn() // after all
  expect(types()).toEqual(['content.liked', 'content.unliked', 'content.liked', 'content.liked'])
})

test('what takes a moment to make is busy from the press on, is done once, and not as somebody else', async () => {
  const { made, types, be, acts } = slow()
  const doing = made(createAct)
  let ready = (_: Deeds): void => {}
  const making = () => new Promise<Deeds>((resolve) => (ready = resolve))
  const first = doing.actOnce(making)
  expect(doing.busy()).toBe(true)
  expect(await doing.actOnce(making)).toBeUndefined()
  ready([{ type: 'accounts.deletionRequested', data: {} }])
  await vi.waitFor(() => expect(types()).toEqual(['accounts.deletionRequested']))
  acts[0]?.done()
  expect(await first).toEqual({ ok: true, id: 'done' })
  expect(doing.busy()).toBe(false)

  const other = doing.actOnce(making)
  be('ben')
  ready([{ type: 'accounts.deletionRequested', data: {} }])
  expect(await other).toBeUndefined()
  expect(acts).toHaveLength(1)
  expect(doing.busy()).toBe(false)
})

test('of two things that are done at once, one that is refused is told, whatever becomes of the other', async () => {
  const { made, acts } = slow()
  const doing = made(createAct)
  const refused = { ok: false, clauses: [] } as const
  const follow = (account: string) => doing.about(account, { type: 'accounts.followed', data: { account } })
  const both = [follow('ben'), follow('cleo')]
  acts[0]?.done(refused)
  acts[1]?.done()
  await Promise.all(both)
  expect(doing.outcome()).toEqual(refused)
  const next = follow('dora')
  acts[2]?.done()
  await next
  expect(doing.outcome()).toEqual({ ok: true, id: 'done' })
})

test('a link that is ready after its window was closed is shown to nobody', async () => {
  let ready = (_: string): void => {}
  const making = createMaking(() => new Promise<string>((resolve) => (ready = resolve)))
  const done = making.make()
  making.forget()
  ready('https://mesi.example/#keys')
  await done
  expect(making.made()).toBeUndefined()
  expect(making.busy()).toBe(false)

  let fail = (_: Error): void => {}
  const failing = createMaking(() => new Promise<string>((_, reject) => (fail = reject)))
  const failed = failing.make()
  failing.forget()
  fail(new Error('full'))
  await failed
  expect(failing.failure()).toBeUndefined()
})

test('while the past is played, Why follows it as fast as it is answered, and never goes back to an older answer', async () => {
  let tick = (_: number): void => {}
  const watch = (question: { readonly name: string }, _: object, __: string, told: (now: number) => void) => {
    if (question.name === 'now') tick = told
    return () => {}
  }
  const past = { worldTime: () => 1, watch, verdict: () => undefined } as unknown as Past
  const asked: ((why: Partial<Why>) => void)[] = []
  const mesi = { why: () => new Promise<Partial<Why>>((resolve) => asked.push(resolve)) }
  const { made } = slow({ past: () => past, status: () => ({ state: 'local only' }), mesi } as unknown as Partial<Session>)
  const why = made(() => createWhy(() => 'act'))
  for (const now of [2, 3]) tick(now)
  expect(asked).toHaveLength(3)
  asked[1]?.({ id: 'act', standing: 'pending' }) // by then it is a moment later
  await vi.waitFor(() => expect(why.answer()?.standing).toBe('pending'))
  asked[2]?.({ id: 'act', standing: 'final' })
  asked[0]?.({ id: 'act', standing: 'void' })
  await vi.waitFor(() => expect(why.answer()?.standing).toBe('final'))
})

test('of many reports only those are opened that somebody opens as who they were when they said so', async () => {
  const { session, acts, be } = slow()
  const bad = ['first', 'second'].map((id) => ({ id, by: 'cleo' }))
  const opening = openNewReports(session, { read: [], bad, closed: [] } as unknown as Book)
  be('ben')
  acts[0]?.done()
  expect(await opening).toEqual({ opened: 0, aside: 1, left: 0 })
  expect(acts).toHaveLength(1)
})

/** A page of these places, of which one has the focus. */
function page(...names: readonly string[]) {
  const places = names.map((name) => ({
    name,
    isConnected: true,
    parentElement: null,
    contains(element: unknown) {
      return element === this
    },
    focus() {
      document.activeElement = this
    },
  }))
  const document: { body: unknown; activeElement: unknown } = { body: places[0], activeElement: places[0] }
  vi.stubGlobal('document', document)
  return { document, places: places as unknown as readonly HTMLElement[] }
}

test('the keyboard goes on from where it was, unless somebody has gone on by themselves meanwhile', () => {
  const { document, places } = page('body', 'next', 'elsewhere', 'button')
  const [body, next, elsewhere, button] = places
  const form = { contains: (element: unknown) => element === button } as Element
  document.activeElement = elsewhere
  goOnLater(form, next)
  expect(document.activeElement).toBe(elsewhere)
  for (const from of [body, button]) {
    document.activeElement = from
    goOnLater(form, next)
    expect(document.activeElement).toBe(next)
  }
})

test('a dialog gives the focus back to what opened it; it takes it from nobody who is in a field by then', async () => {
  const { document, places } = page('body', 'opener', 'field')
  const [body, opener, field] = places
  document.activeElement = opener
  const { remember, giveBack } = createGiveBack()
  remember()
  // As the library says it: the moment is longer where the page is busy.
  for (const [at, defaultPrevented, then] of [
    [field, true, field],
    [body, false, opener],
  ] as const) {
    document.activeElement = at
    giveBack({ defaultPrevented } as Event)
    await Promise.resolve()
    expect(document.activeElement).toBe(then)
  }
})

test('who is on what goes, goes on at the place for that; who is elsewhere stays there', async () => {
  const { document, places } = page('body', 'next', 'elsewhere', 'button')
  const [body, next, elsewhere, button] = places
  for (const [at, then] of [
    [button, next],
    [elsewhere, elsewhere],
    [body, body],
  ] as const) {
    document.activeElement = at
    createRoot((dispose) => {
      goOnFrom(button as HTMLElement, () => next)
      dispose()
    })
    if (at === button) document.activeElement = body // as browsers do it
    await Promise.resolve()
    expect(document.activeElement).toBe(then)
  }
})
