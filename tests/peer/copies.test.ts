/** K21: copies of worlds, by people who use them. What they start from byte for byte is `tests/log/base.test.ts`. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { describe, expect, it, test } from 'vitest'
import { accounts } from '../../src/areas/accounts/tables'
import { contents } from '../../src/areas/content/tables'
import { hashOf as hashOfText, utf8 } from '../../src/kit/bytes'
import { genesisText } from '../../src/log/rows'
import type { Hash } from '../../src/log/types'
import { exportWorld } from '../../src/peer/archives'
import { fetchBeginning } from '../../src/peer/doorstep'
import { openPast } from '../../src/peer/past'
import { reviveAccounts } from '../../src/peer/pairing'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { makeTicket } from '../../src/peer/inviting'
import { readTicket, type Ticket } from '../../src/peer/ticket'
import { nothing, openWhatIf } from '../../src/peer/whatIf'
import { joinWorld } from '../../src/peer/joining'
import { listWorlds, removeWorld } from '../../src/peer/worlds'
import type { StillMachine } from '../support/peers'
import {
  arrive,
  asked,
  copied,
  does,
  enrolAt,
  hashOf,
  imported,
  makeTown,
  mesiOf,
  newcomer,
  newWorld,
  reopen,
  stillMachine,
} from '../support/peers'
import { droplet, note } from '../support/posts'
import { lines, relined } from '../support/archives'

const DAY = 86_400_000
const plainly = (amount: number) => ({ total: amount, fee: 0, net: amount })
const topUp = { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: plainly(1_000) } as const

interface Lived {
  readonly time: StillMachine
  readonly host: Peer
  readonly ana: Persona
  readonly post: Hash
}

/** A world with somebody in it who has posted a picture and has money; all of it final. */
async function lived(): Promise<Lived> {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  await does(host, ana, 'ledger.toppedUp', topUp)
  const file = await host.store.addBlob(new Blob([utf8('a picture')]))
  const files = [{ ...file, type: 'image/jpeg', width: 10, height: 10 }] as const
  const post = await does(host, ana, 'content.published', { ...droplet, files, caption: host.write(ana.account, 'By the river') })
  time.pass(3_000)
  await host.sealNow({ full: true })
  return { time, host, ana, post }
}

const tablesOf = ({ engine }: Peer) => {
  const { 'log.world': _, ...tables } = Object.fromEntries([...engine.tables()].map(([name, rows]) => [name, Object.fromEntries(rows)]))
  return tables
}
const who = (peer: Peer, { account }: Persona): Persona => peer.personas.find((each) => each.account === account) as Persona
/** The caption of a post as a screen shows it, once its words were looked for on the disk. */
async function textOf(peer: Peer, content: Hash) {
  const ask = () => (asked(peer, 'content', { content }) as { caption: { state: string; text: string } } | null)?.caption
  ask()
  const { hash } = peer.engine.read(contents, content)?.caption ?? {}
  if (hash !== undefined) await peer.texts.load([hash])
  return ask()
}
const post = (peer: Peer, by: Persona, words: string) =>
  does(peer, by, 'content.published', { ...note, caption: peer.write(by.account, words) })

