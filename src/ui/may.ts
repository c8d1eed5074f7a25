import { type Accessor, createMemo } from 'solid-js'
import type { Outcome } from '../peer/refusals'
import { useSession } from './session'
import { useWorldTime } from './worldTime'

/**
 * What the rules would answer to an act of mine right now; asked again as the world's clock moves on, once a second, and at once when
 * `restsOn` changes. `undefined` while `deed` is.
 */
export function createMay(
  deed: Accessor<{ readonly type: string; readonly data: object } | undefined>,
  restsOn?: Accessor<unknown>,
): Accessor<Outcome | undefined> {
  const session = useSession()
  const now = useWorldTime()
  return createMemo(() => {
    now()
    restsOn?.()
    const asked = deed()
    const persona = session.personas().find(({ account }) => account === session.me())
    return asked && persona ? session.peer().ask(persona.device.id, asked as never) : undefined
  })
}
