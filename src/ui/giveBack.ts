/** Where the keyboard goes on once something that had it has gone. */
import { onCleanup } from 'solid-js'

/** What can have the focus, as CSS. */
export const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** At the first of these that is still on the page, else at its heading. */
export function goOnAt(...places: readonly (Element | null | undefined)[]): void {
  const to = places.find((place) => place?.isConnected) ?? document.querySelector('main h1')
  ;(to as HTMLElement | null)?.focus({ preventScroll: true })
}

/** The same for what took its time: whoever has gone on by themselves meanwhile stays there. @param from where the keyboard was */
export function goOnLater(from: Element | undefined, ...places: readonly (Element | null | undefined)[]): void {
  const { activeElement } = document
  if (!activeElement || activeElement === document.body || from?.contains(activeElement)) goOnAt(...places)
}

/** For what may go while somebody is on it, called as it is made: they go on there then. */
export function goOnFrom(element: Element, place?: () => Element | null | undefined): void {
  onCleanup(() => element.contains(document.activeElement) && queueMicrotask(() => goOnLater(undefined, place?.())))
}

/**
 * For a dialog: Kobalte gives the focus back to a trigger of its own; ours are any button of the page. Where that button has gone with what
 * was done, it goes on in the nearest part of the page around it that has stayed.
 */
export function createGiveBack() {
  let opener: Element | null = null
  let around: readonly Element[] = []
  return {
    remember(): void {
      opener = document.activeElement
      around = opener ? [...ancestors(opener)] : []
    },
    /** @param event a moment after it was closed; prevented, where somebody is elsewhere by then */
    giveBack(event: Event): void {
      if (event.defaultPrevented) return
      queueMicrotask(() =>
        goOnAt(opener, around.find((each) => each.isConnected && each.querySelector(FOCUSABLE))?.querySelector(FOCUSABLE)),
      )
    },
  }
}

/** As far as the page goes that is read, without the frame around it. */
function* ancestors(element: Element): Generator<Element> {
  for (let up = element.parentElement; up && !up.matches('main, body, .page'); up = up.parentElement) yield up
}
