import { t } from '../language'
import Check from 'lucide-solid/icons/check'
import Clock3 from 'lucide-solid/icons/clock-3'
import Ban from 'lucide-solid/icons/ban'
import { Match, Switch } from 'solid-js'
import './Pending.css'

interface PendingProps {
  readonly standing: 'pending' | 'final' | 'void' | 'unknown'
  /** Final things need no mark in lists; where finality matters, say it. */
  readonly always?: boolean
}

/** Whether something may still change: pending until the host has sealed it. */
export function Pending(props: PendingProps) {
  return (
    <Switch>
      <Match when={props.standing === 'pending'}>
        <span class="mark" data-mark="pending" title={t`Not confirmed yet: it may still change`}>
          <Clock3 aria-hidden="true" /> {t`Pending`}
        </span>
      </Match>
      <Match when={props.standing === 'void'}>
        <span class="mark" data-mark="void" title={t`It did not take effect`}>
          <Ban aria-hidden="true" /> {t`Void`}
        </span>
      </Match>
      <Match when={props.standing === 'final' && props.always}>
        <span class="mark" data-mark="final" title={t`Confirmed: it cannot change any more`}>
          <Check aria-hidden="true" /> {t`Final`}
        </span>
      </Match>
    </Switch>
  )
}
