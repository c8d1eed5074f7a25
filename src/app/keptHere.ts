/** What this browser keeps under a name; `null`, too, where it keeps nothing at all, which is said when a world is opened. */
export function keptHere(slot: string, storage: 'localStorage' | 'sessionStorage' = 'localStorage'): string | null {
  try {
    return globalThis[storage].getItem(slot)
  } catch {
    return null
  }
}
