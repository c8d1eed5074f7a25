import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { Dexie } from 'dexie'
import { expect, test, vi } from 'vitest'
import type { StatementPage } from '../../src/areas/ledger/views'
import { fromUtf8, hashOf as sha256, utf8 } from '../../src/kit/bytes'
import type { Hash } from '../../src/log/types'
import { exportWorld, importWorld } from '../../src/peer/archives'
import { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { replicaOf } from '../../src/peer/replica'
import { revocationOf } from '../../src/peer/pairing'
import { removeWorld } from '../../src/peer/worlds'
import { openStore } from '../../src/store/store'
import { CHUNK } from '../../src/sync/replica'
import { viewsName } from '../../src/store/schema'
import { forged } from '../support/forging'
import { arrive, asked, does, enrolAt, makeTown, newcomer, newWorld, reopen, stillMachine } from '../support/peers'
import { droplet, note } from '../support/posts'
import { collect, dump } from '../store/fixtures'

const DAY = 86_400_000
const wording = { audience: 'everyone', moods: [], tags: [] } as const

/** Which words that no other text holds are anywhere in what a world keeps, as text or as bytes. */
async function canaries(peer: Peer): Promise<string[]> {
  const texts: string[] = []
  const gather = (value: unknown): void => {
    if (value instanceof Uint8Array) texts.push([...value].map((byte) => String.fromCharCode(byte)).join(''))
    else if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) gather(each)
  }
  gather(await dump(peer.store))
  return [...new Set(texts.join('\n').match(/canary(-[a-z]+)?/g))].sort()
}

async function blobOf(peer: Peer, words: string): Promise<{ hash: Hash; size: number }> {
  return peer.store.addBlob(new Blob([utf8(words)]))
}

async function posts(peer: Peer, who: Persona, words: string, file?: { hash: Hash; size: number }): Promise<Hash> {
  const caption = peer.write(who.account, words)
  if (!file) return does(peer, who, 'content.published', { ...note, caption })
  const files = [{ ...file, type: 'image/jpeg', width: 10, height: 10 }] as const
  return does(peer, who, 'content.published', { ...droplet, files, caption })
}

test('K3: a deleted post leaves no byte of its words and files, once that is final and not before', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const ana = await arrive(peer, 'ana')
  const file = await blobOf(peer, 'canary-file')
  const post = await posts(peer, ana, 'canary-one', file)
  await does(peer, ana, 'content.edited', { content: post, ...wording, caption: peer.write(ana.account, 'canary-two') })
  time.pass(3_000)
  await peer.sealNow({ full: true })
  expect(await canaries(peer)).toEqual(['canary-file', 'canary-one', 'canary-two'])

  await does(peer, ana, 'content.deleted', { content: post })
  expect(await canaries(peer)).toContain('canary-file')
  time.pass(3_000)
  await peer.sealNow({ full: true })
  expect(await canaries(peer)).toEqual([])
  expect(peer.blobState(file.hash).state).toBe('erased')
  await expect(blobOf(peer, 'canary-file')).rejects.toThrow('erased for good')
  const again = await reopen(peer, time)
  expect(await canaries(again)).toEqual([])
})

test('K9, K14: a delete that arrives late stands at the instant of the last seal, and erases nothing while it is pending', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const post = await posts(host, ana, 'canary')
  time.pass(3_000)
  const stamp = host.engine.worldTime - 1
  await host.sealNow({ full: true })
  const late = await forged(host, ana.device, { stamp, type: 'content.deleted', data: { content: post } })
  await host.receive('elsewhere', [late.text], [], [])
  expect(host.engine.openEntry(late.hash)).toMatchObject({ at: host.engine.last.upTo, verdict: null })
  await host.receive('elsewhere', [], [], [])
  await host.close()
  const again = await reopen(host, time)
  await again.idle()
  expect(await canaries(again)).toEqual(['canary'])
  time.pass(3_000)
  await again.sealNow({ full: true })
  expect(await canaries(again)).toEqual([])
})

test('a file that somebody else shows stays until nobody does', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const [ana, ben] = [await arrive(peer, 'ana'), await arrive(peer, 'ben')]
  const file = await blobOf(peer, 'canary-file')
  const [hers, his] = [await posts(peer, ana, 'hers', file), await posts(peer, ben, 'his', file)]
  const seal = async () => {
    time.pass(3_000)
    await peer.sealNow({ full: true })
  }
  await seal()
  await does(peer, ana, 'content.deleted', { content: hers })
  await seal()
  expect((await peer.store.blobStates([file.hash])).get(file.hash)?.state).toBe('here')
  expect(peer.isGone(file.hash)).toBe(false)
  await does(peer, ben, 'content.deleted', { content: his })
  expect(peer.isGone(file.hash)).toBe(true)
  expect(await canaries(peer)).toContain('canary-file')
  await seal()
  expect(await canaries(peer)).toEqual([])
})

