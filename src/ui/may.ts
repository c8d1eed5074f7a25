import { type Accessor, createMemo } from 'solid-js'
import type { KnownAct } from '../areas/typed'
import type { Outcome } from '../peer/refusals'
import { useSession } from './session'
import { useWorldTime } from './worldTime'

/**
 * What the rules would answer to an act of mine, where and when the screens are; asked again as the world's clock moves on, once a second,
 * and at once when `restsOn` changes. `undefined` while `deed` is.
 */
export function createMay(deed: Accessor<KnownAct | undefined>, restsOn?: Accessor<unknown>): Accessor<Outcome | undefined> {
  const session = useSession()
  const now = useWorldTime()
  return createMemo(() => {
    now()
    restsOn?.()
    const asked = deed()
    return asked && session.personas().some(({ account }) => account === session.me()) ? session.try(asked) : undefined
  })
}
