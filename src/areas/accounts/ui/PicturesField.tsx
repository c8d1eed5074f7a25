import { t } from '../../../language'
import Camera from 'lucide-solid/icons/camera'
import Trash from 'lucide-solid/icons/trash'
import { createEffect, createUniqueId, type JSX, onCleanup, Show } from 'solid-js'
import { Avatar } from '../../../ui/Avatar'
import { createBlobUrl } from '../../../ui/blobUrl'
import { Button, IconButton } from '../../../ui/Button'
import { Notice } from '../../../ui/Notice'
import type { Picture } from '../events'
import { Cover } from './Cover'
import { createPicturePick } from './pictures'
import './PicturesField.css'

interface PicturesFieldProps {
  /** Gives whoever has no cover one of their own. */
  readonly seed: string
  readonly name: string
  readonly ai: boolean
  readonly picture: Picture | null
  readonly cover: Picture | null
  readonly onChange: (changed: { picture?: Picture | null; cover?: Picture | null }) => void
  /** Told whether one is being made ready: who goes on meanwhile would go without it. */
  readonly onPicking: (isPicking: boolean) => void
}

/** Picture and cover as they will stand on the profile, each a button to change it. */
export function PicturesField(props: PicturesFieldProps) {
  const picture = createPicturePick('picture', (picked) => props.onChange({ picture: picked }))
  const cover = createPicturePick('cover', (picked) => props.onChange({ cover: picked }))
  const face = createBlobUrl(() => props.picture)
  createEffect(() => props.onPicking(picture.progress() !== undefined || cover.progress() !== undefined))
  onCleanup(() => props.onPicking(false))
  return (
    <div class="pictures">
      <div class="pictures-stage">
        <Cover seed={props.seed} cover={props.cover} />
        <div class="pictures-cover-actions">
          <Show when={props.cover && cover.progress() === undefined}>
            <IconButton label={t`Remove the cover`} onClick={() => props.onChange({ cover: null })}>
              <Trash aria-hidden="true" />
            </IconButton>
          </Show>
          <Pick label={props.cover ? t`Change the cover` : t`Add a cover`} pick={cover} />
        </div>
        <div class="pictures-face">
          <Avatar name={props.name || '?'} src={face().url} ai={props.ai} size="xl" />
        </div>
      </div>
      <div class="pictures-face-actions">
        <Pick label={props.picture ? t`Change your picture` : t`Add your picture`} pick={picture} />
        <Show when={props.picture && picture.progress() === undefined}>
          <IconButton label={t`Remove your picture`} onClick={() => props.onChange({ picture: null })}>
            <Trash aria-hidden="true" />
          </IconButton>
        </Show>
      </div>
      <Trouble says={picture.trouble()} />
      <Trouble says={cover.trouble()} />
    </div>
  )
}

function Trouble(props: { readonly says: string | undefined }) {
  return (
    <Show when={props.says}>
      {(says) => (
        <Notice kind="bad" title={t`This picture does not fit`}>
          <p>{says()}</p>
        </Notice>
      )}
    </Show>
  )
}

/** A button for a file of this device; while it is made ready, how far it is, and a way to stop. */
function Pick(props: { readonly label: string; readonly pick: ReturnType<typeof createPicturePick> }): JSX.Element {
  const id = createUniqueId()
  return (
    <Show
      when={props.pick.progress() !== undefined}
      fallback={
        <label class="button pick" data-look="dark" data-small="" for={id}>
          <Camera aria-hidden="true" />
          {props.label}
          <input
            id={id}
            class="unseen"
            type="file"
            accept="image/*"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              event.currentTarget.value = ''
              void props.pick.take(file)
            }}
          />
        </label>
      }
    >
      <span class="pick-progress">
        <progress aria-label={t`Getting the picture ready`} max={1} value={props.pick.progress() ?? 0} />
        <Button small onClick={() => props.pick.stop()}>
          {t`Cancel`}
        </Button>
      </span>
    </Show>
  )
}