test('K14: a file stays while whoever else shows it has deleted that only for now', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const [ana, ben] = [await arrive(peer, 'ana'), await arrive(peer, 'ben')]
  const file = await blobOf(peer, 'canary-file')
  const [hers, his] = [await posts(peer, ana, 'hers', file), await posts(peer, ben, 'his', file)]
  time.pass(3_000)
  await does(peer, ana, 'content.deleted', { content: hers })
  const before = peer.engine.worldTime
  time.pass(1)
  await does(peer, ben, 'content.deleted', { content: his })
  await peer.host?.seal({ upTo: before })
  expect(peer.engine.open).toHaveLength(1)
  expect(await canaries(peer)).toEqual(['canary-file'])
  time.pass(3_000)
  await peer.sealNow({ full: true })
  expect(await canaries(peer)).toEqual([])
})

test('a picture or cover that was replaced goes once that is final and nobody shows it, and may be chosen again', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const [ana, ben] = [await arrive(peer, 'ana'), await arrive(peer, 'ben')]
  const seal = async () => {
    time.pass(3_000)
    await peer.sealNow({ full: true })
  }
  const name = (who: Persona) => peer.write(who.account, 'somebody')
  const shows = (who: Persona, show: object) => does(peer, who, 'accounts.profileEdited', { name: name(who), categories: [], ...show })
  const file = async (words: string) => ({ ...(await blobOf(peer, words)), type: 'image/webp' })
  const [old, cover, fresh] = [await file('canary-old'), await file('canary-cover'), await file('canary-new')]
  const all = ['canary-cover', 'canary-new', 'canary-old']
  await shows(ana, { picture: old, cover })
  await shows(ben, { picture: cover })
  await seal()
  const before = peer.engine.worldTime
  time.pass(1)
  await shows(ana, { picture: fresh })
  expect(await canaries(peer)).toEqual(all)
  await peer.host?.seal({ jump: 'a seal that leaves it out', upTo: before })
  expect(peer.engine.open).toHaveLength(1)
  expect(await canaries(peer)).toEqual(all)
  await seal()
  expect(await canaries(peer)).toEqual(['canary-cover', 'canary-new']) // the cover is Ben's picture
  expect(peer.blobState(old.hash).state).toBe('absent')

  await blobOf(peer, 'canary-old')
  await shows(ana, { picture: old, cover: fresh })
  await shows(ben, {})
  await seal()
  expect(await canaries(peer)).toEqual(['canary-new', 'canary-old'])
  // A picture of a post is not only a picture of a profile.
  await posts(peer, ana, 'words', old)
  await shows(ana, {})
  await seal()
  expect(await canaries(peer)).toEqual(['canary-old'])
})

test('FLT-7: the picture that others see while a new one is looked at stays as long as that', async () => {
  const time = stillMachine()
  const peer = await newWorld(time, { 'content.checks': 'before' })
  const ana = await arrive(peer, 'ana')
  const seal = async () => {
    time.pass(3_000)
    await peer.sealNow({ full: true })
  }
  const shows = (picture: object) =>
    does(peer, ana, 'accounts.profileEdited', { name: peer.write(ana.account, 'Ana'), categories: [], picture } as never)
  const passes = ({ hash }: { readonly hash: string }) => {
    const subject = { kind: 'picture', id: `${ana.account} ${hash}`, version: '0' }
    const data = { subject, filter: 'test-1', advice: 'pass', hits: [], prints: [] }
    return peer.hostDevice && peer.act(peer.hostDevice, [{ type: 'filter.found', data }])
  }
  const file = async (words: string) => ({ ...(await blobOf(peer, words)), type: 'image/webp' })
  const [old, fresh] = [await file('canary-old'), await file('canary-new')]
  await shows(old)
  await passes(old)
  await shows(fresh)
  await seal()
  expect(await canaries(peer)).toEqual(['canary-new', 'canary-old'])
  await passes(fresh)
  await seal()
  expect(await canaries(peer)).toEqual(['canary-new'])
})

