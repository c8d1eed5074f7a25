/** The towns with a past: which one an address asks for, and how they come to be. */
import { BAY, BUSY_BAY } from '../bay/window'
import type { Making } from '../peer/mesi'
import type { Peer } from '../peer/peer'
import { listWorlds, type Opening, openWorld } from '../peer/worlds'

const towns = { bay: BAY, busy: BUSY_BAY } as const
export type Town = keyof typeof towns

export const nameOf = (town: Town): string => towns[town]
/** Whether a world is one of them: there nobody is real, and nothing would be lost with it. */
export const isTown = (name: string): boolean => Object.values<string>(towns).includes(name)

/** `?world=busy`. */
export const townIn = ({ searchParams }: URL): Town | undefined =>
  (Object.keys(towns) as Town[]).find((town) => town === searchParams.get('world'))

export async function makeTown(town: Town, opening: Opening, making: Making = {}): Promise<Peer> {
  if (town === 'bay') return (await import('../bay')).makeBay(opening)
  return (await import('../bay/busy')).makeBusyBay({ ...opening, ...making })
}

/** The one that is here already, as it was left; else a new one. */
export async function openTown(town: Town, opening: Opening & { readonly peer: string }, making: Making): Promise<Peer> {
  const known = (await listWorlds(opening.onFailure)).find(
    ({ peer, demo, name, parent }) => peer === opening.peer && demo && name === towns[town] && parent === null,
  )
  return known ? openWorld(known.id, opening) : makeTown(town, opening, making)
}
