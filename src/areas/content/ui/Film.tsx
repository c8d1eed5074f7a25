import { t } from '../../../language'
import { A } from '@solidjs/router'
import Play from 'lucide-solid/icons/play'
import { createSignal, Show } from 'solid-js'
import { createBlobUrl } from '../../../ui/blobUrl'
import type { File } from '../events'
import { Arriving } from './Arriving'
import './Film.css'
import { lasting } from './words'

/** A video: its poster until somebody wants to see it, so that a feed fetches no films for nothing. `to`: it is seen there. */
export function Film(props: { readonly file: File; readonly label: string; readonly to?: string | undefined }) {
  const [wanted, setWanted] = createSignal(false)
  const poster = createBlobUrl(() => props.file.thumb ?? null)
  const film = createBlobUrl(() => (wanted() ? props.file : null))
  return (
    <div class="film">
      <Show
        when={film().url}
        fallback={
          <>
            <Show when={poster().url}>{(src) => <img class="film-poster" src={src()} alt="" />}</Show>
            <Show when={!wanted()} fallback={<Arriving shown={film()} what={t`video`} />}>
              <Show
                when={props.to}
                fallback={
                  <button type="button" class="film-play" onClick={() => setWanted(true)} aria-label={t`Play ${props.label}`}>
                    <Play aria-hidden="true" />
                  </button>
                }
              >
                {(to) => (
                  <A class="film-play" href={to()} aria-label={t`Play ${props.label}`}>
                    <Play aria-hidden="true" />
                  </A>
                )}
              </Show>
              <Show when={props.file.durationMs !== undefined}>
                <span class="film-length tabular">{lasting(props.file.durationMs ?? 0)}</span>
              </Show>
            </Show>
          </>
        }
      >
        {(src) => (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- makers bring no captions yet; the label says whose film it is
          <video class="film-screen" src={src()} poster={poster().url} controls autoplay playsinline loop aria-label={props.label} />
        )}
      </Show>
    </div>
  )
}
