/** What must be true before anything else can run: packages installed, the app built. Uses nothing but Node itself. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { root, run, tool } from './shell.mjs'

/** @typedef {'app' | 'test'} Build `app` is the product; `test` alone holds failpoints and fixed keys. */

/** Installs what the lock file names, unless exactly that is installed already. */
export async function ensurePackages() {
  if (packagesMatch()) return
  console.log('installing packages ...')
  const code = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) throw new Error('npm ci failed; its own words are above')
}

/**
 * Asks npm's own record of what it installed. A marker of ours would be wrong as soon as somebody ran `npm install`, and would then
 * make the next start throw away a good folder.
 */
function packagesMatch() {
  try {
    const wanted = packagesOf('package-lock.json')
    const present = packagesOf('node_modules/.package-lock.json')
    return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || optional || present[path]?.version === version)
  } catch {
    return false // nothing installed, or an interrupted install
  }
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(file) {
  return JSON.parse(readFileSync(root + file, 'utf8')).packages
}

/**
 * Builds the app when its sources changed since the last build, and answers the folder it is in.
 * @param {Build} build
 */
export async function ensureBuild(build) {
  const folder = `${root}dist/${build}`
  const marker = `${root}dist/${build}.sources`
  const sources = sourcesHash()
  if (read(marker) === sources) return folder
  console.log(`building ${build === 'app' ? 'the app' : 'the app for tests'} ...`)
  // Built aside and moved into place, so that a server already running never finds half a build.
  const aside = `${folder}.${process.pid}`
  const mode = build === 'app' ? 'production' : 'test'
  const code = await run(
    process.execPath,
    [tool('vite'), 'build', '--mode', mode, '--outDir', aside, '--emptyOutDir', '--logLevel', 'error'],
    {
      env: { NODE_ENV: 'production' },
      held: true, // a part of the builder knows of no level
    },
  )
  if (code !== 0) throw new Error('the build failed; its own words are above')
  try {
    rmSync(folder, { recursive: true, force: true })
    renameSync(aside, folder)
  } catch (error) {
    // Another process built at the same moment and moved first.
    rmSync(aside, { recursive: true, force: true })
    if (read(marker) !== sources) throw error
  }
  writeFileSync(marker, sources)
  return folder
}

/** A hash over everything a build depends on. Contents, not dates: a fresh clone dates every file now. */
function sourcesHash() {
  const hash = createHash('sha256')
  for (const file of ['index.html', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', ...filesIn('public'), ...filesIn('src')]) {
    if (!file.startsWith('src/server/')) hash.update(`${file}\0`).update(readFileSync(root + file))
  }
  return hash.digest('hex')
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  const names = readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`)
  return names.filter((name) => statSync(root + name).isFile()).toSorted()
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
