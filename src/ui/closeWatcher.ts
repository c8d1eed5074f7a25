/** What a phone's Back does while a dialog lies over the page: it closes that, and the page stays where it is. */
import { createEffect, createSignal, onCleanup } from 'solid-js'

/** The browser's own way of telling; those that have none go back a page, as they did. TypeScript does not know it yet. */
interface Watcher {
  onclose: (() => void) | null
  destroy(): void
}
const { CloseWatcher } = globalThis as { readonly CloseWatcher?: new () => Watcher }

/**
 * Calls `close` when the system asks to close what is open; of several, the last one opened is asked. On a keyboard Escape asks, too, unless
 * the dialog has heard it already.
 */
export function createCloseWatcher(open: () => boolean, close: () => void): void {
  // Each tells once; who stays open in spite of it is asked again.
  const [asked, again] = createSignal(0)
  createEffect(() => {
    asked()
    if (!open() || !CloseWatcher) return
    const watcher = new CloseWatcher()
    watcher.onclose = () => {
      close()
      again((count) => count + 1)
    }
    onCleanup(() => watcher.destroy())
  })
}
