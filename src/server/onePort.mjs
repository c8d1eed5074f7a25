/** The app, its signalling and, when asked for, both http and https behind one port: one address to type, one hole in a firewall. */
import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createServer as createTcp } from 'node:net'
import { pathOf } from './relay.mjs'

/** @typedef {import('node:http').RequestListener} Listener */

/** The first byte of every TLS connection, and of no http request. */
const TLS_HANDSHAKE = 22

const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Where the relay listens, here and on the dev server. */
export const SIGNAL = '/signal'

/** Where a phone fetches the authority to trust; over plain http, since it does not trust it yet. */
export const AUTHORITY = '/authority.crt'

/**
 * @param {{ answer: Listener, relay: ReturnType<typeof import('./relay.mjs').createRelay>, certificate?: { cert: string, key: string, authority: string } | undefined }} parts
 */
export function onePort({ answer, relay, certificate }) {
  const plain = createHttp(certificate ? withAuthority(answer, certificate.authority) : answer)
  const secure = certificate && createHttps({ cert: certificate.cert, key: certificate.key }, answer)
  for (const server of secure ? [plain, secure] : [plain]) {
    relay.attach(server, SIGNAL)
    server.on('upgrade', (request, socket) => {
      if (pathOf(request) !== SIGNAL) socket.destroy()
    })
  }

  const door = createTcp((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', (first) => {
      socket.pause()
      socket.unshift(first)
      const server = first[0] === TLS_HANDSHAKE ? secure : plain
      if (!server) return socket.destroy()
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
    // Whoever connects and says nothing is not kept.
    socket.setTimeout(30_000, () => socket.destroy())
  })

  return {
    /**
     * Answers the port, which matters when any free one was asked for.
     * @param {number} port @param {string} [host] @returns {Promise<number>}
     */
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        door.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
          reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken. Another one: npm start -- --port ${port + 1}`) : error)
        })
        door.listen({ port, host }, () => {
          const address = door.address()
          resolve(typeof address === 'object' && address ? address.port : port)
        })
      }),
    close() {
      relay.close()
      door.close()
      for (const server of [plain, secure]) server?.closeAllConnections()
    },
  }
}

/**
 * What plain http answers beside https: the authority's certificate; the app itself on this machine, where http counts as safe;
 * and to anybody else the way to https.
 * @param {Listener} answer @param {string} authority @returns {Listener}
 */
function withAuthority(answer, authority) {
  return (request, response) => {
    const { host = '' } = request.headers
    if (pathOf(request) === AUTHORITY) {
      response
        .writeHead(200, { 'Content-Type': 'application/x-x509-ca-cert', 'Content-Disposition': 'attachment; filename="mesi.crt"' })
        .end(authority)
    } else if (local.test(host)) answer(request, response)
    else response.writeHead(307, { Location: `https://${host}${request.url}` }).end()
  }
}
