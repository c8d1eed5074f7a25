/**
 * `npm run soak`: random worlds for half of the time that is asked for (`-- --seconds 3600`; five minutes unless told), the properties under
 * the real rules for the other half, then the seeded bugs. `-- --seed 7` begins with that seed, `-- --mutants` does the seeded bugs alone,
 * `-- --rules` the real rules alone, `-- --browsers` towns in real browsers alone (`soakBrowsers.ts`). What fails is kept in `counterexamples/`, a world made smaller before, and from then on played by every
 * unit run. Ends with 1 if anything was found.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { keep, seek, shrink } from './counterexamples'
import { runMutants } from './mutants'
import { playBrowsers } from './soakBrowsers'
import type { Tally } from '../support/randomWorld'

const WORLDS_A_SEED = 50
const SHRINK_FOR = 120_000

/** @param args what stands behind `npm run soak --` */
export async function soak(args: readonly string[]): Promise<number> {
  const asked = askedIn(args)
  if (!asked) return 1
  const { first, seconds, rules, mutants, browsers } = asked
  if (browsers) return (await playBrowsers(first, seconds)) > 0 ? 1 : 0
  if (rules) return playRules(first, seconds) > 0 ? 1 : 0
  const found = mutants ? 0 : playOn(first, seconds / 2) + playRules(first, seconds / 2)
  const missed = await runMutants(first, 2_000, console.log)
  return found + missed.length > 0 ? 1 : 0
}

/** Whoever mistypes an option is told so, and does not wait for a run that was not meant. */
function askedIn(args: readonly string[]) {
  const one = { type: 'string' } as const
  const none = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({ args: [...args], options: { seed: one, seconds: one, rules: none, mutants: none, browsers: none } })
    const { rules, mutants, browsers, seed = Math.floor(Math.random() * 1e9), seconds = 300 } = values
    if (!Number.isSafeInteger(Number(seed)) || !(Number(seconds) > 0)) throw new Error('--seed and --seconds take a number')
    return { first: Number(seed), seconds: Number(seconds), rules, mutants, browsers }
  } catch (error) {
    console.error(`${(error as Error).message}\nThere are: --seconds 3600, --seed 7, --rules, --mutants, --browsers.`)
    return undefined
  }
}

/** Where `always` is asked. */
const RULES = ['money', 'policy', 'filter', 'town']
  .map((name) => `tests/properties/${name}.test.ts`)
  .concat('tests/sync/convergence.test.ts', 'tests/peer/randomTown.test.ts')
const A_PROPERTY_MS = 20_000

/** Plays the properties under the real rules, each for a while from a seed, then all of them from the next one. @returns in how many seeds something failed */
function playRules(first: number, seconds: number): number {
  const until = Date.now() + seconds * 1000
  let found = 0
  for (let seed = first; Date.now() < until; seed++) {
    const env = { ...process.env, SEED: `${seed}`, PLAY_MS: `${Math.min(A_PROPERTY_MS, seconds * 100)}` }
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout', '600000', ...RULES]
    const { status, stdout, stderr } = spawnSync(process.execPath, vitest, { env, encoding: 'utf8', maxBuffer: 1 << 28 })
    console.log(`seed ${seed}: ${status === 0 ? 'the real rules hold' : `${stdout}\n${stderr}`}`)
    if (status !== 0) found++
  }
  return found
}

function playOn(first: number, seconds: number): number {
  const until = Date.now() + seconds * 1000
  const tally: Tally = {}
  let found = 0
  for (let seed = first; Date.now() < until; seed++) {
    const failing = seek(seed, WORLDS_A_SEED, tally)
    console.log(`seed ${seed}: ${failing ? failing.found : `${WORLDS_A_SEED} worlds hold`}`)
    if (!failing) continue
    found++
    const counterexample = shrink(failing, Date.now() + SHRINK_FOR)
    console.log(`kept in ${keep(`seed-${seed}`, counterexample)} (${counterexample.world.steps.length} steps)`)
  }
  console.table(tally)
  return found
}
