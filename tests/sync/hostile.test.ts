import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashOf, utf8 } from '../../src/kit/bytes'
import type { Row } from '../../src/log/types'
import { cut, decode, encode, isContent, type Message, PROTOCOL } from '../../src/sync/frames'
import { type Link, LONGEST_FRAME } from '../../src/sync/link'
import { CHUNK } from '../../src/sync/replica'
import { WINDOW } from '../../src/sync/outbox'
import { newPeerId, startSync } from '../../src/sync/sync'
import { makeNetwork, type Peer } from './network'
import { deviceOf, feedOf, payloadOf, refOf, rowOf, WORLD } from './reference'

type Network = ReturnType<typeof makeNetwork>
const ana = deviceOf('ana')

/** A peer that speaks frames by hand: what it hears is kept, what it says is up to the test. */
function makeStranger(net: Network, name = 'stranger') {
  const heard: Message[] = []
  const reasons: string[] = []
  const links: Link[] = []
  const toA = (): Link | undefined => links.findLast((link) => link.peer === 'a')
  const carrier = net.hub.carrier(name)
  carrier.onLink((link) => {
    links.push(link)
    if (link.peer !== 'a') return
    link.onFrame((frame) => {
      const reading = decode(frame)
      if (reading.ok) heard.push(reading.value)
    })
    link.onClose((reason) => reasons.push(reason))
  })
  carrier.start({ world: WORLD, secret: 's' }, newPeerId())
  return {
    heard,
    reasons,
    carrier,
    hello: (world = WORLD) => send({ type: 'hello', world, self: newPeerId(), rules: 1 }),
    send,
    raw: (frame: Uint8Array) => toA()?.send(frame),
    links,
    rowsHeard: () => heard.flatMap((message) => (message.type === 'rows' ? message.texts : [])),
  }
  function send(message: Message): void {
    toA()?.send(encode(message))
  }
}

async function meet(
  net = makeNetwork({ delay: [1, 1] }),
  a = net.join('a'),
): Promise<{ net: Network; a: Peer; stranger: ReturnType<typeof makeStranger> }> {
  const stranger = makeStranger(net)
  await net.timing.pass(10)
  stranger.hello()
  await net.timing.pass(10)
  return { net, a, stranger }
}
const countersOf = (peer: Peer) => peer.sync.links()[0]?.counters

