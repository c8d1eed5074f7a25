import { t } from '../../../language'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import { createEffect, createResource, createSignal, For, onCleanup, Show } from 'solid-js'
import { createBlobUrl } from '../../../ui/blobUrl'
import { Slider } from '../../../ui/Slider'
import type { File } from '../events'
import { Arriving } from './Arriving'
import { peaksOf } from './peaks'
import './Sound.css'
import { lasting } from './words'

const flat = Array.from({ length: 64 }, () => 0.18)

/** A sound: one button, its shape, and where one is in it. */
export function Sound(props: { readonly file: File; readonly label: string }) {
  const bytes = createBlobUrl(() => props.file)
  const [playing, setPlaying] = createSignal(false)
  const [at, setAt] = createSignal(0)
  const [peaks] = createResource(
    () => bytes().url,
    (url) => peaksOf(props.file.hash, url),
    { initialValue: flat }, // a screen does not wait for it
  )
  let player: HTMLAudioElement | undefined
  const seconds = () => (props.file.durationMs ?? 0) / 1000
  const toggle = () => (playing() ? player?.pause() : void player?.play().catch(() => setPlaying(false)))
  const seek = (to: number) => {
    if (player) player.currentTime = to
    setAt(to)
  }
  // While it plays the line moves with every frame; the element itself tells of time only four times a second.
  createEffect(() => {
    if (!playing()) return
    let frame = requestAnimationFrame(function follow() {
      setAt(player?.currentTime ?? 0)
      frame = requestAnimationFrame(follow)
    })
    onCleanup(() => cancelAnimationFrame(frame))
  })
  const share = () => (seconds() > 0 ? Math.min(1, at() / seconds()) : 0)
  return (
    <div class="sound">
      <Show when={bytes().url}>
        {(src) => (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- makers bring no transcripts yet; the caption below speaks for it
          <audio
            ref={(element) => (player = element)}
            src={src()}
            preload="metadata"
            onPlay={() => setPlaying(true)}
            onPause={() => setPlaying(false)}
            onEnded={() => seek(0)}
          />
        )}
      </Show>
      <button
        type="button"
        class="sound-toggle"
        aria-label={`${playing() ? t`Pause` : t`Play`} ${props.label}`}
        disabled={!bytes().url}
        onClick={() => toggle()}
      >
        <Show when={playing()} fallback={<Play aria-hidden="true" />}>
          <Pause aria-hidden="true" />
        </Show>
      </button>
      <Slider
        label={t`Position in ${props.label}`}
        value={at()}
        max={Math.max(0.1, seconds())}
        step={0.1}
        says={t`${lasting(at() * 1000)} of ${lasting(seconds() * 1000)}`}
        disabled={!bytes().url}
        onSlide={seek}
      >
        <svg class="sound-bars" viewBox="0 0 256 64" preserveAspectRatio="none" aria-hidden="true">
          <For each={peaks.latest}>
            {(peak, i) => (
              <rect
                x={i() * 4}
                y={32 - Math.max(1.5, peak * 30)}
                width="2.4"
                height={Math.max(3, peak * 60)}
                rx="1.2"
                data-played={i() / 64 < share() ? '' : undefined}
              />
            )}
          </For>
        </svg>
      </Slider>
      <span class="sound-time tabular">
        {lasting(at() * 1000)} / {lasting(seconds() * 1000)}
      </span>
      <Arriving shown={bytes()} what={t`sound`} />
    </div>
  )
}
