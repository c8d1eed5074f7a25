/** What this browser keeps under a name; `null` also where it lets nobody look, which is said when a world is opened. */
export function keptHere(slot: string, storage: 'localStorage' | 'sessionStorage' = 'localStorage'): string | null {
  try {
    return globalThis[storage].getItem(slot)
  } catch {
    return null
  }
}
