/** What is typed behind `c`, before there is a field for it. */
import { createRoot } from 'solid-js'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'

class Key extends Event {
  readonly key: string
  readonly #held: readonly string[]
  constructor(key: string, held: readonly string[]) {
    super('keydown', { cancelable: true })
    this.key = key
    this.#held = held
  }
  get ctrlKey() {
    return this.getModifierState('Control')
  }
  get metaKey() {
    return this.getModifierState('Meta')
  }
  get altKey() {
    return this.getModifierState('Alt')
  }
  getModifierState(name: string) {
    return this.#held.includes(name)
  }
}
/** What a screen has of what the keys look for. */
const page = vi.hoisted(() => {
  const found = new Map<string, unknown>()
  const document = {
    documentElement: { dataset: {}, style: {} },
    activeElement: null as unknown,
    hasFocus: () => true,
    querySelector: (what: string) => [...found].find(([name]) => what.includes(name))?.[1] ?? null,
    addEventListener: () => {},
  }
  const location = { pathname: '/' }
  const window = { parent: undefined as unknown, document }
  window.parent = window
  const frames: (() => void)[] = []
  const stubs = {
    document,
    location,
    window,
    localStorage: { getItem: () => null, setItem: () => {} },
    navigator: { languages: ['en'] },
    matchMedia: () => ({ matches: false }),
  }
  for (const [name, stub] of Object.entries(stubs)) vi.stubGlobal(name, stub)
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  return { found, document, location, window, frames, navigated: [] as string[] }
})
vi.mock('@solidjs/router', () => ({ useNavigate: () => (to: string) => page.navigated.push(to) }))

const post = (place: string) => ({ dataset: { place }, querySelector: () => (place === 'feed' ? { pathname: '/post/poem' } : null) })
const field = () => {
  const it = {
    value: '',
    setRangeText: (text: string, at: number) => (it.value = it.value.slice(0, at) + text),
    dispatchEvent: () => true,
    focus: () => (page.document.activeElement = it),
    closest: () => null,
  }
  return it
}
const nextFrame = () => page.frames.splice(0).forEach((frame) => frame())

let type = (_: string, ..._held: string[]): boolean => true
beforeEach(async () => {
  vi.stubGlobal('KeyboardEvent', Key)
  vi.stubGlobal('InputEvent', Event)
  vi.stubGlobal('Element', Map) // nothing here is one
  const events = new EventTarget()
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events))
  page.found.clear()
  page.location.pathname = '/'
  page.navigated.length = 0
  page.document.activeElement = { closest: () => post('feed') }
  const { listenForKeys } = await import('../../src/app/keys')
  createRoot((dispose) => {
    listenForKeys()
    onTestFinished(dispose)
  })
  /** @param held what is pressed with it @returns whether the key did something */
  type = (key, ...held) => !events.dispatchEvent(new Key(key, held))
})

test('on the page of a post, c goes to its field', () => {
  const words = field()
  page.found.set('data-place=page', post('page')).set('.comment-write', words)
  page.location.pathname = '/post/poem'
  page.document.activeElement = { closest: () => null }
  expect(type('c')).toBe(true)
  expect(page.navigated).toEqual([])
  expect(page.document.activeElement).toBe(words)
})

test('what is typed for a field that is on its way is written as it was meant, there and nowhere else', () => {
  const [other, words] = [field(), field()]
  page.found.set('.comment-write', other) // of the screen that is still there
  type('c')
  expect(page.navigated).toEqual(['/post/poem#comments'])
  for (const key of ['S', 'h', 'x', 'Backspace', 'Dead', 'é']) type(key)
  nextFrame()
  page.location.pathname = '/post/poem'
  page.found.set('.comment-write', words)
  nextFrame()
  expect([other.value, words.value]).toEqual(['', 'Shé'])
  expect(page.document.activeElement).toBe(words)
})

test('what AltGr writes is written, too, though Windows has it as Ctrl and Alt; a shortcut is left alone, and ends the waiting', () => {
  const words = field()
  const come = () => {
    page.location.pathname = '/post/poem'
    page.found.set('.comment-write', words)
    nextFrame()
  }
  const byAltGr = (key: string) => {
    type('Control', 'Control')
    type('AltGraph', 'Control', 'Alt', 'AltGraph')
    return type(key, 'Control', 'Alt', 'AltGraph')
  }
  type('c')
  type('5')
  expect(byAltGr('€')).toBe(true)
  type('x')
  come()
  expect(words.value).toBe('5€x')

  page.location.pathname = '/'
  page.document.activeElement = { closest: () => post('feed') }
  type('c')
  type('Control', 'Control')
  expect(type('p', 'Control')).toBe(false)
  come()
  expect([words.value, page.document.activeElement === words]).toEqual(['5€x', false])
})

test('what Option writes on a Mac is written, too; Alt and a letter elsewhere is a shortcut, and ends the waiting', () => {
  const words = field()
  const typed = (userAgent: string) => {
    vi.stubGlobal('navigator', { languages: ['en'], userAgent })
    words.value = ''
    page.location.pathname = '/'
    page.document.activeElement = { closest: () => post('feed') }
    page.found.delete('.comment-write')
    type('c')
    type('Alt', 'Alt')
    const isTaken = type('ç', 'Alt')
    type('a')
    page.location.pathname = '/post/poem'
    page.found.set('.comment-write', words)
    nextFrame()
    return [isTaken, words.value]
  }
  expect(typed('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toEqual([true, 'ça'])
  expect(typed('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toEqual([false, ''])

  vi.stubGlobal('navigator', { languages: ['en'], userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' })
  expect(type('ç', 'Alt'), 'behind nothing it is no key of ours').toBe(false)
  expect(type('c', 'Meta')).toBe(false)
  vi.stubGlobal('navigator', { languages: ['en'] })
})

test('letters are held no longer than until the page says that the post is gone', () => {
  type('c')
  page.found.set('.empty', {}) // of the screen that is still there
  nextFrame()
  expect(type('x')).toBe(true)
  page.location.pathname = '/post/poem'
  nextFrame()
  expect(type('x')).toBe(false)
})

test('the focus is fetched from no dialog that has come meanwhile, and from no other pane', () => {
  const words = field()
  const come = () => {
    page.location.pathname = '/post/poem'
    page.found.set('.comment-write', words)
  }
  type('c')
  page.found.set('[role=dialog]', {})
  come()
  nextFrame()
  expect(page.document.activeElement).not.toBe(words)

  page.found.clear()
  page.location.pathname = '/'
  type('c')
  page.window.parent = {}
  page.document.hasFocus = () => false
  come()
  nextFrame()
  expect(page.document.activeElement).not.toBe(words)
  page.window.parent = page.window
  page.document.hasFocus = () => true
})
