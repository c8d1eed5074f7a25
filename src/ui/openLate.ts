import { createSignal } from 'solid-js'
import { t } from '../language'
import { topmost } from './closeWatcher'
import { say } from './toast'

const [all, setAll] = createSignal<readonly AbortController[]>([])
/** Whether a dialog that somebody has asked for is on its way. */
export const isLate = (): boolean => all().length > 0
/** None of those that are on their way opens any more. */
export function giveUp(): void {
  for (const wait of all()) wait.abort()
  setAll([])
}

/**
 * Calls `open` once a dialog that is fetched when somebody first asks for it is here, unless another one has been opened meanwhile, or they
 * have given it up.
 */
export async function openLate(dialog: { readonly preload: () => Promise<unknown> }, open: () => void): Promise<void> {
  const before = topmost()
  const wait = new AbortController()
  setAll((others) => [...others, wait])
  try {
    await dialog.preload()
  } catch {
    if (!wait.signal.aborted) say(t`This could not be fetched. Reload the page once there is a connection.`, { kind: 'warn' })
    return
  } finally {
    setAll((others) => others.filter((each) => each !== wait))
  }
  if (!wait.signal.aborted && topmost() === before) open()
}
