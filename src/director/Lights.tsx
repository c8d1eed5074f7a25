import { t } from '../language'
import { type JSX, Show } from 'solid-js'
import { goOnAt } from '../ui/giveBack'
import { useSession } from '../ui/session'
import { exactly } from '../ui/Time'
import { useWorldTime } from '../ui/worldTime'
import type { Faults } from './faultsHere'
import { createSpeed, speedInWords } from './moving'

/** Above every screen as long as something of the director's goes on: what it is, and one tap that ends it. */
export function Lights(props: { readonly faults: Faults }) {
  const session = useSession()
  const speed = createSpeed(session)
  const isAny = () =>
    speed() !== undefined || props.faults.isCutHere() || props.faults.isSlow() || props.faults.isAway() || props.faults.isFull()
  return (
    <Show when={isAny()}>
      <section class="director-lights" aria-label={t`What the director has switched on`}>
        <Show when={speed()}>
          {(times) => (
            <Light does={t`Pause`} end={() => session.mesi.clock.pause()}>
              {speedInWords(times())} · <Now />
            </Light>
          )}
        </Show>
        <Show when={props.faults.isCutHere()}>
          <Light does={t`Bring the line back`} end={() => props.faults.cut(false)}>
            {t`The line is cut`}
          </Light>
        </Show>
        <Show when={props.faults.isSlow()}>
          <Light does={t`Make it fast again`} end={() => props.faults.slow(false)}>
            {t`The line is slow`}
          </Light>
        </Show>
        <Show when={props.faults.isFull()}>
          <Light does={t`Make room`} end={() => props.faults.fill(false)}>
            {t`The disk is full`}
          </Light>
        </Show>
        <Show when={props.faults.isAway()}>
          <Light does={t`Let it back`} end={() => props.faults.holdAway(false)}>
            {t`The host is held away`}
          </Light>
        </Show>
      </section>
    </Show>
  )
}

function Light(props: { readonly does: string; readonly end: () => void; readonly children: JSX.Element }) {
  let light: HTMLParagraphElement | undefined
  /** It goes with what it says: the keyboard goes on from the next one. */
  const end = () => {
    const next = light?.nextElementSibling ?? light?.previousElementSibling
    props.end()
    goOnAt(next?.querySelector('button'))
  }
  return (
    <p ref={(element) => (light = element)} class="director-light">
      <span>{props.children}</span>
      <button type="button" class="director-button" onClick={end}>
        {props.does}
      </button>
    </p>
  )
}

function Now() {
  const now = useWorldTime()
  return (
    <time class="tabular" dateTime={new Date(now()).toISOString()}>
      {exactly(now())}
    </time>
  )
}
