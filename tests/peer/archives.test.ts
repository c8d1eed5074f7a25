import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test, vi } from 'vitest'
import { exportWorld, importWorld } from '../../src/peer/archives'
import { makeControls } from '../../src/peer/controls'
import { createWorld } from '../../src/peer/founding'
import { OPEN_AT_ONCE } from '../../src/peer/gate'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { rescue } from '../../src/peer/rescue'
import type { Sessions } from '../../src/peer/sessions'
import { listWorlds } from '../../src/peer/worlds'
import { readArchive } from '../../src/store/archiveReading'
import { QuotaExceeded, type StoreFailure } from '../../src/store/failures'
import { openRegistry } from '../../src/store/registry'
import { relined } from '../support/archives'
import { forgedSeal } from '../support/forging'
import { arrive, copied, does, imported, mesiOf, newWorld, stillMachine } from '../support/peers'
import { droplet, note } from '../support/posts'

const quiet = { views: false }
const sumOf = ({ engine }: Peer) => ({
  seal: engine.last.number,
  hash: engine.last.hash,
  sum: engine.last.sum,
  pending: engine.open.length,
})

/** A world with final and pending rows, words and a file. */
async function lived(): Promise<Peer> {
  const time = stillMachine()
  const peer = await newWorld(time)
  await arrive(peer, 'ana')
  await peer.store.addBlob(new Blob(['a picture']))
  time.pass(3_000)
  await peer.sealNow()
  await arrive(peer, 'ben')
  return peer
}

test('import(export(world)) = world: the same seal, sum and pending rows, words and files', async () => {
  const peer = await lived()
  const made = await importWorld(await exportWorld(peer), { ...quiet, restore: true, peer: 'copy-1', time: stillMachine() })
  if (!made.ok) throw new Error(made.says)
  expect(sumOf(made.peer)).toEqual(sumOf(peer))
  expect(sumOf(peer).pending).toBeGreaterThan(0)
  expect((await made.peer.store.blobStates()).size).toBe(1)
  expect(await made.peer.store.keys('root')).toEqual([]) // without a passphrase, the keys stay where they are
  expect(made.peer.isHost).toBe(false)
  const again = await importWorld(await exportWorld(peer), { ...quiet, restore: true, peer: 'copy-1' })
  expect(again).toMatchObject({ ok: false, code: 'already here' })
  await made.peer.close()
  await peer.close()
})

test('a file is of the world that was open when it was asked for, also where another one is entered meanwhile', async () => {
  const [asked, entered] = [await lived(), await lived()]
  let open = asked
  const { worlds } = makeControls({ current: () => ({ peer: open }) } as unknown as Sessions)
  const coming = worlds.export()
  open = entered
  const read = await readArchive(await coming)
  expect(read.ok && read.archive.genesis.value).toEqual(asked.genesis)
  for (const peer of [asked, entered]) await peer.close()
})

test('what is saved from a world that cannot be gone on with says whether keys of accounts stay behind', async () => {
  const peer = await lived()
  const saved = await rescue(peer)
  expect(saved).toMatchObject({ isWhole: true, leavesKeys: true })
  const read = await readArchive(saved.file)
  expect(read.ok && read.archive.keys).toEqual([])
  const registry = await openRegistry()
  const { name } = peer.genesis
  await registry.put({ id: peer.world, peer: peer.store.peer, name, createdAt: 0, lastOpened: 0, parent: null, demo: true, size: 0 })
  registry.close()
  expect(await rescue(peer)).toMatchObject({ isWhole: true, leavesKeys: false })
  await peer.close()
})

test('import(export(world)) = world: with everything that somebody did while no seal came, however much', async () => {
  const peer = await lived()
  const [, , ben] = peer.personas
  const busy = Array.from({ length: OPEN_AT_ONCE + 100 }, () => ({ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }))
  expect((await peer.act((ben as Persona).device, busy)).ok).toBe(true)
  const made = await importWorld(await exportWorld(peer), { ...quiet, restore: true, peer: 'copy-of-much', time: stillMachine() })
  if (!made.ok) throw new Error(made.says)
  expect(sumOf(made.peer)).toEqual(sumOf(peer))
  expect(sumOf(peer).pending).toBeGreaterThan(OPEN_AT_ONCE)
  await made.peer.close()
  await peer.close()
})

test('under a passphrase the keys of accounts go along, those of devices never', async () => {
  const peer = await lived()
  const file = await exportWorld(peer, { passphrase: 'correct horse' })
  expect(await importWorld(file, { ...quiet, restore: true, peer: 'copy-2' })).toMatchObject({ ok: false, code: 'passphrase needed' })
  const made = await importWorld(file, { ...quiet, restore: true, peer: 'copy-2', passphrase: 'correct horse' })
  if (!made.ok) throw new Error(made.says)
  expect(await made.peer.store.keys('root')).toHaveLength(3) // Mesi, ana, ben
  expect(await made.peer.store.keys('device')).toEqual([])
  await made.peer.close()
  await peer.close()
})

test('a demo gives its keys away, unless its file is to be without any', async () => {
  const peer = await createWorld({ ...quiet, name: 'Demo', demo: true, peer: 'demo', time: stillMachine() })
  await arrive(peer, 'ana')
  const keysIn = async (file: Blob) => {
    const reading = await readArchive(file)
    return reading.ok ? reading.archive.keys.length : reading.says
  }
  expect(await keysIn(await exportWorld(peer))).toBe(4) // Mesi's and Ana's, a root and a box key each
  expect(await keysIn(await exportWorld(peer, { keyless: true }))).toBe(0)
  await peer.close()
})

