import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { AccountId } from '../areas/area'
import { profile } from '../areas/accounts/views'
import { useSession } from '../ui/session'

/** What somebody is called now, whatever moment the screens look back to: instruments say who is who, also before anybody had come. */
export function createName(account: Accessor<AccountId | undefined>): Accessor<string | undefined> {
  const session = useSession()
  const [name, setName] = createSignal<string>()
  createEffect(
    on([account, session.peer], ([who, peer]) => {
      setName(undefined)
      if (who !== undefined) onCleanup(peer.watch(profile, { account: who }, undefined, (found) => setName(found?.name)))
    }),
  )
  return name
}
