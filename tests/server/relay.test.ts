import { once } from 'node:events'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createRelay } from '../../src/server/relay.mjs'

type Options = Parameters<typeof createRelay>[0]
const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A relay on a free port, and a way to join it. */
async function anOpenRelay(options: Options = {}) {
  const relay = createRelay(options)
  const server = createServer()
  relay.attach(server, '/signal')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  closing.push(
    () => relay.close(),
    () => server.closeAllConnections(),
    () => server.close(),
  )

  const join = async (...topics: string[]) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`)
    closing.push(() => socket.terminate())
    const heard: Record<string, unknown>[] = []
    socket.on('message', (data) => heard.push(JSON.parse((data as Buffer).toString())))
    socket.on('error', () => {})
    await once(socket, 'open')
    const say = (message: unknown) => socket.send(JSON.stringify(message))
    /** Resolves once everything sent before it was handled: the relay answers frames in order. */
    const caughtUp = async () => {
      const pongs = heard.filter(({ type }) => type === 'pong').length
      say({ type: 'ping' })
      await expect.poll(() => heard.filter(({ type }) => type === 'pong').length, { interval: 5 }).toBeGreaterThan(pongs)
    }
    if (topics.length > 0) say({ type: 'subscribe', topics })
    await caughtUp()
    const told = () => heard.filter(({ type }) => type === 'publish')
    return { socket, say, told, caughtUp }
  }
  return { relay, port, join }
}

test('a message reaches everybody else in its room and nobody outside it', async () => {
  const { join } = await anOpenRelay()
  const [ana, bo, outsider] = [await join('room'), await join('room', 'attic'), await join('attic')]
  ana.say({ type: 'publish', topic: 'room', data: { from: 'ana', offer: [1, 2] } })
  await expect
    .poll(bo.told, { interval: 5 })
    .toEqual([{ type: 'publish', topic: 'room', data: { from: 'ana', offer: [1, 2] }, clients: 2 }])
  await Promise.all([ana.caughtUp(), outsider.caughtUp()])
  expect(ana.told()).toEqual([])
  expect(outsider.told()).toEqual([])
})

test('whoever left a room hears nothing from it and cannot speak into it', async () => {
  const { join, relay } = await anOpenRelay()
  const [ana, bo] = [await join('room'), await join('room')]
  bo.say({ type: 'unsubscribe', topics: ['room'] })
  await bo.caughtUp()
  ana.say({ type: 'publish', topic: 'room', data: 'to nobody' })
  bo.say({ type: 'publish', topic: 'room', data: 'from outside' })
  await Promise.all([ana.caughtUp(), bo.caughtUp()])
  expect([...ana.told(), ...bo.told()]).toEqual([])
  ana.socket.close()
  await expect.poll(relay.status).toEqual({ connections: 1, topics: 0 })
})

const oddFrames: readonly (readonly [string, string | Buffer])[] = [
  ['nothing', ''],
  ['no JSON', 'hello'],
  ['half JSON', '{"type":"publish","topic":'],
  ['null', 'null'],
  ['a number', '7'],
  ['a list', '[{"type":"ping"}]'],
  ['no type', '{}'],
  ['an unknown type', '{"type":"shutdown"}'],
  ['a type that every object has', '{"type":"constructor"}'],
  ['topics that are no list', '{"type":"subscribe","topics":"room"}'],
  ['topics that are no words', '{"type":"subscribe","topics":[null,1,{},["room"]]}'],
  ['names that every object has', '{"type":"subscribe","topics":["__proto__","constructor","toString"]}'],
  ['a message to such a name', '{"type":"publish","topic":"__proto__","data":{"polluted":true}}'],
  ['an object for a topic', '{"type":"publish","topic":{"length":1},"data":1}'],
  ['a prototype as a key', '{"__proto__":{"type":"ping"},"type":"publish","topic":"room","data":{"__proto__":{"polluted":true}}}'],
  ['a very long topic', JSON.stringify({ type: 'subscribe', topics: ['x'.repeat(60_000)] })],
  ['thousands of topics', JSON.stringify({ type: 'subscribe', topics: Array.from({ length: 6_000 }, (_, i) => `t${i}`) })],
  ['deep nesting', `{"type":"publish","topic":"room","data":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
  ['bytes', Buffer.from([0, 255, 128, 7])],
  ['bytes that would be JSON', Buffer.from('{"type":"subscribe","topics":["bytes"]}')],
  ['lone surrogates', '{"type":"subscribe","topics":["\\ud800"]}'],
]

test.each(oddFrames)('a frame of %s changes nothing for anybody', async (_, frame) => {
  const { join, relay } = await anOpenRelay()
  const [odd, ana, bo] = [await join('room'), await join('room'), await join('room')]
  odd.socket.send(frame)
  await odd.caughtUp()
  ana.say({ type: 'publish', topic: 'room', data: 'still here' })
  await expect.poll(() => bo.told().at(-1)?.data, { interval: 5 }).toBe('still here')
  expect(relay.status().connections).toBe(3)
  expect(relay.status().topics).toBeLessThanOrEqual(64)
  expect('polluted' in {}).toBe(false)
})

test('a frame beyond 64 kB ends its own connection and no other', async () => {
  const { join, relay } = await anOpenRelay()
  const [big, ana, bo] = [await join('room'), await join('room'), await join('room')]
  big.socket.send('x'.repeat(65 * 1024))
  const [code] = await once(big.socket, 'close')
  expect(code).toBe(1009)
  ana.say({ type: 'publish', topic: 'room', data: 1 })
  await expect.poll(bo.told, { interval: 5 }).toHaveLength(1)
  expect(relay.status()).toEqual({ connections: 2, topics: 1 })
})

test('broken websocket framing ends its own connection and no other', async () => {
  const { join, relay, port } = await anOpenRelay()
  const ana = await join('room')
  const raw = await rawUpgrade(port)
  raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))
  await once(raw, 'close')
  await ana.caughtUp()
  expect(relay.status().connections).toBe(1)
})

