/** Running other programs, with nothing but what Node brings: these lines run before anything is installed. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Runs a program to its end in the project's folder and answers its exit code; -1 when it could not be started at all.
 * `held`: what it says is shown only where it fails.
 * @param {string} program @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean, held?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, { env = {}, quiet = false, held = false } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet ? 'ignore' : held ? 'pipe' : 'inherit'
    const child = spawn(program, args, { cwd: root, stdio, env: { ...process.env, ...env } })
    /** @type {Buffer[]} */
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (/** @type {Buffer} */ part) => said.push(part))
    child.on('error', () => resolve(-1))
    child.on('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(said))
      resolve(code ?? 1)
    })
  })
}

/**
 * The script behind a tool of node_modules. Started by Node directly: `npx` costs half a second each time, and .bin does not work
 * on every system.
 * @param {string} name @param {string} [bin]
 */
export function tool(name, bin = name) {
  return `${root}node_modules/${name}/${binsOf(name)[bin] ?? bin}`
}

/** @param {string} name @returns {Record<string, string>} */
function binsOf(name) {
  try {
    const { bin } = JSON.parse(readFileSync(`${root}node_modules/${name}/package.json`, 'utf8'))
    return typeof bin === 'string' ? { [name]: bin } : bin
  } catch {
    return {} // not installed yet
  }
}

/** @param {number} began */
export function sinceText(began) {
  return `${((Date.now() - began) / 1000).toFixed(1)} s`
}
