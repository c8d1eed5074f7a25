import { t } from '../language'
import Download from 'lucide-solid/icons/download'
import { Show } from 'solid-js'
import { Button } from '../ui/Button'
import { goOnFrom } from '../ui/giveBack'
import { hasWorked } from './firstWork'
import { install, mayHint, refuseInstall } from './install'
import { update } from './updates'
import './UpdatePrompt.css'

/** Once somebody has made something here: Mesi can be an app of this device. A no is taken for a long time. */
export function InstallHint() {
  return (
    <div class="update-place" role="status">
      <Show when={hasWorked() && mayHint() && update() === 'none'}>
        <div class="update">
          <Download aria-hidden="true" />
          <p>{t`Mesi can be an app on this device.`}</p>
          <Button look="dark" small onClick={() => void install()}>
            {t`Install`}
          </Button>
          <Button look="quiet" small ref={(button: HTMLElement) => goOnFrom(button)} onClick={() => refuseInstall()}>
            {t`No, thanks`}
          </Button>
        </div>
      </Show>
    </div>
  )
}
