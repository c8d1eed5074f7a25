import { numeral, plural, t } from '../../../language'
import { A } from '@solidjs/router'
import { type ComponentProps, Show } from 'solid-js'
import { createAnswer } from '../../../ui/session'
import { type Face as FaceOf, profile } from '../views'
import { Cover } from './Cover'
import { Face } from './Face'
import { FollowButton } from './FollowButton'
import { Tags } from './Tags'
import './PersonCard.css'

/** Somebody to discover: cover with the name set large across it, what they are about, and a way to follow. @param instead the picture of whoever has no cover */
export function PersonCard(props: { readonly face: FaceOf; readonly instead?: ComponentProps<typeof Cover>['cover'] }) {
  const known = createAnswer(profile, () => ({ account: props.face.account }))
  return (
    <li class="person-card">
      <div class="person-card-top">
        <Cover seed={props.face.account} cover={known()?.cover ?? props.instead ?? null} />
        <h2 class="person-card-name" dir="auto">
          <A href={`/u/${props.face.handle ?? props.face.account}`}>{props.face.name}</A>
        </h2>
      </div>
      <div class="person-card-body">
        <div class="person-card-line">
          <Face face={props.face} bare size="l" />
          <span class="person-card-handle" dir="ltr">
            {props.face.handle ? `@${props.face.handle}` : ''}
          </span>
          <span class="person-card-figure">
            <strong class="tabular">{numeral(known()?.followers ?? 0)}</strong> {plural(known()?.followers ?? 0, t`follower`, t`followers`)}
          </span>
        </div>
        <Tags categories={known()?.categories ?? []} />
        <Show when={known()?.bio?.text}>
          {(bio) => (
            <p class="person-card-bio" dir="auto">
              {bio()}
            </p>
          )}
        </Show>
        <div class="person-card-foot">
          <Show when={known()}>
            {(whom) => (
              <Show when={!whom().mine} fallback={<span class="person-card-me">{t`This is you`}</span>}>
                <FollowButton profile={whom()} />
              </Show>
            )}
          </Show>
        </div>
      </div>
    </li>
  )
}
