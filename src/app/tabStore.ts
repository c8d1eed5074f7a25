/**
 * What a tab remembers until it is closed. Frames share one session store with the page around them; a pane of the director's stage
 * counts as a tab of its own, by its name.
 */
import { keptHere } from './keptHere'

export const isPane = (): boolean => window.parent !== window

const slot = (key: string): string => (isPane() ? `${window.name}/${key}` : key)

export const recall = (key: string): string | null => keptHere(slot(key), 'sessionStorage')

/** @param value `undefined`: forget it */
export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(slot(key))
    else sessionStorage.setItem(slot(key), value)
  } catch {
    // A browser that keeps nothing opens no world, and says so.
  }
}

// Which world a tab shows goes for the panes in it as well: they show that world, by other eyes or from another store.
const worldSlot = (peer: string): string => `mesi.world.${peer}`
export const recallWorld = (peer: string): string | null => sessionStorage.getItem(worldSlot(peer))
export function rememberWorld(peer: string, world: string): void {
  if (!isPane()) sessionStorage.setItem(worldSlot(peer), world)
}
