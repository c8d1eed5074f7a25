import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, onTestFinished, test, vi } from 'vitest'
import { hashOf, utf8 } from '../../src/kit/bytes'
import type { Hash } from '../../src/log/types'
import type { Peer } from '../../src/peer/peer'
import { freePicked, holdPicked, keepPicked, type Pages } from '../../src/peer/picked'
import { QuotaExceeded } from '../../src/store/failures'
import { forged } from '../support/forging'
import { arrive, does, newWorld, stillMachine } from '../support/peers'
import { droplet } from '../support/posts'

/** Pages of one browser, of which some are closed. */
function makePages() {
  const alive = new Set<string>()
  return {
    open(name: string): Pages {
      alive.add(name)
      return { mine: async () => name, alive: async () => alive }
    },
    close: (name: string) => void alive.delete(name),
  }
}
const picture = (words: string) => new Blob([utf8(words)], { type: 'image/jpeg' })
const isHere = async (peer: Peer, hash: Hash) => (await peer.store.blob(hash)) !== undefined

test('a file that was picked and never used is freed once its page is gone, with all that was noted of it', async () => {
  const peer = await newWorld()
  const pages = makePages()
  const [first, second] = [pages.open('first'), pages.open('second')]
  const { hash, size } = await keepPicked(peer, picture('a cat'), first)
  await peer.wantBlob(hash, size)
  expect(await freePicked(peer, second)).toEqual([])
  expect(await isHere(peer, hash)).toBe(true)
  pages.close('first')
  expect(await freePicked(peer, second)).toEqual([hash])
  expect(await isHere(peer, hash)).toBe(false)
  expect(peer.blobState(hash)).toEqual({ state: 'absent', have: 0, size: 0 })
  expect(await peer.store.metaFrom('picked/')).toEqual(new Map())
  await peer.close()
})

test('what a second page has picked too stays until both are gone', async () => {
  const peer = await newWorld()
  const pages = makePages()
  const [first, second, third] = [pages.open('first'), pages.open('second'), pages.open('third')]
  const { hash } = await keepPicked(peer, picture('a cat'), first)
  await keepPicked(peer, picture('a cat'), second)
  pages.close('second')
  expect(await freePicked(peer, third)).toEqual([])
  pages.close('first')
  expect(await freePicked(peer, third)).toEqual([hash])
  await peer.close()
})

test('what a draft names stays until the draft is thrown away', async () => {
  const peer = await newWorld()
  const pages = makePages()
  const { hash } = await keepPicked(peer, picture('a cat'), pages.open('first'))
  pages.close('first')
  const next = pages.open('next')
  await peer.store.putMeta('draft/post/ana', { files: [{ key: 1, state: 'ready', made: { file: { hash } } }] })
  expect(await freePicked(peer, next)).toEqual([])
  expect(await isHere(peer, hash)).toBe(true)
  await peer.store.putMeta('draft/post/ana', undefined)
  expect(await freePicked(peer, next)).toEqual([hash])
  await peer.close()
})

test('what a form of a tab names stays through reloads, and until a day after that tab was closed', async () => {
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now())
  onTestFinished(() => now.mockRestore())
  const peer = await newWorld()
  const pages = makePages()
  const { hash } = await keepPicked(peer, picture('a face'), pages.open('first'))
  await peer.store.putMeta('draft/signing up', [hash])
  await peer.store.putMeta('draft/post/ana', { at: 1, draft: null })
  const days = (many: number) => now.mockReturnValue(Date.now() + many * 86_400_000)
  days(2)
  pages.close('first')
  const second = pages.open('second')
  expect(await freePicked(peer, second), 'reloaded').toEqual([])
  await peer.store.putMeta('draft/signing up', [hash])
  await holdPicked(peer, [hash], second)
  days(2)
  expect(await freePicked(peer, pages.open('next'))).toEqual([])
  pages.close('second')
  expect(await freePicked(peer, pages.open('next')), 'closed').toEqual([])
  now.mockReturnValue(Date.now() + 86_400_000 - 1)
  expect(await freePicked(peer, pages.open('next')), 'may be opened once more').toEqual([])
  now.mockReturnValue(Date.now() + 1)
  expect(await freePicked(peer, pages.open('next'))).toEqual([hash])
  expect([...(await peer.store.metaFrom('draft/')).keys()]).toEqual(['draft/post/ana'])
  await peer.close()
})

