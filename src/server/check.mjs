/**
 * `npm run check`: everything that can be said about the source without a browser. All steps run even when one fails, so one run
 * lists all there is to mend. Names given behind it choose steps: `npm run check -- types unit`.
 */
import { fileURLToPath } from 'node:url'
import { run, sinceText, tool } from './shell.mjs'

const steps = {
  types: [tool('typescript', 'tsc'), '--noEmit'],
  lint: [tool('oxlint'), '--type-aware', '--deny-warnings'],
  format: [tool('@biomejs/biome', 'biome'), 'format', '--log-level=warn'],
  dead: [tool('knip'), '--no-progress', '--no-config-hints'],
  unit: [tool('vitest'), 'run', '--reporter=default'],
}

/**
 * Runs the chosen steps, all of them when none is named, and answers the names of those that failed.
 * @param {readonly string[]} names
 * @param {{ report?: string }} [options] `report`: a file for vitest's results as JSON
 */
export async function check(names, { report } = {}) {
  const chosen = Object.entries(steps).filter(([name]) => names.length === 0 || names.includes(name))
  const unknown = names.filter((name) => !(name in steps))
  if (unknown.length > 0) throw new Error(`no step called ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}`)
  /** @type {Set<string>} */
  const failed = new Set()
  const take = async (/** @type {readonly [string, readonly string[]]} */ [name, step]) => {
    const isUnit = name === 'unit'
    const extra = isUnit && report ? ['--reporter=json', `--outputFile.json=${report}`] : []
    const began = Date.now()
    const code = await run(process.execPath, [...step, ...extra], { held: !isUnit })
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} ${sinceText(began)}`)
    if (code !== 0) failed.add(name)
  }
  // What only reads the source keeps one processor busy each, and goes on beside the others; the tests have all of them.
  await Promise.all(chosen.filter(([name]) => name !== 'unit').map(take))
  for (const step of chosen.filter(([name]) => name === 'unit')) await take(step)
  return chosen.flatMap(([name]) => (failed.has(name) ? [name] : []))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = await check(process.argv.slice(2)).catch((/** @type {Error} */ error) => [error.message])
  if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`)
  process.exitCode = failed.length > 0 ? 1 : 0
}
