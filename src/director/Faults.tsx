import { t } from '../language'
import { Show } from 'solid-js'
import { useSession } from '../ui/session'
import { Switch } from '../ui/Switch'
import { useWorldTime } from '../ui/worldTime'
import type { Faults as Held } from './faultsHere'

/** A switch for each thing that can go wrong with this device on purpose. */
export function Faults(props: { readonly faults: Held }) {
  const session = useSession()
  const now = useWorldTime()
  /** Another tab of this browser does the host's part: this one has nothing to hold. */
  const isElsewhere = () => {
    now()
    const { finality, hasSteppedAside } = session.peer()
    return finality.state === 'elsewhere' || (finality.state === 'away' && !hasSteppedAside)
  }
  return (
    <div class="director-faults" role="group" aria-label={t`What goes wrong`}>
      <Switch
        label={t`Cut the line`}
        hint={t`Nothing leaves this device and nothing comes in. What is done meanwhile is exchanged later.`}
        on={props.faults.isCut()}
        onChange={(on) => props.faults.cut(on)}
      />
      <Switch
        label={t`Slow the line down`}
        hint={t`All that leaves this device or comes in takes two seconds longer, as over a bad connection.`}
        on={props.faults.isSlow()}
        onChange={(on) => props.faults.slow(on)}
      />
      <Switch
        label={t`Fill the disk`}
        hint={t`This browser is full: nothing new can be done, because nothing of it could be kept.`}
        on={props.faults.isFull()}
        onChange={(on) => props.faults.fill(on)}
      />
      <Show when={session.peer().isHost}>
        <Show
          when={!isElsewhere()}
          fallback={<p class="director-small">{t`Another tab of this browser hosts this world: close it to hold the host away here.`}</p>}
        >
          <Switch
            label={t`Hold the host away`}
            hint={t`Nothing becomes final, here or on other devices, and nothing is examined, as if the host had closed Mesi.`}
            on={props.faults.isAway()}
            onChange={(on) => props.faults.holdAway(on)}
          />
        </Show>
      </Show>
    </div>
  )
}