describe('malformed frames', () => {
  test('seven are counted and dropped, the eighth closes the link, and says why', async () => {
    const { net, a, stranger } = await meet()
    for (let i = 0; i < 7; i++) stranger.raw(Uint8Array.of(200))
    await net.timing.pass(10)
    expect(countersOf(a)?.malformed).toBe(7)
    stranger.raw(Uint8Array.of(200))
    await net.timing.pass(10)
    expect(a.sync.links()).toEqual([])
    expect(stranger.reasons).toEqual(['malformed frames: frame type'])
    expect(stranger.heard).toContainEqual({ type: 'bye', reason: 'malformed frames: frame type' })
  })

  test('whoever was closed for it is turned away when it comes back', async () => {
    const { net, a, stranger } = await meet()
    for (let i = 0; i < 8; i++) stranger.raw(Uint8Array.of(200))
    await net.timing.pass(10)
    net.hub.heal()
    await net.timing.pass(10)
    expect(stranger.reasons.at(-1)).toBe('turned away')
    await net.timing.pass(31_000)
    net.hub.heal()
    await net.timing.pass(10)
    expect(a.sync.links().length).toBe(1)
  })

  test('whatever bytes arrive: no throw, nothing forged, and other links go on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 30 }), fc.boolean(), async (frames, greets) => {
        const net = makeNetwork({ delay: [1, 1] })
        const a = net.join('a')
        const stranger = makeStranger(net)
        const b = net.join('b')
        a.replica.append(...feedOf(ana, 5))
        await net.timing.pass(20)
        if (greets) stranger.hello()
        for (const frame of frames) stranger.raw(frame)
        await net.timing.pass(3_000)
        const held = [a.replica.rows.size, b.replica.rows.size]
        net.stop()
        expect(held).toEqual([5, 5])
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  test('10,000 frames of junk cost one link and no other', async () => {
    const { net, a, stranger } = await meet()
    const b = net.join('b')
    await net.timing.pass(10)
    for (let i = 0; i < 10_000; i++) stranger.raw(Uint8Array.of(i % 256, i >> 8))
    a.replica.append(...feedOf(ana, 10))
    await net.timing.pass(10)
    expect(b.replica.rows.size).toBe(10)
    expect(a.sync.links().map((link) => link.self)).toEqual([b.sync.self])
  })
})

describe('a peer that behaves as no honest one does', () => {
  test('speaks before its hello, says hello twice, is of another world, or is ourselves', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a')
    a.replica.append(...feedOf(ana, 3))
    const early = makeStranger(net, 'early')
    const other = makeStranger(net, 'other')
    const mirror = makeStranger(net, 'mirror')
    await net.timing.pass(10)
    for (let i = 0; i < 8; i++) early.send({ type: 'askSeals', after: 0 })
    other.hello(hashOf('another world'))
    mirror.send({ type: 'hello', world: WORLD, self: a.sync.self, rules: 1 })
    await net.timing.pass(10)
    expect(early.reasons).toEqual(['malformed frames: no hello'])
    expect(other.reasons).toEqual(['another world'])
    expect(mirror.reasons).toEqual(['myself'])
    expect([...early.rowsHeard(), ...other.rowsHeard(), ...mirror.rowsHeard()]).toEqual([])
  })

  test('names what nobody has until no more is looked for: what somebody has is looked for all the same', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a', { limits: { wanted: 100 } })
    const b = net.join('b')
    await net.settled()
    a.sync.wantPayloads(Array.from({ length: 300 }, (_, i) => hashOf(`nothing ${i}`)))
    await net.timing.pass(1_000)
    const words = payloadOf('some words')
    b.replica.write(words)
    a.sync.wantPayloads([words.hash])
    await net.timing.pass(1_000)
    expect(await a.replica.payloads([words.hash])).toEqual([words])
  })

  test('asks by hash, takes nothing up, and asks again: it is given what the line takes, and no more is read for it', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a')
    const feed = feedOf(ana, 1_000)
    a.replica.append(...feed)
    const { stranger } = await meet(net, a)
    let read = 0
    const rowsByHash = a.replica.rowsByHash
    Object.assign(a.replica, {
      rowsByHash: async (hashes: readonly string[]) => {
        read += hashes.length
        return rowsByHash(hashes)
      },
    })
    for (let asks = 0; asks < 300; asks++) stranger.send({ type: 'askHashes', kind: 'rows', hashes: feed.map(({ hash }) => hash) })
    await net.timing.pass(5_000)
    // Two frames are under way at most before something is taken up, and a hundred rows are read for each.
    expect(read).toBeGreaterThan(100)
    expect(read).toBeLessThan(1_000)
    expect(stranger.reasons).toEqual([])
  })

  test('asks for feeds, seals and history without end, and takes nothing up: so many asks wait, and no more', async () => {
    const { net, a, stranger } = await meet()
    a.replica.append(...feedOf(ana, 10_000)) // more than may be under way
    await net.timing.pass(2_000)
    let asks = 0
    const { rowsAfter, sealsAfter, sealedBetween } = a.replica
    Object.assign(a.replica, {
      rowsAfter: (...args: Parameters<typeof rowsAfter>) => (asks++, rowsAfter(...args)),
      sealsAfter: (...args: Parameters<typeof sealsAfter>) => (asks++, sealsAfter(...args)),
      sealedBetween: (...args: Parameters<typeof sealedBetween>) => (asks++, sealedBetween(...args)),
    })
    stranger.send({ type: 'askRows', ask: 1, places: [{ device: ana, seq: 0, hash: '' }] })
    await net.timing.pass(100)
    for (let i = 0; i < 1_000; i++) {
      stranger.send({ type: 'askRows', ask: i, places: [{ device: ana, seq: 0, hash: '' }] })
      stranger.send({ type: 'askSeals', after: 0 })
      stranger.send({ type: 'askHistory', ask: i, after: 0, upTo: 10 })
      if (i % 100 === 0) await net.timing.pass(50)
    }
    await net.timing.pass(1_000)
    expect(asks).toBeGreaterThan(250)
    expect(asks).toBeLessThan(500)
    expect(stranger.reasons).toEqual([])
  })

  test('sends more seals than anybody makes: they are not even parted', async () => {
    const { net, a, stranger } = await meet()
    stranger.send({ type: 'seals', more: false, last: true, bytes: utf8('a\n'.repeat(10_001)) })
    await net.timing.pass(100)
    expect(stranger.reasons).toEqual(['more seals than anybody sends'])
    expect([a.sync.turnedAway(), a.replica.refusals]).toEqual([1, []])
  })

  test('of another protocol is told apart from an enemy: the link ends, nobody is turned away, and it is known for a while', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a')
    const later = makeStranger(net, 'later')
    await net.timing.pass(10)
    expect(a.sync.metOtherProtocol()).toBe(false)
    later.raw(Uint8Array.of(1, PROTOCOL + 1, 7, 7, 7))
    await net.timing.pass(10)
    expect(later.reasons).toEqual(['another protocol'])
    expect([a.sync.turnedAway(), a.sync.metOtherProtocol()]).toEqual([0, true])
    await net.timing.pass(120_000)
    expect(a.sync.metOtherProtocol()).toBe(false)
  })

  test('forged, foreign and broken rows are refused and never passed on', async () => {
    const { net, a, stranger } = await meet()
    const b = net.join('b')
    const [good, next] = feedOf(ana, 2)
    const text = good?.text as string
    stranger.send({
      type: 'rows',
      ask: 0,
      last: false,
      texts: [`${'A'.repeat(86)}${text.slice(86)}`, text.replace('"seq":1', '"seq":2'), text.slice(0, -1), '{}', 'x', next?.text as string],
    })
    await net.timing.pass(2_000)
    expect([a.replica.rows.size, b.replica.rows.size]).toEqual([0, 0])
    expect(a.replica.refusals.length).toBe(5)
    expect(stranger.heard).toContainEqual({ type: 'askHashes', kind: 'rows', hashes: [good?.hash] })
  })

  test('claims feeds that do not exist: asked once, then left alone until it is asked to compare anew', async () => {
    const { net, stranger } = await meet()
    const last = { term: 1, number: 9, hash: hashOf('no such seal') }
    const refs = Array.from({ length: 500 }, (_, i) => ({ device: deviceOf(`ghost ${i}`), seq: 1_000_000, hash: hashOf(`ghost ${i}`) }))
    stranger.send({ type: 'vector', whole: true, more: false, last, refs })
    await net.timing.pass(10)
    const asks = (): Message[] => stranger.heard.filter((message) => message.type === 'askRows' || message.type === 'askSeals')
    expect(asks().length).toBe(2)
    const [ask] = asks() as [Extract<Message, { type: 'askRows' }>]
    stranger.send({ type: 'rows', ask: ask.ask, last: true, texts: [] })
    stranger.send({ type: 'seals', more: false, last: true, bytes: utf8('') })
    for (let i = 0; i < 9; i++) {
      await net.timing.pass(1_000)
      stranger.send({ type: 'ping' })
    }
    expect(asks().length).toBe(2)
  })

  test.each([
    ['junk', false],
    ['a row of its own now and then', true],
  ])('answers what it was asked with %s, for ever: what others have of it is asked of them', async (_, isOwn) => {
    const { net, a, stranger } = await meet()
    const eve = deviceOf('eve')
    const own = feedOf(eve, 100)
    const last = { term: 1, number: 1_000, hash: hashOf('no such seal') }
    const refs = [ana, eve].map((device) => ({ device, seq: 1_000_000, hash: hashOf(`${device} claimed`) }))
    stranger.send({ type: 'vector', whole: true, more: false, last, refs })
    await net.timing.pass(10)
    const ask = stranger.heard.findLast((message) => message.type === 'askRows')?.ask as number
    const b = net.join('b')
    b.replica.append(...feedOf(ana, 50))
    b.replica.seal()
    for (let i = 0; i < 24; i++) {
      stranger.send({ type: 'rows', ask, last: false, texts: [isOwn ? (own[i]?.text as string) : 'junk'] })
      stranger.send({ type: 'seals', more: false, last: false, bytes: utf8('junk') })
      for (let second = 0; second < 5; second++) {
        await net.timing.pass(1_000)
        stranger.send({ type: 'ping' })
      }
    }
    expect([a.replica.head(ana)?.body.seq, a.replica.lastSeal().number]).toEqual([50, 1])
    expect(stranger.reasons).toEqual([])
  })

  test('says that it has branches that do not exist: others are not asked for them, not even once it is gone', async () => {
    const { net, a, stranger } = await meet()
    const b = net.join('b')
    a.replica.append(...Array.from({ length: 50 }, (_, i) => feedOf(deviceOf(`device ${i}`), 2)).flat())
    await net.timing.pass(2_000)
    let asked = 0
    const { rowsByHash } = b.replica
    Object.assign(b.replica, { rowsByHash: (hashes: readonly string[]) => ((asked += hashes.length), rowsByHash(hashes)) })
    for (let round = 0; round < 20; round++) {
      const refs = Array.from({ length: 800 }, (_, i) => ({ device: deviceOf(`device ${i % 50}`), seq: 1, hash: hashOf(`${round} ${i}`) }))
      stranger.send({ type: 'vector', whole: false, more: false, last: a.replica.lastSeal(), refs })
      await net.timing.pass(100)
    }
    for (const part of cut(
      stranger.heard.flatMap((message) => (message.type === 'askHashes' ? message.hashes : [])),
      1_000,
    ))
      stranger.send({ type: 'absent', kind: 'rows', hashes: part })
    await net.timing.pass(1_000)
    stranger.carrier.stop()
    await net.timing.pass(120_000)
    expect(asked).toBe(0)
  })

  test.each([
    [1, 'never gives it'],
    [2, 'never gives it'],
    [2, 'says at once that this was all'],
  ])('claims something else each second, %i of them, and %s: what others have is asked of them', async (liars, how) => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a')
    const strangers = Array.from({ length: liars }, (_, i) => makeStranger(net, `stranger ${i}`))
    await net.timing.pass(10)
    for (const stranger of strangers) stranger.hello()
    await net.timing.pass(10)
    let count = 0
    const claim = (): void => {
      for (const stranger of strangers) {
        const last = { term: 1, number: 1_000, hash: hashOf(`no seal ${++count}`) }
        const refs = [{ device: ana, seq: 1_000_000, hash: hashOf(`no row ${count}`) }]
        stranger.send({ type: 'vector', whole: count % 3 === 0, more: false, last, refs })
      }
    }
    claim()
    await net.timing.pass(100)
    const b = net.join('b')
    b.replica.append(...feedOf(ana, 50))
    b.replica.seal()
    for (let tick = 0; tick < 6_000; tick++) {
      if (how.startsWith('says') || tick % 100 === 0) claim()
      await net.timing.pass(10)
      if (!how.startsWith('says')) continue
      for (const { heard, send } of strangers) {
        for (const message of heard.splice(0)) {
          if (message.type === 'askRows') send({ type: 'rows', ask: message.ask, last: true, texts: [] })
          if (message.type === 'askSeals') send({ type: 'seals', more: false, last: true, bytes: utf8('') })
        }
      }
    }
    expect([a.replica.head(ana)?.body.seq, a.replica.lastSeal().number]).toEqual([50, 1])
    expect(strangers.flatMap(({ reasons }) => reasons)).toEqual([])
  })

  test('lets a newcomer in by a chunk now and then: others are asked instead', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a', { wantsSnapshot: true })
    const stranger = makeStranger(net)
    await net.timing.pass(10)
    stranger.hello()
    await net.timing.pass(10)
    const bytes = new Uint8Array(200 * CHUNK)
    stranger.send({ type: 'manifest', text: `signed by the host|${hashOf(bytes)}${bytes.length}` })
    await net.timing.pass(10)
    const b = net.join('b')
    b.replica.append(...feedOf(ana, 50))
    const given = new Set<number>()
    for (let second = 0; second < 180; second++) {
      await net.timing.pass(1_000)
      stranger.send({ type: 'ping' })
      if (second % 8 !== 0) continue
      const asked = stranger.heard.flatMap((message) => (message.type === 'askChunks' ? message.indexes : []))
      const index = asked.findLast((each) => !given.has(each)) as number
      given.add(index)
      stranger.send({ type: 'chunk', hash: hashOf(bytes), index, bytes: bytes.slice(0, CHUNK) })
    }
    expect(a.replica.rows.size).toBe(50)
  })

  test('gives chunks that nobody has asked for instead of those that it was asked for: others are asked for these', async () => {
    const { net, a, stranger } = await meet()
    const photo = new Uint8Array(4 * CHUNK).fill(7)
    const b = net.join('b')
    const download = a.sync.fetch(b.replica.putBlob(photo), photo.length)
    for (let second = 0; second < 30; second++) {
      if (second % 8 === 7) stranger.send({ type: 'chunk', hash: hashOf('nothing'), index: 0, bytes: new Uint8Array(10) })
      await net.timing.pass(1_000)
      stranger.send({ type: 'ping' })
    }
    expect(stranger.heard.some(({ type }) => type === 'askChunks')).toBe(true)
    expect(download.progress.get().state).toBe('here')
  })

  test('claims more credit than it was sent: it is given what may be under way, and no more before it has taken something up', async () => {
    const { net, a, stranger } = await meet()
    for (let i = 0; i < 8; i++) stranger.send({ type: 'credit', bytes: 2 ** 40 })
    await net.timing.pass(10)
    a.replica.append(...feedOf(ana, 6_000))
    await net.timing.pass(5_000)
    const given = stranger.rowsHeard().join('\n').length
    expect([given > LONGEST_FRAME / 2, given < 2 * LONGEST_FRAME]).toEqual([true, true])
    expect(stranger.reasons).toEqual([])
  })

  test('sends a seal without end', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a')
    const endless = makeStranger(net, 'endless')
    await net.timing.pass(10)
    endless.hello()
    await net.timing.pass(10)
    for (let i = 0; i < 700 && endless.reasons.length === 0; i++) {
      endless.send({ type: 'seals', more: true, last: false, bytes: new Uint8Array(50_000) })
      await net.timing.pass(2)
    }
    expect(endless.reasons).toEqual(['a seal without end'])
    expect(a.replica.lastSeal().number).toBe(0)
  })

  test('ignores the window: more than twice as much as may be under way, and the link is closed', async () => {
    let release = (): void => {}
    const net = makeNetwork({ delay: [1, 1] })
    const { makeReference } = await import('./reference')
    const slow = makeReference({ slow: () => new Promise((done) => (release = done)) })
    const a = net.join('a', { replica: slow })
    const stranger = makeStranger(net)
    await net.timing.pass(10)
    stranger.hello()
    await net.timing.pass(10)
    const frame: Message = { type: 'rows', ask: 0, last: false, texts: ['x'.repeat(50_000)] }
    for (let sent = 0; sent < 2 * WINDOW - 50_000; sent += 50_000) stranger.send(frame)
    await net.timing.pass(10)
    expect(stranger.reasons).toEqual([])
    for (let i = 0; i < 3; i++) stranger.send(frame)
    await net.timing.pass(10)
    expect(stranger.reasons).toEqual(['flood'])
    release()
    await net.timing.pass(10)
    expect(a.sync.links()).toEqual([])
  })

  test('K3: sends what was erased, or asks for it: neither taken nor given', async () => {
    const { net, a, stranger } = await meet()
    const secret = payloadOf('erased long ago')
    a.replica.write(secret)
    a.replica.erased.add(secret.hash)
    stranger.send({ type: 'payloads', payloads: [secret] })
    stranger.send({ type: 'askHashes', kind: 'payloads', hashes: [secret.hash] })
    await net.timing.pass(100)
    expect(a.replica.refusals).toEqual(['erased'])
    expect(stranger.heard).toContainEqual({ type: 'absent', kind: 'payloads', hashes: [secret.hash] })
  })

  test('says nothing any more: the link is closed after five seconds of silence', async () => {
    const { net, a, stranger } = await meet()
    const links = stranger.links.length
    await net.timing.pass(4_900)
    expect(a.sync.links().length).toBe(1)
    await net.timing.pass(2_000)
    expect(a.sync.links().length).toBe(0)
    expect(links).toBe(1)
    expect(stranger.reasons).toEqual(['silent'])
  })

  test.each([
    ['thirty where nobody else could be asked', 30_000, []],
    ['ten where somebody else could be', 10_000, ['other']],
  ])('says nothing any more although it was asked for something: the link is closed after %s', async (_, silence, others) => {
    const { net, a, stranger } = await meet()
    for (const name of others) net.join(name)
    for (let seconds = 0; seconds < 20; seconds += 2) {
      stranger.send({ type: 'ping' })
      await net.timing.pass(2_000)
    }
    stranger.send({ type: 'payloads', payloads: [payloadOf('what nobody waited for says nothing of the line')] })
    stranger.send({ type: 'vector', whole: true, more: false, last: a.replica.lastSeal(), refs: feedOf(ana, 5).slice(4).map(refOf) })
    await net.timing.pass(silence - 1_000)
    expect(stranger.reasons).toEqual([])
    await net.timing.pass(4_000)
    expect(stranger.reasons).toEqual(['silent'])
    expect(a.sync.links()).toHaveLength(others.length)
  })
})

