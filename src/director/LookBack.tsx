import { t } from '../language'
import { createSignal, untrack } from 'solid-js'
import type { Past } from '../peer/past'
import { goOnAt } from '../ui/giveBack'
import { useSession } from '../ui/session'
import { MomentLine } from './MomentLine'

/** A bar over the screen while it shows the past, with the way back in one tap. */
export function LookBack(props: { readonly past: Past }) {
  const session = useSession()
  const [moment, setMoment] = createSignal(untrack(() => props.past.worldTime()))
  const seek = (to: number) => {
    props.past.seek(to)
    setMoment(to)
  }
  const backToNow = () => {
    session.lookBack(undefined)
    goOnAt() // this bar has gone
  }
  return (
    <section class="look-back" aria-label={t`Looking back`}>
      <MomentLine begins={props.past.begins} ends={props.past.ends} moments={props.past.moments} moment={moment()} onSeek={seek} />
      <button type="button" class="director-button" onClick={backToNow}>
        {t`Back to now`}
      </button>
    </section>
  )
}
