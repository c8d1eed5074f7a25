import { plural, t } from '../../../language'
import { A } from '@solidjs/router'
import Check from 'lucide-solid/icons/check'
import Plus from 'lucide-solid/icons/plus'
import { For, Show, untrack } from 'solid-js'
import type { Hash } from '../../../log/types'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import { collectionsBy } from '../galleryViews'
import { oneContent } from '../views'
import './CollectionSheet.css'
import { createCollectionName } from './CollectionName'

/** In which of my collections a post sits, each with one press; and a new one made on the spot (COL-2). */
export function CollectionSheet(props: { readonly content: Hash; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const putting = createAct()
  const mine = createAnswer(collectionsBy, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  const post = createAnswer(oneContent, () => ({ content: props.content }))
  const sits = (collection: Hash) => {
    const now = post()
    return now?.state === 'shown' && now.collections.includes(collection)
  }
  const toggle = (collection: Hash) => {
    const type = sits(collection) ? 'content.collectionItemRemoved' : 'content.collectionItemAdded'
    return putting.about(collection, { type, data: { collection, content: props.content } })
  }
  const name = createCollectionName(untrack(() => `collection for ${props.content}`))
  const creating = createAct(name.draft)
  const create = async () => {
    const made = await creating.act({ type: 'content.collectionCreated', data: { name: session.write(name.words()) } })
    if (!made?.ok) return
    await putting.act({ type: 'content.collectionItemAdded', data: { collection: made.id, content: props.content } })
  }
  return (
    <Dialog title={t`Collections`} description={t`A post may sit in several.`} open onOpenChange={props.onOpenChange}>
      <Show when={(mine()?.length ?? 0) > 0}>
        <ul class="collection-choice">
          <For each={mine()}>
            {(collection) => (
              <li class="collection-choice-row">
                <button
                  type="button"
                  class="collection-choice-toggle"
                  role="checkbox"
                  aria-checked={sits(collection.id)}
                  onClick={() => void toggle(collection.id)}
                >
                  <span class="collection-choice-box" aria-hidden="true">
                    <Check />
                  </span>
                  <span dir="auto">{collection.name.text}</span>
                  <span class="collection-choice-count">{plural(collection.count, t`1 post`, t`${collection.count} posts`)}</span>
                </button>
                <A href={`/collection/${collection.id}`} class="collection-choice-open" aria-label={t`Open ${collection.name.text}`}>
                  {t`Open`}
                </A>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <form
        class="collection-new"
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        <name.Field label={t`New collection`} />
        <Button type="submit" look="dark" disabled={name.words() === ''} busy={creating.busy()}>
          <Plus aria-hidden="true" /> {t`Create and add`}
        </Button>
      </form>
      <Refusal outcome={creating.outcome()} failure={creating.failure()} />
      <Refusal outcome={putting.outcome()} failure={putting.failure()} />
    </Dialog>
  )
}
