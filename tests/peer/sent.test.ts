/** A draft that was sent just before its page was closed is known as the post that it has become, and no other draft is. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test } from 'vitest'
import { isPosted } from '../../src/areas/content/ui/sent'
import { arrive, does, newWorld, stillMachine } from '../support/peers'
import { droplet, photo } from '../support/posts'

test('what was sent is posted by its names, its author and its time alone', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const [ana, ben] = [await arrive(peer, 'ana'), await arrive(peer, 'ben')]
  const since = peer.engine.worldTime
  const sent = { since, caption: null, files: [photo.hash] }
  expect(isPosted(peer, ana.account, sent)).toBe(false)
  const { caption, ...wordless } = droplet
  await does(peer, ana, 'content.published', wordless)
  expect(isPosted(peer, ana.account, sent)).toBe(true)
  expect(isPosted(peer, ben.account, sent)).toBe(false)
  expect(isPosted(peer, ana.account, { ...sent, caption: caption.hash })).toBe(false)
  expect(isPosted(peer, ana.account, { ...sent, files: [] })).toBe(false)
  // The same photo without words, sent a second time and never arrived, is still a draft.
  expect(isPosted(peer, ana.account, { ...sent, since: since + 1 })).toBe(false)
})
