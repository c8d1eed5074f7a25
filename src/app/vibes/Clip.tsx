import { t } from '../../language'
import { createEffect, createSignal, on, onCleanup, Show, untrack } from 'solid-js'
import type { File } from '../../areas/content/events'
import { Arriving } from '../../areas/content/ui/Arriving'
import { lasting } from '../../areas/content/ui/words'
import { createBlobUrl } from '../../ui/blobUrl'
import { Slider } from '../../ui/Slider'
import './Clip.css'
import { isLoud, setLoud } from './sound'

interface ClipProps {
  readonly file: File
  /** What it is, for who cannot see it. */
  readonly label: string
  /** Whether its bytes are asked for already: before, it is its poster. */
  readonly wanted: boolean
  /** Whether it is the one in the window. */
  readonly active: boolean
  /** Whether it is to play while it is that. */
  readonly playing: boolean
  /** All of it is here. */
  readonly onHere: () => void
  /** This browser does not let it begin by itself. */
  readonly onHeldBack: () => void
}

/** A video that fills its place and begins again at its end. Away from the window it stands still at its beginning. */
export function Clip(props: ClipProps) {
  const poster = createBlobUrl(() => props.file.thumb ?? null)
  const film = createBlobUrl(() => (props.wanted ? props.file : null))
  const [screen, setScreen] = createSignal<HTMLVideoElement>()
  const [broken, setBroken] = createSignal(false)
  const [time, setTime] = createSignal(0)
  const isHidden = createHidden()
  const length = () => (props.file.durationMs ?? 0) / 1000
  /** Upright films fill the screen; of others nothing is cut off. */
  const isUpright = () => (props.file.height ?? 1) >= (props.file.width ?? 1) * 1.5

  createEffect(
    on(
      () => film().url,
      (url) => url && untrack(() => props.onHere()),
    ),
  )
  createEffect(() => {
    const video = screen()
    if (!video) return
    video.muted = !isLoud()
    if (props.active && props.playing && !isHidden()) void start(video)
    else video.pause()
  })
  createEffect(() => {
    const video = screen()
    if (props.active || !video) return
    video.currentTime = 0
    setTime(0)
  })
  async function start(video: HTMLVideoElement): Promise<void> {
    try {
      await video.play()
    } catch (error) {
      const { name } = error as DOMException
      if (name === 'NotSupportedError') setBroken(true)
      if (name !== 'NotAllowedError') return // it was paused again before it began
      if (isLoud()) setLoud(false)
      else props.onHeldBack()
    }
  }
  const seek = (to: number) => {
    const video = screen()
    if (video) video.currentTime = to
    setTime(to)
  }
  return (
    <div class="clip" data-upright={isUpright() ? '' : undefined}>
      <Show when={poster().url}>
        {(src) => (
          <>
            <img class="clip-behind" src={src()} alt="" />
            <img class="clip-poster" src={src()} alt={film().url ? '' : props.label} />
          </>
        )}
      </Show>
      <Show when={film().url}>
        {(src) => (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- makers bring no captions yet; the label says whose film it is
          <video
            ref={setScreen}
            class="clip-screen"
            src={src()}
            muted
            loop
            playsinline
            preload="auto"
            disablepictureinpicture
            aria-label={props.label}
            onTimeUpdate={(event) => setTime(event.currentTarget.currentTime)}
            onError={() => setBroken(true)}
          />
        )}
      </Show>
      <Show when={!broken()} fallback={<p class="clip-broken">{t`This browser cannot play this video.`}</p>}>
        <Show when={props.wanted && !film().url}>
          <Arriving shown={film()} what={t`video`} />
        </Show>
      </Show>
      <Show when={film().url && length() > 0 && !broken()}>
        <div class="clip-time">
          <Slider
            label={t`Position`}
            value={Math.min(length(), time())}
            max={length()}
            step={0.1}
            says={t`${lasting(time() * 1000)} of ${lasting(length() * 1000)}`}
            onSlide={seek}
          >
            <span class="clip-bar">
              <span data-begins={time() < 0.3 ? '' : undefined} style={{ width: `${Math.min(100, (time() / length()) * 100)}%` }} />
            </span>
          </Slider>
        </div>
      </Show>
    </div>
  )
}

/** Whether the page is put away: then nothing plays. */
function createHidden() {
  const [hidden, setHidden] = createSignal(document.hidden)
  const change = () => setHidden(document.hidden)
  document.addEventListener('visibilitychange', change)
  onCleanup(() => document.removeEventListener('visibilitychange', change))
  return hidden
}
