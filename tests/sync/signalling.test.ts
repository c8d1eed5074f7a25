/** The gate before y-webrtc's signalling: peers on one relay that hear of each other in any order. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Room } from 'y-webrtc'
import { makeBackoff } from '../../src/sync/backoff'
import { open, write } from '../../src/sync/signal'
import { guard } from '../../src/sync/signalling'
import { virtualTiming } from '../../src/sync/timing'

const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])

/** A relay that delivers when told to, and what y-webrtc behind the gate makes of an announcement: a connection, and an offer. */
function makeRelay() {
  const timing = virtualTiming()
  const conns = new Map<string, { connected: boolean; send(message: unknown): void; emit(name: string, args: unknown[]): void }>()
  const offers: string[] = []
  const publish = (from: string, message: unknown): void => {
    for (const [name, conn] of conns) if (name !== from) conn.emit('message', [message])
  }
  return {
    offers,
    join(name: string): void {
      const webrtcConns = new Map<string, unknown>()
      const room = { peerId: name, name: 'room', key, webrtcConns } as unknown as Room
      const conn = {
        connected: true,
        send: (message: unknown) => publish(name, message),
        emit(_event: string, [message]: unknown[]) {
          void open((message as { data: unknown }).data, key).then((signal) => {
            if (!signal || webrtcConns.has(signal.from)) return
            webrtcConns.set(signal.from, { peer: {}, connected: false })
            offers.push(`${name} to ${signal.from}`)
          })
        },
      }
      guard(conn, room, timing, makeBackoff(timing), () => {})
      conns.set(name, conn)
    },
    async announce(name: string): Promise<void> {
      publish(name, { type: 'publish', topic: 'room', data: await write({ from: name, type: 'announce' }, key) })
    },
    /**
     * Ciphers work in other threads, on a busy machine in any order: resolves ten rounds of them behind the last offer that is expected, so
     * that one too many would be here as well.
     */
    async settled(expected: number): Promise<void> {
      let left = 10
      for (let round = 0; left > 0 && round < 2_000; round++) {
        await Promise.all(Array.from({ length: 8 }, () => write({ from: '', type: 'announce' }, key)))
        await timing.pass(10)
        if (offers.length >= expected) left--
      }
    },
  }
}

test('of two peers one makes the offer, whoever spoke first, and when both speak at one moment too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('anna', 'ben'), { minLength: 1, maxLength: 6 }), async (speakers) => {
      const relay = makeRelay()
      relay.join('anna')
      relay.join('ben')
      await Promise.all(speakers.map((name) => relay.announce(name)))
      await relay.settled(1)
      expect(relay.offers).toEqual(['anna to ben'])
    }),
    { numRuns: 30 },
  )
})

test('of many peers each two have one offer between them', async () => {
  const names = ['anna', 'ben', 'cleo', 'dora', 'emil']
  const relay = makeRelay()
  for (const name of names) relay.join(name)
  await Promise.all(names.map((name) => relay.announce(name)))
  const all = names.flatMap((one, i) => names.slice(i + 1).map((other) => `${one} to ${other}`))
  await relay.settled(all.length)
  expect(relay.offers.toSorted()).toEqual(all.toSorted())
})

/** What the gates before one connection let through to y-webrtc. */
function behindGates(...rooms: readonly Room[]) {
  const timing = virtualTiming()
  const through: unknown[] = []
  const dropped: string[] = []
  const conn = { connected: true, send: () => {}, emit: (_: string, [message]: unknown[]) => void through.push(message) }
  for (const room of rooms) guard(conn, room, timing, makeBackoff(timing), (why) => dropped.push(why))
  return { conn, through, dropped }
}
const roomOf = (name: string, own: CryptoKey): Room => ({ peerId: 'ben', name, key: own, webrtcConns: new Map() }) as unknown as Room

test('two rooms on one connection to a relay hear each their own', async () => {
  const other = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
  const { conn, through, dropped } = behindGates(roomOf('one', key), roomOf('two', other))
  const offer = { from: 'anna', to: 'ben', type: 'signal', signal: { type: 'offer' } } as const
  const messages = [
    { type: 'publish', topic: 'one', data: await write(offer, key) },
    { type: 'publish', topic: 'two', data: await write(offer, other) },
  ]
  for (const message of messages) conn.emit('message', [message])
  await expect.poll(() => through.length + dropped.length).toBe(2)
  expect(through.toSorted((a, b) => messages.indexOf(a as never) - messages.indexOf(b as never))).toEqual(messages)
  conn.emit('message', [{ type: 'publish', topic: 'two', data: await write(offer, key) }])
  await expect.poll(() => dropped).toEqual(['not of this room'])
})

test('a connection that stands is ended by nobody who speaks in the name of its other end', async () => {
  const room = roomOf('one', key)
  room.webrtcConns.set('anna', { peer: { initiator: true }, connected: true })
  room.webrtcConns.set('cleo', { peer: { initiator: true }, connected: false })
  const { conn, through, dropped } = behindGates(room)
  for (const from of ['anna', 'cleo']) {
    for (const signal of [{ type: 'nonsense' }, { type: 'offer' }, { type: 'answer' }]) {
      conn.emit('message', [{ type: 'publish', topic: 'one', data: await write({ from, to: 'ben', type: 'signal', signal }, key) }])
    }
  }
  await expect.poll(() => through.length + dropped.length).toBe(6)
  expect([through.length, dropped]).toEqual([3, Array(3).fill('for a connection that stands')])
})
