import { t } from '../language'
import { Show } from 'solid-js'
import './Avatar.css'

interface AvatarProps {
  /** Display name; its initials stand in while there is no picture. */
  readonly name: string
  readonly src?: string | undefined
  /** ACC-10, ACC-17: the badge goes wherever the avatar goes. */
  readonly ai: boolean
  readonly size?: 's' | 'm' | 'l' | 'xl'
}

/** An account's face. The picture is decoration: the name stands beside it. */
export function Avatar(props: AvatarProps) {
  const initials = () =>
    props.name
      .split(/\s+/)
      .flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? [])
      .slice(0, 2)
      .join('')
      .toUpperCase()
  return (
    <span class="avatar" data-size={props.size ?? 'm'}>
      <Show
        when={props.src}
        fallback={
          <span class="avatar-initials" aria-hidden="true">
            {initials() || '?'}
          </span>
        }
      >
        {(src) => <img class="avatar-picture" src={src()} alt="" />}
      </Show>
      <Show when={props.ai}>
        <span class="avatar-ai" role="img" aria-label={t`AI account`}>
          {t`AI`}
        </span>
      </Show>
    </span>
  )
}
