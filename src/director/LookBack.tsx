import { t } from '../language'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import { createMemo, createSignal, For, onCleanup, untrack } from 'solid-js'
import type { Past } from '../peer/past'
import { exactly } from '../ui/Time'
import { useSession } from '../ui/session'

const BARS = 60
/** All of the past plays in so many milliseconds. */
const WHOLE = 20_000

/** A bar over the screen while it shows the past: every act is a mark, the thumb is the moment, and the way back is one tap. */
export function LookBack(props: { readonly past: Past }) {
  const session = useSession()
  const [moment, setMoment] = createSignal(untrack(() => props.past.worldTime()))
  const length = () => Math.max(1, props.past.ends - props.past.begins)
  const step = () => Math.max(1, Math.floor(length() / 1000))
  const seek = (to: number) => {
    const at = Math.min(props.past.ends, Math.max(props.past.begins, Math.round(to)))
    props.past.seek(at)
    setMoment(at)
  }
  /** The last step of the line is its end, which lies between two steps. */
  const slideTo = (to: number) => seek(to > props.past.ends - step() ? props.past.ends : to)
  const bars = createMemo(() => {
    const counts = Array.from({ length: BARS }, () => 0)
    for (const at of props.past.moments) {
      const bar = Math.min(BARS - 1, Math.floor(((at - props.past.begins) / length()) * BARS))
      counts[bar] = (counts[bar] ?? 0) + 1
    }
    const most = Math.max(1, ...counts)
    return counts.map((count) => Math.sqrt(count / most))
  })

  // Playing moves by frames, as far as the time between them says.
  const [playing, setPlaying] = createSignal(false)
  let last = 0
  const frame = (now: number) => {
    if (!playing()) return
    seek(moment() + ((now - last) / WHOLE) * length())
    last = now
    if (moment() >= props.past.ends) setPlaying(false)
    else requestAnimationFrame(frame)
  }
  const toggle = () => {
    if (!playing() && moment() >= props.past.ends) seek(props.past.begins)
    setPlaying(!playing())
    last = performance.now()
    if (playing()) requestAnimationFrame(frame)
  }
  onCleanup(() => setPlaying(false))

  return (
    <section class="look-back" aria-label={t`Looking back`}>
      <button type="button" class="director-close" onClick={toggle} aria-label={playing() ? t`Pause` : t`Play`}>
        {playing() ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      </button>
      <div class="look-back-line">
        <div class="look-back-bars" aria-hidden="true">
          <For each={bars()}>{(height) => <span style={{ height: `${Math.round(height * 100)}%` }} />}</For>
        </div>
        <input
          class="look-back-thumb"
          type="range"
          aria-label={t`Moment`}
          aria-valuetext={exactly(moment())}
          min={props.past.begins}
          max={props.past.ends}
          step={step()}
          value={moment()}
          onInput={(event) => slideTo(event.currentTarget.valueAsNumber)}
        />
      </div>
      <output class="look-back-moment tabular">{exactly(moment())}</output>
      <button type="button" class="director-button" onClick={() => session.lookBack(undefined)}>
        {t`Back to now`}
      </button>
    </section>
  )
}
