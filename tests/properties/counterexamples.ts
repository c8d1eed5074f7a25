/** Worlds that once broke the kernel. Each is kept as a file, with what it broke, and played again by every unit run. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { playWorld, type Step, type Tally, type World, worlds } from '../support/randomWorld'

interface Counterexample {
  /** What was wrong, and what mended it. */
  readonly found: string
  readonly world: World
}

const LONGEST = 240
const folder = fileURLToPath(new URL('counterexamples/', import.meta.url))

export function counterexamples(): (Counterexample & { readonly name: string })[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => ({ name, ...(JSON.parse(readFileSync(folder + name, 'utf8')) as Counterexample) }))
}

/** Keeps a world beside the property that it broke, one step a line, and answers the file's path. */
export function keep(name: string, { found, world: { peers, cast, steps } }: Counterexample): string {
  const line = (step: Step): string => `      { "do": "${step.do}", "wait": ${step.wait}, "dice": ${step.dice} }`
  const world = `{\n    "peers": ${peers},\n    "cast": ${cast},\n    "steps": [\n${steps.map(line).join(',\n')}\n    ]\n  }`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}${name}.json`, `{\n  "found": ${JSON.stringify(found)},\n  "world": ${world}\n}\n`)
  return `${folder}${name}.json`
}

/** Plays `runs` worlds from a seed and answers the first that fails, with what was wrong. */
export function seek(seed: number, runs: number, tally: Tally): Counterexample | undefined {
  const property = fc.property(worlds(LONGEST), (world) => playWorld(world, tally))
  const result = fc.check(property, { seed, numRuns: runs, endOnFailure: true })
  const world = result.counterexample?.[0]
  return world && { found: (result.errorInstance as Error).message, world }
}

/** Leaves out steps while what remains still fails, many at once and then fewer, until nothing more can go or `until` has come. */
export function shrink(failing: Counterexample, until: number): Counterexample {
  let smallest = failing
  for (let size = failing.world.steps.length; size >= 1; size = Math.floor(size / 2))
    for (let from = smallest.world.steps.length - size; from >= 0 && Date.now() < until; from -= size) {
      const steps = smallest.world.steps.filter((_, i) => i < from || i >= from + size)
      const world = { ...smallest.world, steps }
      const found = failureOf(world)
      if (found !== undefined) smallest = { found, world }
    }
  return smallest
}

function failureOf(world: World): string | undefined {
  try {
    playWorld(world)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
