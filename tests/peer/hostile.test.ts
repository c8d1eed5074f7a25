import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test } from 'vitest'
import { hashOf as sha256, randomBytes, toBase64, utf8 } from '../../src/kit/bytes'
import { makeRow, writeBody } from '../../src/log/rows'
import { makeSigner, type Signer } from '../../src/log/signing'
import type { Body, Ref, Row } from '../../src/log/types'
import { MOST_RESTED_ON } from '../../src/peer/acting'
import { MOST_OPEN, OPEN_AT_ONCE } from '../../src/peer/gate'
import { BURST, RATE } from '../../src/peer/host'
import { wrap } from '../../src/peer/payload'
import type { Told } from '../../src/peer/core'
import type { Peer } from '../../src/peer/peer'
import { CHUNK } from '../../src/sync/replica'
import { makePen } from '../../src/peer/pen'
import { arrivalOf, makeInvitation, makePersonaKeys } from '../../src/peer/arriving'
import { after, forged, forgedSeal } from '../support/forging'
import { naughty } from '../support/naughty'
import { makeDice } from '../support/network'
import { arrive, does, hashOf, makeTown, newcomer, newWorld, reopen, said, type StillMachine, stillMachine } from '../support/peers'
import { note } from '../support/posts'
import { dump } from '../store/fixtures'

const accepts = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } } as const
const texts = (rows: readonly { readonly text: string }[]) => rows.map(({ text }) => text)

/** A world with something to lose, all of it final. */
async function world() {
  const time = stillMachine()
  const host = await newWorld(time)
  const [ana, eve] = [await arrive(host, 'ana'), await arrive(host, 'eve')]
  await does(host, ana, 'content.published', { ...note, caption: host.write(ana.account, 'hello') })
  time.pass(3_000)
  await host.sealNow({ full: true })
  return { time, host, ana, eve }
}

/** What is on the disk and on the screens, and what others were told meanwhile. */
async function unchangedBy(peer: Peer, attack: () => Promise<unknown>): Promise<void> {
  const before = { disk: await dump(peer.store), shown: hashOf(peer) }
  const told: Told[] = []
  const stop = peer.onTold((news) => told.push(news))
  await attack()
  stop()
  expect({ disk: await dump(peer.store), shown: hashOf(peer) }).toEqual(before)
  expect(told).toEqual([])
}

async function history(peer: Peer): Promise<string[]> {
  const all: string[] = []
  for await (const batch of peer.store.rowsAfter([])) all.push(...batch)
  return all
}

/** A chain of rows by one signer that is signed now and then, and at its end. */
async function chain(
  from: Peer,
  signer: Signer,
  count: number,
  make: (i: number) => Pick<Body, 'type' | 'data'> = () => accepts,
): Promise<Row[]> {
  const rows: Row[] = []
  const draft = from.engine.draft(signer.id)
  for (let i = 0; i < count; i++) {
    const last = rows.at(-1)
    const body: Body = { ...draft, ...(last ? { ...after(last), seen: [] } : {}), ...make(i) }
    const text = writeBody(body)
    rows.push(makeRow((i % 500 === 499 || i === count - 1 ? await signer.sign(text) : '') + text, body))
  }
  return rows
}