describe('floods', () => {
  const rate = { rowsPerSecond: 1_000, rowsAtOnce: 2_000 }

  test('10,000 rows a second from a peer that keeps to the window: all taken, at the rate, none refused', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const [a, b] = [net.join('a', { limits: rate }), net.join('b')]
    await net.settled()
    const feed = feedOf(ana, 10_000)
    for (let i = 0; i < 10; i++) {
      b.replica.append(...feed.slice(i * 1_000, (i + 1) * 1_000))
      await net.timing.pass(100)
    }
    expect(a.replica.rows.size).toBeGreaterThan(1_000)
    expect(a.replica.rows.size).toBeLessThan(7_000)
    await net.timing.pass(12_000)
    expect(a.replica.rows.size).toBe(10_000)
    expect(a.replica.refusals).toEqual([])
    expect(countersOf(a)?.delayed).toBeGreaterThan(4_000)
  })

  test('an honest peer whose acts are many and small is no flood, however busy the page is', async () => {
    const { makeReference } = await import('./reference')
    const net = makeNetwork({ delay: [1, 1] })
    let isBusy = false
    let release = (): void => {}
    const slow = makeReference({ slow: async () => void (isBusy && (await new Promise<void>((done) => (release = done)))) })
    const a = net.join('a', { replica: slow })
    const b = net.join('b')
    await net.settled()
    isBusy = true
    let last: Row | undefined
    for (let seq = 1; seq <= 9_000; seq++) {
      const words = payloadOf(`words ${seq}`)
      last = rowOf({ device: ana, seq, prev: last?.hash ?? null, data: { payload: words.hash } })
      b.replica.write(words, last)
      if (seq % 10 === 0) await net.timing.pass(1)
    }
    expect(a.sync.links()).toHaveLength(1)
    isBusy = false
    release()
    expect(await net.settled()).toBe(true)
    expect(a.replica.vector()).toEqual(b.replica.vector())
  })

  test('while what has come is worked off more comes, as much again and no more; and nobody is done before it is', async () => {
    const { makeReference } = await import('./reference')
    const net = makeNetwork({ delay: [1, 1] })
    let release = (): void => {}
    let isBusy = true
    const slow = makeReference({ slow: async () => void (isBusy && (await new Promise<void>((done) => (release = done)))) })
    const a = net.join('a', { replica: slow })
    const b = net.join('b')
    b.replica.append(...feedOf(ana, 12_000))
    await net.timing.pass(2_000)
    release() // what came first was one frame; what waited behind it is a slice
    await net.timing.pass(2_000)
    const came = countersOf(a)?.bytesIn ?? 0
    expect([came > 1.6 * WINDOW, came < 2.3 * WINDOW]).toEqual([true, true])
    isBusy = false
    release()
    expect(await net.settled()).toBe(true)
    expect(a.replica.vector()).toEqual(b.replica.vector())
    isBusy = true
    b.replica.append(...feedOf(ana, 1, b.replica.head(ana)))
    await net.timing.pass(100)
    expect(b.sync.isQuiet()).toBe(false)
    isBusy = false
    release()
    expect(await net.settled()).toBe(true)
  })

  test('an honest peer whose line brings twice whatever is heavy keeps that line', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a')
    const { makeReference } = await import('./reference')
    const carrier = net.hub.carrier('b')
    const twice = (link: Link): Link => ({
      ...link,
      onFrame: (listener) =>
        link.onFrame((frame) => {
          const reading = decode(frame)
          listener(frame)
          if (reading.ok && isContent(reading.value.type)) listener(frame)
        }),
    })
    const replica = makeReference()
    const sync = startSync({
      replica,
      carriers: [{ ...carrier, onLink: (listener) => carrier.onLink((link) => listener(twice(link))) }],
      room: { world: WORLD, secret: 's' },
      timing: net.timing,
    })
    for (let i = 0; i < 12; i++) {
      a.replica.append(...feedOf(ana, 100, a.replica.head(ana)))
      await net.timing.pass(500)
    }
    const isThere = () => a.sync.isQuiet() && sync.isQuiet()
    expect(await net.timing.until(isThere, 60_000)).toBe(true)
    expect([a, { sync }].map((peer) => [peer.sync.links().length, peer.sync.turnedAway()])).toEqual([
      [1, 0],
      [1, 0],
    ])
    expect(replica.vector()).toEqual(a.replica.vector())
    sync.stop()
  })

  test('the flood of one peer does not keep another from being heard', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const [a, flood, quiet] = [net.join('a', { limits: rate }), net.join('flood'), net.join('quiet')]
    net.hub.partition(['a', 'flood'], ['a', 'quiet'])
    await net.settled()
    flood.replica.append(...feedOf(ana, 20_000))
    await net.timing.pass(50)
    quiet.replica.append(...feedOf(deviceOf('ben'), 1))
    await net.timing.pass(50)
    expect(a.replica.rows.size).toBeLessThan(20_000)
    expect([...a.replica.rows.values()].some((row) => row.body.device === deviceOf('ben'))).toBe(true)
  })

  test('a newcomer may catch up far beyond the rate', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const a = net.join('a')
    a.replica.append(...feedOf(ana, 15_000))
    const b = net.join('b', { limits: rate })
    await net.timing.pass(1_500)
    expect(b.replica.rows.size).toBe(15_000)
  })

  test('K20: the host is told which devices are over quota, and when they no longer are', async () => {
    const net = makeNetwork({ delay: [1, 1] })
    const [a, b] = [net.join('a'), net.join('b')]
    await net.settled()
    b.replica.append(...feedOf(ana, 301))
    b.replica.append(...feedOf(deviceOf('ben'), 300))
    await net.timing.pass(50)
    expect(a.sync.quota.over()).toEqual([ana])
    await net.timing.pass(1_000)
    expect(a.sync.quota.over()).toEqual([])
  })
})
