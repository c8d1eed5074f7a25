import { createEffect } from 'solid-js'

/**
 * Who double-clicks on what opens a dialog does not mean what lies there then: the second click of two counts only where the first was.
 * To be the `ref` of what has just opened.
 */
export function ignoreSecondClick(opened: HTMLElement): void {
  let isBegun = false
  opened.addEventListener(
    'click',
    (event) => {
      // Keys click with no count.
      if (event.detail > 1 && !isBegun) {
        event.preventDefault()
        event.stopPropagation()
      } else isBegun = true
    },
    true,
  )
}

/** Nor does the click beside a dialog that has opened this moment ago mean that it shall close. */
const A_MOMENT = 350
export function createTooSoon(isOpen: () => boolean): (event: Event) => void {
  let since = 0
  createEffect(() => isOpen() && (since = performance.now()))
  return (event) => performance.now() - since < A_MOMENT && event.preventDefault()
}
