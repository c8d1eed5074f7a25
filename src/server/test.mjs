/**
 * `npm test`: everything, from nothing. Installs packages and a browser if they are missing, runs the checks, builds, and plays the
 * scenarios in real browsers. Goes on after a failure, so that one run tells all; the last line sums it up.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureBuild, ensurePackages } from './setup.mjs'
import { root, run, sinceText, tool } from './shell.mjs'

const began = Date.now()
const reports = `${root}.cache/reports`
const units = `${reports}/units.json`
const scenarios = `${reports}/scenarios.json`

/** Steps without tests of their own that failed: types, lint, format, a build, a browser that cannot be had. @type {string[]} */
const broken = []

await attempt('packages', ensurePackages)
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
await attempt('checks', async () => {
  const { check } = await import('./check.mjs')
  broken.push(...(await check([], { report: units })).filter((step) => step !== 'unit'))
})
await attempt('scenarios', async () => {
  const { ensureBrowsers, ensureFirefox } = await import('./browsers.mjs')
  await ensureBrowsers()
  await Promise.all([ensureFirefox(), ensureBuild('test'), ensureBuild('app')])
  await run(process.execPath, [tool('@playwright/test', 'playwright'), 'test', '-c', 'tests/playwright.config.ts'], {
    env: { MESI_REPORT: scenarios },
  })
})

const counts = [ofVitest(), ofPlaywright()]
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, broken.length)
if (broken.length > 0) console.log(`\nfailed beside the tests: ${broken.join(', ')}`)
console.log(`\ntook ${sinceText(began)}\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** @param {string} name @param {() => Promise<unknown>} step */
async function attempt(name, step) {
  try {
    await step()
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    broken.push(name)
  }
}

/** A run without a report, or one that failed without naming a test, counts as one failure. */
function ofVitest() {
  const report = read(units)
  if (!report) return { passed: 0, failed: 1 }
  return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, report.success ? 0 : 1) }
}

function ofPlaywright() {
  const report = read(scenarios)
  if (!report) return { passed: 0, failed: 1 }
  const { expected, flaky, unexpected } = report.stats
  return { passed: expected, failed: Math.max(unexpected + flaky, report.errors.length > 0 ? 1 : 0) }
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
