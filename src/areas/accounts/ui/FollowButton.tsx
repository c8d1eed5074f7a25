import { t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import UserRoundCheck from 'lucide-solid/icons/user-round-check'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import { Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Refusal } from '../../../ui/Refusal'
import { createAct, useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import type { Profile } from '../views'

interface FollowButtonProps {
  readonly profile: Profile
  /** THE action of its screen. */
  readonly main?: boolean
}

/** Follow and unfollow; nothing for oneself, for the deleted, and where a block stands between the two. Of each person it is another one. */
export function FollowButton(props: FollowButtonProps) {
  return (
    <Show when={props.profile.account} keyed>
      <Following {...props} />
    </Show>
  )
}

function Following(props: FollowButtonProps) {
  const session = useSession()
  const navigate = useNavigate()
  const doing = createAct()
  const isFitting = () => {
    const { mine, deleted, blocked, blocksMe } = props.profile
    return !mine && !deleted && !blocked && !blocksMe
  }
  /** Of whom it shows when it is asked to: once another page is looked at, that is somebody else. */
  const turn = async (follow: boolean, { account, name }: Pick<FollowButtonProps['profile'], 'account' | 'name'> = props.profile) => {
    if (session.me() === undefined) {
      navigate('/welcome')
      return
    }
    const outcome = await doing.act({ type: follow ? 'accounts.followed' : 'accounts.unfollowed', data: { account } })
    if (!outcome?.ok) return
    if (follow) say(t`You follow ${name}.`)
    else say(t`You no longer follow ${name}.`, { undo: { label: t`Undo`, does: () => void turn(true, { account, name }) } })
  }
  return (
    <Show when={isFitting()}>
      <Button
        look={props.profile.followed ? 'plain' : props.main ? 'main' : 'dark'}
        aria-pressed={props.profile.followed}
        aria-label={t`Follow ${props.profile.name}`}
        busy={doing.busy()}
        onClick={() => void turn(!props.profile.followed)}
      >
        <Show when={props.profile.followed} fallback={<UserRoundPlus aria-hidden="true" />}>
          <UserRoundCheck aria-hidden="true" />
        </Show>
        {props.profile.followed ? t`Following` : t`Follow`}
      </Button>
      <Refusal outcome={doing.outcome()} failure={doing.failure()} />
    </Show>
  )
}