describe('K21: a copy of a world that is here', () => {
  it('names its parent, has a host of its own, and goes on with everybody and everything that was there', async () => {
    const { time, host, ana, post: picture } = await lived()
    const before = hashOf(host)
    time.pass(DAY)
    const { peer, left, absent } = await copied(host, time, { name: 'Another way' })
    expect({ left, absent }).toEqual({ left: 0, absent: 0 })
    expect(peer.genesis).toMatchObject({ name: 'Another way', parent: host.world, begins: host.engine.last.upTo })
    expect(peer.genesis.host).not.toBe(host.genesis.host)
    expect(peer.isHost).toBe(true)
    expect(peer.engine.worldTime).toBe(host.engine.worldTime)
    expect(peer.engine.last.number).toBe(1) // the new host's invite
    const { 'accounts.invites': ours, ...tables } = tablesOf(peer)
    const { 'accounts.invites': theirs, ...those } = tablesOf(host)
    expect(tables).toEqual(those)
    expect(Object.keys(ours ?? {})).toHaveLength(Object.keys(theirs ?? {}).length + 1)
    expect(await textOf(peer, picture)).toMatchObject({ state: 'here', text: 'By the river' })
    expect(await (await peer.store.blob((await peer.store.addBlob(new Blob(['a picture']))).hash))?.text()).toBe('a picture')

    // She spends the money she had, with the very device she had; the parent hears nothing of it.
    const mesi = peer.personas[0] as Persona
    await does(peer, who(peer, ana), 'ledger.transferred', { to: mesi.account, currency: 'EUR', amount: 600, agreed: plainly(600) })
    time.pass(3_000)
    await peer.sealNow({ full: true })
    expect(peer.engine.open).toEqual([])
    expect(hashOf(host)).toEqual(before)
    await does(host, ana, 'ledger.transferred', { to: mesi.account, currency: 'EUR', amount: 900, agreed: plainly(900) })
    const listed = (await listWorlds()).find(({ id }) => id === peer.world)
    expect(listed).toMatchObject({ name: 'Another way', parent: host.world })

    const state = hashOf(peer)
    await peer.close()
    expect(hashOf(await reopen(peer, time))).toEqual(state)
  })

  it('without its snapshot it opens from what it was copied from, and comes to the same', async () => {
    const { time, host } = await lived()
    const { peer } = await copied(host, time)
    const state = hashOf(peer)
    await peer.store.connection.run('rw', ['snapshot'], (db) => db.snapshot.clear())
    await peer.close()
    expect(hashOf(await reopen(peer, time))).toEqual(state)
  })

  it('away from the host, what is not final stays behind with its words, and whoever was not final yet gets a device', async () => {
    const { time, host, ana } = await lived()
    const phone = await newcomer(host, time)
    const town = makeTown()
    town.join('host', host)
    const sync = town.join('phone', phone)
    expect(await town.settled()).toBe(true)
    const ben = await arrive(phone, 'ben')
    expect(await town.settled()).toBe(true)
    time.pass(10_000)
    await host.sealNow({ full: true })
    expect(await town.settled()).toBe(true)
    sync.online(false)
    await post(phone, ben, 'canary-pending')
    const hers = await enrolAt(host, ana, phone) // two acts
    expect(phone.engine.open).toHaveLength(3)

    const { peer, left } = await copied(phone, time)
    expect(left).toBe(3)
    expect(phone.engine.open).toHaveLength(3)
    expect(peer.engine.last.number).toBe(1)
    const words = await peer.store.connection.run('r', ['payloads'], (db) => db.payloads.toArray())
    expect(words.some((row) => 'bytes' in row && Buffer.from(row.bytes).includes('canary-pending'))).toBe(false)
    expect(who(peer, ben).device.id).toBe(ben.device.id)
    expect(who(peer, ana).device.id).not.toBe(hers.device.id)
    for (const persona of [ben, ana]) await post(peer, who(peer, persona), 'In the copy')
    time.pass(3_000)
    await peer.sealNow({ full: true })
    expect(peer.engine.open).toEqual([])
    expect(peer.voids.list).toEqual([])
    town.stop()
  })

  it('K3: what was erased stays erased, and nobody erases what the world begins with by naming it as a file', async () => {
    const { time, host, ana, post: picture } = await lived()
    const { hash } = await host.store.addBlob(new Blob(['a picture']))
    await does(host, ana, 'content.deleted', { content: picture })
    time.pass(3_000)
    await host.sealNow({ full: true })
    const { peer } = await copied(host, time)
    expect((await peer.store.blobStates([hash])).get(hash)?.state).toBe('erased')
    await expect(peer.store.addBlob(new Blob(['a picture']))).rejects.toThrow('erased for good')
    expect(await textOf(peer, picture)).toBeUndefined()

    const base = peer.genesis.base as { hash: Hash; size: number }
    const hers = who(peer, ana)
    const files = [{ ...base, type: 'image/jpeg', width: 10, height: 10 }] as const
    const trap = await does(peer, hers, 'content.published', { ...droplet, files, caption: peer.write(ana.account, 'trap') })
    await does(peer, hers, 'content.deleted', { content: trap })
    time.pass(3_000)
    await peer.sealNow({ full: true })
    expect(peer.isGone(base.hash)).toBe(false)
    expect((await peer.store.blob(base.hash))?.size).toBe(base.size)
    await openPast(peer)
  })

  it('breaks off in the middle: there is no copy, and no trace of one', async () => {
    const { time, host } = await lived()
    const before = await listWorlds()
    const databases = async () => (await indexedDB.databases()).map(({ name }) => name ?? '').sort()
    const there = await databases()
    const hook = globalThis as { mesiFailpoint?: ((name: string) => void) | undefined }
    for (const point of ['store.blob.afterChunk', 'store.append.afterAdd', 'store.settle.afterSegments', 'store.snapshot.afterParts']) {
      hook.mesiFailpoint = (name) => {
        if (name === point) throw new DOMException('full', 'QuotaExceededError')
      }
      await expect(copied(host, time)).rejects.toThrow()
      hook.mesiFailpoint = undefined
      expect([point, await listWorlds(), await databases()]).toEqual([point, before, there])
    }
    expect((await copied(host, time)).left).toBe(0)
  })

  it('a copy of a copy', async () => {
    const { time, host, ana, post: picture } = await lived()
    const { peer: first } = await copied(host, time)
    await post(first, who(first, ana), 'In the first copy')
    const { peer: second } = await copied(first, time)
    expect(second.genesis.parent).toBe(first.world)
    expect(await textOf(second, picture)).toMatchObject({ text: 'By the river' })
    expect((await second.store.blobStates()).has(first.genesis.base?.hash as Hash)).toBe(false)
  })
})

