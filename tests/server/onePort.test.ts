import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, type RequestOptions, request as http } from 'node:http'
import { request as https } from 'node:https'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { certify } from '../../src/server/certificate.mjs'
import { secureHeaders, serveFiles } from '../../src/server/files.mjs'
import { onePort } from '../../src/server/onePort.mjs'
import { createRelay } from '../../src/server/relay.mjs'

const folder = mkdtempSync(join(tmpdir(), 'mesi-'))
const script = `export const words = '${'droplet '.repeat(500)}'`
let certificate: Awaited<ReturnType<typeof certify>>
let server: ReturnType<typeof onePort>
let port = 0

beforeAll(async () => {
  mkdirSync(join(folder, 'built/assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'not built')
  writeFileSync(join(folder, 'built/index.html'), '<!doctype html><title>Mesi</title>')
  writeFileSync(join(folder, 'built/assets/app-1a2b.js'), script)
  certificate = await certify({ folder: join(folder, 'cache'), addresses: ['192.168.7.7'] })
  server = onePort({ answer: serveFiles(join(folder, 'built')), relay: createRelay(), certificate })
  port = await server.listen(0, '127.0.0.1')
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

async function ask(path: string, { secure = false, ...options }: RequestOptions & { secure?: boolean } = {}) {
  const asked = (secure ? https : http)({ host: '127.0.0.1', port, path, ...(secure && { ca: certificate.authority }), ...options })
  const [answer] = (await once(asked.end(), 'response')) as [IncomingMessage]
  const body = await buffer(answer)
  return { status: answer.statusCode, headers: answer.headers, body }
}

describe('files', () => {
  test('any page address gets the app, asked for again each time', async () => {
    for (const path of ['/', '/profile/ana', '/?peer=b']) {
      const { status, headers, body } = await ask(path)
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-cache'])
      expect(body.toString()).toContain('Mesi')
    }
  })

  test('a hashed file is kept for ever and travels as small as the browser can read', async () => {
    const path = '/assets/app-1a2b.js'
    const [br, gzip, plain] = [
      await ask(path, { headers: { 'Accept-Encoding': 'gzip, br' } }),
      await ask(path, { headers: { 'Accept-Encoding': 'gzip, br;q=0' } }),
      await ask(path),
    ]
    expect(brotliDecompressSync(br.body).toString()).toBe(script)
    expect(gunzipSync(gzip.body).toString()).toBe(script)
    expect(plain.body.toString()).toBe(script)
    expect(br.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    })
    expect(new Set([br, gzip, plain].map(({ headers }) => headers.etag)).size).toBe(3)
  })

  test('what has not changed is not sent again, and HEAD sends no body', async () => {
    const { headers } = await ask('/')
    const again = await ask('/', { headers: { 'If-None-Match': headers.etag } })
    expect([again.status, again.body.length]).toEqual([304, 0])
    const head = await ask('/', { method: 'HEAD' })
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, headers['content-length']])
  })

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '//secret.txt',
    '/assets/none.js',
    '/%00.js',
    '/__proto__.js',
  ])('%s is not there', async (path) => {
    const { status, body } = await ask(path)
    expect([status, body.toString()]).toEqual([404, 'There is no such file.\n'])
  })

  test('other methods are refused', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(405)
  })

  test('the policy names websockets of this host, and nothing that merely poses as a host', async () => {
    const { headers } = await ask('/', { headers: { Host: 'localhost:4173' } })
    expect(headers['content-security-policy']).toContain("connect-src 'self' blob: ws://localhost:4173 wss://localhost:4173;")
    expect(secureHeaders('a.example; script-src *')['Content-Security-Policy']).toContain("connect-src 'self' blob:;")
  })
})

describe('both http and https behind one port', () => {
  test('https is vouched for by the authority of this machine', async () => {
    const { status, body } = await ask('/', { secure: true })
    expect([status, body.toString()]).toEqual([200, '<!doctype html><title>Mesi</title>'])
  })

  test('the authority is kept, private, and cannot vouch for a public address', async () => {
    const again = await certify({ folder: join(folder, 'cache'), addresses: ['8.8.8.8'] })
    expect(again.authority).toBe(certificate.authority)
    expect(statSync(join(folder, 'cache/authority.key')).mode & 0o077).toBe(0)
    const other = onePort({ answer: serveFiles(join(folder, 'built')), relay: createRelay(), certificate: again })
    const elsewhere = await other.listen(0, '127.0.0.1')
    await expect(ask('/', { secure: true, port: elsewhere })).rejects.toThrow(/permitted subtree/)
    other.close()
  })

  test('plain http gives the app to this machine and sends everybody else to https', async () => {
    expect((await ask('/', { headers: { Host: `localhost:${port}` } })).status).toBe(200)
    const { status, headers } = await ask('/profile/ana', { headers: { Host: `192.168.7.7:${port}` } })
    expect([status, headers.location]).toEqual([307, `https://192.168.7.7:${port}/profile/ana`])
  })

  test('the authority can be fetched over plain http', async () => {
    const { headers, body } = await ask('/authority.crt', { headers: { Host: `192.168.7.7:${port}` } })
    expect([headers['content-type'], body.toString()]).toEqual(['application/x-x509-ca-cert', certificate.authority])
  })

  test.each(['ws', 'wss'])('signalling answers on %s, and only on its own path', async (scheme) => {
    const socket = (path: string) => new WebSocket(`${scheme}://127.0.0.1:${port}${path}`, { ca: certificate.authority })
    const signal = socket('/signal')
    await once(signal, 'open')
    signal.send('{"type":"ping"}')
    expect(String((await once(signal, 'message'))[0])).toBe('{"type":"pong"}')
    signal.close()
    await expect(once(socket('/elsewhere'), 'open')).rejects.toThrow(/hang up|disconnected|ECONNRESET/)
  })

  test('neither TLS nor http does no harm', async () => {
    for (const bytes of [Buffer.from([22, 3, 1, 0, 4, 1, 2, 3, 4]), Buffer.from([0, 0, 0]), Buffer.from('GET\r\n\r\n')]) {
      const socket = connect(port, '127.0.0.1')
      socket.write(bytes)
      socket.resume()
      await once(socket, 'close')
    }
    expect((await ask('/')).status).toBe(200)
  })

  test('a port that is taken says so and names the way out', async () => {
    const second = onePort({ answer: serveFiles(join(folder, 'built')), relay: createRelay() })
    await expect(second.listen(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is taken. Another one: npm start -- --port ${port + 1}`)
    second.close()
  })
})
