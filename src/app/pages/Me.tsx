import { t } from '../../language'
import { Navigate } from '@solidjs/router'
import UserRound from 'lucide-solid/icons/user-round'
import { Show } from 'solid-js'
import { profile } from '../../areas/accounts/views'
import { Empty } from '../../ui/Empty'
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
      <Show
        when={me()}
        fallback={
          <Show when={session.past()}>
            <Empty
              title={t`You were not here yet`}
              says={t`At this moment of the past this account did not exist.`}
              picture={<UserRound />}
            />
          </Show>
        }
      >
        {(mine) => <Navigate href={`/u/${mine().handle ?? mine().account}`} />}
      </Show>
    </Show>
  )
}
