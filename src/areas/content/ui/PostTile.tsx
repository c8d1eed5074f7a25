import { t } from '../../../language'
import { A } from '@solidjs/router'
import AudioLines from 'lucide-solid/icons/audio-lines'
import Images from 'lucide-solid/icons/images'
import Play from 'lucide-solid/icons/play'
import Users from 'lucide-solid/icons/users'
import { Match, Show, Switch } from 'solid-js'
import { exactly } from '../../../ui/Time'
import type { AccountId } from '../../area'
import type { Card } from '../views'
import { Picture } from './Picture'
import './PostTile.css'
import { beginning, labelWords, lasting, mediaWords } from './words'

/** A post as a square in a grid, leading to its page; a vibe leads among the others, or among those of one maker: `by`. */
export function PostTile(props: { readonly card: Card; readonly by?: AccountId }) {
  const address = () => {
    const { id, form } = props.card
    return form === 'vibe' ? `/vibes/${id}${props.by === undefined ? '' : `?by=${props.by}`}` : `/post/${id}`
  }
  const label = () => {
    const words = beginning(props.card.caption?.text ?? '', 60)
    const one = mediaWords[props.card.media].one
    return [
      words === '' ? `${one.charAt(0).toUpperCase()}${one.slice(1)}` : words,
      one,
      exactly(props.card.at),
      ...props.card.labels.map((label) => labelWords[label]),
    ].join(', ')
  }
  return (
    <A class="post-tile" href={address()} aria-label={label()} data-post={props.card.id}>
      <PostFace card={props.card} />
    </A>
  )
}

/** What a post looks like from afar. Decoration: its name is said by what stands around. */
export function PostFace(props: { readonly card: Card }) {
  const file = () => props.card.files[0]
  return (
    <span class="post-face" data-media={props.card.media} aria-hidden="true">
      <Switch>
        <Match when={props.card.media === 'image' && file()}>{(file) => <Picture file={file()} alt="" small />}</Match>
        <Match when={props.card.media === 'video' && file()?.thumb && file()}>{(file) => <Picture file={file()} alt="" small />}</Match>
        <Match when={props.card.media === 'audio'}>
          <AudioLines class="post-face-sound" />
          <span class="post-face-words" dir="auto">
            {beginning(props.card.caption?.text ?? '', 40)}
          </span>
        </Match>
        <Match when={true}>
          <span class="post-face-words" dir="auto">
            {beginning(props.card.caption?.text ?? '', 110)}
          </span>
        </Match>
      </Switch>
      <span class="post-face-marks">
        <Show when={props.card.files.length > 1}>
          <Images />
        </Show>
        <Show when={props.card.media === 'video'}>
          <Play />
        </Show>
        <Show when={file()?.durationMs}>{(millis) => <span class="tabular">{lasting(millis())}</span>}</Show>
        <Show when={props.card.audience === 'followers'}>
          <Users />
        </Show>
        <Show when={props.card.labels.length > 0}>
          <span>{props.card.labels.includes('AI') ? t`AI` : t`AI content`}</span>
        </Show>
      </span>
    </span>
  )
}
