/**
 * `npm run soak`: random worlds for as long as asked (`-- --seconds 3600`; five minutes unless told), then the seeded bugs.
 * `-- --seed 7` begins with that seed, `-- --mutants` does the seeded bugs alone. A world that fails is made smaller, kept in
 * `counterexamples/`, and from then on played by every unit run. Ends with 1 if anything was found.
 */
import { keep, seek, shrink } from './counterexamples'
import { runMutants } from './mutants'
import type { Tally } from '../support/randomWorld'

const WORLDS_A_SEED = 50
const SHRINK_FOR = 120_000

/** @param args what stands behind `npm run soak --` */
export async function soak(args: readonly string[]): Promise<number> {
  const number = (name: string, otherwise: number): number => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise)
  const first = number('--seed', Math.floor(Math.random() * 1e9))
  const found = args.includes('--mutants') ? 0 : playOn(first, number('--seconds', 300))
  const missed = await runMutants(first, 2_000, console.log)
  return found + missed.length > 0 ? 1 : 0
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
