import { Show } from 'solid-js'
import { createAnswer } from '../../../ui/session'
import { type Face as FaceOf, profile } from '../views'
import { Face } from './Face'
import { FollowButton } from './FollowButton'
import './PersonRow.css'

/** Somebody in a list, and a way to follow them. */
export function PersonRow(props: { readonly face: FaceOf }) {
  const known = createAnswer(profile, () => ({ account: props.face.account }))
  return (
    <li class="person-row">
      <Face face={props.face} />
      <Show when={known()}>{(whom) => <FollowButton profile={whom()} />}</Show>
    </li>
  )
}
