/** Whether a person has taken this peer offline. That holds until they say otherwise, also behind a reload: nothing was to leave the device. */
const slot = (peer: string): string => `mesi.offline.${peer}`

export function keepOffline(peer: string, on: boolean): void {
  if (on) localStorage.setItem(slot(peer), 'yes')
  else localStorage.removeItem(slot(peer))
}

export const isKeptOffline = (peer: string): boolean => localStorage.getItem(slot(peer)) !== null

/** Told when another tab says so. @returns how to stop that */
export function onKeptOffline(peer: string, told: (isOffline: boolean) => void): () => void {
  const listen = ({ key, newValue }: StorageEvent): void => {
    if (key === slot(peer)) told(newValue !== null)
  }
  addEventListener('storage', listen)
  return () => removeEventListener('storage', listen)
}