test('a file that calls itself a demo makes none: the keys of accounts still leave it under a passphrase only', async () => {
  const peer = await lived()
  const file = await relined(await exportWorld(peer, { passphrase: 'correct horse' }), (lines) => lines, { demo: true })
  await peer.close()
  for (const restore of [true, false]) {
    const made = await importWorld(file, {
      ...quiet,
      restore,
      peer: `no-demo-${restore}`,
      passphrase: 'correct horse',
      time: stillMachine(),
    })
    if (!made.ok) throw new Error(made.says)
    expect(await made.peer.store.keys('root')).toHaveLength(restore ? 3 : 2) // ben is not final, and stays behind
    const again = await importWorld(await exportWorld(made.peer), {
      ...quiet,
      restore: true,
      peer: `again-${restore}`,
      time: stillMachine(),
    })
    if (!again.ok) throw new Error(again.says)
    expect(await again.peer.store.keys('root')).toEqual([])
    expect((await listWorlds()).filter(({ peer }) => /^(?:no-demo|again)-/.test(peer)).map(({ demo }) => demo)).not.toContain(true)
    await again.peer.close()
    await made.peer.close()
  }
})

test.each([
  ['a pending row whose signature is another one', (lines: string[]) => lines.map((line) => (line.startsWith('tail') ? flip(line) : line))],
  ['a seal that its host did not sign', (lines: string[]) => lines.map((line) => (line.startsWith('seal') ? flip(line) : line))],
])('hostile: %s is not believed, and nothing of the file is kept', async (_what, change) => {
  const peer = await lived()
  const before = await listWorlds()
  const answer = await importWorld(await relined(await exportWorld(peer), change), { ...quiet, restore: true, peer: 'copy-3' })
  expect(answer).toMatchObject({ ok: false, code: 'not proven' })
  expect(await listWorlds()).toEqual(before)
  expect((await indexedDB.databases()).filter(({ name }) => name?.includes('copy-3'))).toEqual([])
  await peer.close()
})

/** Another letter in the signature in front of the body. */
function flip(line: string): string {
  const at = line.indexOf('\t') + 5
  return line[line.indexOf('\t') + 1] === '{' ? line : line.slice(0, at) + (line[at] === 'A' ? 'B' : 'A') + line.slice(at + 1)
}

test('K21: a copy that is restored as it was has the words that it was copied with', async () => {
  const time = stillMachine()
  const parent = await newWorld(time)
  const ana = await arrive(parent, 'ana')
  const caption = parent.write(ana.account, 'By the river')
  await does(parent, ana, 'content.published', { ...note, caption })
  time.pass(3_000)
  await parent.sealNow({ full: true })
  const { peer: copy } = await copied(parent, time)
  const again = await imported(await exportWorld(copy), time, { restore: true })
  if (!again.ok) throw new Error(again.says)
  expect(again.peer.engine.last.hash).toBe(copy.engine.last.hash)
  expect([...(await again.peer.store.payloads([caption.hash])).keys()]).toEqual([caption.hash])
})

test('a restore that breaks off leaves nothing, and the page does not hear that the world is gone which it shows', async () => {
  const peer = await lived()
  const put = IDBObjectStore.prototype.put
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: object, ...rest: []) {
    if ('lastOpened' in value) throw new DOMException('full', 'QuotaExceededError')
    return put.call(this, value, ...rest)
  })
  const befallen: string[] = []
  const onFailure = ({ code }: StoreFailure) => void befallen.push(code)
  const options = { ...quiet, restore: true, peer: 'broken-off', time: stillMachine(), onFailure }
  await expect(importWorld(await exportWorld(peer), options)).rejects.toThrow(QuotaExceeded)
  spy.mockRestore()
  expect(befallen).toEqual([])
  expect((await indexedDB.databases()).filter(({ name }) => name?.endsWith('/broken-off'))).toEqual([])
})

test('a file that holds the same bytes as words and as a picture can be brought in', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const eve = await arrive(peer, 'eve')
  const caption = peer.write(eve.account, 'hello')
  const files = [{ hash: caption.hash, size: 100, type: 'image/jpeg', width: 10, height: 10 }] as const
  await does(peer, eve, 'content.published', { ...droplet, files, caption })
  const bytes = (await peer.store.payloads([caption.hash])).get(caption.hash) as Uint8Array<ArrayBuffer>
  await peer.store.addBlob(new Blob([bytes])) // as whoever scrolls by has fetched it
  time.pass(3_000)
  await peer.sealNow({ full: true })
  expect(await readArchive(await exportWorld(peer))).toMatchObject({ ok: true })
})

test('K18: a file that comes to another result here than its host had fixed says so', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  await arrive(host, 'ana')
  time.pass(3_000)
  const same = await imported(await exportWorld(host), time)
  const seal = await forgedSeal(host, { sum: '0123456789abcdef' }) // as by a build with other rules
  await host.receive('elsewhere', [], [seal.text], [])
  const other = await imported(await exportWorld(host), time)
  expect([same, other].map((made) => made.ok && made.differs)).toEqual([false, true])
  // And so does the door, through which the page asks.
  expect(await mesiOf(host).worlds.import(await exportWorld(host))).toMatchObject({ ok: true, differs: true })
})