describe('K21: time and reasons in a copy', () => {
  it('its past begins where it was copied, and what-if plays from there', async () => {
    const { time, host, ana } = await lived()
    const { peer } = await copied(host, time)
    const mesi = peer.personas[0] as Persona
    time.pass(DAY)
    const paid = await does(peer, who(peer, ana), 'ledger.transferred', {
      to: mesi.account,
      currency: 'EUR',
      amount: 600,
      agreed: plainly(600),
    })
    time.pass(3_000)
    await peer.sealNow({ full: true })
    const past = await openPast(peer)
    expect(past.begins).toBe(host.engine.last.upTo)
    past.seek(past.begins)
    expect(past.moments).toHaveLength(2) // the new host's invite, and the payment
    const { purses, acts } = await (await openWhatIf(peer)).futures({ ...nothing, without: [paid] })
    expect(acts).toEqual([])
    expect(purses.find(({ account }) => account === ana.account)).toMatchObject({ is: 400, would: 1_000 })
  })

  it('why: an act of the parent is told from there while that is here, and in plain terms when it is not', async () => {
    const { time, host, ana, post: picture } = await lived()
    const { peer } = await copied(host, time)
    const mesi = mesiOf(peer)
    expect(peer.standing(picture)).toBe('final')
    expect(await mesi.verdict(picture)).toMatchObject({ standing: 'final', verdict: null })
    const told = await mesi.why(picture)
    expect(told).toMatchObject({ standing: 'final', type: 'content.published', account: ana.account, sealedAt: host.engine.last.upTo })
    expect(told.before).toEqual({ world: host.world, name: 'Test' })
    expect(told.clauses.length).toBeGreaterThan(0)

    // What the parent did afterwards is nothing of the copy's; nor is what nobody ever did.
    time.pass(3_000)
    const later = await post(host, ana, 'Afterwards')
    time.pass(3_000)
    await host.sealNow({ full: true })
    expect(await mesi.why(later)).toMatchObject({ standing: 'unknown', before: undefined })
    expect(await mesi.why('A'.repeat(43))).toMatchObject({ standing: 'unknown', before: undefined })
    const own = await post(peer, who(peer, ana), 'Here')
    expect(await mesi.why(own)).toMatchObject({ standing: 'pending', before: undefined })

    await host.close()
    await removeWorld(host.world, host.store.peer)
    expect(await mesi.why(picture)).toMatchObject({ standing: 'final', type: undefined, before: { world: host.world, name: null } })
  })
})

