import { randomBytes, toBase64 } from '../kit/bytes'

const SLOT = 'mesi.tab'
/** Frames share what stands beside the tab: each page in one has a name of its own. */
const isFrame = globalThis.parent !== globalThis.self

/** What stands beside the tab, if the browser lets anybody there and has room. */
function beside<T>(does: (store: Storage) => T): T | undefined {
  try {
    return isFrame ? undefined : does(sessionStorage)
  } catch {
    return undefined
  }
}
const take = () => beside((store) => store.removeItem(SLOT))

/** What this tab is called in what it leaves for its next page: the next tab may be at the same form, with something else in it. */
export const tabName = beside((store) => store.getItem(SLOT)) ?? toBase64(randomBytes(12))

// It stands there from one page to the next and no longer: a tab that is duplicated takes along whatever stands beside it.
take()
if (typeof addEventListener === 'function') {
  addEventListener('pagehide', () => beside((store) => store.setItem(SLOT, tabName)))
  addEventListener('pageshow', take) // also of a page that was only put aside
}