test('random bytes, naughty texts, half texts and doubled keys change nothing and never make it throw', async () => {
  const { host } = await world()
  const dice = makeDice(7)
  const [real = ''] = await history(host)
  const noise = Array.from({ length: 300 }, () => String.fromCharCode(...Array.from({ length: dice.int(200) }, () => dice.int(65_536))))
  const halves = Array.from({ length: 60 }, () => real.slice(dice.int(100), dice.int(real.length)))
  const doubled = [
    real.replace('"v":1', '"v":1,"v":1'),
    real.replace('"data":{', '"data":{"__proto__":{"admin":true},'),
    `${real} `,
    ` ${real}`,
  ]
  const deep = [`{"v":${'['.repeat(40_000)}`, `{"a":"${'x'.repeat(200_000)}"}`]
  const all = [...noise, ...halves, ...doubled, ...deep, ...naughty]
  const payloads = all.map((text) => ({ hash: toBase64(randomBytes(32)), bytes: utf8(text.toWellFormed()) }))
  await unchangedBy(host, async () => {
    const { refused } = await host.receive('eve', all, all, payloads)
    expect(refused.length).toBeGreaterThanOrEqual(2 * all.length)
  })
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

test('words with another hash, words that nobody named, and words that are no words are not kept', async () => {
  const { host, ana } = await world()
  const caption = wrap(ana.account, 'a caption')
  await host.act(ana.device, [{ type: 'content.published', data: { ...note, caption: { hash: caption.hash, characters: 9 } } }])
  host.texts.read(caption.hash)
  await expect.poll(() => host.texts.isWanted(caption.hash)).toBe(true)
  const other = wrap(ana.account, 'something else')
  const bare = utf8('no JSON in here, only bytes')
  await unchangedBy(host, () =>
    host.receive('eve', [], [], [{ hash: caption.hash, bytes: other.bytes }, other, { hash: sha256(bare), bytes: bare }]),
  )
  const { told } = await host.receive('ben', [], [], [caption])
  expect(told.payloads).toEqual([caption])
})

test('K1: a row with one letter changed, or signed by somebody else, is nobody’s', async () => {
  const { host, ana, eve } = await world()
  const row = await forged(host, ana.device, { ...accepts })
  const flipped = Array.from({ length: row.text.length }, (_, i) => {
    const letter = row.text[i] === 'A' ? 'B' : 'A'
    return row.text.slice(0, i) + letter + row.text.slice(i + 1)
  })
  const body = { ...row.body, ...accepts }
  const stolen = (await eve.device.sign(writeBody(body))) + writeBody(body)
  await unchangedBy(host, async () => {
    const { refused } = await host.receive('eve', [...flipped, stolen], [], [])
    expect(refused.length).toBe(flipped.length + 1)
  })
  expect(host.engine.forkProofs()).toEqual([])
  const { told } = await host.receive('ben', [row.text], [], [])
  expect(told.rows.map(({ hash }) => hash)).toEqual([row.hash])
})

test('K5: a reused number voids what its own device has pending, and nobody else’s; both rows are passed on as proof', async () => {
  const { host, ana, eve, time } = await world()
  const draft = host.engine.draft(eve.device.id)
  const [one, two] = [await forged(host, eve.device, { ...draft, stamp: draft.stamp + 1 }), await forged(host, eve.device, { ...draft })]
  const hers = await does(host, ana, accepts.type, accepts.data)
  const { told } = await host.receive('eve', texts([one, two]), [], [])
  expect(told.rows).toHaveLength(2)
  expect([host.standing(one.hash), host.standing(two.hash), host.standing(hers)]).toEqual(['void', 'void', 'pending'])
  expect(said(await host.act(eve.device, [accepts]))).toEqual(['fork'])
  time.pass(3_000)
  await host.sealNow({ full: true })
  expect([host.standing(hers), host.engine.isStopped(eve.device.id)]).toEqual(['final', true])
})

test('K5: two peers that heard different branches learn of both, and end with one world', async () => {
  const { host, eve, time } = await world()
  const [left, right] = [await newcomer(host, time), await newcomer(host, time)]
  const town = makeTown()
  for (const [name, peer] of Object.entries({ host, left, right })) town.join(name, peer)
  expect(await town.settled()).toBe(true)
  town.hub.partition(['left'], ['right'], ['host'])
  const draft = { ...host.engine.draft(eve.device.id), seen: [] }
  const one = await forged(host, eve.device, draft)
  const two = await forged(host, eve.device, { ...draft, stamp: draft.stamp + 1 })
  const behind = await forged(host, eve.device, { ...after(two), seen: [] })
  await left.receive('eve', [one.text], [], [])
  await right.receive('eve', texts([two, behind]), [], [])
  town.hub.heal()
  expect(await town.settled()).toBe(true)
  for (const peer of [host, left, right]) {
    expect(new Set(peer.engine.forkProofs().map(({ hash }) => hash))).toEqual(new Set([one.hash, two.hash]))
    expect(hashOf(peer)).toEqual(hashOf(host))
  }
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  for (const peer of [host, left, right]) {
    expect(hashOf(peer)).toEqual({ ...hashOf(host), open: [] })
    expect(peer.engine.isStopped(eve.device.id)).toBe(true)
    expect(hashOf(await reopen(peer, time))).toEqual(hashOf(peer))
  }
  town.stop()
})

test('K9: a backdated act stands behind what is final, so it reaches no further than the open window', async () => {
  const { host, ana } = await world()
  const { sum, upTo } = host.engine.last
  const row = await forged(host, ana.device, { seen: [], stamp: host.genesis.begins })
  await host.receive('eve', [row.text], [], [])
  expect(host.engine.openEntry(row.hash)?.at).toBe(upTo)
  expect(host.engine.last.sum).toBe(sum)
})

test('a feed written anew from its beginning, behind its seal, changes nothing that is final', async () => {
  const { host, eve, time } = await world()
  const before = hashOf(host)
  const rewritten: Row[] = []
  for (let i = 0; i < 6; i++) {
    const last = rewritten.at(-1)
    const first = { seq: 1, prev: null, stamp: host.genesis.begins }
    rewritten.push(await forged(host, eve.device, { seen: [], ...(last ? after(last) : first) }))
  }
  await host.receive('eve', texts(rewritten), [], [])
  expect(hashOf(host)).toEqual(before)
  const hers = await host.act(eve.device, [accepts])
  expect(hers.ok).toBe(true)
  time.pass(3_000)
  await host.sealNow({ full: true })
  const again = await reopen(host, time)
  expect(hashOf(again)).toEqual(hashOf(host))
})

test('a truncated feed is asked for by hash; interleaved, doubled and backwards it makes the same world', async () => {
  const { host, ana, time } = await world()
  await host.act(
    ana.device,
    Array.from({ length: 5 }, () => accepts),
  )
  const rows = await history(host)
  const seals = await host.store.sealsAfter(0)
  for (let seed = 1; seed <= 6; seed++) {
    const dice = makeDice(seed)
    const other = await newcomer(host, time)
    const last = rows.at(-1) as string
    const cutOff = await other.receive('eve', [last], [], [])
    expect([cutOff.missing.length, hashOf(other).open]).toEqual([1, []])
    const mixed = dice.shuffled([...rows, ...rows])
    for (let at = 0; at < mixed.length; at += 7)
      await other.receive(`peer ${dice.int(3)}`, mixed.slice(at, at + 7), dice.shuffled(seals), [])
    // Rows that a batch signed once came before their signature: they are asked for again.
    await other.receive('ben', rows, seals, [])
    expect(hashOf(other)).toEqual({ ...hashOf(host), open: hashOf(host).open.filter((line) => hashOf(other).open.includes(line)) })
    expect(hashOf(other).open.length).toBeGreaterThanOrEqual(5)
  }
})

test('a seal that the host did not sign takes no effect and is passed on to nobody', async () => {
  const { host, eve, time } = await world()
  await does(host, eve, accepts.type, accepts.data)
  time.pass(3_000)
  const right = await forgedSeal(host)
  const body = right.text.slice(86)
  const wrong = (await eve.device.sign(body)) + body
  await unchangedBy(host, async () => {
    const { refused } = await host.receive('eve', [], [wrong], [])
    expect(refused).toEqual(['signature'])
  })
})

test('K20: what a stranger sends waits in a pen of fixed size and never reaches the disk', async () => {
  const { host, time } = await world()
  const stranger = await makeSigner()
  const invitation = await makeInvitation()
  const rows = await chain(host, stranger, 10_000)
  await unchangedBy(host, async () => {
    for (let at = 0; at < rows.length; at += 2_000) await host.receive('stranger', texts(rows.slice(at, at + 2_000)), [], [])
    await host.receive('stranger', [rows.at(-1)?.text ?? ''], [], [])
    // An invitation that the host never gave is none, however well it is signed.
    for (let i = 0; i < 20; i++) {
      const keys = await makePersonaKeys('real')
      const [join] = await arrivalOf(host.world, keys, invitation)
      await host.receive('stranger', [(await forged(host, keys.device, { ...join })).text], [], [])
    }
  })
  // Whoever was invited comes in all the same.
  const guest = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  town.join('guest', guest)
  expect(await town.settled()).toBe(true)
  await arrive(guest, 'guest')
  expect(await town.settled()).toBe(true)
  expect(hashOf(guest)).toEqual(hashOf(host))
  expect(hashOf(host).open.length).toBeGreaterThanOrEqual(4)
  town.stop()
})

test('K20: the pen holds so many rows and letters; who fills it loses the newest of their own', async () => {
  const { host } = await world()
  const [loud, quiet] = [await makeSigner(), await makeSigner()]
  const rows = await chain(host, loud, 30)
  const [only] = await chain(host, quiet, 1)
  const pen = makePen(10)
  expect(pen.put(only as Row)).toEqual([])
  const gone = rows.flatMap((row) => pen.put(row))
  expect(pen.size).toBe(10)
  expect(gone).toEqual(rows.slice(9))
  expect(pen.take(() => true)).toEqual([only, ...rows.slice(0, 9)])
  expect(pen.size).toBe(0)

  const letters = (rows[9] as Row).text.length * 3 + 10
  const small = makePen(1_000, letters)
  for (const row of rows) small.put(row)
  expect(small.size).toBe(3)
  for (const row of rows.slice(0, 3)) expect(small.put(row)).toEqual([])
})

test('K20: what the pen had to let go is taken when it comes again, once its device was let in', async () => {
  const { host, time } = await world()
  const invitation = await makeInvitation()
  const until = host.engine.worldTime + 86_400_000
  if (!host.hostDevice) throw new Error('not the host')
  const invited = await host.act(host.hostDevice, [{ type: 'accounts.invited', data: { key: invitation.key, uses: 1, until } }])
  expect(invited.ok).toBe(true)
  const keys = await makePersonaKeys('real')
  const arrival = await arrivalOf(host.world, keys, invitation)
  time.pass(1_000)
  const rows = await chain(host, keys.device, 5_400, (i) => arrival[i] ?? accepts)
  const other = await newcomer(host, time)
  const send = async (of: readonly Row[]) => {
    for (let at = 0; at < of.length; at += 1_000) await other.receive('early', texts(of.slice(at, at + 1_000)), [], [])
  }
  await send(rows)
  expect(other.engine.open).toEqual([])
  await other.receive('host', await history(host), await host.store.sealsAfter(0), [])
  const here = () => rows.filter(({ hash }) => other.engine.openEntry(hash)).length
  expect(here()).toBe(OPEN_AT_ONCE)
  // The pen has lost the last ones, and says so by not asking for more, until half of what it was left with is gone.
  const last = { device: keys.device.id, seq: OPEN_AT_ONCE, hash: rows[OPEN_AT_ONCE - 1]?.hash ?? '' }
  expect(other.wantsBehind(last)).toBeUndefined()
  // Where no seal comes, a few more are seen each second.
  await other.admitWaiting()
  expect(here()).toBe(OPEN_AT_ONCE)
  time.pass(10_000)
  await other.admitWaiting()
  expect(here()).toBe(OPEN_AT_ONCE + 200)
  time.pass(1_000_000)
  await other.admitWaiting()
  expect(here()).toBe(MOST_OPEN)

  await send(rows)
  const covered = () => host.engine.head(keys.device.id)?.seq ?? 0
  for (let at = 0; at < rows.length; at += 1_000) await host.receive('early', texts(rows.slice(at, at + 1_000)), [], [])
  for (let seals = 0; seals < 40 && covered() < rows.length; seals++) {
    const before = covered()
    expect(host.engine.open.length).toBeLessThanOrEqual(MOST_OPEN)
    time.pass(10_000)
    const seal = await host.sealNow({ full: true })
    await host.admitWaiting()
    await host.receive('early', texts(rows.slice(-400)), [], []) // these had to go here
    await other.receive('host', [], seal ? [seal.text] : [], [])
    expect(covered()).toBeGreaterThan(before)
  }
  expect(covered()).toBe(rows.length)
  expect(other.wantsBehind(last)).toEqual(last)
  expect(hashOf(other)).toEqual({ ...hashOf(host), open: [] })
})

test('K20: what waits in the pen is sent once, however often peers compare what they have', async () => {
  const { host, time } = await world()
  const guest = await newcomer(host, time)
  const town = makeTown()
  const sync = town.join('host', host)
  town.join('guest', guest)
  expect(await town.settled()).toBe(true)
  const loud = await arrive(guest, 'loud')
  expect(await town.settled()).toBe(true)
  const rowsIn = () => sync.links().reduce((sum, { counters }) => sum + counters.rowsIn, 0)
  const before = rowsIn()
  for (let batch = 0; batch < 3; batch++)
    await guest.act(
      loud.device,
      Array.from({ length: 500 }, () => accepts),
    )
  await town.timing.pass(100_000)
  expect(host.engine.open.filter(({ row }) => row.body.device === loud.device.id)).toHaveLength(OPEN_AT_ONCE)
  expect(rowsIn() - before).toBe(1_500)
  // None of them is lost: they come in behind the seals.
  for (let seals = 0; seals < 4; seals++) {
    time.pass(10_000)
    await host.sealNow({ full: true })
    await host.admitWaiting()
  }
  expect(host.engine.open).toEqual([])
  expect(await town.settled()).toBe(true)
  expect(hashOf(guest)).toEqual(hashOf(host))
  expect(rowsIn() - before).toBe(1_500)
  town.stop()
})

/** A host, and somebody of another browser whom it has let in; all that is so far is final there. */
async function stranger() {
  const { host, time, ana, eve } = await world()
  const guest = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  town.join('guest', guest)
  expect(await town.settled()).toBe(true)
  const loud = await arrive(guest, 'loud')
  expect(await town.settled()).toBe(true)
  town.stop()
  time.pass(10_000)
  await host.sealNow({ full: true })
  return { host, guest, loud, time, ana, eve }
}

test('K20: words that came before their act left the pen are asked for as it comes in', async () => {
  const { host, guest, loud, time } = await stranger()
  const caption = wrap(loud.account, 'the last of many')
  const post = { type: 'content.published', data: { ...note, caption: { hash: caption.hash, characters: 16 } } }
  const rows = await chain(guest, loud.device, OPEN_AT_ONCE + 1, (i) => (i === OPEN_AT_ONCE ? post : accepts))
  const missed: string[] = []
  host.texts.onMissing = (hashes) => void missed.push(...hashes)
  await host.receive('guest', texts(rows), [], [caption])
  time.pass(10_000)
  await host.admitWaiting()
  expect(host.engine.openEntry(rows.at(-1)?.hash ?? '')).toBeDefined()
  expect(missed).toEqual([caption.hash])
  expect((await host.receive('guest', [], [], [caption])).told.payloads).toEqual([caption])
})

test('K20: what one tab lets in waits in the other no more, and passes for no second row beside itself', async () => {
  const { host, guest, loud, time } = await stranger()
  const two = await reopen(host, time)
  const rows = await chain(guest, loud.device, OPEN_AT_ONCE + 200)
  for (const tab of [host, two]) await tab.receive('guest', texts(rows), [], [])
  for (let seals = 0; seals < 2; seals++) {
    time.pass(10_000)
    await host.sealNow({ full: true })
    await host.admitWaiting()
  }
  await two.meetOtherTabs()
  expect(two.engine.last).toEqual(host.engine.last)
  const told: Told[] = []
  two.onTold((news) => told.push(news))
  await two.admitWaiting()
  expect(told).toEqual([])
})

test('K20: who fills the pen with another branch of a feed keeps nobody from what a seal names', async () => {
  const { host, eve, time } = await world()
  const other = await newcomer(host, time)
  await other.receive('host', await history(host), await host.store.sealsAfter(0), [])
  const branch = await chain(host, eve.device, 6_000)
  for (let at = 0; at < branch.length; at += 2_000) await other.receive('eve', texts(branch.slice(at, at + 2_000)), [], [])
  const last = other.engine.vector().find(({ device }) => device === eve.device.id) as Ref
  expect(last.hash).toBe(branch[OPEN_AT_ONCE - 1]?.hash)
  expect(other.wantsBehind(last), 'the pen is full').toBeUndefined()
  time.pass(1_000)
  await host.act(
    eve.device,
    Array.from({ length: OPEN_AT_ONCE + 200 }, () => accepts),
  )
  time.pass(10_000)
  const seal = await host.sealNow({ full: true })
  await other.receive('host', [], [seal?.text ?? ''], [])
  expect(other.wantsBehind(last)).toEqual(last)
  await other.receive('host', await history(host), [], [])
  expect(other.engine.last.hash).toBe(host.engine.last.hash)
  expect(other.engine.last.sum).toBe(host.engine.last.sum)
})

test('words that nobody has are looked for on the disk once, and again when another tab has kept something', async () => {
  const { host, ana } = await world()
  const caption = wrap(ana.account, 'a caption')
  let looks = 0
  const { payloads } = host.store
  host.store.payloads = (hashes) => {
    looks += [...hashes].length
    return payloads.call(host.store, hashes)
  }
  const read = async () => {
    host.texts.read(caption.hash)
    await host.idle()
    await expect.poll(() => host.texts.isWanted(caption.hash)).toBe(true)
  }
  for (let times = 0; times < 3; times++) await read()
  expect(looks).toBe(1)
  await host.store.appendForeign({ payloads: [caption] })
  await host.meetOtherTabs()
  host.texts.read(caption.hash)
  await expect.poll(() => host.texts.read(caption.hash)).toBe('a caption')
})

test('LOG-4: an invite that is used up lets nobody in, and only so many may try it', async () => {
  const { host, time } = await world()
  const invitation = await makeInvitation()
  const until = host.engine.worldTime + 86_400_000
  if (!host.hostDevice) throw new Error('not the host')
  await host.act(host.hostDevice, [{ type: 'accounts.invited', data: { key: invitation.key, uses: 1, until } }])
  time.pass(1_000)
  const joins: Row[] = []
  for (let i = 0; i < 60; i++) {
    const keys = await makePersonaKeys('real')
    const [join] = await arrivalOf(host.world, keys, invitation)
    joins.push(await forged(host, keys.device, { ...join, seen: [] }))
  }
  for (const { text } of joins) await host.receive('eve', [text], [], [])
  const standing = joins.map(({ hash }) => (host.engine.has(hash) ? host.standing(hash) : 'outside'))
  expect(standing.filter((each) => each === 'pending')).toHaveLength(1)
  expect(standing.filter((each) => each === 'void')).toHaveLength(50)
  expect(standing.filter((each) => each === 'outside')).toHaveLength(9)
  time.pass(3_000)
  await host.sealNow({ full: true })
  expect(host.engine.open).toEqual([])
})

test('K20: ten thousand acts a second from an admitted device delay nobody but itself', { timeout: 60_000 }, async () => {
  const { host, ana, eve, time } = await world()
  const peer = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  town.join('flood', peer)
  expect(await town.settled()).toBe(true)
  const mallory = await arrive(peer, 'mallory')
  expect(await town.settled()).toBe(true)
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  const start = host.engine.head(mallory.device.id)?.seq ?? 0

  const rows = await chain(peer, mallory.device, 12_000)
  for (let at = 0; at < rows.length; at += 2_000) await host.receive('flood', texts(rows.slice(at, at + 2_000)), [], [])
  await host.receive('flood', [rows.at(-1)?.text ?? ''], [], [])
  // The first of them are here; the others wait in the pen, so that each seal folds little again.
  expect(host.engine.open.length).toBe(OPEN_AT_ONCE)

  const covered = async (): Promise<number> => {
    await host.sealNow({ full: true })
    await host.admitWaiting()
    return (host.engine.head(mallory.device.id)?.seq ?? 0) - start
  }
  const own = await does(host, ana, accepts.type, accepts.data)
  time.pass(20_000)
  let first = 0
  for (let seals = 0; seals < 2 * (BURST / OPEN_AT_ONCE); seals++) {
    first = await covered()
    expect(host.engine.open.length).toBeLessThanOrEqual(OPEN_AT_ONCE)
  }
  expect(first).toBeLessThanOrEqual(BURST)
  expect(first).toBeGreaterThan(BURST - 10)
  expect(host.standing(own)).toBe('final')
  time.pass(1_000)
  expect((await covered()) - first).toBe(RATE)
  // Nor does an accomplice's act that rests on the far end of it.
  const far = host.engine.open.findLast((entry) => entry.row.body.device === mallory.device.id)?.row as Row
  const seen = [{ device: far.body.device, seq: far.body.seq, hash: far.hash }]
  const accomplice = await forged(host, eve.device, { ...accepts, seen })
  await host.receive('eve', [accomplice.text], [], [])
  expect(host.engine.openEntry(accomplice.hash)?.verdict).toBeNull()
  // What names a row that waits in the pen waits for it, and draws nothing in.
  const deep = rows[first + OPEN_AT_ONCE + 100] as Row
  const draft = { ...after(accomplice), seen: [{ device: deep.body.device, seq: deep.body.seq, hash: deep.hash }] }
  const beyond = await forged(host, eve.device, { ...accepts, ...draft })
  const { missing } = await host.receive('eve', [beyond.text], [], [])
  expect(missing).toEqual([])
  expect(host.engine.openEntry(beyond.hash)).toBeUndefined()
  expect(host.engine.open.length).toBeLessThanOrEqual(OPEN_AT_ONCE + 2)
  const next = await does(host, ana, accepts.type, accepts.data)
  time.pass(10_000)
  expect((await covered()) - first).toBe(11 * RATE)
  expect([host.standing(next), host.standing(accomplice.hash)]).toEqual(['final', 'pending'])
  town.stop()
})

test('K1, K20: who acts behind a flood names what they rest on, also where the flood has seen that', async () => {
  const { host, guest, loud, ana, eve } = await stranger()
  const post = await does(host, ana, 'content.published', { ...note, caption: host.write(ana.account, 'Good evening') })
  const named = host.engine.openEntry(post)?.row.body
  const seen = [{ device: ana.device.id, seq: named?.seq ?? 0, hash: post }]
  const rows = await chain(guest, loud.device, 2 * MOST_RESTED_ON)
  await host.receive('flood', texts([...rows, await forged(host, loud.device, { ...after(rows.at(-1) as Row), seen })]), [], [])
  const like = await does(host, eve, 'content.liked', { content: post })
  expect(host.engine.openEntry(like)?.row.body.seen).toContainEqual(seen[0])
})

test('K5: of a device that signs rivals without end sixteen are kept as proof; the rest fills no disk and is passed on to nobody', async () => {
  const { host, eve } = await world()
  const told: Told[] = []
  host.onTold((news) => told.push(news))
  const sealed = host.engine.head(eve.device.id)?.seq ?? 0
  const rivals = async (changes: Partial<Body>) =>
    Promise.all(Array.from({ length: 100 }, (_, i) => forged(host, eve.device, { stamp: host.engine.worldTime + i, ...changes })))
  const behind = await rivals({ seq: sealed })
  const open = await rivals({})
  for (const rows of [behind, open]) await host.receive('eve', texts(rows), [], [])
  const passedOn = told.flatMap(({ rows }) => rows).length
  expect(passedOn).toBeLessThanOrEqual(17) // one holds the open place, sixteen stand beside another
  const kept = await host.store.rowsByHash([...behind, ...open].map(({ hash }) => hash))
  expect(kept.size).toBe(passedOn)
  // The branch that a seal names comes in all the same: it is asked for by its hash.
  const named = open.at(-1) as Row
  const seal = await forgedSeal(host, { heads: [{ device: eve.device.id, seq: named.body.seq, hash: named.hash }], upTo: named.body.stamp })
  await host.receive('host', [], [seal.text], [])
  await host.receive('eve', [named.text], [], [])
  expect(host.engine.head(eve.device.id)?.hash).toBe(named.hash)
})

test('a lone flooded host makes no empty seals while all that waits is over quota', async () => {
  const { host, guest, loud, time } = await stranger()
  await floods(host, guest, loud.device, time)
  const { number } = host.engine.last
  expect(await host.sealNow({ full: true })).toBeUndefined()
  expect(host.engine.last.number).toBe(number)
  expect(host.engine.open.length).toBeGreaterThan(0)
})

async function floods(host: Peer, from: Peer, device: Signer, time: StillMachine): Promise<void> {
  const rows = await chain(from, device, BURST + 100)
  await host.receive('flood', texts(rows), [], [])
  time.pass(100)
  for (let seals = 0; seals < BURST / OPEN_AT_ONCE; seals++) {
    await host.sealNow({ full: true })
    await host.admitWaiting()
  }
}

test('LOG-2: who overheard an invite and cannot sign for it is not let in later either, and uses up nobody’s turn', async () => {
  const { host, time } = await world()
  const invitation = await makeInvitation()
  const invite = { key: invitation.key, uses: 1, until: host.engine.worldTime + 1_000_000 }
  if (!host.hostDevice) throw new Error('not the host')
  expect(said(await host.act(host.hostDevice, [{ type: 'accounts.invited', data: invite }]))).toEqual([])
  time.pass(1)
  const joins = async () => {
    const data = { invite: invitation.key, proof: 'A'.repeat(86) }
    return forged(host, await makeSigner(), { type: 'accounts.joined', data })
  }
  const fakes = await Promise.all(Array.from({ length: 60 }, joins))
  await unchangedBy(host, async () => {
    await host.receive('eve', texts(fakes), [], [])
    await host.receive('eve', [], [], [])
  })
  // A disk that fails once has the engine made anew, and the rows in the pen stay.
  const open = hashOf(host)
  const { appendForeign } = host.store
  host.store.appendForeign = () => Promise.reject(new Error('no room'))
  const mine = await forged(host, host.personas[0]?.device as Signer, {})
  await expect(host.receive('ben', [mine.text], [], [])).rejects.toThrow('no room')
  host.store.appendForeign = appendForeign
  await host.receive('eve', [], [], [])
  expect(hashOf(host)).toEqual(open)
  const keys = await makePersonaKeys('ai')
  const arrival = await arrivalOf(host.world, keys, { key: '', seed: invitation.seed })
  const rows = await chain(host, keys.device, arrival.length, (i) => arrival[i] as (typeof arrival)[number])
  await host.receive('ben', texts(rows), [], [])
  expect(rows.map(({ hash }) => host.engine.openEntry(hash)?.verdict)).toEqual([null, null])
})

test('K5, K20: what a stopped device still sends reaches neither the disk nor the world', async () => {
  const { host, eve, time } = await world()
  const other = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  town.join('other', other)
  expect(await town.settled()).toBe(true)
  const draft = { ...host.engine.draft(eve.device.id), seen: [] }
  const [one, two] = [await forged(host, eve.device, draft), await forged(host, eve.device, { ...draft, stamp: draft.stamp + 1 })]
  await host.receive('eve', texts([one, two]), [], [])
  time.pass(10_000)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  town.stop()
  expect([hashOf(other), other.engine.isStopped(eve.device.id)]).toEqual([hashOf(host), true])
  const more = await Promise.all([1, 2, 3].map((ms) => forged(host, eve.device, { ...after(one), stamp: draft.stamp + ms, seen: [] })))
  await unchangedBy(other, () => other.receive('eve', texts(more), [], []))
})

test('a post that says of a file of somebody’s that it is shorter has nobody turned away, and the file comes to who asks for all of it', async () => {
  const { host, time } = await world()
  const other = await newcomer(host, time)
  const town = makeTown()
  town.join('host', host)
  const sync = town.join('other', other)
  expect(await town.settled()).toBe(true)
  const { hash, size } = await host.store.addBlob(new Blob([new Uint8Array(3 * CHUNK).map((_, i) => (i * 7919) >> 8)]))
  await other.wantBlob(hash, CHUNK)
  await town.timing.pass(5_000)
  expect([sync.links().length, sync.turnedAway()]).toEqual([1, 0])
  await other.wantBlob(hash, size)
  await town.timing.pass(5_000)
  expect((await other.store.blobStates([hash])).get(hash)?.state).toBe('here')
  town.stop()
})
