/** Whether a person has taken this peer offline. That holds until they say otherwise, also behind a reload: nothing was to leave the device. */

/** A peer without a browser around it remembers nothing of it, and is online. */
const kept = (): Storage | undefined => (globalThis as { readonly localStorage?: Storage }).localStorage
const slot = (peer: string): string => `mesi.offline.${peer}`

export function keepOffline(peer: string, on: boolean): void {
  if (on) kept()?.setItem(slot(peer), 'yes')
  else kept()?.removeItem(slot(peer))
}

export const isKeptOffline = (peer: string): boolean => typeof kept()?.getItem(slot(peer)) === 'string'

/** Told when another tab says so. @returns how to stop that */
export function onKeptOffline(peer: string, told: (isOffline: boolean) => void): () => void {
  if (!kept()) return () => {}
  const listen = ({ key, newValue }: StorageEvent): void => {
    if (key === slot(peer)) told(newValue !== null)
  }
  addEventListener('storage', listen)
  return () => removeEventListener('storage', listen)
}
