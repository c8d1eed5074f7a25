/** A column of slides, one of which fills the window: which one that is, and the way to others. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { isCalm } from '../preferences'

export interface Reel {
  /** The slide that fills the window, from 0. */
  readonly at: Accessor<number>
  /** So many slides on, as if it were swiped. Stops at either end. */
  go(by: number): void
  /** There at once. */
  jump(to: number): void
  /** What scrolls. Called when it stands on the page. */
  attach(element: HTMLElement): void
}

/** @param count how many slides there are */
export function createReel(count: Accessor<number>): Reel {
  const [at, setAt] = createSignal(0)
  let element: HTMLElement | undefined
  /** Where it is gliding to. */
  let aim: number | undefined
  const within = (to: number) => Math.max(0, Math.min(count() - 1, to))
  const scroll = (to: number, behavior: ScrollBehavior) => element?.scrollTo({ top: to * element.clientHeight, behavior })
  const jump = (to: number) => {
    aim = undefined
    setAt(within(to))
    scroll(at(), 'instant')
  }
  return {
    at,
    jump,
    go(by) {
      aim = within((aim ?? at()) + by)
      scroll(aim, isCalm() ? 'instant' : 'smooth')
    },
    attach(made) {
      element = made
      const follow = () => {
        if (made.clientHeight > 0) setAt(within(Math.round(made.scrollTop / made.clientHeight)))
      }
      // It snaps to each slide that it comes by, also on its way to another one.
      const rest = () => {
        if (aim === undefined || aim === at()) aim = undefined
        else scroll(aim, isCalm() ? 'instant' : 'smooth')
      }
      made.addEventListener('scroll', follow, { passive: true })
      made.addEventListener('scrollend', rest)
      made.addEventListener('touchstart', () => (aim = undefined), { passive: true })
      // Another height, and what was in the window is elsewhere.
      const sizes = new ResizeObserver(() => scroll(at(), 'instant'))
      sizes.observe(made)
      onCleanup(() => sizes.disconnect())
    },
  }
}
