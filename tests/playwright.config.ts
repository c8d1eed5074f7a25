import { defineConfig, devices } from '@playwright/test'
import { chromium, firefox } from './support/browsers'

/** Chosen once, by the first process that reads this file, so that several runs on one machine do not meet. */
const port = Number((process.env.MESI_TEST_PORT ??= String(20_000 + (process.pid % 10_000) * 2)))
const testBuild = `http://127.0.0.1:${port}`
const appBuild = `http://127.0.0.1:${port + 1}`
const report = process.env.MESI_REPORT
/** On a machine that is made slower (shake.ts) everything may take longer. */
const longer = process.env.MESI_SHAKE === undefined ? 1 : 3

const desktop = { ...devices['Desktop Chrome'], launchOptions: chromium, permissions: ['camera', 'microphone'] }

/**
 * Scenarios run on the test build, which has fixed keys and failpoints; what proves the product itself runs on the real one.
 * No retries: a test that passes at the second try has found something.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  snapshotPathTemplate: '{testFileDir}/pictures/{arg}{ext}',
  fullyParallel: true,
  workers: 3,
  retries: 0,
  timeout: 180_000 * longer,
  expect: { timeout: 20_000 * longer },
  forbidOnly: true,
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  use: {
    baseURL: testBuild,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Nothing is waited for, or measured in the middle of fading away; the main job and what moves by itself are tried with motion, too.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  // Those with the longest tests first: what begins last keeps the others waiting.
  projects: [
    { name: 'product', testMatch: 'smoke/**/*.spec.ts', use: { ...desktop, baseURL: appBuild } },
    ...(firefox ? [{ name: 'firefox', grep: /@firefox/, use: { browserName: 'firefox' as const, launchOptions: firefox } }] : []),
    { name: 'chromium', testIgnore: 'smoke/**', ...(firefox ? { grepInvert: /@firefox/ } : {}), use: desktop },
  ],
  webServer: [
    { command: serve('test', port), url: testBuild, timeout: 180_000, gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 } },
    { command: serve('app', port + 1), url: appBuild, timeout: 180_000, gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 } },
  ],
})

function serve(build: 'app' | 'test', port: number): string {
  return `node ../src/server/start.mjs --build ${build} --port ${port} --host 127.0.0.1`
}
