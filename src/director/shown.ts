/** What hangs on the frame of a pane that shows a world which is only supposed. It stands apart, since each page asks for it at its start. */
import type { Millis } from '../log/types'
import type { Supposed, SupposedAct } from '../peer/whatIf'

/** What a pane is to show, and what it says: the page of both futures on one side, a frame with the app on the other. */
export interface Shown {
  /** Asked each time the pane plays anew. */
  supposed(): Supposed
  moment(): Millis
  /** An act was done in it. `undefined`: nothing can be done there. */
  readonly added: ((act: SupposedAct) => void) | undefined
  /** The pane shows its world, and can be told of what changes. */
  ready(pane: ShownPane): void
  failed(why: string): void
  /** It shows another page. @param path with what is asked of it */
  went(path: string): void
}
export interface ShownPane {
  /** Plays what is supposed by now. */
  again(): void
  seek(moment: Millis): void
  be(account: string): void
  goTo(path: string): void
}

declare global {
  interface HTMLIFrameElement {
    shown?: Shown
  }
}

/** What the frame around this page wants it to show, if it is such a pane. */
export const shownHere = (): Shown | undefined => (window.frameElement as HTMLIFrameElement | null)?.shown
