/**
 * What is supposed in the world that is open, for as long as this page is; and how a pane, or a page whose address says so, shows it.
 */
import { createSignal } from 'solid-js'
import { hash, z } from '../areas/shapes'
import { t } from '../language'
import { nothing, openWhatIf, type Supposed } from '../peer/whatIf'
import type { Session } from '../ui/session'
import { say } from '../ui/toast'
import type { Shown } from './shown'

const [held, hold] = createSignal<{ readonly world: string; readonly supposed: Supposed }>({ world: '', supposed: nothing })

/** What is supposed of a world. */
export const supposedOf = (world: string): Supposed => (held().world === world ? held().supposed : nothing)
export const suppose = (world: string, supposed: Supposed): void => void hold({ world, supposed })

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
    say(isUnread ? t`The changes in this link cannot be read, so you see the world as it is.` : (error as Error).message, {
      kind: 'warn',
    })
  }
}
const inAddress = z.strictObject({
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  without: z.array(hash),
})