describe('K21: others come into a copy', () => {
  it('from the doorstep with nothing but a link: genesis, what it was copied from, then its rows', async () => {
    const { time, host, ana, post: picture } = await lived()
    const { peer } = await copied(host, time)
    const after = await post(peer, who(peer, ana), 'In the copy')
    const town = makeTown()
    town.join('host', peer)
    const ticket: Ticket = { ...(readTicket(await makeTicket(peer)) as Ticket), room: 'secret' }
    const progress: number[] = []
    const onProgress = (have: number, size: number) => void progress.push(have / size)
    let beginning: Awaited<ReturnType<typeof fetchBeginning>> | undefined
    void fetchBeginning(ticket, { carriers: [town.hub.carrier('ben')], timing: town.timing, onProgress }).then((got) => (beginning = got))
    expect(await town.timing.until(() => beginning !== undefined, 60_000)).toBe(true)
    expect(beginning?.genesis).toBe(genesisText(peer.genesis))
    expect(beginning?.base?.size).toBe(peer.genesis.base?.size)
    expect(progress.at(-1)).toBe(1)

    const other = await newcomer(peer, time)
    town.join('ben', other)
    expect(await town.settled()).toBe(true)
    expect(hashOf(other)).toEqual(hashOf(peer))
    const ben = await arrive(other, 'ben')
    await does(other, ben, 'content.liked', { content: picture })
    await does(other, ben, 'content.liked', { content: after })
    expect(await town.settled()).toBe(true)
    time.pass(10_000)
    await peer.sealNow({ full: true })
    expect(await town.settled()).toBe(true)
    expect(hashOf(other)).toEqual(hashOf(peer))
    expect(other.engine.open).toEqual([])
    expect(other.engine.alarms).toEqual([])
    expect(other.voids.list).toEqual([])
    // The words of the parent come from the copy's peers, too.
    await textOf(other, picture)
    expect(await town.settled()).toBe(true)
    expect(await textOf(other, picture)).toMatchObject({ text: 'By the river' })
    town.stop()
  })

  it('who had an account in the parent is the same person in the copy, with a device of their own', async () => {
    const { time, host } = await lived()
    const phone = await newcomer(host, time)
    const town = makeTown()
    town.join('host', host)
    town.join('phone', phone)
    expect(await town.settled()).toBe(true)
    const ben = await arrive(phone, 'ben')
    expect(await town.settled()).toBe(true)
    time.pass(10_000)
    await host.sealNow({ full: true })
    const late = await arrive(phone, 'late') // not in the copy: it is not final yet
    town.stop()

    const { peer } = await copied(host, time)
    const there = await newcomer(peer, time, phone.store.peer)
    expect(there.personas).toEqual([])
    expect((await there.store.keys('root')).map(({ id }) => id)).toEqual([`root/${ben.account}`])
    const other = makeTown()
    other.join('host', peer)
    other.join('phone', there)
    expect(await other.settled()).toBe(true)
    expect(await reviveAccounts(there)).toEqual([ben.account])
    expect(who(there, ben).device.id).not.toBe(ben.device.id)
    expect(there.engine.read(accounts, late.account)).toBeUndefined()
    await post(there, who(there, ben), 'In the copy')
    expect(await other.settled()).toBe(true)
    time.pass(10_000)
    await peer.sealNow({ full: true })
    expect(await other.settled()).toBe(true)
    expect(hashOf(there)).toEqual(hashOf(peer))
    expect(there.engine.open).toEqual([])
    expect(there.voids.list).toEqual([])
    other.stop()
  })

  it('hostile: no world is made of a base that is missing, cut, changed, or of another world', async () => {
    const { time, host } = await lived()
    const { peer } = await copied(host, time)
    const ticket = readTicket(await makeTicket(peer)) as Ticket
    const genesis = genesisText(peer.genesis)
    const base = (await peer.store.blob(peer.genesis.base?.hash as Hash)) as Blob
    const text = await base.text()
    const { peer: another } = await copied(host, time)
    const others = (await another.store.blob(another.genesis.base?.hash as Hash)) as Blob
    const wrong: Record<string, Blob | undefined> = {
      missing: undefined,
      cut: base.slice(0, -1),
      longer: new Blob([text, ' ']),
      changed: new Blob([text.replace('"ana"', '"eve"')]),
      prototype: new Blob([text.replace('"handle":"ana"', '"__proto__":"a"')]),
    }
    // The same parent at the same seal is the same base, whoever copied it.
    expect(another.genesis.base).toEqual(peer.genesis.base)
    expect(await others.text()).toBe(text)
    const databases = (await indexedDB.databases()).length
    for (const [what, file] of Object.entries(wrong)) {
      const joining = joinWorld(ticket, { genesis, ...(file ? { base: file } : {}) }, { peer: `hostile-${what}` })
      await expect(joining, what).rejects.toThrow('What this world was copied from is not whole on this device')
    }
    const foreign = genesisText({ ...peer.genesis, parent: hashOfText('another world') })
    const joining = joinWorld({ ...ticket, world: hashOfText(foreign) }, { genesis: foreign, base }, { peer: 'hostile-foreign' })
    await expect(joining).rejects.toThrow('What this world was copied from is not whole on this device')
    expect((await indexedDB.databases()).length).toBe(databases)
  })
})

