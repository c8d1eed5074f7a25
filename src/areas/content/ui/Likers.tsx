import { t } from '../../../language'
import { For, Show } from 'solid-js'
import type { Hash } from '../../../log/types'
import { Dialog } from '../../../ui/Dialog'
import { More } from '../../../ui/More'
import { createPages } from '../../../ui/pages'
import { Face } from '../../accounts/ui/Face'
import { likers } from '../reactionViews'
import './Likers.css'

/** Who likes a post, newest first. */
export function Likers(props: { readonly content: Hash; readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const people = createPages(likers, () => (props.open ? { content: props.content } : undefined))
  return (
    <Dialog title={t`Liked by`} open={props.open} onOpenChange={props.onOpenChange}>
      <Show when={people.items()?.length === 0}>
        <p>{t`Nobody likes it any more.`}</p>
      </Show>
      <ul class="likers">
        <For each={people.items()}>
          {(face) => (
            <li>
              <Face face={face} />
            </li>
          )}
        </For>
      </ul>
      <More of={people} />
    </Dialog>
  )
}
