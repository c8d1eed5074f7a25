/** The first real work in this browser: from then on there is something to lose, so the browser is asked to keep it, and may be asked to install Mesi. */
import { createSignal } from 'solid-js'
import type { Sessions } from '../peer/sessions'
import { askToPersist } from '../store/registry'
import { keptHere } from './keptHere'

const SLOT = 'mesi.worked'
const WORK = ['content.published', 'ledger.toppedUp', 'ledger.deposited']

const [hasWorked, setWorked] = createSignal(keptHere(SLOT) !== null)
export { hasWorked }

/** Waits for the first post, top-up or deposit of somebody here, and asks once. */
export function watchForWork(onAct: Sessions['onAct']): void {
  if (hasWorked()) return
  const stop = onAct(({ type }) => {
    if (!WORK.includes(type)) return
    stop()
    localStorage.setItem(SLOT, 'yes')
    setWorked(true)
    void askToPersist()
  })
}
