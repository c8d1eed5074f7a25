import { t } from '../language'
import { For } from 'solid-js'
import './Empty.css'
import './Skeleton.css'

/** What is on its way: cards of posts, somebody's page, or lines of anything else. */
export type Shape = 'posts' | 'profile' | 'lines'

/** Where a screen will be, while it loads: about as large as what comes, so that nothing jumps. */
export function Skeleton(props: { readonly shape: Shape }) {
  return (
    <div class="skeletons" role="status" aria-label={t`Loading`}>
      <For each={partsOf[props.shape]}>{(part) => <div class="skeleton" data-part={part} />}</For>
    </div>
  )
}

const partsOf: Readonly<Record<Shape, readonly string[]>> = {
  posts: ['pills', 'post', 'post'],
  profile: ['cover', 'face', 'line', 'short', 'post'],
  lines: ['title', 'card', 'card'],
}
