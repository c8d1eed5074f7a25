/**
 * Properties under the real rules, in a unit run and for as long as `npm run soak` plays them. What once broke one is kept by its seed and
 * path in `counterexamples/rules`, and tried first from then on.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'

interface Kept {
  readonly property: string
  /** What was wrong, and for which values. */
  readonly found: string
  readonly seed: number
  readonly path: string
}

/** How a soak asks for more: `SEED` from which it plays each property, `PLAY_MS` for how long. What it finds is kept. */
const { SEED, PLAY_MS } = process.env
const folder = fileURLToPath(new URL('counterexamples/rules/', import.meta.url))

/**
 * Throws unless it holds: for what once broke it, and for values that chance makes up.
 * @param name which stays, since what broke it is kept under it @param numRuns how many values a unit run tries
 */
export async function always<T>(name: string, property: fc.IRawProperty<T>, numRuns: number): Promise<void> {
  for (const { seed, path } of kept(name)) await fc.assert(property, { seed, path, endOnFailure: true, numRuns: 1 })
  const seed = SEED === undefined ? {} : { seed: Number(SEED) }
  let result = await fc.check(property, { ...seed, numRuns, endOnFailure: true })
  const longer = { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: Number(PLAY_MS) }
  if (!result.failed && PLAY_MS !== undefined) result = await fc.check(property, { ...longer, seed: result.seed + 1, endOnFailure: true })
  if (!result.failed || (result.interrupted && result.counterexample === null)) return // cut short before its first value was tried
  const found = fc.defaultReportMessage(result) ?? 'it failed'
  if (PLAY_MS !== undefined)
    console.log(`kept in ${keep({ property: name, found, seed: result.seed, path: result.counterexamplePath ?? '0' })}`)
  throw new Error(found, { cause: result.errorInstance })
}

function kept(property: string): Kept[] {
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter(
    (name) => name.startsWith(`${property}-seed-`) && name.endsWith('.json'),
  )
  return names.sort().map((name) => JSON.parse(readFileSync(folder + name, 'utf8')) as Kept)
}

function keep(one: Kept): string {
  mkdirSync(folder, { recursive: true })
  const file = `${folder}${one.property}-seed-${one.seed}.json`
  writeFileSync(file, `${JSON.stringify(one, null, 2)}\n`)
  return file
}
