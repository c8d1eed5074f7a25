import { t } from '../../language'
import { Show } from 'solid-js'
import { BackupNudge } from '../BackupNudge'
import { BayCard } from '../BayCard'
import { BusyCard } from '../BusyCard'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { useSession } from '../../ui/session'
import { Clock } from '../world/Clock'
import { Devices } from '../world/Devices'
import { ThisDevice } from '../world/ThisDevice'
import { Worlds } from '../world/Worlds'

/** The bottle itself: who is connected, what time it is in there, which worlds this browser holds. All of it is of the present. */
export function World() {
  const session = useSession()
  return (
    <Page title={t`World`}>
      <Show
        when={!session.past()}
        fallback={
          <Notice kind="calm" title={t`This page is about the present`}>
            <p>{t`You are looking at another moment of this world, or at a version of it that never happened. Go back to now to find its devices, its clock and other worlds here.`}</p>
          </Notice>
        }
      >
        <BackupNudge />
        <Devices />
        <Clock />
        <BayCard />
        <BusyCard />
        <Worlds />
        <ThisDevice />
      </Show>
    </Page>
  )
}
