/** What `worldsInPage.ts` carries into a page: worlds are made there, so nothing large has to travel. */
import { makeWorld, type WorldOptions } from './worlds'
import { type Kept, putWorld } from './worldsStore'

export interface WorldInPage {
  readonly id: string
  readonly handles: readonly string[]
  /** Of the personas that can act in this browser. */
  readonly accounts: readonly string[]
  /** Its last seal, as `mesi.hash` tells it. */
  readonly sealed: { readonly world: string; readonly seal: number; readonly sum: string }
  readonly makeMs: number
  readonly putMs: number
}

async function put(options: WorldOptions & Kept): Promise<WorldInPage> {
  const began = performance.now()
  const world = await makeWorld(options)
  const made = performance.now()
  await putWorld(world, options)
  const last = world.settlements.at(-1)?.seal.body
  const personas = world.people.slice(0, options.personas ?? 3)
  return {
    id: world.id,
    handles: personas.map(({ handle }) => handle),
    accounts: personas.map(({ account }) => account),
    sealed: { world: world.id, seal: last?.number ?? 0, sum: last?.sum ?? '' },
    makeMs: made - began,
    putMs: performance.now() - made,
  }
}

declare global {
  // oxlint-disable-next-line no-var
  var putWorldHere: typeof put
}
globalThis.putWorldHere = put
