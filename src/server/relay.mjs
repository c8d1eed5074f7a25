/**
 * The signalling relay: how browsers that share a room find each other before they speak directly.
 *
 * It speaks y-webrtc's wire protocol (subscribe, unsubscribe, publish, ping) and knows nothing of what it carries: the client
 * encrypts that. The server shipped with y-webrtc was rejected because one frame that is not JSON ends its process, and because it
 * has no limits. Here a frame can at worst end its own connection; people already connected to each other would not even notice.
 */
import { WebSocketServer } from 'ws'

/** @typedef {import('ws').WebSocket} Socket */
/** @typedef {typeof defaults} Limits */
/** @typedef {{ topics: Set<string>, credit: number, refilledAt: number, alive: boolean, address: string }} Client */

/** Generous for a room of twenty that joins at one moment, tight enough that one page cannot starve the others. */
const defaults = {
  /** Bytes of one frame. An offer with all its candidates takes about 6 kB. */
  frame: 64 * 1024,
  topics: 64,
  topicLength: 256,
  /** Frames a connection may send at once, and how many it earns back each second. */
  burst: 1_000,
  perSecond: 200,
  connections: 1_000,
  connectionsPerAddress: 256,
  /** Bytes that may wait for a slow reader before it is dropped. */
  backlog: 1024 * 1024,
  heartbeat: 30_000,
}

/** Close codes of the websocket standard. */
const POLICY = 1008
const TRY_LATER = 1013

/**
 * Makes one relay. Several servers may be attached to it and then share its topics.
 * @param {{ limits?: Partial<Limits>, origins?: readonly string[], now?: () => number }} [options] `origins`: pages from elsewhere that may use it
 */
export function createRelay({ limits: given = {}, origins = [], now = Date.now } = {}) {
  const limits = { ...defaults, ...given }
  /** @type {Map<string, Set<Socket>>} */
  const subscribers = new Map()
  /** @type {Map<Socket, Client>} */
  const clients = new Map()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frame, perMessageDeflate: false, clientTracking: false })

  /** @param {Socket} socket @param {string} topic */
  const leave = (socket, topic) => {
    const room = subscribers.get(topic)
    room?.delete(socket)
    if (room?.size === 0) subscribers.delete(topic)
    clients.get(socket)?.topics.delete(topic)
  }

  /** @param {Socket} socket @param {string} text */
  const send = (socket, text) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > limits.backlog) socket.terminate()
    else socket.send(text, () => {})
  }

  /** @param {Socket} socket @param {Client} client @param {Record<string, unknown>} message */
  const answer = (socket, client, message) => {
    switch (message.type) {
      case 'subscribe':
        for (const topic of topicsOf(message, limits)) {
          if (client.topics.size >= limits.topics) break
          client.topics.add(topic)
          subscribers.set(topic, (subscribers.get(topic) ?? new Set()).add(socket))
        }
        return
      case 'unsubscribe':
        for (const topic of topicsOf(message, limits)) leave(socket, topic)
        return
      case 'publish': {
        const { topic, data } = message
        // Whoever speaks in a room listens there too, so nobody can shout into rooms they did not join.
        if (typeof topic !== 'string' || !client.topics.has(topic)) return
        const room = subscribers.get(topic) ?? new Set()
        const text = JSON.stringify({ type: 'publish', topic, data, clients: room.size })
        for (const other of room) if (other !== socket) send(other, text)
        return
      }
      case 'ping':
        return send(socket, '{"type":"pong"}')
    }
  }

  /**
   * Takes one frame off the connection's credit. Whoever overdraws it is read more slowly, which loses nothing;
   * whoever overdraws it a second time within frames already received is let go.
   * @param {Socket} socket @param {Client} client
   */
  const pay = (socket, client) => {
    const time = now()
    client.credit = Math.min(limits.burst, client.credit + ((time - client.refilledAt) * limits.perSecond) / 1000)
    client.refilledAt = time
    client.credit -= 1
    if (client.credit >= 0) return true
    if (client.credit < -limits.burst) {
      socket.close(POLICY, 'too many frames')
      return false
    }
    if (!socket.isPaused) {
      socket.pause()
      setTimeout(() => socket.resume(), 1000).unref()
    }
    return true
  }

  sockets.on('connection', (/** @type {Socket} */ socket, /** @type {import('node:http').IncomingMessage} */ request) => {
    const address = request.socket.remoteAddress ?? ''
    /** @type {Client} */
    const client = { topics: new Set(), credit: limits.burst, refilledAt: now(), alive: true, address }
    // Before anything else: a socket without this listener turns a broken frame into an uncaught error.
    socket.on('error', () => socket.terminate())
    const neighbours = [...clients.values()].filter((other) => other.address === address).length
    if (clients.size >= limits.connections || neighbours >= limits.connectionsPerAddress) return socket.close(TRY_LATER, 'full')

    clients.set(socket, client)
    socket.on('pong', () => {
      client.alive = true
    })
    socket.on('close', () => {
      for (const topic of client.topics) leave(socket, topic)
      clients.delete(socket)
    })
    socket.on('message', (data, isBinary) => {
      if (socket.readyState !== socket.OPEN || !pay(socket, client) || isBinary) return
      try {
        const message = JSON.parse(/** @type {Buffer} */ (data).toString())
        if (typeof message === 'object' && message !== null) answer(socket, client, message)
      } catch {
        // Not JSON, or nested too deep to write again. Whatever it was, it was not signalling.
      }
    })
  })

  const heartbeat = setInterval(() => {
    for (const [socket, client] of clients) {
      if (!client.alive && !socket.isPaused) socket.terminate()
      client.alive = false
      if (socket.readyState === socket.OPEN) socket.ping()
    }
  }, limits.heartbeat)
  heartbeat.unref()

  return {
    /**
     * Answers websocket upgrades on one path of an http(s) server and leaves all other paths to whoever else listens.
     * @param {{ on(event: 'upgrade', listener: (request: import('node:http').IncomingMessage, socket: import('node:stream').Duplex, head: Buffer) => void): unknown }} server
     * @param {string} path
     */
    attach(server, path) {
      server.on('upgrade', (request, socket, head) => {
        if (pathOf(request) !== path) return
        if (!isWelcome(request, origins)) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
        sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request))
      })
    },
    /** What it holds at this moment, for the status page of a test. */
    status: () => ({ connections: clients.size, topics: subscribers.size }),
    close() {
      clearInterval(heartbeat)
      for (const socket of clients.keys()) socket.terminate()
      sockets.close()
    },
  }
}

/** @param {Record<string, unknown>} message @param {Limits} limits @returns {string[]} */
function topicsOf(message, limits) {
  if (!Array.isArray(message.topics)) return []
  return message.topics.filter((topic) => typeof topic === 'string' && topic.length <= limits.topicLength)
}

/** What a request asks for, without its query. @param {import('node:http').IncomingMessage} request */
export function pathOf({ url = '' }) {
  return url.slice(0, url.search(/[?#]|$/))
}

/**
 * Browsers name the page's origin; programs do not. A page from another site may not borrow the relay of whoever visits it.
 * @param {import('node:http').IncomingMessage} request @param {readonly string[]} origins
 */
function isWelcome(request, origins) {
  const { origin, host } = request.headers
  if (origin === undefined || origins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
