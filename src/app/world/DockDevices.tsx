import { t } from '../../language'
import UserPlus from 'lucide-solid/icons/user-plus'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/Button'
import { useSession } from '../../ui/session'
import { words } from '../StatusLine'
import { Connected } from './Devices'
import { Invite } from './Invite'

/** Who is here, and the way in for one more: among the director's instruments. */
export function DockDevices() {
  const session = useSession()
  const [isInviting, setInviting] = createSignal(false)
  return (
    <>
      <p class="director-now">{words(session.status())}</p>
      <Connected />
      <Show
        when={session.peer().isHost}
        fallback={<p class="director-small">{t`Only the device that hosts this world can invite more devices.`}</p>}
      >
        <Button onClick={() => setInviting(true)}>
          <UserPlus aria-hidden="true" /> {t`Invite a device`}
        </Button>
        <Invite open={isInviting()} onOpenChange={setInviting} />
      </Show>
    </>
  )
}
