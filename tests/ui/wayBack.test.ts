/** Where who signs up goes on. */
import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepWayBack, takeWayBack } from '../../src/app/wayBack'
import type { Peer } from '../../src/peer/peer'

beforeEach(() => {
  const side = new Map<string, string>()
  vi.stubGlobal('window', { parent: undefined })
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => side.get(key) ?? null,
    setItem: (key: string, text: string) => void side.set(key, text),
    removeItem: (key: string) => void side.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

const world = (name: string) => ({ world: name, store: { peer: '' } }) as Peer

/** Somebody, or nobody, who goes about in worlds. */
function walk(from: string) {
  const [peer, enter] = createSignal(world('bay'))
  const [me, be] = createSignal<string>()
  const [place, go] = createSignal(from)
  createRoot(() => keepWayBack({ peer, me }, place))
  return { go, be, enter: (name: string) => void enter(world(name)), wayBack: () => takeWayBack(peer()) }
}

test('who signs up goes on where they were, once; the feed for who came from elsewhere', () => {
  const { go, wayBack } = walk('/post/p?tip=5')
  go('/welcome')
  go('/welcome?step=kind')
  expect([wayBack(), wayBack()]).toEqual(['/post/p?tip=5', '/'])
  go('/wallet')
  go('/welcome')
  expect(wayBack()).toBe('/')
})

test('whoever has come into another world meanwhile, or was somebody, has no way back', () => {
  const begun = walk('/u/anna')
  begun.enter('a new one')
  begun.go('/welcome')
  expect(begun.wayBack()).toBe('/')
  const deleted = walk('/')
  deleted.be('anna')
  deleted.go('/u/anna')
  deleted.be(undefined)
  deleted.go('/welcome')
  expect(deleted.wayBack()).toBe('/')
})
