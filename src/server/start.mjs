/**
 * `npm start`: installs and builds what is missing, then serves the app and its signalling on one port.
 *
 *   --port 4173        another port; 0 takes any free one
 *   --host 127.0.0.1   one address instead of all
 *   --https            a certificate for this network (see certificate.mjs)
 *   --build test       the build with failpoints and fixed keys that tests use
 */
import { parseArgs } from 'node:util'
import { ensureBuild, ensurePackages } from './setup.mjs'

const options = asked()

function asked() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '4173' },
        host: { type: 'string' },
        https: { type: 'boolean', default: false },
        build: { type: 'string', default: 'app' },
      },
    }).values
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : String(error)}\nThere are: --port 4173, --host 127.0.0.1, --https, --build test.`,
    )
    process.exit(1)
  }
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function start() {
  const wanted = Number(options.port)
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new Error(`--port is a number up to 65535, and ${options.port} is none`)
  const build = options.build === 'test' ? 'test' : 'app'
  await ensurePackages()
  const folder = await ensureBuild(build)

  // From here on packages are needed, so these load only now.
  const { createRelay } = await import('./relay.mjs')
  const { serveFiles } = await import('./files.mjs')
  const { certify, lanAddresses } = await import('./certificate.mjs')
  const { onePort } = await import('./onePort.mjs')
  const { announce } = await import('./announce.mjs')

  const certificate = options.https ? await certify() : undefined
  const server = onePort({ answer: serveFiles(folder), relay: createRelay(), certificate })
  const port = await server.listen(wanted, options.host)
  announce({ port, host: options.host, lan: lanAddresses(), certificate })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close())
}
