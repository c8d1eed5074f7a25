import { t } from '../language'
import { topmost } from './closeWatcher'
import { say } from './toast'

/** Calls `open` once a dialog that is fetched when somebody first asks for it is here, unless another one has been opened meanwhile. */
export async function openLate(dialog: { readonly preload: () => Promise<unknown> }, open: () => void): Promise<void> {
  const before = topmost()
  try {
    await dialog.preload()
  } catch {
    return say(t`This could not be fetched. Reload the page once there is a connection.`, { kind: 'warn' })
  }
  if (topmost() === before) open()
}
