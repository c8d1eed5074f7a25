/**
 * Finds the browsers that tests drive, and fetches them on a machine that has none. Needs nothing installed for finding; for fetching
 * it tries Playwright's own download first and the distribution's package after it, since each is out of reach on some machines.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root, run, tool } from './shell.mjs'

/** @typedef {'chromium' | 'firefox'} Browser */

const known = {
  chromium: {
    variable: 'CHROMIUM_BIN',
    // First the same browser without its windows, which takes a seventh less of the processor.
    programs: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    places: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    packages: ['chromium-headless-shell', 'chromium'],
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    programs: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    packages: ['firefox-esr'],
  },
}

/** What a variable says where a browser is not to be used. */
const without = 'none'

/**
 * The program of a browser that starts on this machine. The variable, if set, is the last word: a wrong one is an error, not a hint.
 * @param {Browser} browser @returns {string | undefined}
 */
export function findBrowser(browser) {
  const { variable, programs, places } = known[browser]
  const named = process.env[variable]
  if (named === without) return undefined
  if (named) {
    if (!existsSync(named)) throw new Error(`${variable} names ${named}, which does not exist`)
    return named
  }
  return [...programs.map(whereIs), ...places].find((path) => path !== undefined && existsSync(path))
}

/** Finds Chromium or installs it, and names it in the environment for whoever is started from here. Nothing goes without it. */
export async function ensureBrowsers() {
  const chromium = findBrowser('chromium') ?? (await downloaded()) ?? (await packaged('chromium'))
  if (!chromium) throw new Error('no browser found, and none could be installed; set CHROMIUM_BIN to a Chromium or Chrome')
  process.env.CHROMIUM_BIN = chromium
  console.log(`browser: ${chromium}`)
}

/**
 * The same for Firefox. Where there is none that can be driven, its few tests are left out, and the words say so: an old one is brought up
 * to date first, since it does not know all that it is asked.
 */
export async function ensureFirefox() {
  if (process.env.FIREFOX_BIN === without) return
  for (const find of [() => findBrowser('firefox'), () => packaged('firefox')]) {
    const firefox = await find()
    if (!firefox || !(await canBeDriven(firefox))) continue
    process.env.FIREFOX_BIN = firefox
    return console.log(`browser: ${firefox}`)
  }
  process.env.FIREFOX_BIN = without
  console.log('no Firefox that can be driven: its tests are left out')
}

/** @param {string} firefox */
async function canBeDriven(firefox) {
  const { firefox: driver } = await import('@playwright/test')
  try {
    await (await driver.launch({ executablePath: firefox, channel: 'moz-firefox' })).close()
    return true
  } catch {
    return false
  }
}

/** Playwright's own build, fetched if its servers answer. It may still lack system libraries, so it must show that it starts. */
async function downloaded() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  if (!existsSync(path)) {
    const reachable = await fetch('https://cdn.playwright.dev', { method: 'HEAD', signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    )
    if (!reachable) return undefined
    await run(process.execPath, [tool('playwright'), 'install', 'chromium'])
  }
  return existsSync(path) && (await run(path, ['--version'], { quiet: true })) === 0 ? path : undefined
}

/** The distribution's package, where there is apt and the right to use it. @param {Browser} browser */
async function packaged(browser) {
  if (!whereIs('apt-get')) return undefined
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = async (/** @type {string[]} */ ...args) => {
    const [program = '', ...rest] = [...sudo, 'apt-get', '-q', '-y', ...args]
    return run(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
  }
  console.log(`installing ${browser} ...`)
  if ((await apt('update')) !== 0) return undefined
  for (const name of known[browser].packages) if ((await apt('install', '--no-install-recommends', name)) === 0) break
  return findBrowser(browser)
}

/** @param {string} program */
function whereIs(program) {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}
