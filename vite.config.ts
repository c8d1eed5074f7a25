import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { createRelay } from './src/server/relay.mjs'
import { testsByClause } from './tests/architecture/titles.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * y-webrtc imports simple-peer by this file's name. Ours stands in its place: it cuts messages into chunks, waits when the channel is
 * full and carries the log's own frames. y-webrtc itself stays as published. Dexie's own door leads to its build for old browsers; the
 * other one is the same code for those that we run in, and smaller.
 */
const alias = [
  { find: /^simple-peer\/simplepeer\.min\.js$/, replacement: here('src/sync/chunkedPeer.ts') },
  { find: 'simple-peer-original', replacement: here('node_modules/simple-peer/simplepeer.min.js') },
  { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' },
]

/** Puts the signalling relay beside the dev server, on the path where `npm start` has it too. */
function signalling(): Plugin {
  return {
    name: 'mesi-signalling',
    configureServer({ httpServer }) {
      if (httpServer) createRelay().attach(httpServer, '/signal')
    },
  }
}

/** What the tests say about each clause, for the handbook. */
function clauseTests(): Plugin {
  const name = 'virtual:clause-tests'
  return {
    name: 'mesi-clause-tests',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export const clauseTests = ${JSON.stringify(testsByClause())}` : undefined),
  }
}

/** Mode `test` alone holds failpoints and fixed keys; it is built into a folder of its own so that the two never mix. */
export default defineConfig(({ mode }) => ({
  plugins: [
    solid(),
    signalling(),
    clauseTests(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'worker.ts',
      injectRegister: null,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,svg,png,woff2,webmanifest}'],
        globIgnores: ['bay/**'], // fetched when somebody goes there
        maximumFileSizeToCacheInBytes: 4_000_000,
      },
    }),
  ],
  define: { __FAILPOINTS__: JSON.stringify(mode === 'test') },
  resolve: { alias },
  worker: { format: 'es' },
  optimizeDeps: { include: ['mediabunny'] },
  build: { target: 'es2022', outDir: mode === 'test' ? 'dist/test' : 'dist/app', emptyOutDir: true },
  test: {
    environment: 'node', // the Solid plugin would choose jsdom
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          // The Solid plugin resolves packages as browsers do, which is what we ship; `ws` alone is meant for Node.
          alias: { ws: here('node_modules/ws/wrapper.mjs') },
          // y-webrtc is bundled rather than loaded by Node, so that the alias above holds in tests too.
          server: { deps: { inline: ['y-webrtc'] } },
        },
      },
    ],
  },
}))