test('a connection holds at most 64 topics, and gives them back', async () => {
  const { join, relay } = await anOpenRelay()
  const greedy = await join(...Array.from({ length: 5_000 }, (_, i) => `t${i}`))
  expect(relay.status().topics).toBe(64)
  greedy.say({ type: 'unsubscribe', topics: Array.from({ length: 64 }, (_, i) => `t${i}`) })
  await greedy.caughtUp()
  expect(relay.status().topics).toBe(0)
})

test('a flood is let go, and a room beside it goes on', async () => {
  const { join } = await anOpenRelay()
  const [flood, ana, bo] = [await join('flood'), await join('room'), await join('room')]
  for (let i = 0; i < 20_000; i++) flood.say({ type: 'publish', topic: 'flood', data: i })
  ana.say({ type: 'publish', topic: 'room', data: 'calm' })
  await expect.poll(bo.told, { interval: 5 }).toHaveLength(1)
  await expect.poll(() => flood.socket.readyState, { timeout: 50_000, interval: 5 }).toBe(WebSocket.CLOSED)
})

test('a burst above the rate is delayed, not lost', async () => {
  const { join } = await anOpenRelay({ limits: { burst: 50, perSecond: 100 } })
  const [ana, bo] = [await join('room'), await join('room')]
  for (let i = 0; i < 90; i++) ana.say({ type: 'publish', topic: 'room', data: i })
  await expect.poll(() => bo.told().map(({ data }) => data), { interval: 5 }).toEqual(Array.from({ length: 90 }, (_, i) => i))
})

test('a reader that does not read is dropped rather than kept in memory', async () => {
  const { join, port, relay } = await anOpenRelay({ limits: { backlog: 20_000, burst: 100_000 } })
  const ana = await join('room')
  const asleep = await rawUpgrade(port)
  asleep.write(maskedText('{"type":"subscribe","topics":["room"]}'))
  await expect.poll(() => relay.status().connections).toBe(2)
  asleep.pause()
  const data = 'x'.repeat(60_000)
  const fill = setInterval(() => ana.say({ type: 'publish', topic: 'room', data }), 1)
  closing.push(() => clearInterval(fill))
  await expect.poll(() => relay.status().connections, { timeout: 50_000, interval: 5 }).toBe(1)
})

test('a silent connection is noticed by the heartbeat, an answering one is kept', async () => {
  const { join, port, relay } = await anOpenRelay({ limits: { heartbeat: 250 } })
  const kept = await join('room')
  const silent = await rawUpgrade(port) // a bare socket answers no ping
  await once(silent, 'close')
  await kept.caughtUp() // the beat that ended the silent one has looked at this one as well, which was there before
  await expect.poll(() => relay.status().connections, { interval: 5 }).toBe(1)
})

test('more connections than allowed are turned away with a reason', async () => {
  const { join, port } = await anOpenRelay({ limits: { connections: 1 } })
  await join('room')
  const second = new WebSocket(`ws://127.0.0.1:${port}/signal`)
  const [code] = await once(second, 'close')
  expect(code).toBe(1013)
})

test('a page from another site may not use the relay unless it is named', async () => {
  const { port } = await anOpenRelay({ origins: ['https://friend.example'] })
  const answer = async (origin: string) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`, { origin })
    closing.push(() => socket.terminate())
    return Promise.race([once(socket, 'open').then(() => 'welcome'), once(socket, 'unexpected-response').then(() => 'refused')])
  }
  expect(await answer(`http://127.0.0.1:${port}`)).toBe('welcome')
  expect(await answer('https://friend.example')).toBe('welcome')
  expect(await answer('https://stranger.example')).toBe('refused')
  expect(await answer('null')).toBe('refused')
})

/** A websocket without a client behind it, to send what no client would. */
async function rawUpgrade(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  closing.push(() => socket.destroy())
  const key = Buffer.from('sixteen byte key').toString('base64')
  socket.write(
    `GET /signal HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  )
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toContain('101 Switching Protocols')
  return socket
}

/** A short text frame as a browser would send it, masked with zeros. */
function maskedText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)])
}
