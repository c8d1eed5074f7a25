/** Worlds that once broke the kernel. Each is kept as a file, with what it broke, and played again by every unit run. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { playWorld, type Tally, type World, worlds } from '../support/randomWorld'

interface Counterexample {
  /** What was wrong, and what mended it. */
  readonly found: string
  readonly world: World
}

const folder = fileURLToPath(new URL('counterexamples/', import.meta.url))

export function counterexamples(): (Counterexample & { readonly name: string })[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => ({ name, ...(JSON.parse(readFileSync(folder + name, 'utf8')) as Counterexample) }))
}

/** Keeps a world beside the property that it broke, and answers the file's path. */
export function keep(name: string, counterexample: Counterexample): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(counterexample)}\n`)
  return `${folder}${name}.json`
}

/** Plays `runs` worlds from a seed and answers the first that fails, with what was wrong; given time, a smaller one that fails too. */
export function seek(seed: number, runs: number, tally: Tally, shrinkFor = 0): Counterexample | undefined {
  let until = Number.POSITIVE_INFINITY
  const property = fc.property(worlds(LONGEST), (world) => {
    if (Date.now() > until) return // time is up: the rest of the shrinking finds nothing smaller
    try {
      playWorld(world, tally)
    } catch (error) {
      until = Math.min(until, Date.now() + shrinkFor)
      throw error
    }
  })
  const result = fc.check(property, { seed, numRuns: runs, endOnFailure: shrinkFor === 0 })
  const world = result.counterexample?.[0]
  return world && { found: (result.errorInstance as Error).message, world }
}
const LONGEST = 240
