import { t } from '../../language'
import { BackupNudge } from '../BackupNudge'
import { BayCard } from '../BayCard'
import { BusyCard } from '../BusyCard'
import { Page } from '../../ui/Page'
import { Clock } from '../world/Clock'
import { Devices } from '../world/Devices'
import { ThisDevice } from '../world/ThisDevice'
import { Worlds } from '../world/Worlds'

/** The bottle itself: who is connected, what time it is in there, which worlds this browser holds. */
export function World() {
  return (
    <Page title={t`World`}>
      <BackupNudge />
      <Devices />
      <Clock />
      <BayCard />
      <BusyCard />
      <Worlds />
      <ThisDevice />
    </Page>
  )
}
