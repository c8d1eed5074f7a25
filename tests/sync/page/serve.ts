/** Serves the page of this folder with the app's own vite configuration, and a relay beside it that a test may kill. */
import { rmSync } from 'node:fs'
import { createServer as createHttp, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { createRelay } from '../../../src/server/relay.mjs'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export interface LabServer {
  /** The page; its own origin has a relay too, as the app has. */
  readonly url: string
  /** The relay that can be killed. */
  readonly signal: string
  killRelay(): Promise<void>
  reviveRelay(): Promise<void>
  close(): Promise<void>
}

export async function serveLab(): Promise<LabServer> {
  // Fresh each time: vite bundles our peer class into y-webrtc's copy there and would not notice that it changed.
  const cacheDir = `${root}node_modules/.vite-lab-${process.pid}`
  const vite = await createServer({
    root,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false },
    cacheDir,
    optimizeDeps: { include: ['yjs', 'y-webrtc', 'y-protocols/awareness', 'lib0/decoding', 'zod/mini'] },
  })
  await vite.listen()
  const port = ((vite.httpServer as Server).address() as AddressInfo).port
  let relay: { http: Server; relay: ReturnType<typeof createRelay> } | undefined
  let relayPort = 0

  const reviveRelay = async (): Promise<void> => {
    const http = createHttp()
    const made = createRelay({ origins: [`http://127.0.0.1:${port}`] })
    made.attach(http, '/signal')
    await new Promise<void>((done) => http.listen(relayPort, '127.0.0.1', done))
    relayPort = (http.address() as AddressInfo).port
    relay = { http, relay: made }
  }
  const killRelay = async (): Promise<void> => {
    relay?.relay.close()
    relay?.http.closeAllConnections()
    await new Promise<void>((done) => relay?.http.close(() => done()))
    relay = undefined
  }
  await reviveRelay()
  return {
    url: `http://127.0.0.1:${port}/tests/sync/page/index.html`,
    signal: `ws://127.0.0.1:${relayPort}/signal`,
    killRelay,
    reviveRelay,
    async close() {
      if (relay) await killRelay()
      await vite.close()
      rmSync(cacheDir, { recursive: true, force: true })
    },
  }
}
