import { createEffect, createMemo } from 'solid-js'
import { profile } from '../areas/accounts/views'
import { createAnswer, useSession } from '../ui/session'

/** Tells connected devices who is at this one: the name they show beside it. Shows nothing itself. */
export function Presence() {
  const session = useSession()
  const mine = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  const name = createMemo(() => (mine()?.name ?? '').slice(0, 50))
  createEffect(() => {
    const sync = session.sync()
    if (!sync) return
    sync.hints.announce({ self: sync.self, name: name(), persona: session.me() ?? null, state: 'online', typing: null, heads: null })
  })
  return null
}