test('a full disk, which takes no note of a form that no page shows, is freed of what nothing names all the same', async () => {
  const peer = await newWorld()
  const pages = makePages()
  const first = pages.open('first')
  const [form, unused] = await Promise.all(['a face', 'unused'].map((words) => keepPicked(peer, picture(words), first)))
  await peer.store.putMeta('draft/signing up', [form?.hash])
  pages.close('first')
  vi.spyOn(peer.store, 'putMeta').mockRejectedValue(new QuotaExceeded())
  expect(await freePicked(peer, pages.open('next'))).toEqual([unused?.hash])
  expect(await isHere(peer, form?.hash as Hash)).toBe(true)
  await peer.close()
})

test.each(['pending', 'final'])('what a %s act names stays, as a file, as the small one before it, and as a face', async (standing) => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const ana = await arrive(peer, 'ana')
  const pages = makePages()
  const page = pages.open('first')
  const keep = (words: string) => keepPicked(peer, picture(words), page)
  const [file, thumb, face, unused] = await Promise.all([keep('file'), keep('thumb'), keep('face'), keep('unused')])
  const files = [{ ...file, type: 'image/jpeg', width: 10, height: 10, thumb: { ...thumb, type: 'image/jpeg' } }] as const
  await does(peer, ana, 'content.published', { ...droplet, files, caption: peer.write(ana.account, 'A cat') })
  const name = peer.write(ana.account, 'Ana')
  await does(peer, ana, 'accounts.profileEdited', { name, categories: [], picture: { ...face, type: 'image/jpeg' } })
  if (standing === 'final') {
    time.pass(3_000)
    await peer.sealNow({ full: true })
  }
  pages.close('first')
  expect(await freePicked(peer, pages.open('next'))).toEqual([unused.hash])
  for (const each of [file, thumb, face]) expect(await isHere(peer, each.hash)).toBe(true)
  await peer.close()
})

test('where nobody can tell whether a page is gone, nothing is freed', async () => {
  const peer = await newWorld()
  const { hash } = await keepPicked(peer, picture('a cat'), undefined)
  expect(await freePicked(peer, undefined)).toEqual([])
  expect(await freePicked(peer, makePages().open('next'))).toEqual([])
  expect(await isHere(peer, hash)).toBe(true)
  await peer.close()
})

test('what a draft names that a page shows stays until that page is gone, though another page threw the draft away', async () => {
  const peer = await newWorld()
  const pages = makePages()
  const { hash } = await keepPicked(peer, picture('a cat'), pages.open('first'))
  pages.close('first')
  const shows = pages.open('shows')
  await holdPicked(peer, [hash], shows)
  expect(await freePicked(peer, pages.open('next'))).toEqual([])
  pages.close('shows')
  expect(await freePicked(peer, pages.open('last'))).toEqual([hash])
  await peer.close()
})

test('what an act names that still waits for another one stays', async () => {
  const peer = await newWorld()
  const ana = await arrive(peer, 'ana')
  const pages = makePages()
  const { hash, size } = await keepPicked(peer, picture('a cat'), pages.open('first'))
  pages.close('first')
  const files = [{ hash, size, type: 'image/jpeg', width: 10, height: 10 }] as const
  const absent = hashOf('what it was done after')
  const row = await forged(peer, ana.device, {
    type: 'content.published',
    data: { ...droplet, files, caption: peer.write(ana.account, 'A cat') },
    seen: [{ device: hashOf('somebody'), seq: 3, hash: absent }],
  })
  peer.engine.add([row])
  expect(peer.engine.open.some((entry) => entry.row.hash === row.hash)).toBe(false)
  expect(await freePicked(peer, pages.open('next'))).toEqual([])
  expect(await isHere(peer, hash)).toBe(true)
  await peer.close()
})

test('who deletes a post and picks its photo again before that is final hears at once that it is not taken', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const ana = await arrive(peer, 'ana')
  const page = makePages().open('here')
  const file = await keepPicked(peer, picture('a cat'), page)
  const files = [{ ...file, type: 'image/jpeg', width: 10, height: 10 }] as const
  const post = await does(peer, ana, 'content.published', { ...droplet, files, caption: peer.write(ana.account, 'A catt') })
  expect(await keepPicked(peer, picture('a cat'), page)).toEqual(file)
  await does(peer, ana, 'content.deleted', { content: post })
  expect(peer.standing(post)).toBe('pending')
  await expect(keepPicked(peer, picture('a cat'), page)).rejects.toThrow('erased for good')
  await peer.close()
})
