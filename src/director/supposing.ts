/**
 * What is supposed in the world that is open, for as long as this page is: the instruments and the page of both futures share it. The
 * panes of that page are frames, and what they are to show hangs on the frame.
 */
import { createSignal } from 'solid-js'
import { hash, z } from '../areas/shapes'
import { t } from '../language'
import type { Millis } from '../log/types'
import { nothing, openWhatIf, type Supposed, type SupposedAct } from '../peer/whatIf'
import type { Session } from '../ui/session'
import { say } from '../ui/toast'

const [held, hold] = createSignal<{ readonly world: string; readonly supposed: Supposed }>({ world: '', supposed: nothing })

/** What is supposed of a world. */
export const supposedOf = (world: string): Supposed => (held().world === world ? held().supposed : nothing)
export const suppose = (world: string, supposed: Supposed): void => void hold({ world, supposed })

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

/** In a pane: shows the world that is asked for until it closes. */
export async function show(session: Session, shown: Shown, goTo: (path: string) => void): Promise<void> {
  try {
    const whatIf = await openWhatIf(session.peer())
    const again = () => {
      const past = whatIf.world(shown.supposed(), shown.added)
      past.seek(shown.moment())
      session.lookBack(past)
    }
    again()
    shown.ready({ again, seek: (moment) => session.past()?.seek(moment), be: session.be, goTo })
  } catch (error) {
    shown.failed(error instanceof Error ? error.message : String(error))
  }
}

/** A page whose address supposes something shows that world: `?suppose={"without":[…],"parameters":{…}}`, as scenarios open it. */
export async function lookAtSupposed(session: Session): Promise<void> {
  const said = new URL(location.href).searchParams.get('suppose')
  if (said === null) return
  try {
    const supposed = { ...nothing, ...z.parse(inAddress, JSON.parse(said)) }
    session.lookBack((await openWhatIf(session.peer())).world(supposed))
  } catch (error) {
    const isUnread = error instanceof SyntaxError || error instanceof z.core.$ZodError
    say(isUnread ? t`What this address supposes cannot be read, so you see the world as it is.` : (error as Error).message, {
      kind: 'warn',
    })
  }
}
const inAddress = z.strictObject({
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  without: z.array(hash),
})