test("nobody's words go because another has named them in a post and deleted it", async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const [ana, eve] = [await arrive(peer, 'ana'), await arrive(peer, 'eve')]
  const caption = peer.write(ana.account, 'canary')
  const post = await does(peer, ana, 'content.published', { ...note, caption })
  const stolen = await does(peer, eve, 'content.published', { ...note, caption })
  await does(peer, eve, 'content.deleted', { content: stolen })
  time.pass(3_000)
  await peer.sealNow({ full: true })
  expect(asked(peer, 'content', { content: post })).toMatchObject({ caption: { state: 'here', text: 'canary' } })
  // Nor do they come back because another has erased the same name after their writer did.
  const again = await does(peer, eve, 'content.published', { ...note, caption })
  await does(peer, ana, 'content.deleted', { content: post })
  await does(peer, eve, 'content.deleted', { content: again })
  const bytes = (await peer.store.payloads([caption.hash])).get(caption.hash) as Uint8Array<ArrayBuffer>
  time.pass(3_000)
  await peer.sealNow({ full: true })
  const other = await newcomer(peer, time)
  const town = makeTown()
  town.join('host', peer)
  town.join('other', other)
  expect(await town.settled()).toBe(true)
  town.stop()
  other.texts.read(caption.hash)
  await vi.waitFor(() => expect(other.texts.isWanted(caption.hash)).toBe(true))
  const { told } = await other.receive('stranger', [], [], [{ hash: caption.hash, bytes }])
  expect(told.payloads).toEqual([])
  expect(await canaries(other)).toEqual([])
})

test('DEL-2: of a deleted account nothing remains that it said or showed, here, at its peers, in DevTools and in a file', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const store = await openStore({ world: host.world, peer: host.store.peer })
  await host.close()
  const peer = await Peer.open({ store, time, timing: { now: () => 0, later: () => () => {} } })
  const [ana, ben] = [await arrive(peer, 'ana'), await arrive(peer, 'ben')]
  const [file, face] = [await blobOf(peer, 'canary-file'), await blobOf(peer, 'canary-face')]
  const picture = { ...face, type: 'image/png' } as const
  await does(peer, ana, 'accounts.profileEdited', { name: peer.write(ana.account, 'canary-name'), picture, categories: [] })
  const post = await posts(peer, ana, 'canary-caption', file)
  const his = await posts(peer, ben, 'canary-ben')
  await does(peer, ana, 'content.commented', { content: his, text: peer.write(ana.account, 'canary-comment'), made: 'human' })
  await does(peer, ana, 'content.collectionCreated', { name: peer.write(ana.account, 'canary-collection') })
  const other = await newcomer(peer, time)
  const town = makeTown()
  town.join('host', peer)
  town.join('other', other)
  const seal = async () => {
    time.pass(3_000)
    await peer.sealNow({ full: true })
    expect(await town.settled()).toBe(true)
  }
  await seal()
  expect(asked(other, 'content', { content: post })).toMatchObject({ caption: { state: 'here' } })
  const words = await peer.store.payloads((await dumped(peer)).map(({ hash }) => hash))
  await does(peer, ana, 'accounts.deletionRequested', {})
  await peer.jump(3 * DAY, 'a wait')
  await does(peer, ana, 'accounts.deletionConfirmed', {})
  expect(await canaries(other)).toContain('canary-caption')
  await seal()
  for (const each of [peer, other]) {
    expect(await canaries(each)).toEqual(['canary-ben'])
    // Whoever still has them cannot bring them back.
    const kept = [...words].map(([hash, bytes]) => ({ hash, bytes: bytes as Uint8Array<ArrayBuffer> }))
    await each.texts.load([])
    for (const { hash } of kept) each.texts.read(hash)
    await vi.waitFor(() => expect(kept.some(({ hash }) => each.texts.isWanted(hash)) || each === peer).toBe(true))
    await each.receive('stranger', [], [], kept)
    expect(await canaries(each)).toEqual(['canary-ben'])
    const served = await replicaOf(each).payloads(kept.map(({ hash }) => hash))
    expect(served.filter(({ bytes }) => fromUtf8(bytes.subarray(16)).includes('canary'))).toHaveLength(1)
    expect(each.isGone(file.hash) && each.isGone(face.hash)).toBe(true)
  }
  await peer.saveSnapshot()
  await vi.waitFor(async () => {
    const views = await new Dexie(viewsName(peer.world, peer.store.peer)).open()
    const rows = await Promise.all(views.tables.map((table) => table.toArray() as Promise<unknown[]>))
    views.close()
    expect(JSON.stringify(rows).match(/canary(-[a-z]+)?/g)).toEqual(['canary-ben'])
  }, 4_000)
  town.stop()

  const archive = await exportWorld(peer, { passphrase: 'long enough' })
  await peer.close()
  await removeWorld(peer.world, peer.store.peer)
  const imported = await importWorld(archive, { restore: true, passphrase: 'long enough', peer: 'imported', time, views: false })
  if (!imported.ok) throw new Error(imported.says)
  expect(await canaries(imported.peer)).toEqual(['canary-ben'])
  await imported.peer.close()
})

