/**
 * `npm run bench -- --peers`: the same small work in one run with what a developer would pick instead. Each tool runs in a Chromium of
 * its own with a fresh profile and its real IndexedDB or OPFS: records written until all of them are on disk, the browser closed, all of
 * them loaded cold, more of them synced to a second replica in the same page. Tools take turns, so that a busy minute hits them all.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium as browsers } from '@playwright/test'
import { build } from 'vite'
import { ensureBrowsers } from '../../src/server/browsers.mjs'
import { run } from '../../src/server/shell.mjs'
import { chromium } from '../support/browsers'
import { medianOf, printTable } from './table'

const folder = fileURLToPath(new URL('./peers/', import.meta.url))
const built = fileURLToPath(new URL('../../.cache/bench/peers/', import.meta.url))

/** How a tool is called, and what to know of its row. */
interface Tool {
  readonly name: string
  readonly signs: boolean
  readonly note: string
}
const tools: { readonly [file: string]: Tool } = {
  mesi: { name: 'Mesi', signs: true, note: 'a list of 1,000 is one signed, sealed batch; every record is judged by rules' },
  yjs: { name: 'Yjs map', signs: false, note: 'y-indexeddb' },
  automerge: { name: 'Automerge', signs: false, note: 'automerge-repo, one document, its IndexedDB and MessageChannel adapters' },
  loro: { name: 'Loro', signs: false, note: 'updates as they come, a snapshot at the end, in IndexedDB' },
  tinybase: { name: 'TinyBase', signs: false, note: 'MergeableStore in an OPFS file, the whole file saved each time' },
  rxdb: { name: 'RxDB', signs: false, note: 'its free Dexie storage; loads lazily, so cold load is opening, counting and finding one' },
  jazz: {
    name: 'Jazz',
    signs: true,
    note: 'cojson, one CoMap; encrypts too; behind the news it sends again what it read from disk, which is in the wire column',
  },
}

interface Figures {
  /** Records a second, until all are on disk. */
  readonly write: number
  /** One record until it is on disk, ms. */
  readonly one: number
  /** Browser started anew: open, count all, read one, ms. */
  readonly load: number
  readonly sync: number
  readonly wire: number
  readonly disk: number
}
type Outcome = Figures | { readonly failed: string }

interface Found {
  readonly records: number
  /** Synced on top of those. */
  readonly more: number
  readonly rounds: number
  readonly rows: readonly (Tool & Outcome)[]
}

/** @param options `records` written and loaded, a tenth of that synced, each tool `rounds` times; a tool that fails is a row that says why */
export async function benchPeers({ records, rounds, only }: { records: number; rounds: number; only: string }): Promise<Found> {
  const more = records / 10
  await install()
  await ensureBrowsers()
  const chosen = Object.keys(tools).filter((file) => only.split(',').some((word) => file.includes(word)))
  await bundle(chosen)
  const server = await serve()
  const outcomes = new Map<string, Outcome[]>(chosen.map((file) => [file, []]))
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const file of chosen) {
        const tried = outcomes.get(file) as Outcome[]
        if (tried.some((outcome) => 'failed' in outcome)) continue
        console.log(`measuring ${tools[file]?.name}, ${round} of ${rounds} ...`)
        tried.push(await trial(`${server.url}/${file}.html`, records, more))
      }
    }
  } finally {
    server.close()
  }
  const rows = chosen.map((file) => ({ ...(tools[file] as Tool), ...summary(outcomes.get(file) as Outcome[]) }))
  return { records, more, rounds, rows }
}