describe('K21: a file becomes a copy', () => {
  it('whose personas act as soon as their keys are there; what was pending in the file stays behind', async () => {
    const { host, ana, post: picture } = await lived()
    await post(host, ana, 'Not final')
    const file = await exportWorld(host, { passphrase: 'correct horse' })
    const later = stillMachine(Date.UTC(2027, 5, 1))
    const made = await imported(file, later, { passphrase: 'correct horse' })
    if (!made.ok) throw new Error(made.says)
    const { peer, left, absent } = made
    expect({ left, absent }).toEqual({ left: 1, absent: 0 })
    expect(peer.genesis).toMatchObject({ parent: host.world, name: 'Test', begins: host.engine.last.upTo })
    expect(peer.engine.worldTime).toBe(host.engine.last.upTo) // time goes on where it stood
    expect(peer.personas.map(({ account }) => account).sort()).toEqual(host.personas.map(({ account }) => account).sort())
    expect(who(peer, ana).device.id).not.toBe(ana.device.id)
    expect(await textOf(peer, picture)).toMatchObject({ text: 'By the river' })
    await post(peer, who(peer, ana), 'In the copy')
    later.pass(3_000)
    await peer.sealNow({ full: true })
    expect(peer.engine.open).toEqual([])
    expect(peer.voids.list).toEqual([])

    // Twice from one file are two copies, and neither is in the way of the world itself.
    const again = await imported(file, later, { passphrase: 'correct horse' })
    const restored = await imported(file, later, { passphrase: 'correct horse', restore: true })
    if (!again.ok || !restored.ok) throw new Error('refused')
    expect(new Set([host.world, peer.world, again.peer.world]).size).toBe(3)
    expect(hashOf(restored.peer)).toEqual(hashOf(host))
    expect(restored.peer.isHost).toBe(false)
  })

  it('import(export(copy)) = copy, with what it was copied from', async () => {
    const { time, host, ana } = await lived()
    const { peer } = await copied(host, time)
    await post(peer, who(peer, ana), 'In the copy')
    const made = await imported(await exportWorld(peer), time, { restore: true })
    if (!made.ok) throw new Error(made.says)
    expect(hashOf(made.peer)).toEqual(hashOf(peer))
    expect(made.peer.world).toBe(peer.world)
    expect(await openPast(made.peer)).toMatchObject({ begins: peer.genesis.begins })
    const copy = await imported(await exportWorld(peer), time)
    if (!copy.ok) throw new Error(copy.says)
    expect(copy.peer.genesis.parent).toBe(peer.world)
    expect(copy.left).toBe(1)
  })

  it.each([
    ['a seal that its host did not sign', (all: string[]) => all.map((line) => (line.startsWith('seal') ? flip(line) : line))],
    ['a copy without what it was copied from', (all: string[]) => all.filter((line) => !/^(blob|chunk)\t/.test(line))],
  ])('hostile: %s is not believed, and nothing of the file is kept', async (_what, change) => {
    const { time, host } = await lived()
    const { peer } = await copied(host, time)
    const file = await exportWorld(peer)
    expect((await lines(file)).some((line) => line.startsWith('blob'))).toBe(true)
    const [before, databases] = [await listWorlds(), (await indexedDB.databases()).length]
    for (const restore of [false, true]) {
      expect(await imported(await relined(file, change), time, { restore })).toMatchObject({ ok: false, code: 'not proven' })
    }
    expect(await listWorlds()).toEqual(before)
    expect((await indexedDB.databases()).length).toBe(databases)
  })

  test('hostile: keys that are not the account’s own bring nobody back', async () => {
    const { time, host, ana } = await lived()
    const [mesi] = host.personas as [Persona]
    const hers = await host.store.key(`root/${ana.account}`)
    await host.store.putKeys([{ id: `root/${mesi.account}`, kind: 'root', value: hers?.value }])
    const made = await imported(await exportWorld(host, { passphrase: 'correct horse' }), time, { passphrase: 'correct horse' })
    if (!made.ok) throw new Error(made.says)
    expect(made.peer.personas.map(({ account }) => account)).toEqual([ana.account])
  })
})

/** Another letter in the signature in front of the body. */
function flip(line: string): string {
  const at = line.indexOf('\t') + 5
  return line[line.indexOf('\t') + 1] === '{' ? line : line.slice(0, at) + (line[at] === 'A' ? 'B' : 'A') + line.slice(at + 1)
}

test('a script copies the open world, or another one that it names by its id', async () => {
  const { host } = await lived()
  const { worlds } = mesiOf(host)
  const { world: copy } = await worlds.fork()
  const made = [copy, (await worlds.fork(copy)).world, (await worlds.fork({ world: copy })).world]
  const parents = new Map((await listWorlds()).map(({ id, parent }) => [id, parent]))
  expect(made.map((world) => parents.get(world))).toEqual([host.world, copy, copy])
})