test('DEL-2, ACC-13, FLAG-7: of a deleted account go also what its AI persona once was and what it said beside an upload', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const nova = await arrive(peer, 'nova', 'ai')
  const settings = (words: string) => peer.write(nova.account, { tone: words }).hash
  const seal = async () => {
    time.pass(3_000)
    await peer.sealNow({ full: true })
  }
  await does(peer, nova, 'accounts.personaCreated', { form: 'fictional', settings: settings('canary-first') })
  await does(peer, nova, 'accounts.personaConfigured', { settings: settings('canary-second') })
  const details = [peer.write(nova.account, 'canary-details')]
  await does(peer, nova, 'content.published', { ...note, caption: peer.write(nova.account, 'canary-caption'), details })
  expect(await canaries(peer)).toEqual(['canary-caption', 'canary-details', 'canary-first', 'canary-second'])
  await seal()
  expect(await canaries(peer)).toEqual(['canary-caption', 'canary-details', 'canary-second'])
  await does(peer, nova, 'accounts.deletionRequested', {})
  await peer.jump(3 * DAY, 'a wait')
  await does(peer, nova, 'accounts.deletionConfirmed', {})
  await seal()
  expect(await canaries(peer)).toEqual([])
})

test('DEL-2, TIP-10, LED-11: of a deleted account go also the words that went with its money; the money stays on record', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const [ana, ben] = [await arrive(peer, 'ana'), await arrive(peer, 'ben')]
  for (const who of [ana, ben]) await does(peer, who, 'ledger.deposited', { currency: 'MESI', amount: 10_000_000 })
  await peer.jump(DAY, 'a wait')
  const agreed = { total: 1_000_000, fee: 100_000, net: 900_000 }
  const tip = (from: Persona, to: Persona, words: string) =>
    does(peer, from, 'tips.sent', { to: to.account, currency: 'MESI', amount: 1_000_000, agreed, note: peer.write(from.account, words) })
  await tip(ana, ben, 'canary-ana')
  await tip(ben, ana, 'canary-ben')
  await does(peer, ana, 'ledger.withdrawn', {
    currency: 'MESI',
    amount: 1_000,
    destination: peer.write(ana.account, 'canary-bank'),
    agreed: { total: 1_000, fee: 0, net: 1_000 },
  })
  await does(peer, ana, 'accounts.deletionRequested', {})
  await peer.jump(3 * DAY, 'another wait')
  expect(await canaries(peer)).toEqual(['canary-ana', 'canary-bank', 'canary-ben'])
  const lines = () => (asked(peer, 'statement', {}, ben.account) as StatementPage).lines
  const before = lines()
  await does(peer, ana, 'accounts.deletionConfirmed', {})
  time.pass(3_000)
  await peer.sealNow({ full: true })
  expect(await canaries(peer)).toEqual(['canary-ben'])
  expect(lines().map(({ amount, left }) => [amount, left])).toEqual(before.map(({ amount, left }) => [amount, left]))
  expect(lines().find(({ amount }) => amount === 900_000)?.words).toEqual({ state: 'erased', text: '' })
  expect(await canaries(await reopen(peer, time))).toEqual(['canary-ben'])
})

async function dumped(peer: Peer): Promise<{ hash: Hash }[]> {
  return ((await dump(peer.store)) as { payloads: { hash: Hash }[] }).payloads
}

test('what a crash left between the seal and the erasing is erased at the next start', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const ana = await arrive(peer, 'ana')
  const file = await blobOf(peer, 'canary-file')
  const post = await posts(peer, ana, 'canary', file)
  await does(peer, ana, 'content.deleted', { content: post })
  time.pass(3_000)
  peer.store.erasePayloads = peer.store.eraseBlobs = () => Promise.reject(new Error('killed'))
  await peer.sealNow({ full: true }).catch(() => undefined)
  expect(await canaries(peer)).toEqual(['canary', 'canary-file'])
  await peer.close()
  const again = await reopen(peer, time)
  await again.idle()
  expect(await canaries(again)).toEqual([])
})