/** What the package file beside the tools names, and nothing else; the app's own packages stay as they are. */
async function install(): Promise<void> {
  const installed = (file: string) => Object.keys((JSON.parse(readFileSync(folder + file, 'utf8')) as { packages: object }).packages).length
  try {
    if (installed('node_modules/.package-lock.json') > 0) return
  } catch {
    // not yet
  }
  // Not `npm ci`, which fails where a registry lacks other platforms' builds of a native module; the lock file holds all the same.
  const code = await run('npm', ['install', '--no-save', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) throw new Error('npm could not install the other libraries; its own words are above')
}

async function bundle(files: readonly string[]): Promise<void> {
  rmSync(built, { recursive: true, force: true })
  for (const file of files) {
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      define: { __FAILPOINTS__: 'false', 'process.env.NODE_ENV': '"production"' },
      build: {
        outDir: built,
        emptyOutDir: false,
        target: 'es2023',
        chunkSizeWarningLimit: 10_000,
        rolldownOptions: { input: { [file]: `${folder}tools/${file}.js` }, output: { entryFileNames: '[name].js' } },
      },
    })
  }
}

async function serve(): Promise<{ url: string; close(): void }> {
  const names = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'))
  const files = new Map(names.map((name) => [`/${name}`, readFileSync(built + name)]))
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const page = /^\/(\w+)\.html$/.exec(path)?.[1]
    const body = page ? `<!doctype html><title>${page}</title><script type="module" src="/${page}.js"></script>` : files.get(path)
    const type = page ? 'text/html' : path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript'
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

const PATIENCE = 180_000

async function trial(url: string, records: number, more: number): Promise<Outcome> {
  const profile = mkdtempSync(`${tmpdir()}/mesi-bench-`)
  try {
    const write = await phase<{ writeMs: number; oneMs: number; disk: number }>(profile, url, `bench.write(${records})`)
    const rest = await phase<{ loadMs: number; syncMs: number; wire: number }>(profile, url, `bench.loadAndSync(${records}, ${more})`)
    return {
      write: (records / write.writeMs) * 1000,
      one: write.oneMs,
      load: rest.loadMs,
      sync: rest.syncMs,
      wire: rest.wire,
      disk: write.disk,
    }
  } catch (error) {
    return { failed: (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 160) ?? '' }
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

/** One piece of work in a browser process of its own, on a profile that outlives it. */
async function phase<T>(profile: string, url: string, work: string): Promise<T> {
  const context: BrowserContext = await browsers.launchPersistentContext(profile, { ...chromium, headless: true })
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('response', (response) => response.ok() || complaints.push(`${response.status()} for ${response.url()}`))
    await page.goto(url)
    await page.waitForFunction('globalThis.bench', undefined, { timeout: 20_000 }).catch(() => {
      throw new Error(`it does not start: ${complaints[0] ?? 'without a word'}`)
    })
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${PATIENCE / 1000} s. ${complaints[0] ?? ''}`)), PATIENCE)
    })
    return (await Promise.race([page.evaluate(work), late])) as T
  } finally {
    clearTimeout(timer)
    await context.close()
  }
}

function summary(outcomes: readonly Outcome[]): Figures | { readonly failed: string } {
  const failed = outcomes.find((outcome) => 'failed' in outcome)
  if (failed) return failed
  const all = outcomes as readonly Figures[]
  const of = (name: keyof Figures) => medianOf(all.map((figures) => figures[name]))
  return { write: of('write'), one: of('one'), load: of('load'), sync: of('sync'), wire: of('wire'), disk: of('disk') }
}

export function printPeers({ rows, more }: Found): void {
  const header = [
    '',
    'written + durable, records/s',
    'one, durable, ms',
    'cold load, ms',
    `sync ${more}, ms`,
    'wire, kB',
    'disk, MB',
    'signs',
  ]
  printTable([
    header,
    ...rows.map((row) => {
      if ('failed' in row) return [row.name, 'did not run', '', '', '', '', '', '']
      const { name, write, one, load, sync, wire, disk, signs } = row
      const [rate, kB] = [Math.round(write).toLocaleString('en'), Math.round(wire / 1000).toLocaleString('en')]
      return [name, rate, one.toFixed(2), load.toFixed(0), sync.toFixed(0), kB, (disk / 1e6).toFixed(1), signs ? 'yes' : 'no']
    }),
  ])
  console.log('')
  for (const row of rows) console.log(`${row.name}: ${'failed' in row ? `did not run here: ${row.failed}` : row.note}`)
}
