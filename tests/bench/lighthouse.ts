/**
 * `npm run bench -- --lighthouse`: what Lighthouse says of the product as `npm start` serves it, on its simulated slow phone: of a first
 * visit, which is greeted, and of one by a link to a screen of the app, which then loads as a whole and makes a world first.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { ensureBrowsers, findBrowser } from '../../src/server/browsers.mjs'
import { serveFiles } from '../../src/server/files.mjs'
import { onePort } from '../../src/server/onePort.mjs'
import { createRelay } from '../../src/server/relay.mjs'
import { ensureBuild } from '../../src/server/setup.mjs'
import { run } from '../../src/server/shell.mjs'
import type { Measured } from './table'

const folder = fileURLToPath(new URL('./lighthouse/', import.meta.url))

const visits = { 'first visit': '/', 'link to The Buzz': '/discover' } as const
const bars = { performance: 95, accessibility: 100, 'best-practices': 100 } as const

interface Report {
  readonly categories: { readonly [name in keyof typeof bars]: { readonly score: number | null } }
  readonly audits: { readonly [id: string]: { readonly displayValue?: string } }
}

/** @returns points of a hundred for each visit */
export async function benchLighthouse(): Promise<Measured[]> {
  await ensureBrowsers()
  // Not `npm ci`, which fails where a registry lacks other platforms' builds; the lock file holds all the same.
  const code = await run('npm', [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  if (code !== 0) throw new Error('npm could not install Lighthouse; its own words are above')
  const server = onePort({ answer: serveFiles(await ensureBuild('app')), relay: createRelay() })
  const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  const reports = mkdtempSync(`${tmpdir()}/mesi-bench-`)
  try {
    const lines: Measured[] = []
    for (const [visit, path] of Object.entries(visits)) lines.push(...linesOf(visit, await look(origin + path, `${reports}/report.json`)))
    return lines
  } finally {
    server.close()
    rmSync(reports, { recursive: true, force: true })
  }
}

async function look(address: string, file: string): Promise<Report> {
  const args = ['--quiet', '--output=json', `--output-path=${file}`, `--only-categories=${Object.keys(bars).join()}`]
  const code = await run(
    process.execPath,
    [`${folder}node_modules/lighthouse/cli/index.js`, address, ...args, '--chrome-flags=--headless=new --no-sandbox'],
    { env: { CHROME_PATH: findBrowser('chromium') ?? '' } },
  )
  if (code !== 0) throw new Error('Lighthouse could not look; its own words are above')
  return JSON.parse(readFileSync(file, 'utf8')) as Report
}

const linesOf = (visit: string, { categories, audits }: Report): Measured[] =>
  Object.entries(bars).map(([name, bar]) => {
    const score = categories[name as keyof typeof bars].score
    const said = (id: string) => audits[id]?.displayValue ?? '?'
    const times = `first paint ${said('first-contentful-paint')}, largest ${said('largest-contentful-paint')}, blocked ${said('total-blocking-time')}`
    return {
      what: `Lighthouse, ${visit}: ${name}`,
      unit: 'points',
      measured: score === null ? undefined : Math.round(score * 100),
      bar,
      moonshot: 100,
      runs: 1,
      ...(name === 'performance' ? { note: times } : {}),
    }
  })
