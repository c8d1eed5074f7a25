/** All that can be taken as a tour: what comes with the app, and what was recorded or imported in this browser. */
import { t } from '../language'
import { readScenario, type Scenario } from '../scenarios/scenario'
import { fourLetters } from './fourLetters'

const CACHE = 'mesi-recordings'
const addressOf = (id: string) => `/recordings/${id}.json`

/** @throws Error where this browser keeps nothing, e.g. because it is full */
export async function keep(scenario: Scenario): Promise<void> {
  // Browsers have it over https and on localhost only.
  if (!('caches' in globalThis)) throw new Error(t`This browser keeps tours only over https or on localhost.`)
  const cache = await caches.open(CACHE)
  await cache.put(addressOf(scenario.id), new Response(JSON.stringify(scenario), { headers: { 'Content-Type': 'application/json' } }))
}

/** Under an id of its own where another tour has that one: the same one again takes its place. */
export async function besideOthers(scenario: Scenario): Promise<Scenario> {
  const known = await scenarioOf(scenario.id)
  if (!known || JSON.stringify(known) === JSON.stringify(scenario)) return scenario
  return { ...scenario, id: `${scenario.id}-${fourLetters()}` }
}

/** The tour in a file that is none of a world, if it can be played. */
export async function tourIn(file: File): Promise<Scenario | undefined> {
  if ((await file.slice(0, 1).text()) !== '{') return undefined // a film, say, would be read to its end
  try {
    return readScenario(await file.text())
  } catch {
    return undefined
  }
}

export async function forget(id: string): Promise<void> {
  await (await caches.open(CACHE)).delete(addressOf(id))
}

/** Those of this browser, by title. What another version of the app can read and this one cannot is left out. */
export async function kept(): Promise<readonly Scenario[]> {
  const cache = await (globalThis as Partial<typeof globalThis>).caches?.open(CACHE).catch(() => undefined) // nor in some private windows
  if (!cache) return []
  const all = await Promise.all(
    (await cache.keys()).map(async (address) => {
      try {
        return [readScenario((await (await cache.match(address))?.text()) ?? '')]
      } catch {
        return []
      }
    }),
  )
  return all.flat().toSorted((a, b) => (a.title < b.title ? -1 : 1))
}

export async function scenarioOf(id: string): Promise<Scenario | undefined> {
  const { shelf } = await import('../scenarios')
  return shelf.find((one) => one.id === id) ?? (await kept()).find((one) => one.id === id)
}
