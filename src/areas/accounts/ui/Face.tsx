import { t } from '../../../language'
import { A } from '@solidjs/router'
import { type JSX, Show } from 'solid-js'
import { Avatar } from '../../../ui/Avatar'
import { createBlobUrl } from '../../../ui/blobUrl'
import type { Face as FaceOf } from '../views'
import './Face.css'

interface FaceProps {
  readonly face: FaceOf
  readonly size?: 's' | 'm' | 'l' | 'xl'
  /** The picture alone. */
  readonly bare?: boolean
  /** Below the name, instead of the handle. */
  readonly children?: JSX.Element
}

/** Somebody, as they appear beside anything they did: picture, AI badge, name and handle, leading to their profile. */
export function Face(props: FaceProps) {
  const picture = createBlobUrl(() => props.face.picture)
  const avatar = () => (
    <Avatar name={props.face.deleted ? '' : props.face.name} src={picture().url} ai={props.face.ai} size={props.size ?? 'm'} />
  )
  return (
    <Show when={!props.bare} fallback={avatar()}>
      <div class="face">
        {avatar()}
        <div class="face-words">
          <Show when={!props.face.deleted} fallback={<span class="face-name">{t`Deleted account`}</span>}>
            <A class="face-name" href={`/u/${props.face.handle ?? props.face.account}`} dir="auto">
              {props.face.name}
            </A>
          </Show>
          <div class="face-below">
            {props.children ?? (
              <Show when={props.face.handle}>
                {(handle) => (
                  <bdi class="face-handle" dir="ltr">
                    @{handle()}
                  </bdi>
                )}
              </Show>
            )}
          </div>
        </div>
      </div>
    </Show>
  )
}
