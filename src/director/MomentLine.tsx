import { t } from '../language'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import { createMemo, createSignal, For, onCleanup } from 'solid-js'
import type { Millis } from '../log/types'
import { Slider } from '../ui/Slider'
import { exactly } from '../ui/Time'

const BARS = 60
/** All of the past plays in so many milliseconds. */
const WHOLE = 20_000

/** All of a world's time as a line: every act is a mark, the thumb is the moment, and it can be played. */
export function MomentLine(props: {
  readonly begins: Millis
  readonly ends: Millis
  /** One instant for each act. */
  readonly moments: readonly Millis[]
  readonly moment: Millis
  readonly onSeek: (to: Millis) => void
}) {
  const length = () => Math.max(1, props.ends - props.begins)
  const step = () => Math.max(1, Math.floor(length() / 1000))
  const seek = (to: number) => props.onSeek(Math.min(props.ends, Math.max(props.begins, Math.round(to))))
  /** The last step of the line is its end, which lies between two steps. */
  const slideTo = (to: number) => seek(to > props.ends - step() ? props.ends : to)
  const bars = createMemo(() => {
    const counts = Array.from({ length: BARS }, () => 0)
    for (const at of props.moments) {
      const bar = Math.min(BARS - 1, Math.floor(((at - props.begins) / length()) * BARS))
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
    seek(props.moment + ((now - last) / WHOLE) * length())
    last = now
    if (props.moment >= props.ends) setPlaying(false)
    else requestAnimationFrame(frame)
  }
  const toggle = () => {
    if (!playing() && props.moment >= props.ends) seek(props.begins)
    setPlaying(!playing())
    last = performance.now()
    if (playing()) requestAnimationFrame(frame)
  }
  onCleanup(() => setPlaying(false))

  return (
    <>
      <button type="button" class="director-close" onClick={toggle} aria-label={playing() ? t`Pause` : t`Play`}>
        {playing() ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      </button>
      <div class="look-back-line">
        <Slider
          label={t`Moment`}
          says={exactly(props.moment)}
          min={props.begins}
          max={props.ends}
          step={step()}
          value={props.moment}
          onSlide={slideTo}
        >
          <div class="look-back-bars">
            <For each={bars()}>{(height) => <span style={{ height: `${Math.round(height * 100)}%` }} />}</For>
          </div>
        </Slider>
      </div>
      {/* The slider says it, too: while the past plays, nobody could listen to all of it. */}
      <output class="look-back-moment tabular" aria-live="off">
        {exactly(props.moment)}
      </output>
    </>
  )
}