test('a file is destroyed when no post shows it for good, and not because somebody asked for that and it is not final', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const file = await host.store.addBlob(new Blob([utf8('canary-file')]))
  const files = [{ ...file, type: 'image/jpeg', width: 10, height: 10 }] as const
  const post = (words: string) => does(host, ana, 'content.published', { ...droplet, files, caption: host.write(ana.account, words) })
  const [one, two] = [await post('one'), await post('two')]
  const seal = () => {
    time.pass(3_000)
    return host.sealNow({ full: true })
  }
  const state = async () => (await host.store.blobStates([file.hash])).get(file.hash)?.state
  await seal()
  const guest = await newcomer(host, time)
  await guest.receive('host', await collect(host.store.rowsAfter([])), await host.store.sealsAfter(0), [])
  const stolen = await enrolAt(host, ana, guest)
  await host.receive('guest', await collect(guest.store.rowsAfter([])), [], [])
  await seal()

  // She deletes one, the thief the other; that she had revoked the device before comes last.
  await does(host, ana, 'content.deleted', { content: one })
  const between = host.engine.worldTime
  time.pass(1_000)
  const deed = await revocationOf(host, ana, stolen.device.id)
  const revocation = await forged(host, ana.device, { ...deed, stamp: between + 500 })
  const theft = await forged(host, stolen.device, { type: 'content.deleted', data: { content: two }, seen: [] })
  await host.receive('guest', [theft.text], [], [])
  expect(host.engine.openEntry(theft.hash)?.verdict).toBeNull()
  await host.host?.seal({ upTo: between + 1 })
  await host.receive('ana', [revocation.text], [], [])
  await seal()
  expect(host.standing(theft.hash)).toBe('void')
  expect(await state()).toBe('here')

  await does(host, ana, 'content.deleted', { content: two })
  await seal()
  expect(await state()).toBe('erased')
})

test.each([[[0, 1]], [[0, 1, 2]]])(
  'a file that is let go while it comes, after chunks %j, is torn and not wrong: what is missing comes again',
  async (early) => {
    const host = await newWorld(stillMachine())
    const bytes = new Uint8Array(3 * CHUNK - 5).map((_, i) => (i * 7919) >> 8)
    const hash = sha256(bytes)
    const { blobs } = replicaOf(host)
    const write = (index: number) => blobs.write(hash, bytes.length, index, bytes.slice(index * CHUNK, (index + 1) * CHUNK))
    for (const index of early) await write(index)
    await host.letGo([hash])
    for (const index of [0, 1, 2]) if (!early.includes(index)) await write(index)
    expect(await blobs.finish(hash)).toBe(false)
    const holding = await blobs.holding(hash)
    expect(holding).toEqual({ state: 'coming', size: bytes.length, chunks: new Set([2]) })
    for (const index of [0, 1]) await write(index)
    expect(await blobs.finish(hash)).toBe(true)
    expect(await blobs.holding(hash)).toEqual({ state: 'here', size: bytes.length })
  },
)

test('K3: a file that was still on its way when its erasure became final is not kept', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const phone = await newcomer(host, time)
  const town = makeTown({ delay: [100, 100] })
  town.join('host', host)
  town.join('phone', phone)
  await town.settled()
  const hers = await enrolAt(host, ana, phone)
  const file = await blobOf(phone, 'canary-file')
  const post = await posts(phone, hers, 'words', file)
  await town.settled()
  await host.wantBlob(file.hash, file.size)
  await does(host, ana, 'content.deleted', { content: post })
  time.pass(3_000)
  await host.sealNow({ full: true })
  await town.settled()
  for (const peer of [host, phone]) {
    expect(peer.engine.open).toEqual([])
    expect(await canaries(peer)).toEqual([])
  }
  town.stop()
})

test('DEL-5: a file goes with its maker also where its post was to be deleted on its own, and that came too late', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const post = await posts(host, ana, 'canary-words', await blobOf(host, 'canary-file'))
  const phone = await newcomer(host, time)
  const gives = async (from: Peer, to: Peer) =>
    to.receive('other', await collect(from.store.rowsAfter([])), await from.store.sealsAfter(0), [])
  await gives(host, phone)
  const hers = await enrolAt(host, ana, phone)
  await gives(phone, host)
  await does(host, ana, 'accounts.deletionRequested', {})
  await host.jump(3 * DAY, 'a wait')
  await gives(host, phone)
  time.pass(3_000)
  const leaves = await forged(phone, hers.device, { type: 'accounts.deletionConfirmed', data: {}, stamp: host.engine.worldTime })
  time.pass(3_000)
  await does(host, ana, 'content.deleted', { content: post })
  await host.receive('other', [leaves.text], [], [])
  time.pass(3_000)
  await host.sealNow({ full: true })
  expect(host.voids.list).toMatchObject([{ type: 'content.deleted', final: true }])
  expect(await canaries(host)).toEqual([])
})
