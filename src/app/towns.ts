/** The towns with a past: which one an address asks for, and how they come to be. */
import { BAY, BUSY_BAY } from '../bay/window'
import type { Making, Town } from '../peer/sessions'
import type { Peer } from '../peer/peer'
import { listWorlds, type Opening, openWorld } from '../peer/worlds'
import type { World } from '../store/registry'

export type { Town }
const towns: Readonly<Record<Town, string>> = { bay: BAY, busy: BUSY_BAY }

export const nameOf = (town: Town): string => towns[town]
/** Whether a world is one of them: there nobody is real, and nothing would be lost with it. */
export const isTown = (name: string): boolean => Object.values<string>(towns).includes(name)

/** `?world=busy`. */
export const townIn = ({ searchParams }: URL): Town | undefined =>
  (Object.keys(towns) as Town[]).find((town) => town === searchParams.get('world'))

/** Which of them a world was made as: not a copy of one, nor a world of the same name. */
export const townOf = ({ demo, name, parent }: World): Town | undefined =>
  demo && parent === null ? (Object.keys(towns) as Town[]).find((town) => towns[town] === name) : undefined

export async function makeTown(town: Town, opening: Opening, making: Making = {}): Promise<Peer> {
  if (town === 'bay') return (await import('../bay')).makeBay(opening)
  return (await import('../bay/busy')).makeBusyBay({ ...opening, ...making })
}

/** The one that is here already, as it was left; else a new one. */
export async function openTown(town: Town, opening: Opening & { readonly peer: string }, making: Making): Promise<Peer> {
  const known = (await listWorlds(opening.onFailure)).find((world) => world.peer === opening.peer && townOf(world) === town)
  return known ? openWorld(known.id, opening) : makeTown(town, opening, making)
}
