import { Navigate } from '@solidjs/router'
import { Show } from 'solid-js'
import { profile } from '../../areas/accounts/views'
import { createAnswer, useSession } from '../../ui/session'

/** Leads on to my own page, whatever I am called; who is nobody yet signs up. */
export function Me() {
  const session = useSession()
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  return (
    <Show when={session.me() !== undefined} fallback={<Navigate href="/welcome" />}>
      <Show when={me()}>{(mine) => <Navigate href={`/u/${mine().handle ?? mine().account}`} />}</Show>
    </Show>
  )
}
