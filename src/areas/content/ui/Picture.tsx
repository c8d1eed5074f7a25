import { t } from '../../../language'
import { Show } from 'solid-js'
import { createBlobUrl } from '../../../ui/blobUrl'
import type { File } from '../events'
import { Arriving } from './Arriving'
import './Picture.css'

interface PictureProps {
  readonly file: File
  /** What it is, for who cannot see it. '' where words beside it say so. */
  readonly alt: string
  /** Only the small version: a tile of a grid. */
  readonly small?: boolean
}

/** An image that fills its place: its thumbnail at once, then itself, and in between how far it has come. */
export function Picture(props: PictureProps) {
  const small = createBlobUrl(() => props.file.thumb ?? null)
  const whole = createBlobUrl(() => (props.small && props.file.thumb ? null : props.file))
  const url = () => whole().url ?? small().url
  return (
    <div class="picture">
      <Show when={url()} fallback={<Show when={props.alt}>{(alt) => <span class="unseen">{alt()}</span>}</Show>}>
        {(src) => <img class="picture-image" src={src()} alt={props.alt} draggable={false} />}
      </Show>
      <Show when={!(props.small && props.file.thumb)}>
        <Arriving shown={whole()} what={t`picture`} />
      </Show>
    </div>
  )
}
