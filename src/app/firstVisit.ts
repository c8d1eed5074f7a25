/** Whether somebody has been here before: the first time they are met by a hello, and nothing is made before they chose what. */
import { isPane } from './tabStore'

const SLOT = 'mesi.known'

/** From now on this browser knows Mesi. */
export const noteVisit = (): void => localStorage.setItem(SLOT, 'yes')

/**
 * Whether this browser holds no world and the address asks for nothing in particular. A link, an invitation and a pane of the stage go
 * straight to where they lead.
 */
export async function isFirstVisit(address: URL): Promise<boolean> {
  if (address.pathname !== '/' || address.search !== '' || isPane()) return false
  try {
    if (localStorage.getItem(SLOT)) {
      indexedDB.databases().catch(() => undefined) // browsers take a tenth of a second to start their storage: it starts while the app loads
      return false
    }
    return !(await indexedDB.databases()).some(({ name }) => name?.startsWith('mesi'))
  } catch {
    return false // whatever keeps this browser from answering is told when a world is opened
  }
}
