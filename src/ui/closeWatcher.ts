/** What Back does while a dialog lies over the page: it closes that, and the page stays where it is. */
import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js'

/** The browser's own way of telling; those that have none go back a page, as they did. TypeScript does not know it yet. */
interface Watcher {
  onclose: (() => void) | null
  destroy(): void
}
const { CloseWatcher } = globalThis as { readonly CloseWatcher?: new () => Watcher }

/** The browser's own list of pages, where it has one; TypeScript does not know that yet either. */
interface Traversing extends Event {
  readonly navigationType: string
  readonly destination: { readonly index: number }
}
const { navigation } = globalThis as {
  readonly navigation?: EventTarget & { readonly currentEntry: { readonly index: number } | null }
}

/** Of several, the last one opened is the one that goes. */
const opened: (() => void)[] = []
/** What lies over everything else now. */
export const topmost = (): unknown => opened.at(-1)

/** A phone asks the watcher. On a desktop Back sets out at once, and may be called back once after each press on the page. */
function watchBack(close: () => void): () => void {
  const back = (event: Event) => {
    const { navigationType, destination } = event as Traversing
    if (opened.at(-1) !== close || navigationType !== 'traverse' || !event.cancelable) return
    if (destination.index >= (navigation?.currentEntry?.index ?? 0)) return
    event.preventDefault()
    close()
  }
  opened.push(close)
  navigation?.addEventListener('navigate', back)
  return () => {
    opened.splice(opened.lastIndexOf(close), 1)
    navigation?.removeEventListener('navigate', back)
  }
}

/**
 * Calls `close` when the system asks to close what is open; of several, the last one opened is asked. On a keyboard Escape asks, too, unless
 * the dialog has heard it already.
 */
export function createCloseWatcher(open: () => boolean, close: () => void): void {
  const isOpen = createMemo(open)
  createEffect(() => isOpen() && onCleanup(watchBack(close)))
  // Each tells once; who stays open in spite of it is asked again.
  const [asked, again] = createSignal(0)
  createEffect(() => {
    asked()
    if (!isOpen() || !CloseWatcher) return
    const watcher = new CloseWatcher()
    watcher.onclose = () => {
      close()
      again((count) => count + 1)
    }
    onCleanup(() => watcher.destroy())
  })
}
