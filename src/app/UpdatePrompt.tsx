import { t } from '../language'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import { Show } from 'solid-js'
import { Button } from '../ui/Button'
import { goOnFrom } from '../ui/giveBack'
import './UpdatePrompt.css'
import { putOff, takeUpdate, update } from './updates'

/** A newer Mesi is there: it comes with the next reload, and the person says when that is. */
export function UpdatePrompt() {
  return (
    <div class="update-place" role="status">
      <Show when={update() !== 'none'}>
        <div class="update">
          <RefreshCw aria-hidden="true" />
          <p>{update() === 'waiting' ? t`A new version of Mesi is here.` : t`Mesi was updated in another tab. Reload this one too.`}</p>
          <Button look="dark" small onClick={takeUpdate}>
            {t`Reload`}
          </Button>
          <Show when={update() === 'waiting'}>
            <Button look="quiet" small ref={(button: HTMLElement) => goOnFrom(button)} onClick={putOff}>
              {t`Later`}
            </Button>
          </Show>
        </div>
      </Show>
    </div>
  )
}
