import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { createRelay } from './src/server/relay.mjs'
import { alone } from './tests/architecture/alone.ts'
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

interface Package {
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}
const packageOf = (folder: string): Package => JSON.parse(readFileSync(here(`${folder}/package.json`), 'utf8'))

/** Under what terms the packages of the app are, for the settings. */
function licences(): Plugin {
  const id = '\0virtual:licences'
  return {
    name: 'mesi-licences',
    resolveId: (name) => (`\0${name}` === id ? id : undefined),
    load(asked) {
      if (asked !== id) return undefined
      const all = Object.keys(packageOf('.').dependencies ?? {}).map((name) => {
        const folder = `node_modules/${name}`
        const file = readdirSync(here(folder)).find((each) => /^licen[cs]e/i.test(each))
        const { version, license = '' } = packageOf(folder)
        return { name, version, licence: license, text: file ? readFileSync(here(`${folder}/${file}`), 'utf8') : '' }
      })
      return `export const licences = ${JSON.stringify(all)}`
    },
  }
}

/** Names what the hello leads to, for `src/app/behind.ts`. */
function fetchedBehind(): Plugin {
  const names = ['disk', 'rules', 'start', 'feed', 'founding', 'bay', 'shipped']
  return {
    name: 'mesi-fetched-behind',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => [
        {
          tag: 'meta',
          attrs: {
            name: 'mesi-behind',
            content: Object.values(bundle)
              .flatMap((file) => (file.type === 'chunk' && names.includes(file.name.toLowerCase()) ? [`/${file.fileName}`] : []))
              .join(' '),
          },
          injectTo: 'head' as const,
        },
      ],
    },
  }
}

/** What this build is made of: a commit and its day; a copy without its history says that. */
function commit(): string {
  try {
    return execFileSync('git', ['log', '-1', '--format=%h, %cs'], {
      cwd: here('.'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'from a copy without history'
  }
}

/**
 * What is always loaded together is one file, which packs better and takes one request: the hello of a first visit; behind it the disk, the
 * rules and the app, three files, because a browser reads each in a go and paints nothing meanwhile; the feed; and what a new world takes.
 * Each takes along whatever it imports that one before it has not.
 */
const doors = {
  main: 'main.tsx',
  disk: 'store/store.ts',
  rules: 'areas/index.ts',
  start: 'app/Start.tsx',
  feed: 'app/pages/Feed.tsx',
  founding: 'peer/founding.ts',
}
const together = Object.entries(doors).map(([name, door], i, all) => ({
  name,
  test: (id: string) => id === here(`src/${door}`),
  priority: all.length + 1 - i,
}))

/** What other screens share, in one file more instead of a hundred small ones: a first visit by a link would wait for each of them. */
const shared = {
  name: 'parts',
  test: (id: string) => /\/src\/ui\/|@kobalte|lucide-solid.*\/icons\//.test(id) && !id.endsWith('/Qr.tsx'), // few show a code, which is large
  minShareCount: 3,
  priority: 1,
}

/** What the filter fetches when it is first needed, several MB, lies by itself: `src/app/worker.ts` keeps it then, not before. */
const partName = (ids: readonly string[]) =>
  ids.some((id) => /\/src\/filter\/(?:model|recording)\.ts$|\/nsfwjs\/|\/@tensorflow\//.test(id))
    ? 'assets/heavy/[name]-[hash].js'
    : 'assets/[name]-[hash].js'

/** What all unit tests have in common. */
const unit = {
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 60_000, // who hangs is told; who is slow where others work as well is not
  expect: { poll: { timeout: 15_000 } },
  setupFiles: [here('tests/support/patience.ts')],
  // The Solid plugin resolves packages as browsers do, which is what we ship; `ws` alone is meant for Node.
  alias: { ws: here('node_modules/ws/wrapper.mjs') },
  // y-webrtc is bundled rather than loaded by Node, so that the alias above holds in tests too.
  server: { deps: { inline: ['y-webrtc'] } },
}

/** Mode `test` alone holds failpoints and fixed keys; it is built into a folder of its own so that the two never mix. */
export default defineConfig(({ mode }) => ({
  plugins: [
    solid(),
    signalling(),
    clauseTests(),
    licences(),
    fetchedBehind(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'worker.ts',
      injectRegister: null,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,svg,png,woff2,webmanifest}', 'scenarios/*'], // tours give their files offline, too
        globIgnores: ['bay/**', 'assets/heavy/**'], // fetched when somebody goes there
        maximumFileSizeToCacheInBytes: 4_000_000,
      },
    }),
  ],
  define: {
    __FAILPOINTS__: JSON.stringify(mode === 'test'),
    __BUILD__: JSON.stringify({ version: packageOf('.').version, of: commit() }),
  },
  resolve: { alias },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { chunkFileNames: ({ moduleIds }) => partName(moduleIds), assetFileNames: 'assets/heavy/[name]-[hash][extname]' },
    },
  },
  optimizeDeps: { include: ['mediabunny'] },
  // Styles stay as they are written: put into the words of older browsers, a theme would no longer hold for a part of a page.
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    outDir: mode === 'test' ? 'dist/test' : 'dist/app',
    emptyOutDir: true,
    modulePreload: { polyfill: false }, // every browser that knows es2022 preloads modules
    rolldownOptions: { output: { codeSplitting: { groups: [...together, shared] } } },
  },
  test: {
    environment: 'node', // the Solid plugin would choose jsdom
    maxWorkers: '100%', // one core would be left idle otherwise, which is half of two
    // Most of what a short file takes is to start a process and to read its modules again: those that change nothing for others share both.
    projects: [
      { extends: true, test: { ...unit, name: 'alone', include: [...alone()] } },
      {
        extends: true,
        test: {
          ...unit,
          name: 'together',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...alone()],
          isolate: false,
        },
      },
    ],
  },
}))
